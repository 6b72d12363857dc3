# The real Cyrus frontend, with the MUPDATE master that it needs. Sourced; defines start_cyrus and stop_cyrus.
# A LOGIN at this frontend touches no backend (the first mailbox command does), so none is there.

mupdate_user=mupduser
mupdate_password=mupdate-secret

cyrus_options() { # NAME
    cat <<CONF
servername: $1.lab
syslog_prefix: $1
configdirectory: $state/$1.d/conf
defaultpartition: default
partition-default: $state/$1.d/spool
lmtpsocket: $state/$1.d/conf/socket/lmtp
idlesocket: $state/$1.d/conf/socket/idle
notifysocket: $state/$1.d/conf/socket/notify
allowplaintext: yes
mupdate_config: standard
CONF
}

start_cyrus_master() { # NAME
    launch "$1" "$cyrus_bin/master" -l 512 -p "$state/$1.d/master.pid" -C "$state/$1.d/imapd.conf" -M "$state/$1.d/cyrus.conf"
}

stop_cyrus() { # NAME: imapd processes that wait for the checker outlive their master
    local pid
    pid=$(pid_of "$1") || return 0
    stop "$1"
    kill -KILL -- "-$pid" 2>/dev/null || true
}

start_cyrus() { # TARGET
    local name
    cyrus_bin=$("$root/tests/servers/cyrus/unpack")
    for name in mupdate "$1"; do
        rm -rf "$state/$name.d"
        install -d -o cyrus -g mail -m 750 "$state/$name.d" "$state/$name.d"/{conf,spool} "$state/$name.d"/conf/{db,socket,log,proc,lock,msg,user,quota}
    done

    # The frontend's login at the MUPDATE master must not take a slot of the checker: it has a file of its own.
    printf %s "$mupdate_password" | saslpasswd2 -p -c -f "$state/mupdate.d/sasldb2" -u mupdate.lab "$mupdate_user"
    chown cyrus:mail "$state/mupdate.d/sasldb2"
    {
        cyrus_options mupdate
        cat <<CONF
admins: $mupdate_user
sasl_pwcheck_method: auxprop
sasl_auxprop_plugin: sasldb
sasl_sasldb_path: $state/mupdate.d/sasldb2
sasl_mech_list: PLAIN
CONF
    } >"$state/mupdate.d/imapd.conf"
    cat >"$state/mupdate.d/cyrus.conf" <<CONF
START {
  recover cmd="$cyrus_bin/ctl_cyrusdb -C $state/mupdate.d/imapd.conf -r"
}
SERVICES {
  mupdate cmd="$cyrus_bin/mupdate -C $state/mupdate.d/imapd.conf -m" listen="127.0.0.1:$mupdate_port" prefork=1
}
CONF
    start_cyrus_master mupdate
    wait_for_port mupdate 127.0.0.1 "$mupdate_port"

    {
        cyrus_options "$1"
        cat <<CONF
admins: cyrus
sasl_pwcheck_method: saslauthd
sasl_saslauthd_path: $state/checker.sock
sasl_mech_list: PLAIN LOGIN
mupdate_server: 127.0.0.1:$mupdate_port
mupdate_username: $mupdate_user
mupdate_authname: $mupdate_user
mupdate_password: $mupdate_password
force_sasl_client_mech: PLAIN
proxy_authname: murder
proxy_password: murder-secret
CONF
    } >"$state/$1.d/imapd.conf"
    cat >"$state/$1.d/cyrus.conf" <<CONF
START {
  recover cmd="$cyrus_bin/ctl_cyrusdb -C $state/$1.d/imapd.conf -r"
}
SERVICES {
  mupdate cmd="$cyrus_bin/mupdate -C $state/$1.d/imapd.conf" listen="127.0.0.1:$slave_port" prefork=1
  imap cmd="$cyrus_bin/imapd -C $state/$1.d/imapd.conf" listen="127.0.0.1:$target_port" prefork=5 maxchild=$maxchild
}
CONF
    start_cyrus_master "$1"
    wait_for_port "$1" 127.0.0.1 "$target_port"
}
