"""The parts of a DOCX file: document, styles and numbering, found by their relationships."""

import posixpath

from lxml import etree

from workers.limits import Limits
from workers.readers.archives import Archive, parse_xml
from workers.readers.docx.names import W, transitional

_MAIN = "word/document.xml"


class Package:
    """A DOCX file's parts as trees; `main` is the name of the document's own. Raises DamagedFile, EncryptedFile or LimitExceeded."""

    def __init__(self, data: bytes, limits: Limits) -> None:
        self._limits = limits
        self._archive = Archive(data, limits, "DOCX")
        self.main = self._related("", "officeDocument") or _MAIN

    def body(self) -> etree._Element:
        """The document's body; an empty one where it has none."""
        body = self._tree(self.main).find(f"{W}body")
        return etree.Element(f"{W}body") if body is None else body

    def part(self, kind: str) -> etree._Element | None:
        """The part of this kind that belongs to the document (`styles`, `numbering`), None where it has none."""
        name = self._related(self.main, kind)
        return self._tree(name) if name else None

    def _tree(self, name: str) -> etree._Element:
        return parse_xml(transitional(self._archive.read(name)), self._limits, "DOCX")

    def _related(self, source: str, kind: str) -> str | None:
        """The member that `source` points at by a relationship whose type ends in `kind`."""
        folder, name = posixpath.split(source)
        relations = posixpath.join(folder, "_rels", f"{name}.rels")
        if relations not in self._archive:
            return None
        for relation in self._archive.xml(relations):
            if relation.get("Type", "").endswith(f"/{kind}") and relation.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", folder, relation.get("Target", "")))
                return target if target in self._archive else None
        return None
