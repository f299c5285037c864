"""Problems of a `callback_url` that the service doesn't call, or a `url` that it doesn't fetch."""

from collections.abc import Mapping

from service.api.backend import backend
from service.api.errors import InvalidFields
from service.audits.destinations import DEFAULT_PORTS, Allowed, Fault, Refusal, refusal, uri_of
from service.reports.finding import Message

_NOWHERE = Message(
    zh="本服务未开放回调，请联系系统管理员在 AUDIT_CALLBACK_HOSTS 中登记主机",
    en="can't be used, because callbacks are not enabled: ask the operator to add the host to AUDIT_CALLBACK_HOSTS",
)
_CALLBACK_MUST: Mapping[Fault, Message] = {
    Fault.MALFORMED: Message(
        zh="应为完整的 https 地址，只含 ASCII 字符，不含空格，端口为不超过 65535 的数字",
        en="must be a complete https address in ASCII, without spaces and with a port no higher than 65535",
    ),
    Fault.SCHEME: Message(zh="协议有误：应以 https:// 开头", en="has the wrong scheme: it must start with https://"),
    Fault.CREDENTIALS: Message(
        zh="不应含用户名或密码：回调由其签名证明来源",
        en="must not contain a user name or password: callbacks are authenticated by their signature",
    ),
    Fault.HOST: Message(
        zh="主机未登记：系统不允许回调 {host}，请联系系统管理员在 AUDIT_CALLBACK_HOSTS 中登记 {named}",
        en="has a host that is not allowed: the service may not call {host}; ask its operator to add {named} to"
        " AUDIT_CALLBACK_HOSTS",
    ),
    Fault.PORT: Message(
        zh="端口未登记：允许回调 {host}，但不允许使用端口 {port}，请联系系统管理员在 AUDIT_CALLBACK_HOSTS 中登记 {named}",
        en="has a port that is not allowed: the service may call {host}, but not at port {port}; ask its operator to add"
        " {named} to AUDIT_CALLBACK_HOSTS",
    ),
}
_NO_SOURCE = Message(
    zh="本服务未开放按地址获取，请上传文件，或联系系统管理员在 AUDIT_FETCH_HOSTS 中登记主机",
    en="can't be used, because fetching is not enabled: upload the file, or ask the operator to add the host to"
    " AUDIT_FETCH_HOSTS",
)
_SOURCE_MUST: Mapping[Fault, Message] = {
    Fault.MALFORMED: Message(
        zh="应为完整的 http 或 https 地址，不含空格，端口为不超过 65535 的数字",
        en="must be a complete http or https address, without spaces and with a port no higher than 65535",
    ),
    Fault.SCHEME: Message(
        zh="协议有误：应以 https:// 或 http:// 开头", en="has the wrong scheme: it must start with https:// or http://"
    ),
    Fault.CREDENTIALS: Message(zh="不应含用户名或密码", en="must not contain a user name or password"),
    Fault.HOST: Message(
        zh="主机未登记：系统不允许从 {host} 获取文件，请联系系统管理员在 AUDIT_FETCH_HOSTS 中登记 {named}",
        en="has a host that is not allowed: the service may not fetch from {host}; ask its operator to add {named} to"
        " AUDIT_FETCH_HOSTS",
    ),
    Fault.PORT: Message(
        zh="端口未登记：允许从 {host} 获取文件，但不允许使用端口 {port}，请联系系统管理员在 AUDIT_FETCH_HOSTS 中登记 {named}",
        en="has a port that is not allowed: the service may fetch from {host}, but not at port {port}; ask its operator to"
        " add {named} to AUDIT_FETCH_HOSTS",
    ),
}


def check_callback(url: str | None) -> None:
    """Return if callbacks may go there, or nowhere. Raises InvalidFields, which says what is wrong."""
    if url is not None:
        _check("/callback_url", url, backend().settings.callback_destinations, _CALLBACK_MUST, _NOWHERE)


def checked_source(given: str) -> str:
    """The address of a report, as it is asked for. Raises InvalidFields, which says what is wrong."""
    url = uri_of(given)
    _check("/url", url, backend().settings.fetch_sources, _SOURCE_MUST, _NO_SOURCE)
    return url


def check_sources() -> None:
    """Return if anything may be fetched, as a list of addresses asks for. Raises InvalidFields."""
    if not backend().settings.fetch_sources.is_open:
        raise InvalidFields([("/list", _NO_SOURCE)])


def _check(field: str, url: str, allowed: Allowed, must: Mapping[Fault, Message], nowhere: Message) -> None:
    """Return if a URL may be called; `must` says of each fault what is right, `nowhere` that none may. Raises InvalidFields."""
    if (refused := refusal(url, allowed)) is not None:
        raise InvalidFields([(field, _message(refused, must) if allowed.is_open else nowhere)])


def _message(refused: Refusal, must: Mapping[Fault, Message]) -> Message:
    host = f"[{refused.host}]" if ":" in refused.host else refused.host
    named = host if refused.port in DEFAULT_PORTS.values() else f"{host}:{refused.port}"
    return must[refused.fault].format({"host": host, "port": refused.port, "named": named})
