"""The parts of a list: what stands between commas, semicolons and 、, each with a count, up to where it ends."""

import re
from itertools import zip_longest

from service.domain.statements.counts import Count, counts, without_brackets

_OPEN_WORDS = re.compile(r"等(?![级候待])|主要|其中涉及|另计|例如|比如")
_NEW_STATEMENT = re.compile(
    r"均|比(?:上|去|前|往|20)|[前后]者|下设|全部(?!公开)|已(?!公开)|按时|按期|办结|(?:收到|受理|新收).*申请|较|同比|相比|增[加长]|减少|下降|占|率|[结转]转|转[至到入接下]|顺延|收取|报送|上报|召开|举办|开展|(?<!公益)(?<!其他)(?<!社会)组织(?!机构|人事|领导|架构|保障|建设|管理|工作|制度|体系|关系|生活|信息|类|部|[\d,、;])|通过(?!其[他它])|截至|目前|同时|此外|另外|实际[办答受收处公解]|未(?!成年|来|婚)|被提起|被申请"
)
_NEXT_STATEMENT = re.compile(
    r"(?:全年|本年度?|共|累计|主动)*(?:收到|发布|受理|公开(?!年报|指南|目录|制度|类|栏|信息|平台)|制作|制定|推送|回应|答复|处理|接受|完成|转发|更新|推出|编发|刊发|印发|解读|在|依托|利用)"
)
"""What begins a statement of its own after a semicolon, unless the parts before it begin so too."""
_ITS_SHARE = re.compile("占")
"""A count with a share of its own is set against the whole by itself, and may overlap with what stands before it."""
_CHANNEL = re.compile("^(?:通过|在(?!线)|依托|利用)")
"""What begins a part of a list by channels: 其中通过网站公开60条,通过公众号公开30条."""
_SEPARATOR = re.compile(r"([;、]|,(?!\d{3}(?!\d))|(?<=[件条项次份篇个])(?=等的?(?:其[他它余]|剩余)))")
_REST = re.compile(
    r"(?:[^,;、\d]*等)?的?(?:其[他它余]|剩余)(?:的|各)*(?:类别?|事项|情况|情形|内容|方面|工作|栏目|问题|业务)?[共有为]?"
    r"|(?:[^,;、\d]*等)?的?其[他它余](?!处理|结果|法律)(?:(?!组织|法人|机[关构]|单位|部门|[途渠]|方式|形式|平台|媒体|企业)[^,;、\d]){0,14}信息(?:公开)?数?[共有为]?"
)
"""The name of a last part that is all the rest: 其他12条, 等其他事项7项. 其他组织 and 其他处理 are no rest."""
_OPEN_BUT_FOR_REST = re.compile("主要|等(?=的?(?:其[他它余]|剩余))")
_SUM = re.compile("(?:合计|总计|共计|小计|总共|共)[有为是]?")
_STATED = re.compile(r"[,、]?占[^,;、。\d]{0,10}(?P<stated>\d+(?:\.\d+)?)%")
_SHARES = 2
"""Parts with their shares that may be all of a total, at least."""


def parts_of(text: str, start: int, end: int, total: Count) -> tuple[list[Count], bool]:
    """The parts listed from `start` on, and whether the list has nothing but parts up to `end`.

    A semicolon ends a list whose parts stand between commas, and one whose parts have no verbs where a verb follows.
    So do words without a count after a semicolon, or where the parts fill the total, and a count beyond it after that.
    Where they fill it a comma, too, ends a list between 、, and what stands beside 、 there, or after a semicolon, is the
    next part's name: 图片、视频3条.
    """
    listed = _without_shares(without_brackets(text[start:end]))
    parts: list[Count] = []
    only_parts = True
    position = start
    mark, first_mark, has_verbs, name = "", "", False, ""
    pieces = _SEPARATOR.split(listed)
    by_channel = sum(bool(_CHANNEL.match(piece)) for piece in pieces) > 1
    for segment, following in zip_longest(pieces, pieces[1:]):
        offset, position = position, position + len(segment)
        if not segment or segment in ",;、":
            mark = segment or mark
            first_mark = first_mark or (mark if parts else "")
            continue
        begins = _NEXT_STATEMENT.match(segment)
        is_next = mark == ";" and (first_mark not in ("", ";") or (begins and parts and not has_verbs))
        is_full = sum(part.value for part in parts) == total.value
        told = _CHANNEL.sub("", segment) if by_channel and not is_full else segment
        if _NEW_STATEMENT.search(told) or is_next:
            return parts[: 1 if _ITS_SHARE.match(segment) else None], only_parts and _closes(text, start, parts, name)
        has_verbs = has_verbs or bool(begins)
        numbered = counts(segment)
        is_said = not numbered and mark == ";" and following != "、"
        if parts and (is_said or (is_full and _is_beyond(mark, first_mark, bool(numbered)))):
            return parts, only_parts and _closes(text, start, parts, name)
        if len(numbered) == 1 and numbered[0].unit == total.unit:
            count = numbered[0]
            is_sum = bool(_SUM.fullmatch(segment[: count.start]))
            if len(parts) > 1 and (is_sum or (is_full and count.value > total.value)):
                break
            name = segment[: count.start]
            parts.append(Count(count.value, total.unit, count.is_exact, offset + count.start, offset + count.end))
        else:
            only_parts = False
    is_open = _OPEN_WORDS.search(text[max(0, start - 6) : start] + listed)
    return parts, only_parts and (not is_open or _closes(text, start, parts, name))


def _closes(text: str, start: int, parts: list[Count], name: str) -> bool:
    """Whether the last part has the name of a rest, so that it closes its list, whatever follows it."""
    told = text[max(0, start - 6) : parts[-1].end] if parts else ""
    return bool(_REST.fullmatch(name) and not _OPEN_WORDS.search(_OPEN_BUT_FOR_REST.sub("", told)))


def _without_shares(listed: str) -> str:
    """A list without the share that is stated of each part, where they make up a whole: 110条,占39%;170条,占61%."""
    told = list(_STATED.finditer(listed))
    if len(told) < _SHARES or len(told) != len(counts(listed)):
        return listed
    if abs(sum(float(match["stated"]) for match in told) - 100) > 1:
        return listed
    return _STATED.sub(lambda match: "　" * len(match[0]), listed)


def _is_beyond(mark: str, first_mark: str, has_count: bool) -> bool:
    """Whether what comes after parts that fill their total is none of them."""
    return mark == "," if first_mark == "、" else not has_count
