# nginx as a mail proxy. Sourced; defines nginx_config.

nginx_config() { # DIRECTORY PROXY_BUFFER IMAP IMAPS POP3 POP3S: nginx.conf on standard output
    cat <<CONF
load_module /usr/lib/nginx/modules/ngx_mail_module.so;
$([ "$(id -u)" -eq 0 ] && echo "user www-data;")
worker_processes $workers;
daemon off;
pid $1/nginx.pid;
error_log $1/error.log error;
events {
    worker_connections 19900;
    multi_accept on;
    use epoll;
}
mail {
    server_name mail.test;
    auth_http 127.0.0.1:$stub_http/auth;
    proxy_pass_error_message on;
    proxy_timeout 1h;
    timeout 60s;
    proxy_buffer $2;
    imap_capabilities IMAP4rev1 SASL-IR LITERAL+ ID IDLE NAMESPACE UIDPLUS;
    imap_auth plain login;
    pop3_auth plain;
    pop3_capabilities TOP UIDL USER RESP-CODES PIPELINING;
    ssl_certificate $state/cert.pem;
    ssl_certificate_key $state/key.pem;
    ssl_protocols TLSv1.2 TLSv1.3;
    server { listen 127.0.0.1:$3 backlog=4096; protocol imap; starttls on; }
    server { listen 127.0.0.1:$4 ssl backlog=4096; protocol imap; }
    server { listen 127.0.0.1:$5 backlog=4096; protocol pop3; starttls on; }
    server { listen 127.0.0.1:$6 ssl backlog=4096; protocol pop3; }
}
CONF
}
