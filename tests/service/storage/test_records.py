from hypothesis import given
from hypothesis import strategies as st

from service.audits.audit import Problem, Request, Result, Status
from service.storage import records

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
