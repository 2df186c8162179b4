"""`jobdeck service`: its status, its start and its end, with jobs and agents."""

import json
import os
import subprocess

from home import CliTest, is_alive, main, wait_until


class Control(CliTest):
    def setUp(self):
        self.home.end_service()

    def agent(self):
        """A connected `jobdeck mcp`."""
        agent = self.start("mcp", stdin=subprocess.PIPE)
        line = {"jsonrpc": "2.0", "id": 1, "method": "initialize",
                "params": {"protocolVersion": "2025-11-25", "capabilities": {}, "clientInfo": {"name": "claude-code", "version": "9.8"}}}
        agent.stdin.write(json.dumps(line).encode() + b"\n")
        agent.stdin.flush()
        self.assertIn(b"result", agent.stdout.readline())
        return agent

    def test_none_runs(self):
        code, out, _ = self.run_cli("service", "status")
        self.assertEqual((code, out), (1, "No service runs; the next command or agent starts one.\n"))
        code, out, _ = self.run_cli("service", "status", "--json")
        self.assertEqual((code, json.loads(out)), (1, {"running": False}))
        self.assertEqual(self.run_cli("service", "stop")[0], 0)
        self.assertEqual(self.home.service_pid(), 0)

    def test_start_status_stop(self):
        started = self.json("service", "start")
        self.assertEqual(started["pid"], self.home.service_pid())
        self.assertTrue(started["running"])
        with open(f"/proc/{started['pid']}/cmdline", "rb") as file:
            self.assertNotIn(b"--idle-exit", file.read())
        again = self.json("service", "start")
        self.assertEqual(again["pid"], started["pid"])
        job = self.detached("sleep 1000")
        agent = self.agent()
        status = self.json("service", "status")
        self.assertEqual((status["running_jobs"], status["queued_jobs"], status["window"]), (1, 0, False))
        self.assertEqual(status["socket"], self.home.path + "/runtime/service.sock")
        self.assertEqual(status["version"], self.succeed("--version").split()[1])
        self.assertRegex(status["since"], r"^\d{4}-\d\d-\d\dT[\d:.]+Z$")
        self.assertEqual([(a["name"], a["version"], a["cwd"]) for a in status["agents"]], [("Claude Code", "9.8", os.getcwd())])
        text = self.succeed("service", "status")
        self.assertRegex(text, r"(?m)^jobs +1 running, 0 queued$")
        self.assertRegex(text, r"(?m)^agent +Claude Code 9.8 in ")
        agent.communicate()  # ends its stdin
        wait_until(lambda: not self.json("service", "status")["agents"], "the agent is gone")
        text = self.succeed("service", "stop")
        self.assertEqual(text, f"The service (process {started['pid']}) has ended; 1 job goes on.\n")
        wait_until(lambda: not is_alive(started["pid"]), "the process is gone")
        self.assertEqual(self.status(job)["status"], "running")
        self.succeed("kill", job)

    def test_stop_with_an_agent_connected(self):
        self.agent()
        pid = self.home.service_pid()
        self.assertIn("1 agent is connected: the next service starts at once", self.succeed("service", "stop"))
        wait_until(lambda: not is_alive(pid), "the process is gone")
        wait_until(self.home.service_pid, "the agent's next service")

    def test_stop_that_stops_jobs(self):
        os.makedirs(self.home.path + "/config", exist_ok=True)
        path = self.home.path + "/config/jobdeck.ini"
        with open(path, "w", encoding="utf-8") as file:
            file.write("stop_jobs_on_exit=true\n")
        self.addCleanup(os.remove, path)
        job = self.detached("sleep 1000")
        self.assertIn("; its 1 running job with it", self.succeed("service", "stop"))
        self.assertEqual(self.status(job)["status"], "killed")

    def test_wrong_words(self):
        for words in ((), ("restart",), ("start", "stop")):
            self.assertEqual(self.run_cli("service", *words)[0], 64, words)


if __name__ == "__main__":
    main()
