"""The documents of a batch that has ended, and the deliveries of its callback."""

import logging
from collections.abc import Mapping
from enum import StrEnum

from flask import Blueprint, Response
from marshmallow import Schema

from service.api.batch_access import entries_of, succeeded
from service.api.declare import Answer, answers, language, takes
from service.api.drawings import document_of, drawn
from service.api.fields import choice
from service.api.findings import is_asked_for
from service.api.lists import linked, part_of
from service.api.negotiation import best_of
from service.api.requests import FindingsFilter, FindingsQuery
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


class BatchFindingsQuery(FindingsQuery):
    """Which findings are asked for, and in which form where that isn't part of the address; by `Accept` where none is named."""

    format = choice(TableFormat)


class WorkbookQuery(Schema):
    """In which form all findings are asked for where that isn't part of the address; by `Accept` where none is named."""

    format = choice(WorkbookFormat)


@batch_results.get("/<batch_id>/findings")
@takes(BatchFindingsQuery)
def findings(batch_id: str, query: JSON) -> Response:
    """Tell what was found between the reports; or as a table, as before that had an address of its own."""
    if _form(query["format"], {"json": "application/json", "csv": CSV}) == "csv":
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
    return [found for found in succeeded(batch_id).findings if is_asked_for(found, query)]


@answers(BatchFindings)
def _paged(chosen: list[JSON], query: JSON) -> Answer:
    findings, going_on = part_of(chosen, query)
    page = {"findings": [localised(found, language()) for found in findings], **going_on}
    return linked(page, {"Vary": "Accept, Accept-Language"})


@batch_results.get("/<batch_id>/workbook")
@takes(WorkbookQuery)
def workbook(batch_id: str, query: JSON) -> Response:
    """Give the reports and all findings as an Excel workbook; or as a table, as before that had an address of its own."""
    if _form(query["format"], {"xlsx": XLSX, "csv": CSV}) == "csv":
        return workbook_table(batch_id)
    succeeded(batch_id)
    return drawn(Rendering(batch_id, Kind.WORKBOOK, language()), XLSX, f"{batch_id}.xlsx")


@batch_results.get("/<batch_id>/workbook.csv")
def workbook_table(batch_id: str) -> Response:
    """Give all findings as CSV."""
    succeeded(batch_id)
    return drawn(Rendering(batch_id, Kind.TABLE, language()), CSV, f"{batch_id}.csv")


@batch_results.get("/<batch_id>/notices")
def notices(batch_id: str) -> Response:
    """Give a notice of what to correct for each body, in one archive."""
    succeeded(batch_id)
    return drawn(Rendering(batch_id, Kind.NOTICES, language()), "application/zip", f"{batch_id}-notices.zip")


def _form(named: str | None, offered: Mapping[str, str]) -> str:
    """The form that the query names, or else the one that `Accept` likes best: the first where it doesn't care."""
    best = best_of(offered.values())
    return named or next((form for form, media_type in offered.items() if media_type == best), next(iter(offered)))
