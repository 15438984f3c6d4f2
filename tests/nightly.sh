#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# The long checks: data races (ThreadSanitizer, clang), memory and undefined behaviour (ASan, UBSan), and the whole release suite again and
# again with other thread counts; a million random calls of the operators under ASan; ten thousand random gestures in the window. Leaves its logs
# in build/nightly and ends with one line a part.
#   tests/nightly.sh [tsan|asan|fuzz|threads|gestures]…    all of them when none is named
set -uo pipefail
cd "$(dirname "$0")/.."
. scripts/packages.sh

parts=${*:-tsan asan fuzz threads gestures}
logs=build/nightly
mkdir -p "$logs"
failed=0
summary=""

# part NAME COMMAND…: runs it, keeps its output, remembers how it ended.
part() {
  local name=$1 started; started=$(date +%s); shift
  if "$@" >"$logs/$name.log" 2>&1; then summary+="$name: clean, $(($(date +%s) - started)) s"$'\n'
  else summary+="$name: FAILED, see $logs/$name.log"$'\n'; failed=1; tail -n 40 "$logs/$name.log"; fi
}

# Engine and nodes with every report fatal. The suppressions name what is not ours and why. Left out: what traces children (save_faults) or
# starts programs through Qt, whose way of forking ends in a failed check of ThreadSanitizer itself. Sizes without sense, of which the random
# calls are full, are refused instead of touched.
under_tsan() {
  need_packages $build_packages $test_packages clang || return 1
  cmake --preset tsan && ninja -C build/tsan &&
    TSAN_OPTIONS="halt_on_error=0 exitcode=66 second_deadlock_stack=1 allocator_may_return_null=1 max_allocation_size_mb=2000 suppressions=$PWD/tests/tsan.supp" \
      ctest --test-dir build/tsan --output-on-failure --timeout 3000 -E "save_faults|project_json|test_runner"
}
under_asan() { ./test.sh --asan --timeout 3000; }
# Another seed each day, told in the log; each fault names its call.
under_fuzz() {
  cmake --preset asan && ninja -C build/asan tl-fuzz-ops || return 1
  local seed; seed=$(date +%Y%m%d)
  echo "seed $seed"
  UBSAN_OPTIONS=halt_on_error=1:print_stacktrace=1 ASAN_OPTIONS=allocator_may_return_null=1:max_allocation_size_mb=2000 \
    build/asan/bin/tl-fuzz-ops --calls 1000000 --seed "$seed"
}
with_thread_counts() {
  ./test.sh -L "engine|nodes" || return 1
  for threads in 1 2 3 8; do
    echo "== TL_THREADS=$threads"
    TL_THREADS=$threads ctest --test-dir build/release -L "engine|nodes" --output-on-failure || return 1
  done
}
# As fast as people work, then with every report of ASan and UBSan fatal; another walk each day, told in the log.
with_gestures() {
  local seed; seed=$(date +%j)
  export TL_GESTURES=10000 TL_GESTURES_SEED=$((10#$seed)) QTEST_FUNCTION_TIMEOUT=9000000
  ./test.sh -R ui/test_gestures --timeout 3000 || return 1
  cmake -B build/asan-ui -G Ninja -DCMAKE_BUILD_TYPE=RelWithDebInfo -DCMAKE_CXX_FLAGS_RELWITHDEBINFO=-O1 \
    -DTL_SANITIZE=address,undefined -DTL_UI=ON -DTL_BENCH=OFF && ninja -C build/asan-ui test_ui || return 1
  # Fonts and drivers keep what they loaded until the end: leaks are looked for in the engine's part.
  QT_QPA_PLATFORM=offscreen LC_ALL=C.UTF-8 UBSAN_OPTIONS=halt_on_error=1:print_stacktrace=1 ASAN_OPTIONS=detect_leaks=0 \
    build/asan-ui/bin/test_ui --class test_gestures -maxwarnings 0
}

for p in $parts; do
  case $p in
    tsan) part tsan under_tsan ;;
    asan) part asan under_asan ;;
    fuzz) part fuzz under_fuzz ;;
    threads) part threads with_thread_counts ;;
    gestures) part gestures with_gestures ;;
    *) echo "nightly.sh: there is no part '$p': tsan, asan, fuzz, threads or gestures" >&2; exit 2 ;;
  esac
done
printf '%s' "$summary"
exit $failed
