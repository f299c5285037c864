"""What an arithmetic finding suggests: the repair by its cells, and whether it is the only one."""

from collections.abc import Sequence

from service.reports import form
from service.reports.finding import Message, Number, Operand
from service.reports.repair import Change, Plan, Repair, Slip
from service.reports.report import Location

_SLIPS = {
    Slip.SWAPPED: Message("（疑似数字颠倒）", " (the digits may have been swapped)"),
    Slip.DROPPED: Message("（疑似漏写一位数字）", " (a digit may have been left out)"),
    Slip.DOUBLED: Message("（疑似多写一位数字）", " (a digit may have been added)"),
    Slip.NEIGHBOUR: Message("（疑似填错栏）", " (the figures may be in each other's column)"),
    Slip.OTHER: Message("", ""),
}
_PLACE = Message(
    "将“{row}”行“{column}”列由{stated}改为 {right}", "row “{row}”, column “{column}”, from {stated} to {right}"
)
_BLANK = Message("空白", "blank")

_HOLDS = Message("勾稽关系即可成立", "the equation then holds")
_HOLD = Message(
    "{mended} 处勾稽关系即可全部成立", "the {mended} {mended:equation|equations} concerned then {mended:holds|hold}"
)
_ALSO = Message(
    "，另有 {more} 处不一致一并解决",
    ", and {more} other {more:discrepancy is|discrepancies are} resolved with {more:it|them}",
)

_MOST_OTHERS = 2
"""Plans beside the first that are told in full."""


def remedy_of(repair: Repair, also_mended: int = 0) -> Message:
    """The suggestion of a repair, with its braces escaped for `format`: its first plan, then others that are as small.

    `also_mended` counts the findings on other things than identities that the first plan mends.
    """
    first, *others = repair.plans
    told, done = _changes(first), _what_comes_of_it(repair, also_mended)
    if others:
        rest = _others(others)
        remedy = Message(
            f"可能的改法之一：{told.zh}，{done.zh}；改法不唯一，{rest.zh}。请对照台账核定。",
            f"One possible correction is to change {told.en}; {done.en}. {rest.en} Check your records.",
        )
    else:
        remedy = Message(
            f"请对照台账核实；如其他数据无误，应{told.zh}，{done.zh}。经测算，改动最少的方案仅此一种。",
            f"Check your records. If the other figures are right, change {told.en}; {done.en}."
            " No other correction changes as little.",
        )
    return Message(_escaped(remedy.zh), _escaped(remedy.en))


def _what_comes_of_it(repair: Repair, also_mended: int) -> Message:
    """How much agrees once the first plan is done, and what slip it looks like."""
    slip, mended = _SLIPS[repair.plans[0].slip], len(repair.mends)
    hold = _HOLDS if mended == 1 else _HOLD
    also = _ALSO if also_mended else Message("", "")
    facts: dict[str, object] = {"mended": mended, "more": also_mended}
    return Message(f"{hold.zh}{also.zh}{slip.zh}", f"{hold.en}{also.en}{slip.en}").format(facts)


def _others(others: list[Plan]) -> Message:
    told = [_changes(plan) for plan in others[:_MOST_OTHERS]]
    each = Message("，或".join(plan.zh for plan in told), ", or ".join(plan.en for plan in told))
    if len(others) > _MOST_OTHERS:
        return Message(
            f"改动同样少的另有 {len(others)} 种，如{each.zh}",
            f"{len(others)} other corrections change as little, such as {each.en}.",
        )
    return Message(f"也可{each.zh}", f"Another is to change {each.en}.")


def _changes(plan: Plan) -> Message:
    changes = [_place(change) for change in plan.changes]
    return Message("，".join(change.zh for change in changes), " and ".join(change.en for change in changes))


def mends(plan: Plan, operands: Sequence[Operand]) -> bool:
    """Whether a plan changes a figure of an equation such that it holds, in one of its readings at least."""
    right = {_address(change.cell.at): change.right for change in plan.changes}
    if any(operand.is_divisor or operand.equation > 1 for operand in operands):
        return False
    sums: dict[int, Number] = {}
    for operand in operands:
        is_changed = operand.report == "this" and _address(operand.at) in right
        figure = right[_address(operand.at)] if is_changed else operand.value
        side = 0 if operand.side == "left" else operand.alternative or 1
        sums[side] = sums.get(side, 0) + operand.sign * figure
    return any(sums[side] == sums.get(0) for side in sums if side)


def _address(at: Location) -> tuple[str | None, str | None, str | None]:
    return at.table, at.row, at.column


def _place(change: Change) -> Message:
    at, stated = change.cell.at, change.cell.text.strip()
    table, row, column = at.table or "", at.row or "", at.column or ""
    facts: dict[str, object] = {
        "row": form.row_label(table, row),
        "column": form.column_label(table, column),
        "right": change.right,
    }
    zh = _PLACE.format(facts | {"stated": f" {stated} " if stated else _BLANK.zh}).zh
    return Message(zh, _PLACE.format(facts | {"stated": stated or _BLANK.en}).en)


def _escaped(text: str) -> str:
    return text.replace("{", "{{").replace("}", "}}")
