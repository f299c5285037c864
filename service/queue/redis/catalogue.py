"""The lists of all clients in Redis. They are made anew from the store where some of them may be lost, and until then refused.

That is so where Redis was wiped, and where its history is another than when they were made: a replica that became master
may have been behind.
"""

import json
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import Any

from redis import Redis

from service.audits.audit import Request, Result
from service.audits.batch import BatchRequest
from service.queue.port import Admission, Facts, Listing, batch_facts, facts
from service.queue.redis import keys
from service.queue.redis.cached_script import CachedScript, load
from service.queue.redis.clock import Clock
from service.queue.redis.connection import translate_redis_errors

_FACTS = ("status", "verdict", "year", "agency", "label", "batch", "sha256")
"""As they are kept, in this order: a further one comes last, for services of two versions may share a Redis."""
_BATCH_FACTS = ("label",)
_COMPLETE = "3"
_LISTS = (keys.LIST, keys.FILES, keys.BATCHES, keys.CONTENTS, keys.KEPT)
"""How the keys of all lists begin, and of the bytes that are counted with them. What has ended is no list that anyone is shown,
and stays: what can't be read any more expires by it."""
_LISTEN = 5.0
"""Seconds; how often it is seen whether Redis is still there."""
_LAST = "~"
"""Behind whatever an id may be."""


class RedisCatalogue:
    """A Catalogue."""

    def __init__(self, redis: Redis, admission: Admission) -> None:
        self._redis, self._admission, self._clock = redis, admission, Clock(redis)
        names = ("list", "list_ended", "rebuild", "lists_are", "complete")
        self._list, self._list_ended, self._rebuild, self._lists_are, self._complete = (
            CachedScript(redis, load(name)) for name in names
        )

    def put(self, request: Request, size: int, result: Result | None = None) -> None:
        named = (request.client, request.id, facts_of(request, result), request.sha256)
        if result:
            self._list_ended(*named, request.content(result.ruleset), result.ended_at, size)
        else:
            self._list(*named)
            self._admission.count_bytes(request.client, request.id, size)

    def endings(self) -> Iterator[str]:
        pubsub: Any = self._redis.pubsub(ignore_subscribe_messages=True)  # type: ignore[no-untyped-call]
        with translate_redis_errors(), pubsub as heard:
            heard.subscribe(keys.ENDINGS)
            while True:
                if message := heard.get_message(timeout=_LISTEN):
                    yield message["data"].decode()

    def remove(self, request: Request, result: Result | None) -> None:
        with translate_redis_errors(), self._redis.pipeline() as pipeline:
            pipeline.zrem(_list(request.client), request.id)
            pipeline.hdel(_facts(request.client), request.id)
            pipeline.zrem(_files(request.client), f"{request.sha256}{request.id}")
            if result:
                pipeline.hdel(_contents(request.client), request.content(result.ruleset))
            pipeline.zrem(keys.ENDED, request.id)
            pipeline.execute()
        self._admission.uncount_bytes(request.client, request.id)

    def drop(self, audit_id: str, client: str | None = None) -> None:
        for each in self._clients() if client is None else {client}:
            with translate_redis_errors(), self._redis.pipeline() as pipeline:
                known: Any = self._redis.hget(_facts(each), audit_id)
                if known:
                    pipeline.zrem(_files(each), f"{_read(known, _FACTS)['sha256']}{audit_id}")
                pipeline.zrem(_list(each), audit_id)
                pipeline.hdel(_facts(each), audit_id)
                pipeline.zrem(keys.ENDED, audit_id)
                pipeline.execute()
            self._admission.uncount_bytes(each, audit_id)

    def put_batch(self, batch: BatchRequest) -> None:
        with translate_redis_errors(), self._redis.pipeline() as pipeline:
            pipeline.hset(_batch_facts(batch.client), batch.id, _written(batch_facts(batch)))
            pipeline.zadd(_batches(batch.client), {batch.id: 0})
            pipeline.execute()

    def remove_batch(self, client: str, batch_id: str) -> None:
        with translate_redis_errors(), self._redis.pipeline() as pipeline:
            pipeline.zrem(_batches(client), batch_id)
            pipeline.hdel(_batch_facts(client), batch_id)
            pipeline.execute()

    def first(self, listing: Listing, most: int) -> list[tuple[str, Facts]]:
        key, lowest, highest = _range(listing)
        named, facts_key = (
            (_BATCH_FACTS, _batch_facts(listing.client)) if listing.of_batches else (_FACTS, _facts(listing.client))
        )
        with translate_redis_errors():
            found: Any = (
                self._redis.zrangebylex(key, lowest, highest, 0, most)
                if listing.oldest_first
                else self._redis.zrevrangebylex(key, highest, lowest, 0, most)
            )
            ids = [each.decode().removeprefix(listing.sha256) for each in found]
            kept: list[Any] = self._redis.hmget(facts_key, ids) if ids else []
        return [(id, _read(known, named)) for id, known in zip(ids, kept, strict=True)]

    def count(self, listing: Listing) -> int:
        with translate_redis_errors():
            return int(self._redis.zlexcount(*_range(listing)))

    def like(self, client: str, content: str) -> str | None:
        with translate_redis_errors():
            found = self._redis.hget(_contents(client), content)
        return found.decode() if isinstance(found, bytes) else None

    def ended_before(self, moment: float, most: int = 500) -> list[str]:
        moment += self._clock.ahead()
        with translate_redis_errors():
            return [found.decode() for found in self._redis.zrangebyscore(keys.ENDED, "-inf", moment, 0, most)]  # type: ignore[union-attr]

    def is_complete(self) -> bool:
        return bool(self._lists_are(_COMPLETE))

    def begin_rebuild(self, maker: str) -> None:
        with translate_redis_errors():
            for prefix in _LISTS:
                for key in self._redis.scan_iter(f"{prefix}*", count=1000):
                    self._redis.unlink(key)
        self._rebuild(maker)

    def is_rebuilding(self, maker: str) -> bool:
        return bool(self._lists_are(maker))

    def end_rebuild(self, maker: str) -> bool:
        return bool(self._complete(maker, _COMPLETE))

    def _clients(self) -> set[str]:
        """All clients of which something is listed or counted."""
        with translate_redis_errors():
            listed = [key.decode() for key in self._redis.scan_iter(_facts("*"), count=1000)]
            counted = [key.decode() for key in self._redis.scan_iter(f"{keys.KEPT}*", count=1000)]
        clients = {key.removeprefix(keys.LIST).removesuffix(keys.FACTS) for key in listed}
        return clients | {key.removeprefix(keys.KEPT) for key in counted}


def facts_of(request: Request, result: Result | None = None) -> str:
    """What an audit is chosen by, as it is kept."""
    return _written(facts(request, result))


def _written(facts: Facts) -> str:
    return json.dumps([*facts.values()], ensure_ascii=False, separators=(",", ":"))


def _read(written: bytes | None, names: Sequence[str]) -> Facts:
    """Facts as they are kept, each None where it was lost or is of a later version than its writer's; what follows is passed over."""
    return dict(zip_longest(names, (json.loads(written) if written else [])[: len(names)]))


def _range(listing: Listing) -> tuple[str, str, str]:
    """The sorted set that a listing is a part of, its lowest member, and what all of it are below."""
    if listing.of_batches:
        key = _batches(listing.client)
    else:
        key = _files(listing.client) if listing.sha256 else _list(listing.client)
    return key, f"[{listing.sha256}{listing.floor}", f"({listing.sha256}{listing.ceiling or _LAST}"


def _list(client: str) -> str:
    return f"{keys.LIST}{client}"


def _facts(client: str) -> str:
    return f"{_list(client)}{keys.FACTS}"


def _files(client: str) -> str:
    return f"{keys.FILES}{client}"


def _batches(client: str) -> str:
    return f"{keys.BATCHES}{client}"


def _batch_facts(client: str) -> str:
    return f"{_batches(client)}{keys.FACTS}"


def _contents(client: str) -> str:
    return f"{keys.CONTENTS}{client}"
