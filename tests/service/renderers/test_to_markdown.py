from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from service.renderers.to_markdown import escaped, to_markdown
from tests.service.api.results import finding
from tests.service.renderers.documents import HOSTILE, audited, doubtful, hostile, unreadable


def test_it_tells_verdict_findings_and_checks() -> None:
    text = to_markdown([audited()], "zh")
    assert text.startswith("# 某某局2023年度\n")
    assert "**有错误**" in text
    assert "1. **错误** `ARI01` “总计”列不平衡" in text
    assert "- 建议：请核对" in text
    assert "| ARI01 |" in text


def test_it_speaks_english() -> None:
    assert "- Verdict: **errors found**" in to_markdown([audited()], "en")
    assert "could not be audited" in to_markdown([unreadable()], "en")


def test_what_is_to_check_stands_in_a_part_of_its_own() -> None:
    text = to_markdown([doubtful(finding())], "zh")
    defects, to_check = text.split("## 请核对的内容")
    assert "- 错误：1\n- 请核对：1\n" in defects
    assert "1. **错误** `ARI01`" in defects
    assert "YEAR03" not in defects
    assert "2. **请核对** `YEAR03`" in to_check
    assert "| YEAR03 | 待核对 | 15 | 12/15 | 0 | 1 |" in to_check
    assert "| YEAR03 | to check | 15 | 12 of 15 | 0 | 1 |" in to_markdown([doubtful()], "en")


def test_nothing_found_is_said() -> None:
    assert "未发现问题。" in to_markdown([audited(findings=())], "zh")


def test_nothing_of_a_report_is_markup() -> None:
    shown = MarkdownIt("commonmark", {"html": True}).render(to_markdown([hostile()], "zh"))
    assert "<script" not in shown
    assert shown.count("alert(1)") > 3


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"])))
def test_any_text_is_shown_as_it_is(text) -> None:
    tokens = MarkdownIt("commonmark").parseInline(f"x{escaped(text)}x")[0].children
    assert "".join(token.content for token in tokens) == f"x{' '.join(text.split())}x"
    assert {token.type for token in tokens} <= {"text", "text_special"}


def test_an_attack_is_kept_readable() -> None:
    assert escaped(HOSTILE).replace("\\", "") == HOSTILE
