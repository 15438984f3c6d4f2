#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Installs what is missing, builds everything and runs the tests; the summary comes last.
#   ./test.sh          release build, all fast tests
#   ./test.sh --asan   engine and nodes under AddressSanitizer and UndefinedBehaviorSanitizer
# Further arguments go to ctest, e.g. ./test.sh -R engine/test_ops
set -euo pipefail
cd "$(dirname "$0")"
. scripts/packages.sh

preset=release
if [ "${1:-}" = --asan ]; then preset=asan; shift; fi
mkdir -p build
need_packages $build_packages $test_packages
if [ ! -f build/$preset/build.ninja ]; then
  cmake --preset $preset >build/configure-$preset.log 2>&1 || { tail -n 30 build/configure-$preset.log >&2; exit 1; }
fi
started=$(date +%s)
ninja -C build/$preset >build/build-$preset.log 2>&1 || { grep -E "error|FAILED|undefined reference" build/build-$preset.log | head -n 40 >&2; echo "Building failed; the whole log is build/build-$preset.log" >&2; exit 1; }
if grep -q "warning:" build/build-$preset.log; then
  grep "warning:" build/build-$preset.log | sort -u | head -n 20 >&2
  echo "The build has compiler warnings; none are allowed." >&2
  exit 1
fi
echo "Built in $(($(date +%s) - started)) s."
runtime=$(mktemp -d)
trap 'rm -rf "$runtime"' EXIT
chmod 700 "$runtime"
export XDG_RUNTIME_DIR=$runtime OMP_WAIT_POLICY=passive
# Undefined behaviour is a failure like any other; without this it is only printed.
export UBSAN_OPTIONS=halt_on_error=1:print_stacktrace=1
ctest --test-dir build/$preset --output-on-failure "$@"
