"""Changes inside the members of a ZIP archive: of its compressed bytes hardly any change would leave an archive."""

import warnings
import zipfile
import zlib
from collections.abc import Callable
from io import BytesIO
from random import Random

Change = Callable[[bytes, int], bytes]
"""Bytes and the most that they may become → other bytes."""

_BROKEN = (zipfile.BadZipFile, zlib.error, ValueError, EOFError, OSError, NotImplementedError, RuntimeError, IndexError)
_AS_A_WHOLE = 0.05
"""Share of changes made to the archive's own structure."""
_LARGEST_MEMBER = 256 * 1024


def inside_archive(change: Change) -> Callable[[bytes, int, int], bytes]:
    """The mutator that changes a member of an archive, its name now and then, and packs it again."""

    def mutate(data: bytes, most: int, seed: int) -> bytes:
        rng = Random(seed)
        members = _unpacked(data) if rng.random() > _AS_A_WHOLE else []
        if not members:
            return bytes(change(data, most))
        at = _chosen(members, rng)
        name, content = members[at]
        match rng.randrange(20):
            case 0:
                members.pop(at)
            case 1:
                members.append((rng.choice(members)[0], content))
            case _:
                members[at] = name, bytes(change(content, _LARGEST_MEMBER))
        packed = _packed(members)
        return packed if len(packed) <= most else data

    return mutate


def _chosen(members: list[tuple[str, bytes]], rng: Random) -> int:
    """A member, the more likely the larger it is."""
    return rng.choices(range(len(members)), [len(content) ** 0.5 + 1 for _, content in members])[0]


def _unpacked(data: bytes) -> list[tuple[str, bytes]]:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            small = [info for info in archive.infolist() if info.file_size <= _LARGEST_MEMBER]
            return [(info.filename, archive.read(info)) for info in small]
    except _BROKEN:
        return []


def _packed(members: list[tuple[str, bytes]]) -> bytes:
    buffer = BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        warnings.simplefilter("ignore")  # two members of one name are meant
        for name, content in members:
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()
