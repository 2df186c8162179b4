"""`jobdeck run`: bytes, streams, exit codes, stdin, interruption."""

import hashlib
import os
import signal
import subprocess

from home import JOBDECK, PATIENCE, CliTest, Terminal, main, wait_until


class Run(CliTest):
    def test_streams_and_exit_code(self):
        self.assertEqual(self.run_cli("run", "echo out; echo err >&2; exit 3"), (3, "out\n", "err\n"))
        self.assertEqual(self.run_cli("run", "--", "true"), (0, "", ""))
        self.assertEqual(self.run_cli("run", "kill -9 $$")[0], 137)

    def test_words_stay_words(self):
        words = ["printf", "<%s>", "a b", "", "it's", "$HOME", "*", "a;b", "-x", "ä\n"]
        self.assertEqual(self.succeed("run", *words), "".join(f"<{w}>" for w in words[2:]))
        self.assertEqual(self.succeed("run", "--", "echo", "--help"), "--help\n")

    def test_last_line_without_newline(self):
        self.assertEqual(self.succeed("run", "printf abc"), "abc")

    def test_all_bytes(self):
        data = bytes(range(256)) * 40000
        path = os.path.join(self.home.path, "bytes")
        with open(path, "wb") as file:
            file.write(data)
        self.assertEqual(self.run_bytes("run", "--", "cat", path), (0, data, b""))

    def test_arrival_order(self):
        command = "for i in 1 2 3; do echo out $i; sleep 0.3; echo err $i >&2; sleep 0.3; done"
        code, out, _ = self.run_cli("run", command, stderr=subprocess.STDOUT)
        self.assertEqual((code, out), (0, "".join(f"out {i}\nerr {i}\n" for i in range(1, 4))))

    def test_much_output(self):
        process = self.start("run", "--", "head", "-c", "60M", "/dev/zero")
        count = 0
        while part := process.stdout.read(1 << 20):
            count += len(part)
        self.assertEqual((count, process.wait(PATIENCE)), (60 << 20, 0))

    def test_late_output(self):
        self.assertEqual(self.succeed("run", "(sleep 1; echo late) & echo early"), "early\nlate\n")

    def test_options(self):
        out = self.succeed("run", "--name", "web", "--cwd", "/", "--env", "A=1=2", "-eB=ä", "--", "sh", "-c", "pwd; echo $A $B")
        self.assertEqual(out, "/\n1=2 ä\n")
        job = self.json("list")["jobs"][0]
        self.assertEqual((job["name"], job["cwd"], job["client"]), ("web", "/", "jobdeck"))

    def test_relative_folder(self):
        os.makedirs(self.home.path + "/sub/deep")
        self.assertEqual(self.succeed("run", "--cwd", "deep", "pwd", cwd=self.home.path + "/sub"), self.home.path + "/sub/deep\n")

    def test_environment_is_the_shells(self):
        self.assertEqual(self.succeed("run", "echo $JUST_HERE", env={"JUST_HERE": "yes"}), "yes\n")

    def test_timeout(self):
        code, _, _ = self.run_cli("run", "--timeout", "0.3", "sleep 100")
        self.assertEqual(code, 128 + signal.SIGTERM)

    def test_stdin(self):
        data = os.urandom(3 << 20)
        self.assertEqual(self.run_bytes("run", "cat", stdin=data), (0, data, b""))
        self.assertEqual(self.succeed("run", "wc -c", stdin=b"").strip(), "0")

    def test_stdin_that_nobody_reads(self):
        self.assertEqual(self.succeed("run", "sleep 0.5; echo done", stdin=bytes(3 << 20)), "done\n")

    def test_slow_reader_of_stdin_gets_all(self):
        data = os.urandom(2 << 20)
        out = self.succeed("run", "sleep 1; md5sum", stdin=data)
        self.assertEqual(out.split()[0], hashlib.md5(data).hexdigest())

    def test_closed_streams(self):
        script = f'"$0" run "cat; echo out; echo err >&2" {{}}'
        for closed, out, err in ((" <&-", "out\n", "err\n"), (" >&-", "", "err\n"), (" 2>&-", "out\n", ""), (" <&- >&- 2>&-", "", "")):
            process = subprocess.run(["bash", "-c", script.format(closed), JOBDECK], env=self.home.environment, stdin=subprocess.DEVNULL,
                                     capture_output=True, text=True, timeout=PATIENCE)
            self.assertEqual((process.returncode, process.stdout, process.stderr), (0, out, err), closed)

    def test_no_stdin(self):
        out = self.succeed("run", "--no-stdin", "read -t 1 line || echo nothing", stdin=b"something\n")
        self.assertEqual(out, "nothing\n")

    def test_detached(self):
        job = self.detached("--name", "quiet", "read line; echo got $line")
        self.assertEqual(self.status(job)["status"], "running")
        self.assertIn("got this", self.succeed("send", "quiet", "this"))
        self.assertEqual(self.run_cli("run", "--detach", "--json", "true")[1].count('"job_id"'), 1)

    def test_cannot_be_started(self):
        code, out, err = self.run_cli("run", "--cwd", "/does/not/exist", "true")
        self.assertNotEqual(code, 0)
        self.assertEqual(out, "")
        self.assertIn("/does/not/exist", err)

    def test_wrong_options(self):
        for words, part in (
            (("--env", "novalue", "true"), "NAME=VALUE"),
            (("--timeout", "soon", "true"), "soon"),
            (("--timeout",), "needs a value"),
            (("--nonsense", "true"), "--nonsense"),
            (("--json", "true"), "--detach"),
            ((), "COMMAND"),
        ):
            code, out, err = self.run_cli("run", *words)
            self.assertEqual((code, out), (64, ""), words)
            self.assertIn(part, err)
        code, _, err = self.run_cli("run", "--after", "nosuchjob", "true")
        self.assertEqual(code, 1)
        self.assertIn("nosuchjob", err)

    def test_after(self):
        first = self.detached("sleep 0.5")
        self.assertEqual(self.succeed("run", "--after", first, "echo second"), "second\n")
        self.assertEqual(self.status(first)["status"], "completed")

    def test_input_for_a_job_from_the_queue(self):
        first = self.detached("sleep 0.5")
        self.assertEqual(self.succeed("run", "--after", first, "cat", stdin=b"kept\n"), "kept\n")

    def test_queue(self):
        limit = {"MCP_BG_MAX_JOBS": "1"}
        first = self.start("run", "--name", "holder", "sleep 100", env=limit)
        wait_until(lambda: self.json("list", "holder")["total"] == 1, "the first job")
        second = self.start("run", "--queue", "--name", "next", "echo at last", env=limit)
        wait_until(lambda: [j["status"] for j in self.json("list", "at last")["jobs"]] == ["queued"], "the second job waits")
        self.succeed("kill", "holder")
        self.assertEqual(second.communicate(timeout=PATIENCE)[0], b"at last\n")
        self.assertEqual(first.wait(PATIENCE), 128 + signal.SIGTERM)


class Interruption(CliTest):
    def following(self, *words):
        process = self.start("run", *words, start_new_session=True)
        self.assertEqual(process.stdout.readline(), b"ready\n")
        return process, self.json("list")["jobs"][0]["job_id"]

    def test_job_goes_on(self):
        process, job = self.following("echo ready; sleep 100")
        process.send_signal(signal.SIGINT)
        self.assertEqual(process.wait(PATIENCE), 130)
        self.assertEqual(self.status(job)["status"], "running")

    def test_kill_on_interrupt(self):
        process, job = self.following("--kill-on-interrupt", "trap 'echo caught; exit 7' INT; echo ready; while :; do sleep 0.1; done")
        process.send_signal(signal.SIGINT)
        self.assertEqual(process.wait(PATIENCE), 7)
        self.assertEqual(process.stdout.read(), b"caught\n")
        status = self.status(job)
        self.assertEqual(status["status"], "killed")
        self.assertIn("by a person", status["reason"])

    def test_second_interrupt_kills_at_once(self):
        process, job = self.following("-k", "trap '' INT TERM; echo ready; while :; do sleep 0.1; done")
        process.send_signal(signal.SIGINT)
        wait_until(lambda: process.poll() is not None or process.send_signal(signal.SIGINT), "the end")
        self.assertEqual(process.returncode, 137)

    def test_reader_goes_away(self):
        process = self.start("run", "while :; do echo ready; done")
        process.stdout.readline()
        process.stdout.close()
        self.assertEqual(process.wait(PATIENCE), 141)
        self.assertEqual(process.stderr.read(), b"")

    def test_reader_pauses(self):
        """Ctrl-C works although nobody takes the output."""
        process, _ = self.following("echo ready; while :; do echo more; done")
        process.send_signal(signal.SIGINT)
        self.assertEqual(process.wait(PATIENCE), 130)

    def test_lost_service(self):
        count = 3000
        command = f"echo ready; for i in $(seq {count}); do echo line $i; [ $((i % 100)) != 0 ] || sleep 0.05; done; exit 5"
        process, _ = self.following(command)
        self.home.end_service(signal.SIGKILL)
        out = process.stdout.read().decode()
        self.assertEqual(out, "".join(f"line {i}\n" for i in range(1, count + 1)))
        self.assertEqual((process.wait(PATIENCE), process.stderr.read()), (5, b""))


class OnATerminal(CliTest):
    def terminal(self, *words, **options):
        terminal = Terminal(self.home, JOBDECK, *words, **options)
        self.addCleanup(terminal.close)
        return terminal

    def test_typed_lines_reach_the_job(self):
        terminal = self.terminal("run", "read line; echo got $line; cat; echo end")
        terminal.expect(r"\[job \w{8}\]")
        terminal.type("hello\n")
        terminal.expect("got hello")
        terminal.type("\x04")
        terminal.expect("end")
        self.assertEqual(terminal.wait(), 0)
        self.assertRegex(terminal.output, rb"completed after")

    def test_short_job_on_a_pty(self):
        for _ in range(5):
            terminal = self.terminal("run", "--pty", "--", "echo", "quick")
            self.assertEqual(terminal.wait(), 0)
            self.assertIn(b"quick", terminal.output)

    def test_keys_are_the_pagers(self):
        command = f"{JOBDECK} run 'echo ready; read -t 3 x || echo nothing' | {{ read line; echo $line; read key < /dev/tty; echo key $key; cat; }}"
        terminal = Terminal(self.home, "/bin/bash", "-c", command)
        self.addCleanup(terminal.close)
        terminal.expect("ready")
        terminal.type("q\n")
        terminal.expect("key q")
        terminal.expect("nothing")
        self.assertEqual(terminal.wait(), 0)

    def test_hint_after_interrupt(self):
        terminal = self.terminal("run", "echo ready; sleep 100")
        terminal.expect("ready")
        terminal.type("\x03")
        self.assertEqual(terminal.wait(), 130)
        self.assertRegex(terminal.output, rb"goes on: 'jobdeck output -f \w{8}' follows it again, 'jobdeck kill \w{8}' ends it")

    def test_nothing_takes_the_terminal_over(self):
        dangerous = r"\033]52;c;aGk=\007\033]0;title\007\033[2J\033[31mred\033[0m\033[6n\033[?1049h\u202eabc\033P+q544e\033\\ ok"
        terminal = self.terminal("run", f"printf '{dangerous}'")
        terminal.wait()
        left = terminal.output
        for sequence in (b"\033]", b"\033[2J", b"\033[6n", b"\033[?1049h", "\u202e".encode(), b"\033P"):
            self.assertNotIn(sequence, left)
        self.assertIn(b"\033[31mred\033[0m", left)
        self.assertIn("⟨U+202E⟩abc".encode(), left)
        self.assertIn(b" ok", left)

    def test_pty_is_the_own_terminal(self):
        terminal = self.terminal("run", "--pty", "--", "sh", "-c", "stty size; stty -echo; read x; echo typed $x; exit 4", columns=91, rows=33)
        terminal.expect("33 91")
        terminal.type("text\r")
        terminal.expect("typed text")
        self.assertEqual(terminal.wait(), 4)


if __name__ == "__main__":
    main()
