"""What the command line needs of the service, asked for as an agent does: exact bytes, waiting for output, who is who."""

import base64
import json
import subprocess

from home import CliTest, main

META = {"io.modelcontextprotocol/protocolVersion": "2026-07-28", "io.modelcontextprotocol/clientCapabilities": {},
        "io.modelcontextprotocol/clientInfo": {"name": "an-agent", "version": "1"}}


class Protocol(CliTest):
    def setUp(self):
        self.agent = self.start("mcp", stdin=subprocess.PIPE)
        self.last_id = 0

    def request(self, method, **params):
        self.last_id += 1
        message = {"jsonrpc": "2.0", "id": self.last_id, "method": method, "params": {"_meta": META, **params}}
        self.agent.stdin.write(json.dumps(message).encode() + b"\n")
        self.agent.stdin.flush()
        return json.loads(self.agent.stdout.readline())

    def call(self, tool, **arguments):
        return self.request("tools/call", name=tool, arguments=arguments)["result"]["structuredContent"]

    def test_private_methods_are_for_people(self):
        job = self.call("execute", command="true")["job_id"]
        self.call("wait", job_id=job)
        for method in ("resolve", "forget", "input", "resize", "watch"):
            error = self.request("jobdeck/" + method, job_id=job, names=[job])["error"]
            self.assertEqual(error["code"], -32601, method)
        self.assertEqual(self.status(job)["status"], "completed")

    def test_agents_name_jobs_exactly(self):
        job = self.call("execute", command="sleep 100", name="named")["job_id"]
        for name in (job[:7], "named"):
            self.assertTrue(self.request("tools/call", name="status", arguments={"job_id": name})["result"]["isError"])
        self.call("kill", job_id=job)
        self.assertIn("by an agent", self.status(job)["reason"])

    def test_exact_bytes(self):
        job = self.call("execute", command=r"printf 'a\377\0'; sleep 0.3; printf 'err\n' >&2; sleep 0.3; printf 'z'", wait=20)["job_id"]
        read = self.call("output", job_id=job, format="base64")
        self.assertEqual(base64.b64decode(read["stdout"]), b"a\xff\0z")
        self.assertEqual(base64.b64decode(read["stderr"]), b"err\n")
        read = self.call("output", job_id=job, format="base64", stream="merged", offset=1, limit=7)
        self.assertEqual(base64.b64decode(read["output"]), b"\xff\0err\nz")
        self.assertEqual(read["pieces"], [[1, 2], [2, 4], [1, 1]])
        self.assertTrue(read["eof"])
        self.assertEqual((read["status"], read["exit_code"]), ("completed", 0))
        tail = self.call("tail", job_id=job, format="base64", stream="merged", lines=1)
        self.assertEqual(base64.b64decode(tail["output"]), b"z")

    def test_waiting_for_output(self):
        job = self.call("execute", command="read x; echo $x; read x; (sleep 0.5; echo late) & exit 3")["job_id"]
        empty = self.call("output", job_id=job, offset=0, format="base64", wait=0.1)
        self.assertEqual((empty["next_offset"], empty["eof"]), (0, False))
        self.succeed("send", "--wait", "0", job, "first")
        read = self.call("output", job_id=job, offset=0, format="base64", wait=50)
        self.assertEqual(base64.b64decode(read["stdout"]), b"first\n")
        self.succeed("send", "--wait", "0", job, "")
        text, offset, states = b"", read["next_offset"], []
        while not read["eof"]:
            read = self.call("output", job_id=job, offset=offset, format="base64", wait=50)
            text, offset = text + base64.b64decode(read["stdout"]), read["next_offset"]
            states.append(read["status"])
        self.assertEqual((text, states[0], read["exit_code"]), (b"late\n", "failed", 3))


if __name__ == "__main__":
    main()
