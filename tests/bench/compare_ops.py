#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Single operators of Tensorloom and of libtorch, from one source compiled against each, in alternating processes of the same hour.

  tests/bench/compare_ops.py                                   # everything, some minutes
  tests/bench/compare_ops.py --filter softmax --threads 1 --out -

Needs both programs: apt-get install libtorch-dev libbenchmark-dev && cmake --preset release &&
ninja -C build/release tl-bench-ops torch-bench-ops
"""
import argparse, datetime, json, math, os, statistics, subprocess, sys, time  # noqa: E401

from report import RESULTS, ROOT, busy_cores, cpu_features, cpu_name, quietness, write_section


def parse():
    p = argparse.ArgumentParser(description="Single operators against libtorch in alternating processes.")
    p.add_argument("--bin", default=os.path.join(ROOT, "build/release/bin"), help="where the two programs are")
    p.add_argument("--filter", default="", help="a regular expression of names")
    p.add_argument("--threads", default="1,2")
    p.add_argument("--rounds", type=int, default=3, help="times that each program is run")
    p.add_argument("--min-time", default="0.05", help="seconds for each operator in each round")
    p.add_argument("--out", default=RESULTS, help="the report; - for standard output")
    return p.parse_args()


def cpu_seconds():
    """Busy processor seconds of the whole machine, and those of this process's children."""
    f = [int(v) for v in open("/proc/stat").readline().split()[1:9]]
    t = os.times()
    return (f[0] + f[1] + f[2] + f[5] + f[6] + f[7]) / 100.0, t.children_user + t.children_system


def measure(a, program, threads, passive):
    env = dict(os.environ, LC_ALL="C")
    if passive:
        env["OMP_WAIT_POLICY"] = "passive"
    argv = [os.path.join(a.bin, program), "--threads=%d" % threads, "--benchmark_min_time=" + a.min_time, "--benchmark_format=json"]
    if a.filter:
        argv.append("--benchmark_filter=" + a.filter)
    done = subprocess.run(argv, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=env)
    if done.returncode:
        sys.exit("%s ended with code %d:\n%s" % (" ".join(argv), done.returncode, done.stderr[-2000:]))
    # By processor time with one thread, which a shared machine disturbs less; by the clock with more.
    key = "cpu_time" if threads == 1 else "real_time"
    return {b["name"].replace("/real_time", ""): b[key] for b in json.loads(done.stdout)["benchmarks"]}


def compare(a, threads, passive):
    rounds, busy, wall = [], 0.0, 0.0
    for n in range(a.rounds):
        pair = {}
        for program in (("tl-bench-ops", "torch-bench-ops"), ("torch-bench-ops", "tl-bench-ops"))[n % 2]:
            before, began = cpu_seconds(), time.time()
            pair[program] = measure(a, program, threads, passive)
            after = cpu_seconds()
            busy += max(0.0, (after[0] - before[0]) - (after[1] - before[1]))
            wall += time.time() - began
        rounds.append(pair)
    rows = []
    for name in rounds[0]["tl-bench-ops"]:
        ratios = [r["tl-bench-ops"][name] / r["torch-bench-ops"][name] for r in rounds]
        rows.append(dict(name=name, threads=threads, ours=statistics.median(r["tl-bench-ops"][name] for r in rounds),
                         theirs=statistics.median(r["torch-bench-ops"][name] for r in rounds),
                         ratio=statistics.median(ratios), low=min(ratios), high=max(ratios)))
    return rows, busy / wall


def us(v):
    return "%.2f" % (v / 1e3) if v < 1e5 else "%.0f" % (v / 1e3)


def mean_of(rows):
    return math.exp(statistics.mean(math.log(r["ratio"]) for r in rows))


def main():
    a = parse()
    for program in ("tl-bench-ops", "torch-bench-ops"):
        if not os.access(os.path.join(a.bin, program), os.X_OK):
            sys.exit("'%s' is not in %s; build it first: apt-get install libtorch-dev libbenchmark-dev && cmake --preset release && "
                     "ninja -C build/release tl-bench-ops torch-bench-ops" % (program, a.bin))
    passive = busy_cores(2.0) > 0.2
    began, rows, others = time.time(), [], []
    for threads in (int(t) for t in a.threads.split(",")):
        more, busy = compare(a, threads, passive)
        rows += more
        others.append(busy)
    lines = ["Written by `tests/bench/compare_ops.py`: `ops_speed.cpp` compiled against either engine, %d alternating rounds." % a.rounds, "",
             "- Date: %s (UTC), %.0f minutes" % (datetime.datetime.utcnow().strftime("%Y-%m-%d %H:%M"), (time.time() - began) / 60),
             "- libtorch 1.13 (Debian); %s, %s" % (cpu_name(), cpu_features()),
             "- Meanwhile other processes used %.2f cores on average: %s" % (statistics.mean(others), quietness(statistics.mean(others))),
             "- Geometric mean of all ratios: " + ", ".join("**%.2f** with %d thread%s" % (mean_of([r for r in rows if r["threads"] == t]), t, "s" * (t > 1))
                                                            for t in sorted({r["threads"] for r in rows})),
             "", "Microseconds a call, medians; the ratio is Tensorloom's time by libtorch's (below 1: quicker), the median of the rounds with the lowest",
             "and the highest. Processor time with one thread, time by the clock with more. 4 Mi elements of float32, but for dispatch: one element.", "",
             "| operator | threads | Tensorloom | libtorch | ratio | lowest - highest |", "| --- | --- | --- | --- | --- | --- |"]
    for r in rows:
        lines.append("| %s | %d | %s | %s | **%.2f** | %.2f - %.2f |" % (r["name"], r["threads"], us(r["ours"]), us(r["theirs"]), r["ratio"], r["low"], r["high"]))
    write_section(a.out, "Single operators", lines)


main()
