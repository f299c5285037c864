"""openapi.yaml as a page: its operations with a form to try each, its schemas, and an example of each shape."""

import json
import re
from collections.abc import Iterator, Mapping

from service.audits.audit import JSON
from service.errors import Language
from service.renderers.samples import resolved, sample
from service.renderers.templates import template

_WORDS: dict[Language, dict[str, str]] = {
    "zh": {
        "docs": "接口文档",
        "page": "审查页面",
        "contents": "目录",
        "operations": "操作",
        "schemas": "数据结构",
        "parameters": "参数",
        "body": "请求正文",
        "answers": "响应",
        "example": "示例",
        "try": "试一试",
        "send": "发送",
        "key": "密钥（只保存在本标签页）",
        "required": "必填",
        "name": "名称",
        "kind": "类型",
        "meaning": "含义",
        "status": "状态",
    },
    "en": {
        "docs": "API",
        "page": "The page",
        "contents": "Contents",
        "operations": "Operations",
        "schemas": "Schemas",
        "parameters": "Parameters",
        "body": "Body",
        "answers": "Answers",
        "example": "Example",
        "try": "Try it",
        "send": "Send",
        "key": "Key (kept in this tab only)",
        "required": "required",
        "name": "Name",
        "kind": "Type",
        "meaning": "Meaning",
        "status": "Status",
    },
}
_UNTRIED = frozenset(["X-Request-Id", "Accept-Language", "If-None-Match", "Content-Disposition", "Content-Digest"])
"""Headers that a form has no field for."""
_FORM = "multipart/form-data"


def to_docs(contract: JSON, language: Language, version: str) -> str:
    """The contract as a page; its own words stay English. `version` is that of the script and style that it names."""
    schemas = contract["components"]["schemas"]
    return template("docs.html").render(
        language=language,
        version=version,
        words=_WORDS[language],
        info=contract["info"],
        tags=[_tag(contract, tag) for tag in contract["tags"]],
        schemas=[_schema(contract, name, schema) for name, schema in schemas.items()],
        blocks=blocks,
        pretty=_pretty,
    )


def blocks(text: str) -> list[JSON]:
    """A description by paragraphs and lists; each item is spans of words and `code`."""
    made: list[JSON] = []
    for part in re.split(r"\n\s*\n", text.strip()):
        is_list = part.startswith("* ")
        items = re.split(r"\n?^\* ", part, flags=re.MULTILINE)[1:] if is_list else [part]
        made.append({"is_list": is_list, "items": [_spans(" ".join(item.split())) for item in items]})
    return made


def _spans(text: str) -> list[JSON]:
    return [{"text": part, "is_code": at % 2 == 1} for at, part in enumerate(text.split("`")) if part]


def _pretty(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2)


def _tag(contract: JSON, tag: JSON) -> JSON:
    found = [operation for operation in _operations(contract) if tag["name"] in operation["tags"]]
    return {"description": "", **tag, "operations": found}


def _operations(contract: JSON) -> Iterator[JSON]:
    for path, methods in contract["paths"].items():
        for method, operation in methods.items():
            parameters = [resolved(contract, each) for each in operation.get("parameters", ())]
            body = operation.get("requestBody", {}).get("content", {})
            yield {
                "description": "",
                **operation,
                "id": operation["operationId"],
                "method": method.upper(),
                "path": path,
                "parameters": [_parameter(contract, each) for each in parameters],
                "bodies": [(media, _kind(each["schema"])) for media, each in body.items()],
                "answers": [_answer(contract, status, each) for status, each in operation["responses"].items()],
                "sample": _first_sample(contract, operation),
                "fields": list(_fields(contract, parameters, body)),
            }


def _parameter(contract: JSON, parameter: JSON) -> JSON:
    schema = parameter["schema"]
    return {
        "name": parameter["name"],
        "place": parameter["in"],
        "required": parameter.get("required", False),
        "kind": _kind(schema),
        "description": parameter.get("description") or resolved(contract, schema).get("description", ""),
    }


def _answer(contract: JSON, status: str, answer: JSON) -> JSON:
    response = resolved(contract, answer)
    kinds = [(media, _kind(each["schema"])) for media, each in response.get("content", {}).items()]
    return {"status": status, "description": response["description"], "kinds": kinds}


def _first_sample(contract: JSON, operation: JSON) -> JSON | None:
    """What the operation answers when all goes well, where that is JSON of a described shape."""
    for status, answer in operation["responses"].items():
        schema = resolved(contract, answer).get("content", {}).get("application/json", {}).get("schema", {})
        if status.startswith("2") and "$ref" in schema:
            return {"status": status, "value": sample(contract, schema)}
    return None


def _fields(contract: JSON, parameters: list[JSON], body: Mapping[str, JSON]) -> Iterator[JSON]:
    """The fields of the form to try an operation: a form's own, or else the parameters."""
    if _FORM in body:
        shape = resolved(contract, body[_FORM]["schema"])
        for name, schema in shape["properties"].items():
            yield _field(contract, "form", name, schema, name in shape.get("required", ()))
    for each in parameters:
        if each["name"] not in _UNTRIED and not (_FORM in body and each["in"] == "query"):
            yield _field(contract, each["in"], each["name"], each["schema"], each.get("required", False))


def _field(contract: JSON, place: str, name: str, schema: JSON, required: bool) -> JSON:
    shape = resolved(contract, schema)
    inner = resolved(contract, shape.get("items", shape))
    return {
        "place": place,
        "name": name,
        "required": required,
        "is_file": "contentMediaType" in inner,
        "is_number": shape.get("type") == "integer",
        "choices": ["true", "false"] if shape.get("type") == "boolean" else inner.get("enum", []),
        "several": shape.get("type") == "array",
    }


def _schema(contract: JSON, name: str, schema: JSON) -> JSON:
    whole = resolved(contract, schema)
    required = whole.get("required", ())
    properties = [
        {
            "name": each,
            "kind": _kind(shape),
            "required": each in required,
            "description": shape.get("description", ""),
        }
        for each, shape in whole.get("properties", {}).items()
    ]
    return {
        "name": name,
        "description": whole.get("description", ""),
        "kind": _kind(schema),
        "properties": properties,
        "sample": sample(contract, schema),
    }


def _kind(schema: JSON) -> list[JSON]:
    """A schema's type in words, in pieces of which some name another schema."""
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        return [{"text": name, "schema": name}]
    for several, between in (("oneOf", " | "), ("allOf", " & ")):
        if several in schema:
            return _joined([_kind(each) for each in schema[several]], between)
    if "enum" in schema:
        return [{"text": " | ".join(map(str, schema["enum"])), "schema": None}]
    types = schema.get("type", "any")
    if types == "array":
        return [{"text": "array of ", "schema": None}, *_kind(schema.get("items", {}))]
    words = " | ".join([types] if isinstance(types, str) else types)
    limits = [f"{sign} {schema[limit]}" for limit, sign in _LIMITS if limit in schema]
    return [{"text": ", ".join([words, *limits]), "schema": None}]


_LIMITS = (("minimum", "≥"), ("maximum", "≤"), ("maxLength", "length ≤"), ("format", "as"), ("default", "default"))


def _joined(kinds: list[list[JSON]], between: str) -> list[JSON]:
    first, *rest = kinds
    return [*first, *(piece for kind in rest for piece in ({"text": between, "schema": None}, *kind))]
