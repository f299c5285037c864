import io
import json
import logging
from dataclasses import replace

import pytest

from service.config import Settings
from service.logs import about, caller, log_to

log = logging.getLogger("a.part")


@pytest.fixture
def lines():
    """What is logged, in the format that is asked for."""
    handlers, level = logging.root.handlers[:], logging.root.level
    stream = io.StringIO()

    def start(format: str) -> io.StringIO:
        log_to(stream, replace(Settings(), log_format=format))
        return stream

    yield start
    logging.root.handlers[:] = handlers
    logging.root.setLevel(level)


def test_each_event_is_one_line_of_json(lines) -> None:
    stream = lines("json")
    log.warning("said %s\nand more", "报告")
    try:
        raise ValueError("inside")
    except ValueError:
        log.exception("crashed")
    first, second = map(json.loads, stream.getvalue().splitlines())
    assert (first["level"], first["logger"], first["message"]) == ("WARNING", "a.part", "said 报告\nand more")
    assert first["time"].endswith("Z")
    assert "request_id" not in first
    assert "ValueError: inside" in second["exception"]


@pytest.mark.parametrize("format", ["json", "text"])
def test_a_line_has_the_ids_of_what_it_is_about(lines, format) -> None:
    stream = lines(format)
    with about("the-audit", "the-request"):
        log.info("inside")
    log.info("given", extra={"audit_id": "another"})
    log.info("outside")
    inside, given, outside = stream.getvalue().splitlines()
    assert "the-audit" in inside
    assert "the-request" in inside
    assert "another" in given
    assert "the-audit" not in given + outside


@pytest.mark.parametrize("format", ["json", "text"])
def test_a_line_has_who_made_the_request(lines, format) -> None:
    stream = lines(format)
    token = caller.set({"address": "192.0.2.1", "key": "1f2e3d4c", "client": "portal"})
    log.info("inside")
    caller.reset(token)
    log.info("outside")
    inside, outside = stream.getvalue().splitlines()
    assert "1f2e3d4c" in inside
    assert "portal" in inside
    assert "portal" not in outside
