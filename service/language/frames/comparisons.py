"""Whether a clause tells how a count compares with another, or what share of one it is."""

from itertools import pairwise

from service.language.clauses import Item


def names_who(item: Item) -> bool:
    """Whether nothing that may be the base of a comparison stands behind 由: 在办的5件由分管副主任包干."""
    at = next((n for n, token in enumerate(item.core) if token.value == "from"), len(item.core))
    return at + 1 < len(item.core) and _BASES.isdisjoint(token.kind for token in item.core[at + 1 :])


_BASES = frozenset("COUNT NUMBER PERCENT DATE LAST CHANGE SEVERAL".split())


def compares(item: Item) -> bool:
    """Whether it tells how a count compares with another, or what share of one it is: 行政复议少1件."""
    if "CHANGE" in item.kinds or ("COMPARE" in item.kinds and not _says_from_where(item)):
        return True
    if "SHARE" in item.kinds and "TOTAL" not in item.kinds and not _counts_its_share(item):
        return True
    return "MORE" in item.kinds and any(a.kind == "MORE" and b.kind == "COUNT" for a, b in pairwise(item.core))


def _says_from_where(item: Item) -> bool:
    """Whether 由 tells from which year something is carried, or by whom it is done: 由自然人提出6件."""
    if any(token.kind == "COMPARE" and token.value != "from" for token in item.core):
        return False
    return "CARRY" in item.kinds or {"APPLICANT", "SUBMIT"} <= item.kinds or names_who(item)


def _counts_its_share(item: Item) -> bool:
    """Whether what something takes up of what was counted before is a count itself: 其中行政执法案卷占了8件, not 占34件办结量的近三成."""
    told = [token.kind for token in item.core if token.kind != "FILL"]
    return "OUTCOME" in told and told[-2:] == ["SHARE", "COUNT"] and item.mark != "GOES_ON"
