"""Counts that the list beside them contradicts: 先后印发《要点》《制度》《办法》4个文件."""

from collections.abc import Iterator
from itertools import pairwise

from service.language.mentions.enumerations import Miscounted, miscounted
from service.language.text import Sentence, all_sentences
from service.reports.report import Report


def enumerated(report: Report) -> Iterator[tuple[Sentence, Miscounted]]:
    """Each count of a report's sections that what is listed beside it contradicts, with its sentence."""
    said = list(all_sentences(report))
    for sentence, following in pairwise([*said, None]):
        if sentence and sentence.section:
            for each in miscounted(sentence.text, following.text if following else ""):
                yield sentence, each
