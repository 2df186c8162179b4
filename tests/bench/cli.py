#!/usr/bin/env python3
"""cli.py BUILD: measures the command line, each figure against a baseline in the same run (medians)."""

import os
import shutil
import statistics
import subprocess
import sys
import tempfile

from figures import report, stop_service, timed

RUNS = 100
BYTES = 200 << 20


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    jobdeck = os.path.abspath(sys.argv[1]) + "/bin/jobdeck"
    home = tempfile.mkdtemp(prefix="jobdeck-bench-")
    environment = dict(os.environ, JOBDECK_HOME=home)

    def run(*command):
        subprocess.run(command, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, check=True)

    def median(*command):
        run(*command)
        return 1000 * statistics.median(timed(lambda: run(*command)) for _ in range(RUNS))

    try:
        bare, ours = median("bash", "-c", "true"), median(jobdeck, "run", "--", "true")
        report("jobdeck run -- true / bash -c true", f"{ours / bare:.1f} ({ours:.1f} / {bare:.1f} ms)", "<= 3")
        report("  of it: start of the program (--version)", f"{median(jobdeck, '--version'):.1f} ms", "")
        report("  of it: an answer of the service (list -n1)", f"{median(jobdeck, 'list', '-n1'):.1f} ms", "")
        text = f"{jobdeck} run -- head -c {BYTES} /dev/zero | cmp -n {BYTES} - /dev/zero"
        speed = BYTES / 1e6 / statistics.median(timed(lambda: run("bash", "-o", "pipefail", "-c", text)) for _ in range(3))
        bare_speed = BYTES / 1e6 / timed(lambda: run("bash", "-c", f"head -c {BYTES} /dev/zero | cmp -n {BYTES} - /dev/zero"))
        report("jobdeck run: 200 MiB of output to a pipe, exact", f"{speed:.0f} MB/s (bare {bare_speed:.0f})", "")
        for _ in range(1000):
            run(jobdeck, "run", "--detach", "true")
        report("jobdeck list with 1,000 jobs", f"{median(jobdeck, 'list', '-n1000'):.1f} ms", "<= 30 ms")
        report("  the same as JSON", f"{median(jobdeck, 'list', '-n1000', '--json'):.1f} ms", "")
    finally:
        stop_service(int(open(f"{home}/runtime/service.lock").read()))
        shutil.rmtree(home, ignore_errors=True)


if __name__ == "__main__":
    main()
