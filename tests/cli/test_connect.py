"""`jobdeck connect` in a home folder of its own. Stand-ins for the agents' programs note how they were called; what the
real ones do with that was tried by hand (core/connect/agentclients.cpp)."""

import json
import os

from home import JOBDECK, CliTest, main

ENTRY = {"command": JOBDECK, "args": ["mcp"]}


class Connect(CliTest):
    def setUp(self):
        self.person = self.home.path + "/" + self.id().rsplit(".", 1)[1]
        os.makedirs(self.person + "/programs")
        for name in list(self.home.environment):
            if name.startswith(("XDG_", "CLAUDE", "CODEX", "COPILOT", "GEMINI")):
                del self.home.environment[name]
        self.home.environment.update(HOME=self.person, PATH=f"{self.person}/programs:/usr/bin:/bin")

    def write(self, name, text, mode=0o600):
        path = f"{self.person}/{name}"
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        os.chmod(path, mode)

    def read(self, name):
        with open(f"{self.person}/{name}", encoding="utf-8") as file:
            return file.read()

    def program(self, name, script=""):
        self.write(f"programs/{name}", f'#!/bin/sh\n{{ printf %s "${{0##*/}}"; printf "|%s" "$@"; echo; }} >>"$HOME/calls"\n{script}\n', 0o700)

    def states(self):
        return {agent["id"]: agent["state"] for agent in self.json("connect", "--list")["agents"]}

    def test_list(self):
        self.assertEqual(set(self.states().values()), {"not found"})
        self.program("claude")
        self.write(".cursor/mcp.json", json.dumps({"mcpServers": {"jobdeck": {"command": "/old", "args": ["mcp"]}}}))
        self.write(".gemini/settings.json", "{")
        self.write(".config/opencode/opencode.json", json.dumps({"mcp": {"jobdeck": {"type": "local", "command": [JOBDECK, "mcp"]}}}))
        states = self.states()
        expected = {"claude-code": "not connected", "cursor": "path outdated", "gemini": "unreadable", "opencode": "connected", "codex": "not found"}
        self.assertEqual({agent: states[agent] for agent in expected}, expected)
        text = self.succeed("connect", "--list")
        self.assertRegex(text, r"(?m)^cursor +Cursor +path outdated +~/.cursor/mcp.json has '/old mcp'$")
        self.assertRegex(text, r"(?m)^gemini .*is not valid")

    def test_file_of_an_agent(self):
        before = '{\n    // mine\n    "mcpServers": {\n        "other": {"command": "x"}\n    }\n}\n'
        self.write(".cursor/mcp.json", before)
        dry = self.succeed("connect", "--dry-run", "cursor")
        self.assertIn("This changes ~/.cursor/mcp.json:", dry)
        self.assertRegex(dry, r'(?m)^\+ +"jobdeck": \{')
        self.assertEqual(self.read(".cursor/mcp.json"), before)
        done = self.succeed("connect", "cursor")
        self.assertIn(dry.rstrip(), done)
        self.assertIn("Cursor is connected", done)
        self.assertIn("// mine", self.read(".cursor/mcp.json"))
        self.assertIn(JOBDECK, self.read(".cursor/mcp.json"))
        self.assertEqual(self.states()["cursor"], "connected")
        self.assertEqual([name for name in os.listdir(self.person + "/.cursor") if ".bak-" in name].__len__(), 1)
        self.assertIn("connected already", self.succeed("connect", "Cursor"))
        removed = self.succeed("connect", "--remove", "cursor")
        self.assertRegex(removed, r'(?m)^- +"jobdeck": \{')
        self.assertNotIn("jobdeck", self.read(".cursor/mcp.json"))
        self.assertIn("is not connected", self.succeed("connect", "--remove", "cursor"))

    def test_outdated_path(self):
        self.write(".cursor/mcp.json", json.dumps({"mcpServers": {"jobdeck": {"command": "/old", "args": ["mcp"], "env": {"A": "b"}}}}))
        self.succeed("connect", "cursor")
        self.assertEqual(json.loads(self.read(".cursor/mcp.json"))["mcpServers"]["jobdeck"], {**ENTRY, "env": {"A": "b"}})

    def test_program_of_an_agent(self):
        answer = json.dumps({"mcpServers": {"jobdeck": {"type": "stdio", **ENTRY}}})
        self.program("claude", f"printf %s '{answer}' >\"$HOME/.claude.json\"")
        text = self.succeed("connect", "claude")  # also by the program's name
        self.assertIn(f"This runs:\n{self.person}/programs/claude mcp add --scope user jobdeck -- {JOBDECK} mcp\n", text)
        self.assertIn("Claude Code is connected", text)
        self.assertEqual(self.read("calls"), f"claude|mcp|add|--scope|user|jobdeck|--|{JOBDECK}|mcp\n")
        self.program("claude", 'echo "{}" >"$HOME/.claude.json"')
        result = self.json("connect", "--remove", "claude-code")
        self.assertEqual((result["agent"], result["state"]), ("claude-code", "not connected"))
        self.assertTrue(self.read("calls").endswith("claude|mcp|remove|jobdeck|-s|user\n"))

    def test_program_that_fails_or_does_nothing(self):
        self.program("codex", "echo 'no such thing' >&2; exit 3")
        code, _, err = self.run_cli("connect", "codex")
        self.assertEqual(code, 1)
        self.assertIn("failed with exit code 3", err)
        self.assertIn("no such thing", err)
        self.program("codex")
        code, out, err = self.run_cli("connect", "codex")
        self.assertEqual(code, 1)
        self.assertIn("is not in ~/.codex/config.toml", err)
        self.assertIn("[mcp_servers.jobdeck]", out)

    def test_refusals_say_what_to_do(self):
        self.write(".claude.json", "{}")
        self.write(".gemini/settings.json", "{")
        for words, part, printed in (
            (("emacs",), "those there are: claude-code, codex", '"mcpServers"'),
            (("vscode",), "VS Code was not found here", '"servers"'),
            (("claude-code",), 'The program "claude" of Claude Code was not found', '"mcpServers"'),
            (("gemini",), "is not valid", ""),
        ):
            code, out, err = self.run_cli("connect", *words)
            self.assertEqual(code, 1, words)
            self.assertIn(part, err)
            self.assertIn(printed, out)
        self.assertEqual(self.read(".gemini/settings.json"), "{")
        for words in ((), ("--list", "cursor"), ("--list", "--remove"), ("a", "b")):
            self.assertEqual(self.run_cli("connect", *words)[0], 64, words)

    def test_no_service_is_needed(self):
        self.assertEqual(self.run_cli("connect", "--list", env={"JOBDECK_HOME": "relative", "MCP_BG_MAX_JOBS": "x"})[0], 0)
        self.assertEqual(self.home.service_pid(), 0)


if __name__ == "__main__":
    main()
