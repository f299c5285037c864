"""A few reports that differ in what is wrong with them, and what the service says of each when nothing is broken."""

import hashlib
import json
from typing import Any

from tests.system.end_to_end.serving import EXAMPLE, Service


def reports() -> dict[str, bytes]:
    """Reports by name; `weather` is none and its audit fails."""
    text = EXAMPLE.read_text("utf-8")
    variants = {
        "as-it-is": text,
        "mended-year": text.replace("2022年度", "2023年度"),
        "another-year": text.replace("2023年", "2021年"),
        "long": text.replace("二、主动公开", "2023年，组织培训2次。\n" * 500 + "二、主动公开", 1),
        "cut": text[: len(text) // 2],
        "weather": "今天天气很好。",
    }
    return {name: variant.encode() for name, variant in variants.items()}


def outcome(service: Service, audit: dict[str, Any]) -> str:
    """How an audit ended, in a word that is the same for the same findings. Raises OSError, ValueError."""
    if audit["status"] != "succeeded":
        return f"{audit['status']} {audit['problem']['type']}"
    answer = service.call("GET", f"/v1/audits/{audit['id']}/findings?limit=1000")
    if answer.status != 200:
        raise ValueError(f"findings answered {answer.status}")
    told = json.dumps([answer.body["findings"], audit["verdict"]], sort_keys=True, ensure_ascii=False)
    return f"succeeded {hashlib.sha256(told.encode()).hexdigest()[:16]}"


def expected_outcomes(service: Service) -> dict[str, str]:
    """The outcome of each report, from a service that nobody disturbs."""
    return {name: outcome(service, service.ended(service.accepted(data))) for name, data in reports().items()}
