"""A profile: an office's own view of the catalogue, by which findings weigh more or less or are let pass with a reason."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any

from service.reports.finding import Severity
from service.reports.report import Location, Thresholds


class WrongProfile(ValueError):
    """The profile can't be used; the text says which entry is wrong."""


@dataclass(frozen=True, slots=True)
class Suppression:
    """Findings that stay visible and no longer count, with the reason. Every place that is given must agree."""

    rule: str
    reason: str
    section: int | None = None
    table: str | None = None
    row: str | None = None
    column: str | None = None
    quote: str | None = None

    def covers(self, rule: str, at: Location) -> bool:
        """Whether a finding of that rule at that place is let pass; a quote is covered by any part of it."""
        places = ((self.section, at.section), (self.table, at.table), (self.row, at.row), (self.column, at.column))
        agree = all(wanted is None or wanted == stands for wanted, stands in places)
        return rule == self.rule and agree and (self.quote is None or self.quote in (at.quote or ""))


@dataclass(frozen=True, slots=True)
class Profile:
    """What a profile file says. `name` is in each result that it was applied to."""

    name: str = ""
    severities: Mapping[str, Severity] = field(default_factory=dict)
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    thresholds: Thresholds = field(default_factory=Thresholds)
    suppressions: tuple[Suppression, ...] = ()

    @classmethod
    def parse(cls, name: str, text: str, rules: Mapping[str, object]) -> "Profile":
        """Read a profile in TOML; `rules` are the ids there are. Raises WrongProfile."""
        try:
            said = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            raise WrongProfile(f"no TOML: {error}") from None
        _known(said, {"severity", "select", "ignore", "thresholds", "suppress"}, "profile")
        return cls(
            name,
            {_rule(id, rules): _severity(id, value) for id, value in _table(said, "severity").items()},
            _ids(said, "select", rules),
            _ids(said, "ignore", rules),
            _thresholds(_table(said, "thresholds")),
            tuple(_suppression(entry, rules) for entry in _list(said, "suppress")),
        )


def _known(said: Mapping[str, Any], names: set[str], where: str) -> None:
    unknown = sorted(set(said) - names)
    if unknown:
        raise WrongProfile(f"{where}: unknown {', '.join(unknown)}; known are {', '.join(sorted(names))}")


def _table(said: Mapping[str, Any], name: str) -> dict[str, Any]:
    value = said.get(name, {})
    if not isinstance(value, dict):
        raise WrongProfile(f"{name} must be a table")
    return value


def _list(said: Mapping[str, Any], name: str) -> list[Any]:
    value = said.get(name, [])
    if not isinstance(value, list):
        raise WrongProfile(f"{name} must be a list")
    return value


def _rule(id: Any, rules: Mapping[str, object]) -> str:
    if not isinstance(id, str) or id not in rules:
        raise WrongProfile(f"there is no rule {id}")
    return id


def _ids(said: Mapping[str, Any], name: str, rules: Mapping[str, object]) -> tuple[str, ...]:
    for prefix in (chosen := _list(said, name)):
        if not isinstance(prefix, str) or not prefix or not any(id.startswith(prefix) for id in rules):
            raise WrongProfile(f"{name}: no rule begins with {prefix!r}")
    return tuple(chosen)


def _severity(id: str, value: Any) -> Severity:
    try:
        return Severity(value)
    except ValueError:
        raise WrongProfile(f"severity of {id} must be one of {', '.join(Severity)}") from None


def _thresholds(said: dict[str, Any]) -> Thresholds:
    _known(said, {each.name for each in fields(Thresholds)}, "thresholds")
    for name, value in said.items():
        if isinstance(value, bool) or not isinstance(value, int | float) or not value >= 0:
            raise WrongProfile(f"thresholds: {name} must be a number from 0")
    return Thresholds(**said)


def _suppression(entry: Any, rules: Mapping[str, object]) -> Suppression:
    if not isinstance(entry, dict) or not entry.get("reason") or not entry.get("rule"):
        raise WrongProfile("each suppress entry needs a rule and a reason")
    _known(entry, {each.name for each in fields(Suppression)}, "suppress")
    for name, value in entry.items():
        if type(value) is not (int if name == "section" else str):
            raise WrongProfile(f"suppress: {name} must be a {'number' if name == 'section' else 'text'}")
    return Suppression(**{**entry, "rule": _rule(entry["rule"], rules)})
