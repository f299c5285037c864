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

from service import keys, store
from service.audits.audit import Result
from service.audits.rendering import Kind
from service.errors import Language, UnreadableFile
from service.judge import judge
from service.phrases import filled
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

_DOCUMENTS = {kind.value: document for kind, document in DOCUMENTS.items()}

_WORDS: dict[Language, dict[str, str]] = {
    "zh": {
        "left_to_check": "，待核对 {count} 处",
        "understood": "正文陈述共 {looked_at} 处，已理解 {understood} 处",
        "line": "第 {line} 行",
        "page": "第 {page} 页",
        "suggestion": "建议：",
        "unread": "未审核：",
        "no-file": "无法打开文件 {name}：{reason}",
    },
    "en": {
        "left_to_check": ", {count} to check",
        "understood": "{understood} of {looked_at} {looked_at:statement|statements} in the text understood",
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
    if given[:1] == ["store"]:
        return store.main(given[1:])
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
                asked = Asked(options.rule or "", options.line, options.all)
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
        "--format", choices=("text", "json", *_DOCUMENTS), default="text", help="the format of the output"
    )
    parser.add_argument("--lang", choices=("zh", "en"), default="zh", help="the language of the messages")
    parser.add_argument("--year", type=int, help="the report year")
    parser.add_argument(
        "--attachment",
        action="append",
        type=Path,
        default=[],
        metavar="FILE",
        help="a file that contains a table of the report; may be repeated, with one report only",
    )
    parser.add_argument(
        "--select",
        action="extend",
        type=_rules,
        default=[],
        metavar="RULES",
        help="apply only these rules, by id or the start of one: ARI,SEC01",
    )
    parser.add_argument(
        "--ignore", action="extend", type=_rules, default=[], metavar="RULES", help="do not apply these rules"
    )
    explaining = parser.add_argument_group("explaining")
    explaining.add_argument(
        "--explain",
        action="store_true",
        help="instead, explain how the text was read: each sentence with a finding, its words and frames, what it claims, what "
        "that is compared with and what decided, and each of the others in one line",
    )
    explaining.add_argument("--rule", type=_rule_id, help="explain only what this rule or family judges: CON03, ARI")
    explaining.add_argument("--line", type=int, help="explain only this line, or this page of a file that has pages")
    explaining.add_argument(
        "--all", action="store_true", help="explain sentences without a finding in full, too, and not in one line"
    )
    return parser


def _options(given: list[str]) -> argparse.Namespace:
    """The arguments as given; what narrows an explanation goes with one alone."""
    parser = _parser()
    options = parser.parse_args(given)
    if not options.explain and (options.rule or options.line is not None or options.all):
        parser.error(
            "--rule, --line and --all can only be used with --explain / --rule、--line 和 --all 只能与 --explain 一并使用"
        )
    if options.attachment and (options.explain or len(options.files) > 1):
        parser.error(
            "--attachment can only be used with one report and without --explain / --attachment 只能用于一份报告，且不能与 --explain 一并使用"
        )
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
                f"there is no rule {part!r}, nor any that starts with it; the families are {families} / "
                f"未找到编号为“{part}”或以其开头的规则，规则类别有：{families}"
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
        yield f"  {filled(words['understood'], counts)}"


def _place(locations: list[dict[str, Any]], language: Language) -> str:
    first = locations[0] if locations else {}
    return next((_WORDS[language][kind].format(**first) for kind in ("line", "page") if kind in first), "-")


def _no_file(error: OSError, language: Language) -> str:
    return _WORDS[language]["no-file"].format(name=error.filename, reason=error.strerror)


if __name__ == "__main__":
    sys.exit(main())
