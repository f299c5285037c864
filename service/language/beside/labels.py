"""What stands as a label before counts narrows them: 自然人方面,新收86件,办结87件; 征地方面,发生行政复议5件."""

from collections.abc import Callable, Sequence

from service.language.beside.changes import doubted, pass_all, pass_over, with_some_of_each
from service.language.beside.items import is_for_information, is_over_disclosure
from service.language.beside.label import MOST_WORDS, Label, is_bare_name, label_of
from service.language.claims import Claim, ReadItem, Relation
from service.language.clauses import CASES, DECIDED_OR_PAID, DECISIONS, Item
from service.language.lexicon import spelled
from service.language.measures import OF_ALL

_WHOLE_HAS = tuple(word.lstrip(",") for word in spelled("whole_has"))
_POINTS_AT_SOME, _DECISIONS, _ENFORCED = spelled("such"), spelled("bare_decisions"), spelled("enforced")
_SORT = spelled("class")


def _of_kinds_in_brackets(items: Sequence[ReadItem]) -> Sequence[ReadItem]:
    """Counts that 、 lists are of the kinds that stand in the brackets behind them: 收到申请86件(自然人)、33件(法人)."""
    counted = [at for at, each in enumerate(items) if each.item.counts and _is_sorted_in_bracket(each.item)]
    listed = [at for at in counted if items[at].item.mark == "PAUSE"]
    if not listed or len(counted) == 1:
        return items
    parts = {*listed, *counted[1:]}
    return [pass_all(each, "a part") if at in parts else each for at, each in enumerate(items)]


def _is_of_kind_in_bracket(item: Item) -> bool:
    """Whether a bracket says of which kind the decisions or answers before it are: 行政处罚(简易程序)68件, 不予处理(征收类)4件."""
    if not item.has("OUTCOME", *DECISIONS) or not item.counts or not _is_sorted_in_bracket(item):
        return False
    inner, named = next(item.in_brackets), next(t for t in item.tokens if t.kind in ("OUTCOME", *DECISIONS))
    if named.kind == "OUTCOME" and not inner.text.endswith(_SORT):
        return False
    return named.end < inner.start < item.counts[-1].start and not inner.text.startswith(_WHOLE_HAS)


def _is_sorted_in_bracket(item: Item) -> bool:
    """Whether it has a bracket that counts nothing and tells no more than a name."""
    inner = list(item.in_brackets)
    return len(inner) == 1 and not inner[0].counts and len(inner[0].tokens) <= MOST_WORDS


def _of_names_apart(items: Sequence[ReadItem]) -> Sequence[ReadItem]:
    """What is counted of one measure behind several names is some of it each: 治安管理:行政处罚12件;交通管理:行政处罚19件."""
    told: dict[str, list[int]] = {}
    is_named = False
    for at, each in enumerate(items):
        for claim in each.claims if is_named else ():
            told.setdefault(claim.measure, []).append(at)
        is_named = is_bare_name(each.item) or (is_named and each.item.mark != "SEMI")
    apart = {at for places in told.values() if len(places) > 1 for at in places}
    return [with_some_of_each(each) if at in apart else each for at, each in enumerate(items)]


def under_labels(items: Sequence[ReadItem], opened: Label = Label.NONE) -> list[ReadItem]:
    """The same, of which the counts behind a label are of some, up to a semicolon or what names all anew.

    `opened` is what the sentence before them is to its first part, or what a heading is to all of it.
    """
    if opened is Label.HEADED:
        return [_of_some(each) if each.claims else each for each in items]
    made: list[ReadItem] = []
    label: Label = opened
    is_counted = is_of_year = False
    for each in _of_names_apart(_of_kinds_in_brackets(items)):
        named = label_of(each.item)
        if named in _OF_SUBJECTS and each.claims:
            named = None
        if named is not None and (named is Label.SURE or not is_counted):
            label = named
        if _is_over(label, each.item):
            label = Label.NONE
        if label is Label.MANY and "AMONG" in each.item.kinds:
            label = Label.SOME  # 收到74件。答复73件,其中予以公开21件
        told = _perhaps_of_some(each) if _is_of_kind_in_bracket(each.item) else each
        made.append(_NARROWED[label](told) if told.claims and label is not Label.NONE else told)
        if _counts_such(each.item):
            label = Label.SURE
        elif label in (Label.NONE, Label.ABOVE) and not is_of_year and _counts_work(each):
            label = Label.WORK
        is_of_year = is_of_year or _tells_of_decisions_or_year(each.item)
        is_counted = bool(each.item.counts) or is_counted
        if each.item.mark == "SEMI":
            label, is_counted = opened if opened in _PAST_SEMICOLONS else Label.NONE, False
    return made


def _is_over(label: Label, item: Item) -> bool:
    """Whether an item is no longer under a label: it names all, what it counts anew, or another time."""
    if label is Label.SEASON:
        return item.has("THIS")
    if label in _OF_SUBJECTS:
        is_of_all = item.has("THIS", "DATE") if label is Label.SOME else _names_all(item)
        is_of_cases = item.has("THIS") and item.has(*CASES)  # 组织分局互查。全年被申请行政复议4件
        return is_of_all or is_of_cases or item.has("OWN", "REGION", "SYSTEM", "SEAT")
    if label in (Label.FIELD, Label.WORK):
        return item.has("OWN", "REGION") or (item.has("THIS") and item.has(*DECISIONS))
    if label is Label.OVER:
        is_told_over = is_over_disclosure(item) and not any(token.value == "objecting" for token in item.tokens)
        return is_told_over or item.has("OWN", "REGION") or (item.has("THIS") and item.has(*CASES))
    if label is Label.BUSINESS:
        return any(map(is_for_information, item.tokens))
    if label is Label.TIME:
        return any(
            token.kind == "DATE" or (token.kind == "THIS" and token.text not in _THROUGHOUT) for token in item.tokens
        )
    return _names_all(item) or (label in (Label.ABOVE, Label.ACT) and item.has("APPLICATION"))


_PAST_SEMICOLONS = (Label.SEASON, Label.OVER)
"""What a sentence is to all of the one behind it, and not to its first part alone."""
_THROUGHOUT = spelled("throughout")
_OF_SUBJECTS = (Label.SOME, Label.SORT, Label.MANY, Label.PART)
"""What a clause makes of those behind it by whom or what it tells of."""


def _names_all(item: Item) -> bool:
    """Whether it counts anew what it names in full: 全年共收到政府信息公开申请119件, 本年度因信息公开发生行政诉讼8件."""
    is_named = any(map(is_for_information, item.tokens)) or (item.has(*CASES) and item.has("CAUSE", "DISCLOSURE"))
    return bool(item.counts) and (is_named or item.has("TOTAL")) and "THIS" in item.kinds


def _counts_work(read: ReadItem) -> bool:
    """Whether it counts what a field is enforced by, and not in the year or by the body: 责令改正31家,作出行政处罚6件."""
    is_work = bool(read.item.counts) and any(word in read.item.text for word in _ENFORCED)
    return is_work and not read.claims and not read.item.has(*_OF_YEARS_WORK)


def _tells_of_decisions_or_year(item: Item) -> bool:
    """Whether it says that what its sentence counts is of the year, or counts decisions already: 办理快递业务许可57件."""
    return item.has("THIS", *DECISIONS) or any(word in item.text for word in _DECISIONS)


_OF_YEARS_WORK = ("THIS", "OWN", "REGION", "SYSTEM", "TOTAL", "FEES", *DECISIONS)


def _counts_such(item: Item) -> bool:
    """Whether it counts what was named before as one sort: 此类申请共收到45件."""
    return bool(item.counts) and any(token.text in _POINTS_AT_SOME for token in item.tokens)


def _of_some(read: ReadItem) -> ReadItem:
    """The same, of which nothing is told, as it is of the kind that its label names."""
    return pass_all(read, "a part")


def _perhaps(claim: Claim) -> Claim:
    is_of_all = claim.is_established and claim.relation is Relation.ALL and bool(claim.value)
    return claim.perhaps._replace(reason="of what") if is_of_all else claim


def _perhaps_of_some(read: ReadItem) -> ReadItem:
    """The same, of which no more is told than what is near the tables' figures, as its label may name some."""
    return read._replace(claims=tuple(map(_perhaps, read.claims)))


def _perhaps_of_part(read: ReadItem) -> ReadItem:
    """The same, of whose numbers those alone are told that are near the tables' figures, and nothing of what it denies."""
    told = (_perhaps(claim) if claim.value else pass_over(claim, "a part") for claim in read.claims)
    return read._replace(claims=tuple(told))


def _perhaps_of_some_applications(read: ReadItem) -> ReadItem:
    """The same, of whose applications those numbers alone are told that are near the table's."""
    told = (_perhaps(claim) if claim.table == "applications" else claim for claim in read.claims)
    return read._replace(claims=tuple(told))


def _perhaps_of_field(read: ReadItem) -> ReadItem:
    """The same, of whose decisions and fees those numbers alone are told that are near the table's."""
    told = (_perhaps(claim) if claim.measure in DECIDED_OR_PAID else claim for claim in read.claims)
    return read._replace(claims=tuple(told))


def _doubtful_beside_work(read: ReadItem) -> ReadItem:
    """The same, of whose decisions and fees each is to check, as it may be of the work that is counted before."""
    told = (doubted(claim, "of what") if claim.measure in DECIDED_OR_PAID else claim for claim in read.claims)
    return read._replace(claims=tuple(told))


def _perhaps_over_others(read: ReadItem) -> ReadItem:
    """The same, of whose cases those numbers alone are told that are near the table's."""
    told = (_perhaps_of_cases(claim) if claim.table == "reviews" else claim for claim in read.claims)
    return read._replace(claims=tuple(told))


def _perhaps_of_cases(claim: Claim) -> Claim:
    if not claim.value:
        return doubted(claim, "of what")  # 作出行政处罚42件。当事人均未申请行政复议
    return pass_over(claim, "a part") if claim.relation is Relation.SOME else _perhaps(claim)


def _perhaps_of_its_own(read: ReadItem) -> ReadItem:
    """The same, of which what came in and was answered may be of the kind that the sentence before tells of."""
    told = (_perhaps(claim) if claim.measure in OF_ALL else claim for claim in read.claims)
    return read._replace(claims=tuple(told))


def _perhaps_about_it(read: ReadItem) -> ReadItem:
    """The same; of documents what is told may be of fewer than all, and of no more: 围绕补助政策,制定规范性文件3件."""
    is_of_documents = any(claim.measure.startswith(_DOCUMENTS) for claim in read.claims)
    return with_some_of_each(read) if is_of_documents else _perhaps_of_some(read)


_DOCUMENTS = "normative_documents."


def _perhaps_of_that_name(read: ReadItem) -> ReadItem:
    """The same, whose counts may be of what is named, but for outcomes, which are named otherwise: 人事股:收到3件,办结3件."""
    told = (
        claim if claim.table == "applications" and claim.measure not in OF_ALL else _perhaps(claim)
        for claim in read.claims
    )
    return read._replace(claims=tuple(told))


def _perhaps_of_business(read: ReadItem) -> ReadItem:
    """The same, whose applications may be what citizens turned to the body with otherwise; those of one way are."""
    return read._replace(claims=tuple(map(_perhaps_other, read.claims)))


def _perhaps_other(claim: Claim) -> Claim:
    if claim.table != "applications":
        return claim
    return pass_over(claim, "other business") if claim.relation is Relation.SOME else _perhaps(claim)


_NARROWED: dict[Label, Callable[[ReadItem], ReadItem]] = {
    Label.ABOUT: _perhaps_about_it,
    Label.ABOVE: _perhaps_of_its_own,
    Label.TIME: _perhaps_of_some,
    Label.BUSINESS: _perhaps_of_business,
    Label.FIELD: _perhaps_of_field,
    Label.WORK: _doubtful_beside_work,
    Label.OVER: _perhaps_over_others,
    Label.SEASON: _perhaps_of_some,
    Label.UNSURE: _perhaps_of_some,
    Label.ACT: _perhaps_of_some,
    Label.SOME: _perhaps_of_some_applications,
    Label.SORT: _perhaps_of_some_applications,
    Label.MANY: _perhaps_of_its_own,
    Label.PART: _perhaps_of_part,
    Label.NAMED: _perhaps_of_that_name,
    Label.THOSE: _of_some,
    Label.SURE: _of_some,
}
