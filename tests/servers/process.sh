# shellcheck shell=bash
# Which process a pid file means, and its end. Sourced by the start and stop scripts.

pid_in() { head -1 "$1" 2>/dev/null | tr -dc 0-9; }

# True while the process of a pid file runs. A zombie has no executable any more: in a container nobody may
# reap a daemon whose parent is gone. The name guards against a number that is another program's by now.
#   runs PID_FILE NAME...
runs() {
  [ -s "$1" ] || return 1
  local pid program
  pid=$(pid_in "$1")
  program=$(readlink "/proc/$pid/exe" 2>/dev/null) || return 1
  shift
  [[ " $* " == *" $(sed 's/python3.*/python3/' <<< "${program##*/}") "* ]]
}

# Sends TERM to all, waits three seconds for all, then kills what is left with its process group.
#   end NAMES PID_FILE...
end() {
  local names=$1 file pid left
  shift
  for file in "$@"; do if runs "$file" $names; then kill -TERM "$(pid_in "$file")" || true; fi; done
  for ((i = 0; i < 60; i++)); do
    left=
    for file in "$@"; do if runs "$file" $names; then left=yes; fi; done
    [ -n "$left" ] || break
    sleep .05
  done
  for file in "$@"; do
    if runs "$file" $names; then
      pid=$(pid_in "$file")
      if [ "$(ps -o pgid= -p "$pid" | tr -d ' ')" = "$pid" ]; then kill -KILL -- "-$pid"; else kill -KILL "$pid"; fi
    fi
    rm -f "$file"
  done
}
