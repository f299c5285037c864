"""Where a breakdown, share or growth comes from: what opened it, what it is held against, what ended it, what decided."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from service.language.reading import Reading
from service.language.relations import Breakdown, Relation, relations_of
from service.language.relations.figures import Figure, Row
from service.language.relations.openers import opens
from service.language.relations.stated import Stated
from service.language.relations.totals import of_row, of_sentence
from service.language.tracing.heard import Call, Heard, innermost_first

_HEARD = ("service.language.relations",)
_ENDS = ("lists._is_end", "lists._is_elsewhere", "lists._is_amid")


@dataclass(frozen=True)
class Relations:
    """The relations of a reading, with the calls that they were made by."""

    calls: tuple[Call, ...]

    @classmethod
    def of(cls, reading: Reading) -> "Relations":
        """Read them once more, and listen."""
        told = [(read.sentence, read.segments) for read in reading.sentences if read.has_figures]
        with Heard(_HEARD) as heard:
            list(relations_of(told, reading.year))
        return cls(tuple(heard.calls))

    def of_relation(self, relation: Relation) -> Iterator[str]:
        """What made a relation, a line each: what decided stands last."""
        call = next((each for each in _made(self.calls, relation) if each.parts), None)
        if call is None:
            return
        if call.name == "breakdowns._breakdown":
            yield from _of_list(call, relation)
        elif call.name == "shares._judged":
            yield from _of_share(self.calls, call)
        yield f"decided: {_decided(call, relation)}"


def _made(calls: Iterable[Call], relation: Relation) -> Iterator[Call]:
    """The calls that answered with a relation, the innermost first."""
    for call in innermost_first(calls):
        if isinstance(call.answer, type(relation)) and call.answer == relation:
            yield call


def _of_list(call: Call, relation: Relation) -> Iterator[str]:
    row, at, opener, before = (call.given[name] for name in ("row", "at", "opener", "before"))
    unit = call.given["of"][0].quantity.sort
    with Heard(_HEARD) as heard:
        opens(row, at)
        of_sentence(before.row, unit, row, opener) if before else of_row(row, at, unit, opener)
    opened, chosen = heard.calls
    yield f"opened as {opener}: {opened.because}"
    others = "、".join(figure.token.text for figure in call.given["of"][1:])
    where = "the sentence before" if before else "its sentence"
    more = f"; others that it might be of: {others}" if others else ""
    yield f"its total {call.given['of'][0].token.text} is the nearest in {where}: {chosen.because}{more}"
    if isinstance(relation, Breakdown):
        left_out: dict[str, list[str]] = {}
        for each in _behind(row, at, relation):
            left_out.setdefault(_why_left_out(each, call, unit), []).append(each.token.text)
        more = ", ".join(f"{'、'.join(figures)} ({why})" for why, figures in left_out.items())
        yield f"its items are {'、'.join(token.text for token in relation.listed)}" + (
            f"; left out: {more}" if more else ""
        )


def _behind(row: Row, at: int, relation: Breakdown) -> list[Figure]:
    """The figures behind what opens a list that are no items of it."""
    return [figure for figure in row.figures[at:] if figure.token not in relation.listed]


def _why_left_out(figure: Figure, call: Call, unit: str) -> str:
    for asked in call.within(*_ENDS):
        if asked.answer is True and asked.given.get("figure") is figure:
            return f"ends it: {asked.because}"
    if figure.percent:
        return "a percentage"
    if figure.quantity and figure.quantity.sort != unit:
        return f"counted in {figure.quantity.sort}"
    return "behind its end, or a part of an item"


def _of_share(calls: Sequence[Call], call: Call) -> Iterator[str]:
    """Of which figure it is a share, and of which whole: each with those that stand beside it, and what chose it."""
    each: Stated = call.given["each"]
    asked = [found for found in innermost_first(calls) if found.name.startswith("stated.")]
    taken = next((found for found in asked if found.answer is each), None)
    by = f": {taken.because}" if taken else ""
    run: dict[int, Figure | None] = next(
        (found.answer for found in asked if found.name == "stated._runs" and found.given["row"] is each.row), {}
    )
    if len(run) > 1 and each.figure.token in (each.row.figures[at].token for at in run):
        pairs = "、".join(f"{each.row.figures[at].token.text} of {_named(part)}" for at, part in run.items() if part)
        by += f"; one of a run, each with its own count (stated._runs): {pairs or 'of none of them'}"
    counts = [figure for figure in each.row.figures if figure.quantity and figure is not each.part]
    yield f"its part is {_named(each.part)}{by}; not {'、'.join(map(_named, counts)) or 'any other'}"
    wholes: list[Figure] = next((part.answer for part in call.within("shares._wholes")), [])
    told = next(iter(call.within("shares._chosen")), None)
    chosen = told.answer[0] if told and told.answer else None
    named = "".join(token.text for token in each.named)
    words = f" by the words {named}" if named else ""
    if told and chosen is not None:
        yield f"its whole is {chosen}{words}: {told.because}"
    yield f"it might be of {'、'.join(map(_named, wholes)) or 'nothing told'}"
    for passed in (part for part in told.parts if part.answer is None) if told else ():
        yield f"no whole by {passed.because} ({passed.means})"


def _named(figure: Figure) -> str:
    """A figure with the words right before it."""
    return (
        f"{figure.token.text} ({label})"
        if (label := "".join(token.text for token in figure.clause))
        else figure.token.text
    )


def _decided(call: Call, relation: Relation) -> str:
    """The last condition that was asked of whether it holds, and how surely not."""
    if relation.holds:
        holding = [
            part for part in call.parts if part.name in ("breakdowns._holds", "ratios.Ratio.holds") and part.answer
        ]
        return f"it holds: {(holding or [call])[0].because}"
    asked = [*call.within("certainty._passed", "certainty._unsure", "growths._judged", "shares._is_of_others")]
    answered = [part for part in asked if part.answer]
    told = (answered or asked or [call])[-1]
    if isinstance(relation, Breakdown) and relation.reason == "comes to another count":
        told = next(call.within("breakdowns._comes_to_another"), told)
    if relation.reason == "its figures disagree":
        told = next(call.within("pairs.others", "pairs.differing", "pairs.since_earlier"), told)
    return f"{relation.certainty}{f' ({relation.reason})' if relation.reason else ''}: {told.source.because}"
