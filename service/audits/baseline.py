"""A result against an earlier one of the same body's report: what is new, what was there already, and what is gone.

A finding's id has the line and page on which it stands, and the words that stand there. A report that was mended in one place
has others on other lines, and what was mended wrongly has other figures in the same place. So what an id doesn't find again is
looked for by its rule and what else it is about, the surest first; each finding of the baseline is found again once.
"""

import json
import re
from collections import Counter, defaultdict, deque
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, replace

from service.audits.audit import JSON, Result

NEW, UNCHANGED, ABSENT = "new", "unchanged", "absent"
"""What a finding is against an earlier result of the same report."""

_FIGURE = re.compile(r"[\d〇零一二两三四五六七八九十百千万亿.．%％]+")

_Key = Callable[[JSON], Hashable | None]


@dataclass(frozen=True, slots=True)
class Successor:
    """An audit that has another one as its baseline, as it is noted beside that one. Create-once.

    It is noted before the audit is accepted, so there may be none of that id.
    """

    audit: str


def since(result: Result, baseline: Result) -> Result:
    """The result, each of its findings marked as new or unchanged, and with those that only the baseline has."""
    earlier = _found_again(result.findings, baseline.findings)
    findings = [
        {**found, "baseline_state": _state(found, before)}
        for found, before in zip(result.findings, earlier, strict=True)
    ]
    again = {id(before) for before in earlier}
    gone = [{**found, "baseline_state": ABSENT} for found in baseline.findings if id(found) not in again]
    counted = Counter(found["baseline_state"] for found in (*findings, *gone))
    return replace(
        result,
        findings=tuple(findings),
        absent=tuple(gone),
        since_baseline={state: counted[state] for state in (NEW, UNCHANGED, ABSENT)},
    )


def _state(found: JSON, before: JSON | None) -> str:
    """What is established now and was only to check before accuses anew."""
    is_new = before is None or (bool(before.get("to_check")) and not found.get("to_check"))
    return NEW if is_new else UNCHANGED


def _found_again(now: Sequence[JSON], before: Sequence[JSON]) -> list[JSON | None]:
    """For each finding the one that it was in the baseline, None where it was in none."""
    earlier: list[JSON | None] = [None] * len(now)
    left = list(before)
    for key_of in _KEYS:
        waiting: dict[Hashable, deque[JSON]] = defaultdict(deque)
        for found in left:
            if (key := key_of(found)) is not None:
                waiting[key].append(found)
        for number, found in enumerate(now):
            if earlier[number] is None and (alike := waiting.get(key_of(found))):
                earlier[number] = alike.popleft()
        again = {id(found) for found in earlier}
        left = [found for found in left if id(found) not in again]
    return earlier


def _where(found: JSON) -> tuple[Hashable, ...]:
    """The rule, and the place in the form."""
    place = found["locations"][0]
    return (found["rule"], *(place.get(name) for name in ("section", "table", "row", "column")))


def _quote(found: JSON) -> str | None:
    quote: str | None = found["locations"][0].get("quote")
    return quote


def _facts(found: JSON) -> str:
    return json.dumps(found["facts"], ensure_ascii=False, sort_keys=True)


def _by_words_and_facts(found: JSON) -> Hashable:
    return *_where(found), _quote(found), _facts(found)


def _by_words(found: JSON) -> Hashable:
    """The same words in the same place, be it that they contradict other figures now."""
    return *_where(found), _quote(found)


def _by_cell(found: JSON) -> Hashable | None:
    """The same cell, row or column of a table, whatever stands there now."""
    return _where(found) if found["locations"][0].get("table") else None


def _by_words_without_figures(found: JSON) -> Hashable | None:
    """The same sentence with another figure."""
    quote = _quote(found)
    return (*_where(found), _FIGURE.sub("#", quote)) if quote else None


def _by_figures_of_tables(found: JSON) -> Hashable | None:
    """A sentence on the same figures of the tables."""
    cells = {(each["table"], each.get("row"), each.get("column")) for each in found["operands"] if each.get("table")}
    return (*_where(found), frozenset(cells)) if cells else None


def _by_facts(found: JSON) -> Hashable:
    """The same fault in the same section, in other words."""
    return *_where(found), _facts(found)


_KEYS: tuple[_Key, ...] = (
    lambda found: str(found["id"]),
    _by_words_and_facts,
    _by_words,
    _by_cell,
    _by_words_without_figures,
    _by_figures_of_tables,
    _by_facts,
)
"""What tells that two findings are of one fault, the surest first."""
