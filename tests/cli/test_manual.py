"""The man pages say what the programs do, no more and no less; their examples run; the formatter has no objections."""

import json
import os
import re
import shutil
import subprocess
import tempfile

import manual
from home import BIN, CliTest, main

PAGES = ("jobdeck.1", "jobdeck-desktop.1", "jobdeckd.8", "jobdeck.ini.5", "jobdeck-mcp.7")
# What each example of jobdeck(1) must print, in their order.
EXAMPLES = (
    (r"port +\d+|ports.*\d{2}", r"python3"),
    (r"compiling part 3", r"^built$", r"the build has ended with 0"),
    (r"\b42$",),
    (r"some output", r"it ended with 3"),
    (r"claude-code .*not found", r"cursor ", r"not on this machine"),
)


class Manual(CliTest):
    def test_commands_and_options(self):
        documented = manual.subsections(manual.section("jobdeck.1", "COMMANDS"))
        table = {command["name"]: command for command in json.loads(self.succeed("--list-commands"))["commands"]}
        self.assertEqual(list(documented), list(table))
        for name, command in table.items():
            heading, text = documented[name]
            expected = f"{name} {command['arguments']}".strip().replace("…", "...")
            self.assertEqual(heading, expected)
            options = {option["name"]: (option["letter"], option["argument"]) for option in command["options"]}
            self.assertEqual(manual.options(text), options, name)

    def test_options_of_the_other_programs(self):
        for page, program in (("jobdeckd.8", "jobdeckd"), ("jobdeck-desktop.1", "jobdeck-desktop")):
            path = os.path.join(BIN, program)
            if not os.path.exists(path):
                continue
            described = subprocess.run([path, "--help"], capture_output=True, text=True, check=True).stdout
            documented = set(manual.options(manual.section(page, "OPTIONS")))
            self.assertEqual(documented - {"help"}, set(re.findall(r"--([a-z-]+)", described)), page)

    def test_settings(self):
        documented = {}
        for head, body in manual.entries(manual.section("jobdeck.ini.5", "SETTINGS")):
            documented[re.match(r"\*([a-z_]+)\*=", head)[1]] = manual.plain(body)
        settings = json.loads(self.succeed("--list-settings"))["settings"]
        self.assertEqual(list(documented), [setting["key"] for setting in settings])
        for setting in settings:
            text = manual.source("jobdeck.ini.5")
            text = re.search(rf"^\*{setting['key']}\*=.*?\n((?:\t.*\n)+)", text, re.MULTILINE)[1]
            text = re.sub(r"\s+", " ", text)
            if setting["default"]:
                self.assertRegex(text, rf"Default: {re.escape(setting['default'])}[.,]", setting["key"])
            variable = setting["variable"]
            self.assertEqual(re.findall(r"Variable: (\w+)", text), [variable] if variable else [], setting["key"])

    def test_settings_of_the_window(self):
        source = (manual.FOLDER.parents[1] / "ui" / "settings" / "desktopsettings.cpp").read_text(encoding="utf-8")
        keys = re.findall(r'(?:stored\.value\(|seconds\(stored, )u"([a-z_]+)"', source)
        self.assertGreater(len(keys), 10)
        documented = [re.match(r"\*([a-z_]+)\*=", head)[1] for head, _ in manual.entries(manual.section("jobdeck.ini.5", "DESKTOP"))]
        self.assertEqual(sorted(documented), sorted(keys))

    def test_tools_and_parameters(self):
        lines = [
            {"id": 1, "method": "initialize", "params": {"protocolVersion": "2025-11-25", "capabilities": {}, "clientInfo": {"name": "manual", "version": "1"}}},
            {"id": 2, "method": "tools/list"},
        ]
        text = "".join(json.dumps({"jsonrpc": "2.0", **line}) + "\n" for line in lines)
        code, out, err = self.run_cli("mcp", stdin=text.encode())
        self.assertEqual((code, err), (0, ""))
        tools = {tool["name"]: tool["inputSchema"] for tool in json.loads(out.splitlines()[1])["result"]["tools"]}
        documented = manual.subsections(manual.section("jobdeck-mcp.7", "TOOLS"))
        self.assertEqual(set(documented), set(tools))
        for name, schema in tools.items():
            parameters = {}
            for head, _ in manual.entries(documented[name][1]):
                match = re.fullmatch(r"\*([a-z_]+)\* \((\w+)(, required)?\)", head)
                self.assertTrue(match, f"{name}: {head}")
                parameters[match[1]] = (match[2], bool(match[3]))
            expected = {key: (value["type"], key in schema.get("required", [])) for key, value in schema.get("properties", {}).items()}
            self.assertEqual(parameters, expected, name)

    def test_examples(self):
        blocks = manual.literal_blocks(manual.section("jobdeck.1", "EXAMPLES"))
        self.assertEqual(len(blocks), len(EXAMPLES))
        person = tempfile.mkdtemp(prefix="jobdeck-")
        self.addCleanup(shutil.rmtree, person)
        environment = {**self.home.environment, "HOME": person, "PATH": f"{BIN}:/usr/bin:/bin"}
        for block, expected in zip(blocks, EXAMPLES):
            ran = subprocess.run(["bash", "-euo", "pipefail", "-c", block], env=environment, cwd=person, stdin=subprocess.DEVNULL,
                                 stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=120)
            self.assertEqual(ran.returncode, 0, f"{block}\n{ran.stdout}")
            for pattern in expected:
                self.assertRegex(ran.stdout, re.compile(pattern, re.MULTILINE), block)

    def test_jobdeck_mcp_example(self):
        block = manual.literal_blocks(manual.section("jobdeck-mcp.7", "EXAMPLES"))[1]
        environment = {**self.home.environment, "PATH": f"{BIN}:/usr/bin:/bin"}
        ran = subprocess.run(["bash", "-euo", "pipefail", "-c", block], env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=60)
        self.assertEqual((ran.returncode, ran.stderr), (0, ""))
        self.assertIn("hello", json.loads(ran.stdout.splitlines()[1])["result"]["content"][0]["text"])

    def test_ini_examples_are_valid(self):
        os.makedirs(self.home.path + "/config", exist_ok=True)
        path = self.home.path + "/config/jobdeck.ini"
        self.addCleanup(lambda: os.path.exists(path) and os.remove(path))
        for block in manual.literal_blocks(manual.section("jobdeck.ini.5", "EXAMPLES")):
            with open(path, "w", encoding="utf-8") as file:
                file.write(block)
            findings = json.loads(self.run_cli("doctor", "--json")[1])["findings"]
            self.assertEqual([f["level"] for f in findings if f["topic"] == "settings"], ["ok"], block)

    def test_pages_are_clean(self):
        if not shutil.which("scdoc") or not shutil.which("groff"):
            self.skipTest("scdoc or groff is not installed")
        for page in PAGES:
            roff = subprocess.run(["scdoc"], input=manual.source(page), capture_output=True, text=True, check=False)
            self.assertEqual((roff.returncode, roff.stderr), (0, ""), page)
            for command in (["groff", "-man", "-t", "-Kutf8", "-Tutf8", "-ww", "-z"], ["mandoc", "-Tlint", "-Werror"]):
                if shutil.which(command[0]):
                    checked = subprocess.run(command, input=roff.stdout, capture_output=True, text=True, check=False)
                    self.assertEqual(checked.stdout + checked.stderr, "", page)

    def test_pages_name_each_other_and_files_that_are_there(self):
        for page in PAGES:
            for name, number in re.findall(r"\*([a-z.-]+)\*\((\d)\)", manual.source(page)):
                self.assertIn(f"{name}.{number}", {file.stem for file in manual.FOLDER.glob("*.scd")}, page)


if __name__ == "__main__":
    main()
