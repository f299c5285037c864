"""Which files of an archive are attachments of a report that is in the same folder."""

import re
from collections import defaultdict
from collections.abc import Sequence

from service.audits.media import last_part

MOST_ATTACHMENTS = 20
"""Files that are read as part of one report."""
_CALLED_SO = re.compile(r"[【\[(（\d.、\s]*(?:附件|附表|attachment)", re.IGNORECASE)


def attached(names: Sequence[str]) -> dict[int, list[int]]:
    """The numbers of the reports that have attachments, and of those: files called 附件 beside a single other file."""
    folders: dict[str, list[int]] = defaultdict(list)
    for number, name in enumerate(names):
        folders[name.rpartition("/")[0]].append(number)
    found = {}
    for inside in folders.values():
        beside = [number for number in inside if _CALLED_SO.match(last_part(names[number]))]
        reports = [number for number in inside if number not in beside]
        if len(reports) == 1 and 0 < len(beside) <= MOST_ATTACHMENTS:
            found[reports[0]] = beside
    return found
