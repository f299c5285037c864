import json
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from tests.service.api.results import plain_finding
from tests.service.renderers.documents import doubtful
from workers.cli import main

EXAMPLE = Path(__file__).parents[2] / "examples" / "report-with-defects.txt"
REPORTS = sorted((Path(__file__).parents[3] / "shared" / "reports").glob("*-20*.*"))
"""Real reports, where they are beside the project."""


@pytest.fixture
def weather(tmp_path: Path) -> Path:
    path = tmp_path / "weather.txt"
    path.write_text("今天天气很好。", "utf-8")
    return path


def test_an_error_is_exit_one_and_told_in_chinese(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(EXAMPLE)]) == 1
    shown = capsys.readouterr().out
    assert shown.startswith(f"{EXAMPLE}: 有错误\n")
    assert "YEAR01 错误" in shown
    assert "第 3 行" in shown


def test_or_in_english(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--lang", "en", str(EXAMPLE)]) == 1
    assert "line 3 YEAR01 error" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("language", "head", "weight", "reach"),
    [
        ("zh", "未发现错误，待核对 1 处", "第 9 行 YEAR03 请核对", "正文陈述共 15 处，已理解 12 处"),
        ("en", "no errors found, 1 to check", "line 9 YEAR03 to check", "12 of 15 statements in the text understood"),
    ],
)
def test_what_is_only_to_check_comes_last_and_fails_nothing(language, head, weight, reach, monkeypatch, capsys) -> None:
    result = doubtful(plain_finding(2)).result
    monkeypatch.setattr("workers.cli.audit_bytes", lambda *_, **__: replace(result, verdict="pass"))
    assert main(["--lang", language, str(EXAMPLE)]) == 0
    shown = capsys.readouterr().out.splitlines()
    assert shown[0] == f"{EXAMPLE}: {head}"
    assert "YEAR07" in shown[1]
    assert shown[2].startswith(f"  {weight} ")
    assert reach in shown[-1]


def test_nothing_wrong_is_exit_zero() -> None:
    assert main(["--select", "YEAR04", str(EXAMPLE)]) == 0


def test_rules_are_listed_with_commas_or_by_repeating(capsys: pytest.CaptureFixture[str]) -> None:
    for options in (["--select", "SEC, ARI"], ["--select", "SEC", "--select", "ARI"]):
        main([*options, "--ignore", "SEC02,ARI05", str(EXAMPLE)])
        told = set(re.findall(r"\b([A-Z]{3,4}\d\d) ", capsys.readouterr().out))
        assert {"SEC01", "ARI02"} <= told
        assert {rule[:3] for rule in told} == {"SEC", "ARI"}
        assert told.isdisjoint({"SEC02", "ARI05"})


@pytest.mark.parametrize("option", ["--select", "--ignore"])
@pytest.mark.parametrize("given", ["XYZ", "ARI99", "ARI,nonsense", "ari", "", "ARI,,SEC"])
def test_rules_that_there_are_not_are_refused(option: str, given: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main([option, given, str(EXAMPLE)])
    assert ended.value.code == 2
    told = capsys.readouterr().err
    assert f"there is no rule {given.rsplit(',', maxsplit=1)[-1] if given != 'ARI,,SEC' else ''!r}" in told
    assert "ARI, " in told


@pytest.mark.parametrize("format", ["text", "json", "csv", "html"])
def test_a_reader_that_has_seen_enough_is_no_error(format: str) -> None:
    command = [sys.executable, "-m", "workers.cli", "--format", format, str(EXAMPLE)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        running.stdout.close()
        told = running.stderr.read()
        assert (running.wait(60), told) == (1, b"")


def test_what_cannot_be_read_is_exit_two(weather: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(weather)]) == 2
    assert main([str(tmp_path / "nowhere.txt")]) == 2
    assert "无法打开文件" in capsys.readouterr().out


def test_the_worst_of_several_decides(weather: Path) -> None:
    assert main([str(weather), str(EXAMPLE)]) == 1


def test_a_program_gets_json(weather: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["--format", "json", "--lang", "en", str(EXAMPLE), str(weather)])
    first, second = json.loads(capsys.readouterr().out)
    assert (first["verdict"], first["problem"]) == ("fail", None)
    assert all(isinstance(found["message"], str) for found in first["findings"])
    assert second["problem"]["type"] == "/problems/not-a-report"


@pytest.mark.parametrize(
    ("format", "start", "told"),
    [
        ("sarif", b'{"$schema"', b'"ruleId":"YEAR01"'),
        ("csv", b"\xef\xbb\xbf", b",YEAR01,"),
        ("markdown", b"# ", b"`YEAR01`"),
        ("html", b"<!doctype html>", b"<code>YEAR01</code>"),
    ],
)
def test_all_reports_make_one_document(format, start, told, weather: Path, tmp_path: Path, capsysbinary) -> None:
    assert main(["--format", format, str(EXAMPLE), str(weather), str(tmp_path / "nowhere.txt")]) == 1
    written = capsysbinary.readouterr()
    assert written.out.lstrip().startswith(start)
    assert told in written.out
    assert "nowhere.txt: 无法打开文件".encode() in written.err


def test_how_the_text_was_read_is_explained(weather: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--explain", str(EXAMPLE)]) == 0
    told = capsys.readouterr().out
    assert told.startswith(f"{EXAMPLE}:\nreport year 2023; ")
    assert "8件 received = 8 established" in told
    assert main(["--explain", "--all", str(EXAMPLE)]) == 0
    assert "8件: received = 8, all: established" in capsys.readouterr().out
    assert main(["--explain", "--rule", "YEAR01", "--line", "3", str(EXAMPLE)]) == 0
    assert re.findall(r"^line (\d+),", capsys.readouterr().out, re.MULTILINE) == ["3"]


def test_what_cannot_be_explained_is_exit_two(
    weather: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--explain", str(weather), str(tmp_path / "nowhere.txt"), str(EXAMPLE)]) == 2
    told = capsys.readouterr().out
    assert "未找到政府信息公开工作年度报告" in told
    assert "无法打开文件" in told
    assert "report year 2023" in told


@pytest.mark.parametrize("options", [["--rule", "CON01"], ["--line", "3"], ["--explain", "--rule", "XYZ"]])
def test_what_narrows_an_explanation_goes_with_one_alone(options: list[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main([*options, str(EXAMPLE)])
    assert ended.value.code == 2


@pytest.mark.parametrize("file", REPORTS, ids=lambda file: file.name)
def test_every_real_report_is_explained(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--explain", str(file)]) == 0
    assert "sentences tell a number" in capsys.readouterr().out


def test_a_table_that_is_a_file_of_its_own_is_read_with_the_report(tmp_path: Path, capsys) -> None:
    before, table, after = re.split("(（本列数据.*四、结转[^\n]*)", EXAMPLE.read_text("utf-8"), flags=re.DOTALL)
    report, attachment = tmp_path / "report.txt", tmp_path / "附件.txt"
    report.write_text(f"{before}详见附件。{after}", "utf-8")
    attachment.write_text(table, "utf-8")

    assert main([str(report)]) == 1
    assert "未审核：“收到和处理政府信息公开申请情况表”" in capsys.readouterr().out
    assert main(["--attachment", str(attachment), str(report)]) == 1
    assert "未审核" not in capsys.readouterr().out


def test_an_attachment_that_is_not_there_is_named(tmp_path: Path, capsys) -> None:
    assert main(["--attachment", str(tmp_path / "nowhere.xlsx"), str(EXAMPLE)]) == 2
    assert "nowhere.xlsx" in capsys.readouterr().out


@pytest.mark.parametrize("more", [[str(EXAMPLE)], ["--explain"]])
def test_attachments_go_with_one_audit(more: list[str], capsys) -> None:
    with pytest.raises(SystemExit):
        main(["--attachment", "a.xlsx", str(EXAMPLE), *more])
    assert "--attachment" in capsys.readouterr().err
