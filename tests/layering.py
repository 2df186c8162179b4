#!/usr/bin/env python3
"""layering.py ROOT: fails when a source file includes what its folder may not know.

First proves itself on planted files: a rule that cannot fail is none.
"""

import re
import sys
import tempfile
from pathlib import Path

# What the files of a folder may include; the longest folder that fits decides.
MAY_INCLUDE = {
    "core/keeper": ["core/keeper"],
    "core": ["core"],
    "mcp": ["mcp", "core"],
    "ui": ["ui", "core"],
    "app": ["app", "ui", "mcp", "core"],
    "app/cli": ["app/cli", "mcp", "core"],
    "tests": ["tests", "ui", "mcp", "core"],
    "tests/cli": ["tests", "app/cli", "mcp", "core"],
}
SOURCES = {".h", ".cpp"}
INCLUDE = re.compile(r'^\s*#\s*include\s*(?:"([^"]+)"|<([^>]+)>)', re.MULTILINE)

# Path, what it includes, and whether that is allowed.
PLANTED = [
    ("core/job.cpp", '"core/keeper/protocol.h"', True),
    ("core/job.cpp", '"mcp/tool.h"', False),
    ("core/job.h", '"ui/window.h"', False),
    ("core/keeper/main.cpp", '"core/keeper/protocol.h"', True),
    ("core/keeper/main.cpp", "<unistd.h>", True),
    ("core/keeper/main.cpp", '"core/result.h"', False),
    ("core/keeper/main.cpp", "<QString>", False),
    ("mcp/tools/kill.cpp", '"core/job.h"', True),
    ("mcp/tools/kill.cpp", '"ui/window.h"', False),
    ("mcp/tools/kill.cpp", '"../tool.h"', False),
    ("ui/window.cpp", '"mcp/tool.h"', False),
    ("ui/window.cpp", '"app/main.h"', False),
    ("ui/window.cpp", "<QWidget>", True),
    ("ui/window.cpp", "<QtWidgets/QWidget>", False),
    ("app/jobdeck.cpp", '"mcp/bridge.h"', True),
    ("app/cli/list.cpp", '"app/cli/command.h"', True),
    ("app/cli/list.cpp", '"app/desktop.h"', False),
    ("app/cli/list.cpp", '"ui/window.h"', False),
    ("tests/cli/tst_x.cpp", '"app/cli/command.h"', True),
    ("tests/unit/tst_x.cpp", '"app/cli/command.h"', False),
    ("tests/unit/tst_job.cpp", '"tst_job.moc"', True),
    ("tests/unit/tst_job.cpp", '"app/main.h"', False),
]


def within(path, folder):
    return path.startswith(folder + "/")


def objection(path, quoted, angled):
    """Why the file at `path` may not have this include; None if it may."""
    folder = max((f for f in MAY_INCLUDE if within(path, f)), key=len)
    if angled:
        if re.match(r"Qt[A-Z]\w*/", angled):
            return "names a Qt module: that compiles where the module is not linked"
        if folder == "core/keeper" and re.match(r"Q[A-Zt]", angled):
            return "the keeper is plain C++ without Qt"
    elif ".." in Path(quoted).parts:
        return "includes are written from the root of the project"
    elif "/" in quoted and not any(within(quoted, allowed) for allowed in MAY_INCLUDE[folder]):
        return f"{folder} may include only {', '.join(MAY_INCLUDE[folder])}"
    return None


def sources(root):
    return sorted({f for folder in MAY_INCLUDE for f in (root / folder).rglob("*") if f.suffix in SOURCES})


def violations(root):
    for file in sources(root):
        path = file.relative_to(root).as_posix()
        for match in INCLUDE.finditer(file.read_text(encoding="utf-8")):
            why = objection(path, *match.groups())
            if why:
                yield path, match[0].strip(), why


def prove():
    for path, include, allowed in PLANTED:
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder, path)
            file.parent.mkdir(parents=True)
            file.write_text(f"#pragma once\n#include {include}\n", encoding="utf-8")
            if bool(list(violations(Path(folder)))) == allowed:
                sys.exit(f"layering.py is broken: it {'forbids' if allowed else 'allows'} {include} in {path}")


def main():
    prove()
    root = Path(sys.argv[1])
    if not sources(root):
        sys.exit(f"There are no sources under {root.resolve()}.")
    found = list(violations(root))
    for path, include, why in found:
        print(f"{path}: {include}: {why}")
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
