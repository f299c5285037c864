"""What a report's prose says: text → sentences, clauses → tokens → frames → claims, read once (docs/language.md)."""

from service.language.claims import Certainty, Claim, Relation
from service.language.frames import Frame
from service.language.reading import Reading
from service.language.relations import Average, Breakdown, Flow, Growth, Share, Shares

__all__ = [
    "Average",
    "Breakdown",
    "Certainty",
    "Claim",
    "Flow",
    "Frame",
    "Growth",
    "Reading",
    "Relation",
    "Share",
    "Shares",
]
