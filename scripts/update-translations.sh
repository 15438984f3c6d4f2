#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Brings the catalogues in resources/translations up to date with the texts of the program: new texts come in unfinished, those that are no more
# go. Run it after adding or changing a text that a person sees, then translate what is new (Qt Linguist, or any editor).
#
#   scripts/update-translations.sh [FOLDER [PROGRAMS]]   FOLDER: where the catalogues are; PROGRAMS: where tensorloom-cli is (build/release/bin)
set -eu
cd "$(dirname "$0")/.."
folder="${1:-resources/translations}"
programs="${2:-build/release/bin}"
lupdate="$(command -v lupdate6 || ls /usr/lib/qt6/bin/lupdate 2>/dev/null || command -v lupdate)" || {
  echo "Qt's lupdate is needed: install the package qt6-l10n-tools." >&2
  exit 1
}
[ -x "$programs/tensorloom-cli" ] || { echo "$programs/tensorloom-cli is needed: build it first (./run.sh or ./test.sh)." >&2; exit 1; }
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT

# What nodes and engine say: descriptions from the registries, sentences from the sources, as if they stood in a C++ file.
{
  "$programs/tensorloom-cli" docs texts
  python3 scripts/extract-messages.py nodes engine/train engine/data
  # Of the engine what layers and the operators beneath them say of shapes and parameters, which is what a graph may have wrong.
  python3 scripts/extract-messages.py --errors engine/nn/modules engine/ops/shape.cpp engine/ops/conv.cpp engine/ops/pool.cpp \
    engine/ops/pool_forms.cpp engine/ops/matmul.cpp engine/ops/loss.cpp engine/ops/norm.cpp engine/ops/resample.cpp
} | LC_ALL=C sort -u >"$work/texts"
sed -e 's/\\/\\\\/g' -e 's/"/\\"/g' -e 's/.*/QT_TRANSLATE_NOOP("tl::nodes", "&")/' "$work/texts" >"$work/node_texts.cpp"

for catalogue in "$folder"/tensorloom_*.ts; do
  language="$(basename "$catalogue" .ts | cut -d_ -f2)"
  texts="$work/node_texts.cpp"
  [ "$language" = en ] && texts="-pluralonly"  # of English itself only "%n node(s)"
  "$lupdate" -silent -no-obsolete -locations none -I . -source-language en -target-language "$language" \
    ui app "$texts" -ts "$catalogue" 2>"$work/said" || { cat "$work/said" >&2; exit 1; }
  echo "$(basename "$catalogue"): $(grep -c '<source>' "$catalogue") texts, $(grep -c 'type="unfinished"' "$catalogue" || true) to translate"
done
# The sentences with places for values, which the window recognises.
python3 - "$folder" <<'END'
import pathlib, re, sys, xml.etree.ElementTree
folder = pathlib.Path(sys.argv[1])
contexts = xml.etree.ElementTree.parse(folder / 'tensorloom_de.ts').getroot().iter('context')
sources = [s.text for c in contexts if c.findtext('name') == 'tl::nodes' for s in c.iter('source')]
(folder / 'patterns.txt').write_text(''.join(s + '\n' for s in sorted(sources) if re.search('%[1-9]', s)))
END
