"""Paragraphs joined and cut, every part of them still at its place in the file."""

from collections.abc import Sequence

from service.domain.report import Paragraph, Piece


def joined(lines: Sequence[Paragraph]) -> Paragraph:
    """Lines as one paragraph, without a break, each with its own place."""
    text, pieces = "", []
    for line in lines:
        pieces += [Piece(piece.start + len(text), piece.line, piece.page, piece.bbox) for piece in line.pieces]
        text += line.text.strip()
    return Paragraph(text, tuple(pieces), 0, any(line.emphasis for line in lines))


def part(paragraph: Paragraph, start: int, end: int) -> Paragraph:
    """`text[start:end]` as a paragraph of its own, its pieces where they were."""
    before = [piece for piece in paragraph.pieces if piece.start <= start]
    pieces = [before[-1]._replace(start=0)] if before else [Piece(0)]
    pieces += [each._replace(start=each.start - start) for each in paragraph.pieces if start < each.start < end]
    return paragraph._replace(text=paragraph.text[start:end].rstrip(), pieces=tuple(pieces))
