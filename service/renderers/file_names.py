"""Names of files that every Windows takes, also one whose letters are those of GBK."""

_FORBIDDEN = frozenset('<>:"/\\|?*')
"""What no name of a file may have in Windows."""
_MISSING = "〓"
"""Stands for what GBK lacks, as printers set it for a sort that they don't have."""


def safe_name(name: str) -> str:
    """The name, or a part of one: a space for what no name may have and for what isn't seen, 〓 for what GBK lacks.

    It neither begins nor ends with a space or dot.
    """
    return " ".join("".join(map(_safe, name)).split()).strip(". ")


def _safe(char: str) -> str:
    if char in _FORBIDDEN or not char.isprintable():
        return " "
    return char if char.encode("gbk", "ignore") else _MISSING
