"""Profiles: files in a folder that the operator keeps, NAME.toml each."""

import re
from collections.abc import Mapping
from pathlib import Path

from service.audits.profile import Profile, WrongProfile

_NAME = re.compile(r"\w[\w.-]{0,63}")


def load(folder: Path, name: str, rules: Mapping[str, object]) -> Profile:
    """The profile of that name, which may name these rules. Raises WrongProfile where there is none, or none that can be used."""
    return Profile.parse(name, text(folder, name), rules)


def names(folder: Path) -> list[str]:
    """The names of all profiles, in their order; none where there is no such folder."""
    return sorted(path.stem for path in folder.glob("*.toml") if _NAME.fullmatch(path.stem))


def text(folder: Path, name: str) -> str:
    """What the file of that profile says. Raises WrongProfile where there is none."""
    if not _NAME.fullmatch(name):
        raise WrongProfile(f"{name!r} is no name of a profile")
    try:
        return (folder / f"{name}.toml").read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise WrongProfile(f"{name}: {error}") from None
