"""What became of the callbacks of audits and batches, and another try on demand."""

import logging

from flask import Blueprint

from service.api import access, batch_access
from service.api.backend import backend
from service.api.declare import answers
from service.api.errors import AuditNotFinished, BatchNotFinished, NoCallback
from service.api.showing import tries_of
from service.audits.audit import JSON
from service.schemas.audits import DeliveryList

log = logging.getLogger(__name__)

deliveries = Blueprint("deliveries", __name__, url_prefix="/v1")


@deliveries.get("/audits/<audit_id>/deliveries")
@answers(DeliveryList)
def of_audit(audit_id: str) -> JSON:
    """Tell each try to tell the client of an audit's end."""
    return {"deliveries": tries_of(access.own(audit_id))}


@deliveries.post("/audits/<audit_id>/deliveries")
@answers(DeliveryList, 202)
def redeliver(audit_id: str) -> JSON:
    """Call the client back once more."""
    asked = access.own(audit_id)
    if asked.callback_url is None:
        raise NoCallback
    if access.ended(audit_id) is None:
        raise AuditNotFinished
    backend().storage.callbacks.schedule(audit_id)
    log.info("callback asked for", extra={"audit_id": audit_id})
    return {"deliveries": tries_of(asked)}


@deliveries.get("/batches/<batch_id>/deliveries")
@answers(DeliveryList)
def of_batch(batch_id: str) -> JSON:
    """Tell each try to tell the client of a batch's end."""
    return {"deliveries": tries_of(batch_access.own(batch_id))}


@deliveries.post("/batches/<batch_id>/deliveries")
@answers(DeliveryList, 202)
def redeliver_batch(batch_id: str) -> JSON:
    """Call the client back once more."""
    asked = batch_access.own(batch_id)
    if asked.callback_url is None:
        raise NoCallback
    if not backend().storage.batches.has_ended(batch_id):
        raise BatchNotFinished
    backend().storage.batch_callbacks.schedule(batch_id)
    log.info("callback of batch %s asked for", batch_id)
    return {"deliveries": tries_of(asked)}
