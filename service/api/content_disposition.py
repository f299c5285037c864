"""`Content-Disposition` as clients send it: names in raw UTF-8 or GB18030, and backslashes of Windows' folders."""

import re

_BACKSLASH = re.compile(rb'\\[\\"]|\\')


def legible(head: bytes) -> bytes:
    """Lines of a head in UTF-8, with each backslash escaped: browsers send those of a name as they are, and parsers drop such."""
    try:
        head.decode("utf-8")
    except UnicodeDecodeError:
        head = head.decode("gb18030", "replace").encode()
    return _BACKSLASH.sub(lambda found: found[0] if len(found[0]) > 1 else b"\\\\", head)
