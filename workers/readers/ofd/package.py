"""The parts of an OFD package: the document, its pages with their templates, fonts and other shared things."""

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from service.errors import DamagedFile, EncryptedFile
from workers.limits import Limits
from workers.readers.archives import Archive
from workers.readers.geometry.page import BLACK, GREY, Colour, rgb
from workers.readers.ofd.elements import Box, child, children, local_name, number, numbers

_A4: Box = (0.0, 0.0, 210.0, 297.0)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page: its box in millimetres, and its layers in the order in which they are drawn."""

    box: Box
    layers: tuple[etree._Element, ...]


@dataclass(slots=True)
class Resources:
    """What objects refer to by id: fonts' names, pens, drawings that are used many times, and pictures' files."""

    fonts: dict[str, str] = field(default_factory=dict)
    pens: dict[str, etree._Element] = field(default_factory=dict)
    drawings: dict[str, etree._Element] = field(default_factory=dict)
    pictures: dict[str, str] = field(default_factory=dict)

    def add(self, root: etree._Element, folder: str) -> None:
        """Takes in a resource file, whose own files lie in a folder."""
        for item in root.iter():
            name, identity = local_name(item), item.get("ID", "")
            if name == "Font":
                self.fonts[identity] = item.get("FontName", "")
            elif name == "DrawParam":
                self.pens[identity] = item
            elif name in {"CompositeGraphicUnit", "CompositeGraphUnit"}:
                self.drawings[identity] = item
            elif name == "MultiMedia" and (file := child(item, "MediaFile")) is not None and file.text:
                self.pictures[identity] = posixpath.normpath(posixpath.join(folder, file.text.strip().lstrip("/")))


def colour_of(item: etree._Element, name: str, resources: Resources) -> Colour | None:
    """An object's colour of that name, its pen's where it has none itself; None where it lets everything through."""
    for owner in (item, resources.pens.get(item.get("DrawParam", ""))):
        given = child(owner, name)
        if given is None:
            continue
        if number(given.get("Alpha"), 255) <= 0:
            return None
        return GREY if len(given) else rgb([part / 255 for part in numbers(given.get("Value"))]) or BLACK
    return BLACK


class Package:
    """An OFD file. Raises DamagedFile, EncryptedFile or LimitExceeded."""

    def __init__(self, data: bytes, limits: Limits) -> None:
        self._archive = Archive(data, limits, "OFD")
        if any(name.lower().endswith("encryptions.xml") for name in self._archive.names):
            raise EncryptedFile
        self._root = self._document_path()
        self._document = self._archive.xml(self._root)
        self._common = child(self._document, "CommonData")
        self._templates = self._find_templates()
        self.resources = Resources()
        for name in ("PublicRes", "DocumentRes"):
            for part in children(self._common, name):
                self._add_resources(self._beside(self._root, part.text))

    @property
    def page_count(self) -> int:
        """How many pages are listed."""
        return len(children(child(self._document, "Pages"), "Page"))

    def sheets(self) -> Iterator[Sheet]:
        """The pages in their order."""
        for listed in children(child(self._document, "Pages"), "Page"):
            path = self._beside(self._root, listed.get("BaseLoc"))
            page = self._archive.xml(path)
            for part in children(page, "PageRes"):
                self._add_resources(self._beside(path, part.text))
            below, above = self._layers_of_templates(page)
            own = children(child(page, "Content"), "Layer")
            yield Sheet(self._box(page), (*below, *own, *above))

    def file(self, path: str) -> bytes:
        """A file that a resource names. Raises DamagedFile where there is none."""
        return self._archive.read(path)

    def _document_path(self) -> str:
        for body in children(self._archive.xml("OFD.xml"), "DocBody"):
            root = child(body, "DocRoot")
            if root is not None and root.text:
                return self._beside("", root.text)
        raise DamagedFile(kind="OFD")

    def _find_templates(self) -> dict[str, etree._Element]:
        paths = {
            part.get("ID", ""): self._beside(self._root, part.get("BaseLoc"))
            for part in children(self._common, "TemplatePage")
        }
        return {identity: self._archive.xml(path) for identity, path in paths.items() if path in self._archive}

    def _layers_of_templates(self, page: etree._Element) -> tuple[list[etree._Element], list[etree._Element]]:
        """The layers of the page's templates that lie under its own, and those over them."""
        below: list[etree._Element] = []
        above: list[etree._Element] = []
        for used in children(page, "Template"):
            template = self._templates.get(used.get("TemplateID", ""))
            layers = children(child(template, "Content"), "Layer")
            (above if used.get("ZOrder") == "Foreground" else below).extend(layers)
        return below, above

    def _box(self, page: etree._Element) -> Box:
        """The page's area, else its template's, else the document's."""
        templates = (self._templates.get(used.get("TemplateID", "")) for used in children(page, "Template"))
        areas = [child(page, "Area"), *(child(template, "Area") for template in templates)]
        for area in (*areas, child(self._common, "PageArea")):
            physical = child(area, "PhysicalBox")
            box = numbers(physical.text if physical is not None else "")
            if len(box) == 4:
                return box[0], box[1], box[2], box[3]
        return _A4

    def _add_resources(self, path: str) -> None:
        """Adds a resource file, if it can be read: text and tables are found without it too."""
        if path in self._archive:
            try:
                root = self._archive.xml(path)
                self.resources.add(root, posixpath.join(posixpath.dirname(path), root.get("BaseLoc", "").strip("/")))
            except DamagedFile:
                return

    @staticmethod
    def _beside(file: str, location: str | None) -> str:
        """The path of a part that a file names: from its own folder, or from the root."""
        if not location or not location.strip():
            raise DamagedFile(kind="OFD")
        location = location.strip().replace("\\", "/")
        folder = "" if location.startswith("/") else posixpath.dirname(file)
        return posixpath.normpath(posixpath.join(folder, location.lstrip("/")))
