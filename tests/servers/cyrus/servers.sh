# shellcheck shell=bash
# Configuration and start of each server. Sourced by start, inside the namespace.

# imapd.conf: what all servers share.    shared_options NAME SERVERNAME
shared_options() {
  cat <<C
servername: $2
syslog_prefix: $1
configdirectory: $state/$1/conf
defaultpartition: default
partition-default: $state/$1/spool
sievedir: $state/$1/sieve
lmtpsocket: $state/$1/conf/socket/lmtp
idlesocket: $state/$1/conf/socket/idle
notifysocket: $state/$1/conf/socket/notify
altnamespace: no
unixhierarchysep: no
admins: $admin
allowplaintext: yes
sasl_pwcheck_method: saslauthd
sasl_saslauthd_path: $state/mux/mux
sasl_mech_list: PLAIN LOGIN
tls_server_cert: $state/etc/certificate.pem
tls_server_key: $state/etc/key.pem
mupdate_config: standard
C
}

# Cyrus 3.6 ignores mupdate_port: the port belongs into mupdate_server.
mupdate_options() {
  cat <<C
mupdate_server: $mupdate:$mupdate_port
mupdate_username: $mupdate_user
mupdate_authname: $mupdate_user
mupdate_password: $mupdate_password
force_sasl_client_mech: PLAIN
C
}

make_folders() {
  install -d -o cyrus -g mail -m 750 "$state/$1" "$state/$1"/{conf,spool,sieve} "$state/$1"/conf/{db,socket,log,proc,lock,msg,user,quota}
}

start_master() {
  if runs "$state/run/$1.pid" master; then return; fi
  rm -f "$state/run/$1.pid"
  "$bin/master" -d -l 128 -p "$state/run/$1.pid" -C "$state/$1/imapd.conf" -M "$state/$1/cyrus.conf" -L "$state/log/$1.err" </dev/null >/dev/null 2>&1
}

wait_for_port() {
  for ((i = 0; i < 300; i++)); do (exec 3<>"/dev/tcp/$1/$2") 2>/dev/null && return 0; sleep .05; done
  echo "cyrus/start: $3 does not listen on $1:$2; see $state/log/syslog" >&2
  exit 1
}

# cyrus.conf is read line by line: braces and entries on their own lines; each cmd needs its own -C.
start_mupdate() {
  make_folders mupdate
  local conf=$state/mupdate/imapd.conf
  shared_options mupdate mupdate.lab | sed "s/^admins:.*/admins: $admin $mupdate_user/" > "$conf"
  cat > "$state/mupdate/cyrus.conf" <<C
START {
  recover cmd="$bin/ctl_cyrusdb -C $conf -r"
}
SERVICES {
  mupdate cmd="$bin/mupdate -C $conf -m" listen="$mupdate:$mupdate_port" prefork=1
}
EVENTS {
  checkpoint cmd="$bin/ctl_cyrusdb -C $conf -c" period=30
}
C
  start_master mupdate
  # A backend whose push at start fails does not start at all.
  wait_for_port "$mupdate" "$mupdate_port" mupdate
}

start_backend() {
  make_folders "$1"
  local conf=$state/$1/imapd.conf
  {
    shared_options "$1" "$1.lab"
    mupdate_options
    # proxyservers is what makes a server a backend: these users may log in as anybody.
    echo "proxyservers: $proxy"
    echo "proxy_authname: $admin"
    echo "proxy_password: $admin_password"
    echo "allowallsubscribe: yes"
    echo "conversations: no"
    echo "duplicatesuppression: no"
  } > "$conf"
  cat > "$state/$1/cyrus.conf" <<C
START {
  recover cmd="$bin/ctl_cyrusdb -C $conf -r"
  push cmd="$bin/ctl_mboxlist -C $conf -m -a"
}
DAEMON {
  idled cmd="$bin/idled -C $conf"
}
SERVICES {
  imap cmd="$bin/imapd -C $conf" listen="$2:$imap_port" prefork=0
  pop3 cmd="$bin/pop3d -C $conf" listen="$2:$pop3_port" prefork=0
  lmtpunix cmd="$bin/lmtpd -C $conf" listen="$state/$1/conf/socket/lmtp" prefork=0
}
EVENTS {
  checkpoint cmd="$bin/ctl_cyrusdb -C $conf -c" period=30
}
C
  start_master "$1"
}

start_frontend() {
  make_folders fe
  local conf=$state/fe/imapd.conf
  {
    shared_options fe fe.lab
    mupdate_options
    echo "proxy_authname: $proxy"
    echo "be1_password: $proxy_password"
    echo "be2_password: $proxy_password"
    echo "be1_mechs: PLAIN"
    echo "be2_mechs: PLAIN"
    echo "serverlist: be1.lab be2.lab"
    echo "defaultserver: be1.lab"
  } > "$conf"
  cat > "$state/fe/cyrus.conf" <<C
START {
  recover cmd="$bin/ctl_cyrusdb -C $conf -r"
}
SERVICES {
  mupdate cmd="$bin/mupdate -C $conf" listen="$fe:$mupdate_port" prefork=1
  imap cmd="$bin/imapd -C $conf" listen="$fe:$imap_port" prefork=0
  pop3 cmd="$bin/pop3d -C $conf" listen="$fe:$pop3_port" prefork=0
}
EVENTS {
  checkpoint cmd="$bin/ctl_cyrusdb -C $conf -c" period=30
}
C
  start_master fe
  wait_for_port "$fe" "$imap_port" fe
}
