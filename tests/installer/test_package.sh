#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# test_package.sh SOURCE BUILD: makes the package and asks lintian, desktop-file-validate, appstreamcli, man, the shells and the file type
# database of the desktop what they think of it.
set -euo pipefail
source=$1 build=$2
fail() { echo "FAIL: $*" >&2; exit 1; }

rm -rf "$build/package"
cpack --config "$build/CPackConfig.cmake" -G DEB >"$build/cpack.log" 2>&1 || { cat "$build/cpack.log" >&2; fail "cpack"; }
packages=("$build"/package/tensorloom_*.deb)
[ ${#packages[@]} = 1 ] && [ -f "${packages[0]}" ] || fail "one package was expected: ${packages[*]}"
deb=${packages[0]}

# The libraries that the programs link must have become dependencies.
depends=$(dpkg-deb -f "$deb" Depends)
for library in libc6 libdnnl2 libqt6charts6 libqt6widgets6 libstdc++6; do
  [[ $depends == *"$library"* ]] || fail "$library is not among the computed dependencies: $depends"
done

lint=$(lintian --allow-root --fail-on error,warning "$deb" 2>&1) || { echo "$lint" >&2; fail "lintian"; }
[ -z "$(grep -E '^[EW]:' <<<"$lint" || true)" ] || fail "lintian: $lint"

root=$(mktemp -d); trap 'rm -rf "$root"' EXIT
dpkg-deb -x "$deb" "$root"
share=$root/usr/share
[ -z "$(desktop-file-validate "$share"/applications/tensorloom.desktop 2>&1)" ] || { desktop-file-validate "$share"/applications/tensorloom.desktop; fail "desktop entry"; }
appstreamcli validate --pedantic --no-net "$share"/metainfo/*.metainfo.xml || fail "AppStream metainfo"
for page in "$share"/man/man1/*.1.gz; do
  complaints=$(LC_ALL=C.UTF-8 MANROFFSEQ='' MANWIDTH=80 man --warnings -E UTF-8 -l -Tutf8 -Z "$page" 2>&1 >/dev/null || true)
  [ -z "$complaints" ] || fail "man page $(basename "$page"): $complaints"
done
MANWIDTH=200 man -l "$share"/man/man1/tensorloom-cli.1.gz | grep -q -- "--resume" || fail "the manual page does not name --resume"
bash -n "$share"/bash-completion/completions/tensorloom-cli

# The completion knows commands, options and choices.
complete_words() {
  bash -c 'source "$1"; shift; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _tensorloom_cli; echo "${COMPREPLY[*]}"' - \
    "$share"/bash-completion/completions/tensorloom-cli "$@"
}
[ "$(complete_words tensorloom-cli tra)" = train ] || fail "completion of a command: $(complete_words tensorloom-cli tra)"
[ "$(complete_words tensorloom-cli train --res)" = --resume ] || fail "completion of an option: $(complete_words tensorloom-cli train --res)"
[ "$(complete_words tensorloom-cli eval x --split val)" = validation ] || fail "completion of a choice"
if command -v zsh >/dev/null; then zsh -n "$share"/zsh/vendor-completions/_tensorloom-cli; fi
if command -v fish >/dev/null; then fish -n "$share"/fish/vendor_completions.d/tensorloom-cli.fish; fi

# A project is known by what stands in it; other JSON stays JSON.
cp -r /usr/share/mime/packages/. "$share/mime/packages/"
update-mime-database "$share/mime"
echo '{"format": "something.else", "version": 1}' >"$root/other.json"
printf '{"format":"tensorloom.project","version":1,"nodes":{},"edges":[]}' >"$root/compact.json"
type_of() {
  XDG_DATA_DIRS=$share XDG_DATA_HOME=$root/home gio info -a standard::content-type "$1" | sed -n 's/.*content-type: //p'
}
for project in "$source"/projects/*.json "$root/compact.json"; do
  [ "$(type_of "$project")" = application/x-tensorloom-project ] || fail "$project is taken for $(type_of "$project")"
done
[ "$(type_of "$root/other.json")" = application/json ] || fail "plain JSON is taken for $(type_of "$root/other.json")"
echo "PASS: $(basename "$deb")"
