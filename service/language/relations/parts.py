"""What a list names as parts of its total, and what makes it all of it or only some."""

from dataclasses import dataclass, field

from service.language.lexicon import spelled
from service.language.mentions.figures import AMOUNTS, INFORMATION, is_in_units
from service.language.relations.figures import ATTRIBUTES, Figure
from service.reports.finding import Number

_ATTRIBUTES = ("OUTCOME", "NORESULT", "VERDICT", "APPLICANT", "CHANNEL")
_KIND = {"NORESULT": "OUTCOME"}
_BOTH = (
    ({"natural_person"}, {"organizations", *spelled("legal_person")}),
    ({*spelled("online")}, {*spelled("offline")}),
    tuple({half} for half in spelled("halves")),
    ({"DIRECT"}, {"AFTER"}),
)
"""What there is beside each other, and nothing else."""
_BOTH_IN_WORDS = tuple(
    spelled(pair) for pair in ("both_callers", "both_visits", "both_areas", "both_owners", "both_posts", "both_levels")
)
"""The same, each named by a word that the other's name lacks: 个人98人次、单位28人次."""
_CASES = frozenset({"REVIEW", "LITIGATION"})
"""The two kinds of cases, which a total that names both is of."""
_DISPUTES = spelled("disputes")
_NOT = spelled("not")
_NAME = 2
"""Characters by which a part is named."""
_ALL = 100


def _are_of(texts: list[str], first: str, second: str) -> bool:
    """Whether the first of two texts has one word alone, and the second the other."""
    return [(first in text, second in text) for text in texts] == [(True, False), (False, True)]


@dataclass(slots=True)
class Parts:
    """What was listed: `figures`, whether it is all parts to its end, and the other ways in which it may be read."""

    figures: list[Figure] = field(default_factory=list)
    is_full: bool = True
    is_some: bool = False
    """Whether it says that it names the main parts."""
    is_open: bool = False
    """Whether it says that there are more, or that parts may overlap."""
    shares: list[Number] = field(default_factory=list)
    """Which percentage of its total each part is told to be, as far as that is told."""
    summed: Figure | None = None
    """A total of its own that follows it, which it comes to."""
    is_sum_shared: bool = False
    """Whether a share stands right behind that: 合计1205条,占全部的71.1%."""
    may_overlap: bool = False
    """Whether words beside it say that one thing may be counted more than once, or are of several ways at once."""
    names_narrower: bool = False
    """Whether the name of a part may be of several of them: 重复的3件."""
    leaves_rest: bool = False
    """Whether what is left is named behind it, without a number that is listed."""
    is_to_end: bool = True
    """Whether nothing is told behind it before the sentence ends."""
    is_told_on: bool = False
    """Whether words without a number, or a rate, are all that follows the list in its sentence: 答复率100%."""
    others: list[list[Figure]] = field(default_factory=list)

    @property
    def is_vague(self) -> bool:
        """Whether nobody can tell that these are all; what names the rest is all, however it begins."""
        return self.is_open or (self.is_some and not self.names_rest)

    @property
    def names_rest(self) -> bool:
        """Whether its last part is whatever is left: 其他12条."""
        return bool(self.figures) and self.figures[-1].is_rest

    @property
    def begins_with_sum(self) -> bool:
        """Whether its first part alone is told to be a sum, of several totals it may be, and others are something else."""
        are_sums = [[token.kind for token in figure.clause[1:]][-1:] == ["TOTAL"] for figure in self.figures]
        return are_sums[:1] == [True] and not any(are_sums[1:])

    @property
    def names_all_plainly(self) -> bool:
        """Whether nothing about it says that there is more."""
        is_plain = (self.is_full or self.is_told_on) and not (self.is_vague or self.leaves_rest)
        return is_plain and len(self.figures) > 1 and not any(figure.is_named_year for figure in self.figures)

    def are_shares_of_less(self, total: Number) -> bool:
        """Whether the percentages that its parts are told to be leave some out, as much as the parts do."""
        if not self.shares or len(self.shares) < len(self.figures):
            return False
        told, counted = float(sum(self.shares)), float(sum(self.values)) / float(total) * 100
        return 2 * abs(told - counted) < _ALL - told

    @property
    def are_joined(self) -> bool:
        """Whether nothing but 、 or 和 stands between its parts, so that what follows a comma is no more of them."""
        return all({"PAUSE", "AND"}.intersection(figure.kinds[:1]) for figure in self.figures[1:])

    @property
    def are_alike(self) -> bool:
        """Whether its parts are named as kinds of one thing: 资源信息210条、项目信息180条; 自然人17件,企业2件."""
        if self.are_attributes:
            return True
        names = {figure.label[-1:] for figure in self.figures}
        return len(names) == 1 and "" not in names and not any("ISSUE" in figure.kinds for figure in self.figures)

    @property
    def are_attributes(self) -> bool:
        """Whether its parts are all told apart by whom applications came from, or all by which way."""
        return any(all(kind in figure.kinds for figure in self.figures) for kind in ATTRIBUTES)

    @property
    def are_amounts(self) -> bool:
        """Whether it lists what was paid or got, of which nothing is counted twice."""
        return all(is_in_units(figure.token.value, AMOUNTS) for figure in self.figures)

    @property
    def are_information(self) -> bool:
        """Whether it lists what was published, of which each has one place in it: 政策解读46条, 工作动态126条."""
        return any(is_in_units(figure.token.value, INFORMATION) for figure in self.figures)

    @property
    def are_outcomes(self) -> bool:
        """Whether each of its parts is an outcome of applications, or a result of cases, of which each has one."""
        are_results = [figure for figure in self.figures if "VERDICT" in figure.kinds or figure.is_rest]
        return len(are_results) == len(self.figures) or all("OUTCOME" in figure.kinds for figure in self.figures)

    def are_both_of(self, total: Figure) -> bool:
        """Whether two parts are all that there can be: 线上 and 线下, or the two that the total's words name, as 预决算 does."""
        if len(self.figures) != len(_BOTH[0]):
            return False
        said = [
            {*figure.kinds, *(str(token.value or token.text) for token in figure.clause)} for figure in self.figures
        ]
        for first, second in _BOTH:
            if any(not (one.isdisjoint(first) or other.isdisjoint(second)) for one, other in (said, said[::-1])):
                return True
        kinds = [_CASES.intersection(figure.kinds) for figure in self.figures]
        names_both = _CASES.issubset(total.kinds) or any(
            word in token.text for token in total.clause for word in _DISPUTES
        )
        if names_both and kinds[0] and kinds[1] and kinds[0] != kinds[1]:
            return True  # 复议和诉讼共23件,其中复议11件,诉讼12件
        if self.figures[1].label in [f"{word}{self.figures[0].label}" for word in _NOT]:
            return True  # 采纳30条,未采纳10条
        texts = ["".join(token.text for token in figure.clause) for figure in self.figures]
        if any(_are_of(texts, *pair) for pair in _BOTH_IN_WORDS):
            return True
        names = [figure.label[-_NAME:] for figure in self.figures]
        words = {char for token in total.clause for char in token.text}
        return len(set(names)) > 1 and all(len(name) == _NAME and words.issuperset(name) for name in names)

    @property
    def values(self) -> tuple[Number, ...]:
        """The parts' values."""
        return tuple(values_of(self.figures))

    def fills(self, total: Number) -> bool:
        """Whether its parts make the total: all, the first of them, those of one kind, or those on one level."""
        if any(sum(values_of(other)) == total for other in (self.figures, *self.others, *self.groups)):
            return True
        if sum(counted_for_each(figure) for figure in self.figures) == total:
            return True
        added: Number = 0
        for n, value in enumerate(self.values[:-1]):
            added += value
            following = self.figures[n + 1]
            if added == total and following.kinds[:1] != ("PAUSE",) and not _is_alike(following, self.figures[0]):
                return True
        return False

    def goes_into(self, total: Number) -> bool:
        """Whether all behind one part is what that one comes to, and those up to it are no more than the total.

        入库412份,其中可公开的298份,已公开290份,余下8份待核.
        """
        if not self.figures or "REMAIN" not in self.figures[-1].kinds:
            return False
        values = self.values
        ends = (n for n in range(1, len(values) - 1) if sum(values[n:]) == values[n - 1])
        return any(sum(values[:n]) <= total for n in ends)

    @property
    def groups(self) -> list[list[Figure]]:
        """The parts by the attributes that they are told by, where those are several."""
        return _by_attribute(self.figures)

    @property
    def least(self) -> Number:
        """What the parts come to that must be parts of one total: the greatest of the attributes, of several."""
        told = [sum(values_of(other)) for other in self.groups]
        return max(told, default=sum(self.values)) if len(told) > 1 else sum(self.values)


def _by_attribute(figures: list[Figure]) -> list[list[Figure]]:
    """The list taken apart where another attribute of the same cases begins: who applied, and what became of it."""
    groups: list[list[Figure]] = []
    last = ""
    for figure in figures:
        named = next((_KIND.get(kind, kind) for kind in _ATTRIBUTES if kind in figure.kinds), "")
        if not groups or (named and last and named != last):
            groups.append([])
        groups[-1].append(figure)
        last = named or last
    return groups if len(groups) > 1 else []


def values_of(figures: list[Figure]) -> list[Number]:
    """What counts are, percentages left out."""
    return [figure.quantity.value for figure in figures if figure.quantity]


def counted_for_each(figure: Figure) -> Number:
    """What a part comes to, counted once for each of the things that 、 lists before 各: 党务、政务各25篇."""
    value = figure.quantity.value if figure.quantity else 0
    if not figure.is_of_each:
        return value
    kinds = figure.kinds
    start = max((n for n, kind in enumerate(kinds) if kind in _BETWEEN_PARTS), default=-1)
    return value * (1 + sum(kind in ("PAUSE", "AND") for kind in kinds[start + 1 :]))


_BETWEEN_PARTS = ("COMMA", "SEMI", "COLON", "AMONG")


def _is_alike(following: Figure, first: Figure) -> bool:
    """Whether both are of applicants, or both of ways, so that one list names them."""
    return any(kind in following.kinds and kind in first.kinds for kind in ATTRIBUTES)
