#!/bin/bash
# Installs the Debian packages that the comparison needs and that are missing. Nothing is started by the packages.
set -eu

packages=(nginx libnginx-mod-mail dovecot-imapd dovecot-pop3d openssl)
missing=()
for package in "${packages[@]}"; do
    dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null | grep -qx installed || missing+=("$package")
done
[ ${#missing[@]} -eq 0 ] && exit 0

if [ "$(id -u)" -ne 0 ]; then
    echo "install.sh: please install as root: apt-get install ${missing[*]}" >&2
    exit 1
fi

# policy-rc.d keeps a freshly installed server from starting itself; ours is removed again, a present one is left alone.
guard=/usr/sbin/policy-rc.d
if [ ! -e $guard ]; then
    printf '#!/bin/sh\nexit 101\n' >$guard
    chmod 755 $guard
    trap 'rm -f $guard' EXIT
fi
export DEBIAN_FRONTEND=noninteractive
apt-get -o DPkg::Lock::Timeout=300 install -y --no-install-recommends "${missing[@]}" >&2 || {
    apt-get -o DPkg::Lock::Timeout=300 update >&2
    apt-get -o DPkg::Lock::Timeout=300 install -y --no-install-recommends "${missing[@]}" >&2
}
