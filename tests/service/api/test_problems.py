import pytest

from service.errors import AuditError


@pytest.mark.parametrize(
    "address", ["/nothing", "/v1", "/v1/", "/v1/audits/", "/v1//audits", "/v1/rules/", "/static/x"]
)
def test_an_unknown_address_is_a_problem(client, address) -> None:
    response = client.get(address)
    assert response.status_code in (404, 405)
    assert response.mimetype == "application/problem+json"


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "BREW"])
def test_a_wrong_method_is_told_the_right_ones(client, method) -> None:
    response = client.open("/v1/batches", method=method, headers={"Accept-Language": "en"})
    assert (response.status_code, response.json["type"]) == (405, "/problems/method-not-allowed")
    assert response.headers["Allow"] == "GET, HEAD, POST"
    assert method in response.json["detail"]


def test_a_crash_is_logged_and_tells_the_client_nothing_of_the_inside(client, store, caplog, monkeypatch) -> None:
    def crash(audit_id: str) -> None:
        raise RuntimeError("/secret/path")

    monkeypatch.setattr(store, "request", crash)
    response = client.get("/v1/audits/01KADEQ4SX8Y7V1D0M3W9R5T2B")
    assert (response.status_code, response.json["type"]) == (500, "/problems/internal-error")
    assert "secret" not in response.text
    assert "/secret/path" in caplog.text


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_head_answers_as_get_does(client, method) -> None:
    assert client.open("/healthz", method=method).status_code == 200
    assert client.open("/v1/audits/nothing", method=method).status_code == 404


@pytest.mark.parametrize(
    ("asked", "spoken"),
    [
        (None, "zh"),
        ("en", "en"),
        ("en-GB;q=0.9, zh;q=0.1", "en"),
        ("zh-CN,zh;q=0.9,en;q=0.8", "zh"),
        ("zh-TW, en;q=0.8", "zh"),
        ("fr, en;q=0.5", "en"),
        ("fr", "zh"),
        ("en;q=0", "zh"),
        ("*", "zh"),
        (";;;", "zh"),
    ],
)
def test_the_language_is_the_clients_first_that_is_spoken(client, asked, spoken) -> None:
    response = client.get("/nothing", headers={"Accept-Language": asked} if asked else {})
    assert response.headers["Content-Language"] == spoken
    assert response.json["title"] == {"zh": "未找到该地址", "en": "Not found"}[spoken]


@pytest.mark.parametrize("given", ["abc-123", "x" * 128, "a.b:c/d+e=f_g"])
def test_a_fit_request_id_is_answered(client, given) -> None:
    assert client.get("/healthz", headers={"X-Request-Id": given}).headers["X-Request-Id"] == given


@pytest.mark.parametrize("given", ["", "x" * 129, "a b", "报告".encode().decode("latin-1"), "<script>", '"'])
def test_an_unfit_request_id_is_replaced(client, given) -> None:
    made = client.get("/nothing", headers={"X-Request-Id": given}).headers["X-Request-Id"]
    assert made != given
    assert len(made) == 32


def test_an_unknown_problem_has_no_page(client) -> None:
    assert client.get("/problems/nothing").status_code == 404
    assert client.get("/problems/" + AuditError.code).status_code == 200
