"""Lists of audits a client, newest first, with what they are chosen by.

audit:list:{client}       sorted set: the client's audits, by their ids
audit:list:{client}:facts hash: what an audit is chosen by, as JSON
audit:contents:{client}   hash: the last audit of a content, by the digest of all that decides its result
audit:ended               sorted set: all audits that have ended, by when
audit:complete            2 unless Redis was wiped since the lists were made; while they are made anew, by whom

All of it is made anew from the store where it is lost (`service.reconciler`), and until then lists are refused.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from redis import Redis

from service.domain.audit import Request, Result
from service.storage.redis_index import reached
from service.storage.usage import Usage

_COMPLETE = "audit:complete"
_ENDED = "audit:ended"
_LIST = "audit:list:"
_FINISH = 'if redis.call("GET", KEYS[1]) == ARGV[1] then redis.call("SET", KEYS[1], 2) return 1 end return 0'
_FACTS_OF = ":facts"
_FACTS = ("status", "verdict", "year", "agency", "label")

Facts = dict[str, Any]
"""status (None before the end), verdict, year, agency and label of an audit."""

LIST = f"""
local function list(client, audit, facts)
  redis.call("ZADD", "{_LIST}" .. client, 0, audit)
  redis.call("HSETNX", "{_LIST}" .. client .. "{_FACTS_OF}", audit, facts)
end
"""
"""In Lua: lists an audit that was accepted."""


class Catalogue:
    """The lists of all clients. Each call raises QueueUnavailable where Redis doesn't answer."""

    def __init__(self, redis: Redis) -> None:
        self._redis = redis
        self._add = redis.register_script(f"{LIST} list(ARGV[1], ARGV[2], ARGV[3])")
        self._finish = redis.register_script(_FINISH)
        self._usage = Usage(redis)

    def add(self, request: Request) -> None:
        """List an audit that was accepted."""
        with reached():
            self._add(args=[request.client, request.id, facts_of(request)])

    def end(self, request: Request, result: Result) -> None:
        """List an audit that has ended."""
        with reached(), self._redis.pipeline() as pipeline:
            pipeline.zadd(_list(request.client), {request.id: 0})
            pipeline.hset(_facts(request.client), request.id, facts_of(request, result))
            pipeline.hset(_contents(request.client), request.content(result.ruleset), request.id)
            pipeline.zadd(_ENDED, {request.id: result.ended_at})
            pipeline.execute()

    def remove(self, request: Request, result: Result | None) -> None:
        """List an audit no longer."""
        with reached(), self._redis.pipeline() as pipeline:
            pipeline.zrem(_list(request.client), request.id)
            pipeline.hdel(_facts(request.client), request.id)
            if result:
                pipeline.hdel(_contents(request.client), request.content(result.ruleset))
            pipeline.zrem(_ENDED, request.id)
            pipeline.execute()
        self._usage.remove(request.client, request.id)

    def before(self, client: str, audit_id: str | None, floor: str, most: int) -> list[tuple[str, Facts]]:
        """The client's audits with ids below `audit_id` and from `floor` on, newest first, and their facts."""
        start = f"({audit_id}" if audit_id else "+"
        with reached():
            ids: list[Any] = self._redis.zrevrangebylex(_list(client), start, f"[{floor}" if floor else "-", 0, most)
            kept: list[Any] = self._redis.hmget(_facts(client), ids) if ids else []
        return [
            (listed.decode(), dict(zip(_FACTS, json.loads(told) if told else [None] * len(_FACTS), strict=True)))
            for listed, told in zip(ids, kept, strict=True)
        ]

    def like(self, client: str, content: str) -> str | None:
        """The client's last audit of such a content."""
        with reached():
            found = self._redis.hget(_contents(client), content)
        return found.decode() if isinstance(found, bytes) else None

    def ended_before(self, moment: float, most: int = 500) -> list[str]:
        """Audits that ended before a moment (POSIX seconds), the first of them first."""
        with reached():
            return [found.decode() for found in self._redis.zrangebyscore(_ENDED, "-inf", moment, 0, most)]  # type: ignore[union-attr]

    def drop(self, audit_id: str) -> None:
        """List nowhere an audit that is not there any more, whosever it was."""
        with reached(), self._redis.pipeline() as pipeline:
            for key in self._redis.scan_iter(_list("*"), count=1000):
                remove = pipeline.hdel if key.endswith(_FACTS_OF.encode()) else pipeline.zrem
                remove(key, audit_id)
            pipeline.zrem(_ENDED, audit_id)
            pipeline.execute()
        self._usage.drop(audit_id)

    def is_complete(self) -> bool:
        """Whether nothing of it was lost."""
        with reached():
            return self._redis.get(_COMPLETE) == b"2"

    def begin(self, maker: str) -> None:
        """Note that someone begins to make all of it anew."""
        with reached():
            self._redis.set(_COMPLETE, maker)

    def is_being_made(self, maker: str) -> bool:
        """Whether that one is making it anew, and nothing of it was lost since the beginning."""
        with reached():
            return self._redis.get(_COMPLETE) == maker.encode()

    def completed(self, maker: str) -> bool:
        """Note that all of it was made anew; False where some of it was lost meanwhile."""
        with reached():
            return bool(self._finish(keys=[_COMPLETE], args=[maker]))


def matches(facts: Facts, wanted: Mapping[str, Iterable[Any]]) -> bool:
    """Whether each fact that something is wanted of is one of those wanted."""
    return all(facts[name] in values for name, values in wanted.items())


def pages(catalogue: Catalogue, client: str, after: str | None, floor: str, page: int) -> Iterator[tuple[str, Facts]]:
    """A client's audits below an id, newest first, fetched page by page."""
    while found := catalogue.before(client, after, floor, page):
        yield from found
        after = found[-1][0]


def facts_of(request: Request, result: Result | None = None) -> str:
    """What an audit is chosen by, as it is kept."""
    report = result.report if result else {}
    facts = (
        result.status.value if result else None,
        result.verdict if result else None,
        report.get("year") or request.year,
        report.get("agency") or request.agency,
        request.label,
    )
    return json.dumps(facts, ensure_ascii=False, separators=(",", ":"))


def _list(client: str) -> str:
    return f"{_LIST}{client}"


def _facts(client: str) -> str:
    return f"{_list(client)}{_FACTS_OF}"


def _contents(client: str) -> str:
    return f"audit:contents:{client}"
