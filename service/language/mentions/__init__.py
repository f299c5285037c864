"""What the text mentions: figures and dates, bodies, and slips of writing. Patterns over characters stand here."""

from service.language.mentions.figures import (
    CASES,
    FIRST_OF_FIGURES,
    NOUGHTS,
    Percent,
    Quantity,
    Value,
    YearMention,
    has_number,
    may_count,
    read_figure,
)

__all__ = [
    "CASES",
    "FIRST_OF_FIGURES",
    "NOUGHTS",
    "Percent",
    "Quantity",
    "Value",
    "YearMention",
    "has_number",
    "may_count",
    "read_figure",
]
