"""What the sentences before one count that its growth is of, and by what name it goes on with them."""

from collections.abc import Sequence

from service.language.lexer import Token
from service.language.lexicon import spelled
from service.language.mentions.figures import INFORMATION, Quantity
from service.language.relations.figures import MARKS, Figure, Row
from service.language.relations.growth_figures import BESIDE
from service.language.relations.ratios import is_comparable
from service.language.relations.times import is_difference, years

SHORTEST_NAME = 2
"""Characters by which two counts are known to be of one thing, at least."""


def goes_on_from(before: Row, figures: Sequence[Figure], this: int) -> bool:
    """Whether all that a sentence counts is one thing of the year before, and the next one the same of its own year."""
    if len(before.figures) != 1 or len(figures) != 1:
        return False
    base, now = before.figures[0], figures[0]
    if not base.quantity or not now.quantity or base.quantity.sort != now.quantity.sort or is_difference(now):
        return False
    is_alike = base.label[-SHORTEST_NAME:] == now.label[-SHORTEST_NAME:] or all(
        "RECEIVE" in figure.kinds for figure in (base, now)
    )
    return is_alike and years(base.lead, this)[-1:] == [this - 1] and years(now.lead, this)[-1:] == [this]


def counted_before(before: Row | None, figures: Sequence[Figure], this: int) -> list[Figure]:
    """What the sentence before counts first of the year, if all that this one counts is compared with it: 与2024年的45920条相比,增长5%."""
    if before is None or len(figures) != 1 or not BESIDE.issuperset(figures[0].kinds):
        return []
    if years(before.figures[0].lead, this)[-1:] not in ([], [this]):
        return []
    kinds, first, base = figures[0].kinds, before.figures[0].quantity, figures[0].quantity
    is_compared = kinds[:1] in (("AND",), ("COMPARE",)) and not {"LAST", "DATE"}.isdisjoint(kinds)
    is_alike = first is not None and base is not None and first.sort == base.sort and is_comparable(first)
    return [before.figures[0]] if is_compared and is_alike else []


def named_before(earlier: Sequence[Row], figures: Sequence[Figure], this: int, growth: Figure) -> list[Figure]:
    """The one count of the year that the paragraph tells before by the name of what is compared.

    研究生录取2110人,…。研究生录取人数比2022年的1985人增长6.3%; or what was received or published, by whatever word:
    受理量较上年的56件增长25%, 信息公开量比上年的120条增长15%.
    """
    base = figures[0].quantity if len(figures) == 1 else None
    subject = _name_of(figures[0], growth, this) if base else None
    if base is None or subject is None:
        return []
    alike = [
        figure
        for row in earlier
        if "AMID" not in row.figures[0].kinds  # 新收件中,局本级受理703件
        for figure in row.figures
        if figure.quantity and figure.quantity.sort == base.sort and _is_named_so(figure, subject, base)
    ]
    told = [f for f in alike if years(f.lead, this)[-1:] in ([], [this])]
    return told if len(told) == 1 and is_comparable(told[0].quantity) else []


def subject_behind(growth: Figure) -> Sequence[Token] | None:
    """The words between a base and its growth that name what grew: 与2020年的318件相比,新收数量增长10.7%."""
    words = [token for token in growth.lead if token.kind not in MARKS]
    kinds = [token.kind for token in words]
    if kinds[:1] != ["COMPARE"] or kinds[-1:] != ["CHANGE"]:
        return None
    subject = words[1:-1]
    return subject if {token.kind for token in subject} & {"RECEIVE", *_PUBLISHED} else None


_PUBLISHED = frozenset({"DISCLOSURE", "ISSUE", "PROACTIVE"})


def _name_of(base: Figure, growth: Figure, this: int) -> Sequence[Token] | None:
    """The words that name what a base is of: before it is compared, or behind that, or where it is dated; None where none do.

    受理量较上年的56件, 较上年收到的20件, 2023年新收452件,今年比上年增长.
    """
    if (subject := subject_behind(growth)) is not None:
        return subject
    if "COMPARE" not in base.kinds:
        is_of_last = years(base.lead, this)[-1:] == [this - 1] and growth.kinds[:1] == ("COMMA",)
        return base.lead if is_of_last and {"COMPARE", "LAST"} <= set(growth.kinds) else None
    at = base.kinds.index("COMPARE")
    subject, behind = list(base.lead[:at]), [token for token in base.lead[at + 1 :] if token.kind != "FILL"]
    if is_difference(base):  # 新收比上年增加13件,增长18.6%
        behind = [token for token in behind if token.kind not in ("CHANGE", "MORE")]
    if not subject and [token.kind for token in behind[1:]] == ["RECEIVE"]:
        subject, behind = behind[1:], behind[:1]
    is_of_year = bool(behind) and all(token.kind in _OF_A_YEAR for token in behind)
    return subject if is_of_year else None


_OF_A_YEAR = frozenset({"LAST", "DATE"})
_OF_PUBLISHED = _PUBLISHED | frozenset("DATE FILL THIS OWN COMMA UNKNOWN NOUN TOTAL".split())
_AMOUNTS, _NEW = spelled("amounts"), spelled("anew")
_RECEIVED = frozenset("RECEIVE DATE FILL THIS APPLICATION OWN REGION COMMA UNKNOWN".split())


def _is_named_so(figure: Figure, subject: Sequence[Token], base: Quantity) -> bool:
    """Whether a count has the name of what is compared with a base behind it."""
    kinds = {token.kind for token in subject}
    if "RECEIVE" in kinds or _names_amount(subject):
        is_of_same = ("REGION" in kinds) == ("REGION" in figure.kinds)
        is_alike = is_of_same and (_is_of_new(figure.lead) or not _is_of_new(subject))
        return kinds <= _RECEIVED and is_alike and "RECEIVE" in figure.kinds
    if base.unit in INFORMATION and _names_what_was_published(subject):
        return kinds <= _OF_PUBLISHED and not _PUBLISHED.isdisjoint(figure.kinds)
    name = "".join(token.text for token in subject if token.kind not in ("FILL", "DATE", "THIS")).removesuffix(
        base.unit
    )
    return len(name) > SHORTEST_NAME and figure.label == name


def _names_what_was_published(subject: Sequence[Token]) -> bool:
    """Whether words name how much was published: 信息公开量, 信息总量, and not 留言总量."""
    *names, last = subject or (None,)
    if last is None or last.text not in _AMOUNTS:
        return False
    are_all = all(token.text in _NO_MORE_THAN_INFORMATION for token in names)
    return are_all or any(token.kind in _PUBLISHED for token in names)


_NO_MORE_THAN_INFORMATION = spelled("information")


def _is_of_new(words: Sequence[Token]) -> bool:
    """Whether it says that what was received is new, which what was left from the year before isn't: 新收16件, of 受理17件."""
    return any(token.kind == "RECEIVE" and token.text.startswith(_NEW) for token in words)


def of_amount(figures: Sequence[Figure]) -> list[Figure]:
    """What a sentence says was received and last year's of it, with other counts between: …,申请总量较上年的1413件增长21.4%."""
    base = figures[-1] if figures else None
    at = base.kinds.index("COMPARE") if base and "COMPARE" in base.kinds else 0
    if (
        base is None
        or not _names_amount(base.lead[:at])
        or not _OF_A_YEAR.issuperset(set(base.kinds[at + 1 :]) - {"FILL"})
    ):
        return []
    received = [f for f in figures[:-1] if "RECEIVE" in f.kinds]
    return [*received, base] if len(received) == 1 else []


def _names_amount(words: Sequence[Token]) -> bool:
    """Whether it says how many applications there were, and of nothing else."""
    named = [token for token in words if token.kind not in ("COMMA", "FILL", "DATE", "THIS")]
    return [token.value for token in named if token.kind == "APPLICATION"] == ["amount"] and len(named) == 1
