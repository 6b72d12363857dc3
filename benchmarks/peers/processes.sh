# Starting and stopping the programs of a comparison. Sourced; needs $state, the directory of this comparison.
# A program is remembered by its pid and its start time, so that a pid that was given to somebody else is never touched.

started_at() { # PID: the kernel's start time of a process
    local stat
    stat=$(cat "/proc/$1/stat" 2>/dev/null) || return 1
    set -- ${stat##*) }
    echo "${20}"
}

launch() { # NAME COMMAND...: in the background, output to $state/NAME.out and .err
    local name=$1
    shift
    setsid "$@" >"$state/$name.out" 2>>"$state/$name.err" </dev/null &
    echo "$! $(started_at $!)" >"$state/$name.pid"
    # No job of the shell: it would announce each process that had to be killed.
    disown
}

pid_of() { # NAME: prints the pid when the program still runs
    local pid born
    read -r pid born 2>/dev/null <"$state/$1.pid" || return 1
    [ -n "$born" ] && [ "$(started_at "$pid")" = "$born" ] && echo "$pid"
}

stop() { # NAME: TERM, and after five seconds KILL
    local pid i
    pid=$(pid_of "$1") || { rm -f "$state/$1.pid"; return 0; }
    kill -TERM "$pid" 2>/dev/null || true
    for i in $(seq 50); do
        pid_of "$1" >/dev/null || break
        sleep 0.1
    done
    if pid=$(pid_of "$1"); then
        kill -KILL -- "-$pid" 2>/dev/null || true
    fi
    rm -f "$state/$1.pid"
}

stop_all() {
    local file
    for file in "$state"/*.pid; do
        [ -e "$file" ] && stop "$(basename "$file" .pid)"
    done
    return 0
}

wait_for_port() { # NAME ADDRESS PORT: until it accepts, 20 seconds at most
    local i
    for i in $(seq 200); do
        (exec 3<>"/dev/tcp/$2/$3") 2>/dev/null && return 0
        pid_of "$1" >/dev/null || break
        sleep 0.1
    done
    echo "compare: $1 does not accept on $2:$3" >&2
    tail -n 5 "$state/$1.err" >&2
    return 1
}

wait_for_line() { # NAME TEXT: until its standard output has such a line, 30 seconds at most
    local i
    for i in $(seq 300); do
        grep -q "^$2" "$state/$1.out" 2>/dev/null && return 0
        pid_of "$1" >/dev/null || break
        sleep 0.1
    done
    echo "compare: $1 did not say '$2'" >&2
    tail -n 5 "$state/$1.err" >&2
    return 1
}
