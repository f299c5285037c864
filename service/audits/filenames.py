"""Names of files as strangers give them."""

import unicodedata

_LONGEST = 255


def last_part(given: str) -> str:
    """The last part of a file's name, without what can't be shown; `report` where nothing is left."""
    last = given.replace("\\", "/").rpartition("/")[2]
    shown = "".join(char for char in last if unicodedata.category(char)[0] != "C")
    return shown.strip()[:_LONGEST] or "report"
