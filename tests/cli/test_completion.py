"""The completions of the shells, in the shells: commands, options, jobs as they are now, agents."""

import json
import os
import shutil
import subprocess
from pathlib import Path

from home import BIN, CliTest, main, wait_until

FOLDER = Path(__file__).resolve().parents[2] / "packaging" / "completions"


class Completion(CliTest):
    def shell(self, *words):
        environment = {**self.home.environment, "PATH": f"{BIN}:/usr/bin:/bin"}
        ran = subprocess.run(words, env=environment, cwd=self.home.path, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=60)
        self.assertEqual((ran.returncode, ran.stderr), (0, ""), words)
        return ran.stdout.splitlines()

    def bash(self, *words):
        """What bash would offer for the last of the words."""
        script = ('source "$0"; complete -p jobdeck >/dev/null; COMP_WORDS=(jobdeck "$@"); COMP_CWORD=$#; _jobdeck;'
                  ' [[ ${#COMPREPLY[@]} == 0 ]] || printf "%s\\n" "${COMPREPLY[@]}"')
        return self.shell("bash", "-c", script, str(FOLDER / "jobdeck.bash"), *words)

    def table(self):
        return json.loads(self.succeed("--list-commands"))["commands"]

    def test_bash_commands_and_options(self):
        names = [command["name"] for command in self.table()]
        self.assertEqual(self.bash(""), names)
        self.assertEqual(self.bash("help", ""), names)
        self.assertEqual(self.bash("re"), [name for name in names if name.startswith("re")])
        self.assertEqual(self.bash("-"), ["--help", "--version"])
        for command in self.table():
            options = ["--" + option["name"] for option in command["options"]] + ["--help"]
            self.assertEqual(self.bash(command["name"], "-"), options, command["name"])
        self.assertEqual(self.bash("xyzzy", ""), [])

    def test_bash_values(self):
        self.assertEqual(self.bash("kill", "--signal", ""), ["TERM", "INT", "HUP", "QUIT", "KILL"])
        self.assertEqual(self.bash("kill", "-s", "K"), ["KILL"])
        self.assertEqual(self.bash("wait", "--for", "po"), ["port"])
        self.assertEqual(self.bash("service", ""), ["start", "stop", "status"])
        self.assertEqual(self.bash("service", "status", ""), [])
        self.assertIn("claude-code", self.bash("connect", ""))
        self.assertEqual(self.bash("connect", "--remove", "curs"), ["cursor"])
        self.assertIn("bash", self.bash("run", "bas"))
        self.assertIn("bash", self.bash("run", "--name", "x", "--", "bas"))
        os.makedirs(self.home.path + "/folder", exist_ok=True)
        with open(self.home.path + "/folder.txt", "w", encoding="utf-8"):
            pass
        self.assertEqual(self.bash("run", "--cwd", "fold"), ["folder"])
        self.assertEqual(sorted(self.bash("run", "cat", "fold")), ["folder", "folder.txt"])

    def test_bash_jobs(self):
        running = self.detached("--name", "a dev server", "sleep 1000")
        ended = self.detached("true")
        self.succeed("wait", ended)
        # It gives up rather than hold up the person's shell, which a machine under load may make it do.
        all_jobs = sorted([running, "a\\ dev\\ server", ended])
        wait_until(lambda: sorted(self.bash("status", "")) == all_jobs, "bash is told all jobs")
        self.assertEqual(self.bash("status", running[:7]), [running])
        self.assertEqual(sorted(self.bash("kill", "")), sorted([running, "a\\ dev\\ server"]))
        self.assertEqual(self.bash("forget", ""), [ended])
        self.assertIn(running, self.bash("run", "--after", ""))
        self.assertEqual(self.bash("send", running, "tex"), [])
        self.succeed("kill", running)
        self.succeed("forget", "--all")

    def test_no_service_is_started(self):
        self.home.end_service()
        self.assertEqual(self.bash("status", ""), [])
        self.assertEqual(self.home.service_pid(), 0)

    def test_nothing_is_said_where_everything_is_wrong(self):
        environment = {"JOBDECK_HOME": "relative", "MCP_BG_MAX_JOBS": "many"}
        self.assertEqual(self.run_cli("__complete", "status", "", env=environment), (0, "", ""))
        self.assertIn("run\t", self.run_cli("__complete", env=environment)[1])

    def test_fish(self):
        if not shutil.which("fish"):
            self.skipTest("fish is not installed")
        script = 'source $argv[1]; complete -C $argv[2]'

        def fish(text):
            return [line.split("\t")[0] for line in self.shell("fish", "--no-config", "-c", script, str(FOLDER / "jobdeck.fish"), text)]

        self.assertEqual(sorted(fish("jobdeck ")), sorted(command["name"] for command in self.table()))
        self.assertIn("--follow", fish("jobdeck tail --f"))
        self.assertEqual(fish("jobdeck connect curs"), ["cursor"])

    def test_zsh(self):
        if not shutil.which("zsh"):
            self.skipTest("zsh is not installed")
        script = 'fpath=($1 $fpath); autoload -Uz compinit; compinit -D -u; print -r -- $_comps[jobdeck]; autoload +X _jobdeck && print loaded'
        self.assertEqual(self.shell("zsh", "-f", "-c", script, "zsh", str(FOLDER)), ["_jobdeck", "loaded"])
        # What it does, with _describe and its kin replaced by what prints what they are given.
        script = ('_describe() { print -rl -- "${(@P)4}" }; _files() { print files }; _command_names() { print programs };'
                  ' words=(jobdeck "${@:2}"); CURRENT=$#words; source $1')
        lines = self.shell("zsh", "-f", "-c", script, "zsh", str(FOLDER / "_jobdeck"), "")
        self.assertEqual([line.split(":")[0] for line in lines], [command["name"] for command in self.table()])
        self.assertEqual(self.shell("zsh", "-f", "-c", script, "zsh", str(FOLDER / "_jobdeck"), "run", "x"), ["programs"])


if __name__ == "__main__":
    main()
