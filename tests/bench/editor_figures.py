#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The editor on large graphs: times of tl-ui-bench beside the goals, and with --instructions what callgrind counts, which no neighbour on
the machine disturbs.

  tests/bench/editor_figures.py                        # half a minute
  tests/bench/editor_figures.py --instructions         # some minutes more; needs valgrind
"""
import argparse, datetime, json, os, re, subprocess, tempfile  # noqa: E401

from report import RESULTS, ROOT, busy_cores, cpu_name, quietness, write_section

# Milliseconds, 95 of 100 frames: a frame of 60 a second, half a second to open, a fifth to take back, a thirtieth where all is usable.
GOALS = {"open_5000": 500, "switch_5000": 100, "pan_5000": 16, "zoom_5000": 16, "drag_500_of_5000": 16, "undo_paste_5000": 200, "analyze_edit_1000": 5,
         "frame_10000": 33}


def environment():
    return dict(os.environ, QT_QPA_PLATFORM="offscreen", LC_ALL="C.UTF-8")


def instructions(program, only, rounds):
    """Of the whole program, millions."""
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(["valgrind", "--tool=callgrind", "--callgrind-out-file=" + folder + "/out", program, "--only", only, "--rounds",
                               str(rounds)], env=environment(), capture_output=True, text=True, check=True)
    found = re.search(r"Collected : (\d+)", done.stderr)
    return int(found.group(1)) / 1e6


def main():
    p = argparse.ArgumentParser(description="How long the editor takes on large graphs.")
    p.add_argument("--program", default=os.path.join(ROOT, "build/release/bin/tl-ui-bench"))
    p.add_argument("--rounds", type=int, default=12)
    p.add_argument("--instructions", action="store_true", help="count instructions too, with one round and with two")
    p.add_argument("--out", default=RESULTS, help="the report; - for standard output")
    a = p.parse_args()
    others = busy_cores(2)
    output = subprocess.run([a.program, "--json", "--rounds", str(a.rounds)], env=environment(), capture_output=True, text=True, check=True).stdout
    figures = [json.loads(line) for line in output.splitlines() if line.startswith("{")]
    lines = ["Written by `tests/bench/editor_figures.py`: `tl-ui-bench`, offscreen, raster, antialiased, every frame drawn whole at 1680×1020;",
             "5,000 nodes with 8,000 wires, 10,000 with 16,000.", "",
             "- Date: %s (UTC)" % datetime.datetime.utcnow().strftime("%Y-%m-%d %H:%M"),
             "- %s; other processes used %.2f cores before: %s" % (cpu_name(), others, quietness(others)), "",
             "| figure | p50, ms | p95, ms | goal, ms |" + (" instructions a round, millions |" if a.instructions else ""),
             "| --- | --- | --- | --- |" + (" --- |" if a.instructions else "")]
    for f in figures:
        row = "| %s | %.1f | %.1f | %s |" % (f["name"], f["p50"], f["p95"], GOALS.get(f["name"], ""))
        if a.instructions:  # the second round alone: opening the program and reading the network is in both
            one = 4 if f["name"] == "zoom_5000" else 1  # which goes once through all steps in four rounds
            row += " %.0f |" % (instructions(a.program, f["name"], 2 * one) - instructions(a.program, f["name"], one))
            print(row, flush=True)
        lines.append(row)
    write_section(a.out, "Editor", lines)


if __name__ == "__main__":
    main()
