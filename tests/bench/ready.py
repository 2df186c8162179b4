#!/usr/bin/env python3
"""ready.py BUILD: how long jobdeck-desktop takes to its window and its socket, and its memory, on the screen it is given.

Medians of five starts. Needs xwininfo.
"""

import os
import re
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time


def is_mapped():
    tree = subprocess.run(["xwininfo", "-root", "-tree"], capture_output=True, text=True).stdout
    window = re.search(r'(0x[0-9a-f]+) "Jobdeck": \(', tree)
    return window and "IsViewable" in subprocess.run(["xwininfo", "-id", window[1]], capture_output=True, text=True).stdout


def memory_mb(pid, field):
    rollup = open(f"/proc/{pid}/smaps_rollup").read()
    return int(re.search(rf"^{field}:\s+(\d+)", rollup, re.MULTILINE)[1]) / 1000


def start(build):
    home = tempfile.mkdtemp(prefix="jobdeck-ready-")
    begin = time.perf_counter()
    desktop = subprocess.Popen([f"{build}/bin/jobdeck-desktop"], env={**os.environ, "JOBDECK_HOME": home}, stderr=subprocess.DEVNULL)
    while not os.path.exists(f"{home}/runtime/service.sock"):
        time.sleep(0.001)
    socket = time.perf_counter() - begin
    while not is_mapped():
        time.sleep(0.001)
    window = time.perf_counter() - begin
    time.sleep(1)
    memory = [memory_mb(desktop.pid, field) for field in ("Rss", "Pss")]
    desktop.send_signal(signal.SIGTERM)
    desktop.wait(10)
    shutil.rmtree(home)
    return [1000 * socket, 1000 * window, *memory]


def main():
    socket, window, rss, pss = (statistics.median(values) for values in zip(*(start(sys.argv[1]) for _ in range(5))))
    print(f"{'jobdeck-desktop: socket, window':58} {f'{socket:.0f} ms, {window:.0f} ms':>28}   <= 400 ms")
    print(f"{'jobdeck-desktop: resident, proportional':58} {f'{rss:.0f} MB, {pss:.0f} MB':>28}   <= 90 MB")


if __name__ == "__main__":
    main()
