"""What labelled reports say: each number is accounted for, and each reason to doubt has words for the reader."""

import re

from service.language import Certainty, Claim, Reading, Share
from service.language.frames import Actor, Frame, Period, Scope
from service.language.measures import MEASURES
from service.language.relations import Breakdown
from service.language.text import sentences
from service.language.year_claims import YearClaim, year_claims
from service.language.years.doubts import DOUBTS, DOUBTS_OF_PLANS
from service.rules.doubts import MESSAGES, NOT_UNDERSTOOD
from tests.language.sources import sources
from tests.service.language.tracing.test_coverage import of

_DIGITS = re.compile(r"\d+")


def test_no_number_of_a_labelled_report_is_lost() -> None:
    lost = []
    for source in sources(r"\.(txt|html)$"):
        told = {(paragraph, text): found for text, paragraph, found in of(source.report)}
        for paragraph in source.report.paragraphs:
            for sentence in sentences(paragraph):
                found = told.get((id(paragraph), sentence.text), [])
                accounted = {at for n in found for at in range(n.token.start, n.token.end)}
                figures = _DIGITS.finditer(sentence.text)
                lost += [
                    (source.name, sentence.text, f[0]) for f in figures if not accounted.issuperset(range(*f.span()))
                ]
                lost += [(source.name, sentence.text, n) for n in found if not (n.claims or n.relations or n.reason)]
    assert lost == []


def to_check() -> set[str]:
    judged: list[Claim | Breakdown | Share | YearClaim] = []
    for source in sources(r"\.(txt|html)$"):
        reading = Reading.of(source.report)
        judged += (*reading.claims, *reading.relations, *year_claims(source.report))
    return {each.reason for each in judged if each.certainty is Certainty.TO_CHECK}


def test_every_reason_of_the_language_has_words_for_the_reader() -> None:
    frames = (Frame(Actor.UNSURE), Frame(period=Period.UNSURE), Frame(scope=Scope.UNSURE))
    reasons = {frame.unsure for frame in frames} | {measure.doubt for measure in MEASURES if measure.doubt}
    reasons |= {reason for reason, _ in (*DOUBTS, *DOUBTS_OF_PLANS)} | to_check()
    assert reasons - MESSAGES.keys() == set()
    assert [reason for reason, told in MESSAGES.items() if told == NOT_UNDERSTOOD] == ["words unknown"]
