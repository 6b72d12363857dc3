#!/bin/bash
# Installs what is missing, builds, runs the tests, and ends with the line
#     N passed, N failed, N skipped
#
#   ./test.sh          everything, real servers and real clients included
#   ./test.sh unit     the inner loop: unit and session tests only, nothing is installed
#   ./test.sh --all    everything, and ./demo.sh --check, which counts as one test
#
# Exit code 0 only when tests ran and all of them passed.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 LC_ALL=C.UTF-8

projects=(UnitTests SessionTests EndToEndTests)
with_demo=
case ${1:-} in
  '') ;;
  unit) projects=(UnitTests SessionTests);;
  --all) with_demo=yes;;
  *) sed -n '2,/^set /{/^#/p}' "$0" >&2; exit 2;;
esac

give_up() {
  echo "$1" >&2
  echo "0 passed, 1 failed, 0 skipped"
  exit 1
}

command -v dotnet >/dev/null || give_up "The .NET 10 SDK is missing: https://dotnet.microsoft.com/download/dotnet/10.0"
results=$PWD/TestResults/run
rm -rf "$results"
mkdir -p "$results"

# Whatever tests leave in the temporary folder goes with it.
TMPDIR=$(mktemp -d /tmp/mft-XXXX)
export TMPDIR
chmod 711 "$TMPDIR"
trap 'rm -rf "$TMPDIR"' EXIT

if [[ " ${projects[*]} " == *" EndToEndTests "* ]]; then
  tests/servers/install dovecot cyrus saslauthd ldap postgresql krb5 clients fail2ban nftables || give_up "Packages that the tests need are missing."
  # Servers keep their state here; whatever a test host left behind when it crashed is stopped at the end.
  MAILFRONT_TEST_STATE=$(mktemp -d /tmp/mft-XXXX)
  export MAILFRONT_TEST_STATE
  chmod 711 "$MAILFRONT_TEST_STATE"
  trap 'tests/servers/stop-all "$MAILFRONT_TEST_STATE"; rm -rf "$MAILFRONT_TEST_STATE" "$TMPDIR"' EXIT
fi
if docker compose version >/dev/null 2>&1; then
  docker compose config --quiet || give_up "docker-compose.yml is not accepted."
fi

if [ "${1:-}" = unit ]; then
  for project in "${projects[@]}"; do
    dotnet build "tests/MailFront.$project" -c Release -nodeReuse:false -v quiet || give_up "The build failed."
  done
else
  dotnet build MailFront.sln -c Release -nodeReuse:false -v quiet || give_up "The build failed."
fi

for project in "${projects[@]}"; do
  echo "--- MailFront.$project"
  # The exit code says less than the results file: a host that crashed leaves none or an unfinished one.
  dotnet test "tests/MailFront.$project" --no-build -c Release --logger "trx;LogFileName=$project.trx" --results-directory "$results" \
    --logger "console;verbosity=minimal" --blame-hang-timeout 10m --blame-hang-dump-type none
done

demo=()
if [ -n "$with_demo" ]; then
  echo "--- demo.sh --check"
  ./demo.sh --check
  demo=("demo=$?")
fi
/usr/bin/env python3 tests/summary.py "$results" "${projects[@]}" "${demo[@]}"
