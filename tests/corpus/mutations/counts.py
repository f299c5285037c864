"""A wrong count in the text: it disagrees with the tables, with its own sentence, or with another statement."""

from dataclasses import replace
from decimal import Decimal
from random import Random

from tests.corpus.bank import sentences
from tests.corpus.claims import CLAIMS
from tests.corpus.draft import Draft, Number, Piece, Sentence
from tests.corpus.mutations.case import Case, Mutation, broken
from tests.corpus.spelling import any_style, spell
from tests.corpus.telling import Teller


def _of_rule(rule: str) -> Mutation:
    def changed(draft: Draft, rng: Random) -> Case | None:
        return _recounted(draft, rng, [role for role, claim in CLAIMS.items() if claim.rule == rule])

    return changed


def breakdown(draft: Draft, rng: Random) -> Case | None:
    """A part or the whole of a breakdown changed, so that it no longer adds up."""
    spots = [
        (sentence, rng.choice((relation.whole, *relation.parts)))
        for _, sentence in draft.sentences()
        for relation in sentence.relations
        if relation.kind == "closed"
    ]
    return _at(draft, rng, spots)


def open_breakdown(draft: Draft, rng: Random) -> Case | None:
    """A part greater than its whole."""
    for _, sentence in draft.sentences():
        for relation in sentence.relations:
            if relation.kind == "open" and not sentence.pieces[relation.parts[0]].role:
                value = int(sentence.pieces[relation.whole].value or 0) + rng.randint(3, 40)
                part = relation.parts[0]
                return broken(draft.replaced(sentence, sentence.with_piece(part, Piece(str(value), "", value))))
    return None


def percentage(draft: Draft, rng: Random) -> Case | None:
    """A share or growth changed by more than rounding."""
    for _, sentence in draft.sentences():
        for relation in sentence.relations:
            if relation.result is not None:
                piece = sentence.pieces[relation.result]
                value = abs(Decimal(piece.value or 0)) + Decimal(rng.randint(21, 199)) / 10
                signed = -value if Decimal(piece.value or 0) < 0 else value
                wrong = Piece(f"{value}%", piece.role, signed)
                return broken(draft.replaced(sentence, sentence.with_piece(relation.result, wrong)))
    return None


def denied(draft: Draft, rng: Random) -> Case | None:
    """Nothing received, says the text; the table knows better."""
    told = [s for _, s in draft.sentences() if any(piece.role == "applications" for piece in s.pieces)]
    if len(told) != 1 or _teller(draft, rng).about("handled") == 0:
        return None
    return broken(draft.replaced(told[0], _told(draft, rng, "applications", "none", avoid="{received}")))


def documents_denied(draft: Draft, rng: Random) -> Case | None:
    """No normative document issued, says the text; the table knows better."""
    told = [s for _, s in draft.sentences() if any(piece.role == "issued" for piece in s.pieces)]
    if len(told) != 1 or not _teller(draft, rng).about("issued"):
        return None
    return broken(draft.replaced(told[0], _told(draft, rng, "proactive", "documents_none", avoid="{issued}")))


def all_done(draft: Draft, rng: Random) -> Case | None:
    """All is done, says the text, yet applications are carried forward."""
    told = [s for _, s in draft.sentences() if s.topic in ("applications.forward", "applications.some")]
    if len(told) != 1 or "截至" in told[0].text:
        return None
    return broken(draft.replaced(told[0], _told(draft, rng, "applications", "done", avoid="100%")))


MUTATIONS: dict[str, Mutation] = {
    "applications": _of_rule("CON01"),
    "documents": _of_rule("CON02"),
    "outcomes": _of_rule("CON03"),
    "reviews": _of_rule("CON04"),
    "decisions": _of_rule("CON06"),
    "breakdown": breakdown,
    "open_breakdown": open_breakdown,
    "percentage": percentage,
    "denied": denied,
    "documents_denied": documents_denied,
    "all_done": all_done,
}


def _recounted(draft: Draft, rng: Random, roles: list[str]) -> Case | None:
    return _at(
        draft,
        rng,
        [
            (sentence, index)
            for _, sentence in draft.sentences()
            for index, piece in enumerate(sentence.pieces)
            if piece.role in roles and piece.value is not None and not piece.text.endswith(tuple("告件项请形开理零"))
        ],
    )


def _at(draft: Draft, rng: Random, spots: list[tuple[Sentence, int]]) -> Case | None:
    if not spots:
        return None
    sentence, index = rng.choice(spots)
    piece = sentence.pieces[index]
    if len(piece.text) > 4 and not any(char.isdigit() for char in piece.text):
        return None  # words for none, not a number
    value = _another(piece.value or 0, rng)
    style = any_style(rng) if value < 100 else "arabic"
    made = broken(
        draft.replaced(sentence, sentence.with_piece(index, replace(piece, text=spell(value, style), value=value)))
    )
    return made if made.items else None


def _another(value: Number, rng: Random) -> Number:
    if isinstance(value, Decimal):
        return value + rng.randint(1, 50)
    return rng.choice([n for n in (value + 1, value + 2, value - 1, value + 10, value * 2 + 3, value + 100) if n > 0])


def _teller(draft: Draft, rng: Random) -> Teller:
    return Teller(rng, draft.body, draft.year, draft.tables)


def _told(draft: Draft, rng: Random, file: str, topic: str, avoid: str) -> Sentence:
    templates = [template for template in sentences(file)[topic] if avoid not in template]
    return _teller(draft, rng).tell(rng.choice(templates), f"{file}.{topic}")
