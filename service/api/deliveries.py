"""What became of an audit's callbacks, and another try on demand."""

import logging
from dataclasses import asdict
from typing import Any

from flask import Blueprint

from service.api.access import ended, own
from service.api.backend import backend
from service.api.declare import answers
from service.api.errors import AuditNotFinished, NoCallback
from service.schemas.audits import Deliveries

JSON = dict[str, Any]
log = logging.getLogger(__name__)

deliveries = Blueprint("deliveries", __name__, url_prefix="/v1/audits")


@deliveries.get("/<audit_id>/deliveries")
@answers(Deliveries)
def listing(audit_id: str) -> JSON:
    """Tell each try to tell the client."""
    own(audit_id)
    return _tries(audit_id)


@deliveries.post("/<audit_id>/deliveries")
@answers(Deliveries, 202)
def redeliver(audit_id: str) -> JSON:
    """Have the client told once more."""
    if own(audit_id).callback_url is None:
        raise NoCallback
    if ended(audit_id) is None:
        raise AuditNotFinished
    backend().storage.callbacks.due(audit_id)
    log.info("callback asked for", extra={"audit_id": audit_id})
    return _tries(audit_id)


def _tries(audit_id: str) -> JSON:
    return {"deliveries": [asdict(delivery) for delivery in backend().storage.callbacks.of(audit_id)]}
