"""Text dumps of reports → paragraphs and grids."""

from workers.readers.text.reader import read_text

__all__ = ["read_text"]
