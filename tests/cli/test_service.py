"""What happens around the service: none there, another version, foreign answers, wrong settings."""

import json
import os
import signal
import socket
import threading

from home import CliTest, main, wait_until


class Service(CliTest):
    def test_is_started_and_found_again(self):
        self.home.end_service()
        job = self.detached("sleep 100")
        first = self.home.service_pid()
        self.assertTrue(first)
        self.home.end_service(signal.SIGKILL)
        self.assertEqual(self.status(job)["status"], "running")
        self.assertNotEqual(self.home.service_pid(), first)
        self.succeed("kill", job)

    def test_waiting_survives_the_service(self):
        job = self.detached("sleep 2; exit 4")
        process = self.start("wait", job)
        wait_until(lambda: self.home.service_pid(), "the service")
        self.home.end_service(signal.SIGKILL)
        out, _ = process.communicate()
        self.assertEqual((process.returncode, out.split()[0].decode()), (4, job))

    def test_wrong_variables(self):
        code, out, err = self.run_cli("list", env={"MCP_BG_MAX_JOBS": "many"})
        self.assertEqual((code, out), (78, ""))
        self.assertIn("MCP_BG_MAX_JOBS", err)
        code, _, err = self.run_cli("list", env={"JOBDECK_HOME": "relative"})
        self.assertEqual(code, 69)
        self.assertIn("JOBDECK_HOME", err)

    def test_settings_that_no_service_takes(self):
        self.home.end_service()
        os.makedirs(self.home.path + "/config", exist_ok=True)
        path = self.home.path + "/config/jobdeck.ini"
        with open(path, "w") as file:
            file.write("max_jobs=many\n")
        self.addCleanup(os.remove, path)
        code, out, err = self.run_cli("list")
        self.assertEqual((code, out), (69, ""))
        self.assertIn("jobdeckd", err)


class ForeignService(CliTest):
    """A socket that answers as a service of another version would."""

    def answer_with(self, answers):
        """Each answer is made from the request; None: the connection is closed."""
        os.makedirs(self.home.path + "/runtime/keepers", exist_ok=True)
        for folder in (self.home.path, self.home.path + "/runtime", self.home.path + "/runtime/keepers"):
            os.chmod(folder, 0o700)
        path = self.home.path + "/runtime/service.sock"
        if os.path.exists(path):
            os.remove(path)
        server = socket.socket(socket.AF_UNIX)
        server.bind(path)
        server.listen()
        self.addCleanup(server.close)

        def serve():
            connection, _ = server.accept()
            with connection, connection.makefile("rw") as stream:
                for line in stream:
                    request = json.loads(line)
                    if "id" not in request:
                        continue
                    reply = answers(request)
                    if reply is None:
                        return
                    stream.write(json.dumps({"jsonrpc": "2.0", "id": request["id"], **reply}) + "\n")
                    stream.flush()

        threading.Thread(target=serve, daemon=True).start()

    def test_older_service_is_named(self):
        self.answer_with(lambda _: {"error": {"code": -32601, "message": "There is no method."}})
        code, out, err = self.run_cli("status", "x")
        self.assertEqual((code, out), (1, ""))
        self.assertIn("another version", err)
        self.assertIn("jobdeck service stop", err)

    def test_error_of_another_version(self):
        meta = {"io.modelcontextprotocol/serverInfo": {"name": "jobdeck", "version": "0.0.9"}}
        result = {"content": [{"type": "text", "text": 'The argument "limit" is odd.'}], "isError": True, "_meta": meta}
        self.answer_with(lambda _: {"result": result})
        code, _, err = self.run_cli("list")
        self.assertEqual(code, 1)
        self.assertIn('"limit" is odd', err)
        self.assertIn("0.0.9", err)

    def test_other_version_that_can_answer(self):
        meta = {"io.modelcontextprotocol/serverInfo": {"name": "jobdeck", "version": "9.9.9"}}
        fields = {"jobs": [{"job_id": "aaaaaaaa", "status": "hibernating", "command": "x"}], "total": 1, "news": {}}
        self.answer_with(lambda _: {"result": {"content": [], "structuredContent": fields, "_meta": meta}})
        self.assertRegex(self.succeed("list"), "aaaaaaaa  hibernating")

    def test_refusal(self):
        def refuse(_):
            return {"method": "jobdeck/refused", "params": {"reason": "The service is full."}}

        self.answer_with(refuse)
        self.assertEqual(self.run_cli("list")[0::2], (75, "jobdeck list: The service is full.\n"))


if __name__ == "__main__":
    main()
