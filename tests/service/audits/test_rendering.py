import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.audits.rendering import Kind, NoticeFields, Rendering


@given(st.builds(NoticeFields, *4 * [st.text(st.characters(exclude_categories=["Cs"]), max_size=60)]))
def test_what_is_filled_in_goes_into_the_name_of_a_task_and_out_of_it(fields) -> None:
    rendering = Rendering("01KADEQ4SX8Y7V1D0M3W9R5T2B", Kind.NOTICE_PDF, fields.detail("en"))
    assert re.fullmatch(r"\w+", rendering.name, re.ASCII)
    assert Rendering.named(rendering.name) == rendering
    assert NoticeFields.of(rendering.detail) == fields


@pytest.mark.parametrize("detail", ["zh", "en", "any", "12"])
def test_what_is_not_filled_in_is_empty(detail) -> None:
    assert NoticeFields.of(detail) == NoticeFields()
    assert NoticeFields().detail("zh") == "zh"
