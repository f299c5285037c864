"""Whose applications are listed: right behind a count of all of them, 收到申请9件,其中自然人6件、商业企业3件, or without one."""

from collections.abc import Iterator, Sequence

from service.language.claims import Certainty, Claim, ReadItem, Relation
from service.language.clauses import Item
from service.language.frames import PLAIN, Frame, Topic
from service.language.lexer import Shape, Token, letter
from service.language.measures import OF_ALL
from service.language.mentions.figures import Quantity
from service.language.text import Sentence

_OPENS = Shape("(AMONG|APPLICATION|ALL|SUBMIT)*")
_LISTED = Shape(
    "(AMONG|APPLICATION|ALL|SUBMIT|AND|VIEW)* APPLICANT (SUBMIT|APPLICATION)* #|(AMONG|AND)* # (SUBMIT|ALL)* APPLICANT"
)
_SHARE = Shape("SHARE? APPLICATION* PERCENT")


def applicants_of(read: Sequence[ReadItem], sentence: Sentence) -> Iterator[tuple[int, Claim]]:
    """The counts by applicants in a sentence, each with the place of its item; `whole` is the count that they are of.

    `measure` is a column of table three, or `organizations` for all but natural persons.
    """
    totals = [(at, total) for at, each in enumerate(read) if (total := next(filter(_is_total, each.claims), None))]
    for at, total in totals:
        yield from _listed(read, at + 1, total)
    if not totals:
        yield from _listed_alone(read, sentence)


def _listed_alone(read: Sequence[ReadItem], sentence: Sentence) -> Iterator[tuple[int, Claim]]:
    """The list that a sentence begins with, where it is of applications: 从申请人看,自然人6件,商业企业3件."""
    start = next((at for at, each in enumerate(read) if each.item.counts), len(read))
    if start == len(read) or read[start].frame.topic is not Topic.APPLICATIONS:
        return
    nothing = Claim("", "applications", 0, sentence, 0, 0, PLAIN, Certainty.ESTABLISHED)
    found = _listed(read, start, nothing)
    is_list = len(found) > 1 and not any(read[at].item.unknown for at, _ in found)
    for at, claim in found:
        made = claim._replace(whole=None)
        yield at, made if is_list else made._replace(certainty=Certainty.TO_CHECK, reason="a list without a total")


def _is_total(claim: Claim) -> bool:
    is_of_all = claim.measure in OF_ALL and claim.relation is Relation.ALL
    return is_of_all and bool(claim.value) and claim.certainty is not Certainty.PASSED


def _listed(read: Sequence[ReadItem], start: int, total: Claim) -> list[tuple[int, Claim]]:
    """The list that begins at an item; none where it lists ways, too, beside which a person is one of several kinds."""
    found: list[tuple[int, Claim]] = []
    for at in range(start, len(read)):
        item, frame = read[at].item, read[at].frame
        word = "".join(letter("#" if token.kind == "COUNT" else token.kind) for token in item.core if _says(token))
        if _OPENS.fits(word) or _SHARE.fits(word):
            continue
        if item.counts and item.has("CHANNEL", "WAYS"):
            return []
        if not _LISTED.fits(word) or frame.withdrawn not in ("", "a part"):
            break
        if made := _claim(item, frame, total):
            found.append((at, made))
    return found


def _says(token: Token) -> bool:
    return token.kind not in ("FILL", "TOTAL")


def _claim(item: Item, frame: Frame, total: Claim) -> Claim | None:
    """The claim of one that is listed; none where the table has no column for it, or the number is about so."""
    count = item.counts[0]
    column = next((str(token.value) for token in item.core if token.kind == "APPLICANT" and token.value), "")
    quantity = count.value
    if not column or not isinstance(quantity, Quantity) or not quantity.is_exact or not quantity.is_of_cases:
        return None
    return total._replace(
        measure=column,
        value=quantity.value,
        frame=frame,
        figure=count.text,
        whole=total,
        start=count.start,
        end=count.end,
    )
