"""What people do from a shell: a dev server, a build that is looked at, a REPL fed line by line."""

import subprocess

from home import BIN, PATIENCE, CliTest, main


class Examples(CliTest):
    def shell(self, script):
        environment = {**self.home.environment, "PATH": BIN + ":" + self.home.environment["PATH"]}
        process = subprocess.run(["bash", "-euo", "pipefail", "-c", script], env=environment, stdin=subprocess.DEVNULL,
                                 capture_output=True, text=True, timeout=2 * PATIENCE)
        self.assertEqual((process.returncode, process.stderr), (0, ""))
        return process.stdout

    def test_dev_server(self):
        out = self.shell("""
            cd "$JOBDECK_HOME"
            echo it works > page
            jobdeck run --detach --name web -- python3 -u -m http.server --bind 127.0.0.1 0 >/dev/null
            jobdeck wait --for port --timeout 60 web
            port=$(jobdeck status --json web | python3 -c 'import json, sys; print(json.load(sys.stdin)["ports"][0])')
            python3 -c 'import sys, urllib.request; print(urllib.request.urlopen(sys.argv[1]).read().decode())' "http://127.0.0.1:$port/page"
            jobdeck wait --pattern 'GET /page' web
            jobdeck tail --stream stderr --lines 1 web 2>&1 | grep -o 'GET /page'
            jobdeck kill web
        """)
        for part in ("listens on port", "it works", '"GET /page HTTP/1.1" 200', "killed"):
            self.assertIn(part, out)

    def test_build_loop(self):
        out = self.shell("""
            build=$(jobdeck run --detach 'for i in 1 2 3 4 5; do echo "step $i of 5"; sleep 0.3; done; echo built')
            until jobdeck wait --timeout 0.4 "$build" >/dev/null; do
                jobdeck tail --lines 1 "$build"
            done
            jobdeck output "$build"
        """)
        self.assertRegex(out, r"^(step \d of 5\n)+")
        self.assertTrue(out.endswith("".join(f"step {i} of 5\n" for i in range(1, 6)) + "built\n"), out)

    def test_repl(self):
        out = self.shell("""
            jobdeck run --detach --pty --name repl -- python3 -q >/dev/null
            jobdeck wait --for input repl
            for line in 'a = 20' 'a + 22' '"".join(["x"] * 4)'; do
                jobdeck send repl "$line"
            done
            jobdeck send repl 'exit(0)'
            jobdeck wait repl
        """)
        for part in ("waits for input", "42", "'xxxx'", "completed"):
            self.assertIn(part, out)

    def test_in_a_pipeline(self):
        self.assertEqual(self.shell("seq 1000 | jobdeck run -- sort -rn | head -n 2 | jobdeck run 'tr 0-9 a-j'"), "baaa\njjj\n")


if __name__ == "__main__":
    main()
