"""Whose report it is, by its title."""

import re

from service.domain.report import Report

_YEAR = re.compile(r"[（(]?[0-9０-９〇○Ｏ零一二三四五六七八九]{4}\s*年度?[）)]?")
_TITLE = re.compile(r"(?:关于)?(?P<name>.+?)(?:年度)?政府信息(?:公开|与政务公开)")


def agency(report: Report) -> str | None:
    """The body's name as the title has it, None where the title names none."""
    if report.title is None:
        return None
    found = _TITLE.match(_YEAR.sub("", "".join(report.title.text.split())))
    return found["name"].strip("：:，,、—-的《") or None if found else None
