"""An audit as Markdown, to read or to paste; nothing of a report is taken for markup."""

import re
from collections.abc import Iterator, Sequence

from service.errors import Language
from service.renderers import problems, words
from service.renderers.audited import JSON, Audited

_MARKUP = re.compile(r"([\\`*_{}\[\]()<>#+!|~&$-])")
_NUMBERED = re.compile(r"^(\d+)\.", re.MULTILINE)


def to_markdown(audits: Sequence[Audited], language: Language) -> str:
    """A part a report: its verdict, its findings by their weight, and what was checked."""
    return "\n".join(line for audited in audits for line in _report(audited, language))


def escaped(text: object) -> str:
    """Text as Markdown shows it literally, on one line."""
    flat = " ".join(str(text).split())
    return _NUMBERED.sub(r"\1\\.", _MARKUP.sub(r"\\\1", flat))


def _report(audited: Audited, language: Language) -> Iterator[str]:
    said, result = words.WORDS[language], audited.result
    yield f"# {escaped(audited.title(language))}\n"
    yield f"- {said['file']}{said['colon']}{escaped(audited.name)}"
    yield f"- {said['verdict']}{said['colon']}**{words.verdict(result.status, result.verdict, language)}**"
    for severity in ("error", "warning", "note"):
        if result.summary.get(severity):
            yield f"- {said[severity]}{said['colon']}{result.summary[severity]}"
    yield ""
    if result.problem:
        yield f"{escaped(problems.kept(result.problem, language)['detail'])}\n"
        return
    yield f"## {said['findings']}\n"
    yield from _findings(audited.findings(language), language)
    yield from _checks(audited, language)


def _findings(findings: Sequence[JSON], language: Language) -> Iterator[str]:
    said = words.WORDS[language]
    for number, found in enumerate(findings, 1):
        where = found["locations"][0]
        yield f"{number}. **{said[found['severity']]}** `{found['rule']}` {escaped(found['message'])}"
        yield f"   - {said['place']}{said['colon']}{escaped(words.place(where, language))}"
        told = {"quote": where.get("quote"), "suggestion": found["suggestion"], "suppressed": found.get("suppressed")}
        yield from (f"   - {said[name]}{said['colon']}{escaped(text)}" for name, text in told.items() if text)
    yield "" if findings else f"{said['nothing']}\n"


def _checks(audited: Audited, language: Language) -> Iterator[str]:
    said = words.WORDS[language]
    yield f"## {said['checks']}\n"
    yield "| " + " | ".join(said[name] for name in ("rule", "verdict", "looked_at", "unread", "found")) + " |"
    yield "|---|---|--:|--:|--:|"
    for check in audited.result.checks:
        status = said["found" if check["status"] == "failed" else check["status"]]
        yield f"| {check['rule']} | {status} | {check['looked_at']} | {check['unread']} | {_count(check)} |"
    yield ""


def _count(check: JSON) -> str:
    return f"{check['findings']}+" if check.get("truncated") else str(check["findings"])
