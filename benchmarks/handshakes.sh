#!/bin/bash
# Logs clients in over TLS while a flood of TLS handshakes runs, at MailFront with and without its cap and at Dovecot as a proxy, all on
# loopback and in front of the same stub backend. See README.md.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$(dirname "$here")

targets=uncapped,capped,dovecot
rounds=3
flood=2000
rate=20
seconds=10
port=24200
key=ec
caps=auto
mailfront=$root/src/MailFront/bin/Release/net10.0/mailfront
while [ $# -gt 0 ]; do
    case $1 in
        --targets) targets=$2; shift ;;
        --rounds) rounds=$2; shift ;;
        --flood) flood=$2; shift ;;
        --rate) rate=$2; shift ;;
        --time) seconds=$2; shift ;;
        --port) port=$2; shift ;;
        --key) key=$2; shift ;;
        --cap) caps=$2; shift ;;
        --mailfront) mailfront=$2; shift ;;
        *) echo "usage: handshakes.sh [--targets uncapped,capped,dovecot] [--rounds 3] [--flood 2000] [--rate 20] [--time 10] [--key ec|rsa] [--cap auto] [--port 24200]" >&2; exit 2 ;;
    esac
    shift
done

stub_imap=$((port + 1))
stub_pop3=$((port + 2))
stub_http=$((port + 3))
workers=2
state=$(mktemp -d "${TMPDIR:-/tmp}/mailfront-handshakes.XXXXXX")
chmod 755 "$state"
. "$here/peers/processes.sh"
. "$here/peers/dovecot.sh"
. "$here/peers/mailfront.sh"
trap stop_all EXIT
trap 'exit 130' INT TERM
ulimit -n "$(ulimit -Hn)"

dotnet build "$here/MailFront.Load" -c Release -v q -nodeReuse:false >"$state/build.log" 2>&1 || { cat "$state/build.log" >&2; exit 1; }
load=$here/MailFront.Load/bin/Release/net10.0/MailFront.Load
case $key in
    rsa) kind=(rsa:2048) ;;
    *) kind=(ec -pkeyopt ec_paramgen_curve:P-256) ;;
esac
openssl req -x509 -newkey "${kind[@]}" -nodes -days 3650 -subj /CN=mail.test \
    -addext subjectAltName=DNS:mail.test,IP:127.0.0.1 -keyout "$state/key.pem" -out "$state/cert.pem" 2>/dev/null

launch stub "$load" backend --imap "127.0.0.11-18:$stub_imap" --pop3 "127.0.0.11-18:$stub_pop3" --http "127.0.0.1:$stub_http" \
    --sasl "$state/saslauthd.sock" --proxy mailproxy:proxysecret
wait_for_line stub "stub backend ready"

start() { # TARGET PORT: IMAP on PORT, IMAPS on the next one
    local directory=$state/$1
    mkdir -p "$directory"
    case $1 in
        capped* | uncapped)
            mailfront_imapd_conf "$directory" >"$directory/imapd.conf"
            [ "$1" = uncapped ] && echo "mailfront_max_handshakes: 0" >>"$directory/imapd.conf"
            [ "$1" = uncapped ] || echo "mailfront_max_handshakes: $caps" >>"$directory/imapd.conf"
            mailfront_cyrus_conf "$2" $(($2 + 1)) $(($2 + 2)) $(($2 + 3)) >"$directory/cyrus.conf"
            launch "$1" "$mailfront" serve -C "$directory/imapd.conf" -M "$directory/cyrus.conf"
            wait_for_line "$1" "MailFront ready"
            ;;
        dovecot)
            mkdir -p "$directory/run" "$directory/state"
            dovecot_config "$directory" "$2" $(($2 + 1)) $(($2 + 2)) $(($2 + 3)) >"$directory/dovecot.conf"
            launch "$1" /usr/sbin/dovecot -F -c "$directory/dovecot.conf"
            wait_for_port "$1" 127.0.0.1 "$2"
            ;;
    esac
}

# 20 addresses of one network: each client logs in once before the flood, from then on the place is proven.
logins() { # NAME PORT ARGUMENTS...
    local name=$1 server=127.0.0.1:$2
    shift 2
    timeout 120 "$load" login --server "$server" --mode tls --sources 20 --rate "$rate" --timeout 10 \
        --json "$state/samples.jsonl" --label "target=$name" "$@" >"$state/last.out" 2>&1 || true
    grep -iE 'p50|p99|median|fail|rate|/s' "$state/last.out" || cat "$state/last.out"
}

next=$((port + 10))
for target in ${targets//,/ }; do
    start "$target" "$next"
    eval "port_$target=$((next + 1))"
    next=$((next + 10))
done
for round in $(seq "$rounds"); do
    for target in ${targets//,/ }; do
        imaps=$(eval "echo \$port_$target")
        echo "== round $round $target, quiet"
        logins "$target-quiet" "$imaps" --warmup 1 --time 3
        echo "== round $round $target, $flood handshakes/s against it"
        timeout 120 "$load" flood --server "127.0.0.1:$imaps" --rate "$flood" --time $((seconds + 3)) >"$state/flood.out" 2>&1 &
        flooding=$!
        sleep 1
        logins "$target-flood" "$imaps" --warmup 1 --time "$seconds"
        wait "$flooding" || true
        cat "$state/flood.out"
        sleep 1
    done
done
echo "samples: $state/samples.jsonl"
