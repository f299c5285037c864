"""Drafts to files: `render(draft, "text-cells")` → name and bytes."""

from collections.abc import Callable
from random import Random

from tests.corpus.draft import Draft
from tests.corpus.rendering import doc, docx, html, ofd, pdf, text

Renderer = Callable[[Draft, Random], bytes]

FORMATS: dict[str, tuple[str, Renderer]] = {
    "text-tabs": ("txt", text.tabs),
    "text-cells": ("txt", text.cells),
    "html": ("html", html.plain),
    "html-site": ("html", html.site),
    "docx": ("docx", docx.plain),
    "docx-numbered": ("docx", docx.numbered),
    "docx-revised": ("docx", docx.revised),
    "doc": ("doc", doc.plain),
    "doc-numbered": ("doc", doc.numbered),
    "ofd": ("ofd", ofd.plain),
    "pdf": ("pdf", pdf.any_border),
    "pdf-bare": ("pdf", pdf.bare),
    **{f"pdf-{border}": ("pdf", pdf.bordered(border)) for border in pdf.BORDERS},
}
"""By format: the file's extension and what makes its bytes."""


def render(draft: Draft, format: str, seed: int | None = None) -> tuple[str, bytes]:
    """The draft as a file: its name and content. `seed` varies the accidents of layout; the draft's own by default."""
    extension, renderer = FORMATS[format]
    return f"{format}-{draft.seed}.{extension}", renderer(draft, Random(draft.seed if seed is None else seed))
