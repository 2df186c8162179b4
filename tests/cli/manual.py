"""The manual's sources, packaging/man/*.scd, taken apart as far as tests compare them with the programs."""

import re
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[2] / "packaging" / "man"


def source(page):
    return (FOLDER / f"{page}.scd").read_text(encoding="utf-8")


def section(page, title):
    """The text below "# TITLE", up to the next one."""
    found = re.search(rf"^# {title}\n(.*?)(?=^# |\Z)", source(page), re.DOTALL | re.MULTILINE)
    assert found, f"{page} has no section {title}"
    return found[1]


def subsections(text):
    """By the first word of their headings: (heading, text)."""
    parts = re.split(r"^## (.*)\n", text, flags=re.MULTILINE)
    return {heading.split()[0]: (heading, body) for heading, body in zip(parts[1::2], parts[2::2])}


def entries(text):
    """What stands at the margin and begins in bold, with its indented text: [(head, body)]."""
    return re.findall(r"^(\*.*)\n((?:\t.*\n?|\n(?=\t))+)", text, re.MULTILINE)


def plain(text):
    return re.sub(r"[*_\\]|\n\t?", lambda m: " " if m[0].startswith("\n") else "", text).strip()


def options(text):
    """{name: (letter, argument)} of the entries that are options."""
    found = {}
    for head, _ in entries(text):
        match = re.fullmatch(r"(?:\*-(\w)\*, )?\*--([a-z-]+)\*(?: _(.+)_)?", head)
        if match:
            found[match[2]] = (match[1] or "", match[3] or "")
    return found


def literal_blocks(text):
    """As they are shown: scdoc takes one backslash of two away."""
    return [re.sub(r"\\(.)", r"\1", block, flags=re.DOTALL) for block in re.findall(r"^```\n(.*?)^```$", text, re.DOTALL | re.MULTILINE)]
