"""The console blocks of a document: each command with the answer that it shows, `…` for what is left out."""

import re
from dataclasses import dataclass
from pathlib import Path

_BLOCK = re.compile(r"^```console\n(.*?)^```$", re.DOTALL | re.MULTILINE)
_IDENTIFIER = re.compile(r"\b01[0-9A-HJKMNP-TV-Z]{24}\b")


@dataclass(frozen=True)
class Command:
    """What is typed, and the answer as it is shown."""

    line: str
    shown: str


def commands(document: Path) -> list[Command]:
    """The commands of a document in order."""
    found = []
    for block in _BLOCK.findall(document.read_text(encoding="utf-8")):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            line, _, shown = part.partition("\n")
            found.append(Command(line, shown))
    return found


class Session:
    """Commands that follow one another: an audit's id in a document stands for the one that was really answered."""

    def __init__(self) -> None:
        self._real: dict[str, str] = {}

    def typed(self, line: str) -> str:
        """The command with the real ids in it."""
        return _IDENTIFIER.sub(lambda found: self._real.get(found[0], found[0]), line)

    def is_shown(self, answer: str, shown: str) -> bool:
        """Whether the answer is what the document shows; ids that are new are kept."""
        names: list[str] = []
        match = re.fullmatch(self._pattern(shown, names), answer.replace("\r\n", "\n").strip("\n"))
        if match:
            self._real |= {name: match[f"id{index}"] for index, name in enumerate(names)}
        return bool(match)

    def _pattern(self, shown: str, names: list[str]) -> str:
        """What the answer must be like: `…` alone on its line stands for any lines, elsewhere for a part of one."""
        lines = shown.strip("\n").split("\n")
        pattern = "\n".join(
            r"[\s\S]*?" if line.strip() == "…" else re.escape(line).replace("…", ".*?") for line in lines
        )
        return _IDENTIFIER.sub(lambda found: self._known(found[0], names), pattern)

    def _known(self, name: str, names: list[str]) -> str:
        if name in self._real:
            return self._real[name]
        if name in names:
            return f"(?P=id{names.index(name)})"
        names.append(name)
        return f"(?P<id{len(names) - 1}>[0-9A-Z]{{26}})"
