# MailFront in front of the stub backends. Sourced; defines start_mailfront.
# Its directory names the 2,000 users, as that of a Murder does: a name that is not in it is nobody's.

start_mailfront() { # TARGET
    local directory=$state/$1 i
    mkdir -p "$directory/socket"
    {
        cat <<CONF
configdirectory: $directory
servername: mail.test
allowplaintext: yes
sasl_pwcheck_method: saslauthd
sasl_saslauthd_path: $state/checker.sock
mailfront_checker_concurrency: $workers
proxy_authname: mailproxy
mailfront_routing: user
CONF
        for i in 1 2 3 4 5 6 7 8; do
            echo "mailfront_backend_b$i: 127.0.0.1$i:$stub_imap kind=dovecot tls=off"
            echo "b${i}_password: proxysecret"
        done
        for i in ${options[@]+"${options[@]}"}; do echo "$i"; done
    } >"$directory/imapd.conf"
    cat >"$directory/cyrus.conf" <<CONF
SERVICES {
  imap      cmd="proxyd" listen="127.0.0.1:$target_port" prefork=0
}
CONF
    for i in $(seq "$users"); do printf 'user%04d b%d\n' "$i" $((i % 8 + 1)); done >"$directory/users.txt"
    rm -f "$directory"/mailfront.db* "$directory"/mailfront.evidence*
    "$mailfront" directory import -C "$directory/imapd.conf" --format users "$directory/users.txt" >>"$state/$1.err" 2>&1
    launch "$1" "$mailfront" serve -C "$directory/imapd.conf" -M "$directory/cyrus.conf"
    wait_for_line "$1" "MailFront ready"
}
