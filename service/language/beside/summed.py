"""Several counts of one measure: summed up behind them, or rivals of which none is of all."""

from itertools import pairwise

from service.language.beside.changes import pass_all, with_some
from service.language.beside.items import claims_in, only_value
from service.language.claims import Certainty, ReadItem, Relation
from service.language.clauses import Item
from service.language.lexicon import spelled
from service.language.measures import OF_ALL
from service.reports.finding import Number


def without_summed(items: list[ReadItem]) -> list[ReadItem]:
    """Counts of one measure that are summed up behind them are parts: 局机关收到20件,支队收到9件,合计29件."""
    for last, each in enumerate(items):
        value = only_value(each.item)
        if value is None or "TOTAL" not in each.item.kinds:
            continue
        for first in range(last - 2, -1, -1):
            parts = items[first:last]
            measures = {claim.measure for part in parts for claim in part.claims}
            values = [
                part.claims[0].value if part.claims else _value_of_rest(part.item) for part in parts if part.item.counts
            ]
            if len(measures) > 1 or None in values:
                break
            if sum(each for each in values if each) == value:
                items[first:last] = [pass_all(part, "summed up") for part in parts]
                break
    return items


def of_sums_of_outcomes(items: list[ReadItem]) -> list[ReadItem]:
    """What several outcomes before it come to is none of one of them: 予以公开14件,部分公开3件,公开类结果合计17件."""
    for last, each in enumerate(items):
        outcomes = [_outcome_of(read) for read in items[:last]]
        since = max((at + 1 for at, value in enumerate(outcomes) if value is None), default=0)
        told = [value for value in outcomes[since:] if value is not None]
        is_sum = "TOTAL" in each.item.kinds and _outcome_of(each) is not None
        if is_sum and any(sum(told[first:]) == only_value(each.item) for first in range(len(told) - 1)):
            items[last] = pass_all(each, "summed up with what is before it")
    return items


def _outcome_of(read: ReadItem) -> int | None:
    """How many came to an outcome, where an item tells that and nothing else."""
    is_outcome = len(read.claims) == 1 and read.claims[0].measure.startswith("outcomes.")
    return only_value(read.item) if is_outcome else None


def of_ways_answered(items: list[ReadItem]) -> list[ReadItem]:
    """Answers that come to all that were told before with what is counted beside them are some: 收到47件,主动撤销9件,答复38件."""
    told: set[Number] = set()
    for at, (each, following) in enumerate(pairwise(items)):
        came = [claim.value for claim in each.claims if claim.measure in _CAME]
        told |= {*came, *(one + other for one in told for other in came)}
        values = only_value(each.item), only_value(following.item)
        is_carried = any(one.item.has("CARRY", "PLUS", "NEXTYEAR") for one in (each, following))
        if None not in values and not is_carried and sum(value for value in values if value) in told:
            items[at], items[at + 1] = with_some(items[at], "answered"), with_some(items[at + 1], "answered")
    return items


def of_answers_in_time(items: list[ReadItem]) -> list[ReadItem]:
    """Answers that are told apart by how long they took are some of all: 按期答复102件,延期答复18件."""
    apart = [at for at, each in enumerate(items) if only_value(each.item) is not None and _tells_how_long(each.item)]
    if len(apart) > 1 and not any(items[at].item.has("AMONG", "TOTAL") for at in apart[1:]):
        for at in apart:
            items[at] = with_some(items[at], "answered")
    return items


def _tells_how_long(item: Item) -> bool:
    """Whether it counts answers that took as long as a word of it tells, or were put off."""
    if not item.has("ANSWER", "SOME"):
        return False
    is_put_off = any(token.value == _PUT_OFF for token in item.tokens)
    return is_put_off or (item.has("ANSWER") and any(word in item.text for word in _HOW_LONG))


_PUT_OFF, _HOW_LONG = "handled so", spelled("how_long_answers_took")


_CAME = ("received", "carried_over", "due")


def _value_of_rest(item: Item) -> int | None:
    """What is counted of the rest, or is added: 其余18件由网上提交, 加2022年遗留1件."""
    return only_value(item) if item.has("REST", "REMAIN", "PLUS") else None


def without_rivals(items: list[ReadItem]) -> list[ReadItem]:
    """Of several counts of all that differ, none of them established, none is of all."""
    likely = [c for c in claims_in(items) if c.certainty is not Certainty.PASSED and c.relation is Relation.ALL]
    for measure in OF_ALL:
        rivals = [claim for claim in likely if claim.measure == measure]
        if len({claim.value for claim in rivals}) > 1 and not any(claim.is_established for claim in rivals):
            items = [
                pass_all(each, "one of several") if any(c in rivals for c in each.claims) else each for each in items
            ]
    return items
