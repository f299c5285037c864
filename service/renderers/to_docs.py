"""openapi.yaml as a page in one language: its operations, each with its fields, an example and a form to try it; the types
of problems; and its schemas with an example of each.
"""

import json
import re
from collections.abc import Iterator, Mapping

from service.audits.audit import JSON
from service.errors import AuditError, Language, catalogue
from service.phrases import filled
from service.renderers import problems
from service.renderers.curl import FORM, curl, example, is_file
from service.renderers.samples import resolved, sample
from service.renderers.templates import template
from service.renderers.translation import in_language

_WORDS: dict[Language, dict[str, str]] = {
    "zh": {
        "docs": "接口文档",
        "page": "审核页面",
        "contents": "目录",
        "operations": "操作",
        "other": "English",
        "schemas": "数据结构",
        "parameters": "参数",
        "fields": "表单字段",
        "body": "请求正文",
        "answers": "响应",
        "example": "示例",
        "command": "命令示例",
        "command_lead": "KEY 为访问密钥，FILE 为文件。",
        "values": "取值",
        "default": "默认值",
        "errors": "错误类型",
        "errors_lead": "错误以 application/problem+json 返回，type 指向下列说明页。花括号表示每次出错时的具体数据。",
        "retry": "{seconds} 秒后可重试",
        "try": "试一试",
        "send": "发送",
        "key": "密钥（只保存在本标签页）",
        "required": "必填",
        "name": "名称",
        "kind": "类型",
        "meaning": "含义",
        "status": "状态",
        "audits": "审核",
        "batches": "批次",
        "rules": "规则",
        "operation": "运维",
        "contract": "接口定义",
        "pages": "页面",
    },
    "en": {
        "docs": "API",
        "page": "Audit page",
        "contents": "Contents",
        "operations": "Operations",
        "other": "中文",
        "schemas": "Schemas",
        "parameters": "Parameters",
        "fields": "Form fields",
        "body": "Request body",
        "answers": "Responses",
        "example": "Example",
        "command": "On the command line",
        "command_lead": "KEY is your key, FILE a file of yours.",
        "values": "Values",
        "default": "Default",
        "errors": "Errors",
        "errors_lead": "Errors are returned as application/problem+json, and their type leads to the page named below. Braces "
        "stand for the facts of each occurrence.",
        "retry": "can be tried again after {seconds} {seconds:second|seconds}",
        "try": "Try it",
        "send": "Send",
        "key": "Key (kept in this tab only)",
        "required": "required",
        "name": "Name",
        "kind": "Type",
        "meaning": "Meaning",
        "status": "Status",
        "audits": "Audits",
        "batches": "Batches",
        "rules": "Rules",
        "operation": "Operation",
        "contract": "Contract",
        "pages": "Pages",
    },
}
_UNTRIED = frozenset(["X-Request-Id", "Accept-Language", "If-None-Match", "Content-Disposition", "Content-Digest"])
"""Headers that a form has no field for."""


def to_docs(contract: JSON, language: Language, version: str) -> str:
    """The contract as a page. `version` is that of the script and style that it names."""
    contract = in_language(contract, language)
    schemas = contract["components"]["schemas"]
    return template("docs.html").render(
        language=language,
        version=version,
        words=_WORDS[language],
        info=contract["info"],
        tags=[_tag(contract, tag, language) for tag in contract["tags"]],
        errors={code: _error(error, language) for code, error in sorted(catalogue().items())},
        schemas=[_schema(contract, name, schema) for name, schema in schemas.items()],
        blocks=blocks,
        pretty=_pretty,
    )


def _error(error: type[AuditError], language: Language) -> JSON:
    """What there is to know of a kind of problem, and when to try again in words."""
    seconds = error.retry_after
    retry = "" if seconds is None else filled(_WORDS[language]["retry"], {"seconds": seconds})
    return {**problems.page(error, language), "retry": retry}


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


def _tag(contract: JSON, tag: JSON, language: Language) -> JSON:
    found = [operation for operation in _operations(contract, language) if tag["name"] in operation["tags"]]
    return {"description": "", **tag, "operations": found}


def _operations(contract: JSON, language: Language) -> Iterator[JSON]:
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
                "form": list(_form(contract, body)),
                "command": curl(contract, path, method, operation, language),
                "fields": list(_fields(contract, parameters, body)),
            }


def _parameter(contract: JSON, parameter: JSON) -> JSON:
    schema = resolved(contract, parameter["schema"])
    return {
        "name": parameter["name"],
        "place": parameter.get("in"),
        "required": parameter.get("required", False),
        "kind": _kind(_values(contract, schema)),
        "default": schema.get("default"),
        "example": _example(contract, parameter),
        "description": parameter.get("description") or schema.get("description", ""),
    }


def _values(contract: JSON, schema: JSON) -> JSON:
    """A resolved schema with its items resolved, so that its values are told where it stands and not by a link."""
    return {**schema, "items": resolved(contract, schema["items"])} if "items" in schema else schema


def _form(contract: JSON, body: Mapping[str, JSON]) -> Iterator[JSON]:
    """What a form asks for, field by field."""
    shape = resolved(contract, body[FORM]["schema"]) if FORM in body else {}
    for name, schema in shape.get("properties", {}).items():
        field = _parameter(contract, {"name": name, "schema": schema, "required": name in shape.get("required", ())})
        # Said here alone: clients that are generated of a contract with defaults have to give each such field.
        yield field | {"default": False} if schema.get("type") == "boolean" else field


def _example(contract: JSON, parameter: JSON) -> str:
    """An example as it is written into a field; empty for files, and where there is no telling one."""
    if is_file(contract, parameter["schema"]):
        return ""
    value = example(contract, parameter)
    written = ",".join(map(str, value)) if isinstance(value, list) else value
    return written if isinstance(written, str) and written != "…" else "" if written == "…" else json.dumps(written)


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
    if FORM in body:
        shape = resolved(contract, body[FORM]["schema"])
        for name, schema in shape["properties"].items():
            yield _field(contract, "form", name, schema, name in shape.get("required", ()))
    for each in parameters:
        if each["name"] not in _UNTRIED and not (FORM in body and each["in"] == "query"):
            yield _field(contract, each["in"], each["name"], each["schema"], each.get("required", False))


def _field(contract: JSON, place: str, name: str, schema: JSON, required: bool) -> JSON:
    shape = resolved(contract, schema)
    inner = resolved(contract, shape.get("items", shape))
    return {
        "place": place,
        "name": name,
        "required": required,
        "is_file": is_file(contract, schema),
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
        return [*_kind(schema.get("items", {})), {"text": "[]", "schema": None}]
    words = " | ".join([types] if isinstance(types, str) else types)
    limits = "".join(written.format(schema[limit]) for limit, written in _LIMITS if limit in schema)
    return [{"text": words + limits, "schema": None}]


_LIMITS = (("format", "<{}>"), ("maxLength", "(≤ {})"), ("minimum", " ≥ {}"), ("maximum", " ≤ {}"))
"""How a schema's limits are written, the same in every language: `string(≤ 200)`, `string<date-time>`, `integer ≥ 1`."""


def _joined(kinds: list[list[JSON]], between: str) -> list[JSON]:
    first, *rest = kinds
    return [*first, *(piece for kind in rest for piece in ({"text": between, "schema": None}, *kind))]
