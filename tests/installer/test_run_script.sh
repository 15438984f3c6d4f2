#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# test_run_script.sh SOURCE: what ./run.sh makes of its words, with stand-ins for packages, compiler and programs.
set -euo pipefail
source=$1
fail() { echo "FAIL: $*" >&2; exit 1; }

work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
tree=$work/tree
mkdir -p "$tree/scripts" "$tree/projects" "$tree/build/release/bin" "$work/elsewhere" "$work/bin"
cp "$source/run.sh" "$tree/"
printf 'build_packages=""\nneed_packages() { :; }\nconfigure_release() { :; }\n' >"$tree/scripts/packages.sh"
printf '#!/bin/sh\n' >"$work/bin/ninja"
for program in tensorloom tensorloom-cli; do
  printf '#!/bin/sh\nprintf "%%s" %s; printf " [%%s]" "$@"; echo " in $(basename "$PWD")"\n' "$program" >"$tree/build/release/bin/$program"
done
chmod +x "$work/bin/ninja" "$tree"/build/release/bin/*
touch "$tree/projects/digits-mlp.json" "$tree/projects/iris.json" "$work/elsewhere/mine 1.json" "$work/elsewhere/old.json"
export PATH="$work/bin:$PATH" DISPLAY=:0
unset WAYLAND_DISPLAY || true

says() {  # says EXPECTED WORD...: from the folder elsewhere
  local expected=$1 said; shift
  said=$(cd "$work/elsewhere" && ../tree/run.sh "$@" 2>&1) || fail "run.sh $*: ended with $?: $said"
  [ "${said//$work/W}" = "$expected" ] || fail "run.sh $*: said '${said//$work/W}' instead of '$expected'"
}
refuses() {  # refuses CODE TEXT WORD...
  local code=$1 text=$2 said got=0; shift 2
  said=$(cd "$work/elsewhere" && ../tree/run.sh "$@" 2>&1) || got=$?
  [ "$got" = "$code" ] || fail "run.sh $*: ended with $got instead of $code: $said"
  [[ $said == *"$text"* ]] || fail "run.sh $*: said '$said', nothing of '$text'"
}

says "tensorloom [W/tree/projects/digits-mlp.json] in elsewhere"
says "tensorloom [W/elsewhere/mine 1.json] in elsewhere" "mine 1.json"
says "tensorloom [W/tree/projects/iris.json] in elsewhere" projects/iris.json
says "tensorloom [--theme] [light] [W/elsewhere/mine 1.json] [--train] in elsewhere" --theme light "mine 1.json" --train
says "tensorloom [--language] [de] [W/tree/projects/digits-mlp.json] in elsewhere" --language de
says "tensorloom [--example] [iris-mlp] in elsewhere" --example iris-mlp
says "tensorloom [--diff] [W/elsewhere/old.json] [W/elsewhere/mine 1.json] in elsewhere" --diff old.json "mine 1.json"
refuses 3 "there is no project 'missing.json'" missing.json
refuses 2 "'mine' is no project" mine
refuses 2 "--theme is for the window" --headless --theme light
refuses 2 "trains one project, not 2" --headless old.json "mine 1.json"
says $'tensorloom-cli [train] [W/elsewhere/old.json] [--out] [build/run/old] in tree\ntensorloom-cli [export] [W/elsewhere/old.json] [--checkpoint] [build/run/old] [--format] [safetensors] [-o] [build/run/old/model.safetensors] in tree\nThe trained weights are in build/run/old/model.safetensors' --headless old.json
help=$(cd "$work/elsewhere" && ../tree/run.sh --help)
[[ $help == *"./run.sh [PROJECT.json"* && $help == *"tensorloom [--help]"* ]] || fail "--help: $help"
unset DISPLAY
refuses 2 "--theme is for the window" --theme light
