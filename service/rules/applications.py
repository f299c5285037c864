"""What the text counts of applications, held against table three."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from service.language import Breakdown, Certainty, Claim, Relation
from service.language.claims import LONG
from service.language.measures import BOTH, OF_ALL
from service.language.sole_applicants import MOST_OF, NONE_OF
from service.reports import form
from service.reports.finding import Message, Number
from service.reports.report import Cell, Report, counted
from service.rules.comparison import (
    Judged,
    Outcome,
    Summands,
    added,
    agreed,
    claims_on,
    compare,
    contradicted,
    figure_of,
    is_slip,
    or_zero,
)
from service.rules.doubts import CARRIED_BESIDE, MESSAGES
from service.rules.rule import HELD, UNREAD, Violation

READINGS = (
    ("received",),
    ("received", "carried_over"),
    ("outcomes.total",),
    ("outcomes.total", "carried_forward"),
)
"""What a count of applications may mean: the rows of table three that it may be the sum of."""
_ROWS = ("received", "carried_over", "outcomes.total", "carried_forward")
_CARRIED = ("carried_over", "carried_forward")


def totals(report: Report) -> Judged:
    """The counts of all applications, of what is carried, and by applicants.

    Where one of all that was understood agrees with the table, another that was not may be of a part, and holds.
    """
    claims = claims_on(report, "applications")
    all_done = {id(claim.sentence) for claim in claims if claim.measure == "all_done"}
    of_all = [(claim, _against_readings(report, claim)) for claim in claims if claim.measure in OF_ALL]
    right = [claim for claim, outcome in of_all if not isinstance(outcome, Violation) and outcome is not UNREAD]
    is_told = any(claim.is_established and claim.value and claim.relation is Relation.ALL for claim in right)
    for claim, outcome in of_all:
        is_other = (is_told and _is_of_part(report, claim)) or _is_told_anew(report, claim, right)
        is_other = is_other or _is_of_region(report, claim) or _is_of_another_scale(report, claim)
        if _is_answered_of_new_ones(report, claim, claims):
            yield claim, agreed(claim)
        elif not isinstance(outcome, Violation) and _leaves_no_balance(report, claim, claims):
            yield claim, _agrees_with_none(report, claim)
        elif not isinstance(outcome, Violation) and _is_unbalanced(report, claim, claims):
            yield claim, _agrees_with_none(report, claim).doubted(CARRIED_BESIDE)
        elif not isinstance(outcome, Violation) and _is_of_new_ones_alone(report, claim, claims):
            yield claim, _agrees_with_none(report, claim).doubted(MESSAGES["of what"])
        else:
            yield claim, agreed(claim) if is_other else outcome
    for claim in claims:
        if claim.measure in _CARRIED and not (claim.value == 0 and id(claim.sentence) in all_done):
            yield claim, _carried(report, claim)
        elif claim.measure == "organizations" or claim.measure in form.APPLICANTS:
            yield from _by_applicant(report, claim)


def _in_all(report: Report, row: str) -> Number | None:
    """What a row of table three has for all applicants, None where it states no figure."""
    return counted(report.applications.cell(row, "total"))


def _all_in_all(report: Report, *rows: str) -> list[Number] | None:
    """What some rows have for all applicants, None where one of them states no figure."""
    found = [figure for row in rows if (figure := _in_all(report, row)) is not None]
    return found if len(found) == len(rows) else None


def _leaves_no_balance(report: Report, claim: Claim, claims: Sequence[Claim]) -> bool:
    """Whether all four of a balance are told in their order and don't make one, with what was answered not that of the table.

    It may not be what was answered of the new ones then, which would leave 5: 收到68件,上年结转2件,办结65件,结转下年3件. No more may it
    be behind all that were due: 新收68件,加上上年结转2件,待办70件。办结65件.
    """
    if claim.measure != "answered" or not claim.is_established:
        return False
    told = [
        other
        for other in claims
        if other.sentence.paragraph is claim.sentence.paragraph
        and other.measure in (*_BALANCE, _DUE)
        and other.is_established
        and other.relation is Relation.ALL
    ]
    ended = _in_all(report, "outcomes.total")
    if ended is None or claim.tells(ended):
        return False
    if _is_of_less_than_due(told) and not _is_ended(report, claim):
        return True
    balance = [other for other in told if other.measure != _DUE]
    if [other.measure for other in balance] != list(_BALANCE):
        return False
    received, carried, answered, left = (other.value for other in balance)
    return received + carried - answered != left


def _is_of_less_than_due(told: Sequence[Claim]) -> bool:
    """Whether less was answered than was due right before, which is what came in and was carried over."""
    first = told[: len(_UP_TO_ANSWERED)]
    if tuple(other.measure for other in first) != _UP_TO_ANSWERED:
        return False
    received, carried, due, answered = (other.value for other in first)
    return answered < due == received + carried


def _is_ended(report: Report, claim: Claim) -> bool:
    """Whether it tells what the table has as answered and carried forward together."""
    both = _summed(report, ("outcomes.total", "carried_forward"), ["total"])
    return both is not None and claim.tells(both)


def _is_of_new_ones_alone(report: Report, claim: Claim, claims: Sequence[Claim]) -> bool:
    """Whether it is no answered row, but that without what was carried over, and nothing around it says so: 共答复申请80件."""
    if claim.measure != "answered" or claim.relation is not Relation.ALL or not claim.is_established:
        return False
    if claim.stands_before_applications or claim.counts_what_was_handled:
        return False  # 12件申请均按期答复 are those that came in
    if (figures := _all_in_all(report, "received", "carried_forward", "outcomes.total")) is None:
        return False
    received, left, ended = figures
    if not claim.tells(received - left) or claim.tells(ended):
        return False
    around = (each for each in claims if each.sentence.paragraph is claim.sentence.paragraph and each is not claim)
    return not any(each.measure in _OF_FLOW for each in around)


def _is_answered_of_new_ones(report: Report, claim: Claim, claims: Sequence[Claim]) -> bool:
    """Whether it tells how many of those that came in anew were answered: 新收申请办结113件, 办结120件(本年新收113件,上年结转7件).

    So it does where those carried over were told before it, and were all that there are: 上年结转7件全部办结;本年新收119件,办结113件.
    """
    if (figures := _all_in_all(report, "received", "carried_forward", "outcomes.total")) is None:
        return False
    received, left, ended = figures
    if not claim.tells(received - left):
        return False
    before = [other for other in claims if other.sentence is claim.sentence and other.start < claim.start]
    before.sort(key=lambda other: other.start)
    told = [other.measure for other in before if other.measure in (*_BALANCE, _DUE)]
    is_balanced = told[:1] == ["carried_over"] and told[-1:] == ["received"]
    is_told = is_balanced or any(other.measure == "answered" and other.tells(ended) for other in before)
    return claim.is_half_read or is_told or (claim.measure == "received" and claim.stands_behind_carried_answered)


_OF_FLOW = frozenset({"received", "due", "carried_over", "carried_forward"})
"""What tells of which applications those are that were answered."""

_BALANCE = ("received", "carried_over", "answered", "carried_forward")
_DUE = "due"
_UP_TO_ANSWERED = (*_BALANCE[:2], _DUE, "answered")


def _is_unbalanced(report: Report, claim: Claim, claims: Sequence[Claim]) -> bool:
    """Whether what is carried is told beside a count, which can't be another reading of the table then: 新收21件,上年结转2件.

    So it is where both are told together: 上年结转与本年新收合计21件.
    """
    if claim.measure == BOTH:
        both = _summed(report, ("received", "carried_over"), ["total"])
        return both is not None and not claim.tells(both)
    if claim.measure not in _BESIDE or claim.relation is not Relation.ALL or not claim.value:
        return False
    figures = _all_in_all(report, _BESIDE[claim.measure], "received", "outcomes.total", "carried_forward")
    if figures is None:
        return False
    carried, received, ended, left = figures
    beside = [(c.measure, c.value) for c in claims if c.sentence is claim.sentence]
    before = [(c.measure, c.value) for c in claims if c.sentence is claim.sentence and c.start < claim.start]
    if not carried or (_BESIDE[claim.measure], carried) not in beside:
        return False
    if [measure for measure, _ in beside].count(claim.measure) > 1:  # 共办理15件,其中办结14件
        return False
    if claim.measure == "received":  # 共受理9件(含上年结转1件) tells of both
        return not any(map(claim.tells, (received, received + carried)))
    is_of_both = ("carried_over", or_zero(report.applications.cell("carried_over", "total"))) in before
    # 连同上年结转的5件,年内办结94件,结转下年度5件 is of what was carried over, too; not that behind which it is told apart
    return not any(map(claim.tells, (ended,) if is_of_both else (ended, received - left)))


_BESIDE = {"received": "carried_over", "answered": "carried_forward"}


def outcomes(report: Report) -> Judged:
    """The counts of what became of applications, or of those that came in anew: 上年结转的1件部分公开。新收的17件:予以公开8件、…."""
    told: dict[int, list[Claim]] = {}
    for claim in claims_on(report, "applications"):
        told.setdefault(id(claim.sentence), []).append(claim)
    for claims in told.values():
        of_all = [claim for claim in claims if claim.measure.startswith("outcomes.")]
        is_of_new = bool(of_all) and _are_of_new_ones(report, claims, of_all)
        for claim in of_all:
            yield claim, _against_outcome(report, claim._replace(relation=Relation.SOME) if is_of_new else claim)


def _are_of_new_ones(report: Report, claims: Sequence[Claim], ended: Sequence[Claim]) -> bool:
    """Whether a sentence tells what became of no others than those that came in anew: these come to as many, and the table's don't.

    So they may with what is left of them: 新收的19件中,予以公开8件、不予公开5件,结转6件. No others are those behind as many as were
    answered of the new ones: 今年新收119件,已办结113件,其中予以公开38件.
    """
    received = [claim.value for claim in claims if claim.measure == "received"]
    told = sum(claim.value for claim in ended)
    if (figures := _all_in_all(report, *_ROWS)) is None:
        return False
    came, carried, ended_in_all, left = figures
    if not carried or came - left == ended_in_all:
        return False
    before = [claim for claim in claims if claim.measure in OF_ALL and claim.start < ended[0].start]
    if before and before[-1].measure != "received" and before[-1].tells(came - left):
        return True
    return received == [came] and told in (came, came - left) and told != ended_in_all


def all_done(report: Report) -> Judged:
    """The statements that all was dealt with.

    Not where the same sentence has a finding for its counts, nor where they are of what was counted before as a part.
    """
    claims = [claim for claim in claims_on(report, "applications") if claim.measure == "all_done"]
    accused = {id(claim.sentence) for claim in _contradicted(report)} if claims else set()
    parts = [claim for claim in claims_on(report, "applications") if claims and _is_of_part(report, claim)]
    for claim in claims:
        is_of_part = any(part.sentence is claim.sentence and part.end <= claim.start for part in parts)
        is_of_part = is_of_part or _is_of_carried(report, claim) or _is_of_due(report, claim)
        if id(claim.sentence) not in accused and not is_of_part and _may_be_of_all(report, claim):
            yield claim, compare(claim, [report.applications.cell("carried_forward", "total")])


def _is_of_carried(report: Report, claim: Claim) -> bool:
    """Whether it is of what was carried over, which is told behind how many were answered: 办结113件;上年结转7件,全部办结."""
    told = [each for each in claims_on(report, "applications") if each.sentence is claim.sentence]
    before = [each.measure for each in sorted(told, key=lambda each: each.start) if each.start < claim.start]
    return before[-1:] == ["carried_over"] and "answered" in before


def _is_of_due(report: Report, claim: Claim) -> bool:
    """Whether it is of those that were due by the end of the year, which are as many as came to an end: 应办结120件,已全部办结."""
    ended = _in_all(report, "outcomes.total")
    told = (each for each in claims_on(report, "applications") if each.sentence is claim.sentence)
    return ended is not None and any(each.measure == _DUE and each.tells(ended) for each in told)


def of_no_applicants(report: Report) -> Judged:
    """The statements that none came from some applicants, or that all came from others."""
    for claim in claims_on(report, "applications"):
        if claim.measure.startswith(NONE_OF):
            column = claim.measure.removeprefix(NONE_OF)
            cells = [report.applications.cell("received", each) for each in _columns(column)]
            label = _applicant_label(column)
            told = _told_to_be_none
            yield claim, compare(claim, cells, fact="figure", message=told, remedy=_check_applicants, label=label)


_told_to_be_none = Message(
    zh="正文称没有“{label}”类申请人提出的申请，与表三不一致：表三本年新收 {figure} 件。",
    en="The text says that no applicants of the kind “{label}” applied, but Table 3 has {figure} received from them.",
)
_check_applicants = Message(
    zh="请对照台账核实申请人类型，使正文与表三一致。",
    en="Check who applied against your records, so that the text and Table 3 agree.",
)


def of_most_applicants(report: Report) -> Judged:
    """The statements that most came from some applicants, where the table has more from others."""
    for claim in claims_on(report, "applications"):
        if not claim.measure.startswith(MOST_OF):
            continue
        column = claim.measure.removeprefix(MOST_OF)
        figure = _summed(report, ["received"], _columns(column))
        rivals = {
            other: _summed(report, ["received"], [other]) or 0
            for other in form.APPLICANTS
            if other not in _columns(column)
        }
        if figure is None:
            yield claim, UNREAD
            continue
        most = max(rivals, key=lambda other: rivals[other])
        if rivals[most] <= figure:
            yield claim, agreed(claim)
            continue
        cells = [report.applications.cell("received", each) for each in _columns(column)]
        facts = {
            "label": _applicant_label(column),
            "figure": figure,
            "other": _applicant_label(most),
            "more": rivals[most],
        }
        yield claim, contradicted(claim, [added(cells)], _told_to_be_most, remedy=_check_applicants, **facts)


_told_to_be_most = Message(
    zh="正文称申请人以“{label}”为主，与表三不一致：表三本年新收中该类 {figure} 件，“{other}” {more} 件。",
    en="The text says that most applicants are of the kind “{label}”, but Table 3 has {figure} from them and {more} from “{other}”.",
)


def all_or_none(report: Report) -> Judged:
    """The statements without a number: that all was dealt with, that some did not apply, and who did most."""
    yield from all_done(report)
    yield from of_no_applicants(report)
    yield from of_most_applicants(report)


def is_as_in_table(report: Report, listed: Breakdown) -> bool:
    """Whether table three has the figures of a breakdown, so that it is right though it doesn't add up.

    Outcomes exceed what was received by what was left from last year; what isn't sure to name all may leave some out, as
    what 其中 opens does where the table's own figures don't come to the total either.
    """
    is_short = listed.added <= listed.total
    if is_short and not listed.may_leave_some and listed.certainty is Certainty.ESTABLISHED:
        return False
    figures, wrong = dict[tuple[int, int], Number](), set[tuple[int, int]]()
    for claim, outcome in (*totals(report), *outcomes(report)):
        place = id(claim.sentence), claim.start
        if outcome is UNREAD or claim.relation is not Relation.ALL:
            continue
        figures[place] = claim.value
        if isinstance(outcome, Violation):
            figures[place] = outcome.expected or 0
            wrong.add(place)
    parts = [(id(listed.sentence), token.start) for token in listed.listed]
    whole = [(id(listed.before or listed.sentence), token.start) for token in listed.totals]
    if not figures.keys() >= {*parts, *whole}:
        return False
    if is_short and listed.may_leave_some:
        return sum(map(figures.__getitem__, parts)) < sum(map(figures.__getitem__, whole))
    return wrong.isdisjoint((*parts, *whole))


def is_of_another_total(report: Report, listed: Breakdown) -> bool:
    """Whether a list that doesn't come to the figure that it is held against is one of a total of table three.

    It is of what came in, and the sentence before ends with something else: 收到14件,上年结转1件。15件答复均未超期。申请事项中,土地类9件、其他5件.
    Or it has the figure itself as its first part: 材料类21件,依据类9件,其余10件.
    """
    received, answered = (_in_all(report, row) for row in ("received", "outcomes.total"))
    if listed.before:
        claims = claims_on(report, "applications") if listed.added == received else ()
        return listed.added == received and not any(c.measure == "received" and _stands_at(c, listed) for c in claims)
    return not listed.opener and listed.is_closed and listed.total + listed.added in (received, answered)


def _stands_at(claim: Claim, listed: Breakdown) -> bool:
    """Whether a claim is surely of the figure that a list is held against."""
    return claim.is_established and claim.sentence is listed.before and claim.start == listed.totals[0].start


def _is_told_anew(report: Report, claim: Claim, right: Sequence[Claim]) -> bool:
    """Whether its sentence goes on with what was taken in of them: 收到22件,3件撤回,实际受理19件."""
    received = _in_all(report, "received")
    beside = (other for other in right if other.sentence is claim.sentence and other.start > claim.start)
    return claim.measure == "received" and any(
        other.measure == "received" and other.value == received and claim.value > other.value for other in beside
    )


def _is_of_region(report: Report, claim: Claim) -> bool:
    """Whether the table is of the body's seat alone, and the count is of others', too: 全县163件,其中县政府28件."""
    if claim.seat is None:
        return False
    return not isinstance(_against_readings(report, claim._replace(value=claim.seat)), Violation)


def _is_of_another_scale(report: Report, claim: Claim) -> bool:
    """Whether what was half understood is so many that it can't be applications: 病历复印全年办理3.8万份."""
    received = or_zero(report.applications.cell("received", "total"))
    return not claim.is_established and received is not None and claim.value > _SCALE * max(1, received)


_SCALE = 100
"""How many times as many as were received is of another scale."""


def _may_be_of_all(report: Report, claim: Claim) -> bool:
    """Whether what was dealt with may be all: it has no count, or one that is a reading of the table and more than came to an end."""
    ended = or_zero(report.applications.cell("outcomes.total", "total"))
    if claim.whole is None:
        return True
    all_claimed = claim.whole._replace(relation=Relation.ALL)
    is_meant = not isinstance(_against_readings(report, all_claimed), Violation)
    return is_meant and ended is not None and claim.whole.value > ended


def _contradicted(report: Report) -> Iterator[Claim]:
    for judged in (totals(report), outcomes(report)):
        yield from (claim for claim, outcome in judged if isinstance(outcome, Violation) and not claim.is_half_read)


def _is_of_part(report: Report, claim: Claim) -> bool:
    """Whether it may count some of all: it was not wholly understood, and is no reading of the table."""
    is_sure = claim.is_established or claim.measure not in OF_ALL or claim.is_half_read
    return not is_sure and isinstance(_against_readings(report, claim), Violation) and not _is_above_all(report, claim)


def _is_above_all(report: Report, claim: Claim) -> bool:
    """Whether it slightly exceeds all that the table has, of which nothing of the body's own can be a part: 厅机关新收申请169件."""
    wholes = [whole for reading in READINGS if (whole := _summed(report, reading, ["total"]))]
    is_above = bool(wholes) and all(claim.value > whole for whole in wholes)
    return claim.reason == "whose" and is_above and any(is_slip(claim.value, whole) for whole in wholes)


def _against_readings(report: Report, claim: Claim) -> Outcome:
    cells = {row: report.applications.cell(row, "total") for row in _ROWS}
    figures = {row: figure for row, cell in cells.items() if (figure := or_zero(cell)) is not None}
    if len(figures) < len(cells) or counted(cells["received"]) is None:
        return UNREAD
    readings = {sum(figures[row] for row in reading) for reading in readings_of(claim)}
    if claim.measure == "answered":
        if counted(cells["outcomes.total"]) is None:
            return UNREAD
        readings.add(figures["received"] - figures["carried_forward"])
        if claim.leaves_out_carried:
            readings.add(figures["received"])
    if any(map(claim.agrees_with, readings)):
        return agreed(claim)
    is_beyond = claim.value >= LONG and claim.value > _BEYOND * max(readings)
    if claim.relation is Relation.SOME and claim.is_established and is_beyond:
        claim = claim._replace(certainty=Certainty.TO_CHECK, reason="words unknown")  # 掌上法援受理在线申请1820件
    return _agrees_with_none(report, claim)


_BEYOND = 3
"""How many times all that the table has what came one way must be to be rather of other applications."""


def readings_of(claim: Claim) -> Sequence[Sequence[str]]:
    """The rows that a count may mean the sum of: what was answered is not what came in, and what is new was not carried over.

    What was dealt with may be either: 全年受理、办理申请48件.
    """
    if claim.is_established and claim.measure == "received" and claim.is_of_new_ones:
        return READINGS[:1]
    is_ended = claim.measure == "answered" and not claim.counts_what_was_handled
    return READINGS[1:] if claim.is_established and is_ended else READINGS


def _agrees_with_none(report: Report, claim: Claim) -> Violation:
    """The claim against all readings of the table but those that can't be meant, though it agrees with them."""
    cells = {row: report.applications.cell(row, "total") for row in _ROWS}
    figures = {row: or_zero(cell) or 0 for row, cell in cells.items()}
    held_against = [added(cells[row] for row in reading) for reading in READINGS]
    if claim.measure == "answered":
        held_against.append((*added([cells["received"]]), *added([cells["carried_forward"]], -1)))
    if claim.is_half_read:  # the reading that it nearly tells
        held_against.sort(key=lambda reading: _nearness(claim.value, figure_of(reading)))
    return contradicted(
        claim,
        [reading for reading in held_against if not claim.tells(figure_of(reading))],
        received=figures["received"],
        carried_over=figures["carried_over"],
        outcomes=figures["outcomes.total"],
    )


def _nearness(told: Number, figure: Number) -> tuple[bool, float]:
    """How near a number is to a figure, those before all others of which it may be a slip."""
    return not is_slip(told, figure), abs(float(figure - told))


def _carried(report: Report, claim: Claim) -> Outcome:
    label = form.row_label("applications", claim.measure)
    cells = [report.applications.cell(claim.measure, "total")]
    due = added(report.applications.cell(row, "total") for row in ("received", "carried_over"))
    if claim.measure == "carried_forward" and claim.tells(figure_of(due)):
        return HELD  # 本年待办157件 is all that was to be answered
    return compare(claim, cells, fact="figure", message=_carried_differs, label=label)


_carried_differs = Message(
    zh="正文所述结转数量（{stated} 件）与表三“{label}”（{figure} 件）不一致。",
    en="The text gives {stated} {stated:application|applications} for “{label}”, but Table 3 gives {figure}.",
)


def _by_applicant(report: Report, claim: Claim) -> Judged:
    """A count by applicants, against the rows that the count of all is of; against all where that isn't told.

    Behind a count of all that was due, it may be of what was received: 收到294件,上年结转11件,合计305件,其中自然人258件.
    """
    total = claim.whole.value if claim.whole else None
    possible = ((claim.whole.measure,),) if claim.whole and claim.whole.measure in _CARRIED else READINGS
    readings = [reading for reading in possible if total in (None, _summed(report, reading, ["total"]))]
    if not readings:
        return
    columns = _columns(claim.measure)
    figures = [_summed(report, reading, columns) for reading in readings]
    may_be_received = ("received", "carried_over") in readings
    if claim.reason == "enterprises of any sort":
        figures += [_summed(report, reading, _columns("organizations")) for reading in readings]
    if claim.reason == "applicants of all kinds":
        figures += [_summed(report, reading, ["total"]) for reading in (*readings, ("received",))]
    if claim.value in figures or (may_be_received and claim.value == _summed(report, ("received",), columns)):
        yield claim, agreed(claim)
    elif None in figures:
        yield claim, UNREAD
    else:
        held_against = [_cells(report, reading, columns) for reading in readings]
        figure, label = figures[0] or 0, _applicant_label(claim.measure)
        yield (
            claim,
            contradicted(
                claim, [added(cells) for cells in held_against], _applicants_differ, figure=figure, label=label
            ),
        )


def _columns(applicants: str) -> list[str]:
    """The columns of some applicants."""
    return sorted(form.ORGANIZATIONS) if applicants == "organizations" else [applicants]


_applicants_differ = Message(
    zh="正文所述{label}的申请数量（{stated} 件）与表三（{figure} 件）不一致。",
    en="The text gives {stated} {stated:application|applications} from applicants of the kind “{label}”, but Table 3 gives {figure}.",
)


def _applicant_label(column: str) -> str:
    return form.column_label("applications", column)


def _cells(report: Report, rows: Sequence[str], columns: Sequence[str]) -> list[Cell | None]:
    return [report.applications.cell(row, column) for row in rows for column in columns]


def _summed(report: Report, rows: Sequence[str], columns: Sequence[str]) -> Number | None:
    figures = [or_zero(cell) for cell in _cells(report, rows, columns)]
    return None if None in figures else sum(figure or 0 for figure in figures)


def _against_outcome(report: Report, claim: Claim) -> Outcome:
    table = report.applications
    rows = _rows(claim.measure, table.rows)
    columns = _columns(claim.applicant or "total")
    others = table.cell("outcomes.other.other", columns[0]) if claim.measure == "outcomes.other" else None
    if (others and counted(others) == claim.value) or _is_disclosed_or_not(report, claim, columns):
        return agreed(claim)
    may_be_others = [added([others])] if others else []
    cells = _cells(report, rows, columns)
    label = _outcome_label(claim.measure)
    if claim.applicant:
        label = f"{label}（{_applicant_label(claim.applicant)}）"
    outcome = compare(claim, cells, other=may_be_others, label=label)
    if isinstance(outcome, Violation) and _may_be_one_way(claim, outcome.expected or 0):
        return outcome.doubted(MESSAGES["of what"])
    return outcome


def _may_be_one_way(claim: Claim, figure: Number) -> bool:
    """Whether it counts what doesn't exist, and far fewer than weren't held, of which those are but some: 信息不存在18件 of 25."""
    return claim.tells_nonexistence and claim.value < figure and not is_slip(claim.value, figure)


def _is_disclosed_or_not(report: Report, claim: Claim, columns: Sequence[str]) -> bool:
    """Whether it counts by a bare word all that was disclosed, in part or in whole, or all else: 公开54件,不公开66件 of 120."""
    disclosed = _summed(report, _DISCLOSED, columns)
    ended = _summed(report, ("outcomes.total",), columns)
    if disclosed is None or ended is None:
        return False
    if claim.measure in _DISCLOSED:
        return claim.tells_bare_disclosure and claim.tells(disclosed)
    return claim.measure == "outcomes.refused" and claim.tells_bare_disclosure and claim.tells(ended - disclosed)


_DISCLOSED = ("outcomes.granted", "outcomes.partially_granted")


class PartOfWhole(NamedTuple):
    """What table three says of a part, and of a whole that it is of: the cells of each, added up."""

    part: Number
    whole: Number
    cells: tuple[list[Cell | None], list[Cell | None]]

    @property
    def percentage(self) -> float:
        """How many percent of the whole the part is."""
        return float(self.part) / float(self.whole) * 100

    @property
    def operands(self) -> Summands:
        """The same as a side of an equation."""
        part, whole = self.cells
        return (*added(part), *(replace(operand, is_divisor=True) for operand in added(whole)))


def parts_and_wholes(report: Report, named: str, row: str, told: Number = 0) -> Iterator[PartOfWhole]:
    """What table three says of an outcome or of some applicants, with each figure that a share may take for its whole.

    First that of the row that the text names. A part without a name is as many as the text has `told`.
    """
    if not named:
        for reading in ((row,), *(reading for reading in READINGS if reading != (row,))):
            if whole := _summed(report, reading, ["total"]):
                yield PartOfWhole(told, whole, ([], _cells(report, reading, ["total"])))
        return
    is_outcome = named.startswith("outcomes.")
    columns = ["total"] if is_outcome else _columns(named)
    for reading in ((row,), *(reading for reading in READINGS if reading != (row,))):
        rows = _rows(named, report.applications.rows) if is_outcome else reading
        part, whole = _summed(report, rows, columns), _summed(report, reading, ["total"])
        if rows and part is not None and whole:
            yield PartOfWhole(part, whole, (_cells(report, rows, columns), _cells(report, reading, ["total"])))


def _rows(outcome: str, rows: Collection[str]) -> list[str]:
    """The rows that make up an outcome, or several joined by +, in this edition of the table."""
    if "+" in outcome:
        return [row for each in outcome.split("+") for row in _rows(each, rows)]
    if outcome in rows:
        return [outcome]
    return [row for row in (*form.OUTCOME_DETAILS, "outcomes.other") if row in rows and row.startswith(outcome + ".")]


def _outcome_label(measure: str) -> str:
    labels = (form.row_label("applications", row) for row in measure.split("+"))
    return "、".join(label.split("）", 1)[-1].split(".", 1)[-1].split("（")[0] for label in labels)
