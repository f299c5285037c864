"""Samples of what openapi.yaml describes, made from its own examples and limits."""

from typing import Any

from service.audits.audit import JSON

_STRINGS = {
    "date-time": "2026-01-15T08:30:00.000Z",
    "date": "2025-12-31",
    "json-pointer": "/year",
    "uri-reference": "/v1/audits/01KADEQ4SX8Y7V1D0M3W9R5T2B",
}


def resolved(contract: JSON, node: JSON) -> JSON:
    """What a node of the contract says, where it refers to another or to several."""
    if "$ref" in node:
        target: Any = contract
        for name in node["$ref"].removeprefix("#/").split("/"):
            target = target[name]
        return resolved(contract, target)
    if "allOf" not in node:
        return node
    parts = [*(resolved(contract, each) for each in node["allOf"]), node]
    merged = {name: value for part in parts for name, value in part.items()}
    if properties := {name: shape for part in parts for name, shape in part.get("properties", {}).items()}:
        required = [name for part in parts for name in part.get("required", ())]
        return {**merged, "properties": properties, "required": required}
    return merged


def sample(contract: JSON, schema: JSON) -> Any:
    """A value such as the schema describes, which must not contain itself; its own example where it has one."""
    shape = resolved(contract, schema)
    for name in ("example", "const", "default"):
        if name in shape:
            return shape[name]
    if "enum" in shape:
        return shape["enum"][0]
    if "oneOf" in shape:
        return sample(contract, shape["oneOf"][0])
    types = shape.get("type", "object")
    match types if isinstance(types, str) else types[0]:
        case "object":
            return {name: sample(contract, each) for name, each in shape.get("properties", {}).items()}
        case "array":
            return [sample(contract, shape.get("items", {}))] * shape.get("minItems", 1)
        case "integer" | "number":
            return max(shape.get("minimum", 0), 1)
        case "boolean":
            return True
        case "null":
            return None
    return _STRINGS.get(shape.get("format", ""), "0" * 64 if "{64}" in shape.get("pattern", "") else "…")
