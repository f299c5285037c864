import json
import time
from dataclasses import replace

import pytest
from standardwebhooks.webhooks import Webhook, WebhookVerificationError

from service.audits.audit import moment
from service.audits.batch import BatchRequest, BatchResult, Member, Members
from service.audits.delivery import Ping
from service.audits.ids import new_id
from service.config import Settings
from service.storage import open_storage
from service.storage.disk import Disk
from service.storage.files.audits import FileAudits
from service.storage.keys import Keys, shown_secret
from service.storage.port import CallQueue, Storage
from tests.service.api.contract import validator
from tests.service.storage.requests import DONE, a_request
from tests.workers.processes import wait_for
from tests.workers.receiver import HOST, receiving
from workers.outgoing.__main__ import tls_context
from workers.outgoing.deliveries import DELAYS, REFUSALS, Deliveries
from workers.outgoing.due_work import AT_ONCE
from workers.outgoing.payloads import of_audits, of_batches, of_pings

URL = f"https://{HOST}/hook"


@pytest.fixture
def allowing(settings: Settings) -> Settings:
    return replace(settings, callback_hosts=(HOST,))


@pytest.fixture
def callbacks(storage: Storage) -> CallQueue:
    return storage.callbacks


@pytest.fixture
def receiver():
    with receiving() as running:
        yield running


@pytest.fixture
def deliveries(allowing: Settings, store: FileAudits, receiver) -> Deliveries:
    return Deliveries(allowing, of_audits(open_storage(allowing), allowing.keep_seconds), receiver.client())


def ended(store: FileAudits, callbacks: CallQueue, **fields: object) -> str:
    request = a_request(callback_url=URL, **fields)
    store.accept(request, b"abc")
    store.finish(request.id, replace(DONE, finished_at="2026-01-01T00:00:00.000Z"))
    callbacks.schedule(request.id)
    return request.id


def test_a_receiver_can_verify_what_it_gets(settings, store, callbacks, deliveries, receiver) -> None:
    audit_id = ended(store, callbacks, client="portal", request_id="asked-for-it")
    deliveries.deliver(audit_id)
    ((path, headers, body),) = receiver.got
    told = Webhook(shown_secret(Keys(settings.data_dir).signing_secret("portal"))).verify(body, headers)
    assert told == json.loads(body)
    assert (path, told["type"], told["timestamp"]) == ("/hook", "audit.ended", "2026-01-01T00:00:00.000Z")
    assert (told["data"]["id"], told["data"]["status"], told["data"]["verdict"]) == (audit_id, "succeeded", "pass")
    validator("/components/schemas/AuditEnded").validate(told)
    assert headers["X-Request-Id"] == "asked-for-it"
    (delivery,) = callbacks.tries(audit_id)
    assert (delivery.outcome, delivery.status, delivery.next_at) == ("delivered", 200, None)
    assert callbacks.scheduled() == []


def test_a_client_is_told_once_where_the_queue_was_asked_while_it_was_being_told(
    store, callbacks, deliveries, receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    ended(store, callbacks)
    listed = callbacks.scheduled()
    deliveries.due.begin_due()

    def told_meanwhile() -> list[tuple[float, str]]:
        wait_for(lambda: not callbacks.scheduled() and not deliveries.due._under_way)
        return listed

    monkeypatch.setattr(deliveries.due._queue, "scheduled", told_meanwhile)
    deliveries.due.begin_due()
    deliveries.due.close()
    assert len(receiver.got) == 1


def test_another_clients_secret_or_another_body_does_not_verify(
    settings, store, callbacks, deliveries, receiver
) -> None:
    deliveries.deliver(ended(store, callbacks, client="portal"))
    ((_, headers, body),) = receiver.got
    keys = Keys(settings.data_dir)
    for secret, sent in ((keys.signing_secret("other"), body), (keys.signing_secret("portal"), body + b" ")):
        with pytest.raises(WebhookVerificationError):
            Webhook(shown_secret(secret)).verify(sent, headers)


@pytest.mark.parametrize("status", [500, 503, 404, 302, 429])
def test_what_was_not_taken_is_tried_again_later_under_the_same_id(
    store, callbacks, deliveries, receiver, status
) -> None:
    receiver.statuses = [status, status, 204]
    audit_id = ended(store, callbacks)
    before = time.time()
    for number in range(2):
        deliveries.deliver(audit_id)
        ((due, waiting),) = callbacks.scheduled()
        assert waiting == audit_id
        assert 0.75 * DELAYS[number] < due - before < 1.3 * DELAYS[number] + 2
    deliveries.deliver(audit_id)
    assert [delivery.outcome for delivery in callbacks.tries(audit_id)] == ["failed", "failed", "delivered"]
    assert len({headers["webhook-id"] for _, headers, _ in receiver.got}) == 1
    assert len({body for *_, body in receiver.got}) == 1
    assert callbacks.scheduled() == []


def test_410_ends_it(store, callbacks, deliveries, receiver) -> None:
    receiver.statuses = [410]
    audit_id = ended(store, callbacks)
    deliveries.deliver(audit_id)
    assert [(each.outcome, each.status) for each in callbacks.tries(audit_id)] == [("ended", 410)]
    assert callbacks.scheduled() == []


@pytest.mark.parametrize("status", [301, 400, 401, 403, 404, 405, 413, 422])
def test_what_was_refused_for_good_is_given_up_within_minutes(store, callbacks, deliveries, receiver, status) -> None:
    receiver.statuses = [status]
    audit_id = ended(store, callbacks)
    for _ in range(REFUSALS + 1):
        assert callbacks.scheduled()
        deliveries.deliver(audit_id)
    assert callbacks.scheduled() == []
    assert [each.outcome for each in callbacks.tries(audit_id)] == ["failed"] * REFUSALS + ["ended"]
    assert sum(DELAYS[:REFUSALS]) < 300


@pytest.mark.parametrize("status", [408, 425, 429, 500, 503])
def test_what_may_be_taken_later_is_tried_on(store, callbacks, deliveries, receiver, status) -> None:
    receiver.statuses = [*[503] * (REFUSALS + 1), 404, status]
    audit_id = ended(store, callbacks)
    for _ in range(REFUSALS + 5):
        deliveries.deliver(audit_id)
    assert {each.outcome for each in callbacks.tries(audit_id)} == {"failed"}
    assert len(callbacks.scheduled()) == 1


def test_a_host_at_a_private_address_is_called_once_and_not_for_hours(allowing, store, callbacks, receiver) -> None:
    audit_id = ended(store, callbacks)
    client = receiver.client(lambda host, port: ["10.0.0.1"])
    Deliveries(allowing, of_audits(open_storage(allowing), allowing.keep_seconds), client).deliver(audit_id)
    assert [(each.outcome, each.reason) for each in callbacks.tries(audit_id)] == [("ended", "private-address")]
    assert callbacks.scheduled() == []


def test_after_hours_it_is_given_up_and_on_demand_begun_anew(store, callbacks, deliveries, receiver) -> None:
    assert sum(DELAYS) > 12 * 3600
    assert [*DELAYS] == sorted(DELAYS)
    receiver.statuses = [500]
    audit_id = ended(store, callbacks)
    for _ in range(len(DELAYS) + 1):
        assert callbacks.scheduled()
        deliveries.deliver(audit_id)
    assert callbacks.scheduled() == []
    assert callbacks.tries(audit_id)[-1].outcome == "ended"
    callbacks.schedule(audit_id)
    deliveries.deliver(audit_id)
    assert callbacks.tries(audit_id)[-1].outcome == "failed"
    assert len(callbacks.scheduled()) == 1


def test_delays_differ_by_chance(store, callbacks, deliveries, receiver) -> None:
    receiver.statuses = [500]
    for _ in range(8):
        deliveries.deliver(ended(store, callbacks))
    assert len({round(due, 1) for due, _ in callbacks.scheduled()}) > 2


def test_a_host_that_is_allowed_no_more_gets_nothing(settings, store, callbacks, receiver) -> None:
    audit_id = ended(store, callbacks)
    client = receiver.client(allowed=settings)
    Deliveries(settings, of_audits(open_storage(settings), settings.keep_seconds), client).deliver(audit_id)
    assert [(each.outcome, each.reason) for each in callbacks.tries(audit_id)] == [("ended", "host-not-allowed")]
    assert receiver.got == []


def test_nothing_is_told_of_a_deleted_audit(store, callbacks, deliveries, receiver) -> None:
    audit_id = ended(store, callbacks)
    store.delete(audit_id)
    deliveries.due.begin_due()
    deliveries.deliver(audit_id)
    assert receiver.got == []
    assert callbacks.scheduled() == []


def test_what_is_due_is_delivered_and_what_is_not_waits(store, callbacks, deliveries, receiver) -> None:
    due, later = ended(store, callbacks), ended(store, callbacks)
    callbacks.schedule(later, time.time() + 60)
    deliveries.due.begin_due()
    wait_for(lambda: [audit_id for _, audit_id in callbacks.scheduled()] == [later])
    assert json.loads(receiver.got[0][2])["data"]["id"] == due


def test_addresses_in_a_callback_have_the_path_of_the_service(allowing, store, callbacks, receiver) -> None:
    settings = replace(allowing, base_path="/audit")
    audit_id = ended(store, callbacks)
    Deliveries(
        settings, of_audits(open_storage(settings), settings.keep_seconds), receiver.client(allowed=settings)
    ).due.begin_due()
    wait_for(lambda: not callbacks.scheduled())
    assert json.loads(receiver.got[0][2])["data"]["links"]["self"] == f"/audit/v1/audits/{audit_id}"


@pytest.mark.parametrize(
    ("held", "reason"), [(None, "No such file"), ("", "no certificates"), ("x", "no certificates")]
)
def test_a_file_of_authorities_that_can_not_be_used_is_told(settings, tmp_path, held, reason) -> None:
    file = tmp_path / "authorities.pem"
    if held is not None:
        file.write_text(held)
    with pytest.raises(SystemExit, match=f"^error: AUDIT_CALLBACK_CA_FILE is '{file}', but .*{reason}"):
        tls_context("callback_ca_file", file)


def test_a_process_that_dies_leaves_what_it_was_at(allowing, store, callbacks, receiver) -> None:
    audit_id = ended(store, callbacks)
    assert [found for _, found in open_storage(allowing).callbacks.scheduled()] == [audit_id]
    Deliveries(allowing, of_audits(open_storage(allowing), allowing.keep_seconds), receiver.client()).deliver(audit_id)
    assert open_storage(allowing).callbacks.tries(audit_id)[0].outcome == "delivered"


def test_a_slow_host_does_not_hold_up_another(allowing, store, callbacks, receiver) -> None:
    settings = replace(allowing, callback_hosts=(HOST, "slow.example.org"))
    posted = []

    class Stuck:
        allowed = settings.callback_destinations

        def post(self, url: str, body: bytes, headers: dict[str, str]) -> int:
            if "slow" in url:
                time.sleep(1.5)
            else:
                posted.append(url)
            return 200

    deliveries = Deliveries(settings, of_audits(open_storage(settings), settings.keep_seconds), Stuck())  # type: ignore[arg-type]
    for _ in range(AT_ONCE):
        request = a_request(callback_url="https://slow.example.org/")
        store.accept(request, b"")
        store.finish(request.id, DONE)
        callbacks.schedule(request.id, time.time() - 9)
    ended(store, callbacks)
    deliveries.due.begin_due()
    wait_for(lambda: posted, 1.0)
    deliveries.due.close()


def test_a_batch_is_told_once_with_its_reports(allowing, store, receiver) -> None:
    kept = open_storage(allowing).batches
    batch = BatchRequest(new_id(), moment(), 1, "0" * 64, client="portal", callback_url=URL)
    kept.accept(batch, b"PK")
    audit = a_request()
    store.accept(audit, b"abc")
    store.finish(audit.id, DONE)
    kept.expand(batch.id, Members((Member("dir/a.txt", audit.id), Member("gone.txt", new_id()))))
    payloads = of_batches(open_storage(allowing), allowing.keep_seconds)
    deliveries = Deliveries(allowing, payloads, receiver.client())
    payloads.callbacks.schedule(batch.id)
    deliveries.deliver(batch.id)
    assert receiver.got == [], "it has not ended"
    assert payloads.callbacks.tries(batch.id) == []
    assert len(payloads.callbacks.scheduled()) == 1
    kept.finish(batch.id, BatchResult(moment()))
    deliveries.due.begin_due()
    wait_for(lambda: not payloads.callbacks.scheduled())
    ((_, headers, body),) = receiver.got
    told = Webhook(shown_secret(Keys(allowing.data_dir).signing_secret("portal"))).verify(body, headers)
    validator("/components/schemas/BatchEnded").validate(told)
    assert (told["type"], told["data"]["id"], told["data"]["status"]) == ("batch.ended", batch.id, "succeeded")
    reports = told["data"]["reports"]
    assert [(each["name"], each["status"]) for each in reports] == [("dir/a.txt", "succeeded"), ("gone.txt", "deleted")]
    assert [each.outcome for each in payloads.callbacks.tries(batch.id)] == ["delivered"]
    kept.delete(batch.id)
    payloads.callbacks.schedule(batch.id)
    deliveries.due.begin_due()
    assert payloads.callbacks.scheduled() == []


@pytest.mark.parametrize(("status", "outcome"), [(204, "delivered"), (500, "ended"), (404, "ended")])
def test_a_ping_is_sent_signed_and_once(allowing, receiver, status, outcome) -> None:
    receiver.statuses = [status]
    storage, ping = open_storage(allowing), Ping(new_id(), moment(), URL, client="portal", request_id="asked-for-it")
    storage.pings.accept(ping)
    storage.ping_callbacks.schedule(ping.id)
    Deliveries(allowing, of_pings(storage, allowing.keep_seconds), receiver.client()).deliver(ping.id)
    ((_, headers, body),) = receiver.got
    told = Webhook(shown_secret(Keys(allowing.data_dir).signing_secret("portal"))).verify(body, headers)
    assert told == {"type": "ping", "timestamp": ping.created_at, "data": {"id": ping.id}}
    validator("/components/schemas/PingSent").validate(told)
    assert headers["X-Request-Id"] == "asked-for-it"
    assert [(each.outcome, each.status) for each in storage.ping_callbacks.tries(ping.id)] == [(outcome, status)]
    assert storage.ping_callbacks.scheduled() == []


def test_a_death_at_the_end_of_a_batch_forgets_no_callback(allowing, monkeypatch) -> None:
    kept = open_storage(allowing).batches
    batch = BatchRequest(new_id(), moment(), 1, "0" * 64, callback_url=URL)
    kept.accept(batch, b"PK")
    with monkeypatch.context() as patch:
        patch.setattr(Disk, "create", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            kept.finish(batch.id, BatchResult(moment()))
    assert [id for _, id in open_storage(allowing).batch_callbacks.scheduled()] == [batch.id]


def test_the_secret_is_for_the_services_eyes(settings, store) -> None:
    Keys(settings.data_dir).signing_secret("one")
    assert (settings.data_dir / "webhook-secret").stat().st_mode & 0o077 == 0
