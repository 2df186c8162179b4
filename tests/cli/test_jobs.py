"""The commands that look at jobs and act on them, each with good and bad use."""

import json
import os
import re
import signal
import subprocess

from home import JOBDECK, PATIENCE, CliTest, Terminal, main, wait_until


class Naming(CliTest):
    def test_id_prefix_and_name(self):
        job = self.detached("--name", "server", "sleep 100")
        for name in (job, job[:7], job.upper()[:7], "server"):
            self.assertEqual(self.json("status", name)["name"], "server")

    def test_ambiguous_prefix(self):
        ids = [self.detached("true") for _ in range(40)]
        by_letter = {}
        for job in ids:
            by_letter.setdefault(job[0], []).append(job)
        letter = next(k for k, v in by_letter.items() if len(v) > 1)
        code, out, err = self.run_cli("status", letter)
        self.assertEqual((code, out), (1, ""))
        self.assertIn(by_letter[letter][-1], err)
        self.assertIn("more of the id", err)

    def test_running_job_of_a_name_is_meant(self):
        self.succeed("wait", self.detached("--name", "again", "true"))
        running = self.detached("--name", "again", "sleep 100")
        self.succeed("wait", self.detached("--name", "again", "true"))
        self.assertIn(running, self.succeed("kill", "again"))
        two = [self.detached("--name", "both", "sleep 100") for _ in range(2)]
        code, _, err = self.run_cli("kill", "both")
        self.assertEqual(code, 1)
        for job in two:
            self.assertIn(job, err)

    def test_nobody(self):
        for words in (("status", "zzzz"), ("output", "zzzz"), ("kill", "zzzz"), ("wait", "zzzz"), ("forget", ""), ("send", "zzzz", "x")):
            code, out, err = self.run_cli(*words)
            self.assertEqual((code, out), (1, ""), words)
            self.assertRegex(err, f"^jobdeck {words[0]}: There is no job .*jobdeck list")


class Lists(CliTest):
    def test_states_and_filters(self):
        self.succeed("kill", "--all")  # of other tests
        running = self.detached("sleep 100")
        failed = self.detached("exit 3")
        done = self.detached("echo ä中")
        for job in (failed, done):
            self.run_cli("wait", job)
        text = self.succeed("list")
        for job, state in ((running, "running"), (failed, "failed (3)"), (done, "completed")):
            self.assertIn(f"{job}  {state}", text)
        self.assertEqual([j["job_id"] for j in self.json("list", "--running")["jobs"]], [running])
        self.assertEqual([j["job_id"] for j in self.json("list", "--failed", "exit 3")["jobs"]], [failed])
        self.assertEqual([j["job_id"] for j in self.json("list", "ä中")["jobs"]], [done])
        self.assertEqual(len(self.json("list", "-n", "2")["jobs"]), 2)

    def test_wrong_options(self):
        for words in (("-n", "0"), ("-n", "many"), ("--running", "--failed"), ("a", "b"), ("--watch", "--json")):
            self.assertEqual(self.run_cli("list", *words)[0], 64, words)

    def test_command_cannot_draw(self):
        self.detached("echo '\033]52;c;aGk=\007\u202e'; true\necho second line")
        text = self.succeed("list", "aGk")
        self.assertNotIn("\033", text)
        self.assertNotIn("\u202e", text)
        self.assertEqual(text.count("\n"), 2)

    def terminal(self, *words, **options):
        terminal = Terminal(self.home, JOBDECK, *words, **options)
        self.addCleanup(terminal.close)
        return terminal

    def test_fits_the_terminal(self):
        self.detached("--name", "wide", "echo 中文字中文字中文字中文字中文字中文字中文字中文字中文字中文字中文字中文字; sleep 100")
        for columns in (40, 80, 120):
            terminal = self.terminal("list", columns=columns)
            self.assertEqual(terminal.wait(), 0)
            plain = re.sub(rb"\033\[\d*m", b"", terminal.output).decode()
            for line in plain.split("\r\n"):
                width = sum(2 if ord(c) >= 0x2E80 else 1 for c in line)
                self.assertLessEqual(width, columns, line)
            self.assertIn("…", plain)

    def test_colours(self):
        self.detached("sleep 100")
        terminal = self.terminal("list")
        terminal.wait()
        self.assertIn(b"\033[32m", terminal.output)
        terminal = self.terminal("list", NO_COLOR="1")
        terminal.wait()
        self.assertNotIn(b"\033", terminal.output)
        self.assertNotIn("\033", self.succeed("list"))

    def test_watch(self):
        terminal = self.terminal("list", "--watch", "watched")
        terminal.read()
        job = self.detached("--name", "watched", "sleep 100")
        terminal.expect(job + ".*running")
        self.succeed("kill", job)
        terminal.expect(job + ".*killed")
        terminal.type("\x03")
        self.assertEqual(terminal.wait(), -signal.SIGINT)


class Output(CliTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        process = subprocess.run([JOBDECK, "run", "--detach", "echo one; sleep 0.2; echo zwei >&2; sleep 0.2; printf '\\377\\033]0;t\\007three'"],
                                 env=cls.home.environment, capture_output=True, text=True, timeout=PATIENCE)
        cls.job = process.stdout.strip()
        subprocess.run([JOBDECK, "wait", cls.job], env=cls.home.environment, capture_output=True, timeout=PATIENCE)

    def test_exact_bytes_by_stream(self):
        self.assertEqual(self.run_bytes("output", self.job), (0, b"one\n\xff\x1b]0;t\x07three", b"zwei\n"))
        self.assertEqual(self.run_bytes("output", self.job, "--stream", "stderr"), (0, b"", b"zwei\n"))
        self.assertEqual(self.run_bytes("output", "--stream=stdout", self.job), (0, b"one\n\xff\x1b]0;t\x07three", b""))
        self.assertEqual(self.run_bytes("output", self.job, "--since", "9"), (0, b"\xff\x1b]0;t\x07three", b""))
        self.assertEqual(self.run_bytes("output", self.job, "--since", "999999"), (0, b"", b""))

    def test_json(self):
        lines = [json.loads(line) for line in self.succeed("output", self.job, "--json").splitlines()]
        self.assertEqual("".join(line.get("stderr", "") for line in lines), "zwei\n")
        self.assertTrue(lines[-1]["eof"])

    def test_wrong_options(self):
        self.assertEqual(self.run_cli("output", self.job, "--since", "-1")[0], 64)
        self.assertEqual(self.run_cli("output", self.job, "--stream", "both")[0], 64)
        self.assertEqual(self.run_cli("output")[0], 64)

    def test_on_a_terminal(self):
        for words, raw in ((("output",), False), (("output", "--raw"), True), (("tail", "-r"), True), (("tail",), False)):
            terminal = Terminal(self.home, JOBDECK, *words, self.job)
            self.addCleanup(terminal.close)
            self.assertEqual(terminal.wait(), 0)
            self.assertEqual(b"\033]0;t" in terminal.output, raw)
            self.assertIn(b"three", terminal.output)

    def test_ends_although_the_job_does_not(self):
        job = self.detached("while :; do echo 0123456789012345678901234567890123456789; done")
        wait_until(lambda: self.status(job)["output_bytes"] > 1 << 20, "the output")
        self.assertGreater(len(self.succeed("output", job)), 1 << 20)
        last = json.loads(self.succeed("output", "--json", job).splitlines()[-1])
        self.assertGreater(last["next_offset"], 1 << 20)
        self.succeed("kill", job)

    def test_follow(self):
        job = self.detached("echo a; sleep 0.3; echo b; sleep 0.3; echo c")
        self.assertEqual(self.succeed("output", "--follow", job), "a\nb\nc\n")

    def test_tail(self):
        go = os.path.join(self.home.path, "go")
        job = self.detached(f"seq 1 5000; until [ -e {go} ]; do sleep 0.05; done; echo end")
        wait_until(lambda: self.status(job)["output_lines"] >= 5000, "the lines")
        tail = self.start("tail", "-n3", "-f", job)
        self.assertEqual([tail.stdout.readline() for _ in range(3)], [b"4998\n", b"4999\n", b"5000\n"])
        open(go, "w").close()
        self.assertEqual((tail.stdout.read(), tail.wait(PATIENCE)), (b"end\n", 0))
        self.assertEqual(self.succeed("tail", job).splitlines(), [*map(str, range(4992, 5001)), "end"])
        self.assertEqual(self.json("tail", "-n", "1", job)["stdout"], "end\n")
        for words in (("-n", "0"), ("-n", "1001"), ("-f", "--json")):
            self.assertEqual(self.run_cli("tail", *words, job)[0], 64)

    def test_search(self):
        job = self.detached("echo needle in hay; echo NEEDLE; echo 'a.c'; echo abc")
        self.run_cli("wait", job)
        self.assertEqual(self.succeed("search", "needle"), f"{job}: needle in hay\n")
        self.assertEqual(self.succeed("search", "-i", "needle", job).count("\n"), 2)
        self.assertEqual(self.succeed("search", "a.c", job), f"{job}: a.c\n")
        self.assertEqual(self.succeed("search", "--regex", "a.c", job).count("\n"), 2)
        self.assertEqual(self.succeed("search", "-l", "needle"), job + "\n")
        self.assertEqual(self.succeed("search", "-C1", "NEEDLE", job), f"{job}- needle in hay\n{job}: NEEDLE\n{job}- a.c\n")
        self.assertEqual(json.loads(self.succeed("search", "needle", "--json"))["job_id"], job)
        self.assertEqual(self.run_cli("search", "nowhere to be found"), (1, "", ""))
        self.assertEqual(self.run_cli("search", "--regex", "(")[0], 64)
        self.assertEqual(self.run_cli("search", "")[0], 64)


class Acting(CliTest):
    def test_send(self):
        job = self.detached("while read line; do echo \"<$line>\"; done; echo closed")
        self.assertEqual(self.succeed("send", job, "a", "b"), "<a b>\n")
        self.assertEqual(self.succeed("send", "--wait", "0.2", "-n", job, "half"), "")
        self.assertEqual(self.succeed("send", job, ""), "<half>\n")
        self.assertEqual(self.succeed("send", "--pattern", "x+", job, "xxx"), "<xxx>\n")
        self.assertEqual(self.run_cli("send", "--pattern", "never", "--wait", "0.3", job, "y")[0], 1)
        self.succeed("send", "--stdin", job, stdin=b"1\n2\n")
        self.assertIn("closed", self.succeed("send", "--close", job))
        self.run_cli("wait", job)
        self.assertIn("<1>\n<2>\nclosed\n", self.succeed("output", job))
        for words in ((job,), ("--stdin", job, "text"), ("--wait", "99", job, "x")):
            self.assertEqual(self.run_cli("send", *words)[0], 64)
        code, _, err = self.run_cli("send", job, "late")
        self.assertEqual(code, 1)
        self.assertIn("has ended", err)

    def test_repl(self):
        job = self.detached("--pty", "--", "python3", "-q")
        self.assertIn("42", self.succeed("send", "--pattern", "42", job, "6*7"))
        self.succeed("kill", job)

    def test_kill(self):
        job = self.detached("sleep 100")
        self.assertEqual(self.succeed("kill", job), f"{job} killed\n")
        self.assertIn("by a person with SIGTERM", self.status(job)["reason"])
        self.assertIn("killed by you with SIGTERM", self.succeed("status", job))
        self.assertEqual(self.succeed("kill", job), f"{job} had ended before\n")
        stubborn = self.detached("trap '' TERM; echo ready; while :; do sleep 0.1; done")
        self.succeed("wait", "--pattern", "ready", stubborn)
        self.assertIn("SIGKILL", self.succeed("kill", "--grace", "0.2", stubborn))
        other = self.detached("trap 'exit 9' INT; echo ready; while :; do sleep 0.1; done")
        self.succeed("wait", "--pattern", "ready", other)
        self.assertEqual(self.json("kill", "-s", "INT", other)["status"], "killed")
        self.assertEqual(self.status(other)["exit_code"], 9)
        for words in ((), ("--all", job), ("--grace", "99", job)):
            self.assertEqual(self.run_cli("kill", *words)[0], 64)
        self.assertEqual(self.run_cli("kill", "--signal", "NOPE", self.detached("sleep 100"))[0], 1)

    def test_kill_all(self):
        jobs = [self.detached("sleep 100") for _ in range(3)]
        out = self.succeed("kill", "--all", "--signal", "KILL")
        for job in jobs:
            self.assertIn(f"{job} killed", out)
        self.assertEqual(self.json("list", "--running")["jobs"], [])
        self.assertEqual(self.succeed("kill", "--all"), "")

    def test_wait(self):
        job = self.detached("sleep 0.4; echo ready; sleep 0.4; exit 6")
        self.assertEqual(self.succeed("wait", "--pattern", "rea", job), f"{job}: ready\n")
        self.assertEqual(self.run_cli("wait", job)[0], 6)
        self.assertEqual(self.run_cli("wait", "--for", "output", job)[0], 1)
        quiet = self.detached("sleep 100")
        self.assertEqual(self.run_cli("wait", "--timeout", "0.2", quiet)[0], 124)
        self.assertEqual(self.succeed("wait", "--for", "idle", "--idle", "0.2", quiet), f"{quiet} prints nothing any more\n")
        reader = self.detached("read x")
        self.assertEqual(self.json("wait", "--for", "input", reader)["reason"], "input")
        self.succeed("kill", quiet, reader)
        code, out, _ = self.run_cli("wait", quiet)
        self.assertEqual(code, 128 + signal.SIGTERM)
        self.assertRegex(out, rf"^{quiet} killed after ")
        for words in (("--for", "ever", job), ("--port", "0", job), ()):
            self.assertEqual(self.run_cli("wait", *words)[0], 64)
        self.assertNotEqual(self.run_cli("wait", "--pattern", "(", job)[0], 0)

    def test_wait_for_port(self):
        job = self.detached("--", "python3", "-c", "import socket,time; s=socket.socket(); s.bind(('127.0.0.1',0)); s.listen(); time.sleep(100)")
        self.assertRegex(self.succeed("wait", "--for", "port", job), rf"^{job} listens on port \d+\n$")
        self.assertRegex(self.succeed("status", job), r"ports +\d+")
        self.succeed("kill", job)

    def test_wait_for_the_first(self):
        slow, fast = self.detached("sleep 100"), self.detached("exit 2")
        code, out, _ = self.run_cli("wait", slow, fast)
        self.assertEqual((code, out.split()[0]), (2, fast))
        self.succeed("kill", slow)

    def test_restart_and_forget(self):
        job = self.detached("--name", "again", "echo $$; sleep 100")
        other = self.succeed("restart", job).strip()
        self.assertNotEqual(other, job)
        self.assertEqual(self.status(job)["status"], "killed")
        self.assertEqual(self.status(other)["name"], "again")
        code, _, err = self.run_cli("forget", other)
        self.assertEqual(code, 1)
        self.assertIn("Kill it first", err)
        self.assertEqual(self.succeed("forget", job), f"{job} forgotten\n")
        self.assertEqual(self.run_cli("status", job)[0], 1)
        self.succeed("kill", other)
        wait_until(lambda: other in self.json("forget", "--all")["forgotten"] or self.json("list")["total"] == 0, "it is forgotten")
        self.assertEqual(self.json("list")["total"], 0)
        self.assertEqual(self.run_cli("forget")[0], 64)

    def test_status_of_several(self):
        jobs = [self.detached("true"), self.detached("exit 1")]
        for job in jobs:
            self.run_cli("wait", job)
        lines = self.succeed("status", *jobs, "--json").splitlines()
        self.assertEqual([json.loads(line)["status"] for line in lines], ["completed", "failed"])
        self.assertIn("failed (1)", self.succeed("status", jobs[1]))


if __name__ == "__main__":
    main()
