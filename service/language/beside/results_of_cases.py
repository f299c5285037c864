"""What became of cases: a result by how its cases were brought, and the ways to be corrected."""

from itertools import takewhile

from service.language.beside.changes import pass_all, with_some_in
from service.language.beside.items import only_value
from service.language.claims import ReadItem
from service.language.clauses import LAWSUITS
from service.language.lexicon import spelled


def of_kinds_of_lawsuits(items: list[ReadItem]) -> list[ReadItem]:
    """Lawsuits by how they were brought, which come to the count of a result right before them, are of that result.

    行政诉讼维持27件,其中未经复议直接起诉12件,复议后起诉15件; 诉讼被纠正的3件中,直接起诉2件、复议后起诉1件.
    """
    for at, each in enumerate(items):
        whole = only_value(each.item)
        if not whole or not each.item.has("VERDICT", "NORESULT", "JUDGES", "JUDGESWON"):
            continue
        end = next((n for n in range(at, len(items)) if items[n].item.mark == "SEMI"), len(items))
        listed = [*takewhile(lambda read: not read.item.counts or _brought(read), items[at + 1 : end + 1])]
        if sum(map(_brought, listed)) == whole:
            items[at + 1 : at + 1 + len(listed)] = [pass_all(read, "of one result") for read in listed]
    return items


def _brought(read: ReadItem) -> float:
    """How many lawsuits it counts by how they were brought alone; 0 for none."""
    return float(sum(claim.value for claim in read.claims if claim.measure in LAWSUITS))


def of_ways_corrected(items: list[ReadItem]) -> list[ReadItem]:
    """Cases that were corrected in one way are some of all that were: 撤销6件, 确认违法2件."""
    return [with_some_in(each, "reviews") if _is_corrected_so(each) else each for each in items]


def _is_corrected_so(read: ReadItem) -> bool:
    """Whether it tells of one way alone, and not of several or of all that were: 被责令重新答复或者确认违法."""
    if not read.item.counts or not any(claim.measure.endswith(".corrected") for claim in read.claims):
        return False
    said = [token.text for token in read.item.core if token.value == "corrected"]
    return len(said) == 1 and not any(word in said[0] for word in _AT_LARGE)


_AT_LARGE = spelled("corrected_at_large")
