"""Problems of a `callback_url` that the service doesn't call."""

from collections.abc import Mapping

from service.api.backend import backend
from service.api.errors import InvalidFields
from service.audits.destinations import DEFAULT_PORTS, Fault, Refusal, refusal
from service.reports.finding import Message

_NOWHERE = Message(
    zh="本服务未开放回调，请运维人员在 AUDIT_CALLBACK_HOSTS 中登记主机",
    en="the service calls nobody back: have its operator name the host in AUDIT_CALLBACK_HOSTS",
)
_MUST: Mapping[Fault, Message] = {
    Fault.MALFORMED: Message(
        zh="应为完整的 https 地址，只含 ASCII 字符，不含空格，端口为不超过 65535 的数字",
        en="must be a whole https address in ASCII without spaces, its port a number up to 65535",
    ),
    Fault.SCHEME: Message(zh="协议不对：应以 https:// 开头", en="has the wrong scheme: it must begin with https://"),
    Fault.CREDENTIALS: Message(
        zh="不应含用户名或密码：回调由其签名证明来源",
        en="must have no user or password: callbacks prove themselves by their signature",
    ),
    Fault.HOST: Message(
        zh="主机不对：服务不允许回调 {host}，请运维人员在 AUDIT_CALLBACK_HOSTS 中登记 {named}",
        en="has the wrong host: the service may not call {host}; have its operator name {named} in AUDIT_CALLBACK_HOSTS",
    ),
    Fault.PORT: Message(
        zh="端口不对：{host} 是允许的主机，但不允许端口 {port}，请运维人员在 AUDIT_CALLBACK_HOSTS 中登记 {named}",
        en="has the wrong port: {host} may be called, but not at port {port}; have its operator name {named} in "
        "AUDIT_CALLBACK_HOSTS",
    ),
}


def check_callback(url: str | None) -> None:
    """Return if callbacks may go there, or nowhere. Raises InvalidFields, which says what is wrong."""
    allowed = backend().settings.callback_destinations
    refused = None if url is None else refusal(url, allowed)
    if refused is not None:
        raise InvalidFields([("/callback_url", _message(refused) if allowed.is_open else _NOWHERE)])


def _message(refused: Refusal) -> Message:
    host = f"[{refused.host}]" if ":" in refused.host else refused.host
    named = host if refused.port == DEFAULT_PORTS["https"] else f"{host}:{refused.port}"
    return _MUST[refused.fault].format({"host": host, "port": refused.port, "named": named})
