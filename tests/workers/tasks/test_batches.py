"""Batches from their archive to their result, stepped through without a worker."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from random import Random

import pytest

from service.audits.audit import Problem, Result, Status, moment
from service.audits.batch import BatchRequest, SkipReason
from service.audits.ids import new_id
from service.config import Settings
from service.errors import StorageFull
from service.language.mentions.bodies import body_of
from service.lifecycle.reconciler import BatchSteps, Reconciler
from service.queue import open_queue
from service.queue.port import Candidate, name_of
from service.queue.redis.connection import connect
from service.reports.finding import Verdict
from service.storage import open_storage
from service.storage.files.audits import FileAudits
from service.storage.files.batches import FileBatches
from service.storage.port import BatchStore, Storage, is_due
from tests.corpus.mutations.previous import MUTATIONS
from tests.corpus.rendering import render
from tests.corpus.report import build
from tests.service.queue.kept import kept_bytes
from tests.service.rules.examples import example_text
from tests.workers.processes import forking
from tests.workers.zips import archive
from workers import readers
from workers.jobs.job import open_job
from workers.jobs.processes import ForkServer
from workers.pipeline import audit_bytes
from workers.tasks import batches
from workers.tasks.batches import BatchTask

EXE = b"MZ\x90\0\0\0\0\0" * 50
REPORT = "某某局2023年度政府信息公开工作年度报告\n一、总体情况\n本年新收申请 8 件。\n".encode()


@pytest.fixture
def kept(storage: Storage) -> BatchStore:
    return storage.batches


@pytest.fixture
def send(kept: BatchStore):
    def accept(data: bytes, **fields: object) -> str:
        request = BatchRequest(new_id(), moment(), len(data), "0" * 64, client="someone", **fields)
        kept.accept(request, data)
        return request.id

    return accept


@pytest.fixture
def advance(settings: Settings, storage: Storage):
    def step(batch_id: str, bounds: Settings = settings) -> None:
        server = ForkServer(bounds, start=forking(audit_bytes))
        try:
            with open_job(server, bounds, lambda: True) as job:
                BatchTask(batch_id, bounds, storage, open_queue(bounds)).do(job)
        finally:
            server.stop()

    return step


def ended(store: FileAudits, audit_id: str) -> Result:
    request = store.request(audit_id)
    return audit_bytes(store.upload(audit_id), year=request.year)


def finish(store: FileAudits, audit_id: str) -> None:
    store.finish(audit_id, ended(store, audit_id))


def test_an_archive_becomes_audits_in_its_order(send, advance, kept, store, settings) -> None:
    batch_id = send(archive(("一/a.txt", REPORT), ("b.exe", EXE), ("a.txt", REPORT)), label="x", year=2023)
    advance(batch_id)
    first, broken, second = kept.members(batch_id).members
    assert (first.name, broken.name, second.name) == ("一/a.txt", "b.exe", "a.txt")
    assert (broken.audit, broken.problem.code) == (None, "unsupported-media-type")
    asked = store.request(first.audit)
    assert (asked.name, asked.client, asked.label, asked.year) == ("a.txt", "someone", "x", 2023)
    assert asked.batch == batch_id
    assert store.upload(second.audit) == REPORT
    assert {first.audit, second.audit} <= waiting(settings)
    assert kept.result(batch_id) is None


def waiting(settings: Settings) -> set[str]:
    queue = open_queue(settings)
    return {*map(name_of, queue.dispatcher.ready())} | queue.fair_queue.waiting()


def test_an_archive_that_is_opened_twice_makes_no_audit_twice(send, advance, kept, store, monkeypatch) -> None:
    batch_id = send(archive(("a.txt", REPORT), ("b.txt", REPORT)))
    with monkeypatch.context() as patch:
        patch.setattr(FileBatches, "expand", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            advance(batch_id)
    accepted = sorted(store.all_audits())
    finish(store, accepted[0])
    advance(batch_id)
    assert sorted(store.all_audits()) == accepted
    assert [member.audit for member in kept.members(batch_id).members if member.audit] != []
    assert store.result(accepted[0])


def test_a_large_archive_is_opened_in_several_steps(send, advance, kept, store, monkeypatch) -> None:
    batch_id = send(archive(*((f"{number}.txt", REPORT) for number in range(5))))
    monkeypatch.setattr(batches, "_SLICE", 0)
    steps = 0
    while kept.members(batch_id) is None:
        advance(batch_id)
        assert [each.name for each in kept.listing(batch_id).members] == [f"{number}.txt" for number in range(5)]
        steps += 1
    assert steps == 5
    assert len(kept.members(batch_id).members) == len(list(store.all_audits())) == 5


def emptied(store: FileAudits, settings: Settings) -> int:
    """End all audits that wait; how many there were."""
    ended = waiting(settings)
    for audit_id in ended:
        finish(store, audit_id)
        open_queue(settings).fair_queue.leave("someone", audit_id)
    return len(ended)


def test_a_batch_has_no_more_audits_waiting_than_a_client_may_and_goes_on_as_they_end(
    send, advance, kept, store, settings
) -> None:
    few = replace(settings, waiting_a_client=3)
    batch_id, most = send(archive(*((f"{number}.txt", REPORT) for number in range(8)))), []
    while kept.members(batch_id) is None:
        advance(batch_id, few)
        most.append(emptied(store, settings))
    assert most == [3, 3, 2]
    members = kept.members(batch_id).members
    assert len({member.audit for member in members}) == 8
    advance(batch_id, few)
    assert kept.result(batch_id).compared == 8


def test_two_batches_of_a_client_share_what_it_may(send, advance, kept, store, settings) -> None:
    few = replace(settings, waiting_a_client=3)
    ids = [send(archive(*((f"{number}.txt", REPORT) for number in range(4)))) for _ in range(2)]
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(lambda batch_id: advance(batch_id, few), ids))
    assert len(waiting(settings)) == len(list(store.all_audits())) == 3


def test_a_batch_without_room_is_brought_again_when_there_is_some_the_oldest_first(
    send, advance, kept, storage, store, settings
) -> None:
    few = replace(settings, waiting_a_client=2)
    first, second = sorted(send(archive(*((f"{number}.txt", REPORT) for number in range(4)))) for _ in range(2))
    advance(first, few)
    steps = BatchSteps(storage, open_queue(few).admission)
    assert list(steps.due()) == []
    audit_id = open_queue(settings).fair_queue.next()
    assert audit_id
    finish(store, audit_id)
    assert list(steps.due()) == [f"{first}_batch"]
    emptied(store, settings)
    assert list(steps.due()) == [f"{first}_batch", f"{second}_batch"]


def test_a_batch_waits_while_the_disk_has_no_room_for_more(
    send, advance, kept, storage, store, settings, monkeypatch
) -> None:
    def full(*_: object) -> int:
        raise StorageFull

    batch_id = send(archive(("a.txt", REPORT)))
    steps = BatchSteps(storage, open_queue(settings).admission)
    with monkeypatch.context() as patch:
        patch.setattr(FileAudits, "room", full)
        advance(batch_id, settings)
        assert (kept.is_expanding(batch_id), list(store.all_audits()), list(steps.due())) == (True, [], [])
    assert list(steps.due()) == [f"{batch_id}_batch"]
    advance(batch_id, settings)
    assert not kept.is_expanding(batch_id)


def test_a_batch_waits_while_redis_is_away(send, advance, kept, store, settings, tmp_path) -> None:
    batch_id = send(archive(("a.txt", REPORT)))
    advance(batch_id, replace(settings, queue_url=f"unix://{tmp_path}/nobody"))
    assert kept.is_expanding(batch_id)
    advance(batch_id, settings)
    assert not kept.is_expanding(batch_id)


def test_a_file_beyond_the_quota_fails_alone_and_the_batch_ends(send, advance, kept, store, settings) -> None:
    small = replace(settings, bytes_a_client=2 * len(REPORT))
    batch_id = send(archive(*((f"{number}.txt", REPORT) for number in range(3))))
    advance(batch_id, small)
    *_, last = kept.members(batch_id).members
    assert (last.audit, last.problem.code) == (None, "quota-exceeded")
    assert len(list(store.all_audits())) == 2


def test_a_batch_counts_as_expanding_and_with_its_archive_until_it_is_expanded(
    send, advance, kept, storage, store, settings
) -> None:
    redis, data = connect(settings.queue_url), archive(("a.txt", REPORT), (".b", b""))
    door = open_queue(settings).admission
    batch_id = send(data)
    door.admit(Candidate("someone", batch_id, len(data)), 10**9)
    list(BatchSteps(storage, door).due())
    assert redis.zcard("audit:expanding:someone") == 1
    assert kept_bytes(door, "someone") == len(data)
    advance(batch_id)
    assert redis.zcard("audit:expanding:someone") == 0
    assert kept_bytes(door, "someone") == kept.size(batch_id) + len(REPORT)
    told = kept.members(batch_id)
    assert [(each.name, each.reason) for each in told.skipped] == [(".b", "hidden-file")]
    assert told.skipped_count == 1


def test_an_archive_that_can_not_be_opened_ends_the_batch(send, advance, kept, storage) -> None:
    batch_id = send(b"PK\x03\x04 nothing")
    advance(batch_id)
    assert kept.result(batch_id).problem.code == "damaged-file"
    assert not is_due(batch_id, storage)


def test_a_batch_without_any_report_ends_at_once(send, advance, kept) -> None:
    batch_id = send(archive(("b.exe", EXE)))
    advance(batch_id)
    assert kept.result(batch_id).problem is None


def test_the_end_counts_verdicts_and_files_that_could_not_be_audited(send, advance, kept, store) -> None:
    batch_id = send(archive(("a.txt", REPORT), ("b.exe", EXE), ("c.txt", REPORT), ("d.txt", REPORT)))
    advance(batch_id)
    one, other, third = [member.audit for member in kept.members(batch_id).members if member.audit]
    finish(store, one)
    store.finish(other, Result(Status.FAILED, moment(), problem=Problem("no-report")))
    store.finish(third, Result(Status.CANCELED, moment()))
    advance(batch_id)
    result = kept.result(batch_id)
    assert (result.verdicts, result.failed) == ({store.head(one).verdict: 1}, 2)


def test_it_is_time_for_the_end_when_the_last_audit_has_ended_or_is_gone(send, advance, kept, storage, store) -> None:
    batch_id = send(archive(("a.txt", REPORT), ("b.txt", REPORT), ("c.txt", REPORT)))
    assert is_due(batch_id, storage)
    advance(batch_id)
    one, other, third = [member.audit for member in kept.members(batch_id).members]
    finish(store, one)
    store.finish(other, Result(Status.CANCELED, moment()))
    assert not is_due(batch_id, storage)
    advance(batch_id)
    assert kept.result(batch_id) is None
    store.delete(third)
    assert is_due(batch_id, storage)
    advance(batch_id)
    assert kept.result(batch_id).compared == 1


@pytest.fixture
def two_years() -> bytes:
    """Two reports of one body, the later of which carries over what the earlier didn't carry forward."""
    made = MUTATIONS["carried_over"](build(11), Random(1))
    last, this = (render(draft, "text-tabs")[1].decode() for draft in (made.previous, made.draft))
    body, other = (body_of(readers.read(text.encode())).name for text in (this, last))
    return archive(("last.txt", last.replace(other, body).encode()), ("this.txt", this.encode()))


def test_years_of_one_body_are_set_against_each_other(send, advance, kept, store, two_years) -> None:
    batch_id = send(two_years)
    advance(batch_id)
    last, this = [member.audit for member in kept.members(batch_id).members]
    for audit_id in (last, this):
        finish(store, audit_id)
    before = store.result(this)
    advance(batch_id)
    found = kept.result(batch_id).findings
    assert {(each["audit"], each["rule"]) for each in found} >= {(this, "CON11")}
    assert {each["rule"][:3] for each in found} == {"CON"}
    assert store.result(this) == before, "an audit's own findings never change"


def test_an_error_between_reports_is_one_of_the_report_that_it_is_made_in(
    send, advance, kept, store, two_years, monkeypatch
) -> None:
    batch_id = send(two_years)
    advance(batch_id)
    last, this = [member.audit for member in kept.members(batch_id).members]
    for audit_id in (last, this):
        store.finish(audit_id, replace(ended(store, audit_id), verdict=Verdict.PASS))
    advance(batch_id)
    result = kept.result(batch_id)
    assert {each["audit"] for each in result.findings if each["severity"] == "error"} == {this}
    assert (result.verdicts, result.reports) == ({"fail": 1, "pass": 1}, 2)
    assert store.head(this).verdict == "pass"


def test_a_government_is_set_against_the_sum_of_its_bodies(send, advance, kept, store) -> None:
    licences = {"商务局": 3, "教育局": 4, "人民政府": 8}
    texts = [
        example_text(f"【标题】平川市{name}2023年政府信息公开工作年度报告\n【落款】平川市{name}\n行政许可 | {issued}")
        for name, issued in licences.items()
    ]
    batch_id = send(archive(*((f"{number}.txt", text.encode()) for number, text in enumerate(texts))))
    advance(batch_id)
    audits = [member.audit for member in kept.members(batch_id).members]
    for audit_id in audits:
        finish(store, audit_id)
    advance(batch_id)
    (found,) = kept.result(batch_id).findings
    assert (found["audit"], found["rule"]) == (audits[-1], "CON14")
    assert found["against"] == audits[:2]
    assert [(mark["table"], mark["column"]) for mark in found["marks"]] == [
        (found["locations"][0]["table"], found["locations"][0]["column"])
    ]
    assert (found["expected"], found["actual"]) == (7, 8)
    assert [operand.get("report") for operand in found["operands"]] == ["body", "body", None]


def test_findings_between_reports_are_those_of_the_rules_that_are_asked_for(
    send, advance, kept, store, two_years
) -> None:
    batch_id = send(two_years, ignore=("CON11",))
    advance(batch_id)
    for member in kept.members(batch_id).members:
        finish(store, member.audit)
    advance(batch_id)
    assert "CON11" not in {each["rule"] for each in kept.result(batch_id).findings}


def test_a_step_that_was_lost_is_brought_again(send, kept, storage, store, settings) -> None:
    batch_id = send(archive(("a.txt", REPORT)))
    redis = connect(settings.queue_url)
    reconciler = Reconciler(settings, open_storage(settings), open_queue(settings))
    for _ in range(2):
        reconciler.reconcile()
    assert redis.lrange("rq:queue:audits", 0, -1) == [f"{batch_id}_batch-1".encode()]


def test_a_batch_that_is_to_be_canceled_ends_so_at_its_next_step(send, advance, kept, store) -> None:
    unopened, opened = (send(archive(("a.txt", REPORT))) for _ in range(2))
    advance(opened)
    (member,) = kept.members(opened).members
    for batch_id in (unopened, opened):
        assert kept.cancel(batch_id)
        advance(batch_id)
        assert kept.result(batch_id).canceled
    assert store.head(member.audit).status is Status.CANCELED
    assert [*store.all_audits()] == [member.audit]


def test_a_deleted_batch_is_not_brought_again(send, kept, store) -> None:
    batch_id = send(archive(("a.txt", REPORT)))
    kept.delete(batch_id)
    assert kept.open_batches() == []


def test_a_batch_is_kept_as_long_as_audits_are(send, advance, kept) -> None:
    batch_id = send(archive(("b.exe", EXE)))
    advance(batch_id)
    kept.forget_old(0)
    assert kept.result(batch_id)
    kept.forget_old(float("inf"))
    assert not list(kept.open_batches())
    with pytest.raises(Exception, match="no batch"):
        kept.result(batch_id)


def test_a_result_is_created_once(send, advance, kept) -> None:
    batch_id = send(archive(("b.exe", EXE)))
    advance(batch_id)
    first = kept.result(batch_id)
    assert not kept.finish(batch_id, replace(first, ruleset="other"))
    assert kept.result(batch_id) == first


def test_an_attachment_is_read_with_the_report_in_its_folder_and_told_as_passed_over(
    send, advance, kept, store
) -> None:
    batch_id = send(archive(("甲局/年报.txt", REPORT), ("甲局/附件1.txt", REPORT + b"1"), ("乙局/年报.txt", REPORT)))
    advance(batch_id)

    members = kept.members(batch_id)
    assert [member.name for member in members.members] == ["甲局/年报.txt", "乙局/年报.txt"]
    assert [(each.name, each.reason) for each in members.skipped] == [("甲局/附件1.txt", SkipReason.ATTACHMENT)]
    first, second = (member.audit for member in members.members)
    assert store.attachments(first) == [REPORT + b"1"]
    assert store.request(first).attachments[0]["name"] == "附件1.txt"
    assert store.attachments(second) == []


def test_an_attachment_that_is_no_document_is_its_reports_problem(send, advance, kept) -> None:
    batch_id = send(archive(("甲局/年报.txt", REPORT), ("甲局/附件1.exe", EXE)))
    advance(batch_id)

    (member,) = kept.members(batch_id).members
    assert member.problem
    assert member.problem.facts["part"] == "attachment"


LISTED = """单位,地址,标签
甲局,http://a.example.org/1.html,一批
乙局,www.example.org,
丙局,http://other.example.org/,
,http://a.example.org/2.pdf,
"""


@pytest.fixture
def fetching(settings: Settings) -> Settings:
    return replace(settings, fetch_hosts=("a.example.org",))


def test_a_list_becomes_audits_whose_files_are_to_be_fetched(send, advance, kept, store, storage, fetching) -> None:
    batch_id = send(LISTED.encode(), is_list=True, label="all", year=2023)
    advance(batch_id, fetching)
    first, malformed, foreign, second = kept.members(batch_id).members
    assert [each.name for each in (first, malformed, foreign, second)] == [
        "甲局",
        "乙局",
        "丙局",
        "http://a.example.org/2.pdf",
    ]
    assert (malformed.problem.code, malformed.problem.facts["row"]) == ("no-address", 3)
    assert foreign.problem == Problem("address-not-allowed", {"host": "other.example.org", "row": 4})
    assert {audit_id for _, audit_id in storage.fetches.scheduled()} == {first.audit, second.audit}
    asked = store.request(first.audit)
    assert (asked.url, asked.label, asked.year, asked.batch) == ("http://a.example.org/1.html", "一批", 2023, batch_id)
    assert store.request(second.audit).label == "all"
    assert waiting(fetching) == set()


def test_a_long_list_waits_until_there_is_room_to_fetch(
    send, advance, kept, store, storage, fetching, monkeypatch
) -> None:
    monkeypatch.setattr(batches, "_MOST_FETCHED", 2)
    batch_id = send("\n".join(f"http://a.example.org/{number}" for number in range(5)).encode(), is_list=True)
    steps = 0
    while kept.members(batch_id) is None:
        advance(batch_id, fetching)
        steps += 1
        fetched = [audit_id for _, audit_id in storage.fetches.scheduled()]
        assert len(fetched) <= 2
        for audit_id in fetched:
            storage.fetches.remove(audit_id)
    assert steps == 3
    assert len(kept.members(batch_id).members) == len(list(store.all_audits())) == 5


def test_a_list_without_an_address_ends_its_batch(send, advance, kept, fetching) -> None:
    batch_id = send(b"name,url\n", is_list=True)
    advance(batch_id, fetching)
    assert kept.result(batch_id).problem.code == "no-addresses"
