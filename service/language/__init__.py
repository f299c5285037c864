"""What a report's prose says: text → sentences, clauses → tokens → frames → claims, read once (README.md)."""

from service.language.claims import Certainty, Claim, Relation
from service.language.frames import Frame
from service.language.reading import Reading

__all__ = ["Certainty", "Claim", "Frame", "Reading", "Relation"]
