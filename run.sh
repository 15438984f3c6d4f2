#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Installs what is missing, builds, and opens Tensorloom on an example project. Without a display, or with --headless, trains that
# project in the terminal and exports it to build/run/digits-mlp/model.safetensors.
#   ./run.sh [PROJECT.json…] [OPTION…]       options as the window takes them: --theme dark, --diff OLD.json NEW.json, …
#   ./run.sh --headless [PROJECT.json]
set -euo pipefail
from=$PWD
cd "$(dirname "$0")"
root=$PWD
. scripts/packages.sh

headless=0
projects=()
options=()   # for the window, with what follows them
words=()     # all that it is given
for argument in "$@"; do
  case "$argument" in
    --headless) headless=1 ;;
    -h|--help)
      sed -n '3,6s/^# \{0,1\}//p' run.sh
      if [ -x build/release/bin/tensorloom ]; then echo; build/release/bin/tensorloom --help; fi
      exit 0 ;;
    -*) options+=("$argument") words+=("$argument") ;;
    *.json)
      # As seen from where the script was called, or from here.
      file=$(cd "$from" && realpath -e -- "$argument" 2>/dev/null || realpath -e -- "$root/$argument" 2>/dev/null) ||
        { echo "run.sh: there is no project '$argument'" >&2; exit 3; }
      projects+=("$file") words+=("$file") ;;
    *)
      [ "${#options[@]}" != 0 ] || { echo "run.sh: '$argument' is no project: its name must end in .json" >&2; exit 2; }
      options+=("$argument") words+=("$argument") ;;
  esac
done
[ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ] || headless=1
if [ "$headless" = 1 ]; then
  [ "${#options[@]}" = 0 ] || { echo "run.sh: ${options[0]} is for the window, and without a display or with --headless none is opened" >&2; exit 2; }
  [ "${#projects[@]}" -le 1 ] || { echo "run.sh: --headless trains one project, not ${#projects[@]}" >&2; exit 2; }
fi

mkdir -p build
need_packages $build_packages
configure_release
targets="tensorloom-cli tensorloom"
[ -x build/release/bin/tensorloom ] || echo "Building (the first time takes some minutes) …" >&2
ninja -C build/release $targets >build/build.log 2>&1 || { grep -E "error|FAILED" build/build.log | head -n 20 >&2; echo "Building failed; the whole log is build/build.log" >&2; exit 1; }

example=$root/projects/digits-mlp.json
if [ "$headless" = 0 ]; then
  case " ${options[*]:-} " in *" --example"*|*" --diff"*) own=1 ;; *) own=0 ;; esac
  [ "${#projects[@]}" != 0 ] || [ "$own" = 1 ] || words+=("$example")
  cd "$from"  # files that options name are meant from there
  exec "$root/build/release/bin/tensorloom" "${words[@]}"
fi

project=${projects[0]:-$example}
name=$(basename "$project" .json)
out=build/run/$name
rm -rf "$out"
build/release/bin/tensorloom-cli train "$project" --out "$out"
build/release/bin/tensorloom-cli export "$project" --checkpoint "$out" --format safetensors -o "$out/model.safetensors"
echo "The trained weights are in $out/model.safetensors"
