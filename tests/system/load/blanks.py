"""Hooks of schemathesis: a blank field counts as not given (forms of pages send such), which is no mistake of the service's."""

from typing import Any

import schemathesis


def _has_blanks(fields: object) -> bool:
    return isinstance(fields, dict) and any(isinstance(value, str) and not value.strip() for value in fields.values())


@schemathesis.hook
def filter_case(context: Any, case: Any) -> bool:
    """Whether to ask this."""
    return not (_has_blanks(case.query) or _has_blanks(case.body))
