"""An audit as its client sees it just now."""

from collections.abc import Sequence
from dataclasses import asdict

from service.api.access import assessments_of, ended, successors_of
from service.api.backend import backend
from service.api.declare import Answer, Lazy, language
from service.audits.assessment import Assessment
from service.audits.audit import JSON, Request, Result
from service.audits.batch import BatchRequest
from service.errors import QueueUnavailable
from service.queue.port import QueuePosition
from service.renderers import audits


def shown(asked: Request) -> Answer:
    """An audit by its result, or by where it stands. Raises AuditExpired, QueueUnavailable."""
    if result := ended(asked.id):
        said, successors = assessments_of(asked.id), successors_of(asked.id)
        if asked.callback_url:  # whose tries are told, of which there may be more the next time
            return Answer(shown_end(asked, result, said, successors))
        kept = (asked.id, language(), result.ended_at, len(said), *(each.id for each in successors))
        return Answer(Lazy(lambda: shown_end(asked, result, said, successors)), kept=kept)
    return shown_at(asked, backend().queue.fair_queue.position(asked))


def shown_at(asked: Request, position: QueuePosition) -> Answer:
    """An audit without a result, by where it is."""
    polling = {"Retry-After": str(position.due)}
    if position.progress:
        return Answer(audits.running(asked, position.progress), polling, kept=(asked.id, position.progress))
    return Answer(audits.waiting(asked, position.place), polling, kept=(asked.id, position.place))


def shown_once_kept(asked: Request) -> Answer:
    """The same of an audit that was accepted just now: whatever Redis says, its client must not send it again."""
    try:
        return shown(asked)
    except QueueUnavailable:
        return shown_nowhere(asked)


def shown_nowhere(asked: Request) -> Answer:
    """An audit that was accepted, of which the queue tells nothing just now."""
    return Answer(audits.waiting(asked, None), {"Retry-After": str(QueueUnavailable.retry_after)})


def shown_end(asked: Request, result: Result, said: Sequence[Assessment], successors: Sequence[Request]) -> JSON:
    """An audit that has ended, with what was said of it and added to it since, and what became of its callbacks."""
    kept, ids = backend().settings.keep_seconds, [each.id for each in successors]
    fields = audits.ended(asked, result, language(), kept, said, ids)
    return {**fields, "deliveries": tries_of(asked)}


def tries_of(asked: Request | BatchRequest) -> list[JSON]:
    """Each try to tell of the end of an audit or batch."""
    if not asked.callback_url:
        return []
    storage = backend().storage
    callbacks = storage.callbacks if isinstance(asked, Request) else storage.batch_callbacks
    return [asdict(each) for each in callbacks.tries(asked.id)]
