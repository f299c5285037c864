"""Lists of audits and batches: which part of one a query asks for, page by page, and where it goes on.

A page costs what it looks at, whatever else is kept.
"""

import base64
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from itertools import islice
from typing import Any, TypeVar
from urllib.parse import urlencode

from flask import request

from service.api.auth import client
from service.api.backend import backend
from service.api.declare import Answer
from service.api.pacing import breathe
from service.api.requests import Order
from service.audits.audit import JSON
from service.audits.ids import as_old_as, first_after, first_from
from service.queue.port import Facts, Listing, listed

MOST_LOOKED_AT = 5_000
"""Audits or batches that one page of a list looks at."""
_STEP = 50
"""Those that are looked at together, after which other requests go on."""

Item = TypeVar("Item")
Look = Callable[[str], JSON | None]
"""The entry of an id; None where it isn't asked for, or is gone."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """What a list is of: whether something may be asked for, by its facts; what has some of it at hand; the entry of each."""

    is_chosen: Callable[[Facts], bool]
    at_hand: Callable[[Collection[str]], AbstractContextManager[None]]
    look: Look


def listing_of(query: JSON, *, of_batches: bool = False) -> Listing:
    """The part of the client's list that a query asks for, from the first page on."""
    floors, ceilings = [""], []
    if query["created_after"]:
        floors.append(first_after(query["created_after"]))
    if query["created_before"]:
        ceilings.append(first_from(query["created_before"]))
    if query.get("batch"):
        first, beyond = as_old_as(query["batch"])
        floors.append(first)
        ceilings.append(beyond)
    return Listing(
        client(),
        max(floors),
        min(ceilings, default=""),
        query.get("sha256") or "",
        oldest_first=query["sort"] == Order.OLDEST,
        of_batches=of_batches,
    )


def page_of(listing: Listing, query: JSON, shelf: Shelf) -> tuple[list[JSON], str | None]:
    """The entries of the page that a query asks for, and the cursor for what follows; None at the end.

    Raises ListsIncomplete, QueueUnavailable.
    """
    found: list[JSON] = []
    last = query["cursor"]
    rest = listed(backend().queue.catalogue, listing.after(last) if last else listing)
    looked_at = islice(rest, MOST_LOOKED_AT)
    while len(found) < query["limit"] and (some := _next(looked_at, query["limit"] - len(found), shelf)):
        with shelf.at_hand([id for id, is_chosen in some if is_chosen]):
            found += [entry for id, is_chosen in some if is_chosen and (entry := shelf.look(id)) is not None]
        last = some[-1][0]
        breathe()
    return found, last if next(rest, None) else None


def _next(left: Iterator[tuple[str, Facts]], most: int, shelf: Shelf) -> list[tuple[str, bool]]:
    """The next few ids, and whether each may be asked for; so many at most that may be."""
    some: list[tuple[str, bool]] = []
    for id, facts in islice(left, _STEP):
        some.append((id, shelf.is_chosen(facts)))
        most -= some[-1][1]
        if most == 0:
            break
    return some


def chosen_by(query: JSON, *names: str) -> dict[str, list[Any]]:
    """The facts that a query asks for, among those of these names."""
    return {name: [query[name]] for name in names if query[name] is not None}


def total_of(listing: Listing, chosen: object) -> int | None:
    """How many a list has in all pages; None where some are `chosen`, so that each would have to be looked at."""
    return None if chosen else backend().queue.catalogue.count(listing)


def part_of(listed: Sequence[Item], query: JSON) -> tuple[Sequence[Item], JSON]:
    """The part of a list at hand that a query asks for by `limit` and `cursor`, and how it goes on."""
    end = query["cursor"] + query["limit"]
    cursor = base64.b16encode(str(end).encode("ascii")).decode("ascii").lower()
    return listed[query["cursor"] : end], {"next": cursor if end < len(listed) else None, "total": len(listed)}


def linked(values: JSON, headers: Mapping[str, str] | None = None) -> Answer:
    """A page with a `Link` to the next one (RFC 8288), relative to its own address."""
    if values["next"] is None:
        return Answer(values, headers or {})
    asked = {name: given for name, given in request.args.lists() if name != "cursor"}
    following = urlencode({**asked, "cursor": values["next"]}, doseq=True)
    return Answer(values, {**(headers or {}), "Link": f'<?{following}>; rel="next"'})
