"""An item as shapes of measures are held against it: its words that say anything there, each with its category."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from service.language.clauses import BEHIND_EXAMPLES, CASES, ENDS_OUTCOME, Item
from service.language.context import Context
from service.language.frames import joins_office, marks_cause, names_who
from service.language.lexer import UNKNOWN, Shape, Token, letters
from service.language.lexicon import spelled
from service.language.measures import SUBJECTS, Measure, fitting
from service.language.mentions.figures import CASES_ALONE, YearMention, is_in_units

_SAYS_NOTHING = frozenset(
    "FILL OWN REGION SYSTEM OTHERS SEAT BEHALF THIS SCHOOLYEAR PERSONS WAYS SUBMIT VIEW REVIEWER SINCE".split()
)
_BODIES = frozenset("OWN OTHERS SEAT".split())
_TIMES = frozenset("LAST NEXTYEAR PARTYEAR SEVERAL DATE".split())
_WAY = frozenset("BY CHANNEL HEAD".split())
"""Which way applications came, which makes them some of all and needs no place in shapes."""
NOT_UNDERSTOOD = frozenset(
    {UNKNOWN} | set("NOUN LATIN BY HEAD TITLE ETC CHANNEL APPLICANT RESULT MORE REST DISCLOSURE".split())
)
_IN_SHAPES = frozenset(
    {
        "column",
        "open",
        "out",
        "next",
        "matter",
        "amount",
        "shown",
        "short",
        "rules",
        "concluded",
        "without",
        "ended",
        "won",
    }
)
"""Values of words that shapes tell from the others of their category."""
_OVER_DISCLOSURE = (*CASES, "CHANNEL")
"""What stands with 政府信息公开 and says all that it does."""
_NAMES = frozenset({UNKNOWN, "NOUN", "LATIN", "TITLE", "HEAD"})
"""What names the thing that is counted, where it stands right before the number, or 申请 of another sort."""
_LISTED_NOUNS = frozenset("DOCUMENT LICENSING PENALTY COERCION FEES OUTCOME".split())
"""What is counted together with that which is joined to it, known or not."""


def kinds_of(item: Item, context: Context) -> Iterator[tuple[Token, str]]:
    """The tokens of an item that say something in shapes, each with its category there."""
    core = item.core if item.kinds.isdisjoint(BEHIND_EXAMPLES) else _without_examples(item.core)
    core = _without_complaints(core) if "NOT" in item.kinds and item.has(*CASES) else core
    for previous, token, following in zip((None, *core), core, (*core[1:], None), strict=False):
        is_joined = token.kind in _JOINS and (
            _says_when(previous, token, following) or _joins_bodies(previous, token, following)
        )
        is_needless = is_joined or _is_anybody(previous, token, following) or marks_cause(token, following)
        kind = "" if is_needless else _kind(token, item, context)
        if kind == "" and token.kind == "DATE" and previous is not None and previous.kind == "CARRY":
            kind = "THIS"  # carried into the year of the report, and not out of it
        if token.value == "effective" and not any(
            each is not None and each.kind in ("COUNT", "DOCUMENT") for each in (previous, following)
        ):
            kind = ""
        if kind:
            yield token, kind


def _without_examples(core: Sequence[Token]) -> Sequence[Token]:
    """The words without examples of what is counted: 收取证照工本费等行政事业性收费212万元, 不掌握、需制作等无法提供35件."""
    at = next((n for n in range(len(core)) if _follows_examples(core, n)), 0)
    examples = _EXAMPLES | ({"OUTCOME"} if core[at].kind == "OUTCOME" else frozenset())
    first = next((n + 1 for n in range(at - 1, -1, -1) if core[n].kind not in examples), 0)
    return [*core[:first], *core[at:]] if first < at and core[first].kind != "ETC" else core


def _without_complaints(core: Sequence[Token]) -> Sequence[Token]:
    """The words without complaints that are denied together with reviews or lawsuits: 未发生投诉举报、行政复议, 零复议、零投诉."""
    left_out: set[Token] = set()
    for previous, token, following in zip((None, *core), core, (*core[1:], None), strict=False):
        is_listed = any(each is not None and each.kind in ("PAUSE", "AND") for each in (previous, following))
        beside = [each for each in core if each.end == token.start and each.kind == "NOT" and each is not core[0]]
        if token.value == "complaint" and (is_listed or beside):
            left_out |= {token, *beside}
    return [token for token in core if token not in left_out]


def _follows_examples(core: Sequence[Token], at: int) -> bool:
    """Whether 等 stands right before what is counted, or begins its word."""
    if core[at].kind not in BEHIND_EXAMPLES:
        return False
    return core[at].text[0] in _AND_SUCH or (at > 0 and core[at - 1].text in _AND_SUCH)


_AND_SUCH = spelled("etc")
_EXAMPLES = frozenset({UNKNOWN, "NOUN", "MATTER", "PAUSE", "AND", "FILL", "PARTY", "APPLICANT", "PAPERS", "ETC"})
"""What names examples."""
_JOINS = ("BY", "AND", "AMID")


def _is_anybody(previous: Token | None, token: Token, following: Token | None) -> bool:
    """Whether it says no more than that somebody applied, between 收到 and the applications: 新收群众申请12件."""
    if token.value != "anybody" or previous is None or following is None:
        return False
    return previous.kind == "RECEIVE" and following.kind == "APPLICATION"


def _says_when(previous: Token | None, token: Token, following: Token | None) -> bool:
    """Whether it is no more than a word for a time or the body, before it or behind: 于当年, 在12月31日前, 向我局, 2023年内."""
    if token.kind == "AMID":
        return previous is not None and previous.kind == "DATE"
    return token.kind == "BY" and following is not None and following.kind in ("THIS", "DATE", "FILL", "OWN")


def _joins_bodies(previous: Token | None, token: Token, following: Token | None) -> bool:
    """Whether it joins bodies that say nothing in shapes: 我局及派出机构, 县政府及县政府办公室."""
    if previous is not None and following is not None and joins_office(previous, token, following):
        return True
    beside = {each.kind for each in (previous, following) if each is not None}
    return token.kind == "AND" and beside <= _BODIES


def _is_name_or_its_end(token: Token, item: Item, context: Context) -> bool:
    """Whether it names a body, or ends the name of an outcome: “予以公开”类41件."""
    ends_outcome = token.text in ENDS_OUTCOME and item.has("OUTCOME")
    return token.kind == UNKNOWN and (ends_outcome or context.is_body(token.text))


def _kind(token: Token, item: Item, context: Context) -> str:
    """The category of a token in shapes, empty where it says nothing there."""
    if token.kind in _SAYS_NOTHING or _is_name_or_its_end(token, item, context):
        return ""
    if token.value == "opening" and item.has("CARRY", "PENDING"):
        return "LAST"
    if token.value in ("from", "same time") and "CARRY" in item.kinds:
        return ""
    if token.kind in _TIMES:
        return _direction(token, context) if item.has("CARRY", "PENDING") else ""
    if token.kind in _WAY and "CHANNEL" in item.kinds and "RECEIVE" in item.kinds:
        return ""
    if (token.kind == "DISCLOSURE" and item.has(*_OVER_DISCLOSURE)) or _is_case_named(token, item):
        return ""
    if token.kind == "BY" and any(each.value == "reason" for each in item.core):
        return ""  # 以执法案卷为由
    if (token.kind, token.value) == ("COMPARE", "from") and names_who(item):
        return ""
    if token.value in _IN_SHAPES:
        return f"{token.kind}{str(token.value).upper()}"
    return "AND" if token.kind == "PAUSE" else token.kind


def _is_case_named(token: Token, item: Item) -> bool:
    """Whether 案件 names no more than the kind of cases, their result, or what is carried, right before it: 直接起诉的3件案件, 被纠正的案件, 结转案件."""
    if token.value != "case":
        return False
    before = [
        each for each in item.core if each.end <= token.start and each.kind not in ("COUNT", "DISCLOSURE", "FILL")
    ]
    return bool(before) and before[-1].kind in (*CASES, "VERDICT", "CARRY")


def _direction(token: Token, context: Context) -> str:
    """A time from or into which something is carried."""
    if not isinstance(token.value, YearMention):
        return token.kind
    year, own = token.value.year, context.year
    if year is None or own is None or year == own:
        return ""
    return "LAST" if year < own else "NEXTYEAR"


Kinds = list[tuple[Token, str]]


def marked(kinds: Iterable[tuple[Token, str]], count: Token | None = None) -> Kinds:
    """The same, `#` for the count that is asked about and `N` for any other."""
    return [(token, "#" if token is count else "N" if kind == "COUNT" else kind) for token, kind in kinds]


def without_base(kinds: Kinds) -> Kinds:
    """The same without what a count rose or fell from, where it tells what became of that; else nothing.

    由30件增至42件; of documents and of what is in force or came in no base need be told: 现行有效的增至8件, 新收申请增至35件.
    """
    told = [kind for _, kind in kinds]
    at = told.index("#")
    if told[at - 1 : at] != ["CHANGE"] or "to" not in str(kinds[at - 1][0].value):
        return []
    if told[at - 2 : at - 1] in _NEED_NO_BASE:
        return [*kinds[: at - 1], *kinds[at:]]
    if told[at - 2 : at - 1] != ["N"]:
        return []
    start = at - 2
    while start and told[start - 1] in ("COMPARE", "LAST"):
        start -= 1
    return [*kinds[:start], *kinds[at:]]


_NEED_NO_BASE = (["INFORCE"], ["DOCUMENT"], ["APPLICATION"], ["RECEIVE"])


def word_of(kinds: Kinds, *, is_loose: bool) -> str:
    """The letters of what is left of an item; 共 is left out where more than it tells what is counted.

    Loosely, words that aren't understood are passed over before the number; behind it they say what became of it.
    """
    kept = [(token, kind) for token, kind in kinds if kind != "BECAUSE"]
    told = _loosened(kept) if is_loose else [kind for _, kind in kept]
    without = [kind for kind in told if kind != "TOTAL"]
    if without[-1:] == ["AND"]:  # behind it stands what says nothing: 全部办结并送达申请人
        without.pop()
    return letters(told if set(without) <= {"#", "APPLICATION"} else without)


def _loosened(kinds: Kinds) -> list[str]:
    """The categories without words that aren't understood; behind the number none is left, or all are."""
    told = [kind for _, kind in kinds]
    at = told.index("#") if "#" in told else len(told)
    is_named = told[at + 1 : at + 2] in (["APPLICATION"], ["DOCUMENT"])
    behind = at + 1 + is_named
    is_told_how = told[at + 1 : at + 3] in _DOCUMENTS_TOLD_HOW
    is_remark = is_told_how or _is_remark(told[behind:], is_in_force=told[at - 1 : at] == ["INFORCE"])
    if _counts_alone(kinds[at:]) and is_remark and "BY" not in told[:at]:
        del told[behind:]
    return [kind for n, kind in enumerate(told) if n > at or not _is_passed_over(kinds, n)]


_DOCUMENTS_TOLD_HOW = (["DOCUMENT", "BY"], ["DOCUMENT", "REVISE"])
"""What begins a remark on documents that are counted right before: 出台的5件规范性文件以文字解读为主."""


def _counts_alone(kinds: Kinds) -> bool:
    """Whether a number is of cases by its unit, so that no noun behind it need say of what: 7件, and not 3个功能区."""
    return bool(kinds) and is_in_units(kinds[0][0].value, CASES_ALONE)


def _is_remark(behind: list[str], *, is_in_force: bool) -> bool:
    """Whether what stands behind a number begins with words that aren't known, and tells nothing of what is counted.

    Behind what is in force it may begin with any: 现行有效的26件全部在网站公开.
    """
    return bool(behind) and (is_in_force or behind[0] in _BEGINS_REMARK) and SUBJECTS.isdisjoint(behind)


_BEGINS_REMARK = NOT_UNDERSTOOD - {"BY", "APPLICANT", "CHANNEL"} | {"PAPERS"}


def _is_passed_over(kinds: Kinds, at: int) -> bool:
    """Whether a word isn't understood, and names nothing that is counted; or joins such a word to another."""
    kind = kinds[at][1]
    if (kind not in NOT_UNDERSTOOD and kind != "AND") or _is_of_more(kinds, at):
        return False
    after = [k for _, k in kinds[at + 1 : at + 3]]
    following = after[0] if after else ""
    if kind in _NAMES and (following == "#" or _is_bare(kinds[at + 1 : at + 2])):
        return False
    if kind != "AND" and following == "AND" and _LISTED_NOUNS.issuperset(after[1:]):
        return False
    if _is_of_two_causes(kinds, at) or _is_of_sum(kinds, at):
        return False
    if kind == "BY" and "AMID" in (k for _, k in kinds):
        return False  # 在17件案件中 says of what something is told
    if kind == "REST" and following == "ANSWER":
        return False  # 按其他情形办理1件
    beside = {following, *(k for _, k in kinds[max(0, at - 1) : at])}
    return kind != "AND" or (not beside.isdisjoint(NOT_UNDERSTOOD) and following not in _LISTED_NOUNS)


def _is_of_two_causes(kinds: Kinds, at: int) -> bool:
    """Whether it joins what isn't known to a cause, which an outcome has together with that: 属于行政查询或内部资料不予公开2件."""
    told = [kind for _, kind in kinds]
    joined = next((n for n in range(at, 0, -1) if kinds[n][0].kind == "AND"), 0)
    end = told.index("OUTCOME", joined) if "OUTCOME" in told[joined:] else joined
    between = told[joined + 1 : end]
    return bool(joined) and told[joined - 1] == "OUTCOME" and bool(between) and NOT_UNDERSTOOD.issuperset(between)


def _is_of_sum(kinds: Kinds, at: int) -> bool:
    """Whether it joins what isn't known to an outcome, and both are counted up together: 不掌握、需加工类答复共15件."""
    told = [kind for _, kind in kinds]
    total = told.index("TOTAL", at) if "TOTAL" in told[at:] else 0
    joined = next((n for n in range(total, 0, -1) if kinds[n][1] == "AND"), 0)
    is_summed = told[total + 1 : total + 2] == ["#"] and told[joined + 1] != "OUTCOME"
    return is_summed and bool(joined) and told[joined - 1] == "OUTCOME"


def _is_of_more(kinds: Kinds, at: int) -> bool:
    """Whether it says that others are counted with an outcome: 不予处理及其他情形6件."""
    start = at - _OF_MORE.index(kinds[at][1]) if kinds[at][1] in _OF_MORE else -1
    return start >= 0 and [kind for _, kind in kinds[start : start + len(_OF_MORE)]] == _OF_MORE


_OF_MORE = ["OUTCOME", "AND", "REST"]


def _is_bare(kinds: Kinds) -> bool:
    return any(token.value in ("bare", "short") for token, _ in kinds)


class Fit(NamedTuple):
    """How an item fits the shapes of measures when it is held against them for one of its counts, or for a denial.

    `kinds` are what is left of it in shapes, `#` for the count; `exact` are the measures with a shape that fits as it
    stands, `loose` those with one that fits when words that aren't understood are passed over.
    """

    kinds: Kinds
    exact: tuple[Measure, ...]
    loose: tuple[Measure, ...]

    @property
    def categories(self) -> tuple[str, ...]:
        """The categories that shapes are held against."""
        return tuple(kind for _, kind in self.kinds)

    @property
    def loosened(self) -> tuple[str, ...]:
        """The categories without words that aren't understood."""
        return tuple(_loosened(self.kinds))

    def shapes_of(self, measure: Measure) -> tuple[int, ...]:
        """Which shapes of a measure fit, counted from one."""
        listed = measure.shapes if "#" in self.categories else measure.denials
        words = [word_of(self.kinds, is_loose=loose) for loose in (False, True)]
        return tuple(n for n, shape in enumerate(listed, 1) if any(Shape(shape).fits(word) for word in words))


def fit(item: Item, context: Context, count: Token | None = None) -> Fit:
    """How an item fits, for those who ask why a claim was made or none was."""
    kinds = marked(kinds_of(item, context), count)
    exact, loose = (fitting(word_of(kinds, is_loose=is_loose)) for is_loose in (False, True))
    return Fit(kinds, exact, tuple(each for each in loose if each not in exact))
