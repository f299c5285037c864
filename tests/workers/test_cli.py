import json
from pathlib import Path

import pytest

from workers.cli import main

EXAMPLE = Path(__file__).parents[2] / "examples" / "report-with-defects.txt"


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


def test_nothing_wrong_is_exit_zero() -> None:
    assert main(["--select", "YEAR04", str(EXAMPLE)]) == 0


def test_what_cannot_be_read_is_exit_two(weather: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(weather)]) == 2
    assert main([str(tmp_path / "nowhere.txt")]) == 2
    assert "打不开文件" in capsys.readouterr().out


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
    assert "nowhere.txt: 打不开文件".encode() in written.err
