"""The sentences as templates, by topic: `sentences/<file>.txt` with a heading `[topic]` over its lines."""

import re
from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).parent / "sentences"


@cache
def sentences(file: str) -> dict[str, tuple[str, ...]]:
    """The templates of a file by topic."""
    parts = re.split(r"^\[(\w+)\]\n", (_FOLDER / f"{file}.txt").read_text("utf-8"), flags=re.MULTILINE)
    return {
        topic: tuple(line for line in lines.splitlines() if line)
        for topic, lines in zip(parts[1::2], parts[2::2], strict=True)
    }
