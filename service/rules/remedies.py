"""What an arithmetic finding suggests: the repair by its cells, and whether it is the only one."""

from collections.abc import Sequence

from service.reports import form
from service.reports.finding import Message, Number, Operand
from service.reports.repair import Change, Plan, Repair, Slip
from service.reports.report import Location

_SLIPS = {
    Slip.SWAPPED: Message("（疑似数字颠倒）", " (digits swapped, it seems)"),
    Slip.DROPPED: Message("（疑似漏写一位数字）", " (a digit dropped, it seems)"),
    Slip.DOUBLED: Message("（疑似多写一位数字）", " (a digit too many, it seems)"),
    Slip.NEIGHBOUR: Message("（疑似填错了栏）", " (in the neighbouring column, it seems)"),
    Slip.OTHER: Message("", ""),
}
_PLACE = Message("“{row}”行“{column}”列的 {stated} 改为 {right}", "row “{row}”, column “{column}”: {stated} to {right}")
_BLANK = Message("空白", "blank")


_MOST_OTHERS = 2
"""Plans beside the first that are told in full."""


def remedy_of(repair: Repair, also_mended: int = 0) -> Message:
    """The suggestion of a repair, with its braces escaped for `format`: its first plan, then others that are as small.

    `also_mended` counts the findings on other things than identities that the first plan mends.
    """
    first, *others = repair.plans
    told, slip, mended = _changes(first), _SLIPS[first.slip], len(repair.mends)
    hold = "the equation holds" if mended == 1 else f"all {mended} equations hold"
    also = Message(f"，另有 {also_mended} 处不一致随之消除", f" and {also_mended} more of what differs agrees")
    done = Message(
        f"{told.zh}，{mended} 处勾稽关系即全部成立{also.zh if also_mended else ''}{slip.zh}",
        f"{told.en}: then {hold}{also.en if also_mended else ''}{slip.en}",
    )
    if others:
        rest = _others(others)
        remedy = Message(
            f"例如{done.zh}；改动同样少的改法还有{rest.zh}。请对照台账核定。",
            f"For one, change {done.en}; {rest.en}; check against the records.",
        )
    else:
        remedy = Message(
            f"{done.zh}；没有找到改动同样少的其他改法。", f"Change {done.en}; no other change as small was found."
        )
    return Message(_escaped(remedy.zh), _escaped(remedy.en))


def _others(others: list[Plan]) -> Message:
    told = [_changes(plan) for plan in others[:_MOST_OTHERS]]
    each = Message("；或".join(plan.zh for plan in told), "; or ".join(plan.en for plan in told))
    if len(others) > _MOST_OTHERS:
        return Message(
            f" {len(others)} 种，如{each.zh}", f"{len(others)} other changes are as small, such as {each.en}"
        )
    return Message(f"：{each.zh}", f"as small a change is {each.en}")


def _changes(plan: Plan) -> Message:
    changes = [_place(change) for change in plan.changes]
    return Message("将" + "，将".join(change.zh for change in changes), ", and ".join(change.en for change in changes))


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
    zh = _PLACE.format(facts | {"stated": stated or _BLANK.zh}).zh
    return Message(zh, _PLACE.format(facts | {"stated": stated or _BLANK.en}).en)


def _escaped(text: str) -> str:
    return text.replace("{", "{{").replace("}", "}}")
