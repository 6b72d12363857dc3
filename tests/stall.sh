#!/bin/bash
# Lets every dependency of MailFront stand still for a minute while users log in, and prints how many logins there were, the longest, and
# the process's threads and memory before and after. ./test.sh runs the same with shorter stalls.
#
#   tests/stall.sh [SECONDS [NAME]]      NAME: part of a test's name in StalledDependencyTests, All_of_them for instance
#
# Build first (dotnet build MailFront.sln -c Release), and let tests/servers/install dovecot saslauthd ldap postgresql.
# Longer than a minute, and the addresses of backends are asked for again while the name server is silent.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
MAILFRONT_TEST_STATE=$(mktemp -d /tmp/mft-XXXX)
export MAILFRONT_TEST_STATE MAILFRONT_STALL_SECONDS=${1:-60}
chmod 711 "$MAILFRONT_TEST_STATE"
trap 'tests/servers/stop-all "$MAILFRONT_TEST_STATE"; rm -rf "$MAILFRONT_TEST_STATE"' EXIT
dotnet test tests/MailFront.EndToEndTests --no-build -c Release --filter "FullyQualifiedName~Faults.StalledDependencyTests.${2:-}" \
  --logger "console;verbosity=detailed"
