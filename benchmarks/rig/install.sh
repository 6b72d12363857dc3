#!/bin/bash
# Installs the Debian packages that the rig's targets need and that are missing:   install.sh TARGET[,TARGET]
set -euo pipefail
servers=$(cd "$(dirname "$0")/../../tests/servers" && pwd)
sets=(saslauthd)
case $1 in *cyrus*) sets+=(cyrus) ;; esac
case $1 in *dovecot*) sets+=(dovecot dovecot-lua) ;; esac
exec "$servers/install" "${sets[@]}"
