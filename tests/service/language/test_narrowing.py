"""What narrows a clause narrows what follows of it, until something names all anew."""

import pytest

from tests.service.language.said import APPLICATIONS, OUTCOMES, established, likely


@pytest.mark.parametrize(
    "text",
    [
        "收到申请28件，超过三分之一涉及环评，共10件；近两成涉及排污许可，共5件。",
        "收到申请28件，环评类较多，共10件；排污许可类次之，共5件。",
        "收到申请28件，征地拆迁类申请较为集中，共收到12件，均按期答复。",
        "收到申请28件，多数与房屋征收有关，共计16件。",
        "收到申请28件，主要涉及征地补偿，共11件。",
        "收到申请28件，内容以旧改征收补偿为主，共17件。",
    ],
)
def test_a_sum_behind_a_sort_is_of_that_sort(text: str) -> None:
    assert likely(APPLICATIONS, text) == [("received", 28)]


@pytest.mark.parametrize(
    "text",
    [
        "因林地权属争议衍生的申请中，予以公开6件、部分公开2件。",
        "林地权属争议衍生的申请中，予以公开6件、部分公开2件。",
        "土地出让引发的申请中，予以公开4件；部分公开1件；不予公开1件。",
        "环评类申请中，予以公开4件，部分公开1件。",
        "同一申请人提出的申请中，予以公开4件、部分公开1件。",
        "涉及征地的申请中，全年予以公开4件、部分公开1件。",
        "收到申请28件，有4件申请因内容不明确一次性告知补正，补正后予以公开3件、部分公开1件。",
        "收到申请28件，补正后，予以公开3件、部分公开1件。",
        "收到申请28件，合并答复后予以公开3件、部分公开1件。",
    ],
)
def test_outcomes_of_some_applications_are_no_outcomes_of_all(text: str) -> None:
    assert {measure for measure, _ in established(text)} <= {"received"}
    assert likely(OUTCOMES, text) == []


@pytest.mark.parametrize(
    "text",
    [
        "收到的申请中，予以公开20件、部分公开4件。",
        "在办结的申请中，予以公开20件、部分公开4件。",
        "上年结转和本年新收的申请中，予以公开20件、部分公开4件。",
        "收到申请28件，经审查后予以公开20件、部分公开4件。",
        "收到申请28件，主要涉及征地、环评等领域，予以公开20件、部分公开4件。",
        "涉及征地的申请中，予以公开6件、不予公开1件。全年予以公开20件、部分公开4件。",
        "环评类申请中，不予公开6件；我局全年申请予以公开20件、部分公开4件。",
    ],
)
def test_outcomes_of_all_applications_are_told_as_such(text: str) -> None:
    assert established(text)[-2:] == [("outcomes.granted", 20), ("outcomes.partially_granted", 4)]


def test_a_narrowing_ends_where_all_are_named_again() -> None:
    text = "补正后予以公开3件、部分公开1件，全年共办结申请27件。"
    assert established(f"收到申请28件，{text}")[-1] == ("answered", 27)


def test_a_cause_without_a_row_is_that_of_each_outcome_listed_behind_it() -> None:
    text = "收到申请28件，因权属不清，予以公开6件、部分公开2件。"
    assert established(text) == [("received", 28), ("outcomes.granted", 6), ("outcomes.partially_granted", 2)]
    assert likely(OUTCOMES, text) == []
