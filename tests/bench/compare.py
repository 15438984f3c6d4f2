#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Tensorloom against PyTorch, in alternating processes of the same hour, and a report of it.

  tests/bench/compare.py                         # everything, about ten minutes on a quiet machine
  tests/bench/compare.py --only tabular --modes train --threads 1 --pairs 6 --out -

Needs a release build, and Debian's PyTorch with the OpenMP flavour of OpenBLAS:

  apt-get install python3-torch libopenblas0-openmp

Each pair is two fresh processes, one of each engine, and every other pair runs them in the opposite order, so that a machine that
warms up or slows down favours neither. The ratio is taken pair by pair. peer_torch.py disarms what makes PyTorch look slow: the
reference BLAS, an OpenBLAS core type forced from outside, and the pthread flavour whose threads fight those of OpenMP.
"""
import argparse, datetime, json, os, statistics, subprocess, sys, time  # noqa: E401

from report import HERE, RESULTS, ROOT, busy_cores, cpu_features, cpu_name, quietness, write_section


def parse():
    p = argparse.ArgumentParser(description="Tensorloom against PyTorch in alternating processes.")
    p.add_argument("--cli", default=os.path.join(ROOT, "build/release/bin/tensorloom-cli"), help="the built command line")
    p.add_argument("--python", default="/usr/bin/python3", help="a Python that has torch")
    p.add_argument("--only", default="", help="comma list of workloads; all by default")
    p.add_argument("--modes", default="train,infer")
    p.add_argument("--threads", default="1,2")
    p.add_argument("--pairs", type=int, default=4)
    p.add_argument("--blocks", type=int, default=3, help="quiet blocks wanted of each process")
    p.add_argument("--max-seconds", type=float, default=1.5, help="time limit for the blocks of each process (three are always run)")
    p.add_argument("--wait-policy", default="auto", help="OMP_WAIT_POLICY of PyTorch: default (spin), passive, or auto: by the load")
    p.add_argument("--wait-quiet", type=float, default=0, help="wait up to this many seconds before each pair for a quiet machine")
    p.add_argument("--out", default=RESULTS, help="the report; - for standard output")
    return p.parse_args()


def wait_quiet(limit):
    end = time.time() + limit
    while limit > 0 and busy_cores(1.0) > 0.15 and time.time() < end:
        pass


def last_json(argv, env=None):
    done = subprocess.run(argv, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=env)
    if done.returncode != 0 or not done.stdout.strip():
        sys.exit("%s ended with code %d:\n%s" % (" ".join(argv), done.returncode, done.stderr[-2000:]))
    return json.loads(done.stdout.strip().split("\n")[-1])


def measure(a, who, workload, mode, threads):
    common = ["--workload", workload, "--mode", mode, "--threads", str(threads), "--blocks", str(a.blocks),
              "--max-seconds", str(a.max_seconds), "--skip-losses"]
    if who == "tensorloom":
        return last_json([a.cli, "bench", "--json"] + common)
    return last_json([a.python, os.path.join(HERE, "peer_torch.py"), "--wait-policy", a.wait_policy] + common)


def compare(a, workload, mode, threads):
    pairs = []
    for n in range(a.pairs):
        wait_quiet(a.wait_quiet)
        pair = {}
        for who in (("tensorloom", "pytorch"), ("pytorch", "tensorloom"))[n % 2]:
            pair[who] = measure(a, who, workload, mode, threads)
        pairs.append(pair)
    cell = dict(workload=workload, mode=mode, threads=threads, pairs=pairs)
    for who in ("tensorloom", "pytorch"):
        cell[who] = statistics.median(p[who]["steps_per_s"] for p in pairs)
        cell[who + "_rss"] = max(p[who]["peak_rss_mb"] for p in pairs)
    ratios = [p["tensorloom"]["steps_per_s"] / p["pytorch"]["steps_per_s"] for p in pairs]
    cpu = [p["pytorch"]["cpu_ms_per_step"] / max(1e-9, p["tensorloom"]["cpu_ms_per_step"]) for p in pairs]
    cell.update(ratio=statistics.median(ratios), low=min(ratios), high=max(ratios), cpu=statistics.median(cpu),
                others=statistics.mean(p[w]["others_cores"] for p in pairs for w in p),
                contended=sum(p[w]["contended"] for p in pairs for w in p))
    print("%-14s %-5s %d thread(s): %10.1f against %10.1f steps/s, ratio %.2f (%.2f to %.2f), by CPU time %.2f, others used %.2f cores"
          % (workload, mode, threads, cell["tensorloom"], cell["pytorch"], cell["ratio"], cell["low"], cell["high"], cell["cpu"],
             cell["others"]), file=sys.stderr, flush=True)
    return cell


def steps(v):
    return "%.0f" % v if v >= 1000 else "%.1f" % v if v >= 10 else "%.2f" % v


def report(a, cells, minutes):
    ours, theirs = cells[0]["pairs"][0]["tensorloom"], cells[0]["pairs"][0]["pytorch"]
    busy = statistics.mean(c["others"] for c in cells)
    lines = [
        "Written by `tests/bench/compare.py`; the networks are those of `WORKLOADS.md`.", "",
        "- Date: %s (UTC), %.0f minutes, %d alternating pairs of processes per row" %
        (datetime.datetime.utcnow().strftime("%Y-%m-%d %H:%M"), minutes, a.pairs),
        "- Tensorloom %s; PyTorch %s (Debian), eager, f32; %s; OMP_WAIT_POLICY %s" %
        (ours["tensorloom"], theirs["torch"], theirs.get("blas") or "BLAS unknown", a.wait_policy),
        "- %s, %d processors used at most of %d; %s" % (cpu_name(), max(c["threads"] for c in cells), os.cpu_count(), cpu_features()),
        "- Meanwhile other processes used %.2f cores on average: %s" %
        (busy, quietness(busy)),
        "", "Steps per second are medians; the ratio is Tensorloom's speed by PyTorch's, the median of the pairs with the lowest and the",
        "highest pair. *CPU* is the same ratio by processor time per step, which a shared machine disturbs less (one thread only; spinning",
        "threads make it meaningless with more). Memory is the peak of the process.", "",
        "| workload | mode | threads | Tensorloom | PyTorch | ratio | lowest - highest | CPU | MB | MB, PyTorch | others' cores |",
        "| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |"]
    for c in cells:
        lines.append("| %s | %s | %d | %s | %s | **%.2f** | %.2f - %.2f | %s | %.0f | %.0f | %.2f |" %
                     (c["workload"], c["mode"], c["threads"], steps(c["tensorloom"]), steps(c["pytorch"]), c["ratio"], c["low"], c["high"],
                      "%.2f" % c["cpu"] if c["threads"] == 1 else "", c["tensorloom_rss"], c["pytorch_rss"], c["others"]))
    return lines


def main():
    a = parse()
    if not os.access(a.cli, os.X_OK):
        sys.exit("'%s' is not there; build it first: cmake --preset release && ninja -C build/release tensorloom-cli" % a.cli)
    if subprocess.call([a.python, "-c", "import torch"], stderr=subprocess.DEVNULL) != 0:
        sys.exit("%s has no torch; install it first: apt-get install python3-torch libopenblas0-openmp" % a.python)
    if a.wait_policy == "auto":
        a.wait_policy = "default" if busy_cores(3.0) < 0.2 else "passive"
    names = a.only.split(",") if a.only else last_json([a.cli, "bench", "--list", "--json"])
    began = time.time()
    cells = [compare(a, w, mode, int(t)) for w in names for mode in a.modes.split(",") for t in a.threads.split(",")]
    write_section(a.out, "Networks", report(a, cells, (time.time() - began) / 60))


main()
