"""A private Jobdeck for tests of the command line: a JOBDECK_HOME of its own and the built programs."""

import fcntl
import json
import os
import pty
import re
import select
import shutil
import signal
import struct
import subprocess
import sys
import tempfile
import termios
import time
import unittest

BIN = os.environ["JOBDECK_BIN"]
JOBDECK = os.path.join(BIN, "jobdeck")
PATIENCE = 60  # s, for what takes no time on an idle machine


def wait_until(condition, what, patience=PATIENCE):
    deadline = time.monotonic() + patience
    while True:
        result = condition()
        if result:
            return result
        if time.monotonic() > deadline:
            raise AssertionError(f"It did not happen within {patience} s: {what}")
        time.sleep(0.02)


def is_alive(pid):
    try:
        with open(f"/proc/{pid}/stat") as stat:
            return stat.read().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


class Home:
    def __init__(self):
        self.path = tempfile.mkdtemp(prefix="jobdeck-")
        self.environment = {k: v for k, v in os.environ.items() if not k.startswith("MCP_BG_")}
        self.environment.update(JOBDECK_HOME=self.path, TERM="xterm", LC_ALL="C.UTF-8")
        for name in ("COLUMNS", "LINES", "NO_COLOR"):
            self.environment.pop(name, None)

    def service_pid(self):
        try:
            with open(self.path + "/runtime/service.lock") as lock:
                try:
                    fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
                    return 0
                except BlockingIOError:
                    return int(lock.read() or 0)
        except OSError:
            return 0

    def end_service(self, number=signal.SIGTERM):
        pid = self.service_pid()
        if pid:
            os.kill(pid, number)
            wait_until(lambda: not is_alive(pid), "the service ends")

    def close(self):
        subprocess.run([JOBDECK, "kill", "--all", "--signal", "KILL"], env=self.environment, capture_output=True, timeout=PATIENCE)
        self.end_service()
        shutil.rmtree(self.path, ignore_errors=True)


class CliTest(unittest.TestCase):
    """Runs `jobdeck` in a home that all tests of a class share."""

    maxDiff = None

    @classmethod
    def setUpClass(cls):
        cls.home = Home()
        cls.addClassCleanup(cls.home.close)

    def start(self, *words, **options):
        options = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **options}
        environment = {**self.home.environment, **options.pop("env", {})}
        process = subprocess.Popen([JOBDECK, *words], env=environment, **options)

        def end():
            if process.poll() is None:
                process.kill()
            process.communicate()

        self.addCleanup(end)
        return process

    def run_bytes(self, *words, stdin=b"", **options):
        process = self.start(*words, stdin=subprocess.PIPE, **options)
        out, err = process.communicate(stdin, timeout=PATIENCE)
        return process.returncode, out, err

    def run_cli(self, *words, **options):
        """The exit code and what was printed to stdout and to stderr."""
        code, out, err = self.run_bytes(*words, **options)
        return code, (out or b"").decode(), (err or b"").decode()

    def succeed(self, *words, **options):
        code, out, err = self.run_cli(*words, **options)
        self.assertEqual((code, err), (0, ""), words)
        return out

    def json(self, *words):
        return json.loads(self.succeed(*words, "--json"))

    def detached(self, *words):
        """Starts a job and returns its id."""
        job = self.succeed("run", "--detach", *words).strip()
        self.assertRegex(job, r"^[0-9a-z]{8}$")
        return job

    def status(self, job):
        return self.json("status", job)

    def wait_for_status(self, job, status):
        return wait_until(lambda: (s := self.status(job))["status"] == status and s, f"{job} is {status}")


class Terminal:
    """A program on a terminal of its own."""

    def __init__(self, home, *words, columns=80, rows=24, **variables):
        self.output = b""
        self.columns, self.rows = columns, rows
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            try:
                # Before the program looks at it.
                fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
                os.execve(words[0], words, {**home.environment, **variables})
            finally:
                os._exit(127)
        self.code = None

    def read(self, seconds=0.05):
        """What has come; the end of output is noted as the exit code."""
        while select.select([self.fd], [], [], seconds)[0]:
            try:
                part = os.read(self.fd, 65536)
            except OSError:
                part = b""
            if not part:
                if self.code is None:
                    self.code = os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])
                break
            self.output += part
        return self.output

    def expect(self, pattern):
        return wait_until(lambda: re.search(pattern.encode(), self.read(), re.DOTALL), f"{pattern} in {self.output!r}")

    def type(self, text):
        os.write(self.fd, text.encode())

    def resize(self, columns, rows):
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def is_raw(self):
        return not termios.tcgetattr(self.fd)[3] & termios.ICANON

    def wait(self):
        wait_until(lambda: self.read() is not None and self.code is not None, f"the end, after {self.output!r}")
        return self.code

    def close(self):
        if self.code is None:
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        os.close(self.fd)


def main():
    sys.exit(not unittest.main(module="__main__", exit=False).result.wasSuccessful())
