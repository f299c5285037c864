"""The documents of a batch that has ended, and the deliveries of its callback."""

import logging
from enum import StrEnum

from flask import Blueprint, Response
from marshmallow import Schema

from service.api.batch_access import assessed_state_of, entries_of, succeeded
from service.api.declare import Answer, answers, language, takes
from service.api.drawings import document_of, drawn
from service.api.fields import choice
from service.api.findings import is_asked_for
from service.api.lists import linked, part_of
from service.api.negotiation import form_of
from service.api.requests import BetweenQuery, FindingsFilter
from service.audits.audit import JSON
from service.audits.rendering import Kind, Rendering
from service.renderers.to_csv import to_csv
from service.renderers.to_json import localised
from service.schemas.batches import BatchFindings

log = logging.getLogger(__name__)

CSV = "text/csv"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

batch_results = Blueprint("batch_results", __name__, url_prefix="/v1/batches")


class TableFormat(StrEnum):
    """The forms of findings between reports."""

    JSON = "json"
    CSV = "csv"


class WorkbookFormat(StrEnum):
    """The forms of all findings of a batch."""

    XLSX = "xlsx"
    CSV = "csv"


class BatchFindingsQuery(BetweenQuery):
    """Which findings are asked for, and in which form where that isn't part of the address; by `Accept` where none is named."""

    format = choice(TableFormat)


class WorkbookQuery(Schema):
    """In which form all findings are asked for where that isn't part of the address; by `Accept` where none is named."""

    format = choice(WorkbookFormat)


@batch_results.get("/<batch_id>/findings")
@takes(BatchFindingsQuery)
def findings(batch_id: str, query: JSON) -> Response:
    """Tell what was found between the reports; or as a table, as before that had an address of its own."""
    if form_of(query["format"], {"json": "application/json", "csv": CSV}) == "csv":
        return _table(batch_id, query)
    response: Response = _paged(_chosen(batch_id, query), query)
    return response


@batch_results.get("/<batch_id>/findings.csv")
@takes(FindingsFilter)
def findings_table(batch_id: str, query: JSON) -> Response:
    """Give what was found between the reports as CSV."""
    return _table(batch_id, query)


def _table(batch_id: str, query: JSON) -> Response:
    chosen = _chosen(batch_id, query)
    audits = [entry.audited(chosen) for entry in entries_of(batch_id) if not entry.problem]
    return document_of(to_csv(audits, language()), CSV, f"{batch_id}-findings.csv")


def _chosen(batch_id: str, query: JSON) -> list[JSON]:
    found, audit = succeeded(batch_id).findings, query.get("audit")
    return [each for each in found if audit in (None, each["audit"]) and is_asked_for(each, query)]


@answers(BatchFindings)
def _paged(chosen: list[JSON], query: JSON) -> Answer:
    findings, going_on = part_of(chosen, query)
    page = {"findings": [localised(found, language()) for found in findings], **going_on}
    return linked(page, {"Vary": "Accept, Accept-Language"})


@batch_results.get("/<batch_id>/workbook")
@takes(WorkbookQuery)
def workbook(batch_id: str, query: JSON) -> Response:
    """Give the reports and all findings as an Excel workbook; or as a table, as before that had an address of its own."""
    if form_of(query["format"], {"xlsx": XLSX, "csv": CSV}) == "csv":
        return workbook_table(batch_id)
    return _drawn(batch_id, Kind.WORKBOOK, XLSX, f"{batch_id}.xlsx")


@batch_results.get("/<batch_id>/workbook.csv")
def workbook_table(batch_id: str) -> Response:
    """Give all findings as CSV."""
    return _drawn(batch_id, Kind.TABLE, CSV, f"{batch_id}.csv")


def _drawn(batch_id: str, kind: Kind, media_type: str, filename: str) -> Response:
    """A document of the batch, drawn anew once more of its findings was assessed."""
    succeeded(batch_id)
    return drawn(Rendering(batch_id, kind, language(), assessed_state_of(batch_id)), media_type, filename)
