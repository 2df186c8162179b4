"""`jobdeck attach`, driven through a terminal of its own."""

import os
import shutil
import signal

from home import JOBDECK, CliTest, Terminal, main


class Attach(CliTest):
    def attach(self, job, **options):
        terminal = Terminal(self.home, JOBDECK, "attach", job, **options)
        self.addCleanup(terminal.close)
        return terminal

    def test_repl(self):
        job = self.detached("--pty", "--", "python3", "-q")
        terminal = self.attach(job)
        terminal.expect(">>> ")
        self.assertTrue(terminal.is_raw())
        terminal.type("6*7\r")
        terminal.expect("42")
        terminal.type("\x1d")
        self.assertEqual(terminal.wait(), 0)
        self.assertRegex(terminal.output, rb"detached from job")
        self.assertEqual(self.status(job)["status"], "running")

        again = self.attach(job)
        again.expect("42")  # what was on its screen
        again.type("exit(3)\r")
        self.assertEqual(again.wait(), 3)
        self.assertRegex(again.output, rb"failed \(3\) after")

    def test_size(self):
        job = self.detached("--pty", "trap 'echo size $(stty size).' WINCH; echo ready; while :; do sleep 0.1; done")
        self.succeed("wait", "--pattern", "ready", job)
        terminal = self.attach(job, columns=91, rows=31)
        terminal.expect(r"size 31 91\.")
        terminal.resize(100, 35)
        terminal.expect(r"size 35 100\.")
        terminal.type("\x03")
        self.assertEqual(terminal.wait(), 128 + signal.SIGINT)

    def test_keys_reach_the_job(self):
        job = self.detached("--pty", "stty raw -echo; echo ready; head -c 6 | od -An -tx1; exit 0")
        terminal = self.attach(job)
        terminal.expect("ready")
        terminal.type("\x03\x1a\x04\x1c\x11\x13")
        terminal.expect("03 1a 04 1c 11 13")
        self.assertEqual(terminal.wait(), 0)

    def test_terminal_is_given_back(self):
        job = self.detached("--pty", r"printf '\033[?1049h\033[?25l\033[?2004h\033[?1000hdrawn'; sleep 100")
        terminal = self.attach(job)
        terminal.expect("drawn")
        before = len(terminal.output)
        terminal.type("\x1d")
        self.assertEqual(terminal.wait(), 0)
        left = terminal.output[before:]
        for sequence in (b"\033[?1049l", b"\033[?25h", b"\033[?2004l", b"\033[?1000l"):
            self.assertIn(sequence, left)

    def test_nothing_beyond_the_screen(self):
        job = self.detached("--pty", r"printf '\033]52;c;aGk=\007\033]0;title\007\033[6n'; read x; printf '\033]52;c;bm8=\007shown'; sleep 100")
        terminal = self.attach(job)
        terminal.type("go\r")
        terminal.expect("shown")
        for part in (b"aGk=", b"title", b"bm8=", b"\033[6n"):
            self.assertNotIn(part, terminal.output)

    def test_vim(self):
        vim = shutil.which("vim") or shutil.which("vim.tiny") or shutil.which("vi")
        if not vim:
            self.skipTest("vim is not installed")
        path = self.home.path + "/text"
        job = self.detached("--pty", "--", vim, "-u", "NONE", "-N", path)
        terminal = self.attach(job)
        terminal.expect("~")
        terminal.type("ihello\x1b")
        terminal.expect("hello")
        terminal.type("\x1d")
        self.assertEqual(terminal.wait(), 0)
        again = self.attach(job, columns=60, rows=20)
        again.expect("hello")
        again.type("o" + "second\x1b:wq\r")
        self.assertEqual(again.wait(), 0)
        with open(path) as file:
            self.assertEqual(file.read(), "hello\nsecond\n")

    def test_needs_terminals(self):
        pty_job, pipe_job = self.detached("--pty", "sleep 100"), self.detached("sleep 100")
        code, _, err = self.run_cli("attach", pty_job)
        self.assertEqual(code, 64)
        self.assertIn("jobdeck output -f", err)
        terminal = self.attach(pipe_job)
        self.assertEqual(terminal.wait(), 1)
        self.assertIn(b"--pty", terminal.output)
        self.succeed("kill", pty_job)
        terminal = self.attach(pty_job)
        self.assertEqual(terminal.wait(), 1)
        self.assertIn(b"has ended", terminal.output)

    def test_terminated(self):
        job = self.detached("--pty", "echo ready; sleep 100")
        terminal = self.attach(job)
        terminal.expect("ready")
        os.kill(terminal.pid, signal.SIGTERM)
        self.assertEqual(terminal.wait(), 128 + signal.SIGTERM)
        self.assertFalse(terminal.is_raw())


if __name__ == "__main__":
    main()
