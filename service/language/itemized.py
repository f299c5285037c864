"""Lists that stand one part a paragraph, joined with what opens them: 其中： / （1）网站236条； / （2）公众号212条.

They are read as sentences of one paragraph for what is told of figures beside each other alone: what each part claims
is read where it stands.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, takewhile
from typing import NamedTuple

from service.language.clauses import segments
from service.language.lexer import Vocabulary
from service.language.lexicon import spelled
from service.language.mentions.figures import may_count
from service.language.relations import Breakdown, Relation, Share, relations_of
from service.language.text import Sentence, sentences_of
from service.reports.report import Paragraph, Report, once_a_report

_OPENS_PARAGRAPH = spelled("opens_parts")
"""Words by which a paragraph goes on with the parts of what the one before it counts."""
_NUMERALS, _SIGNS = spelled("numerals_of_lists"), spelled("marks_of_lists")
_MARKS = frozenset("".join((*_NUMERALS, *_SIGNS, *spelled("beside_numerals"), "().,")))
"""Characters of the marks that parts of a list begin with: (1), 1., ①, 一是, 其一, ——."""
_NUMBER = {ord(numeral): numerals[0] for numerals in _NUMERALS for numeral in numerals}
"""Numerals of one kind are alike: (1) and (2), not (1) and (一)."""
_NUMBERED = frozenset("".join(_SIGNS)) | {numerals[0] for numerals in _NUMERALS}
"""What a mark has one of."""
_FEWEST = 2
"""Parts that are a list, at least."""
_LONGEST = 600
"""Characters of a list at most."""
_PART_ENDS = (";", ",", "、")


class JoinedList(NamedTuple):
    """A list over several paragraphs as sentences of one: the last of `sentences` has all its parts."""

    sentences: tuple[Sentence, ...]
    opening: Sentence
    """The last sentence before its parts that counts something, as it stands in the report."""
    paragraphs: tuple[tuple[Paragraph, int], ...]
    """The report's, each with the character of the joined one that it begins at."""

    def relations(self, told: Iterable[Relation], year: int | None, vocabulary: Vocabulary) -> Iterator[Relation]:
        """What figures of several paragraphs make; `told` is what those of one do, year and vocabulary are the report's."""
        ends = {self._place(each.sentence, each.end - 1) for each in told if type(each) is Share}
        read = ((each, segments(vocabulary.tokens(each.text))) for each in self.sentences)
        for each in relations_of(read, year):
            place = self._place(each.sentence, each.end - 1)
            if isinstance(each, Breakdown):
                is_over = self._place(each.before or each.sentence, each.start)[0] != place[0]
            else:
                is_over = type(each) is Share and place not in ends
            if is_over:
                yield each

    def _place(self, sentence: Sentence, at: int) -> tuple[int, int]:
        """The paragraph of the report, by its identity, and the character in it, that one of a sentence is."""
        offset = sentence.offsets[at]
        if sentence.paragraph is not self.sentences[0].paragraph:
            return id(sentence.paragraph), offset
        paragraph, begin = next(each for each in reversed(self.paragraphs) if each[1] <= offset)
        return id(paragraph), offset - begin


@once_a_report
def joined_lists(report: Report) -> tuple[JoinedList, ...]:
    """Every list of a report whose parts stand in paragraphs of their own, in its order, made once a report."""
    return tuple(_joined_lists(report))


def _joined_lists(report: Report) -> Iterator[JoinedList]:
    told = [said for said in sentences_of(report) if said]
    for at, said in enumerate(told[:-1]):
        if told[at + 1][0].section != said[0].section:
            continue
        if said[-1].text.endswith(":"):
            parts = _parts_behind(told[at + 1 :])
            goes_on = len(said) == 1 and at and said[0].text.startswith(_OPENS_PARAGRAPH)
            opening = [*(told[at - 1] if goes_on else ()), *said]
        elif told[at + 1][0].text.startswith(_OPENS_PARAGRAPH) and not told[at + 1][0].text.endswith(":"):
            parts, opening = [told[at + 1][0]], list(said)
        else:
            continue
        if parts and any(may_count(each.text) for each in opening):
            yield _joined(opening, parts, is_colon=said[-1].text.endswith(":"))


def _parts_behind(told: Sequence[tuple[Sentence, ...]]) -> list[Sentence]:
    """The parts of a list that begins with a paragraph; none where one has more to say, or counts nothing."""
    mark = _mark(told[0][0].text)
    alike = list(takewhile(lambda said: _mark(said[0].text) == mark, told)) if mark else _unmarked(told)
    parts = [said[0] for said in alike]
    is_plain = all(len(said) == 1 for said in alike[:-1]) and all(may_count(each.text[len(mark) :]) for each in parts)
    return parts if len(parts) >= _FEWEST and is_plain and sum(len(each.text) for each in parts) <= _LONGEST else []


def _unmarked(told: Sequence[tuple[Sentence, ...]]) -> list[tuple[Sentence, ...]]:
    """The parts of a list without marks: all but the last end as parts of one sentence do."""
    open_ended = list(takewhile(lambda said: said[-1].text.endswith(_PART_ENDS), told))
    return [*open_ended, *told[len(open_ended) : len(open_ended) + 1]]


def _mark(text: str) -> str:
    """The mark that a part begins with, whatever its number; empty where it has none."""
    begin = "".join(takewhile(_MARKS.__contains__, text)).translate(_NUMBER)
    is_mark = not begin.isdecimal() and not _NUMBERED.isdisjoint(begin)
    return begin if is_mark else ""


def _joined(opening: Sequence[Sentence], parts: Sequence[Sentence], *, is_colon: bool) -> JoinedList:
    """The list as sentences of one paragraph, the sentence that opens it one with its parts where a colon ends that."""
    paragraphs = list({id(each.paragraph): each.paragraph for each in (*opening, *parts)}.values())
    whole = Paragraph.joined(paragraphs)
    begins = (0, *accumulate(len(each.text) for each in paragraphs[:-1]))
    begin_of = {id(each): begin for each, begin in zip(paragraphs, begins, strict=True)}
    placed = [
        Sentence(each.text, whole, [begin_of[id(each.paragraph)] + offset for offset in each.offsets])
        for each in (*opening, *parts)
    ]
    before = len(opening) - is_colon
    sentences = (*placed[:before], _as_one(placed[before:]))
    counted = next(each for each in reversed(opening) if may_count(each.text))
    return JoinedList(sentences, counted, tuple(zip(paragraphs, begins, strict=True)))


def _as_one(sentences: Sequence[Sentence]) -> Sentence:
    """Sentences as one, with a semicolon for what ends each but the last."""
    texts, offsets = [], []
    for each in sentences[:-1]:
        is_told_on = each.text.endswith((":", *_PART_ENDS))
        text = each.text if is_told_on else each.text.removesuffix("。") + ";"
        texts.append(text)
        offsets += [*each.offsets, each.offsets[-1]][: len(text)]
    last = sentences[-1]
    return Sentence("".join([*texts, last.text]), last.paragraph, [*offsets, *last.offsets])
