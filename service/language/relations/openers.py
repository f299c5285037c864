"""What opens a list before a figure: 其中, 具体为, 按…分, a colon, 申请12件中, 新收申请中, or the bracket that it stands in.

A list without a word that opens it is one of three parts or more behind a comma that nothing but 、 stands between, or
of the grades that an assessment gave.
"""

from itertools import takewhile

from service.language.lexer import UNKNOWN, Token
from service.language.lexicon import spelled
from service.language.mentions.figures import KINDS, PARTS, YearMention, is_in_units
from service.language.relations.figures import ATTRIBUTES, MARKS, Figure, Row
from service.reports.numerals import chinese_number

ALWAYS_NEW = frozenset("CARRY COMPARE CHANGE LAST RATE INFORCE".split())
"""What is told of something else wherever it stands before a count."""
SAYS_NOTHING = frozenset({"FILL", "AND", "APPLICATION"})
_NAMING = frozenset("RECEIVE ANSWER APPLICATION PROACTIVE ISSUE REF".split())
_LABELS = frozenset(
    "UNKNOWN NOUN FILL REST MATTER CHANNEL APPLICANT OUTCOME AND PAPERS REVISE PLAN PROACTIVE APPLICATION".split()
)
_CLOSES = frozenset({"SEMI", "STOP"})
_COUNTED = frozenset("RECEIVE ANSWER APPLICATION FILL DISCLOSURE MATTER REVIEW LITIGATION PROACTIVE PAPERS".split())
"""What may stand between a count and 中, which says what is counted."""
_FEWEST_BARE = 3
_SORTS = frozenset({"COMMA", "COLON"})
_STEPS = {"OUTCOME": "ANSWER", **dict.fromkeys(ATTRIBUTES, "RECEIVE")}
"""What is listed right behind words that name what it is of, and the step that these name: 办结件中予以公开, 新收申请中自然人."""
_BEHIND_NAMED = _SORTS | _STEPS.keys()


def opens(row: Row, at: int) -> str:
    """What opens a list before a figure, by name; empty for none."""
    lead, kinds = row.figures[at].lead, row.figures[at].kinds
    if "AMONG" in kinds:
        is_of_before = _is_of_before(lead) and not _is_respective_of_year(row, at)
        if kinds[-1] != "BY" and not _ends_with_more(kinds) and is_of_before:
            return "among"
        return "colon" if at and _is_headed(kinds) else ""
    if not at and row.anchor:
        return "bracket" if _is_list(row) else ""
    if "VIEW" in kinds and (sorts(lead) or (at and (_is_sorted_into(row.figures[at].clause) or sorted_by_name(lead)))):
        return "view"
    if not at and "VIEW" in kinds and sorted_by_name(lead):
        return "called"
    if "AMID" in kinds and at and row.figures[at - 1].quantity and _is_amid(kinds):
        return "amid"
    if "AMID" in kinds and named_amid(lead):
        return "named"
    if at and (_begins_list(lead) or _is_headed(kinds) or counts_out(row.figures[at].clause)):
        return "colon"
    if at and (is_composed(row, at) or _tells_in_turn(row, at)):
        return "composed"
    return "bare" if at and _is_bare(row, at) else ""


def _tells_in_turn(row: Row, at: int) -> bool:
    """Whether it lists as many as the word before 依次 says that there are: 接待31.6万人次,三馆依次为9.8万人次、12.5万人次、8.3万人次."""
    said = [token for token in row.figures[at].clause if token.kind != "FILL"]
    if [token.kind for token in said] != [UNKNOWN, "VIEW"] or said[1].value != "each":
        return False
    listed = list(takewhile(lambda figure: figure.kinds[:1] in _LISTED, row.figures[at + 1 :]))
    return chinese_number(said[0].text[:1]) == len(listed) + 1


_LISTED = (("PAUSE",), ("AND",))


def tells_ranks(text: str) -> bool:
    """Whether a sentence lists by how many, so that what stands first is a part as those behind it: 补偿居首,23件,其次是环评,14件."""
    return any(word in text for word in _RANKED)


_RANKED = spelled("ranked")


def _is_respective_of_year(row: Row, at: int) -> bool:
    """Whether it tells as many counts again for a year that is named, or the last: 2022年上述三项分别为47件、31件、28件."""
    lead = row.figures[at].lead
    if not any(token.value == "each" for token in lead):
        return False
    before = row.figures[at - 1] if at else None
    is_of_parts = before is not None and before.quantity is not None and before.quantity.unit in PARTS
    words = (*before.lead, *lead) if before and is_of_parts else lead
    return any(
        token.kind == "LAST"
        or (isinstance(token.value, YearMention) and token.value.year is not None and not token.value.is_part)
        for token in words
    )


def _begins_list(lead: tuple[Token, ...]) -> bool:
    """Whether a colon stands behind a count.

    Behind what a total is made up of a comma will do: 由四类构成,…. What is called that stands before a colon: 信息的构成是:….
    """
    said = [token for token in lead if token.kind != "FILL"]
    composed = next((n for n, token in enumerate(said[:_LONGEST_HEAD]) if token.kind == "COMPOSED"), None)
    if composed is None or not said[composed + 1 :]:
        return bool(lead) and lead[0].kind == "COLON"
    mark = said[composed + 1].kind
    if not composed:
        return mark in _SORTS
    return mark == "COLON" and all(token.kind in _HEADS for token in said[:composed])


def _is_headed(kinds: tuple[str, ...]) -> bool:
    """Whether a head of a word or two and a colon stand before the first part: 数据集1860个,领域分布:交通412个; 各栏目情况如下:征地708条."""
    said = [kind for kind in kinds if kind != "FILL"]
    at = said.index("COLON") if "COLON" in said else 0
    is_head = said[:1] == ["COMMA"] and 1 <= at <= _LONGEST_HEAD and _HEADS.issuperset(said[1:at])
    return is_head and kinds.index("COLON") > 1


_HEADS = frozenset({UNKNOWN, "NOUN", "ALL", "RESULT", "AMONG", "VIEW"})
_LONGEST_HEAD = 4


def counts_out(clause: tuple[Token, ...]) -> bool:
    """Whether 即, or 计 with the name of a part behind it, begins a clause: 活动11场,计听证2场、座谈9场."""
    if not clause or clause[0].value == "that is":
        return bool(clause)
    return clause[0].text in _COUNTING and len(clause) > 1


def _is_sorted_into(clause: tuple[Token, ...]) -> bool:
    """Whether a clause goes on with the first part of what it sorts: 可分为三类, 按收到方式统计为网络12件, 形式上有图解4篇."""
    if any(token.value == "into" for token in clause):
        return True
    if [token.kind for token in clause[:1]] == ["VIEW"] and any(token.text in _HAS for token in clause[1:2]):
        return True
    is_way = bool(clause) and clause[0].text in _BY
    return is_way and any(token.text in _SORTED_AS for token in clause[2:])


_HAS = spelled("has")
_COUNTING, _BY, _SORTED_AS = spelled("counting"), spelled("by"), spelled("sorted_as")


def named_amid(lead: tuple[Token, ...]) -> tuple[Token, ...]:
    """The words that name what a list is of, at the start of a clause: 新收申请中, 在主动公开的信息中; none for most."""
    end = next((n for n in range(len(lead) - 1) if lead[n].kind == "AMID" and lead[n + 1].kind in _BEHIND_NAMED), 0)
    start = next((n for n in range(end, 0, -1) if lead[n - 1].kind in MARKS), 0)
    words = lead[start:end]
    if words and lead[end + 1].kind not in _SORTS and _STEPS[lead[end + 1].kind] not in [token.kind for token in words]:
        return ()
    named = {token.kind for token in words} - SAYS_NOTHING | {token.kind for token in words if token.kind in _NAMING}
    is_named = not named.isdisjoint(_NAMING) and named <= _NAMING | {
        UNKNOWN,
        "BY",
        "THIS",
        "OWN",
        "NOUN",
        "CHANNEL",
        "MATTER",
    }
    return words if is_named and sum(token.kind == UNKNOWN for token in words) < 2 else ()


def is_composed(row: Row, at: int) -> bool:
    """Whether a total is made of a list that begins behind 由 and ends before 组成: 由网站12条、公众号8条组成.

    What is made of it may be named once more: 公开村级信息384条,村级信息由党务88条、村务296条组成.
    """
    clause = row.figures[at].clause
    begin = next((n for n, token in enumerate(clause[:_LONGEST_NAMED]) if token.value == "from"), None)
    name = "".join(token.text for token in clause[:begin])
    if begin is None or name not in "".join(token.text for token in row.figures[at - 1].lead):
        return False
    listed = [figure for figure in row.figures[at + 1 :] if figure.kinds or not is_in_units(figure.token.value, KINDS)]
    behind = [figure.kinds for figure in listed] + [tuple(row.tail_kinds)]  # …三类组成
    end = next((n for n, kinds in enumerate(behind) if kinds[:1] == ("COMPOSED",)), 0)
    return end > 0 and all(kinds[:1] in (("PAUSE",), ("COMMA",), ("AND",)) for kinds in behind[:end])


_LONGEST_NAMED = 4
"""Words up to 由 where a list of what a total is made of begins, at most."""


def _is_bare(row: Row, at: int) -> bool:
    """Whether a figure begins a list that no word opens: 案件46件,大气类21件、水类12件、固体废物类13件."""
    first, before = row.figures[at], row.figures[at - 1].quantity
    if is_by_sort(row, at):
        return True
    if first.kinds[:1] != ("COMMA",) or not before or not _is_label(first.lead[1:]):
        return False
    end = at + 1
    while end < len(row.figures) and _is_listed(first, row.figures[end]):
        following = row.figures[end]
        if not _is_label(following.lead[1:]):
            return False
        end += 1
    if _is_one_of_kinds(row.figures[at - 1], row.figures[at:end]):
        return False
    units = {figure.quantity.sort if figure.quantity else "" for figure in row.figures[at:end]}
    behind = row.figures[end].kinds if end < len(row.figures) else (*row.tail_kinds, "STOP")
    return end - at >= _FEWEST_BARE and units == {before.sort} and _CLOSES.issuperset(behind[:1])


def is_by_sort(row: Row, at: int) -> bool:
    """Whether what is listed is sorted by an attribute, a time or a grade, so that no word need open its list."""
    return is_by_attribute(row, at) or _is_by_time(row, at) or _is_by_grade(row, at)


def _is_one_of_kinds(before: Figure, listed: list[Figure]) -> bool:
    """Whether a count is named as one more kind of what stands behind commas: 项目信息90条,财政信息40条,征地信息30条."""
    noun = listed[0].label[-1:] if listed[0].label.endswith(_CLASS) else listed[0].label[-_NOUN:]
    name = "".join(token.text for token in before.clause if token.kind in _NAMES_KIND)
    are_alike = all(f.kinds[:1] == ("COMMA",) and f.label.endswith(noun) for f in listed)
    if noun in _OFFICES and are_alike:
        return noun in "".join([token.text for token in before.clause])  # 市场准入窗口作出许可142件,社会事务窗口61件,…
    is_level = are_alike and not any(f.is_rest for f in listed)
    return is_level and name.endswith(noun) and name != noun


_OFFICES, _CLASS = spelled("offices_alike"), spelled("class")


_NOUN = 2
"""Characters of the noun that kinds of one thing end with: 信息."""
_NAMES_KIND = frozenset({UNKNOWN, "NOUN", "MATTER", "PAPERS"})


def is_by_attribute(row: Row, at: int) -> bool:
    """Whether applications are listed by who made them or which way they came: 申请9件,网络5件,信函3件,当面1件.

    What they were the year before may stand between: 收到申请9件,上年为8件,增幅12.5%;自然人6件,商业企业3件.
    """
    of = next((n for n in range(at - 1, -1, -1) if not _is_of_last_year(row.figures[n])), at)
    before = row.figures[of]
    if of == at or not before.quantity or not {"RECEIVE", "APPLICATION"} & set(before.kinds):
        return False
    marks = (("COMMA",), ("SEMI",)) if of < at - 1 else (("COMMA",),)
    attribute = next((kind for kind in ATTRIBUTES if kind in row.figures[at].kinds), "")
    if attribute in before.kinds:
        return False
    words = _OF_ATTRIBUTE | {attribute}
    listed = 0
    for figure in row.figures[at:]:
        if figure.is_share:
            continue
        is_in_unit = figure.quantity is not None and figure.quantity.sort == before.quantity.sort
        if not (is_in_unit and figure.kinds[:1] in (*marks, ("PAUSE",)) and words.issuperset(figure.kinds[1:])):
            break
        if not {attribute, "REST"} & set(figure.kinds):
            break
        listed += 1
    return bool(attribute) and row.figures[at].kinds[:1] in marks and listed > 1


def _is_of_last_year(figure: Figure) -> bool:
    """Whether it tells what a count before it was the year before, or how it differs from that."""
    return figure.percent is not None or not _OF_LAST_YEAR.isdisjoint(figure.kinds)


_OF_LAST_YEAR = frozenset("LAST CHANGE MORE COMPARE".split())


def _is_by_grade(row: Row, at: int) -> bool:
    """Whether what was assessed is listed by the grades that it was given: 对46个单位开展考核,优秀12个、良好27个、合格7个."""
    before, best = row.figures[at - 1].quantity, row.figures[at]
    if before is None or not any(grade in best.label for grade in _BEST_GRADES):
        return False
    graded = list(takewhile(lambda figure: any(grade in figure.label for grade in _GRADES), row.figures[at:]))
    if len(graded) < _FEWEST_GRADES or not {"SEMI", "STOP"}.isdisjoint(best.kinds):
        return False
    return all(figure.quantity and figure.quantity.sort == before.sort for figure in graded)


_BEST_GRADES = spelled("best_grades")
_GRADES = (*_BEST_GRADES, *spelled("lower_grades"))
_FEWEST_GRADES = 3
"""Grades by which a list has what was assessed, at least; two may leave some without."""


def _is_by_time(row: Row, at: int) -> bool:
    """Whether what was counted is listed by the halves or quarters of the year: 信息140条,上半年75条,下半年65条."""
    listed = [figure for figure in row.figures[at : at + _QUARTERS] if "PARTYEAR" in figure.kinds]
    named = [token.text for figure in listed for token in figure.clause[:1]]
    is_year = len(listed) == _QUARTERS or named == _HALVES
    return is_year and row.figures[at].kinds[:1] in (("COMMA",), ("COLON",))


_QUARTERS = 4
_HALVES = [*spelled("halves")]
_OF_ATTRIBUTE = frozenset("BY SUBMIT APPLICATION FILL HEAD WAYS REST AND VIEW".split())


def _is_listed(first: Figure, figure: Figure) -> bool:
    """Whether a figure goes on with a list: behind 、, or behind a comma where it is a kind of the same things."""
    is_alike = first.label[-1:] == figure.label[-1:] and len(first.label) > 1
    return figure.kinds[:1] == ("PAUSE",) or (figure.kinds[:1] == ("COMMA",) and is_alike)


def _is_label(words: tuple[Token, ...]) -> bool:
    """Whether words name a part and tell nothing."""
    return bool(words) and all(token.kind in _LABELS for token in words)


def _is_amid(kinds: tuple[str, ...]) -> bool:
    """Whether 中 ends what the figure before counts: 12件中, 12件新收申请中; not where another year is told of behind it."""
    if "LAST" in kinds[kinds.index("AMID") :] and "CARRY" not in kinds:
        return False  # 83条中被采用的过半,而上年报送的61条被采用了40条
    if "PLUS" in kinds[kinds.index("AMID") :][:3]:
        return False  # 不算在原有14个里,加上它15个
    if "AMID" in kinds[:2]:
        return kinds[0] != "PAUSE"  # 大修4个、中修3个
    return "AMID" in kinds[:4] and _COUNTED.issuperset(kinds[: kinds.index("AMID")])


def _is_of_before(lead: tuple[Token, ...]) -> bool:
    """Whether what opens a list goes with the figure before it, and not with words of its own: 年报包括全文、图解3条."""
    at = next(n for n, token in enumerate(lead) if token.kind == "AMONG")
    if lead[at].value == "within":
        return True
    if [token.kind for token in lead[at + 1 :]] == ["BY", "REF"]:
        return False  # 已包含在上述12件之中
    words: list[Token] = []
    for token in lead[:at]:
        words = [] if token.kind in MARKS else [*words, token]
    content = [
        token
        for token in words
        if token.kind not in SAYS_NOTHING
        and token.kind != "NOUN"
        and not (_points(token) or token.text.endswith(_WAYS_OF_SORTING))
    ]
    is_attributive = bool(words) and words[-1].value == "of"  # 912条信息的构成为
    is_of_its_own = len(words) < at or (lead[at].value == "each" and not is_attributive)
    return len(content) <= (0 if is_of_its_own else 1)


_WAYS_OF_SORTING = spelled("ways_of_sorting")


def _is_list(row: Row) -> bool:
    """Whether a bracket may list parts without a word that says so: several counts in one unit, of no other year."""
    units = [figure.quantity.sort for figure in row.figures if figure.quantity]
    is_alike = len(units) > 1 and len(set(units)) == 1
    return is_alike and not any({"DATE", "LAST", "TOTAL", "AMID"} & set(figure.kinds) for figure in row.figures)


def sorts(lead: tuple[Token, ...]) -> bool:
    """Whether a way of sorting begins a clause, and what is sorted so stands behind a comma."""
    begins = True
    for n, token in enumerate(lead):
        if token.kind == "VIEW" and token.value != "each" and begins:
            end = next((m for m in range(n + 1, len(lead)) if lead[m].kind in _SORTS), None)
            return end is not None and lead[end - 1].kind != "HEAD"
        begins = token.kind in MARKS or (begins and (token.kind in SAYS_NOTHING or _points(token)))
    return False


def sorted_by_name(lead: tuple[Token, ...]) -> tuple[Token, ...]:
    """The words that call what is sorted by name, where a way of sorting stands right behind them: 处罚按领域分,."""
    at = next((n for n, token in enumerate(lead) if token.kind == "VIEW" or token.kind in MARKS), 0)
    is_sorted = at and lead[at].kind == "VIEW" and sorts(lead[at:]) and not _looks_at(lead[at:])
    return lead[:at] if is_sorted else ()


def _looks_at(lead: tuple[Token, ...]) -> bool:
    """Whether somebody looks at something, and nothing is sorted by what is seen: 看公示牌和价目表."""
    return lead[0].value == "look" and lead[1].kind not in MARKS


def _points(token: Token) -> bool:
    """Whether it points at one of several totals: 后者, 前者."""
    return token.kind == "REF" and bool(token.value)


def _ends_with_more(kinds: tuple[str, ...]) -> bool:
    """Whether a comma and something else of its own stand behind the opening word."""
    rest = kinds[kinds.index("AMONG") + 1 :]
    return "SEMI" in rest or "COMMA" in rest[1:] or not ALWAYS_NEW.isdisjoint(rest)
