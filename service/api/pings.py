"""Pings: a client has a callback sent that tells of nothing, to see whether its receiver takes it."""

import logging
from dataclasses import asdict

from flask import Blueprint

from service.api.auth import client
from service.api.backend import backend
from service.api.declare import Answer, answers, takes
from service.api.errors import InvalidFields
from service.api.identity import request_id
from service.api.requests import NewPing, WaitQuery
from service.api.urls import check_callback
from service.api.waiting import ends_within, preferred
from service.audits.audit import JSON
from service.audits.delivery import Ping
from service.audits.ids import made_at, new_id
from service.errors import PingNotFound
from service.renderers.addresses import address
from service.reports.finding import Message
from service.schemas.audits import Ping as PingShape

log = logging.getLogger(__name__)

_REQUIRED = Message(
    zh="必须给出，写在地址的查询部分（`?callback_url=…`）", en="must be given, in the address (`?callback_url=…`)"
)

pings = Blueprint("pings", __name__, url_prefix="/v1/pings")


@pings.post("")
@takes(NewPing)
@answers(PingShape, 202)
def submit(query: JSON) -> Answer:
    """Have a ping sent, once."""
    url = query["callback_url"]
    if url is None:
        raise InvalidFields([("/callback_url", _REQUIRED)])
    check_callback(url)
    backend().storage.audits.room()
    ping_id = new_id()
    ping = Ping(ping_id, made_at(ping_id), url, client(), request_id())
    backend().storage.pings.accept(ping)
    backend().storage.ping_callbacks.schedule(ping.id)
    log.info("ping %s asked for", ping.id)
    wait = preferred()
    if wait and ends_within(lambda: _was_sent(ping), wait):
        return _shown(ping).located(200, {"Preference-Applied": f"wait={wait}"})
    return _shown(ping).located(202)


@pings.get("/<ping_id>")
@takes(WaitQuery)
@answers(PingShape)
def status(ping_id: str, query: JSON) -> Answer:
    """Tell what became of a ping."""
    ping = backend().storage.pings.request(ping_id)
    if ping.client != client():
        raise PingNotFound(id=ping_id)
    ends_within(lambda: _was_sent(ping), query["wait"])
    return _shown(ping)


def _was_sent(ping: Ping) -> bool:
    return bool(backend().storage.ping_callbacks.tries(ping.id))


def _shown(ping: Ping) -> Answer:
    tries = backend().storage.ping_callbacks.tries(ping.id)
    return Answer(
        {
            "id": ping.id,
            "created_at": ping.created_at,
            "callback_url": ping.callback_url,
            "delivery": asdict(tries[0]) if tries else None,
            "links": {"self": address(f"/v1/pings/{ping.id}")},
        },
        {} if tries else {"Retry-After": "1"},
    )
