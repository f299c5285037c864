import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft4Validator

from service.renderers.to_sarif import to_sarif
from service.rules import RULES
from tests.service.api.results import finding
from tests.service.renderers.documents import audited, doubtful, hostile, unreadable

SCHEMA = Draft4Validator(
    json.loads((Path(__file__).parent / "sarif" / "sarif-schema-2.1.0.json").read_text(encoding="utf-8")),
    format_checker=Draft4Validator.FORMAT_CHECKER,
)


def run(*audits: Any, language: str = "zh") -> dict[str, Any]:
    log = json.loads(to_sarif(audits, language))
    SCHEMA.validate(log)
    return log["runs"][0]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_log_is_valid_whatever_the_audit(language) -> None:
    for each in (audited(), hostile(), unreadable(), audited(findings=(), checks=())):
        run(each, language=language)
    assert len(json.loads(to_sarif([audited(), unreadable()], language))["runs"]) == 2


def test_a_result_tells_rule_weight_words_and_places() -> None:
    made = run(audited())
    first, second = made["results"]
    assert (first["ruleId"], first["level"], first["message"]["text"]) == ("ARI01", "error", "“总计”列不平衡")
    assert made["tool"]["driver"]["rules"][first["ruleIndex"]]["id"] == "ARI01"
    assert len(made["tool"]["driver"]["rules"]) == len(RULES)
    where = first["locations"][0]
    assert where["logicalLocations"][0]["fullyQualifiedName"] == "3/applications/received/total"
    assert (where["properties"]["page"], where["properties"]["bbox"]) == (2, [1.0, 2.0, 3.0, 4.0])
    assert "region" not in where["physicalLocation"]
    assert first["relatedLocations"][0]["physicalLocation"]["region"]["startLine"] == 9
    assert second["locations"][0]["physicalLocation"]["region"]["snippet"]["text"] == "2024年5月1日"
    assert first["partialFingerprints"]["findingId/v1"] == f"{1:016x}"


def test_a_note_to_check_is_a_note_of_low_rank_that_says_so() -> None:
    made = run(doubtful(finding()), language="en")
    note, error = made["results"]
    assert (note["level"], error["level"]) == ("note", "error")
    assert note["rank"] < 60 < error["rank"]
    assert (note["properties"]["to_check"], note["properties"]["tags"]) == (True, ["to-check"])
    assert "to_check" not in error["properties"]
    assert "not fully understood" in made["tool"]["driver"]["rules"][note["ruleIndex"]]["help"]["text"]
    assert "not fully understood" not in made["tool"]["driver"]["rules"][error["ruleIndex"]]["help"]["text"]
    told = made["invocations"][0]["toolExecutionNotifications"]
    assert [(each["level"], each["message"]["text"]) for each in told] == [("note", "YEAR03: Understood 12 of 15")]


def test_the_file_is_named_as_an_address() -> None:
    artifact = run(audited())["artifacts"][0]
    assert artifact["location"]["uri"] == "%E5%B9%B4%E6%8A%A5%202023.pdf"
    assert artifact["hashes"] == {"sha-256": "a" * 64}


def test_what_could_not_be_checked_is_no_blind_spot() -> None:
    invocation = run(audited())["invocations"][0]
    assert invocation["executionSuccessful"]
    assert invocation["toolExecutionNotifications"][0]["associatedRule"]["id"] == "ARI01"


def test_a_file_that_could_not_be_audited_says_why() -> None:
    invocation = run(unreadable(), language="en")["invocations"][0]
    assert not invocation["executionSuccessful"]
    assert "empty" in invocation["toolExecutionNotifications"][0]["message"]["text"]


def test_a_suppressed_finding_stays_with_its_reason() -> None:
    findings = tuple({**each, "suppressed": "已说明", "baseline_state": "new"} for each in audited().result.findings)
    result = run(audited(findings=findings))["results"][0]
    assert result["suppressions"] == [{"kind": "external", "justification": "已说明"}]
    assert result["baselineState"] == "new"


def test_what_the_baseline_had_and_is_found_no_more_is_absent() -> None:
    whole = audited().result.findings
    results = run(audited(findings=whole[:1], absent=whole[1:]))["results"]
    assert [result.get("baselineState") for result in results] == [None, "absent"]
