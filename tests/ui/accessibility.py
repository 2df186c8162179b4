#!/usr/bin/env python3
"""accessibility.py BIN: what a screen reader's user can do in BIN/jobdeck-desktop.

Finds an agent's job in the window through AT-SPI, reads its row and its output, and presses Kill. Exit code 77: AT-SPI is
not installed. Needs a screen and a session bus of its own (tests/ui/on-screen).
"""

import contextlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time

try:
    import gi

    gi.require_version("Atspi", "2.0")
    from gi.repository import Atspi
except (ImportError, ValueError) as missing:
    print(f"Skipped: AT-SPI for Python is not installed ({missing}).")
    sys.exit(77)

LAUNCHERS = ["/usr/libexec/at-spi-bus-launcher", "/usr/lib/at-spi2-core/at-spi-bus-launcher"]
PATIENCE = 30  # s


class Agent:
    """A coding agent: an MCP session over `jobdeck mcp`."""

    def __init__(self, binaries, environment):
        self.bridge = subprocess.Popen([f"{binaries}/jobdeck", "mcp"], env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.last_id = 0
        client = {"name": "claude-code", "version": "1"}
        self.request("initialize", {"protocolVersion": "2025-11-25", "capabilities": {}, "clientInfo": client})

    def request(self, method, params):
        self.last_id += 1
        message = {"jsonrpc": "2.0", "id": self.last_id, "method": method, "params": params}
        self.bridge.stdin.write(json.dumps(message).encode() + b"\n")
        self.bridge.stdin.flush()
        while True:
            reply = json.loads(self.bridge.stdout.readline())
            if reply.get("id") == self.last_id:
                return reply["result"]

    def call(self, tool, **arguments):
        return self.request("tools/call", {"name": tool, "arguments": arguments})["structuredContent"]

    def close(self):
        self.bridge.stdin.close()
        self.bridge.wait(10)


def walk(node, depth=0):
    if node is None or depth > 30:
        return
    yield node
    for i in range(min(node.get_child_count(), 500)):
        yield from walk(node.get_child_at_index(i), depth + 1)


def application(pid):
    desktop = Atspi.get_desktop(0)
    for i in range(desktop.get_child_count()):
        child = desktop.get_child_at_index(i)
        if child and child.get_process_id() == pid:
            return child
    return None


def eventually(what, condition):
    """The first true value of the condition; the tree changes under our feet, so an error is only a 'not yet'."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            if value := condition():
                return value
        except Exception:  # Atspi raises GLib.Error for what has just gone
            pass
        time.sleep(0.1)
    sys.exit(f"Not found within {PATIENCE} s: {what}")


def named(root, name, role=None):
    return next((n for n in walk(root) if n.get_name() == name and (role is None or n.get_role_name() == role)), None)


def text_of(node):
    return Atspi.Text.get_text(node, 0, Atspi.Text.get_character_count(node))


def is_shown(node):
    return node.get_state_set().contains(Atspi.StateType.SHOWING)


def row_beginning(root, beginning):
    return next((n for n in walk(root) if n.get_name().startswith(beginning)), None)


def main():
    binaries = sys.argv[1]
    launcher = next((path for path in LAUNCHERS if os.path.exists(path)), None)
    if not launcher:
        print("Skipped: at-spi-bus-launcher is not installed.")
        sys.exit(77)
    home = tempfile.mkdtemp(prefix="jobdeck-a11y-")
    environment = {**os.environ, "JOBDECK_HOME": home, "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1"}
    bus = subprocess.Popen([launcher, "--launch-immediately"])
    desktop = subprocess.Popen([f"{binaries}/jobdeck-desktop"], env=environment)
    agent = job = None
    try:
        eventually("the service's socket", lambda: os.path.exists(f"{home}/runtime/service.sock"))
        agent = Agent(binaries, environment)
        job = agent.call("execute", command="echo hello from the job; exec sleep 600", name="npm test")["job_id"]

        app = eventually("the application", lambda: application(desktop.pid))
        jobs = eventually("the list of jobs", lambda: named(app, "Jobs"))
        row = eventually("the job's row, with its state in words", lambda: row_beginning(jobs, "npm test, running"))
        print("The row reads:", row.get_name())
        output = eventually("the job's output", lambda: named(app, "Output of npm test"))
        eventually("what the job printed", lambda: "hello from the job" in text_of(output))
        print("The output reads:", text_of(output).strip())

        nameless = [n for n in walk(app) if "button" in n.get_role_name() and not n.get_name() and is_shown(n)]
        if nameless:
            sys.exit("Buttons without a name in: " + ", ".join(f"{n.get_parent().get_role_name()} '{n.get_parent().get_name()}'" for n in nameless))

        kill = eventually("the button Kill", lambda: named(app, "Kill", "push button") or named(app, "Kill", "button"))
        Atspi.Action.do_action(kill, 0)
        eventually("that the job was killed", lambda: agent.call("status", job_id=job)["status"] == "killed")
        eventually("the row of the killed job", lambda: row_beginning(jobs, "npm test, killed"))
        reason = agent.call("status", job_id=job)["reason"]
        if "person" not in reason:
            sys.exit(f"The job was not killed by a person: {reason}")
        print("Kill was pressed:", reason)
    finally:
        if agent:
            if job:  # nothing of a test that failed stays
                with contextlib.suppress(Exception):
                    agent.call("kill", job_id=job)
            agent.close()
        for process in (desktop, bus):
            process.terminate()
            process.wait(10)
        shutil.rmtree(home, ignore_errors=True)


if __name__ == "__main__":
    main()
