"""What is done to a claim that is of less than all, or of something else."""

from collections.abc import Collection

from service.language.claims import Certainty, Claim, ReadItem, Relation
from service.language.reasons import AnyDoubt, Reason


def pass_over(claim: Claim, reason: Reason) -> Claim:
    """The same claim, not told for that reason."""
    return claim._replace(certainty=Certainty.PASSED, reason=reason)


def pass_measure(read: ReadItem, measure: str, reason: Reason) -> ReadItem:
    """The same, of which what is counted of a measure is not told for that reason."""
    return pass_measures(read, (measure,), reason)


def pass_measures(read: ReadItem, measures: Collection[str], reason: Reason) -> ReadItem:
    """The same, of which what is counted of some measures is not told for that reason."""
    told = (pass_over(claim, reason) if claim.measure in measures else claim for claim in read.claims)
    return read._replace(claims=tuple(told))


def with_some(read: ReadItem, measure: str) -> ReadItem:
    """The same, whose count of a measure may be some of all."""
    some = (c._replace(relation=Relation.SOME) if c.measure == measure else c for c in read.claims)
    return read._replace(claims=tuple(some))


def with_some_of_each(read: ReadItem) -> ReadItem:
    """The same, of which each count may be some of all."""
    return read._replace(claims=tuple(claim._replace(relation=Relation.SOME) for claim in read.claims))


def with_some_in(read: ReadItem, *tables: str) -> ReadItem:
    """The same, of which what it counts in some tables may be some of all."""
    told = (claim._replace(relation=Relation.SOME) if claim.table in tables else claim for claim in read.claims)
    return read._replace(claims=tuple(told)) if read.claims else read


def doubted(claim: Claim, doubt: AnyDoubt) -> Claim:
    """The same, to check for a doubt; as it was where there is none, or another one."""
    is_sure = claim.certainty is Certainty.ESTABLISHED
    return claim._replace(certainty=Certainty.TO_CHECK, reason=doubt) if doubt and is_sure else claim


def pass_all(read: ReadItem, reason: Reason) -> ReadItem:
    """The same, of which nothing is told for that reason."""
    return read._replace(claims=tuple(pass_over(claim, reason) for claim in read.claims)) if read.claims else read
