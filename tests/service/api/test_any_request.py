"""Whatever is asked, the answer is one that openapi.yaml describes, and never a crash."""

from functools import cache
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from service.app import create_app
from service.config import Settings
from tests.service.api.conftest import queue_beside
from tests.service.api.contract import CheckedClient, operations
from tests.service.api.fakes import MemoryStore, storage_with
from tests.service.api.results import finding, succeeded

NAMES = st.sampled_from(
    ["year", "agency", "label", "select", "ignore", "severity", "category", "rule", "limit", "cursor"]
)
VALUES = (
    st.sampled_from(["", "2023", "0", "-1", "1e3", "ARI", "ARI01,TAB", ",", "error", "table", "3130", "gg"]) | st.text()
)
HEADERS = st.sampled_from(
    ["Accept-Language", "X-Request-Id", "If-None-Match", "Prefer", "Origin", "Content-Disposition"]
)
LATIN = st.text(st.characters(max_codepoint=255, exclude_categories=["Cc"]), max_size=30)


@cache
def ended() -> tuple[CheckedClient, str]:
    settings = Settings(data_dir=Path("/nonexistent"), upload_bytes=2_000, keep_days=36_500)
    store = MemoryStore()
    app = create_app(settings, storage_with(store, settings), queue_beside(store))
    app.test_client_class = CheckedClient
    audit_id = app.test_client().post("/v1/reports", data="报告".encode()).json["id"]
    store.finish(audit_id, succeeded(finding()))
    return app.test_client(), audit_id


@settings(deadline=None, max_examples=300)
@given(
    st.sampled_from(sorted(operations())),
    st.text(min_size=1, max_size=20) | st.just("ARI01") | st.just("an audit"),
    st.dictionaries(NAMES | st.text(max_size=5), VALUES, max_size=3),
    st.dictionaries(HEADERS, LATIN.filter(lambda text: "wait" not in text), max_size=2),
    st.binary(max_size=3_000),
)
def test_any_request_has_an_answer_that_is_described(operation, part, query, headers, body) -> None:
    path, method = operation
    client, audit_id = ended()
    value = audit_id if part == "an audit" else part.replace("/", "").replace("?", "").replace("#", "") or "x"
    for name in (
        "{audit_id}",
        "{finding_id}",
        "{batch_id}",
        "{number}",
        "{rule_id}",
        "{code}",
        "{version}",
        "{name}",
        "{format}",
    ):
        path = path.replace(name, value)
    response = client.open(path, method=method.upper(), query_string=query, headers=headers, data=body)
    assert response.status_code < 500
