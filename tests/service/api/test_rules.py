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


def test_profiles_are_told_by_what_their_files_say_and_wrong_ones_left_out(app, client) -> None:
    assert client.get("/v1/profiles").json == {"profiles": []}
    folder = app.extensions["backend"].settings.profiles
    folder.mkdir()
    (folder / "city.toml").write_text('select = ["ARI"]\n[thresholds]\ncopied_length = 300\n', "utf-8")
    (folder / "county.toml").write_text(
        '[severity]\nYEAR02 = "note"\n[[suppress]]\nrule = "ARI01"\nreason = "口径不同"\nsection = 3\n', "utf-8"
    )
    (folder / "wrong.toml").write_text("[severity]\nX = 1\n", "utf-8")
    (folder / ".hidden.toml").write_text("", "utf-8")
    city, county = client.get("/v1/profiles").json["profiles"]
    assert (city["name"], city["select"], city["thresholds"]["copied_length"]) == ("city", ["ARI"], 300)
    assert (county["name"], county["severity"], county["ignore"]) == ("county", {"YEAR02": "note"}, [])
    (passed,) = county["suppress"]
    assert (passed["rule"], passed["reason"], passed["section"], passed["quote"]) == ("ARI01", "口径不同", 3, None)
