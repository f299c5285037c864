"""The short forms; the long ones are `make load`, and what schemathesis asks is `make contract`."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.system.end_to_end.serving import Service, long_report, started
from tests.system.load import crowd, fairness, stalls
from tests.system.load.calling import UNLIMITED, Client, keys_of

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="starts processes as Linux has them")


@pytest.fixture
def service(tmp_path: Path) -> Iterator[Service]:
    with started(tmp_path, **UNLIMITED) as made:
        yield made


def test_stalled_uploads_and_long_polls_hold_nobody_up(service: Service) -> None:
    client = Client(service.url)
    for number in range(6):
        waiting = client.accepted(long_report(2000 + number))
    answered = stalls.measure(service.url, waiting, seconds=4)
    assert (answered.polls, answered.stalled) == (64, 64)
    assert answered.median < 0.1


def test_one_report_does_not_wait_for_another_clients_hundreds(service: Service) -> None:
    many, one = keys_of(service, 2)
    waited = fairness.measure(service.url, many, one, 200)
    assert waited.queued > 60, "the other client's reports were served first"


def test_whatever_a_crowd_does_each_audit_ends_as_its_client_last_asked(service: Service) -> None:
    seen = crowd.unleash(service.url, keys_of(service, 20), 8)
    assert seen.wrong == []
    assert seen.audits > 50
    assert not [status for status in seen.answers if status >= 500 and status != 503]
