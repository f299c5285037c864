"""What an arithmetic finding suggests: the repair by its cells, and whether it is the only one."""

from service.reports import form
from service.reports.finding import Message
from service.reports.repair import Change, Repair, Slip

_SLIPS = {
    Slip.SWAPPED: Message("（疑似数字颠倒）", " (digits swapped, it seems)"),
    Slip.DROPPED: Message("（疑似漏写一位数字）", " (a digit dropped, it seems)"),
    Slip.DOUBLED: Message("（疑似多写一位数字）", " (a digit too many, it seems)"),
    Slip.NEIGHBOUR: Message("（疑似填错了栏）", " (in the neighbouring column, it seems)"),
    Slip.OTHER: Message("", ""),
}
_PLACE = Message("“{row}”行“{column}”列的 {stated} 改为 {right}", "row “{row}”, column “{column}”: {stated} to {right}")
_BLANK = Message("空白", "blank")


def remedy_of(repair: Repair) -> Message:
    """The suggestion of a repair, with its braces escaped for `format`."""
    changes = [_place(change) for change in repair.changes]
    slip = _SLIPS[repair.slip]
    zh = "，将".join(change.zh for change in changes)
    en = "; ".join(change.en for change in changes)
    mended = len(repair.mends)
    hold = "the equation holds" if mended == 1 else f"all {mended} equations hold"
    if repair.is_unique:
        remedy = Message(
            f"将{zh}，{mended} 处勾稽关系即全部成立{slip.zh}；没有找到改动同样少的其他改法。",
            f"Change {en}: then {hold}{slip.en}; no other change as small was found.",
        )
    else:
        remedy = Message(
            f"例如将{zh}，{mended} 处勾稽关系即全部成立{slip.zh}；但同样少的改法不止一种，请对照台账核定。",
            f"For one, change {en}: then {hold}{slip.en}; other changes are as small, so check against the records.",
        )
    return Message(_escaped(remedy.zh), _escaped(remedy.en))


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
