"""What a sentence says that the end of a year left: applications that were not done, or documents in force."""

from enum import Enum

from service.language.lexicon import spelled


class Stock(Enum):
    """What there is of at the end of a year."""

    NONE = "nothing"
    APPLICATIONS = "applications that were not done"
    DOCUMENTS = "documents in force"


_UNDONE, _VALID = spelled("left_undone"), spelled("valid_yet")


def stock_named(text: str) -> Stock:
    """What a text speaks of that a year's end has: 2022年末还有6件没有办完, 2022年末有效的36件."""
    if any(word in text for word in _UNDONE):
        return Stock.APPLICATIONS
    return Stock.DOCUMENTS if any(word in text for word in _VALID) else Stock.NONE
