# Dovecot 2.3 as a proxy. Sourced; defines dovecot_config.

dovecot_config() { # DIRECTORY IMAP IMAPS POP3 POP3S: dovecot.conf on standard output
    # The passdb sends each user by hash to one of the eight addresses 127.0.0.11 to .18; %{if} picks the port of the protocol.
    cat <<CONF
base_dir = $1/run
state_dir = $1/state
instance_name = mailfront-comparison
log_path = $1/error.log
info_log_path = /dev/null
protocols = imap pop3
listen = 127.0.0.1
ssl = yes
ssl_cert = <$state/cert.pem
ssl_key = <$state/key.pem
ssl_min_protocol = TLSv1.2
disable_plaintext_auth = no
auth_mechanisms = plain login
imap_capability = IMAP4rev1 SASL-IR LITERAL+ ID IDLE NAMESPACE UIDPLUS
passdb {
  driver = static
  args = nopassword=y proxy=y proxy_timeout=30 host=127.0.0.1%{if;%8Nu;eq;0;8;%8Nu} port=%{if;%s;eq;imap;$stub_imap;$stub_pop3}
}
default_client_limit = 20000
default_vsz_limit = 4G
service auth {
  client_limit = 19000
}
service anvil {
  client_limit = 19000
}
CONF
    dovecot_login_service imap "$2" "$3"
    dovecot_login_service pop3 "$4" "$5"
}

dovecot_login_service() { # PROTOCOL PLAIN_PORT TLS_PORT
    cat <<CONF
service $1-login {
  service_count = 0
  process_min_avail = $workers
  process_limit = $workers
  client_limit = 19000
  inet_listener $1 {
    port = $2
  }
  inet_listener $1s {
    port = $3
    ssl = yes
  }
}
CONF
}
