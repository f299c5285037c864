"""Whether an earlier year is set against the report year by its sentence, or leads up to it in the next one."""

from collections.abc import Iterable, Iterator

from service.language.lexer import Shape, Token
from service.language.lexicon import spelled
from service.language.mentions.figures import Quantity
from service.language.years.around import Around, is_set_against_itself
from service.language.years.dated import ANY, BODY, Sign
from service.language.years.roles import OF_PAPERS, Role, Year
from service.language.years.signs import lists_faults
from service.language.years.sums import is_summed_apart

_PROBLEM = Shape(
    "EXIST [^STOP SEMI]{0,12} PROBLEM|PROBLEM (BE|EXIST|(PREP|AT)|NOUN)|(NAMED|POINTOUT|ASSESS|(DO|RULED)) [^STOP SEMI]{0,12} PROBLEM"
)
_RATING = Shape("ASSESS [^STOP SEMI]{0,8} HONOUR")
_MENDED = Shape(
    "[^STOP]* PROBLEM [^STOP]*(COMMA|SEMI) (.{0,4}(NOWIS|UNTIL|SINCE) .{0,5}(MEND|YI|(DO|RULED))|.{0,4} PENDING .{0,3}(MEND|(DO|RULED)))"
    "|SPAN? COMMA? .{0,5} NAMED .{0,3} POINTOUT [^STOP]* PROBLEM [^STOP]* (YI|MEND) (YI|MEND)?"
)
"""Its problems are told to be mended by now, or as promised."""
_SINCE_THEN = Shape("(NOWIS|THISYEAR|(PREP|AT)) [^STOP]*(YI|MEND|DIFFER|NONE|(DO|RULED))|NOWIS [^STOP]*")
_STARTS_FROM_RATE = Shape("NOWIS|.*DIFFER .{0,2}(COUNT|NUMBER|PERCENT)|.*TO (COUNT|NUMBER|PERCENT)")
_LOOKS_BACK = Shape("LOOKBACK|LAST (PROBLEM|UNKNOWN)?|MEND")
_IN_ITS_WORK = (
    "BE THISYEAR|YI THISYEAR|PREP THISYEAR [^COMMA SEMI STOP]{1,3} DE|[^COMMA SEMI STOP COMPARE AND COUNT] THISYEAR DE|DE THISYEAR"
    "|DO THISYEAR (?![^COMMA SEMI STOP]{0,4} (PAPER|DRAFT|THEWORK|INTENT|AIMED|AHEAD))"
    "|PREP THISYEAR (?=SPAN [^COMMA SEMI STOP COUNT]* (DO|RULED))"
    "|TAKE THISYEAR (?=[^COMMA SEMI STOP]{0,4} ASSESS)|FUTURE THISYEAR (?=[^COMMA SEMI STOP COUNT]* TAKE [^COMMA SEMI STOP]* ASSESS)|PREP THISYEAR (?=[^COMMA SEMI STOP COUNT]{0,3} PAPER)"
    "|(?<=COMMA )PREP THISYEAR (?=(RECEIVE|UNKNOWN|NOUN){0,3} (DE DO? (UNKNOWN|NOUN)+|DISCLOSURE? THEWORK) (COMMA|STOP|SEMI|END))"
)
"""This year in what is told of an earlier one: 这是本年的亮点, 保证了本年度信息零差错, 对本年内上网的信息作了检测, 列入本年度的考核, 将本年度答复质量列入考核.

对本年度上半年公开的内容开展自查 is told of it, too; 开展本年度测评 and 对照本年整改方案 are its work, and 为本年度重点任务 is what that is.
"""
_THIS_YEAR = Shape(f"(?!{_IN_ITS_WORK}). THISYEAR(?! (NAMED|RECEIVE|DRAWN|TABLES|NONE))")
_THIS_YEAR_BEFORE = Shape("THISYEAR (?!BE|OPEN|END) .{2,}")
_RESTATED = Shape(
    f"SPAN? COMMA? {ANY}{{0,3}} THISYEAR|[^STOP]* NOWTHIS {ANY}{{0,3}} THISYEAR|[^STOP]* THISYEAR RECEIVE"
)
_IS_OF_THIS_YEAR = Sign(
    f"THISYEAR (?!{ANY}*(COMPARE|DIFFER))[^STOP]* COLON #",
    "THISYEAR [^COMMA SEMI STOP COLON COMPARE]* COMMA BE [^COMMA SEMI STOP]{0,4} #",
    needs="THISYEAR",
)
"""What this year's work is told to be names it: 逐一核对本年度工作:2022年开展…; 本年度最主要的检查,是我局于2022年9月组织…."""
_OWN_FINDINGS = Shape("SPAN? COMMA OWN [^STOP SEMI]* POINTOUT YI? PROBLEM COUNT")
"""What the body's own checks found in it: 2021年,我局逐一检查,发现问题41处."""
_HAS_PART_OF_THIS_YEAR = Sign(
    "# COMMA? [^COMMA SEMI STOP COLON DE SINCE]* COUNT COMMA AMONG THISYEAR [^COMMA SEMI STOP COUNT]{0,4} COUNT",
    needs="THISYEAR",
)
"""A part of what is counted in it is of this year, and so is the whole: 2022年,建成公开角26个,其中今年5月建成15个."""
_THAT_YEAR = spelled("that_year")
_RATE_ONLY = Shape(
    f"SPAN? {ANY}{{0,8}} (RATE|TIMESPENT) (UNKNOWN|(PREP|AT)|BE|DIFFER)? (PERCENT|NUMBER|COUNT|UNKNOWN)+ (STOP|SEMI|END)"
)

_RESTATED_UNTIL = Sign("UNTIL # SPAN? COMMA [^COMMA SEMI STOP COUNT]{0,7} THISYEAR", needs="THISYEAR")
"""Up to whose end this year's work is told: 截至2024年12月31日,“三农”公众号本年度推文214篇."""


def is_told_apart(around: Around, year: Year) -> bool:
    """Whether the sentence of a year tells of the report year, too, and so sets the two against each other."""
    if _goes_back(around, year) or _HAS_PART_OF_THIS_YEAR.at(year):
        return False
    beside = (y for y in around.beside(year) if y.role not in OF_PAPERS)
    if any(y.year == around.year and not _is_without_contrast(y, year) for y in beside):
        return True
    if _IS_OF_THIS_YEAR.at(year):
        return False
    if _THIS_YEAR_BEFORE.within(year.before):
        return True
    is_of_year = (
        _RESTATED.begins(year.after)
        or _RESTATED_UNTIL.at(year)
        or _points_back(year)
        or is_set_against_itself(around, year)
    )
    if _THIS_YEAR.within(year.dated.word) and not (is_of_year or _is_free(year)):
        return True
    return not (is_summed_apart(year) or _OWN_FINDINGS.begins(year.after)) and _leads_up(around, year)


def _goes_back(around: Around, year: Year) -> bool:
    """Whether the body's own act is dated earlier than what its sentence told before of the report year, as no chronicle does.

    2023年2月印发《要点》;2022年10月,我局逐项自查.
    """
    if year.year >= around.year or year.month is None:
        return False
    named = [y for y in around.beside(year) if y.year == around.year and y.at < year.at]
    return bool(named) and (_OWN_ACT.at(year) or any(_is_basis(y, year) for y in named))


def _is_basis(named: Year, year: Year) -> bool:
    """Whether what is done under a year goes by what a later one brought: 按照2023年8月的反馈意见,2022年11月整合栏目."""
    return named.month is not None and _BY.ends(year.dated.word[named.at : year.at + 1])


_BY = Shape("PREP (MONTHOF|DAY) [^COMMA SEMI STOP COLON]* COMMA")
_OWN_ACT = Sign(
    "(COMMA|SEMI) # COMMA (OWN|UNKNOWN) [^STOP]* (DO|RULED|PUBLISH|YI|UNKNOWN) [^STOP]* (COMMA|STOP|SEMI|END)"
)
"""What the body did, by a name of its own or one that isn't known: 2022年10月,公司对照要点自查."""


def _points_back(year: Year) -> bool:
    """Whether nothing but 当年 behind a year names this one, which then is that year: 2018年制定审核表,当年使用176份."""
    named = ((at, token) for at, token in enumerate(year.dated.tokens) if token.kind == "THISYEAR")
    return all(at > year.at and token.text in _THAT_YEAR for at, token in named)


def _leads_up(around: Around, year: Year) -> bool:
    own, word = around.year, year.dated.word
    is_rating, lists = _RATING.within(word), lists_faults(year)
    is_problem = lists or _PROBLEM.within(word)
    if year.year < own and _RATE_ONLY.begins(year.after):
        following = around.after(year)
        return following is not None and _STARTS_FROM_RATE.begins(following.word[1:])
    if year.year > own or not (is_rating or is_problem):
        return False
    if _MENDED.begins(year.after) or (lists and _looks_back(around, year)):
        return True
    following = around.after(year)
    if following is None:
        return False
    first = around.first_in(following)
    if first is None:
        return is_problem and _SINCE_THEN.begins(following.word[1:])
    return first.year == own and (is_rating or first.role is not Role.PLAN)


def _looks_back(around: Around, year: Year) -> bool:
    """Whether an earlier year's shortcomings are listed beside the year's own, or under words that look back."""
    if around.lists_own_faults:
        return True
    told_before = (*(each.word for each in around.sentences_before(year)), year.before)
    return any(map(_LOOKS_BACK.within, told_before))


_ANNOUNCED = Shape("(?!.*(MEND|PROBLEM|LAST|COMPARE|REVIEWING)).* LISTED COLON .{0,3}")
_OBJECT = Shape("((DO|RULED)|(PREP|AT)|HONOUR|ADV)(YI)? [^COMMA SEMI STOP]{0,6}")
_EVENT = Shape("SEMI|FOUND|DRAWN|HONOUR .{1,6} COMMA|BASIS|SPAN")
_ALL_ITS_WORK_DONE = Sign(
    "(DO|RULED) YI? # SPAN? DE? DISCLOSURE [^COMMA STOP SEMI ASSESS BASIS]{0,2} (COMMA|SEMI|STOP|END)"
)


def _is_without_contrast(named: Year, year: Year) -> bool:
    """Whether a year beside an earlier one isn't set against it: the two are of one statement, or of two that differ."""
    if is_summed_apart(year) and (named.at < year.at or _TAKEN_INTO.at(named)):
        return True
    if year.year < named.year and (_is_free(year) or _is_named_in_its_work(named, year)):
        return True
    if year.month or named.month or year.year > named.year:
        return False
    if _tells_of_another(named, year):
        return True
    first, second = sorted((named, year), key=lambda y: y.at)
    between = year.dated.word[first.at + 2 : second.at + 1]
    if _turns(between, second, first) or _ANNOUNCED.fits(between):
        return True
    if first is year:
        return not first.at and _OBJECT.ends(between) and not (_EVENT.within(between) or _begins(first, second))
    return not first.at and _ALL_ITS_WORK_DONE.at(second)


def _tells_of_another(named: Year, year: Year) -> bool:
    """Whether the body's own work in an earlier year is told behind a semicolon, in no unit of what is told of the report year.

    2022年公开信息2236条,比上年多217条;2021年,我局承办发布会6场.
    """
    if named.at > year.at or not _OWN_WORK.at(year):
        return False
    tokens = year.dated.tokens
    first = next(_units(tokens[year.at :]), None)
    return first is not None and first not in _units(tokens[: year.at])


_OWN_WORK = Sign("SEMI # COMMA? (OWN|WE|ORG) (?![^STOP]*(LAST|COMPARE|DIFFER|AGAIN|THISYEAR))")


def _units(tokens: Iterable[Token]) -> Iterator[str]:
    """The units that words count in, in their order."""
    return (token.value.unit for token in tokens if isinstance(token.value, Quantity))


_TAKEN_INTO = Sign("TAKE # [^COMMA SEMI STOP]* ASSESS")
_TELLS_OF_THIS_YEAR = Shape(_IN_ITS_WORK)
_FEE_TAKEN = Sign("# [^STOP]* FEE [^STOP]* RECEIVE [^COMMA SEMI STOP]{0,4} COUNT")
_FREE = Sign(f"# SPAN? COMMA? {BODY}? ADV* NONE RECEIVE [^COMMA SEMI STOP]{{0,4}} FEE")


def _is_named_in_its_work(named: Year, year: Year) -> bool:
    """Whether a later year is named as what the work told before it is a part of: 举办本年度开放日,并列入2023年考核; 2022年…,这是2023年下达的任务."""
    if named.at < year.at:
        return False
    return _IS_ITS_TASK.at(named) or (_TAKEN_INTO.at(named) and _TELLS_OF_THIS_YEAR.within(year.after))


_IS_ITS_TASK = Sign("COMMA UNKNOWN BE # [^COMMA SEMI STOP BASIS]* (THEWORK|DO) (COMMA|STOP|SEMI|END)")


def _is_free(year: Year) -> bool:
    """Whether no fee was taken in a year, and its sentence speaks of none elsewhere: 2022年未收取处理费；我局于2023年3月发布报告."""
    kinds = [token.kind for token in year.dated.tokens]
    return _FREE.at(year) and kinds.count("FEE") == kinds.count("NONE") == 1 and not _FEE_TAKEN.at(year)


def _begins(first: Year, second: Year) -> bool:
    """Whether something is begun under the first, or at the end of it, that the second goes on with."""
    return first.is_end_of_year or any(token.value == "begun" for token in first.dated.tokens[first.at : second.at])


_REPORTED = Shape("(PUBLISH|RECEIVE) [^COMMA SEMI STOP]{0,8} (COUNT|NUMBER|SOME) .*(COMMA|SEMI)")
_NONE_NEXT = Shape(f"SPAN? COMMA? [^COMMA SEMI STOP COUNT]{{0,6}} NONE {ANY}{{0,8}} (COMPLAINT|CASE)")
_CONTRAST = Shape("DIFFER|COMPARE|AGAIN|LAST|MEND|THISYEAR|AMONG")
_EVENT_BEFORE = Shape("FOUND|DRAWN|HONOUR|BASIS")


def _turns(between: str, second: Year, first: Year) -> bool:
    """Whether a count of one year and what another had none of compare nothing: 2022年公开120条；2023年度未接到举报."""
    if _EVENT_BEFORE.within(between) or _CONTRAST.within(between + second.after):
        return False
    if not (_REPORTED.within(between) and _NONE_NEXT.begins(second.after)):
        return False
    told, following = first.dated.tokens[: second.at], first.dated.tokens[second.at :]
    return not any(token.value == "of_them" for token in following) and not _things(told) & _things(following)


def _things(tokens: Iterable[Token]) -> set[str]:
    """Whatever two characters stand side by side in words that not every sentence has."""
    words = [token.text for token in tokens if token.kind in _TELLING]
    return {word[at : at + 2] for word in words for at in range(len(word) - 1)}


_TELLING = frozenset("UNKNOWN NOUN CASE COMPLAINT TABLES".split())
