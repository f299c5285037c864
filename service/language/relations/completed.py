"""Rates of what is told to be all done right before them, which must be 100 %: 收到申请7件,均已办结,办结率93%."""

from collections.abc import Iterator, Sequence

from service.language.claims import Certainty
from service.language.lexer import Token
from service.language.relations.figures import MARKS, Figure, Row, behind_last
from service.language.relations.stated import manners, start_of, tells_rate
from service.language.relations.values import Share
from service.language.text import Sentence

_ALL = 100
_SAYS_NO_MORE = frozenset({"FILL", "COMMA"})
_ALL_ANSWERED = frozenset({"ALL", "ANSWER"})
_NOT_ALL = frozenset({"NOT", "EXCEPT", "REMAIN", "REST", "PLAN", "PERCENT"})


def completed(sentence: Sentence, row: Row) -> Iterator[Share]:
    """The rates of a row that tell of less than all of what the clause before says was all done."""
    for before, figure in zip(row.figures, row.figures[1:], strict=False):
        percent, count = figure.percent, before.quantity
        if not percent or not percent.can_be_held or percent.value >= _ALL or not count or not count.is_exact:
            continue
        if _is_all_done(_clause_before(figure), figure):
            yield Share(
                percent.value, float(_ALL), percent.places, count.value, count.value, False,
                Certainty.ESTABLISHED, "", sentence, start_of(figure), figure.token.end,
            )  # fmt: skip


def _clause_before(figure: Figure) -> Sequence[Token]:
    """The clause that stands right before that of a figure, behind the figure before."""
    told = figure.before_clause
    if not told or told[-1].kind != "COMMA":
        return ()
    told = told[:-1]
    return told[behind_last(MARKS, [token.kind for token in told]) :]


def _is_all_done(done: Sequence[Token], rate: Figure) -> bool:
    """Whether a clause says that all was done which a rate is of, and no less of how: 均已办结,办结率, not 均已办结,按时办结率."""
    kinds = {token.kind for token in done}
    words = [token for token in rate.clause if token.kind not in _SAYS_NO_MORE]
    if not kinds >= _ALL_ANSWERED or not kinds.isdisjoint(_NOT_ALL) or not words or not tells_rate(words[-1]):
        return False
    is_of_answers = {token.kind for token in words[:-1]} == {"ANSWER"}
    return is_of_answers and manners(rate.clause) <= manners(done)
