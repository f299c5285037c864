"""What each adapter of the queue's port does: the one in Redis, and the one in memory that other tests stand on."""

import re
import time
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from queue import SimpleQueue
from threading import Thread
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from service.audits.audit import Progress, Result, Stage, Status
from service.audits.batch import BatchRequest, step_of
from service.audits.ids import first_from, new_id
from service.audits.rendering import Kind, Rendering
from service.config import MIB
from service.errors import (
    ListsIncomplete,
    QueueUnavailable,
    QuotaExceeded,
    StorageFull,
    TooManyOfYoursWaiting,
    TooManyWaiting,
)
from service.queue.port import (
    KINDS,
    LATEST,
    WINDOW,
    Admission,
    Candidate,
    Listing,
    Queue,
    QueuePosition,
    listed,
    matches,
    name_of,
)
from tests.service.queue.conftest import Opened
from tests.service.queue.kept import kept_bytes
from tests.service.storage.requests import a_request

PLENTY = 10**9
DONE = Result(Status.SUCCEEDED, "2024-01-01T00:00:01Z", verdict="fail", report={"year": 2023, "agency": "某局"})


def wait_for(queue: Queue, client: str, *names: str) -> None:
    for name in names:
        queue.fair_queue.enqueue(a_request(id=name, client=client))


def place(queue: Queue, client: str, name: str) -> int | None:
    return queue.fair_queue.position(a_request(id=name, client=client)).place


def served(queue: Queue) -> list[str]:
    return list(iter(queue.fair_queue.next, None))


def admitted(door: Admission, client: str, count: int, first: int = 0, **of: bool) -> int:
    """How many of so many in a row are admitted."""
    for number in range(count):
        try:
            door.admit(Candidate(client, f"{first + number}", 1, **of), PLENTY)
        except TooManyWaiting:
            return number
    return count


def test_clients_are_served_by_turns_and_each_in_its_order(queue: Queue) -> None:
    wait_for(queue, "many", *(f"m{number}" for number in range(5)))
    wait_for(queue, "one", "o0")
    wait_for(queue, "two", "t0", "t1")
    assert queue.fair_queue.depth() == 8
    assert served(queue) == ["m0", "o0", "t0", "m1", "t1", "m2", "m3", "m4"]
    assert (queue.fair_queue.depth(), queue.fair_queue.waiting()) == (0, set())


def test_who_comes_anew_is_next_even_behind_one_who_was_just_served(queue: Queue) -> None:
    wait_for(queue, "many", *(f"m{number}" for number in range(5)))
    assert queue.fair_queue.next() == "m0"
    wait_for(queue, "two", "t0")
    wait_for(queue, "one", "o0")
    assert [place(queue, *of) for of in (("two", "t0"), ("one", "o0"), ("many", "m1"))] == [1, 2, 3]
    assert served(queue) == ["t0", "o0", "m1", "m2", "m3", "m4"]


def test_who_sends_one_after_the_other_keeps_nobody_out(queue: Queue) -> None:
    wait_for(queue, "many", *(f"m{number}" for number in range(10)))
    wait_for(queue, "one", "o")
    found = []
    for _ in range(10):
        found.append(queue.fair_queue.next())
        if found[-1] == "o":
            wait_for(queue, "one", "o")
    assert found == ["m0", "o", "m1", "o", "m2", "o", "m3", "o", "m4", "o"]


def test_what_was_lost_comes_back_before_what_came_since(queue: Queue) -> None:
    wait_for(queue, "one", "c", "d")
    wait_for(queue, "two", "x")
    queue.fair_queue.requeue("one", "a", "b")
    queue.fair_queue.requeue("three", "y", "z")
    assert served(queue) == ["a", "x", "y", "b", "z", "c", "d"]


def test_who_asks_twice_waits_once(queue: Queue) -> None:
    wait_for(queue, "one", "a", "a")
    assert served(queue) == ["a"]


def test_who_leaves_is_not_served(queue: Queue) -> None:
    wait_for(queue, "one", "a", "b")
    wait_for(queue, "two", "c")
    for client, name in (("two", "c"), ("two", "unknown"), ("one", "a")):
        queue.fair_queue.leave(client, name)
    assert (place(queue, "one", "a"), place(queue, "one", "b"), queue.fair_queue.waiting()) == (None, 1, {"b"})
    assert served(queue) == ["b"]


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.tuples(st.sampled_from("EEEBLN"), st.sampled_from(["", "b", "c.d"]), st.integers(0, 9))))
def test_whatever_happens_each_place_is_the_place_in_which_it_is_served(queue: Queue, steps) -> None:
    served(queue)
    waiting: dict[str, list[str]] = {}
    for number, (step, client, index) in enumerate(steps):
        own = waiting.setdefault(client, [])
        if step == "E":
            wait_for(queue, client, f"{client}/{number}")
            own.append(f"{client}/{number}")
        elif step == "B":
            queue.fair_queue.requeue(client, f"{client}/{number}", f"{client}/{number}b")
            own += [f"{client}/{number}", f"{client}/{number}b"]
        elif step == "L" and own:
            queue.fair_queue.leave(client, own.pop(index % len(own)))
        elif step == "N" and (first := queue.fair_queue.next()):
            waiting[first.rpartition("/")[0]].remove(first)
    everyone = [(client, audit_id) for client, own in waiting.items() for audit_id in own]
    assert queue.fair_queue.waiting() == {audit_id for _, audit_id in everyone}
    places = {audit_id: place(queue, client, audit_id) for client, audit_id in everyone}
    assert {audit_id: place for place, audit_id in enumerate(served(queue), 1)} == places


def test_a_background_task_waits_in_turn_with_audits_and_once(queue: Queue) -> None:
    wait_for(queue, "one", "a", "b")
    assert [queue.fair_queue.enqueue_task("one", name) for name in ("t_1", "t_1", "t_2")] == [True, False, True]
    assert queue.fair_queue.others_wait("other")
    assert served(queue) == ["a", "t_1", "b", "t_2"]


def test_what_was_dispatched_and_not_taken_waits_for_other_clients_yet(queue: Queue) -> None:
    queue.workers.note_alive("a")
    wait_for(queue, "one", "x")
    queue.dispatcher.dispatch()
    assert (queue.fair_queue.others_wait("two"), queue.fair_queue.others_wait("one")) == (True, False)
    queue.dispatcher.take(scans=False)
    assert not queue.fair_queue.others_wait("two")


def test_who_must_wait_longer_is_told_to_ask_later(queue: Queue) -> None:
    wait_for(queue, "one", *(str(number) for number in range(200)))
    positions = [queue.fair_queue.position(a_request(id=str(place), client="one")) for place in (0, 19, 199)]
    assert [(each.place, each.due) for each in positions] == [(1, 1), (20, 10), (200, LATEST)]
    for _ in range(50):
        queue.runs.note_duration(0.01)
    assert queue.fair_queue.position(a_request(id="19", client="one")).due == 1
    assert queue.fair_queue.position(a_request()) == QueuePosition()


def test_audits_begin_when_a_worker_is_free_for_them(queue: Queue) -> None:
    ids = [a_request().id for _ in range(4)]
    wait_for(queue, "one", *ids)
    queue.dispatcher.dispatch()
    assert [*map(name_of, queue.dispatcher.ready())] == ids[:1], "one worker is counted on"
    for worker in ("one", "other"):
        queue.workers.note_alive(worker)
    queue.dispatcher.dispatch()
    assert [*map(name_of, queue.dispatcher.ready())] == ids[:2]
    assert (queue.runs.attempts([*ids, "x"]), queue.dispatcher.taken()) == ([1, 1, 0, 0, 0], [])
    assert [place(queue, "one", each) for each in ids] == [1, 2, 3, 4]


def test_what_is_tried_again_comes_first(queue: Queue) -> None:
    wait_for(queue, "one", "a")
    queue.dispatcher.dispatch()
    for name in ("b", "b"):
        queue.dispatcher.retry(name)
    assert queue.dispatcher.ready() == ["b-2", "a-1", "b-1"]


def test_a_scan_that_is_handed_over_goes_on_running(queue: Queue) -> None:
    asked = a_request()
    queue.runs.report_progress(asked.id, Progress(Stage.READING, 1, 4, "2024-01-01T00:00:00Z"))
    queue.dispatcher.hand_over(asked.id)
    waits = Progress(Stage.WAITING_FOR_RECOGNITION, 1, 4, "2024-01-01T00:00:00Z")
    assert queue.fair_queue.position(asked) == QueuePosition(progress=waits)
    assert [*map(name_of, queue.dispatcher.ready())] == [asked.id]


def test_all_workers_but_one_run_what_was_interrupted(queue: Queue) -> None:
    for name in "abc":
        queue.workers.note_alive(name)
    for number in range(4):
        queue.fair_queue.interrupt("many", f"l{number}")
    assert not queue.fair_queue.others_wait("many")
    assert [queue.fair_queue.next() for _ in range(3)] == ["l0", "l1", None]
    wait_for(queue, "other", "s")
    assert [queue.fair_queue.next() for _ in range(2)] == ["s", None]
    queue.runs.end_long("l0")
    assert queue.fair_queue.next() == "l2"
    queue.runs.begin_long("l2")
    queue.fair_queue.leave("many", "l3")
    assert (queue.runs.interruptions("l2"), queue.runs.interruptions("x")) == (1, 0)
    assert queue.fair_queue.waiting() == set()


def test_what_was_admitted_counts_as_waiting_before_it_waits_and_once(opened: Opened) -> None:
    queue = opened(waiting_a_client=3)
    assert admitted(queue.admission, "one", 9) == 3
    with pytest.raises(TooManyOfYoursWaiting):
        queue.admission.admit(Candidate("one", "x", 1), PLENTY)
    assert admitted(queue.admission, "two", 1) == 1
    wait_for(queue, "one", "0", "1", "2")
    assert admitted(queue.admission, "one", 9, 5) == 0
    queue.fair_queue.next()
    queue.fair_queue.leave("one", "2")
    assert admitted(queue.admission, "one", 9, 5) == 2


def test_asked_again_over_a_broken_connection_it_is_admitted_once(opened: Opened) -> None:
    door = opened(waiting_a_client=2).admission
    for _ in range(5):
        door.admit(Candidate("one", "a", 7), PLENTY)
    assert (admitted(door, "one", 9), kept_bytes(door, "one")) == (1, 8)


def test_a_client_leaves_as_much_free_as_it_takes(opened: Opened) -> None:
    door = opened(waiting=100, waiting_a_client=1000).admission
    assert [admitted(door, client, 1000) for client in ("one", "two")] == [50, 25]
    others = [admitted(door, f"client {number}", 1000) for number in range(30)]
    assert others[0] == 12
    assert all(others[:5]), "who has none waiting is let in as long as there is room"
    assert sum(others) == 25
    with pytest.raises(TooManyWaiting) as refusal:
        door.admit(Candidate("last", "x", 1), PLENTY)
    assert not isinstance(refusal.value, TooManyOfYoursWaiting)


def test_batches_that_expand_count_for_what_is_sent_and_not_for_their_own_files(opened: Opened) -> None:
    door = opened(waiting_a_client=3).admission
    for number in range(3):
        door.admit(Candidate("one", f"batch {number}", 1), PLENTY)
        door.note_expanding("one", f"batch {number}")
    assert (admitted(door, "one", 1), door.room("one")) == (0, 3)
    assert (admitted(door, "one", 9, of_batch=True), door.room("one")) == (3, 0)
    for number in range(3):
        door.note_expanded("one", f"batch {number}")
    assert admitted(door, "one", 9, 9) == 0


@pytest.mark.parametrize(("waiting", "own"), [(100, 1000), (7, 1000), (1, 1), (1000, 10)])
def test_there_is_room_for_as_many_as_are_admitted(opened: Opened, waiting: int, own: int) -> None:
    door = opened(waiting=waiting, waiting_a_client=own).admission
    for client in ("one", "two"):
        room = door.room(client)
        assert admitted(door, client, 1000, of_batch=True) == room
        assert door.room(client) == 0


def test_a_client_keeps_no_more_bytes_than_it_may(opened: Opened) -> None:
    door = opened(bytes_a_client=10 * MIB).admission
    for number in range(3):
        door.admit(Candidate("one", f"{number}", 3 * MIB), PLENTY)
    with pytest.raises(QuotaExceeded) as refusal:
        door.admit(Candidate("one", "x", 3 * MIB), PLENTY)
    assert refusal.value.facts == {"kept": 9, "limit": 10}
    door.admit(Candidate("two", "other's", 10 * MIB), PLENTY)
    door.uncount_bytes("one", "1")
    door.admit(Candidate("one", "again", 3 * MIB), PLENTY)
    assert kept_bytes(door, "one") == 9 * MIB


def test_no_more_are_admitted_than_the_disk_holds_results_of(queue: Queue) -> None:
    for number in range(2):
        queue.admission.admit(Candidate("one", f"{number}", 1), fit=2)
    with pytest.raises(StorageFull):
        queue.admission.admit(Candidate("two", "x", 1), fit=2)


def test_the_bytes_of_a_client_are_those_of_all_it_keeps(queue: Queue) -> None:
    door = queue.admission
    for client, name, size in (("one", "a", 5), ("one", "b", 60_000_000_000), ("two", "a", 7), ("one", "a", 9)):
        door.count_bytes(client, name, size)
    assert [kept_bytes(door, client) for client in ("one", "two", "three")] == [60_000_000_009, 7, 0]
    door.recount_bytes("one", "a", 6)
    for _ in range(2):
        door.uncount_bytes("one", "b")
    door.recount_bytes("one", "b", 7)
    assert kept_bytes(door, "one") == 6


def test_one_at_a_time_holds_a_lease_and_it_ends_with_its_holder(queue: Queue) -> None:
    audit_id = new_id()
    assert [queue.workers.hold(audit_id, token) for token in ("one", "one", "other")] == [True, True, False]
    queue.workers.release(audit_id, "other")
    assert queue.workers.held([audit_id, new_id()]) == {audit_id}
    queue.workers.release(audit_id, "one")
    assert queue.workers.hold(audit_id, "other", 0.05)
    time.sleep(0.1)
    assert queue.workers.held([audit_id]) == set()


def test_workers_count_until_they_sign_off(queue: Queue) -> None:
    for worker in ("one", "two", "two"):
        queue.workers.note_alive(worker)
        queue.workers.note_sandbox("landlock")
    queue.workers.sign_off("one")
    assert (queue.workers.count(), queue.workers.sandboxes()) == (1, ["landlock"])


def test_a_run_is_known_until_it_is_forgotten(queue: Queue) -> None:
    asked, told = a_request(), Progress(Stage.READING, 1, 4, "2024-01-01T00:00:00Z", pages_done=3, pages=12)
    queue.runs.report_progress(asked.id, told)
    assert queue.fair_queue.position(asked) == QueuePosition(progress=told)
    assert queue.runs.under_way([new_id(), asked.id]) == {asked.id: told}
    assert queue.runs.under_way([]) == {}
    assert [queue.runs.count_crash(asked.id) for _ in range(2)] == [1, 2]
    queue.dispatcher.retry(asked.id)
    assert queue.fair_queue.position(asked) == QueuePosition(1, turn=1.0), "it waits again"
    queue.runs.forget(asked.id)
    assert queue.runs.attempts([asked.id]) == [1]
    queue.runs.forget(asked.id, at_once=True)
    assert queue.runs.attempts([asked.id]) == [0]


def ids_of(queue: Queue, listing: Listing) -> list[str]:
    return [id for id, _ in listed(queue.catalogue, listing)]


def complete(queue: Queue) -> Queue:
    queue.catalogue.begin_rebuild("x")
    queue.catalogue.end_rebuild("x")
    return queue


def test_a_client_sees_its_own_the_newest_first(queue: Queue, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("service.queue.port.PAGE", 3)

    def told(client: str, **part: Any) -> list[str]:
        return ids_of(queue, Listing(client, **part))

    with pytest.raises(ListsIncomplete):
        told("one")
    complete(queue)
    ids = sorted(new_id() for _ in range(8))
    for audit_id in ids:
        queue.fair_queue.enqueue(a_request(id=audit_id, client="one"))
    queue.catalogue.put(a_request(client="two"), 3)
    assert told("one") == ids[::-1]
    assert told("one", ceiling=ids[4]) == ids[3::-1]
    assert told("one", floor=ids[5]) == ids[:4:-1]
    assert told("one", oldest_first=True) == ids
    assert told("one", oldest_first=True, floor=ids[2], ceiling=ids[7]) == ids[2:7]
    for oldest_first, rest in ((False, ids[1::-1]), (True, ids[3:])):
        assert ids_of(queue, Listing("one", oldest_first=oldest_first).after(ids[2])) == rest
    assert (len(told("two")), told("three")) == (1, [])
    assert queue.catalogue.count(Listing("one")) == 8
    assert queue.catalogue.count(Listing("one", floor=ids[2], ceiling=ids[7])) == 5


def test_audits_of_a_file_are_found_by_its_digest_alone(queue: Queue) -> None:
    complete(queue)
    wanted, other = "a" * 64, "b" * 64
    kept = [a_request(client="one", sha256=sha256) for sha256 in (wanted, other, wanted, wanted, wanted)]
    queue.fair_queue.enqueue(kept[0])
    for request in kept[1:]:
        queue.catalogue.put(request, 3, DONE)
    queue.catalogue.put(a_request(client="two", sha256=wanted), 3)
    queue.catalogue.remove(kept[3], DONE)
    queue.catalogue.drop(kept[4].id)
    of_file = Listing("one", sha256=wanted)
    assert ids_of(queue, of_file) == sorted((kept[0].id, kept[2].id), reverse=True)
    assert queue.catalogue.count(of_file) == 2
    assert ids_of(queue, of_file.after(max(kept[0].id, kept[2].id))) == [min(kept[0].id, kept[2].id)]


def test_batches_are_listed_as_audits_are(queue: Queue) -> None:
    complete(queue)
    ids = sorted(new_id() for _ in range(4))
    for id in ids:
        queue.catalogue.put_batch(BatchRequest(id, "", 1, "", client="one", label="x"))
    queue.catalogue.put(a_request(client="one"), 3)
    queue.catalogue.remove_batch("one", ids[1])
    listing = Listing("one", of_batches=True)
    assert queue.catalogue.first(listing, 2) == [(ids[3], {"label": "x"}), (ids[2], {"label": "x"})]
    assert ids_of(queue, Listing("one", of_batches=True, oldest_first=True)) == [ids[0], *ids[2:]]
    assert queue.catalogue.count(listing) == 3
    assert ids_of(queue, Listing("two", of_batches=True)) == []


def test_facts_are_those_of_the_request_until_the_end(queue: Queue) -> None:
    request = a_request(label="第一批", year=2022, batch="x")
    queue.catalogue.put(request, 3)
    ((_, told),) = queue.catalogue.first(Listing(""), 9)
    same = {"label": "第一批", "batch": "x", "sha256": "0" * 64}
    assert told == {"status": None, "verdict": None, "year": 2022, "agency": None, **same}
    queue.catalogue.put(request, 7, DONE)
    queue.catalogue.put(request, 7)
    ((_, told),) = queue.catalogue.first(Listing(""), 9)
    assert told == {"status": "succeeded", "verdict": "fail", "year": 2023, "agency": "某局", **same}
    assert matches(told, {"year": [2023], "label": ["第一批", "x"]})
    assert not matches(told, {"year": [2023], "agency": ["x"]})
    assert kept_bytes(queue.admission, "") == 7


def test_like_contents_are_found_per_client(queue: Queue) -> None:
    request = a_request(client="one", sha256="a" * 64)
    queue.catalogue.put(request, 3, DONE)
    assert queue.catalogue.like("one", request.content(DONE.ruleset)) == request.id
    assert queue.catalogue.like("two", request.content(DONE.ruleset)) is None
    assert queue.catalogue.like("one", a_request(sha256="a" * 64, year=2020).content(DONE.ruleset)) is None
    assert queue.catalogue.like("one", request.content("another ruleset")) is None


def test_what_is_removed_is_in_no_list_and_not_counted(queue: Queue) -> None:
    removed, gone, erased, kept = (a_request(client="one") for _ in range(4))
    for request in (removed, gone, erased, kept):
        queue.catalogue.put(request, 5, DONE)
    assert queue.catalogue.ended_before(DONE.ended_at - 1) == []
    queue.catalogue.remove(removed, DONE)
    queue.catalogue.drop(gone.id)
    queue.catalogue.drop(erased.id, "one")
    assert [audit_id for audit_id, _ in queue.catalogue.first(Listing("one"), 9)] == [kept.id]
    assert queue.catalogue.ended_before(DONE.ended_at + 1) == [kept.id]
    assert kept_bytes(queue.admission, "one") == 5


def test_who_begins_anew_completes_the_lists(queue: Queue) -> None:
    lists = queue.catalogue
    lists.begin_rebuild("one")
    lists.begin_rebuild("other")
    assert [lists.is_rebuilding(maker) for maker in ("one", "other")] == [False, True]
    assert [lists.end_rebuild("one"), lists.is_complete()] == [False, False]
    assert [lists.end_rebuild("other"), lists.is_complete()] == [True, True]


def test_who_begins_anew_begins_with_nothing(queue: Queue) -> None:
    request = a_request(client="one", sha256="a" * 64)
    queue.catalogue.put(request, 3, DONE)
    queue.catalogue.put_batch(BatchRequest(new_id(), "", 1, "", client="one"))
    complete(queue)
    for listing in (Listing("one"), Listing("one", sha256="a" * 64), Listing("one", of_batches=True)):
        assert (ids_of(queue, listing), queue.catalogue.count(listing)) == ([], 0)
    assert queue.catalogue.like("one", request.content(DONE.ruleset)) is None
    assert queue.catalogue.ended_before(DONE.ended_at + 1) == [request.id]
    assert kept_bytes(queue.admission, "one") == 0
    queue.catalogue.put(request, 3, DONE)
    assert (ids_of(queue, Listing("one")), kept_bytes(queue.admission, "one")) == ([request.id], 3)


def test_it_is_told_what_server_answers(queue: Queue) -> None:
    assert re.fullmatch(r"(valkey|redis) \d+\.\d+\.\d+|memory", queue.metrics.engine())
    assert queue.metrics.server() == queue.metrics.engine(), "it is not one that Sentinels name"


def test_a_key_has_so_many_requests_in_a_minute(queue: Queue) -> None:
    quotas = [queue.metrics.count_request("one", 3) for _ in range(5)]
    assert [quota.left for quota in quotas] == [2, 1, 0, 0, 0]
    assert [quota.exceeded for quota in quotas] == [False, False, False, True, True]
    assert all(0 < quota.seconds <= WINDOW for quota in quotas)
    assert not queue.metrics.count_request("two", 3).exceeded


def test_metrics_tell_counters_and_how_the_queue_stands(queue: Queue) -> None:
    queue.metrics.ping()
    for _ in range(2):
        queue.metrics.add({"x": 1.5, 'y{a="b"}': 1})
    queue.metrics.add({})
    told = queue.metrics.all()
    assert (told["x"], told['y{a="b"}'], told["report_audit_queue_depth"], told["report_audit_workers"]) == (3, 2, 0, 0)
    ids = [a_request().id for _ in range(2)]
    wait_for(queue, "one", *ids)
    queue.dispatcher.dispatch()
    queue.workers.note_alive("one")
    told = queue.metrics.all()
    assert (told["report_audit_queue_depth"], told["report_audit_workers"]) == (2, 1)


def test_of_some_names_those_that_wait_are_told(queue: Queue) -> None:
    first, second, never = (new_id() for _ in range(3))
    step, document = step_of(new_id()), Rendering(new_id(), Kind.HTML, "en").name
    wait_for(queue, "one", first, second)
    queue.fair_queue.enqueue_task("one", step)
    assert queue.fair_queue.waiting_of({first, second, never, step, document}) == {first, second, step}
    assert queue.fair_queue.waiting_of([]) == set()
    taken_out = served(queue)[0]
    assert queue.fair_queue.waiting_of({taken_out}) == set()


def test_metrics_tell_for_how_long_the_oldest_of_each_kind_has_waited(queue: Queue) -> None:
    assert set(ages_of(queue).values()) == {0.0}
    earlier = first_from(datetime.now(UTC) - timedelta(seconds=90))
    wait_for(queue, "one", earlier, new_id())
    queue.fair_queue.enqueue_task("one", step_of(new_id()))
    time.sleep(0.02)
    told = ages_of(queue)
    assert 90 <= told["audits"] < 100
    assert 0 < told["batches"] < 10
    assert (told["scans"], told["documents"]) == (0, 0)
    queue.dispatcher.dispatch()
    assert 90 <= ages_of(queue)["audits"] < 100, "it is ready for a worker, and none took it"
    queue.dispatcher.hand_over(new_id())
    queue.fair_queue.enqueue_task("one", Rendering(new_id(), Kind.HTML, "en").name)
    time.sleep(0.02)
    told = ages_of(queue)
    assert 0 < told["documents"] < 10
    assert 0 < told["scans"] < 10
    assert queue.dispatcher.take(scans=True)
    assert ages_of(queue)["scans"] == 0


def ages_of(queue: Queue) -> dict[str, float]:
    """The ages of what waits, by kind."""
    told = queue.metrics.all()
    return {kind: told[f'report_audit_queue_age_seconds{{kind="{kind}"}}'] for kind in KINDS}


def test_a_job_is_taken_once_by_the_workers_that_it_was_brought_to(queue: Queue) -> None:
    audit, scan = new_id(), new_id()
    queue.dispatcher.retry(audit)
    queue.dispatcher.hand_over(scan)
    jobs = queue.dispatcher.take(scans=False), queue.dispatcher.take(scans=True)
    assert [name_of(job) for job in jobs if job] == [audit, scan]
    assert queue.dispatcher.take(scans=False) is None
    assert (queue.dispatcher.ready(), sorted(queue.dispatcher.taken())) == ([], sorted(filter(None, jobs)))
    for job in filter(None, jobs):
        queue.dispatcher.clear(job)
    assert queue.dispatcher.taken() == []


def test_it_is_known_how_many_interrupted_audits_run(queue: Queue) -> None:
    assert [queue.runs.begin_long(name) for name in ("a", "b", "a")] == [1, 2, 2]
    queue.runs.end_long("a")
    assert queue.runs.begin_long("b") == 1


def test_who_listens_hears_of_each_end(queue: Queue) -> None:
    ids = [new_id() for _ in range(3)]
    heard: SimpleQueue[str] = SimpleQueue()

    def listen() -> None:
        with suppress(QueueUnavailable):
            for each in queue.catalogue.endings():
                heard.put(each)

    Thread(target=listen, daemon=True).start()
    queue.catalogue.put(a_request(id=ids[0]), 1)
    deadline = time.monotonic() + 20
    while heard.empty():  # nothing is told to who doesn't listen yet
        assert time.monotonic() < deadline
        queue.catalogue.put(a_request(id=ids[1]), 1, DONE)
        time.sleep(0.01)
    queue.catalogue.put(a_request(id=ids[2]), 1, DONE)
    told = [heard.get(timeout=10)]
    while told[-1] != ids[2]:
        told.append(heard.get(timeout=10))
    assert set(told) == set(ids[1:])
