# shellcheck shell=bash
# Where PostgreSQL's programs are, and who runs them. Sourced by the scripts here.

bin=$(find /usr/lib/postgresql/*/bin -maxdepth 0 2>/dev/null | sort -V | tail -1)
[ -x "$bin/postgres" ] || { echo "postgresql: no server: run tests/servers/install postgresql (Debian: postgresql)" >&2; exit 1; }

# Runs a program as somebody PostgreSQL accepts.
as_owner() {
  if [ "$(id -u)" = 0 ]; then
    setpriv --reuid=postgres --regid=postgres --init-groups -- "$@"
  else
    "$@"
  fi
}

# Gives files to that user.
own() { if [ "$(id -u)" = 0 ]; then chown postgres:postgres "$@"; fi; }
