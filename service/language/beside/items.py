"""What an item of a sentence tells of others, and what several tell together."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from service.language.claims import Claim, ReadItem
from service.language.clauses import CASES, Item
from service.language.lexer import Token
from service.language.lexicon import spelled
from service.language.mentions.figures import Quantity


def tells_some(read: ReadItem) -> bool:
    """Whether cases are told to be some of what was counted before them: 不予公开23件,…,被申请复议的有6件."""
    return any(one.value == "of" and other.text in _THERE_ARE for one, other in pairwise(read.item.tokens))


_THERE_ARE = spelled("there_are_only")


def names_issuer(token: Token) -> bool:
    """Whether it names documents as those of the government, or of departments: 县政府规范性文件."""
    return token.kind == "DOCUMENT" and any(word in token.text for word in _ISSUERS)


_ISSUERS = spelled("issuers")


def is_for_information(token: Token) -> bool:
    """Whether it names applications for information in full: 政府信息公开申请, and not 申请 alone."""
    return token.kind == "APPLICATION" and token.value != "bare"


def is_over_disclosure(item: Item) -> bool:
    """Whether it tells that cases are over the disclosure of information: 因信息公开, 政府信息公开行政复议案件."""
    return item.has("CAUSE", "DISCLOSURE") or any(token.value == "disclosure" for token in item.tokens)


def without_words(name: str, words: Iterable[str]) -> str:
    """What is left of a name when words that say nothing of it are taken out, one after the other."""
    for word in words:
        name = name.replace(word, "")
    return name


def counts_amid(item: Item) -> bool:
    """Whether what follows is among what it counts: 已办结的31件中."""
    return bool(item.counts) and item.tokens[-1].kind == "AMID"


def counts_cases(read: ReadItem) -> bool:
    """Whether it claims how many reviews or lawsuits of a kind there were, and no result of theirs."""
    return any(claim.measure in ALL_CASES for claim in read.claims)


ALL_CASES = frozenset(CASES.values())


def units_of(item: Item) -> set[str]:
    """The units of its counts."""
    return {count.value.unit for count in item.counts if isinstance(count.value, Quantity)}


def listed_in(items: Sequence[ReadItem], at: int) -> Sequence[int]:
    """The items of the list that 其中 or the like opens right behind one; none where none does."""
    rest = range(at + 1, len(items))
    if not rest or "AMONG" not in items[at + 1].item.kinds:
        return ()
    end = next((n for n in rest if items[n - 1].item.mark in _ENDS_LIST and n > at + 1), len(items))
    return range(at + 1, end)


_ENDS_LIST = ("SEMI", "STOP")


def only_value(item: Item) -> int | None:
    """Its one count; None where it has none or several."""
    quantity = item.counts[0].value if len(item.counts) == 1 else None
    return int(quantity.value) if isinstance(quantity, Quantity) else None


def claims_in(items: Sequence[ReadItem]) -> Iterator[Claim]:
    """All that they claim."""
    return (claim for each in items for claim in each.claims)
