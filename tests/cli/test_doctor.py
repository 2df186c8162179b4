"""`jobdeck doctor`: each thing that can be wrong is made wrong, and named with its remedy."""

import fcntl
import json
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import threading

from home import BIN, JOBDECK, CliTest, Home, main


class Doctor(CliTest):
    def setUp(self):
        self.home = Home()
        self.addCleanup(self.home.close)
        for name in list(self.home.environment):
            if name.startswith(("XDG_", "CLAUDE", "CODEX", "COPILOT", "GEMINI")) or name in ("DISPLAY", "WAYLAND_DISPLAY"):
                del self.home.environment[name]
        self.person = tempfile.mkdtemp(prefix="jobdeck-")
        self.addCleanup(shutil.rmtree, self.person)
        self.home.environment.update(HOME=self.person, PATH="/usr/bin:/bin")

    def doctor(self, program=JOBDECK, **variables):
        """The exit code, and the sentences by level."""
        code, out, err = self.run_cli("doctor", "--json", env=variables) if program == JOBDECK else self.run_other(program)
        self.assertEqual(err, "")
        result = json.loads(out)
        levels = {"ok": [], "note": [], "problem": []}
        for finding in result["findings"]:
            levels[finding["level"]].append(f"{finding['topic']}: {finding['sentence']}")
        self.assertEqual(result["ok"], not levels["problem"])
        self.assertEqual(code, 1 if levels["problem"] else 0, levels["problem"])
        return code, levels

    def run_other(self, program):
        ran = subprocess.run([program, "doctor", "--json"], env=self.home.environment, capture_output=True, text=True, timeout=60)
        return ran.returncode, ran.stdout, ran.stderr

    def problem(self, *parts, **variables):
        """The one problem there is."""
        _, levels = self.doctor(**variables)
        self.assertEqual(len(levels["problem"]), 1, levels["problem"])
        for part in parts:
            self.assertIn(part, levels["problem"][0])

    def runtime(self):
        return self.home.path + "/runtime"

    def test_nothing_is_wrong(self):
        code, levels = self.doctor()
        self.assertEqual(code, 0)
        self.assertIn("service: None runs; the next command or agent starts one.", levels["ok"])
        self.assertEqual(self.home.service_pid(), 0)
        text = self.succeed("doctor")
        self.assertTrue(text.endswith("Nothing is wrong.\n"), text)
        self.succeed("service", "start")
        _, levels = self.doctor()
        self.assertTrue(any(f"Process {self.home.service_pid()} answers" in sentence for sentence in levels["ok"]), levels)

    def test_runtime_folder(self):
        os.makedirs(self.runtime())
        os.chmod(self.runtime(), 0o755)
        self.problem("runtime folder: ", self.runtime(), "chmod 700")
        os.chmod(self.runtime(), 0o700)
        shutil.rmtree(self.runtime())
        with open(self.runtime(), "w", encoding="utf-8"):
            pass
        self.problem("runtime folder: ", self.runtime())
        self.problem("relative", "absolute path", JOBDECK_HOME="relative")

    def test_runtime_folder_of_somebody_else(self):
        if os.geteuid() != 0:
            self.skipTest("only root can give a folder away")
        os.makedirs(self.runtime() + "/keepers")
        os.chmod(self.runtime(), 0o700)
        os.chown(self.runtime(), 65534, 65534)
        self.problem("runtime folder: ", self.runtime(), "belongs to user id 0")

    def on_small_disk(self, options):
        """The problems with jobs on a file system of 64 kB of their own."""
        os.makedirs(self.home.path + "/state")
        script = f'mount -t tmpfs -o size=64k tmpfs "$0/state" && {options} "$1" doctor --json'
        ran = subprocess.run(["unshare", "-Urm", "sh", "-c", script, self.home.path, JOBDECK], env=self.home.environment,
                             capture_output=True, text=True, timeout=60)
        if not ran.stdout:
            self.skipTest(f"no file system can be mounted here: {ran.stderr}")
        self.assertEqual(ran.returncode, 1)
        return [finding["sentence"] for finding in json.loads(ran.stdout)["findings"] if finding["level"] == "problem"]

    def test_full_disk(self):
        problems = self.on_small_disk("")
        self.assertEqual(len(problems), 1, problems)
        self.assertRegex(problems[0], r"^65\.5 kB are free for .*/state: output of jobs will be lost\. Free some")

    def test_read_only_disk(self):
        problems = self.on_small_disk('mount -o remount,ro "$0/state" &&')
        self.assertEqual(len(problems), 1, problems)
        self.assertRegex(problems[0], r"/state cannot be written: no job can be started")

    def test_stale_socket(self):
        self.succeed("service", "start")
        self.home.end_service(signal.SIGKILL)
        self.problem("service.sock is left over", "jobdeck service start")
        self.succeed("service", "start")
        self.assertEqual(self.doctor()[0], 0)

    def test_service_that_does_not_answer(self):
        self.succeed("service", "start")
        pid = self.home.service_pid()
        os.kill(pid, signal.SIGSTOP)
        try:
            self.problem(f"(process {pid}) does not answer", f"kill -9 {pid}")
        finally:
            os.kill(pid, signal.SIGCONT)
        self.assertEqual(self.doctor()[0], 0)

    def hold_lock(self):
        """As a service would."""
        self.run_cli("doctor")  # makes the folders
        lock = open(self.runtime() + "/service.lock", "w", encoding="utf-8")
        self.addCleanup(lock.close)
        lock.write(f"{os.getpid()}\n")
        lock.flush()
        fcntl.flock(lock, fcntl.LOCK_EX)

    def test_service_that_does_not_listen(self):
        self.hold_lock()
        self.problem(f"(process {os.getpid()}) runs, but does not listen on {self.runtime()}/service.sock")

    def test_version_skew(self):
        self.hold_lock()
        server = socket.socket(socket.AF_UNIX)
        self.addCleanup(server.close)
        server.bind(self.runtime() + "/service.sock")
        server.listen()
        answers = [{"result": {"version": "0.0.1", "pid": os.getpid()}}, {"error": {"code": -32601, "message": "There is no method."}}]

        def serve():
            for answer in answers:
                connection, _ = server.accept()
                connection.recv(65536)
                connection.sendall(json.dumps({"jsonrpc": "2.0", "id": 1, **answer}).encode() + b"\n")
                connection.recv(65536)
                connection.close()

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        self.problem("is version 0.0.1", "jobdeck service stop")
        self.problem(f"(process {os.getpid()}) is older than this command")
        thread.join(60)

    def test_socket_without_a_service(self):
        self.run_cli("doctor")  # makes the folders
        server = socket.socket(socket.AF_UNIX)
        self.addCleanup(server.close)
        server.bind(self.runtime() + "/service.sock")
        server.listen()
        thread = threading.Thread(target=lambda: server.accept()[0].close(), daemon=True)
        thread.start()
        self.problem("Nobody answers on " + self.runtime() + "/service.sock", "Run jobdeckd in a terminal")
        thread.join(60)

    def test_settings(self):
        os.makedirs(self.home.path + "/config")
        with open(self.home.path + "/config/jobdeck.ini", "w", encoding="utf-8") as file:
            file.write("keep_days=never\n")
        self.problem("settings: keep_days in ", "is 'never'", "from 1 to 3650", "78")
        os.remove(self.home.path + "/config/jobdeck.ini")
        self.problem("settings: MCP_BG_MAX_JOBS is '0'", MCP_BG_MAX_JOBS="0")

    def test_broken_jobs(self):
        job = self.detached("true")
        self.succeed("wait", job)
        self.home.end_service()
        with open(f"{self.home.path}/state/jobs/{job}/spec.json", "w", encoding="utf-8") as file:
            file.write("{")
        self.assertEqual(self.succeed("list"), "")
        self.problem("jobs: The folders of jobs", job, self.home.path + "/state/broken")

    def test_agents(self):
        path = self.person + "/.cursor/mcp.json"
        os.makedirs(os.path.dirname(path))
        with open(path, "w", encoding="utf-8") as file:
            json.dump({"mcpServers": {"jobdeck": {"command": "/gone/jobdeck", "args": ["mcp"]}}}, file)
        self.problem("agents: Cursor is to start '/gone/jobdeck mcp'", "'jobdeck connect cursor' mends it")
        self.succeed("connect", "cursor")
        code, levels = self.doctor()
        self.assertEqual(code, 0)
        self.assertIn("agents: Connected: Cursor.", levels["ok"])

    def test_missing_programs(self):
        alone = self.person + "/alone"
        os.makedirs(alone)
        shutil.copy(os.path.join(BIN, "jobdeck"), alone)
        _, levels = self.doctor(program=alone + "/jobdeck")
        problems = "\n".join(levels["problem"])
        self.assertEqual(len(levels["problem"]), 2, problems)
        self.assertIn("jobdeck-keeper is missing: no job can be started", problems)
        self.assertIn("jobdeckd is missing", problems)

    def test_keeper_that_crashes(self):
        alone = self.person + "/alone"
        os.makedirs(alone)
        shutil.copy(os.path.join(BIN, "jobdeck"), alone)
        for name, script in (("jobdeck-keeper", "kill -SEGV $$"), ("jobdeckd", "exit 1")):
            with open(f"{alone}/{name}", "w", encoding="utf-8") as file:
                file.write(f"#!/bin/sh\n{script}\n")
            os.chmod(f"{alone}/{name}", 0o700)
        _, levels = self.doctor(program=alone + "/jobdeck")
        self.assertEqual(len(levels["problem"]), 1, levels["problem"])
        self.assertIn("jobdeck-keeper does not run (signal 11): no job can be started", levels["problem"][0])

    def test_tray(self):
        if not os.path.exists(os.path.join(BIN, "jobdeck-desktop")):
            self.skipTest("there is no jobdeck-desktop")
        # A screen that is there for Qt, and nobody on it.
        _, levels = self.doctor(DISPLAY=":none", QT_QPA_PLATFORM="offscreen", DBUS_SESSION_BUS_ADDRESS="unix:path=/nonexistent")
        self.assertTrue(any(sentence.startswith("tray: Nothing shows tray icons here") for sentence in levels["note"]), levels)
        _, levels = self.doctor(DISPLAY=":none", QT_QPA_PLATFORM="xcb")
        self.assertTrue(any("cannot open a window on this screen" in sentence for sentence in levels["note"]), levels)


if __name__ == "__main__":
    main()
