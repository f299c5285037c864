"""The parts of a DOCX file that comments stand in, added where the file has none, and the file written anew."""

import io
import posixpath
import zipfile
from collections.abc import Sequence

from lxml import etree

from workers.limits import Limits
from workers.readers.archives import Archive
from workers.readers.docx.names import STRICT, W, transitional
from workers.renderings.notes import AUTHOR

_TYPES = "[Content_Types].xml"
_COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
_NAMESPACES = {
    "types": "http://schemas.openxmlformats.org/package/2006/content-types",
    "relations": "http://schemas.openxmlformats.org/package/2006/relationships",
}


class CommentParts:
    """A file to which comments are added. Raises DamagedFile, EncryptedFile or LimitExceeded."""

    def __init__(self, data: bytes, main: str, limits: Limits) -> None:
        self._archive = Archive(data, limits, "DOCX")
        self._main = self._member(main)
        self._is_strict = STRICT in self._archive.read(main)
        folder, name = posixpath.split(self._main)
        self._relations_name = self._member(posixpath.join(folder, "_rels", f"{name}.rels"))
        self._relations = self._tree(self._relations_name, "relations", "Relationships")
        self._types = self._tree(_TYPES, "types", "Types")
        self._name = self._existing() or self._added(posixpath.join(folder, "comments.xml"))
        self._comments = self._parsed(self._name)
        self._next = 1 + max((int(each.get(f"{W}id", "0")) for each in self._comments), default=-1)

    def add(self, title: str, lines: Sequence[str], moment: str) -> int:
        """Add a comment of a bold line and others; its number."""
        number, self._next = self._next, self._next + 1
        about = {"id": str(number), "author": AUTHOR, "initials": "RA", "date": f"{moment[:19]}Z"}
        comment = etree.SubElement(self._comments, f"{W}comment", {f"{W}{key}": text for key, text in about.items()})
        for text in (title, *lines):
            run = etree.SubElement(etree.SubElement(comment, f"{W}p"), f"{W}r")
            if text is title:
                etree.SubElement(etree.SubElement(run, f"{W}rPr"), f"{W}b")
            etree.SubElement(run, f"{W}t").text = text
        return number

    def written(self, document: etree._Element) -> bytes:
        """The file, its document exchanged for this one."""
        changed = {
            self._main: self._serialised(document),
            self._name: self._serialised(self._comments),
            self._relations_name: etree.tostring(
                self._relations, xml_declaration=True, encoding="UTF-8", standalone=True
            ),
            _TYPES: etree.tostring(self._types, xml_declaration=True, encoding="UTF-8", standalone=True),
        }
        written = io.BytesIO()
        with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as file:
            for name in self._archive.names:
                file.writestr(name, changed.pop(name) if name in changed else self._archive.read(name))
            for name, part in changed.items():
                file.writestr(name, part)
        return written.getvalue()

    def _member(self, name: str) -> str:
        """A part's name as the file has it, or is to have it."""
        return self._archive.member(name) or name.lstrip("/")

    def _serialised(self, root: etree._Element) -> bytes:
        part = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
        return part.replace(W[1:-1].encode(), STRICT) if self._is_strict else part

    def _tree(self, name: str, namespace: str, root: str) -> etree._Element:
        if name in self._archive:
            return self._archive.xml(name)
        return etree.Element(f"{{{_NAMESPACES[namespace]}}}{root}")

    def _parsed(self, name: str) -> etree._Element:
        if name in self._archive:
            return etree.fromstring(transitional(etree.tostring(self._archive.xml(name))))
        return etree.Element(f"{W}comments", nsmap={"w": W[1:-1]})

    def _existing(self) -> str | None:
        """The name of the part that the file has comments in."""
        for relation in self._relations:
            if relation.get("Type", "").endswith("/comments") and relation.get("TargetMode") != "External":
                folder = posixpath.dirname(self._main)
                return self._archive.member(posixpath.normpath(posixpath.join("/", folder, relation.get("Target", ""))))
        return None

    def _added(self, name: str) -> str:
        """Declare a part for comments."""
        taken = {relation.get("Id") for relation in self._relations}
        id = next(f"rIdComments{at}" for at in range(len(taken) + 1) if f"rIdComments{at}" not in taken)
        about = {"Id": id, "Type": _RELATION, "Target": posixpath.basename(name)}
        etree.SubElement(self._relations, f"{{{_NAMESPACES['relations']}}}Relationship", about)
        part = {"PartName": f"/{name}", "ContentType": _COMMENTS_TYPE}
        etree.SubElement(self._types, f"{{{_NAMESPACES['types']}}}Override", part)
        return name
