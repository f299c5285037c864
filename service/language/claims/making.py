"""What an item claims: measures whose shapes it fits, each with how surely it was understood.

Established: every word of the item is known and its shape fits the whole of it, and its frame is surely the body's own,
of the whole year, a fact and no part. To check: the shape fits when unknown words are passed over, or a dimension of the
frame is unsure. Passed over: the frame says that it is no statement of the whole, or no shape fits.
"""

from collections.abc import Iterator
from itertools import pairwise

from service.language.claims.before import NOTHING_BEFORE, Before
from service.language.claims.claim import Certainty, Claim, Relation
from service.language.claims.naming import CONCLUDED, PENDING, pointed_at, row_meant
from service.language.claims.shaping import NOT_UNDERSTOOD, Kinds, kinds_of, marked, without_base, word_of
from service.language.clauses import BY_THAT, CASES, DECISIONS, LAWSUITS, Item
from service.language.context import Context
from service.language.frames import Frame, Topic, is_cause
from service.language.lexer import UNKNOWN, Token
from service.language.lexicon import spelled
from service.language.measures import (
    ALL_CLOSED,
    ALL_UPHELD,
    CASES_NAMED,
    FEW_NAMED,
    FOR_A_CAUSE,
    MOST_NAMED,
    OUTCOME_NAMED,
    SUBJECTS,
    Measure,
    fitting,
)
from service.language.mentions.figures import AMOUNTS, INFORMATION, LARGE_AMOUNT, Quantity
from service.language.text import Sentence
from service.reports.finding import Number

TELLS = frozenset({"COUNT", "NOT", "ALL", "NONELEFT", "CLEARED", "ZERO", "VERDICT"})
"""One of these stands in whatever claims something."""
_TOLD_OF = SUBJECTS | {"ARISE", "COLLECT", "ISSUE", "JUDGES", "TOTAL", "VIA"}
"""One of these stands in every shape, so that an item without any claims nothing, unless it follows what names it."""
_NAMED_BEFORE = frozenset({FEW_NAMED, MOST_NAMED, OUTCOME_NAMED, CASES_NAMED["review"], CASES_NAMED["litigation"]})
"""What names the subject of a count that follows it, which may stand for itself then: 行政复议方面,全年15件."""


def claims_of(
    item: Item, frame: Frame, sentence: Sentence, context: Context, before: Before = NOTHING_BEFORE
) -> Iterator[Claim]:
    """The claims of one item: one for each of its counts at most, or those that it denies."""
    is_of_all = before.value == 1 or before.last == FOR_A_CAUSE or item.text.startswith(_ALL)
    tells_of_all = is_of_all and item.has("OUTCOME", "DIRECT", "AFTER") and item.mark != "PAUSE"
    is_named = before.last in _NAMED_BEFORE or not item.kinds.isdisjoint(_TOLD_OF)
    if (item.kinds.isdisjoint(TELLS) and not tells_of_all) or not is_named or names_one_of_two(item):
        return
    kept = list(kinds_of(item, context))
    own = next((n for n, token in enumerate(item.core) if token.kind == "OWN"), len(item.core))
    counted = next((n for n, token in enumerate(item.core) if token.kind == "COUNT"), 0)
    is_dated = item.has("THIS", "DATE") or own < counted  # 51件申请我局无法提供
    made = [
        each
        for count in item.counts
        if (claim := _of_count(count, kept, frame, sentence, before, is_dated))
        for each in _each(_of_bracketed_cause(claim, item), count, item)
    ]
    if any(token.value == _CLOSING for token in item.core):  # 期末在办4件
        made = [each._replace(measure="carried_forward") if each.measure == "due" else each for each in made]
    yield from made or _denials(kept, item, frame, sentence, before)
    yield from (all_done(claim) for claim in made if claim.measure == "answered" and "ALL" in item.kinds)
    if any(token.value == CONCLUDED for token in item.core) and "ALL" in item.kinds:
        yield from (_none_pending(claim) for claim in made if claim.measure in CASES.values())


def names_one_of_two(item: Item) -> bool:
    """Whether a row's name stands behind 或 and another that is no row's: 5件涉密或为法律法规禁止."""
    outcomes = [token for token in item.core if token.kind == "OUTCOME"]
    either = next((token for token in item.core if token.kind == "AND" and token.text == _EITHER), None)
    return either is not None and len(outcomes) == 1 and either.start < outcomes[0].start


_CLOSING, (_EITHER,) = "closing", spelled("either")
"""What says that something was so at the end of the year."""


def _each(claim: Claim, count: Token, item: Item) -> Iterator[Claim]:
    """A claim of each of the rows that it names, where as many were told of each: 不予公开和无法提供各3件.

    None where each of several was found so, whose rows are not told apart: 复议和诉讼各被纠正1件; nor of a count
    that several outcomes share: 其余5件分别按第三方权益、行政查询办理.
    """
    at = item.tokens.index(count)
    before, behind = item.tokens[:at], item.tokens[at + 1 :]
    if item.mark == "PAUSE" and any(token.kind == "VIEW" and token.value == "each" for token in behind):
        return
    says_each = [token.kind == "ALL" and token.value == "each" for token in before]
    measures = claim.measure.split("+") if any(says_each) else [claim.measure]
    if len(measures) == 1 or says_each[-1]:
        yield from (claim._replace(measure=measure) for measure in measures)


def _of_bracketed_cause(claim: Claim, item: Item) -> Claim:
    """The claim as one of the cause that alone stands in the bracket behind its outcome: 不予公开(第三方权益)2件."""
    inner = [token for each in item.in_brackets for token in each.core]
    is_cause = [token.kind for token in inner] == ["OUTCOME"] and str(inner[0].value).startswith(f"{claim.measure}.")
    return claim._replace(measure=str(inner[0].value)) if is_cause and inner[0].end < claim.start else claim


def _none_pending(cases: Claim) -> Claim:
    """That none of the cases that were counted is pending: 行政复议9件全部审结."""
    return cases._replace(measure=f"{cases.measure}.{PENDING}", value=0, figure="", whole=cases)


def all_done(answered: Claim) -> Claim:
    """That a count was dealt with to the last: 7件申请均已办结."""
    return answered._replace(measure="all_done", value=0, figure="", whole=answered)


def _of_count(
    count: Token, kept: Kinds, frame: Frame, sentence: Sentence, before: Before, is_dated: bool
) -> Claim | None:
    """The claim that a count makes."""
    quantity = count.value
    if not isinstance(quantity, Quantity) or not (quantity.is_exact or quantity.resolution or quantity.about):
        return None
    kinds = marked(kept, count)
    risen = without_base(kinds)
    if risen and frame.unsure and all(kind != "INFORCE" for _, kind in risen):
        return None
    if risen:
        kinds, frame = risen, frame._replace(is_compared=False)
    is_unknown = not risen and any(kind in NOT_UNDERSTOOD for _, kind in kinds)
    for is_loose in (False, True) if is_unknown else (False,):
        for measure in fitting(word_of(kinds, is_loose=is_loose)):
            if not _may_tell(measure, frame, before, is_loose=is_loose) or not _is_counted_in(quantity, measure, kept):
                continue
            if (measure.is_dated and not is_dated) or not _has_value(kept, measure.needs):
                continue
            if _is_of_a_list(quantity, measure) and not any(kind in _VERBS for _, kind in kept):
                continue
            name = row_meant(measure, [token for token, _ in kinds], before)
            if name and not (risen and is_cause(name) and any(kind == "APPLICATION" for _, kind in kinds)):
                quantity = quantity.in_large_amounts
                name = _of_all_lawsuits(name, quantity.value, before)
                made = _claim(name, measure, quantity.value, (count.start, count.end), frame, sentence, is_loose)
                made = _as_told(made, quantity)._replace(figure=count.text)
                is_some = _is_one_of(kept, measure, before, is_loose) or _is_of_cause_before(name, before)
                return made._replace(relation=Relation.SOME) if is_some else made
    return None


def _of_all_lawsuits(name: str, value: Number, before: Before) -> str:
    """A result as one of all lawsuits, where it is of more than the kind told last had: 复议后起诉3件,直接起诉1件,审结3件."""
    of, _, column = name.rpartition(".")
    told = dict(zip(before.told, before.numbers, strict=True))
    is_of_more = of == before.last and {"litigation", of, *LAWSUITS} <= told.keys() and value > told[of]
    return f"litigation.{column}" if is_of_more else name


def _as_told(claim: Claim, quantity: Quantity) -> Claim:
    """A claim as closely as its number is told: of what is told as about so many, that which is sure else is to check."""
    if not quantity.about:
        return claim._replace(blur=quantity.resolution)
    certainty = Certainty.TO_CHECK if claim.is_established else Certainty.PASSED
    return claim._replace(blur=quantity.about, certainty=certainty, reason="about so many")


def _is_of_a_list(quantity: Quantity, measure: Measure) -> bool:
    """Whether what is published of decisions is counted, or what may be decided, where no verb says that they were made: 行政许可类441条, 行政许可36项."""
    return measure.name in DECISIONS.values() and (quantity.unit in INFORMATION or quantity.unit in _OF_POWERS)


_OF_POWERS, _OF_CALLS = spelled("units_of_powers"), spelled("unit_of_calls")
_VERBS = frozenset({"DECIDE", "ANSWER", "RECEIVE", "MAKE"})


def _has_value(kept: Kinds, needed: str) -> bool:
    return not needed or any(token.value == needed for token, _ in kept)


def _is_one_of(kept: Kinds, measure: Measure, before: Before, is_loose: bool) -> bool:
    """Whether an outcome has a cause that isn't known, or was told before: it is one of several then."""
    if measure.name != "outcome" or any(token.value == "etc" for token, _ in kept):
        return False
    causes = [token.value for token, _ in kept if token.kind == "BECAUSE"]
    is_pointed_at = BY_THAT in causes and not pointed_at(before)
    return "" in before.causes or "so" in causes or is_pointed_at or (bool(causes) and is_loose)


def _is_of_cause_before(name: str, before: Before) -> bool:
    """Whether a cause of the outcome was named since something was counted, of which it may be: 执法案卷申请较多,21件不予公开."""
    return any(row.startswith(f"{name}.") for row in before.named)


def _is_counted_in(quantity: Quantity, measure: Measure, kept: Kinds) -> bool:
    """Whether a measure is told in a unit, an amount in 万 or 亿 of yuan, too: 1.26亿元.

    Applications that aren't named are told exactly: 复印病历由病案室办理,全年办理1.86万份 is of something else.
    """
    is_of_calls = quantity.unit in _OF_CALLS and all(kind != "APPLICATION" for _, kind in kept)
    if (quantity.resolution or is_of_calls) and measure.topic is Topic.APPLICATIONS:
        return False
    if LARGE_AMOUNT in measure.units and quantity.unit in AMOUNTS:
        return quantity.in_large_amounts.unit == LARGE_AMOUNT
    return measure.is_counted_in(quantity)


def _may_tell(measure: Measure, frame: Frame, before: Before, *, is_loose: bool) -> bool:
    """Whether a measure may be told behind what was."""
    if (measure.doubt or measure.is_exact) and is_loose:
        return False
    if measure.follows and before.last not in measure.follows:
        return False
    if measure.after and not _last_documents(before).startswith(measure.after):
        return False
    return measure.topic is None or measure.topic is frame.topic


def _last_documents(before: Before) -> str:
    """What was told last of normative documents or regulations; empty where nothing was."""
    return next((told for told in reversed(before.told) if told.startswith(_DOCUMENTS)), "")


_DOCUMENTS = ("normative", "regulations")


def _denials(kept: Kinds, item: Item, frame: Frame, sentence: Sentence, before: Before) -> Iterator[Claim]:
    if "NOT" in item.kinds and any(a.kind == "NOT" and b.kind in ("VIEW", "REST") for a, b in pairwise(item.core)):
        return  # 未按申请登记 denies how something was done, 没有其他申请 that there were more
    if item.text.startswith(_OTHERS):
        return  # 别的复议、诉讼没有
    if "NOT" in item.kinds and any(token.kind == "NOT" and token.value == "again" for token in item.core):
        return  # 未再提出申请 tells that no more came, of some
    kinds = marked(_without_even_one(kept))
    for is_loose in (False, True) if any(kind in NOT_UNDERSTOOD for _, kind in kinds) else (False,):
        if is_loose and (_denies_unknown([kind for _, kind in kinds]) or _denies_wrong(kinds)):
            return
        of_some, fits = {*_of_some(item, sentence)}, fitting(word_of(kinds, is_loose=is_loose))
        told = [m for m in fits if m.name not in of_some and _may_tell(m, frame, before, is_loose=is_loose)]
        for measure in told:
            span = item.tokens[0].start, item.tokens[-1].end
            name = row_meant(measure, [token for token, _ in kinds], before)
            value = _told_of(name, before) if measure.is_of_last else 0
            if measure.is_of_last and not value:
                continue  # 无行政诉讼,行政复议结果均为维持
            if name and not (is_loose and measure.is_of_last):
                made = _claim(name, measure, value, span, frame, sentence, is_loose)
                is_more = measure.is_of_last and measure.name == "outcome"  # what was carried over may be so, too
                yield made._replace(relation=Relation.SOME) if is_more else made
        if told:
            return


def _without_even_one(kept: Kinds) -> Kinds:
    """The words of a denial without the one that there was not even: 没有收到一份申请, 一件申请都没有."""
    told = [kind for _, kind in kept]
    if told.count("COUNT") != 1 or "NOT" not in told:
        return kept
    at, denied = told.index("COUNT"), told.index("NOT")
    is_even = at > denied or kept[denied][0].text.startswith(_EVEN)
    return [*kept[:at], *kept[at + 1 :]] if kept[at][0].text.startswith(_ONE) and is_even else kept


(_ONE,), _EVEN, _OTHERS = spelled("one"), spelled("even"), spelled("begins_others")


def _of_some(item: Item, sentence: Sentence) -> Iterator[str]:
    """The measures that an item tells of some alone, if it does: what was begun or carried is done, 何某申请协议,复议均维持."""
    if is_begun(item) or _is_of_carried_alone(item):
        yield "all_done"
    if item.start:
        yield from (ALL_UPHELD, ALL_CLOSED)
    if any(word in sentence.text for word in _NOT_YET_DUE):
        yield ALL_CLOSED  # 在法定期限内全部审结,3件尚未到期


_ALL, _NOT_YET_DUE = spelled("of_all"), spelled("not_yet_due")


def _told_of(name: str, before: Before) -> Number:
    """How many were told last that a result is of; of several kinds all together: 直接起诉、复议后起诉各1件,均获维持."""
    cases = name.rpartition(".")[0].split("+")
    told = dict(zip(before.told, before.numbers, strict=True))
    return sum(told[case] for case in cases) if len(cases) > 1 and told.keys() >= set(cases) else before.value


def _denies_unknown(kinds: list[str]) -> bool:
    """Whether what is denied isn't known: 没有制发权限, 依申请提供信息未收任何处理费."""
    if len(kinds) > 1 and kinds[-2] == "MAKE" and kinds[-1] in NOT_UNDERSTOOD:
        return True
    behind = kinds[len(kinds) - kinds[::-1].index("NOT") :] if "NOT" in kinds else []
    return bool(behind) and NOT_UNDERSTOOD.issuperset(behind)


def _denies_wrong(kinds: Kinds) -> bool:
    """Whether it denies that something was done wrongly, and not that it was: 没有违规收取行政事业性收费, 未增设行政许可条件."""
    return any(kind == UNKNOWN and token.text.startswith(_WRONGLY) for token, kind in kinds)


_WRONGLY = spelled("done_wrongly")


def _is_of_carried_alone(item: Item) -> bool:
    """Whether it tells of what the year before left, and of nothing that came in: 上年结转的申请均已办结, 2023年遗留的申请."""
    return "CARRY" in item.kinds and not item.has("RECEIVE", "AND", "PLUS", "NOT")


def is_begun(item: Item) -> bool:
    """Whether it says that something is in hand, 均依法办理, 均按规定进行答复办理, and not done, 均已办理完毕."""
    answers = [token for token in item.core if token.kind == "ANSWER"]
    if {token.value for token in answers} == {"handling"}:
        return True
    is_one_word = len(answers) > 1 and answers[-2].end == answers[-1].start
    return is_one_word and answers[-1].value == "handling"


def _claim(
    name: str, measure: Measure, value: Number, span: tuple[int, int], frame: Frame, sentence: Sentence, is_loose: bool
) -> Claim:
    is_some = frame.withdrawn == "a part" and name == "received" and bool(value)
    withdrawn = "" if is_some else frame.withdrawn
    reason = withdrawn or ("words unknown" if is_loose else measure.doubt or frame.unsure)
    certainty = Certainty.PASSED if withdrawn else Certainty.TO_CHECK if reason else Certainty.ESTABLISHED
    relation = Relation.SOME if is_some else Relation.ALL
    return Claim(name, measure.table, value, sentence, *span, frame, certainty, relation, reason)
