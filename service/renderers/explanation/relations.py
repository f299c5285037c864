"""A breakdown, share, average or growth as one block: its figures, why these, and the one condition that decided."""

from collections.abc import Iterator

from service.language import Average, Breakdown, Certainty, Flow, Growth, Share
from service.language.tracing.origins.relations import Relations
from service.renderers.explanation.verdicts import Verdict


def relation_of(relation: Breakdown | Share, origins: Relations, verdict: Verdict) -> Iterator[str]:
    """The block of a relation."""
    yield f"= {_summary(relation)}: {verdict.told}"
    yield from (f"    {line}" for line in origins.of_relation(relation))
    if verdict.outcome is not None and relation.holds is False and verdict.finding is None:
        yield "    the rule holds it for right by table three (rules.applications.is_as_in_table, arithmetic._of_row)"


def _summary(relation: Breakdown | Share) -> str:
    holds = "holds" if relation.holds else f"fails, {certainty_of(relation.certainty, relation.reason)}"
    if isinstance(relation, Flow):
        return f"flow: what was and what came is {relation.added}, what is and what went {relation.total}: {holds}"
    if isinstance(relation, Breakdown):
        kind = "all parts" if relation.is_closed else "some parts"
        opened = f", opened as {relation.opener}" if relation.opener else ""
        parts = " + ".join(map(str, relation.parts))
        return f"breakdown of {relation.total} {relation.unit} into {kind}{opened}: {parts} = {relation.added}: {holds}"
    if isinstance(relation, Growth):
        name, figures = "growth", f"from {relation.whole} to {relation.part}"
        if relation.differs_in in ("rise", "fall", "same"):
            return f"{relation.differs_in} told without a number, {figures}: {holds}"
        unit = {"percent": " %", "points": " points", "count": ""}[relation.differs_in]
    elif isinstance(relation, Average):
        name, figures, unit = "average", f"{relation.part} by {relation.whole}", ""
    else:
        name, figures, unit = "share", f"{relation.part} of {relation.whole}", " %"
    return f"{name} of {relation.stated}{unit} told, {figures} is {relation.actual:.2f}{unit}: {holds}"


def certainty_of(certainty: Certainty, reason: str) -> str:
    """How sure it is; a reason not to be sure says what keeps it from being an error or warning."""
    if certainty is Certainty.TO_CHECK:
        return f"{certainty}; told for sure but for: {reason}"
    return f"{certainty}" + (f" ({reason})" if reason else "")
