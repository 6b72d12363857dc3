FROM debian:12-slim
RUN apt-get update && apt-get install -y --no-install-recommends dovecot-imapd dovecot-pop3d && rm -rf /var/lib/apt/lists/* \
 && install -d -o nobody -g nogroup /mail \
 && printf 'mailfront:{PLAIN}master\n' > /etc/dovecot/masters
COPY backend-dovecot.conf /etc/dovecot/dovecot.conf
EXPOSE 143 110
CMD ["dovecot", "-F"]
