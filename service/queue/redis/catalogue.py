"""The lists of all clients in Redis. They are made anew from the store where they are lost, and until then refused."""

import json
from typing import Any

from redis import Redis

from service.audits.audit import Request, Result
from service.queue.port import Admission, Facts, facts
from service.queue.redis import keys
from service.queue.redis.cached_script import CachedScript, load
from service.queue.redis.connection import translate_redis_errors

_FACTS = ("status", "verdict", "year", "agency", "label")


class RedisCatalogue:
    """A Catalogue."""

    def __init__(self, redis: Redis, admission: Admission) -> None:
        self._redis, self._admission = redis, admission
        self._list, self._complete = CachedScript(redis, load("list")), CachedScript(redis, load("complete"))

    def put(self, request: Request, size: int, result: Result | None = None) -> None:
        if result:
            self._put_ended(request, result)
        else:
            self._list(request.client, request.id, facts_of(request))
        self._admission.count_bytes(request.client, request.id, size)

    def remove(self, request: Request, result: Result | None) -> None:
        with translate_redis_errors(), self._redis.pipeline() as pipeline:
            pipeline.zrem(_list(request.client), request.id)
            pipeline.hdel(_facts(request.client), request.id)
            if result:
                pipeline.hdel(_contents(request.client), request.content(result.ruleset))
            pipeline.zrem(keys.ENDED, request.id)
            pipeline.execute()
        self._admission.uncount_bytes(request.client, request.id)

    def drop(self, audit_id: str) -> None:
        with translate_redis_errors(), self._redis.pipeline() as pipeline:
            for key in self._redis.scan_iter(_list("*"), count=1000):
                remove = pipeline.hdel if key.endswith(keys.FACTS.encode()) else pipeline.zrem
                remove(key, audit_id)
            pipeline.zrem(keys.ENDED, audit_id)
            pipeline.execute()
            for key in self._redis.scan_iter(f"{keys.KEPT}*", count=1000):
                self._admission.uncount_bytes(key.decode().removeprefix(keys.KEPT), audit_id)

    def before(self, client: str, audit_id: str | None, floor: str, most: int) -> list[tuple[str, Facts]]:
        start = f"({audit_id}" if audit_id else "+"
        with translate_redis_errors():
            ids: list[Any] = self._redis.zrevrangebylex(_list(client), start, f"[{floor}" if floor else "-", 0, most)
            kept: list[Any] = self._redis.hmget(_facts(client), ids) if ids else []
        return [
            (listed.decode(), dict(zip(_FACTS, json.loads(known) if known else [None] * len(_FACTS), strict=True)))
            for listed, known in zip(ids, kept, strict=True)
        ]

    def like(self, client: str, content: str) -> str | None:
        with translate_redis_errors():
            found = self._redis.hget(_contents(client), content)
        return found.decode() if isinstance(found, bytes) else None

    def ended_before(self, moment: float, most: int = 500) -> list[str]:
        with translate_redis_errors():
            return [found.decode() for found in self._redis.zrangebyscore(keys.ENDED, "-inf", moment, 0, most)]  # type: ignore[union-attr]

    def is_complete(self) -> bool:
        with translate_redis_errors():
            return self._redis.get(keys.COMPLETE) == b"2"

    def begin_rebuild(self, maker: str) -> None:
        with translate_redis_errors():
            self._redis.set(keys.COMPLETE, maker)

    def is_rebuilding(self, maker: str) -> bool:
        with translate_redis_errors():
            return self._redis.get(keys.COMPLETE) == maker.encode()

    def end_rebuild(self, maker: str) -> bool:
        return bool(self._complete(maker))

    def _put_ended(self, request: Request, result: Result) -> None:
        with translate_redis_errors(), self._redis.pipeline() as pipeline:
            pipeline.zadd(_list(request.client), {request.id: 0})
            pipeline.hset(_facts(request.client), request.id, facts_of(request, result))
            pipeline.hset(_contents(request.client), request.content(result.ruleset), request.id)
            pipeline.zadd(keys.ENDED, {request.id: result.ended_at})
            pipeline.execute()


def facts_of(request: Request, result: Result | None = None) -> str:
    """What an audit is chosen by, as it is kept."""
    return json.dumps([*facts(request, result).values()], ensure_ascii=False, separators=(",", ":"))


def _list(client: str) -> str:
    return f"{keys.LIST}{client}"


def _facts(client: str) -> str:
    return f"{_list(client)}{keys.FACTS}"


def _contents(client: str) -> str:
    return f"{keys.CONTENTS}{client}"
