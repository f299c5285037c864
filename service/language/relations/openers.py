"""What opens a list before a figure: 其中, 具体为, 按…分, a colon, 申请12件中, or the bracket that the list stands in."""

from service.language.lexer import Token
from service.language.relations.figures import MARKS, Row

ALWAYS_NEW = frozenset("CARRY COMPARE CHANGE LAST RATE INFORCE".split())
"""What is told of something else wherever it stands before a count."""
SAYS_NOTHING = frozenset({"FILL", "AND", "APPLICATION"})
_SORTS = frozenset({"COMMA", "COLON"})


def opens(row: Row, at: int) -> str:
    """What opens a list before a figure: a word, a way of sorting, a colon, 申请12件中, or the bracket; empty for none."""
    lead, kinds = row.figures[at].lead, row.figures[at].kinds
    if "AMONG" in kinds:
        return "among" if kinds[-1] != "BY" and not _ends_with_more(kinds) and _is_of_before(lead) else ""
    if not at and row.anchor:
        return "bracket" if _is_list(row) else ""
    if "VIEW" in kinds and sorts(lead):
        return "view"
    if at and row.figures[at - 1].quantity and _is_amid(kinds):
        return "amid"
    return "colon" if at and kinds[:1] == ("COLON",) else ""


def _is_amid(kinds: tuple[str, ...]) -> bool:
    """Whether 中 ends what the figure before counts: 12件中, 12件新收申请中."""
    if "AMID" in kinds[:2]:
        return True
    return "AMID" in kinds[:4] and {"RECEIVE", "ANSWER", "APPLICATION", "FILL"}.issuperset(kinds[: kinds.index("AMID")])


def _is_of_before(lead: tuple[Token, ...]) -> bool:
    """Whether what opens a list goes with the figure before it, and not with words of its own: 年报包括全文、图解3条."""
    at = next(n for n, token in enumerate(lead) if token.kind == "AMONG")
    if lead[at].value == "within":
        return True
    words: list[Token] = []
    for token in lead[:at]:
        words = [] if token.kind in MARKS else [*words, token]
    content = [token for token in words if token.kind not in SAYS_NOTHING and token.kind != "NOUN"]
    return len(content) <= (0 if len(words) < at or lead[at].value == "each" else 1)


def _is_list(row: Row) -> bool:
    """Whether a bracket may list parts without a word that says so: several counts in one unit, of no other year."""
    units = [figure.quantity.unit for figure in row.figures if figure.quantity]
    is_alike = len(units) > 1 and len(set(units)) == 1
    return is_alike and not any({"DATE", "LAST", "TOTAL", "AMID"} & set(figure.kinds) for figure in row.figures)


def sorts(lead: tuple[Token, ...]) -> bool:
    """Whether a way of sorting begins a clause, and what is sorted so stands behind a comma."""
    begins = True
    for n, token in enumerate(lead):
        if token.kind == "VIEW" and token.value != "each" and begins:
            end = next((m for m in range(n + 1, len(lead)) if lead[m].kind in _SORTS), None)
            return end is not None and lead[end - 1].kind != "HEAD"
        begins = token.kind in MARKS or (begins and token.kind in SAYS_NOTHING)
    return False


def _ends_with_more(kinds: tuple[str, ...]) -> bool:
    """Whether a comma and something else of its own stand behind the opening word."""
    rest = kinds[kinds.index("AMONG") + 1 :]
    return "SEMI" in rest or "COMMA" in rest[1:] or not ALWAYS_NEW.isdisjoint(rest)
