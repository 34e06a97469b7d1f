"""The sample pages of this folder: their text, the role of every line, and the fields they must give."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent / "pages"


@dataclass(frozen=True)
class Page:
    """A page written for these tests; ``fields`` stand in its file as ``@name value``."""

    name: str
    text: str
    roles: tuple[str, ...]
    fields: dict[str, str]


def load(path: Path) -> Page:
    """Read a page: lines are a role, a tab and the text; blank lines stay."""
    fields, roles, lines = {}, [], []
    for line in path.read_text("utf-8").rstrip("\n").split("\n"):
        if line.startswith("@"):
            name, _, value = line[1:].partition(" ")
            fields[name] = value
        else:
            role, _, text = line.partition("\t")
            roles += [role] if text else []
            lines.append(text)
    return Page(path.stem, "\n".join(lines), tuple(roles), fields)


PAGES = tuple(map(load, sorted(FOLDER.glob("*.txt"))))
