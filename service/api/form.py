"""The statutory form of a report."""

from flask import Blueprint

from service.api.declare import Answer, answers
from service.renderers.to_form import to_form
from service.schemas.catalogue import Form

form = Blueprint("form", __name__, url_prefix="/v1/form")


@form.get("")
@answers(Form)
def show() -> Answer:
    """Tell its sections and tables in both languages."""
    return Answer(to_form(), kept="form")
