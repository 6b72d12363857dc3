#!/bin/bash
# Measures MailFront beside nginx mail and Dovecot as proxies in front of the same stub backend, all on loopback, and prints a
# Markdown table with ratios. See README.md.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$(dirname "$here")

usage() {
    cat <<TEXT
usage: compare.sh [--targets direct,nginx,nginx64,dovecot,mailfront] [--only speed,latency,hold] [--metrics NAME,NAME]
                  [--rounds 3] [--time 2] [--latency-time 4] [--hold 1000[,9500]] [--workers 2] [--port 24100] [--state DIR]
                  [--mailfront PROGRAM] [--quick]
metrics: login ping relay64k relay10m, each _plain and _tls; on request also login_starttls login_pop3 login_pop3_tls relay64k_pop3
TEXT
}

targets=direct,nginx,dovecot,mailfront
only=speed,latency,hold
metrics=login_plain,login_tls,ping_plain,ping_tls,relay64k_plain,relay64k_tls,relay10m_plain,relay10m_tls
rounds=3
seconds=2
latency_seconds=4
hold=1000
workers=2
port=24100
state=
mailfront=$root/src/MailFront/bin/Release/net10.0/mailfront
while [ $# -gt 0 ]; do
    case $1 in
        --targets) targets=$2; shift ;;
        --only) only=$2; shift ;;
        --metrics) metrics=$2; shift ;;
        --rounds) rounds=$2; shift ;;
        --time) seconds=$2; shift ;;
        --latency-time) latency_seconds=$2; shift ;;
        --hold) hold=$2; shift ;;
        --workers) workers=$2; shift ;;
        --port) port=$2; shift ;;
        --state) state=$2; shift ;;
        --mailfront) mailfront=$2; shift ;;
        --quick) rounds=1 seconds=1 only=speed metrics=login_plain,login_tls,ping_plain ;;
        -h | --help) usage; exit 0 ;;
        *) usage >&2; exit 2 ;;
    esac
    shift
done

stub_imap=$((port + 1))
stub_pop3=$((port + 2))
stub_http=$((port + 3))
. "$here/peers/processes.sh"
. "$here/peers/nginx.sh"
. "$here/peers/dovecot.sh"
. "$here/peers/mailfront.sh"

ports_of() { # TARGET: its ports for IMAP, IMAPS, POP3 and POP3S; 0 is not served
    case $1 in
        direct) echo "$stub_imap 0 $stub_pop3 0" ;;
        nginx) echo "$((port + 11)) $((port + 12)) $((port + 13)) $((port + 14))" ;;
        nginx64) echo "$((port + 21)) $((port + 22)) $((port + 23)) $((port + 24))" ;;
        dovecot) echo "$((port + 31)) $((port + 32)) $((port + 33)) $((port + 34))" ;;
        mailfront) echo "$((port + 41)) $((port + 42)) $((port + 43)) $((port + 44))" ;;
        *) echo "compare: no target is called $1" >&2; return 1 ;;
    esac
}

start() { # TARGET
    local ports directory=$state/$1
    ports=$(ports_of "$1")
    mkdir -p "$directory"
    case $1 in
        direct) return 0 ;;
        nginx | nginx64)
            # 4k is nginx's own default; 64k shows what a larger buffer buys and costs.
            nginx_config "$directory" "$([ "$1" = nginx ] && echo 4k || echo 64k)" $ports >"$directory/nginx.conf"
            launch "$1" /usr/sbin/nginx -p "$directory" -c "$directory/nginx.conf" -e "$directory/error.log"
            wait_for_port "$1" 127.0.0.1 "${ports%% *}"
            ;;
        dovecot)
            mkdir -p "$directory/run" "$directory/state"
            dovecot_config "$directory" $ports >"$directory/dovecot.conf"
            launch "$1" /usr/sbin/dovecot -F -c "$directory/dovecot.conf"
            wait_for_port "$1" 127.0.0.1 "${ports%% *}"
            ;;
        mailfront)
            mailfront_imapd_conf "$directory" >"$directory/imapd.conf"
            mailfront_cyrus_conf $ports >"$directory/cyrus.conf"
            launch "$1" "$mailfront" serve -C "$directory/imapd.conf" -M "$directory/cyrus.conf"
            wait_for_line "$1" "MailFront ready"
            ;;
    esac
}

measure() { # METRIC TARGET ROUND ARGUMENTS...: one sample, or nothing when the target lacks the port
    local metric=$1 target=$2 round=$3 ports address=127.0.0.1 server
    shift 3
    ports=($(ports_of "$target"))
    [ "$target" = direct ] && address=127.0.0.11
    case $metric in
        *pop3_tls*) server=${ports[3]} ;;
        *pop3*) server=${ports[2]} ;;
        *_tls*) server=${ports[1]} ;;
        *) server=${ports[0]} ;;
    esac
    [ "$server" -eq 0 ] && return 0
    case $target:$metric in direct:*tls*) return 0 ;; esac # the stub speaks no TLS
    case $metric in *pop3*) set -- "$@" --protocol pop3 ;; esac
    case $metric in *_tls*) set -- "$@" --mode tls ;; *_starttls*) set -- "$@" --mode starttls ;; esac
    [ "$target" = direct ] || set -- "$@" --pid "$(pid_of "$target")"
    echo "== round $round $metric $target" >>"$state/runs.log"
    timeout 300 "$load" "$@" --server "$address:$server" --partner-pid "$(pid_of stub)" --stub "127.0.0.1:$stub_http" \
        --json "$samples" --label "metric=$metric,target=$target,round=$round" >>"$state/runs.log" 2>&1 ||
        echo "compare: $metric $target, round $round: some operations failed, see the table" >&2
}

sample() { # METRIC TARGET ROUND: the arguments of each metric
    local network="--warmup 1 --time $seconds"
    # 64 KiB bodies announce an Ethernet segment, so that stalls between Nagle's algorithm and delayed acknowledgements show as on a
    # network; 10 MiB bodies use loopback's own, where the copying dominates.
    case $1 in
        # Fewer connections where a session costs milliseconds of CPU: 64 of them would last as long as the window.
        login_*tls) measure "$1" "$2" "$3" login --connections 16 $network ;;
        login_*) measure "$1" "$2" "$3" login --connections 64 $network ;;
        ping_*) measure "$1" "$2" "$3" ping --connections 64 $network ;;
        relay64k_*) measure "$1" "$2" "$3" relay --kib 64 --connections 32 $network ;;
        relay10m_*) measure "$1" "$2" "$3" relay --kib 10240 --connections 8 --mss 0 $network ;;
        *) echo "compare: no metric is called $1" >&2; return 1 ;;
    esac
}

[ -n "$state" ] || state=$(mktemp -d "${TMPDIR:-/tmp}/mailfront-compare.XXXXXX")
mkdir -p "$state"
chmod 755 "$state"
samples=$state/samples.jsonl
: >"$samples"
trap stop_all EXIT
trap 'exit 130' INT TERM
ulimit -n "$(ulimit -Hn)"

"$here/peers/install.sh"
dotnet build "$here/MailFront.Load" -c Release -v q -nodeReuse:false >"$state/build.log" 2>&1 || { cat "$state/build.log" >&2; exit 1; }
load=$here/MailFront.Load/bin/Release/net10.0/MailFront.Load
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 3650 -subj /CN=mail.test \
    -addext subjectAltName=DNS:mail.test,IP:127.0.0.1 -keyout "$state/key.pem" -out "$state/cert.pem" 2>/dev/null

launch stub "$load" backend --imap "127.0.0.11-18:$stub_imap" --pop3 "127.0.0.11-18:$stub_pop3" --http "127.0.0.1:$stub_http" \
    --sasl "$state/saslauthd.sock" --proxy mailproxy:proxysecret
wait_for_line stub "stub backend ready"

forwards=()
for target in ${targets//,/ }; do
    if [ "$target" = mailfront ] && [ ! -x "$mailfront" ]; then
        echo "compare: left out mailfront: $mailfront does not exist (dotnet build -c Release)" >&2
        continue
    fi
    start "$target"
    forwards+=("$target")
done
backwards=()
for target in "${forwards[@]}"; do
    backwards=("$target" "${backwards[@]}")
done

if [[ ,$only, == *,speed,* ]]; then
    for round in $(seq "$rounds"); do
        for metric in ${metrics//,/ }; do
            order=("${forwards[@]}")
            [ $((round % 2)) -eq 0 ] && order=("${backwards[@]}")
            for target in "${order[@]}"; do
                sample "$metric" "$target" "$round"
            done
        done
    done
fi

if [[ ,$only, == *,latency,* ]]; then
    for round in $(seq "$rounds"); do
        for target in "${forwards[@]}"; do
            measure login_latency_plain "$target" "$round" login --rate 200 --warmup 1 --time "$latency_seconds"
            measure login_latency_tls "$target" "$round" login --rate 50 --warmup 1 --time "$latency_seconds"
        done
    done
fi

if [[ ,$only, == *,hold,* ]]; then
    for target in "${forwards[@]}"; do
        [ "$target" = direct ] && continue
        for mode in plain tls; do
            for count in ${hold//,/ }; do
                # Each level starts with a fresh process that has seen a few logins, so that the growth is that of the sessions.
                stop "$target"
                start "$target"
                set -- login --connections 8 --warmup 0 --time 1
                measure_before=$(wc -l <"$samples")
                measure "warmup_$mode" "$target" 1 "$@"
                head -n "$measure_before" "$samples" >"$samples.new" && mv "$samples.new" "$samples"
                measure "hold_${count}_$mode" "$target" 1 hold --connections "$count" --sources 4000 --time 15
            done
        done
    done
fi

echo "Kernel $(uname -r), $(nproc) cores, $(sed -n 's/^model name.*: //p' /proc/cpuinfo | head -n 1); nginx $(dpkg-query -W -f '${Version}' nginx),"
echo "Dovecot $(dpkg-query -W -f '${Version}' dovecot-core), OpenSSL $(dpkg-query -W -f '${Version}' libssl3), .NET $(dotnet --list-runtimes | sed -n 's/^Microsoft.NETCore.App \([^ ]*\).*/\1/p' | tail -n 1); $workers workers each."
echo
"$load" table "$samples" --reference nginx
echo "compare: samples and logs are in $state" >&2
