"""Reports broken on purpose: `case("own_year", seed)` is a broken report with exactly the findings that follow."""

from random import Random

from tests.corpus.draft import Draft
from tests.corpus.mutations import counts, figures, previous, sections, tables, text, years
from tests.corpus.mutations.case import Case, Mutation
from tests.corpus.report import build

MUTATIONS: dict[str, Mutation] = {
    f"{module.__name__.rsplit('.', 1)[-1]}.{name}": mutation
    for module in (figures, counts, sections, tables, text, years, previous)
    for name, mutation in module.MUTATIONS.items()
}
"""Every mutation by family and name."""

__all__ = ["MUTATIONS", "Case", "Mutation", "case"]


def case(name: str, seed: int) -> Case:
    """The mutation on the first report from `seed` on that it can be done to."""
    rng = Random(f"{name} {seed}")
    for attempt in range(200):
        made = MUTATIONS[name](_suited(name, seed + attempt * 1_000_003), rng)
        if made:
            return made
    raise LookupError(f"{name} can be done to no report near seed {seed}")


def _suited(name: str, seed: int) -> Draft:
    """A report that has what the mutation needs."""
    period = {"years.title": True, "years.caller": True, "years.missing": False}.get(name)
    return build(seed, period=period, forward=True if name == "counts.all_done" else None)
