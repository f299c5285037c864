"""The table of docs/clients.md: which operation which generated client got an answer of."""

import re
from collections.abc import Collection, Iterator, Mapping

from service.api.docs import specification
from tests.clients.generators import GENERATORS

_TABLE = re.compile(r"(?<=<!-- operations: made by make clients -->\n).*?(?=<!-- end of operations -->)", re.DOTALL)
_COUNTED = re.compile(r'report_audit_http_requests_total\{route="([^"]+)",method="(\w+)",status="2\d\d"\}')

Operation = tuple[str, str]
"""A method and a path."""


def operations() -> Iterator[tuple[Operation, str]]:
    """Each operation with its id, in the order of the contract."""
    for path, methods in specification()["paths"].items():
        yield from (((method.upper(), path), operation["operationId"]) for method, operation in methods.items())


def answered(metrics: str) -> set[Operation]:
    """The operations that a service has answered with success, as it counts them."""
    found = _COUNTED.findall(metrics)
    return {(method, route.replace("<", "{").replace(">", "}")) for route, method in found}


def put(document: str, asked: Mapping[str, Collection[Operation]]) -> str:
    """The document with the table of what each generator's client was answered."""
    columns = [generator.name for generator in GENERATORS]
    heads = [f"{generator.name} {generator.version}" for generator in GENERATORS]
    lines = [_row("operation", "", heads), _row("---", "---", ["---"] * len(heads))]
    for operation, id in operations():
        cells = ["✓" if operation in asked[name] else "—" for name in columns]
        lines.append(_row(f"`{' '.join(operation)}`", id, cells))
    return _TABLE.sub(lambda _: "\n".join([*lines, ""]), document)


def _row(operation: str, id: str, cells: list[str]) -> str:
    return f"| {' | '.join([operation, id, *cells])} |"
