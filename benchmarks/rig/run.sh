#!/bin/bash
# A population logs in while a botnet guesses passwords, in front of a password checker with five slots: MailFront, the real Cyrus
# frontend and Dovecot as a proxy, one after the other, with the same arrivals. Prints a Markdown table. Needs root. See README.md.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
benchmarks=$root/benchmarks

usage() {
    cat <<TEXT
usage: run.sh [--targets mailfront,cyrus,dovecot,dovecot-cache,dovecot-pam] [--loads 0,3,10,50] [--time 60] [--lead 10] [--seed 1]
              [--checker slowauth|saslauthd] [--rate 20] [--maxchild 1000] [--devices 3] [--attack 'MORE OPTIONS OF attack']
              [--option 'key: value']...  more lines for MailFront's imapd.conf
              [--mailfront PROGRAM] [--port 25100] [--state DIR]
loads: guesses a second as multiples of what the checker can refuse in a second (5 slots of 2 s: 2.5 a second)
TEXT
}

targets=mailfront,cyrus,dovecot
loads=0,3,10,50
seconds=60
lead=10
seed=1
checker=slowauth
rate=20
maxchild=1000
devices=3
attack=
options=()
mailfront=$root/src/MailFront/bin/Release/net10.0/mailfront
port=25100
state=
while [ $# -gt 0 ]; do
    case $1 in
        --targets) targets=$2; shift ;;
        --loads) loads=$2; shift ;;
        --time) seconds=$2; shift ;;
        --lead) lead=$2; shift ;;
        --seed) seed=$2; shift ;;
        --checker) checker=$2; shift ;;
        --rate) rate=$2; shift ;;
        --maxchild) maxchild=$2; shift ;;
        --devices) devices=$2; shift ;;
        --attack) attack=$2; shift ;;
        --option) options+=("$2"); shift ;;
        --mailfront) mailfront=$2; shift ;;
        --port) port=$2; shift ;;
        --state) state=$2; shift ;;
        -h | --help) usage; exit 0 ;;
        *) usage >&2; exit 2 ;;
    esac
    shift
done
[ "$(id -u)" -eq 0 ] || { echo "run.sh: needs root, as the servers do" >&2; exit 1; }

users=2000
workers=5
right_ms=15
wrong_ms=2000
peer_warm=300 # logins that bring a peer without a memory of its own up to speed
stub_imap=$((port + 1))
stub_pop3=$((port + 2))
stub_http=$((port + 3))
control=$((port + 4))
mupdate_port=$((port + 5))
slave_port=$((port + 6))
target_port=$((port + 10))

export PATH=$PATH:/usr/sbin
. "$benchmarks/peers/processes.sh"
. "$here/checkers.sh"
. "$here/mailfront.sh"
. "$here/cyrus.sh"
. "$here/dovecot.sh"

[ -n "$state" ] || state=$(mktemp -d "${TMPDIR:-/tmp}/mailfront-rig.XXXXXX")
mkdir -p "$state"
chmod 755 "$state"
trap 'stop_cyrus cyrus; stop_cyrus mupdate; stop_all; stop_saslauthd' EXIT
trap 'exit 130' INT TERM
ulimit -n "$(ulimit -Hn)"

"$here/install.sh" "$targets"
dotnet build "$benchmarks/MailFront.Rig" -c Release -v q -nodeReuse:false >"$state/build.log" 2>&1 || { cat "$state/build.log" >&2; exit 1; }
rig=$benchmarks/MailFront.Rig/bin/Release/net10.0/MailFront.Rig
load=$benchmarks/MailFront.Load/bin/Release/net10.0/MailFront.Load
samples=$state/samples.jsonl

launch stub "$load" backend --imap "127.0.0.11-18:$stub_imap" --pop3 "127.0.0.11-18:$stub_pop3" --http "127.0.0.1:$stub_http" \
    --proxy mailproxy:proxysecret
wait_for_line stub "stub backend ready"

cell() { # TARGET LOAD: everything is started afresh, so that nothing waits from the cell before
    local target=$1 factor=$2 bots name warm_devices=$peer_warm counters=()
    bots=$(awk "BEGIN { print $factor * $workers * 1000 / $wrong_ms }")
    name=$([ "$factor" = 0 ] && echo unloaded || echo "${factor}x")
    start_checker "$target"
    "start_${target%%-*}" "$target"
    case $target in mailfront) warm_devices=$((users * devices)) ;; dovecot-cache) warm_devices=$users ;; esac
    [ -S "$state/checker.sock" ] && [ "$checker" = slowauth ] && counters=(--slowauth "127.0.0.1:$control")
    echo "== $target $name" >>"$state/runs.log"
    timeout $((seconds + lead + 300)) "$rig" attack --server "127.0.0.1:$target_port" --users "$users" --devices "$devices" --rate "$rate" --bots "$bots" \
        --warm "$warm_devices" --lead "$lead" --time "$seconds" --seed "$seed" --target "$target" --load "$name" --json "$samples" \
        --pid "$(pid_of "$target")" "${counters[@]}" $attack | tee -a "$state/runs.log" >&2
    [ "$target" = mailfront ] && "$mailfront" ctl queue -C "$state/mailfront/imapd.conf" >>"$state/runs.log"
    stop_target "$target"
}

stop_target() { # TARGET, with all that was started for it
    if [ "$1" = cyrus ]; then
        stop_cyrus "$1"
        stop_cyrus mupdate
    else
        stop "$1"
    fi
    stop_checker
}

for target in ${targets//,/ }; do
    for factor in ${loads//,/ }; do
        cell "$target" "$factor" || echo "run.sh: $target at ${factor}x was not measured" >&2
        stop_target "$target"
    done
done

echo "Kernel $(uname -r), $(nproc) cores, $(sed -n 's/^model name.*: //p' /proc/cpuinfo | head -n 1); Cyrus $(dpkg-query -W -f '${Version}' cyrus-common 2>/dev/null)," \
    "Dovecot $(dpkg-query -W -f '${Version}' dovecot-core 2>/dev/null); checker: $checker, $workers slots, yes $right_ms ms, no $wrong_ms ms;" \
    "$rate logins/s, window $seconds s after $lead s of attack, seed $seed."
echo
"$rig" table "$samples"
echo "run.sh: samples, configurations and logs are in $state" >&2
