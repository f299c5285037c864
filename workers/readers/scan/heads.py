"""Recognised heads of sections: one that is nearly the form's is the form's, and unsure."""

import re

from rapidfuzz.distance import OSA

from service.reports import form
from service.reports.report import LIKELY, Paragraph
from workers.readers.structure import heads

_LIKE = 0.7
"""How alike a line and a section's title must be."""
_LONGEST = 40
"""Characters that a head may have."""
_UNSURE = LIKELY
"""The confidence of a title that was told by its likeness."""
_TITLES: dict[str, int] = {title: number for number, title in form.SECTIONS.items()} | {
    "行政机关主动公开政府信息情况": 2,
    "行政机关收到和处理政府信息公开申请情况": 3,
    "因政府信息公开工作被申请行政复议、提起行政诉讼情况": 4,
    "政府信息公开工作存在的主要问题及改进情况": 5,
    "存在问题及改进措施": 5,
    "其他需要说明的事项": 6,
}


def spelt(paragraph: Paragraph) -> Paragraph:
    """A recognised line that is a section's head but for slips, with the form's title for its own."""
    text = paragraph.text
    if not paragraph.scores or len(text) > _LONGEST or "。" in text or _is_told(text):
        return paragraph
    line = heads.parse(text)
    start = line.offset(0)
    words = _plain(text[start:])
    title = max(_TITLES, key=lambda title: OSA.normalized_similarity(words, _plain(title)))
    if OSA.normalized_similarity(words, _plain(title)) < _LIKE:
        return paragraph
    scores = (*paragraph.scores[:start], *(_UNSURE for _ in title))
    return paragraph._replace(text=text[:start] + title, scores=scores)


def _is_told(text: str) -> bool:
    """Whether it is a section's head, or a sub-head, as it was read."""
    found = heads.section_title(text)
    return (found is not None and found.strength == 3) or heads.subsection_title(text) is not None


def _plain(text: str) -> str:
    return re.sub(r"[\W_的]+", "", text)
