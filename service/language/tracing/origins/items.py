"""Where what was read of items comes from: the words that a shape is without, what a claim follows, what became of it.

The report is read once more while `Heard` listens. Nothing here judges; no rule asks it.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from service.language.claims import Before, Claim, ReadItem
from service.language.clauses import Item
from service.language.lexer import UNKNOWN, Token
from service.language.lexicon import homes
from service.language.reading import Reading, ReadSentence
from service.language.tracing.heard import Call, Heard
from service.language.tracing.origins.frames import Frames
from service.language.tracing.origins.nearly import Told
from service.reports.report import Report

_HEARD = tuple(
    f"service.language.{module}"
    for module in ("reading", "told_before", "claims", "frames", "narrowing", "beside", "applicants")
)
_CHANGED = ("measure", "certainty", "relation", "reason")
_CARRIERS = frozenset(
    "making.claims_of sentence.beside_each_other changes.pass_over changes.pass_all applicants._listed".split()
)
"""What hands a claim on, or does what others decide."""
_CHANGING = tuple(f"service.language.{module}" for module in ("beside", "applicants", "claims"))
_OF_SEAT = "reading._of_seat"


class Dropped(NamedTuple):
    """A word that is no part of a shape, and why: it says nothing there, or isn't understood and is passed over."""

    token: Token
    why: str
    is_loosened: bool = False


def _changes(call: Call) -> bool:
    """Whether a call may change a claim for what it is told with."""
    return call.module.startswith(_CHANGING) or call.name == _OF_SEAT


class Change(NamedTuple):
    """What was changed of a claim after it was made: the new values, and the functions that did it, the first first."""

    values: dict[str, object]
    by: tuple[Call, ...]
    before: Claim


@dataclass
class Origins:
    """A report's reading with where it comes from."""

    reading: Reading
    frames: Frames = field(default_factory=Frames)
    _handed: dict[int, Call] = field(default_factory=dict)
    """The calls that made what an item goes on from, by the identity of that."""
    _shaped: dict[int, list[Call]] = field(default_factory=dict)
    _sentences: dict[int, Call] = field(default_factory=dict)
    """The calls that read sentences, by the identity of these."""
    _changes: dict[tuple[int, int, int], list[Change]] = field(default_factory=lambda: defaultdict(list))

    @classmethod
    def of(cls, report: Report) -> "Origins":
        """Read it once more, and listen."""
        with Heard(_HEARD) as heard:
            reading = Reading.anew(report)
            for read in reading.sentences:
                _ = read.items
            _ = reading.claims
        made = cls(reading)
        made._keep(heard.calls)
        return made

    def _keep(self, calls: Iterable[Call], trail: tuple[Call, ...] = ()) -> None:
        """Keep what calls tell; `trail` are those that made them, with what was asked right before a claim was changed."""
        asked: tuple[Call, ...] = ()
        for call in calls:
            claim = call.given.get("self")
            self.frames.keep(call)
            if call.name == "making.claims_of":
                self._shaped.setdefault(id(call.given["item"]), []).append(call)
            elif call.name == "reading._items":
                self._sentences[id(call.given["sentence"])] = call
            elif call.name == "told_before.after":
                self._handed[id(call.answer)] = call
            elif isinstance(claim, Claim) and isinstance(call.answer, Claim):
                self._keep_change(claim, call, (*trail, *asked))
            self._keep(call.parts, (*trail, *(asked if call.name in _CARRIERS else ()), call))
            asked = (call,) if call.answer is True else ()

    def _keep_change(self, claim: Claim, call: Call, trail: tuple[Call, ...]) -> None:
        new = call.answer._asdict()
        values = {name: new[name] for name, old in claim._asdict().items() if name in _CHANGED and new[name] != old}
        by = tuple(each for each in trail if each.name not in _CARRIERS and _changes(each))
        if values and by:
            self._changes[_place(claim)].append(Change(values, by, claim))

    def changes(self, claim: Claim) -> list[Change]:
        """What was changed of a claim after it was made."""
        return self._changes.get(_place(claim), [])

    def needed(self, here: ReadItem, count: Token | None) -> list[Token]:
        """The words of an item that a claim is made of."""
        left_out = [each.token for each in self.dropped(here, count)]
        return [token for token in here.item.tokens if token not in left_out]

    def told(self, claim: Claim, read: ReadSentence) -> Told | None:
        """A claim of a sentence with how that was read; None where nobody asked."""
        reading = self._sentences.get(id(read.sentence))
        return Told(claim, read.tokens, reading) if reading else None

    def final(self, claim: Claim) -> Claim:
        """The claim as it is told, which the rest of the report may have passed over."""
        told = (each for each in self.reading.claims if _place(each) == _place(claim) and each.measure == claim.measure)
        return next(told, claim)

    def made(self, claim: Claim, here: ReadItem) -> Call | None:
        """The call that made a claim of a measure."""
        calls = [each for call in self._shaped.get(id(here.item), []) for each in call.within("making._claim")]
        return next((each for each in calls if each.given["span"] == (claim.start, claim.end)), None)

    def some_before(self, claim: Claim) -> tuple[Claim, Change] | None:
        """The last claim before it in its sentence and table that something made some of all, but for what is counted twice."""
        for each in reversed(self.reading.claims):
            if each.sentence is not claim.sentence or each.table != claim.table or each.end > claim.start:
                continue
            for change in self.changes(each):
                if "relation" in change.values and change.by[0].name != "some_applications.counted_twice":
                    return each, change
        return None

    def follows(self, here: ReadItem) -> tuple[Before, Item] | None:
        """What was told last before an item, and the item that told it."""
        for call in self._handed_to(here):
            if call.given["read"].claims or call.given["before"].last != call.answer.last:
                return call.answer, call.given["read"].item
        return None

    def cause(self, here: ReadItem) -> tuple[Item, Item | None] | None:
        """The item before it that gave a cause to what follows, and the one that ended it, if any did."""
        ended: Item | None = None
        for call in self._handed_to(here):
            if call.answer.causes and call.answer.causes != call.given["before"].causes:
                return call.given["read"].item, ended
            if not call.answer.causes:
                ended = call.given["read"].item
        return None

    def _handed_to(self, here: ReadItem) -> Iterator[Call]:
        """The calls that made of each item before it what the next one goes on from, the last first."""
        before = next((call.given["before"] for call in self._shaped.get(id(here.item), [])), None)
        while call := self._handed.get(id(before)):
            yield call
            before = call.given["before"]

    def dropped(self, here: ReadItem, count: Token | None) -> Iterator[Dropped]:
        """The words of an item that its shape is without."""
        kept = {(token.start, token.end) for token in here.item.core}
        for token in here.item.tokens:
            if (token.start, token.end) not in kept:
                yield Dropped(token, "clauses._without_phrases")
            elif token.kind in ("BECAUSE", "TOTAL"):
                yield Dropped(token, "shaping.word_of")
        for call in self._shaped.get(id(here.item), []):
            yield from (
                Dropped(each.given["token"], each.because) for each in call.within("shaping._kind") if not each.answer
            )
            yield from (each for one in call.within("shaping._loosened") for each in _loosened(one, count))


def _place(claim: Claim) -> tuple[int, int, int]:
    return id(claim.sentence), claim.start, claim.end


def _loosened(call: Call, count: Token | None) -> Iterator[Dropped]:
    """The words that aren't understood and were passed over before a number, or as a remark behind it."""
    kinds: list[tuple[Token, str]] = call.given["kinds"]
    at = next((n for n, (_, kind) in enumerate(kinds) if kind == "#"), None)
    if count is not None and at is not None and kinds[at][0] != count:
        return
    for asked in call.within("shaping._is_passed_over"):
        if asked.answer:
            yield Dropped(kinds[asked.given["at"]][0], asked.because, is_loosened=True)
    for asked in call.within("shaping._is_remark"):
        if asked.answer and at is not None and len(call.answer) <= len(kinds) - len(asked.given["behind"]):
            yield from (Dropped(token, asked.because, True) for token, _ in kinds[-len(asked.given["behind"]) :])


def home_of(token: Token) -> str:
    """The files of the lexicon that a word is known by; what else it is without one."""
    if token.kind == UNKNOWN:
        return "in no lexicon"
    if token.text not in homes():
        return "(a figure)" if token.value is not None else "(a name that the report's title tells)"
    categories = dict.fromkeys(f"{home.file} {home.category}" for home in homes()[token.text])
    return f"in {' and '.join(categories)}"


def entries_of(word: str, folder: str = "") -> str:
    """How a word is listed in a vocabulary, where that isn't just as it is."""
    listed = [home.listed for home in homes(folder)[word]]
    return "" if listed == [word] else f": {' and '.join(_cut(each) for each in listed)}"


def _cut(listed: str) -> str:
    return listed if len(listed) <= _LONGEST else f"{listed[:_LONGEST]}…"


_LONGEST = 40
"""Characters of an entry that are shown at most, enough to find it by."""
