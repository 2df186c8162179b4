#!/usr/bin/env python3
"""follow.py JOBDECK COMMAND: runs COMMAND as a Jobdeck job, prints its output as it comes and ends with its exit code.

Speaks MCP to `JOBDECK mcp`, as a coding agent does.
"""

import json
import os
import signal
import subprocess
import sys
import time

FINAL = {"completed", "failed", "killed", "lost"}
UNKNOWN_EXIT = 125  # nobody knows how the job ended


class Mcp:
    """One MCP session with `jobdeck mcp`; its process ends when this one does, because its stdin ends."""

    def __init__(self, jobdeck):
        # A session of its own: Ctrl-C is for the follower only.
        self.bridge = subprocess.Popen([jobdeck, "mcp"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, start_new_session=True)
        self.last_id = 0
        client = {"name": "packaging/dev run", "version": "1"}
        self.request("initialize", {"protocolVersion": "2025-11-25", "capabilities": {}, "clientInfo": client})
        self.send({"method": "notifications/initialized"})

    def send(self, message):
        self.bridge.stdin.write(json.dumps({"jsonrpc": "2.0", **message}).encode() + b"\n")
        self.bridge.stdin.flush()

    def request(self, method, params):
        self.last_id += 1
        self.send({"id": self.last_id, "method": method, "params": params})
        for line in self.bridge.stdout:
            reply = json.loads(line)
            if reply.get("id") == self.last_id and "method" not in reply:
                if "error" in reply:
                    sys.exit(f"Jobdeck refused {method}: {reply['error']['message']}")
                return reply["result"]
        sys.exit(f"'jobdeck mcp' ended before it answered {method}; what it wrote to stderr says why.")

    def call(self, tool, **arguments):
        result = self.request("tools/call", {"name": tool, "arguments": arguments})
        if result.get("isError"):
            sys.exit(result["content"][0]["text"])
        return result["structuredContent"]


def follow(mcp, job_id):
    """Prints the job's output until the job has ended and all that it printed has been shown."""
    offset = 0
    while True:
        part = mcp.call("output", job_id=job_id, offset=offset, limit=65536, stream="merged", format="raw")
        sys.stdout.buffer.write(part["output"].encode())
        sys.stdout.buffer.flush()
        nothing_new = part["next_offset"] == offset
        # A process that the job left behind may hold its output open: that is not waited for.
        if part["status"] in FINAL and (part["eof"] or nothing_new):
            return
        offset = part["next_offset"]
        if nothing_new:
            time.sleep(0.05)


def exit_code(status):
    """What a shell would say: the job's exit code, or 128 and the number of the signal that ended it."""
    if "exit_code" in status:
        return status["exit_code"]
    name = status.get("signal", "")
    number = getattr(signal, name if name.startswith("SIG") else "SIG" + name, None)
    return UNKNOWN_EXIT if number is None else 128 + number


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    jobdeck, command = sys.argv[1:]
    mcp = Mcp(jobdeck)
    job = mcp.call("execute", command=command, cwd=os.getcwd())
    print(f"[job {job['job_id']}, pid {job['pid']}]", file=sys.stderr)
    try:
        follow(mcp, job["job_id"])
        status = mcp.call("status", job_id=job["job_id"])
    except (KeyboardInterrupt, BrokenPipeError):
        print(f"\n[job {job['job_id']} goes on without being followed; 'kill -- -{job['pid']}' ends it]", file=sys.stderr)
        os._exit(128 + signal.SIGINT)  # without the flush that a closed stdout would refuse
    print(f"[job {job['job_id']} {status['status']} after {status['duration_s']:.1f} s]", file=sys.stderr)
    sys.exit(exit_code(status))


if __name__ == "__main__":
    main()
