"""Help, the table of commands, and command lines that mean nothing."""

import json
import os

from home import CliTest, main


class Help(CliTest):
    def tearDown(self):
        self.assertEqual(self.home.service_pid(), 0, "nothing here needs a service")

    def commands(self):
        return json.loads(self.succeed("--list-commands"))["commands"]

    def test_general_help_fits_a_screen(self):
        text = self.succeed("--help")
        lines = text.splitlines()
        self.assertLessEqual(len(lines), 24)
        self.assertLessEqual(max(map(len, lines)), 80)
        for command in self.commands():
            self.assertTrue(any(line.split()[:1] == [command["name"]] for line in lines), command["name"])
        self.assertEqual(self.succeed("help"), text)
        self.assertEqual(self.succeed("-h"), text)

    def test_help_of_each_command(self):
        for command in self.commands():
            text = self.succeed(command["name"], "--help")
            self.assertEqual(self.succeed("help", command["name"]), text)
            lines = text.splitlines()
            self.assertTrue(lines[0].startswith(f"Usage: jobdeck {command['name']}"), lines[0])
            self.assertLessEqual(len(lines), 24, command["name"])
            self.assertLessEqual(max(map(len, lines)), 84, command["name"])
            for option in command["options"]:
                self.assertIn("--" + option["name"], text)
                self.assertTrue(option["help"])

    def test_table_is_sound(self):
        for command in self.commands():
            names = [option["name"] for option in command["options"]] + ["help"]
            letters = [option["letter"] for option in command["options"] if option["letter"]] + ["h"]
            self.assertEqual(len(set(names)), len(names), command["name"])
            self.assertEqual(len(set(letters)), len(letters), command["name"])

    def test_unknown_words(self):
        for words, part in ((("lst",), "did you mean 'list'"), (("--nonsense",), "--nonsense"), (("xyzzy",), "xyzzy")):
            code, out, err = self.run_cli(*words)
            self.assertEqual((code, out), (64, ""))
            self.assertIn(part, err)
            self.assertIn("jobdeck --help", err)
        code, _, err = self.run_cli("list", "--wach")
        self.assertEqual(code, 64)
        self.assertIn("jobdeck list --help", err)
        for words in (("mcp", "extra"), ("gui", "extra"), ("mcp", "--nonsense")):
            self.assertEqual(self.run_cli(*words)[0], 64, words)

    def test_version(self):
        self.assertRegex(self.succeed("--version"), r"^jobdeck \d+\.\d+\.\d+ \(Qt 6\.")

    def test_control_characters_in_errors(self):
        _, _, err = self.run_cli("\033]0;title\007")
        self.assertNotIn("\033", err)

    def test_full_disk(self):
        if not os.path.exists("/dev/full"):
            self.skipTest("there is no /dev/full")
        with open("/dev/full", "wb") as full:
            code, _, err = self.run_bytes("--help", stdout=full)
        self.assertEqual(code, 1)
        self.assertIn(b"cannot be written", err)


if __name__ == "__main__":
    main()
