"""The figures of a sentence in order, each with the words before it: what breakdowns, shares and growth are read from.

A row is what stands on one level: the sentence without its brackets, or what stands in one of them. A bracket's row
hangs on the figure that it stands behind.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise, takewhile

from service.language.clauses import Item, Segment
from service.language.lexer import UNKNOWN, Token
from service.language.lexicon import spelled
from service.language.mentions.figures import Percent, Quantity, YearMention, share_in_words, time_taken

MARKS = frozenset({"COMMA", "SEMI", "COLON", "PAUSE", "STOP", "GOES_ON"})
ATTRIBUTES = ("CHANNEL", "APPLICANT")
"""By what applications are told apart: which way they came, and who made them."""
_MOST_FIGURES = 60
"""A row that counts more often is a list that nobody reads, and tells nothing."""
_FIGURES = ("COUNT", "PERCENT")
_TIME_TAKEN = "TIME TAKEN"
_FIGURES_IN_TIME = (_TIME_TAKEN, "PERCENT")
_YEARS = ("LAST", "DATE")
_REST = ("REST", "REMAIN")


class Figure:
    """A count (`quantity`) or a percentage (`percent`); `lead` is what stands since the one before it.

    Marks are in the lead, brackets are left out of it; `clause` is what stands in it behind the last mark.
    """

    __slots__ = ("asides", "behind", "clause", "kinds", "label", "lead", "percent", "quantity", "token")

    def __init__(self, token: Token, lead: Iterable[Token]) -> None:
        """`token` is that of the figure."""
        self.token, self.lead = token, _with_move(token, tuple(lead))
        self.kinds = tuple([each.kind for each in self.lead])
        self.clause = self.lead[behind_last(MARKS, self.kinds) :]
        value = token.value
        self.quantity = value if isinstance(value, Quantity) else None
        self.percent = _told_by(self.clause, value) if isinstance(value, Percent) else None
        self.label = "".join([token.text for token in self.clause if token.kind not in _NO_LABEL])
        """What it counts, by the words right before it that nothing else is known of."""
        self.asides: list[Row] = []
        self.behind: tuple[str, ...] = ()
        """The categories of what stands between it and the next figure of its row."""

    @property
    def is_time_taken(self) -> bool:
        """Whether it tells how long something took."""
        return self.token.kind == _TIME_TAKEN

    @property
    def is_rest(self) -> bool:
        """Whether it is of whatever is left: 其他12条."""
        return any(token.kind in _REST for token in self.clause)

    @property
    def is_share(self) -> bool:
        """Whether it is a percentage that something takes up of another: 占62%."""
        return self.percent is not None and "SHARE" in self.kinds

    @property
    def is_named_year(self) -> bool:
        """Whether a year in digits stands in its lead."""
        return any(isinstance(token.value, YearMention) and token.value.year for token in self.lead)

    @property
    def before_clause(self) -> tuple[Token, ...]:
        """What stands in the lead before its clause, up to the last mark: 学区, of 63所 in 19所学区,合计63所."""
        return self.lead[: len(self.lead) - len(self.clause)]

    @property
    def is_of_each(self) -> bool:
        """Whether it is counted for each of what is named right before it: 党务、政务各25篇."""
        return bool(self.clause) and self.clause[-1].value == "each"


def _with_move(figure: Token, lead: tuple[Token, ...]) -> tuple[Token, ...]:
    """What stands before a figure; one character right before a percentage tells which way that is: 增17.2%, 降7.3%."""
    if figure.kind != "PERCENT" or not lead or lead[-1].kind != UNKNOWN or lead[-1].text not in _MOVES:
        return lead
    return (*lead[:-1], lead[-1]._replace(kind="CHANGE", value=_MOVES[lead[-1].text]))


_MOVES = dict.fromkeys(spelled("rise_by"), "rise") | dict.fromkeys(spelled("fall_by"), "fall")


def _told_by(words: Sequence[Token], percent: Percent) -> Percent:
    """A percentage as the words before it tell it: 约占20% is about as much."""
    is_about = any(token.kind == "SHARE" and token.value == "about" for token in words)
    return percent._replace(is_exact=False, is_about=True) if is_about else percent


def behind_last(marks: frozenset[str], kinds: Sequence[str]) -> int:
    """Where what stands behind the last of some marks begins; 0 where there is none."""
    at = len(kinds)
    while at and kinds[at - 1] not in marks:
        at -= 1
    return at


_NO_LABEL = frozenset("AMONG FILL ALL AND SHARE TOTAL AMID BY QUOTE RECEIVE ISSUE".split())


@dataclass(eq=False, slots=True)
class Row:
    """Figures on one level, what stands behind the last, and what the whole hangs on where it is a bracket."""

    figures: list[Figure]
    tail: tuple[Token, ...]
    anchor: Figure | None = None
    remarks: tuple[Token, ...] = ()
    """What brackets without figures say."""

    @property
    def tail_kinds(self) -> list[str]:
        """The categories of what stands behind the last figure."""
        return [token.kind for token in self.tail]


def before_bracket(row: Row, found: Sequence[Row]) -> list[Figure]:
    """The figures up to that which the bracket of a row stands behind, in its sentence's rows; none for what is in no bracket."""
    if row.anchor is None:
        return []
    home = next((each.figures for each in found if row.anchor in each.figures), [row.anchor])
    return home[: home.index(row.anchor) + 1]


def tells_parts(row: Row) -> bool:
    """Whether it begins as parts of what the sentence before counts: 其中网站142条,公众号184条."""
    return row.figures[0].kinds[:1] == ("AMONG",)


def rows(
    segments: Sequence[Segment],
    anchor: Figure | None = None,
    *,
    in_words: bool = False,
    in_time: bool = False,
    with_counts: bool = False,
) -> Iterator[Row]:
    """The row of a tree, and those of its brackets behind it; none for what has no figure or far too many.

    Shares and growth told in words are figures of it, too, where `in_words`; how long something takes is, and no count but `with_counts`, where `in_time`.
    """
    kinds = ((*_FIGURES_IN_TIME, *_FIGURES) if with_counts else _FIGURES_IN_TIME) if in_time else _FIGURES
    figures: list[Figure] = []
    lead: list[Token] = []
    inner: list[Row] = []
    remarks: list[Token] = []
    for item in [item for segment in segments for clause in segment.clauses for item in clause.items]:
        asides = list(item.asides)
        for token in _in_time(item) if in_time else _with_multiples(item) if in_words else item.tokens:
            while asides and asides[0][0].start <= token.start:
                inner += _hung(asides.pop(0), figures, lead, in_time=in_time)
            told = _share_told(token, figures, lead) if in_words else token
            if told.kind in kinds and not _is_not_one(told, lead):
                figures.append(Figure(told, lead))
                lead = []
            else:
                lead.append(token)
        for aside in asides:
            inner += _hung(aside, figures, lead, in_time=in_time)
        for aside in item.asides:
            remarks += _words(aside)
        if item.mark:
            lead.append(Token(item.mark, "", item.end, item.end))
    figures = _without_number_of_parts(figures)
    for figure, following in pairwise(figures):
        figure.behind = following.kinds
    if figures and len(figures) <= _MOST_FIGURES:
        yield Row(figures, tuple(lead), anchor, tuple(remarks))
    yield from inner


def _without_number_of_parts(figures: list[Figure]) -> list[Figure]:
    """The figures without that which tells how many parts stand behind it: 分布在四个城区,依次为31个、27个、22个和16个."""
    for at, (each, following) in enumerate(pairwise(figures)):
        if "AMONG" not in each.kinds or "VIEW" not in following.kinds or each.quantity is None:
            continue
        listed = takewhile(lambda figure: _LISTS.issuperset(figure.kinds), figures[at + 2 :])
        if each.quantity.value == 1 + sum(1 for _ in listed):
            lead = [*each.lead, each.token._replace(kind="FILL", value=None), *following.lead]
            return [*figures[:at], Figure(following.token, lead), *figures[at + 2 :]]
    return figures


_LISTS = frozenset({"PAUSE", "AND"})


def _share_told(token: Token, figures: Sequence[Figure], lead: Sequence[Token]) -> Token:
    """A word as the share, growth or rate that it tells behind what says so: 占三成, 占30个村的三成, 增长三成, 解读率九成二."""
    if token.kind != "SOME":
        return token
    is_of_whole = bool(figures) and bool(lead) and lead[-1].value == "of" and all(t.kind not in MARKS for t in lead)
    words = [*(figures[-1].lead if is_of_whole else ()), *lead]
    is_told = any(each.kind == "SHARE" for each in words) or (bool(lead) and lead[-1].kind in ("CHANGE", "RATE"))
    share = share_in_words(token.text) if is_told else None
    return token._replace(kind="PERCENT", value=share) if share else token


def _with_multiples(item: Item) -> Iterator[Token]:
    """The words of an item, with those that tell of a multiple as the growth that it is: 翻了一番."""
    for at, token in enumerate(item.tokens):
        if token.text in _DOUBLED:
            yield Token("CHANGE", "", token.start, token.start, "rise")
            is_more = "".join(each.text for each in item.tokens[at + 1 : at + 3]).startswith(_AND_MORE)
            yield token._replace(kind="PERCENT", value=_MORE_THAN_TWICE if is_more else _TWICE)
        else:
            yield token


_DOUBLED, _AND_MORE = frozenset(spelled("doubled")), spelled("and_more")
_TWICE, _MORE_THAN_TWICE = Percent(Decimal(100), blur=30.0), Percent(Decimal(100), blur=100.0, lean=1)
"""What has doubled, which is told of anything near, and what has more than doubled."""


def _in_time(item: Item) -> Iterator[Token]:
    """The words of an item, its numbers of workdays or the like as figures where no more than how they changed follows."""
    is_average = any(token.kind == "RATE" for token in item.tokens)
    end = 0
    for at, token in enumerate(item.tokens):
        behind = "".join(each.text for each in item.tokens[at + 1 : at + _UNIT])
        told = time_taken(token.text, behind, is_average=is_average) if token.kind == "NUMBER" else None
        if told and _is_told_plainly(item, token.end + told[1]):  # 春节8天接待游客318万人次,较2023年春节7天增长21%
            end = token.end + told[1]
            yield token._replace(kind=_TIME_TAKEN, value=told[0], end=end, text=token.text + behind[: told[1]])
        elif token.end > end:
            yield token._replace(text=token.text[max(0, end - token.start) :], start=max(end, token.start))


def _is_told_plainly(item: Item, end: int) -> bool:
    """Whether what stands behind a place in an item is nothing, 中 or 的, or how something changed."""
    behind = next((token for token in item.tokens if token.end > end), None)
    is_next = behind is not None and behind.start == end
    return behind is None or (is_next and (behind.kind in ("CHANGE", "COMPARE", "AMID") or behind.value == "of"))


_UNIT = 4
"""Words that a unit of time may be made of, with the number before it."""


def _is_not_one(token: Token, lead: Sequence[Token]) -> bool:
    """Whether it denies that there was even one: 没有一件被判决纠正."""
    is_one = isinstance(token.value, Quantity) and token.value.value == 1
    return is_one and bool(lead) and lead[-1].kind == "NOT"


def _words(aside: tuple[Segment, ...]) -> tuple[Token, ...]:
    """The words of a bracket that has no figures."""
    words = tuple(token for segment in aside for item in segment.items for token in item.tokens)
    return () if any(token.kind in _FIGURES for token in words) else words


def _tells_share_in_words(lead: Sequence[Token]) -> bool:
    """Whether words end with a share: 占无法提供的九成以上."""
    return bool(lead) and lead[-1].kind == "SOME" and any(token.kind == "SHARE" for token in lead)


def _hung(aside: tuple[Segment, ...], figures: list[Figure], lead: list[Token], *, in_time: bool) -> list[Row]:
    """The rows of a bracket; the one figure behind a year is told on the level of that year: 较2024年(1050条).

    So is a share behind words that tell about as much: 占无法提供的九成以上(90.9%).
    """
    found = list(rows(aside, figures[-1] if figures else None, in_time=in_time))
    if not found:
        return []
    first = found[0].figures[0]
    is_share = first.percent is not None and _tells_share_in_words(lead)
    if lead and (lead[-1].kind in _YEARS or is_share) and len(found[0].figures) == 1:
        figures.append(Figure(first.token, lead[:-1] if is_share else lead))
        lead.clear()
        return []
    if not figures:
        return []
    figures[-1].asides.append(found[0])
    return found
