"""Broken reports of the corpus as files, with their audits."""

from collections.abc import Sequence
from dataclasses import replace

from service.renderers.audited import Audited
from tests.corpus.mutations import case
from tests.corpus.rendering import render
from workers.pipeline import audit_bytes


def broken(mutation: str, format: str, seed: int = 3) -> tuple[bytes, Audited]:
    """A report broken in one way: its file, and its audit."""
    name, data = render(case(mutation, seed).draft, format)
    return data, audit(data, name)


def audit(data: bytes, name: str = "report", attachments: Sequence[tuple[str, bytes]] = ()) -> Audited:
    return Audited(name, audit_bytes(data, attachments=attachments))


def suppressed(audited: Audited) -> Audited:
    """The same with a reason to let every finding pass."""
    findings = tuple({**found, "suppressed": "已说明"} for found in audited.result.findings)
    return replace(audited, result=replace(audited.result, findings=findings))


def disputed(audited: Audited, note: str) -> Audited:
    """The same with every finding said not to be true."""
    told = {"state": "disputed", "note": note, "at": "2026-01-02T03:04:05.000Z", "by": "office", "key": None}
    findings = tuple({**found, "assessment": told} for found in audited.result.findings)
    return replace(audited, result=replace(audited.result, findings=findings))


def squashed(text: str) -> str:
    return "".join(text.split())
