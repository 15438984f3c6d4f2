#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# test_fresh_root.sh SOURCE BUILD: a Debian with nothing in it gets the package through apt; an example is opened, trained and exported there.
set -euo pipefail
source=$1 build=$2
skip() { echo "SKIP: $*"; exit 77; }
fail() { echo "FAIL: $*" >&2; exit 1; }
[ "$(id -u)" = 0 ] || skip "a fresh root is made by root only"
command -v debootstrap >/dev/null || skip "debootstrap is not installed"
unshare --mount true 2>/dev/null || skip "this system does not let root make a mount namespace"
. /etc/os-release
[ "${ID:-}" = debian ] || skip "the package is built for the Debian it is built on, and this is ${ID:-not Debian}"

deb=$(ls "$build"/package/tensorloom_*.deb)
# The mirror that this system uses itself.
mirror=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' | grep -v security | head -n 1)
root=$(mktemp -d -p "${TMPDIR:-/tmp}" tensorloom-root-XXXXXX)
trap 'rm -rf --one-file-system "$root"' EXIT
cache=$build/fresh-root-cache
mkdir -p "$cache"
debootstrap --variant=minbase --cache-dir="$(realpath "$cache")" "$VERSION_CODENAME" "$root" "$mirror" >"$build/fresh-root.log" 2>&1 ||
  { tail -n 5 "$build/fresh-root.log"; skip "debootstrap could not make a fresh root from $mirror"; }
cp "$deb" "$root/tensorloom.deb"
# As this system reaches its mirrors, so does the new one.
cp -r /etc/apt/apt.conf.d/. "$root/etc/apt/apt.conf.d/"

cat >"$root/use.sh" <<'USE'
set -eu
export DEBIAN_FRONTEND=noninteractive HOME=/root LC_ALL=C.UTF-8
apt-get update -qq || { echo "SKIP: the mirror is out of reach from the fresh root"; exit 77; }
apt-get install -y -qq --no-install-recommends ./tensorloom.deb >/install.log 2>&1 || { tail -n 20 /install.log; exit 1; }
cd /root
[ "$(tensorloom-cli --version)" = "tensorloom $1" ] || { echo "--version says $(tensorloom-cli --version)"; exit 1; }
QT_QPA_PLATFORM=offscreen tensorloom --version | grep -qi "tensorloom $1"
# Not a file of the tree it was built in may be needed.
tensorloom-cli check /usr/share/tensorloom/projects/digits-mlp.json >check.txt
tensorloom-cli train /usr/share/tensorloom/projects/digits-mlp.json --out run --epochs 2 --quiet
tensorloom-cli export /usr/share/tensorloom/projects/digits-mlp.json --checkpoint run --format safetensors -o model.safetensors
tensorloom-cli eval /usr/share/tensorloom/projects/digits-mlp.json --checkpoint model.safetensors --split test --json
[ -s model.safetensors ]
QT_QPA_PLATFORM=offscreen tensorloom --example digits-mlp --screenshot window.png 2>window.log || { cat window.log; exit 1; }
[ -s window.png ]
apt-get remove -y -qq tensorloom >/dev/null
[ ! -e /usr/bin/tensorloom ] && [ ! -e /usr/share/tensorloom ] || { echo "the package leaves files behind"; exit 1; }
USE
version=$(dpkg-deb -f "$deb" Version)
unshare --mount --propagation private sh -c '
  mount -t proc proc "$1/proc" && mount --rbind /dev "$1/dev" && exec chroot "$1" sh /use.sh "$2"' sh "$root" "$version" 2>&1 | tee "$build/fresh-root-use.log"
grep -q '"accuracy"' "$build/fresh-root-use.log" || fail "no accuracy was measured in the fresh root"
cp "$root/root/window.png" "$build/fresh-root-window.png"
echo "PASS: $(basename "$deb") in a fresh $PRETTY_NAME"
