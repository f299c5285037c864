import json
from dataclasses import MISSING, fields

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.audits.assessment import Assessment
from service.audits.audit import Links, Problem, Request, Result, Status
from service.audits.baseline import Successor
from service.audits.batch import BatchRequest, BatchResult, Members
from service.audits.delivery import Delivery, Ping
from service.storage import records
from service.storage.port import Deletion, Reservation

KEPT = (
    Assessment, BatchRequest, BatchResult, Deletion, Delivery, Links, Members, Ping, Problem, Request, Reservation, Result,
    Successor,
)  # fmt: skip

words = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
facts = st.dictionaries(words, st.one_of(st.integers(), words, st.lists(st.integers()), st.none()), max_size=3)
requests = st.builds(Request, id=words, name=words, label=st.none() | words, select=st.lists(words).map(tuple))
results = st.builds(
    Result,
    status=st.sampled_from(Status),
    report=facts,
    summary=facts,
    findings=st.lists(facts, max_size=3).map(tuple),
    checks=st.just(()),
    tables=st.just(()),
    text=facts,
    problem=st.none() | st.builds(Problem, code=words, facts=facts),
)


@given(requests)
def test_a_request_comes_back_as_it_was_kept(request: Request) -> None:
    assert records.decode(Request, records.encode(request)) == request


@given(results)
def test_a_result_comes_back_as_it_was_kept(result: Result) -> None:
    assert records.decode(Result, records.encode(result)) == result


@pytest.mark.parametrize("kind", KEPT)
def test_a_record_of_a_later_version_is_read_but_for_what_is_unknown(kind: type) -> None:
    known = {
        each.name: _some(kind, each.name) for each in fields(kind) if each.default is each.default_factory is MISSING
    }
    kept = records.decode(kind, json.dumps(known).encode())
    of_later = {**json.loads(records.encode(kept)), "of a later version": {"a": [1]}}
    assert records.decode(kind, json.dumps(of_later).encode()) == kept


@pytest.mark.parametrize("kind", KEPT)
def test_a_record_without_what_every_version_wrote_is_told_as_broken(kind: type) -> None:
    with pytest.raises(ValueError, match=kind.__name__):
        records.decode(kind, b"{}")


def _some(kind: type, name: str) -> object:
    return {(Result, "status"): "succeeded", (Assessment, "state"): "confirmed"}.get((kind, name), [])
