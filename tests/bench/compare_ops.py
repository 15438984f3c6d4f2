#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Single operators of Tensorloom and of libtorch, from one source compiled against each. Both programs run side by side and measure each
operator in turn, a moment apart, so that what slows the machine slows both; only one works at a time.

  tests/bench/compare_ops.py                                   # everything, some minutes
  tests/bench/compare_ops.py --filter softmax --threads 1 --out -

Needs both programs: apt-get install libtorch-dev libbenchmark-dev && cmake --preset release &&
ninja -C build/release tl-bench-ops torch-bench-ops
"""
import argparse, datetime, json, math, os, statistics, subprocess, sys, tempfile, time  # noqa: E401

from report import RESULTS, ROOT, busy_cores, cpu_features, cpu_name, quietness, write_section


def parse():
    p = argparse.ArgumentParser(description="Single operators against libtorch, in turn.")
    p.add_argument("--bin", default=os.path.join(ROOT, "build/release/bin"), help="where the two programs are")
    p.add_argument("--filter", default="", help="a regular expression of names")
    p.add_argument("--threads", default="1,2")
    p.add_argument("--rounds", type=int, default=3, help="times that both programs are started: memory lies elsewhere then")
    p.add_argument("--turns", type=int, default=11, help="times that each operator is measured in each round, 10 ms each")
    p.add_argument("--out", default=RESULTS, help="the report; - for standard output")
    return p.parse_args()


def cpu_seconds():
    """Busy processor seconds of the whole machine, and those of this process's children."""
    f = [int(v) for v in open("/proc/stat").readline().split()[1:9]]
    t = os.times()
    return (f[0] + f[1] + f[2] + f[5] + f[6] + f[7]) / 100.0, t.children_user + t.children_system


class Program:
    """One of the two, waiting for its turn."""

    def __init__(self, a, name, threads, passive):
        env = dict(os.environ, LC_ALL="C")
        if passive:
            env["OMP_WAIT_POLICY"] = "passive"
        argv = [os.path.join(a.bin, name), "--threads=%d" % threads, "--turns=%d" % a.turns, "--benchmark_format=json"]
        if a.filter:
            argv.append("--benchmark_filter=" + a.filter)
        self.out, self.said, self.argv = tempfile.TemporaryFile("w+"), [], argv
        self.process = subprocess.Popen(argv, stdin=subprocess.PIPE, stdout=self.out, stderr=subprocess.PIPE, text=True, env=env)

    def turn(self):
        """One measurement; False when there is none left."""
        try:
            self.process.stdin.write("\n")
            self.process.stdin.flush()
        except BrokenPipeError:
            return False
        for line in self.process.stderr:
            if line == "turn\n":
                return True
            self.said.append(line)
        return False

    def figures(self):
        """Nanoseconds, by name, in the order of the turns."""
        if self.process.wait():
            sys.exit("%s ended with code %d:\n%s" % (" ".join(self.argv), self.process.returncode, "".join(self.said)[-2000:]))
        self.out.seek(0)
        found = {}
        for b in json.load(self.out)["benchmarks"]:
            if b["run_type"] == "iteration":
                found.setdefault(b["run_name"].split("/iterations:")[0], []).append(b["real_time"])
        return found


def compare(a, threads, passive):
    ours, theirs = {}, {}
    before, children, began = cpu_seconds()[0], cpu_seconds()[1], time.time()
    for n in range(a.rounds):
        names = ("tl-bench-ops", "torch-bench-ops")
        pair = {name: Program(a, name, threads, passive) for name in names}
        order = names if n % 2 == 0 else names[::-1]
        left = True
        while left:
            left = False
            for name in order:
                left |= pair[name].turn()
                if threads > 1:
                    time.sleep(0.01)  # until its workers have gone to sleep too
        for name, all_of in zip(names, (ours, theirs)):
            for operator, values in pair[name].figures().items():
                all_of.setdefault(operator, []).extend(values)
    others = (cpu_seconds()[0] - before) - (cpu_seconds()[1] - children)
    rows = []
    for name in ours:
        ratios = sorted(x / y for x, y in zip(ours[name], theirs[name]))
        rows.append(dict(name=name, threads=threads, ours=statistics.median(ours[name]), theirs=statistics.median(theirs[name]),
                         ratio=statistics.median(ratios), low=ratios[len(ratios) // 10], high=ratios[-1 - len(ratios) // 10]))
    return rows, max(0.0, others) / (time.time() - began)


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
    lines = ["Written by `tests/bench/compare_ops.py`: `ops_speed.cpp` compiled against either engine, %d × %d times in turn." % (a.rounds, a.turns), "",
             "- Date: %s (UTC), %.0f minutes" % (datetime.datetime.utcnow().strftime("%Y-%m-%d %H:%M"), (time.time() - began) / 60),
             "- libtorch 1.13 (Debian); %s, %s" % (cpu_name(), cpu_features()),
             "- Meanwhile other processes used %.2f cores on average: %s" % (statistics.mean(others), quietness(statistics.mean(others))),
             "- Geometric mean of all ratios: " + ", ".join("**%.2f** with %d thread%s" % (mean_of([r for r in rows if r["threads"] == t]), t, "s" * (t > 1))
                                                            for t in sorted({r["threads"] for r in rows})),
             "", "Microseconds a call, medians; the ratio is Tensorloom's time by libtorch's (below 1: quicker), the median of all turns with the range",
             "of eight in ten. Processor time with one thread, time by the clock with more. 4 Mi elements of float32, but for dispatch: one element.", "",
             "| operator | threads | Tensorloom | libtorch | ratio | eight in ten |", "| --- | --- | --- | --- | --- | --- |"]
    for r in rows:
        lines.append("| %s | %d | %s | %s | **%.2f** | %.2f - %.2f |" % (r["name"], r["threads"], us(r["ours"]), us(r["theirs"]), r["ratio"], r["low"], r["high"]))
    write_section(a.out, "Single operators", lines)


main()
