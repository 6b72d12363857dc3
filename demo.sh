#!/bin/bash
# From nothing to mail: two Dovecot backends, MailFront before them, and a short session to look at.
#
#   ./demo.sh           shows it, then keeps running for your own mail client; Ctrl-C stops everything
#   ./demo.sh --check   the same without waiting: exit code 0, or 1 and what failed
#   ./demo.sh --attack [SECONDS]
#                       a botnet guesses passwords, ten times as fast as the checker can refuse them, while three
#                       users log in: 60 seconds on loopback, then exit code 0, or 1 when a user was kept out
#
# Needs the .NET 10 SDK. Debian's Dovecot is installed when it is missing (its daemon is not started);
# everything else lives on loopback and in a temporary folder that is gone afterwards.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

check= attack=
case ${1:-} in
  '') ;;
  --check) check=yes;;
  --attack) attack=${2:-60};;
  *) sed -n '2,/^set /{/^#/p}' "$0" >&2; exit 2;;
esac

say() { printf '\n== %s\n' "$*"; }
fail() { echo "FAILED: $*" >&2; exit 1; }

state= front= checker=
clean_up() {
  local code=$?
  trap - EXIT INT TERM
  if [ -n "$front" ]; then
    kill -TERM "$front" 2>/dev/null || true
    wait "$front" 2>/dev/null || true
  fi
  if [ -n "$checker" ]; then
    kill "$checker" 2>/dev/null || true
    wait "$checker" 2>/dev/null || true
  fi
  if [ -n "$state" ]; then
    tests/servers/stop-all "$state" || true
    rm -rf "$state"
  fi
  exit "$code"
}
trap clean_up EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

command -v dotnet >/dev/null || fail "the .NET 10 SDK is missing: https://dotnet.microsoft.com/download/dotnet/10.0"
tests/servers/install dovecot || fail "Dovecot could not be installed"

say "Building MailFront"
dotnet build src/MailFront -c Release -nodeReuse:false -v quiet || fail "the build"
mailfront=$PWD/src/MailFront/bin/Release/net10.0/mailfront

state=$(mktemp -d /tmp/mailfront-demo-XXXX)
chmod 711 "$state"
mkdir -m 700 "$state/socket"

say "Starting two Dovecot backends: mail1 (alice, carol) and mail2 (bob)"
random_password() { openssl rand -hex 6; }
alice=$(random_password) bob=$(random_password) carol=$(random_password)
# The users' passwords are MailFront's business; it logs in to the backends as their master user.
tests/servers/dovecot/start mail1 "$state/mail1" 127.0.0.11 "alice:$alice" "carol:$carol" > "$state/mail1.txt" || fail "the backend mail1"
tests/servers/dovecot/start mail2 "$state/mail2" 127.0.0.12 "bob:$bob" > "$state/mail2.txt" || fail "the backend mail2"
of() { sed -n "s/^$2=//p" "$state/$1.txt"; }
echo "   mail1: imap $(of mail1 imap), pop3 $(of mail1 pop3)      mail2: imap $(of mail2 imap), pop3 $(of mail2 pop3)"

say "Making a self-signed certificate and the configuration"
openssl req -x509 -newkey rsa:2048 -nodes -days 30 -subj /CN=localhost -addext subjectAltName=DNS:localhost,IP:127.0.0.1 \
  -keyout "$state/key.pem" -out "$state/certificate.pem" 2>/dev/null
chmod 600 "$state/key.pem"
printf '%s\n' "alice $alice" "bob $bob" "carol $carol" > "$state/passwords"
passwords_from="sasl_pwcheck_method: passwd-file
mailfront_passwd_file: $state/passwd"
if [ -n "$attack" ]; then
  say "Starting a password checker with five slots, 2 s for each wrong password (saslauthd with PAM in small)"
  /usr/bin/python3 tests/demo/slow_checker.py "$state/mux" < "$state/passwords" > "$state/checker" &
  checker=$!
  for ((i = 0; i < 100; i++)); do grep -q ready "$state/checker" && break; sleep .1; done
  passwords_from="sasl_pwcheck_method: saslauthd
sasl_saslauthd_path: $state/mux"
fi
master=$(of mail1 master)
cat > "$state/imapd.conf" <<C
configdirectory: $state
servername: mailfront.demo
tls_server_cert: $state/certificate.pem
tls_server_key: $state/key.pem
allowplaintext: yes
$passwords_from
mailfront_routing: user
mailfront_directory: sqlite
mailfront_backend_mail1: $(of mail1 imap) pop3=$(of mail1 pop3) kind=dovecot tls=off
mailfront_backend_mail2: $(of mail2 imap) pop3=$(of mail2 pop3) kind=dovecot tls=off
proxy_authname: ${master%%:*}
mail1_password: ${master#*:}
mail2_password: ${master#*:}
C
cat > "$state/cyrus.conf" <<C
SERVICES {
  imap  cmd="imapd"    listen="127.0.0.1:0"
  imaps cmd="imapd -s" listen="127.0.0.1:0"
  pop3  cmd="pop3d"    listen="127.0.0.1:0"
  pop3s cmd="pop3d -s" listen="127.0.0.1:0"
}
C
chmod 600 "$state/imapd.conf"
(umask 077 && : > "$state/passwd")
for user in alice bob carol; do
  echo "   mailfront passwd $user"
  "$mailfront" passwd $user <<< "${!user}" >> "$state/passwd" || fail "mailfront passwd $user"
done
for entry in alice:mail1 bob:mail2 carol:mail1; do
  echo "   mailfront directory set ${entry%:*} ${entry#*:}"
  "$mailfront" directory set "${entry%:*}" "${entry#*:}" -C "$state/imapd.conf" || fail "mailfront directory set $entry"
done
echo "   mailfront check"
code=0
"$mailfront" check -C "$state/imapd.conf" -M "$state/cyrus.conf" || code=$?
[ $code -le 1 ] || fail "mailfront check found errors (exit code $code)"

say "Starting MailFront"
"$mailfront" serve -C "$state/imapd.conf" -M "$state/cyrus.conf" > "$state/ready" 2> "$state/mailfront.log" &
front=$!
for ((i = 0; i < 300; i++)); do
  grep -q '^MailFront ready ' "$state/ready" && break
  kill -0 $front 2>/dev/null || { cat "$state/mailfront.log" >&2; front=; fail "MailFront did not start"; }
  sleep .1
done
ready=$(grep '^MailFront ready ' "$state/ready") || fail "MailFront was not ready within 30 seconds"
echo "   $ready"

stop_front() {
  kill -TERM $front
  code=0
  wait $front || code=$?
  front=
  [ $code = 0 ] || fail "MailFront ended with exit code $code"
}
port_of() { tr ' ' '\n' <<< "$ready" | sed -n "s/^$1=127.0.0.1://p"; }

if [ -n "$attack" ]; then
  say "The attack: 25 guesses a second from addresses all over 127.0.0.0/8, for $attack seconds"
  /usr/bin/python3 tests/demo/attack.py imap="127.0.0.1:$(port_of imap)" seconds="$attack" mailfront="$mailfront" conf="$state/imapd.conf" \
    < "$state/passwords" || fail "a user was kept out"
  echo
  # None when the attack was short.
  sed -n 's/.*\(alarm \(raised\|ended\).*\)/   log: \1/p' "$state/mailfront.log"
  echo
  "$mailfront" ctl queue -C "$state/imapd.conf"
  stop_front
  echo "demo: no user was kept out"
  exit 0
fi

# shellcheck disable=SC2086 # the listeners are words
/usr/bin/python3 tests/demo/session.py ${ready#MailFront ready } \
  mail1_log="$state/mail1/dovecot.log" mail2_log="$state/mail2/dovecot.log" mailfront_log="$state/mailfront.log" < "$state/passwords" || fail "the session"

if [ -n "$check" ]; then
  stop_front
  echo "demo: everything works"
  exit 0
fi

cat <<C

== Connect with your own client

   server 127.0.0.1     IMAP $(port_of imap) (STARTTLS)   IMAPS $(port_of imaps)   POP3 $(port_of pop3) (STLS)   POP3S $(port_of pop3s)
   users  alice / $alice     bob / $bob     carol / $carol
   The certificate is self-signed: $state/certificate.pem

   curl --insecure --user alice:$alice "imaps://127.0.0.1:$(port_of imaps)/INBOX?ALL"
   mutt -f imaps://bob@127.0.0.1:$(port_of imaps)/INBOX
   openssl s_client -quiet -crlf -connect 127.0.0.1:$(port_of pop3s)

   log: tail -f $state/mailfront.log

   Ctrl-C stops everything.
C
wait $front
