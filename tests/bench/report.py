# SPDX-License-Identifier: Apache-2.0
"""What the comparisons share: how busy the machine is, what it is, and the sections of RESULTS.md, each of which belongs to one script."""
import os, platform, re, time  # noqa: E401

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
RESULTS = os.path.join(HERE, "RESULTS.md")
HEAD = """<!-- SPDX-License-Identifier: Apache-2.0 -->
# Tensorloom against PyTorch: measured

Ratios belong to these versions on this processor and say nothing of other versions of PyTorch.
"""


def busy_cores(seconds):
    def snap():
        f = [int(v) for v in open("/proc/stat").readline().split()[1:9]]
        return (f[0] + f[1] + f[2] + f[5] + f[6] + f[7]) / 100.0
    before = snap()
    time.sleep(seconds)
    return (snap() - before) / seconds


def cpu_name():
    for line in open("/proc/cpuinfo"):
        if line.startswith("model name"):
            return line.split(":", 1)[1].strip()
    return platform.machine()


def cpu_features():
    flags = open("/proc/cpuinfo").read().split("flags", 1)[-1].split("\n", 1)[0].split()
    return ", ".join(f for f in ("avx2", "avx512f", "avx512_vnni", "avx512_bf16", "amx_tile") if f in flags) or "no AVX2"


def quietness(others):
    return "a quiet machine" if others < 0.1 else "**a shared machine; trust the ratios, not the speeds**"


def write_section(path, title, lines):
    """Puts `## title` and its lines into the report in place of the section of that name; `-` prints them."""
    text = "## %s\n\n%s\n" % (title, "\n".join(lines))
    if path == "-":
        print(text)
        return
    old = open(path).read() if os.path.exists(path) else HEAD
    parts = [p for p in re.split(r"(?m)^(?=## )", old)]
    names = [p.split("\n", 1)[0][3:] for p in parts[1:]]
    if title in names:
        parts[1 + names.index(title)] = text
    else:
        parts.append(text)
    with open(path, "w") as f:
        f.write("\n".join(p.rstrip("\n") + "\n" for p in parts))
