#!/usr/bin/env python3
"""leavingqueue.py BIN: the window of BIN/jobdeck-desktop is closed while a job is queued and no agent is there any more; the
queue goes on. Exit code 77: AT-SPI is not installed. Needs a screen and a session bus of its own (tests/ui/on-screen).
"""

import os
import shutil
import signal
import subprocess
import sys
import tempfile

from accessibility import LAUNCHERS, Agent, Atspi, application, eventually, named


def main():
    binaries = sys.argv[1]
    launcher = next((path for path in LAUNCHERS if os.path.exists(path)), None)
    if not launcher:
        print("Skipped: at-spi-bus-launcher is not installed.")
        sys.exit(77)
    home = tempfile.mkdtemp(prefix="jobdeck-queue-")
    environment = {**os.environ, "JOBDECK_HOME": home, "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1"}
    go, ran = f"{home}/go", f"{home}/ran"
    bus = subprocess.Popen([launcher, "--launch-immediately"])
    desktop = subprocess.Popen([f"{binaries}/jobdeck-desktop"], env=environment)
    successor = None
    try:
        eventually("the service's socket", lambda: os.path.exists(f"{home}/runtime/service.sock"))
        agent = Agent(binaries, {**environment, "MCP_BG_MAX_JOBS": "1"})
        agent.call("execute", command=f"until [ -e {go} ]; do sleep 0.1; done")
        if agent.call("execute", command=f"touch {ran}", queue=True)["status"] != "queued":
            sys.exit("The second job is not queued.")
        agent.close()
        app = eventually("the application", lambda: application(desktop.pid))
        close = eventually("the menu's entry Close Window", lambda: named(app, "Close Window", "menu item"))
        Atspi.Action.do_action(close, 0)
        desktop.wait(30)
        with open(go, "w", encoding="utf-8"):
            pass
        eventually("that the queued job ran", lambda: os.path.exists(ran))
        with open(f"{home}/runtime/service.lock", encoding="utf-8") as lock:
            successor = int(lock.read())
        program = os.path.basename(os.readlink(f"/proc/{successor}/exe"))
        if successor == desktop.pid or program != "jobdeckd":
            sys.exit(f"The service is {program}, process {successor}.")
        print("The queue went on in", program)
    finally:
        with open(go, "w", encoding="utf-8"):
            pass
        if successor:
            os.kill(successor, signal.SIGTERM)
        for process in (desktop, bus):
            process.terminate()
            process.wait(10)
        shutil.rmtree(home, ignore_errors=True)


if __name__ == "__main__":
    main()
