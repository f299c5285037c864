"""Compound files (the container of DOC) written sector by sector."""

import struct
from itertools import pairwise

_SECTOR = 512
_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_SMALLEST = 4096
"""Streams under this size would need a second kind of sectors."""


def compound(streams: dict[str, bytes]) -> bytes:
    """A file with these streams, each padded with zeros to whole sectors."""
    bodies = [data.ljust(_SMALLEST, b"\x00") for data in streams.values()]
    directory_sectors = -(-(len(streams) + 1) // 4)
    sizes = [-(-len(body) // _SECTOR) for body in bodies]
    used = directory_sectors + sum(sizes)
    fat_sectors = next(n for n in range(1, 110) if n * 128 >= n + used)
    fat = [_FAT] * fat_sectors + _chain(fat_sectors, directory_sectors)
    starts = []
    for size in sizes:
        starts.append(len(fat))
        fat += _chain(len(fat), size)
    fat += [_FREE] * (fat_sectors * 128 - len(fat))
    entries = _entries(list(streams), starts, [len(body) for body in bodies])
    return b"".join(
        [
            _header(fat_sectors),
            struct.pack(f"<{len(fat)}I", *fat),
            entries.ljust(directory_sectors * _SECTOR, b"\x00"),
            *(body.ljust(size * _SECTOR, b"\x00") for body, size in zip(bodies, sizes, strict=True)),
        ]
    )


def _chain(start: int, count: int) -> list[int]:
    return [*range(start + 1, start + count), _END]


def _header(fat_sectors: int) -> bytes:
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    head += struct.pack("<5H6x", 0x3E, 3, 0xFFFE, 9, 6)
    head += struct.pack("<9I", 0, fat_sectors, fat_sectors, 0, _SMALLEST, _END, 0, _END, 0)
    return head + struct.pack("<109I", *range(fat_sectors), *[_FREE] * (109 - fat_sectors))


def _entries(names: list[str], starts: list[int], sizes: list[int]) -> bytes:
    """The directory: the root, then the streams, each the right neighbour of the one whose name sorts before it."""
    order = sorted(range(len(names)), key=lambda index: (len(names[index]), names[index].upper()))
    following = {index: after + 1 for index, after in pairwise(order)}
    found = [_entry("Root Entry", 5, _FREE, order[0] + 1, _END, 0)]
    for index, name in enumerate(names):
        found.append(_entry(name, 2, following.get(index, _FREE), _FREE, starts[index], sizes[index]))
    return b"".join(found)


def _entry(name: str, kind: int, right: int, child: int, start: int, size: int) -> bytes:
    encoded = name.encode("utf-16-le")
    head = encoded.ljust(64, b"\x00") + struct.pack("<H2B", len(encoded) + 2, kind, 1)
    return head + struct.pack("<3I36x3I", _FREE, right, child, start, size, 0)
