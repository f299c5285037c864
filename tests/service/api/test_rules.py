import pytest

from service.rules import RULES


def test_the_catalogue_lists_every_rule_in_order(client) -> None:
    assert [rule["id"] for rule in client.get("/v1/rules").json["rules"]] == list(RULES)


@pytest.mark.parametrize("rule_id", RULES)
def test_a_rule_tells_what_is_wrong_why_and_by_which_law(client, rule_id) -> None:
    chinese = client.get(f"/v1/rules/{rule_id}").json
    english = client.get(f"/v1/rules/{rule_id}", headers={"Accept-Language": "en"}).json
    assert chinese["id"] == rule_id
    assert chinese["fault"] != english["fault"]
    assert all(english[part] for part in ("fault", "why", "source"))
    assert all(english["example"].values())


@pytest.mark.parametrize("unknown", ["ARI", "ARI99", "ari01", "%20"])
def test_an_unknown_rule_is_404(client, unknown) -> None:
    response = client.get(f"/v1/rules/{unknown}")
    assert (response.status_code, response.json["type"]) == (404, "/problems/rule-not-found")
