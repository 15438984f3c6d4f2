#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Installs what is missing, builds, and opens Tensorloom on an example project. Without a display, or with --headless, trains that
# project in the terminal and exports it to build/run/digits-mlp/model.safetensors.
#   ./run.sh [--headless] [PROJECT.json]
set -euo pipefail
cd "$(dirname "$0")"
. scripts/packages.sh

headless=0
project=projects/digits-mlp.json
for argument in "$@"; do
  case "$argument" in
    --headless) headless=1 ;;
    -h|--help) sed -n '3,5s/^# \{0,1\}//p' "$0"; exit 0 ;;
    -*) echo "run.sh: unknown option '$argument'; try ./run.sh --help" >&2; exit 2 ;;
    *) project=$argument ;;
  esac
done
[ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ] || headless=1
[ -f "$project" ] || { echo "run.sh: there is no project '$project'" >&2; exit 3; }

mkdir -p build
need_packages $build_packages
configure_release
targets="tensorloom-cli tensorloom"
[ -x build/release/bin/tensorloom ] || echo "Building (the first time takes some minutes) …" >&2
ninja -C build/release $targets >build/build.log 2>&1 || { grep -E "error|FAILED" build/build.log | head -n 20 >&2; echo "Building failed; the whole log is build/build.log" >&2; exit 1; }

if [ "$headless" = 0 ]; then exec build/release/bin/tensorloom "$project"; fi

name=$(basename "$project" .json)
out=build/run/$name
rm -rf "$out"
build/release/bin/tensorloom-cli train "$project" --out "$out"
build/release/bin/tensorloom-cli export "$project" --checkpoint "$out" --format safetensors -o "$out/model.safetensors"
echo "The trained weights are in $out/model.safetensors"
