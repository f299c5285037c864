"""Activities that a sentence denies, or counts: 未组织专题培训, 组织专题培训3期."""

import re
from collections.abc import Iterator

_KINDS = {
    "培训": "培训班|培训会|培训",
    "新闻发布会": "新闻发布会|发布会",
    "社会评议": "社会评议|公众评议",
    "听证会": "听证会",
    "督查": "督查|专项检查|监督检查",
    "政务新媒体": "政务新媒体|微信公众号|公众号|政务微博",
}
"""Activities by the words that name them."""
_ANY = "(?:过|了|任何|有关|相关|专门|专题|业务|政务公开|政府信息公开|信息公开|工作|的)*"
"""What narrows no activity: without 线下培训 there may still be others."""
_DENIED = re.compile(
    r"(?:^|[,;:])(?:全年|本年度?|本年度内|年内|20\d\d年度?|目前|(?:我|本)[局厅委办镇乡街道机关单位校院]{1,2}|全年度|,)*"
    rf"(?:未|没有|尚未)(?:组织|开展|举办|召开|举行|进行|开通|开设|建立)(?:和?开展)?{_ANY}"
    rf"(?P<what>{'|'.join(_KINDS.values())})(?:工作|活动)?(?=[,;。、和及]|$)"
)
_COUNTED = re.compile(
    r"(?:组织|开展|举办|召开|举行|进行)(?P<of>[\u4e00-\u9fff、]{0,8}?)"
    rf"(?P<what>{'|'.join(_KINDS.values())})(?:工作|活动)?(?:共计?|累计)?(?P<count>\d+)(?:余|多)?(?:期|次|场|轮|个|批)"
)
_ACCOUNT = re.compile(r"(?:“[^”]{2,12}”|(?:我|本)[局镇街道乡委]{1,2})(?P<what>政务新媒体|微信公众号|公众号|政务微博)(?:共|发布|推送|推文|信息|文章)*(?P<count>\d+)(?:条|篇|期)")  # fmt: skip
_NOT_ITS_OWN = re.compile(
    "20\\d\\d年|上年|去年|(?<!全)年前|下属|所属|各|辖区|参加|计划|将|[省市县区]政府|上级|网上|疫情"
)
_NAMES = {word: kind for kind, words in _KINDS.items() for word in words.split("|")}


def denied_activity(text: str) -> tuple[str, int, int] | None:
    """The kind of activity that a sentence says there was none of, and where; None where it denies none."""
    found = _DENIED.search(text)
    return (_NAMES[found["what"]], found.start(), found.end()) if found else None


def counted_activities(text: str) -> Iterator[tuple[str, int]]:
    """The kinds of activities that a sentence counts as the body's own of the year, each with its number."""
    for found in _COUNTED.finditer(text):
        if not _NOT_ITS_OWN.search(text[max(0, found.start() - 20) : found.end()]):
            yield _NAMES[found["what"]], int(found["count"])
    for found in _ACCOUNT.finditer(text):
        yield _NAMES[found["what"]], int(found["count"])
