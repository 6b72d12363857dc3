# The password checkers: slowauth, and a real saslauthd or Dovecot's PAM with a stack that waits. Sourced.

start_checker() { # TARGET: dovecot-pam brings its own
    case $1:$checker in
        dovecot-pam:*) write_pam ;;
        *:slowauth)
            launch slowauth "$rig" slowauth --socket "$state/checker.sock" --control "127.0.0.1:$control" --workers "$workers" \
                --right-ms "$right_ms" --wrong-ms "$wrong_ms" --users "$users"
            wait_for_line slowauth "slowauth ready"
            ;;
        *:saslauthd) start_saslauthd ;;
        *) echo "run.sh: no checker is called $checker" >&2; return 1 ;;
    esac
}

stop_checker() {
    stop slowauth
    stop_saslauthd
    rm -f "$state/checker.sock"
}

# The service files of a PAM that takes as long as slowauth. They are mounted over /etc/pam.d for the asking program alone.
write_pam() {
    mkdir -p "$state/pam.d"
    cp /etc/pam.d/* "$state/pam.d/"
    cat >"$state/check-password" <<SCRIPT
#!/bin/sh
# pam_exec with expose_authtok gives the password on standard input. The passwords are those of Population/PasswordBook.cs.
IFS= read -r password || :
case \$PAM_USER in
    user[0-9][0-9][0-9][0-9])
        number=\${PAM_USER#user}
        case \$password in
            "pw\$number" | "pw\$number-changed" | "pw\$number-elsewhere") exec sleep $(awk "BEGIN { print $right_ms / 1000 }") ;;
        esac
        ;;
esac
sleep $(awk "BEGIN { print $wrong_ms / 1000 }")
exit 1
SCRIPT
    chmod 755 "$state/check-password"
    printf 'auth required pam_exec.so quiet expose_authtok %s\naccount required pam_permit.so\n' "$state/check-password" >"$state/pam.d/imap"
}

with_pam='mount --bind "$0" /etc/pam.d && exec "$@"'

start_saslauthd() {
    write_pam
    mkdir -p "$state/saslauthd"
    chmod 755 "$state/saslauthd"
    unshare -m --propagation private sh -c "$with_pam" "$state/pam.d" saslauthd -a pam -n "$workers" -m "$state/saslauthd" >>"$state/saslauthd.err" 2>&1
    local i
    for i in $(seq 100); do
        [ -S "$state/saslauthd/mux" ] && break
        sleep 0.05
    done
    ln -s "$state/saslauthd/mux" "$state/checker.sock"
}

stop_saslauthd() { # it makes itself a daemon, so its own pid file is what there is; the name guards against a reused number
    local pid
    pid=$(tr -dc 0-9 2>/dev/null <"$state/saslauthd/saslauthd.pid") || return 0
    [ -n "$pid" ] && [ "$(basename "$(readlink "/proc/$pid/exe" 2>/dev/null)")" = saslauthd ] || return 0
    kill -TERM "$pid" || true
    local i
    for i in $(seq 60); do
        [ -d "/proc/$pid" ] || break
        sleep 0.05
    done
    [ -d "/proc/$pid" ] && kill -KILL -- "-$pid" 2>/dev/null
    rm -rf "$state/saslauthd"
}
