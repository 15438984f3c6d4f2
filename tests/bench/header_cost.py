#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What it costs to include the public headers: seconds and memory of the compiler for the header alone and for a program that makes one
layer, and how long that program takes to start, beside libtorch's (libtorch-dev) where it is installed.
header_cost.py [--build build/release] [--out FILE]"""
import argparse, os, statistics, subprocess, sys, tempfile, time  # noqa: E401

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from report import RESULTS, ROOT, busy_cores, cpu_name, quietness, write_section  # noqa: E402

HELLO = """#include <%s>
#include <iostream>
int main() {
  %s::nn::Linear layer(4, 2);
  std::cout << layer->forward(%s::ones({1, 4})).numel() << std::endl;
}
"""


def measured(command):
    """Seconds of processor time and peak MB of one command."""
    before = time.monotonic()
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    _, status, usage = os.wait4(child.pid, 0)
    if status:
        sys.exit("%s failed:\n%s" % (" ".join(command), child.stderr.read().decode()[-2000:]))
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, time.monotonic() - before


def row(name, include, space, flags, libraries, times):
    with tempfile.TemporaryDirectory() as folder:
        source, program = os.path.join(folder, "hello.cpp"), os.path.join(folder, "hello")
        open(source, "w").write(HELLO % (include, space, space))
        compiles = [measured(["g++", "-std=c++20", "-fsyntax-only", source] + flags) for _ in range(times)]
        alone = os.path.join(folder, "alone.cpp")
        open(alone, "w").write("#include <%s>\n" % include)
        headers = [measured(["g++", "-std=c++20", "-fsyntax-only", alone] + flags) for _ in range(times)]
        measured(["g++", "-std=c++20", source, "-o", program] + flags + libraries)
        starts = [measured([program]) for _ in range(times + 1)][1:]
    middle = statistics.median
    return "| %s | %.2f | %.0f | %.2f | %.0f | %.0f | %.0f |" % (
        name, middle(h[0] for h in headers), max(h[1] for h in headers), middle(c[0] for c in compiles), max(c[1] for c in compiles),
        1000 * middle(s[2] for s in starts), max(s[1] for s in starts))


def main():
    p = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    p.add_argument("--build", default=os.path.join(ROOT, "build/release"))
    p.add_argument("--times", type=int, default=5)
    p.add_argument("--out", default=RESULTS, help="the report; - for standard output")
    a = p.parse_args()
    others = busy_cores(2)
    library = os.path.join(a.build, "lib")
    ours = ["-I" + ROOT, "-I" + os.path.join(a.build, "generated")]
    link = ["-L" + library, "-l:libtensorloom.so.0", "-Wl,-rpath," + library]
    rows = [row("`engine/tensorloom.h`", "engine/tensorloom.h", "tl", ours, link, a.times),
            row("`torch/torch.h` (ours)", "torch/torch.h", "torch", ours + ["-I" + os.path.join(ROOT, "engine/compat")], link, a.times)]
    include = "/usr/include/torch/csrc/api/include"
    if os.path.isdir(include):
        torch = ["-ltorch", "-ltorch_cpu", "-lc10"]
        rows.append(row("`torch/torch.h` (libtorch)", "torch/torch.h", "torch", ["-I" + include], torch, 1))
    else:
        print("header_cost.py: libtorch-dev is not installed; its row is left out", file=sys.stderr)
    write_section(a.out, "Headers", [
        "Written by `tests/bench/header_cost.py`: the compiler on a file that only includes the header, and on a program that makes one Linear",
        "layer, calls it and prints (with <iostream>).", "",
        "- Date: %s (UTC), median of %d" % (time.strftime("%Y-%m-%d %H:%M", time.gmtime()), a.times),
        "- %s; other processes used %.2f cores before: %s" % (cpu_name(), others, quietness(others)), "",
        "| header | alone, s | alone, MB | program, s | program, MB | start to end, ms | running, MB |",
        "| --- | --- | --- | --- | --- | --- | --- |"] + rows)


if __name__ == "__main__":
    main()
