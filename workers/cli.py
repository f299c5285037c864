"""report-audit: the same audit on the command line, without any server."""

import argparse
import json
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from service import keys
from service.audits.audit import Result
from service.audits.rendering import Kind
from service.errors import Language, UnreadableFile
from service.judge import judge
from service.renderers import problems, to_json
from service.renderers.audited import Audited, parted, weight
from service.renderers.documents import DOCUMENTS
from service.renderers.explanation import Asked, to_explanation
from service.renderers.words import WORDS
from service.rules import RULES
from workers import readers
from workers.limits import Limits
from workers.pipeline import audit_bytes

EXIT = {"pass": 0, "fail": 1, "incomplete": 2, None: 2}

_DOCUMENTS = {kind.value: document for kind, document in DOCUMENTS.items() if kind is not Kind.NOTICE}

_WORDS: dict[Language, dict[str, str]] = {
    "zh": {
        "left_to_check": "，请核对 {count} 处",
        "understood": "正文陈述读懂 {understood}/{looked_at}",
        "line": "第 {line} 行",
        "page": "第 {page} 页",
        "suggestion": "建议：",
        "unread": "未审查：",
        "no-file": "打不开文件 {name}：{reason}",
    },
    "en": {
        "left_to_check": ", {count} to check",
        "understood": "understood {understood} of {looked_at} statements of the text",
        "line": "line {line}",
        "page": "page {page}",
        "suggestion": "suggestion: ",
        "unread": "not audited: ",
        "no-file": "{name} can't be opened: {reason}",
    },
}


def main(arguments: list[str] | None = None) -> int:
    """Audit the files that are named; 0 where all pass, 1 with an error found, 2 where something could not be read."""
    given = sys.argv[1:] if arguments is None else arguments
    if given[:1] == ["keys"]:
        return keys.main(given[1:])
    options = _options(given)
    if options.explain:
        return _explain(options)
    results = [(path, _audit(path, options)) for path in options.files]
    with _until_nobody_reads():
        _write(results, options)
    codes = {EXIT[result.verdict if isinstance(result, Result) else None] for _, result in results}
    return next(code for code in (1, 2, 0) if code in codes)


def _explain(options: argparse.Namespace) -> int:
    """Tell how the prose of the files was read; 0, or 2 where one could not be."""
    code = 0
    with _until_nobody_reads():
        for path in options.files:
            print(f"{path}:")
            try:
                asked = Asked(options.rule or "", options.line)
                report = replace(readers.open_file(path.read_bytes(), Limits()).report, asked_year=options.year)
                judgement = judge(report, select=options.select, ignore=options.ignore)
                for line in to_explanation(report, judgement, asked):
                    print(line)
            except OSError as error:
                print(_no_file(error, options.lang))
                code = 2
            except UnreadableFile as error:
                print(error.phrase(options.lang, error.facts))
                code = 2
    return code


@contextmanager
def _until_nobody_reads() -> Iterator[None]:
    """Write standard output in here; a reader that has seen enough (`| head`) is no error."""
    try:
        yield
        sys.stdout.flush()
    except BrokenPipeError:
        # What is left in the buffer is flushed at the end of the process, and must go somewhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _write(results: list[tuple[Path, Result | OSError]], options: argparse.Namespace) -> None:
    """Write what became of the files, in the form that is asked for."""
    if options.format in _DOCUMENTS:
        _write_document(results, options)
    elif options.format == "json":
        print(
            json.dumps([_shown(path, result, options.lang) for path, result in results], ensure_ascii=False, indent=1)
        )
    else:
        for path, result in results:
            print("\n".join(_lines(path, result, options.lang)))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="report-audit", description="Audit annual reports on open government information."
    )
    parser.add_argument("files", metavar="FILE", nargs="+", type=Path, help="a report")
    parser.add_argument(
        "--format", choices=("text", "json", *_DOCUMENTS), default="text", help="for a person, or for a program"
    )
    parser.add_argument("--lang", choices=("zh", "en"), default="zh", help="the language of the messages")
    parser.add_argument("--year", type=int, help="the year that the reports are of")
    parser.add_argument(
        "--attachment",
        action="append",
        type=Path,
        default=[],
        metavar="FILE",
        help="a file in which a table of the report stands; may be repeated, and goes with one report",
    )
    parser.add_argument(
        "--select",
        action="extend",
        type=_rules,
        default=[],
        metavar="RULES",
        help="apply these rules alone, by their ids or beginnings: ARI,SEC01",
    )
    parser.add_argument(
        "--ignore", action="extend", type=_rules, default=[], metavar="RULES", help="leave these rules out"
    )
    explaining = parser.add_argument_group("explaining")
    explaining.add_argument(
        "--explain",
        action="store_true",
        help="tell how the text was read instead: each sentence with a number or a year, its words and frames, what it "
        "claims, what that is held against, and why anything was passed over",
    )
    explaining.add_argument("--rule", type=_rule_id, help="explain only what this rule or family judges: CON03, ARI")
    explaining.add_argument(
        "--line", type=int, help="explain only what stands on this line, or on this page of a file with pages"
    )
    return parser


def _options(given: list[str]) -> argparse.Namespace:
    """The arguments as given; what narrows an explanation goes with one alone."""
    parser = _parser()
    options = parser.parse_args(given)
    if not options.explain and (options.rule or options.line is not None):
        parser.error("--rule and --line go with --explain / --rule 和 --line 只与 --explain 一起使用")
    if options.attachment and (options.explain or len(options.files) > 1):
        parser.error("--attachment goes with one report, and not with --explain / --attachment 只与一份报告一起使用")
    return options


def _rule_id(given: str) -> str:
    (rule,) = _rules(given)[:1]
    return rule


def _rules(given: str) -> list[str]:
    """The ids of rules, or their beginnings, of a list with commas."""
    listed = [part.strip() for part in given.split(",")]
    for part in listed:
        if not part or not any(rule.startswith(part) for rule in RULES):
            families = ", ".join(dict.fromkeys(rule.rstrip("0123456789") for rule in RULES))
            raise argparse.ArgumentTypeError(
                f"no rule is called {part!r} or begins so; the families are {families} / "
                f"没有编号为“{part}”或以它开头的规则，规则的类别有：{families}"
            )
    return listed


def _audit(path: Path, options: argparse.Namespace) -> Result | OSError:
    try:
        data = path.read_bytes()
        attachments = [(each.name, each.read_bytes()) for each in options.attachment]
    except OSError as error:
        return error
    return audit_bytes(
        data,
        path.name,
        year=options.year,
        attachments=attachments,
        select=options.select,
        ignore=options.ignore,
    )


def _write_document(results: list[tuple[Path, Result | OSError]], options: argparse.Namespace) -> None:
    """One document of all reports; files that can't be opened are reported on stderr."""
    audits = []
    for path, result in results:
        if isinstance(result, OSError):
            print(f"{path}: {_no_file(result, options.lang)}", file=sys.stderr)
        else:
            audits.append(Audited(str(path), result))
    document = _DOCUMENTS[options.format].of(audits, options.lang)
    sys.stdout.buffer.write(document if options.format == Kind.CSV else document + b"\n")
    sys.stdout.buffer.flush()


def _shown(path: Path, result: Result | OSError, language: Language) -> dict[str, Any]:
    if isinstance(result, OSError):
        return {"file": str(path), "verdict": None, "problem": {"detail": _no_file(result, language)}}
    return {
        "file": str(path),
        **asdict(result),
        "unread": [to_json.localised(part, language) for part in result.unread],
        "findings": [to_json.localised(found, language) for found in result.findings],
        "problem": problems.kept(result.problem, language) if result.problem else None,
    }


def _lines(path: Path, result: Result | OSError, language: Language) -> Iterable[str]:
    words = _WORDS[language]
    if isinstance(result, OSError):
        yield f"{path}: {_no_file(result, language)}"
        return
    defects, to_check = parted(result.findings)
    more = words["left_to_check"].format(count=len(to_check)) if to_check else ""
    yield f"{path}: {WORDS[language][result.verdict or 'failed']}{more}"
    if result.problem:
        yield f"  {problems.kept(result.problem, language)['detail']}"
    for part in result.unread:
        shown = to_json.localised(part, language)
        yield f"  {words['unread']}{shown['message']} {shown['suggestion']}"
    for found in (*defects, *to_check):
        shown = to_json.localised(found, language)
        yield f"  {_place(shown['locations'], language)} {shown['rule']} {WORDS[language][weight(found)]} {shown['message']}"
        if shown["suggestion"]:
            yield f"      {words['suggestion']}{shown['suggestion']}"
    yield from _reach(result, words)


def _reach(result: Result, words: dict[str, str]) -> Iterator[str]:
    """How much of the prose was understood, where it was not all."""
    on_prose = [check for check in result.checks if check["understood"] is not None]
    counts = {name: sum(check[name] for check in on_prose) for name in ("understood", "looked_at")}
    if counts["understood"] < counts["looked_at"]:
        yield f"  {words['understood'].format(**counts)}"


def _place(locations: list[dict[str, Any]], language: Language) -> str:
    first = locations[0] if locations else {}
    return next((_WORDS[language][kind].format(**first) for kind in ("line", "page") if kind in first), "-")


def _no_file(error: OSError, language: Language) -> str:
    return _WORDS[language]["no-file"].format(name=error.filename, reason=error.strerror)


if __name__ == "__main__":
    sys.exit(main())
