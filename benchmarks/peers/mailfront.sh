# MailFront with user routing. Sourced; defines mailfront_imapd_conf and mailfront_cyrus_conf.

mailfront_imapd_conf() { # DIRECTORY: imapd.conf on standard output
    cat <<CONF
configdirectory: $1
servername: mail.test
allowplaintext: yes
sasl_pwcheck_method: saslauthd
sasl_saslauthd_path: $state/saslauthd.sock
mailfront_checker_concurrency: 64
tls_server_cert: $state/cert.pem
tls_server_key: $state/key.pem
proxy_authname: mailproxy
mailfront_routing: user
mailfront_default_backend: b1 b2 b3 b4 b5 b6 b7 b8
CONF
    local i
    for i in 1 2 3 4 5 6 7 8; do
        echo "mailfront_backend_b$i: 127.0.0.1$i:$stub_imap pop3=127.0.0.1$i:$stub_pop3 kind=dovecot tls=off"
        echo "b${i}_password: proxysecret"
    done
}

mailfront_cyrus_conf() { # IMAP IMAPS POP3 POP3S: cyrus.conf on standard output
    cat <<CONF
SERVICES {
  imap      cmd="proxyd" listen="127.0.0.1:$1" prefork=0
  imaps     cmd="proxyd -s" listen="127.0.0.1:$2" prefork=0
  pop3      cmd="pop3proxyd" listen="127.0.0.1:$3" prefork=0
  pop3s     cmd="pop3proxyd -s" listen="127.0.0.1:$4" prefork=0
}
CONF
}
