"""An audit as Markdown, to read or to paste; nothing of a report is taken for markup."""

import re
from collections.abc import Iterator, Sequence

from service.audits.audit import JSON
from service.errors import Language
from service.renderers import words
from service.renderers.audited import Audited, assessment_line, counts, parted

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
    yield f"- {said['verdict']}{said['colon']}**{audited.verdict(language)}**"
    if left := audited.after_assessments(language):
        yield f"- {said['after_assessments']}{said['colon']}{escaped(left)}"
    for weight, count in counts(result.summary).items():
        if count:
            yield f"- {said[weight]}{said['colon']}{count}"
    yield ""
    yield from _unread(audited, language)
    if problem := audited.problem(language):
        yield f"{escaped(problem)}\n"
        return
    defects, to_check = parted(audited.in_words(language))
    yield f"## {said['findings']}\n"
    yield from _findings(defects, 1, language)
    yield "" if defects else f"{said['nothing_in_rest' if result.unread else 'nothing']}\n"
    if to_check:
        yield f"## {said['parts_to_check']}\n"
        yield f"{escaped(said['to_check_lead'])}\n"
        yield from _findings(to_check, len(defects) + 1, language)
        yield ""
    yield from _checks(audited, language)


def _unread(audited: Audited, language: Language) -> Iterator[str]:
    said, parts = words.WORDS[language], audited.unread_lines(language)
    if parts:
        yield f"## {said['parts_unread']}\n"
        yield f"{escaped(said['parts_unread_lead'])}\n"
        yield from (f"- {escaped(part)}" for part in parts)
        yield ""


def _findings(findings: Sequence[JSON], first: int, language: Language) -> Iterator[str]:
    said = words.WORDS[language]
    for number, found in enumerate(findings, first):
        yield f"{number}. **{found['severity']}** `{found['rule']}` {escaped(found['message'])}"
        yield f"   - {said['place']}{said['colon']}{escaped(found['place'])}"
        besides = [(name, found[name]) for name in ("quote", "suggestion", "suppressed")]
        besides.append(("assessment", assessment_line(found, language)))
        yield from (f"   - {said[name]}{said['colon']}{escaped(text)}" for name, text in besides if text)


def _checks(audited: Audited, language: Language) -> Iterator[str]:
    said = words.WORDS[language]
    yield f"## {said['checks']}\n"
    yield (
        "| "
        + " | ".join(said[name] for name in ("rule", "verdict", "looked_at", "understood", "unread", "found"))
        + " |"
    )
    yield "|---|---|--:|--:|--:|--:|"
    for check in audited.result.checks:
        shown = (words.outcome(check, language), check["looked_at"], words.understood(check, language), check["unread"])
        yield f"| {check['rule']} | {' | '.join(map(str, shown))} | {_count(check)} |"
    yield ""


def _count(check: JSON) -> str:
    return f"{check['findings']}+" if check.get("truncated") else str(check["findings"])
