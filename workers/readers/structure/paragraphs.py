"""Paragraphs joined and cut, every part of them still at its place in the file."""

from collections.abc import Sequence

from service.reports.report import Paragraph, Piece


def joined(lines: Sequence[Paragraph]) -> Paragraph:
    """Lines as one paragraph, without a break, each with its own place."""
    text, pieces = "", []
    scores: list[float] = []
    for line in lines:
        pieces += [Piece(piece.start + len(text), piece.line, piece.page, piece.bbox) for piece in line.pieces]
        text += line.text.strip()
        scores += _scores(line)
    is_recognised = any(line.scores for line in lines)
    return Paragraph(
        text, tuple(pieces), 0, any(line.emphasis for line in lines), tuple(scores) if is_recognised else ()
    )


def _scores(line: Paragraph) -> tuple[float, ...]:
    """How surely each character was recognised, white space around the line left out."""
    start = len(line.text) - len(line.text.lstrip())
    scores = line.scores or (1.0,) * len(line.text)
    return scores[start : start + len(line.text.strip())]


def part(paragraph: Paragraph, start: int, end: int) -> Paragraph:
    """`text[start:end]` as a paragraph of its own, its pieces where they were."""
    before = [piece for piece in paragraph.pieces if piece.start <= start]
    pieces = [before[-1]._replace(start=0)] if before else [Piece(0)]
    pieces += [each._replace(start=each.start - start) for each in paragraph.pieces if start < each.start < end]
    text = paragraph.text[start:end].rstrip()
    return paragraph._replace(text=text, pieces=tuple(pieces), scores=paragraph.scores[start : start + len(text)])
