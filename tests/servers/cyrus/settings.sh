# shellcheck shell=bash
# Names, passwords and ports of the Murder. Sourced by start and stop.
imap_port=10143 pop3_port=10110 mupdate_port=13905
admin=cyrus admin_password=admin-canary-91c4
proxy=murder proxy_password=proxy-canary-2b7d
mupdate_user=mupduser mupdate_password=mupdate-canary-6d03
