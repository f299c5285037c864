"""The language of an answer: the first of `Accept-Language` that the service speaks, else Chinese."""

from flask import request

from service.errors import Language

_SPOKEN: dict[str, Language] = {"zh": "zh", "en": "en", "*": "zh"}


def language() -> Language:
    """The language that the client of the current request likes best."""
    for tag, quality in request.accept_languages:
        spoken = _SPOKEN.get(tag.partition("-")[0].lower())
        if spoken and quality > 0:
            return spoken
    return "zh"
