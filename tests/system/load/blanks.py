"""Hooks of schemathesis: a blank field counts as not given (forms of pages send such), which is no mistake of the service's."""

from typing import Any

import schemathesis


def _has_blanks(fields: object) -> bool:
    """Whether a field is sent as nothing: white space, or a list or object of nothing."""
    return isinstance(fields, dict) and any(
        not value.strip() if isinstance(value, str) else value in ([], {}) for value in fields.values()
    )


@schemathesis.hook
def filter_case(context: Any, case: Any) -> bool:
    """Whether to ask this."""
    return not (_has_blanks(case.query) or _has_blanks(case.body))
