"""What is wrong with a request, beside the errors of `service.errors` that the parts below raise."""

from collections.abc import Sequence

from service.audits.audit import Problem
from service.errors import AuditError
from service.reports.finding import Message


class Caused:
    """What tells in `problem` why it is so."""

    def __init__(self, problem: Problem | None) -> None:
        super().__init__()
        self.problem = problem


class AuditNotFinished(AuditError):
    """The audit has not finished yet. Try again later.

    中文：审核尚未结束，请稍后再取结果。
    """

    code = "audit-not-finished"
    title = {"zh": "审核尚未结束", "en": "Audit not finished"}
    status = 409
    retry_after = 1


class AuditFailed(Caused, AuditError):
    """The audit failed, so it has no result; `problem` says why.

    中文：审核失败，没有结果，原因见 `problem`。
    """

    code = "audit-failed"
    title = {"zh": "审核失败", "en": "Audit failed"}
    status = 409


class AuditCanceled(AuditError):
    """The audit was canceled, so it has no result. Upload the report again to have it audited.

    中文：审核已取消，没有结果；如需审核请重新上传报告。
    """

    code = "audit-canceled"
    title = {"zh": "审核已取消", "en": "Audit canceled"}
    status = 409


class RenderingFailed(Caused, AuditError):
    """The document can't be made from the uploaded file; `problem` says why. Choose another format.

    中文：无法用上传的原文件生成该文档，原因见 `problem`，请改用其他格式。
    """

    code = "rendering-failed"
    title = {"zh": "生成文档失败", "en": "Rendering failed"}
    status = 409


class BatchNotFinished(AuditError):
    """The batch has not finished yet. Try again later.

    中文：批次尚未结束，请稍后再取结果。
    """

    code = "batch-not-finished"
    title = {"zh": "批次尚未结束", "en": "Batch not finished"}
    status = 409
    retry_after = 1


class BatchFailed(Caused, AuditError):
    """The batch's archive could not be opened, so there is no result; `problem` says why.

    中文：批次的压缩包无法打开，没有结果，原因见 `problem`。
    """

    code = "batch-failed"
    title = {"zh": "批次失败", "en": "Batch failed"}
    status = 409


class NotAcceptable(AuditError):
    """The report is not available in any format that the header `Accept` allows. Ask for one of {offered}.

    中文：无法按请求头 `Accept` 所列的格式提供报告，可用的格式有：{offered}。
    """

    code = "not-acceptable"
    title = {"zh": "格式不可接受", "en": "Not acceptable"}
    status = 406


class FormatUnavailable(AuditError):
    """The report is not available as {format}, because its file is of another kind. Ask for one of {offered}.

    中文：该报告的原文件不是相应类型，不能以 {format} 格式提供，可用的格式有：{offered}。
    """

    code = "format-unavailable"
    title = {"zh": "格式不可用", "en": "Format unavailable"}
    status = 406


class RuleNotFound(AuditError):
    """There is no rule {rule}; `/v1/rules` lists all rules.

    中文：未找到规则 {rule}，全部规则见 `/v1/rules`。
    """

    code = "rule-not-found"
    title = {"zh": "未找到规则", "en": "Rule not found"}
    status = 404


class FindingNotFound(AuditError):
    """The audit or batch has no finding {id}: its `findings` have their ids.

    中文：该审核或批次没有编号为 {id} 的问题，编号见其 `findings`。
    """

    code = "finding-not-found"
    title = {"zh": "问题不存在", "en": "Finding not found"}
    status = 404


class NotFound(AuditError):
    """There is nothing at this address; `/openapi.yaml` lists every address.

    中文：该地址没有内容，可用的地址见 `/openapi.yaml`。
    """

    code = "not-found"
    title = {"zh": "未找到该地址", "en": "Not found"}
    status = 404


class MethodNotAllowed(AuditError):
    """The address does not support {method}; the header `Allow` lists the methods that it supports.

    中文：该地址不支持 {method} 方法，支持的方法见响应头 `Allow`。
    """

    code = "method-not-allowed"
    title = {"zh": "方法不支持", "en": "Method not allowed"}
    status = 405

    def __init__(self, method: str, allowed: Sequence[str]) -> None:
        super().__init__(method=method)
        self.allowed = ", ".join(allowed)


class MalformedRequest(AuditError):
    """The request is not valid HTTP. Send it again in full, with a standard HTTP client.

    中文：请求格式有误，无法解析，请用标准的 HTTP 客户端完整地重新发送。
    """

    code = "malformed-request"
    title = {"zh": "请求格式错误", "en": "Malformed request"}
    status = 400


class MalformedBody(MalformedRequest):
    """The request body is incomplete, or is not what its `Content-Type` says (multipart/form-data, JSON). Send it again in full.

    中文：请求正文不完整，或与 `Content-Type`（multipart/form-data、JSON）不符，请重新完整发送。
    """

    code = "malformed-body"
    title = {"zh": "请求正文错误", "en": "Malformed body"}


class MalformedDraft(MalformedRequest):
    """The request body is not complete, valid JSON. A draft is an object, `{{"title": …, "sections": […]}}`.

    中文：请求正文不是完整有效的 JSON。草稿应为一个对象：`{{"title": …, "sections": […]}}`。
    """

    code = "malformed-draft"
    title = {"zh": "草稿格式错误", "en": "Malformed draft"}


class UriTooLong(AuditError):
    """The address is longer than the service accepts. Send the fields as parts of multipart/form-data instead.

    中文：请求地址过长，请改用 multipart/form-data 在正文中发送各字段。
    """

    code = "uri-too-long"
    title = {"zh": "地址过长", "en": "URI too long"}
    status = 414


class HeadersTooLarge(AuditError):
    """The request's headers are larger than the service accepts. Send fewer or shorter headers, cookies above all.

    中文：请求头过大，请减少或缩短请求头，尤其是 Cookie。
    """

    code = "headers-too-large"
    title = {"zh": "请求头过大", "en": "Headers too large"}
    status = 431


class BodyTooSlow(AuditError):
    """The request body did not arrive within {seconds} {seconds:second|seconds} and was abandoned. Send it again over
    a faster connection.

    中文：请求正文未能在 {seconds} 秒内传完，已中止，请换用更快的网络重新上传。
    """

    code = "body-too-slow"
    title = {"zh": "上传过慢", "en": "Body too slow"}
    status = 408


class UploadTooLarge(AuditError):
    """The request body is larger than the limit of {limit} {limit:byte|bytes}. Upload the report alone, without attachments or
    large images.

    中文：上传内容超过上限 {limit} 字节，请只上传报告本身，去掉附件或大图。
    """

    code = "upload-too-large"
    title = {"zh": "上传内容过大", "en": "Upload too large"}
    status = 413


class UnsupportedContentType(AuditError):
    """A body of type {given} is not accepted at this address. Send {wanted}.

    中文：该地址不接受 {given} 类型的正文，请发送{wanted}。
    """

    code = "unsupported-content-type"
    title = {"zh": "正文类型不支持", "en": "Unsupported content type"}
    status = 415

    def __init__(self, given: str, wanted: Message) -> None:
        """Tell what was sent, and what is to be sent and where."""
        super().__init__(given=given or "?", wanted={"zh": wanted.zh, "en": wanted.en})


class UnsupportedContentEncoding(AuditError):
    """A body in the content encoding {given} is not accepted. Send it uncompressed, without `Content-Encoding`.

    中文：不接受以 {given} 编码的正文。请不经压缩、不带 `Content-Encoding` 直接发送。
    """

    code = "unsupported-content-encoding"
    title = {"zh": "正文编码不支持", "en": "Unsupported content encoding"}
    status = 415


class InvalidFields(AuditError):
    """Some fields of the request are not valid; `errors` says which and why.

    中文：请求中有字段不正确，详见 `errors`。
    """

    code = "invalid-fields"
    title = {"zh": "字段不正确", "en": "Invalid fields"}
    status = 422

    def __init__(self, fields: Sequence[tuple[str, Message]]) -> None:
        """Tell each wrong field by its pointer, and what it must be."""
        super().__init__()
        self.fields = fields


class SeveralFiles(AuditError):
    """An audit accepts one `file`. Submit several reports to `/v1/batches`.

    中文：一次审核只接受一个 `file`；多份报告请提交到 `/v1/batches`。
    """

    code = "several-files"
    title = {"zh": "文件过多", "en": "Several files"}
    status = 422


class ForeignRequest(AuditError):
    """The service has no key yet, and until then it only answers programs on its own machine that call it directly.
    Ask its operator to create a key with `report-audit keys add NAME`, and send it as `Authorization: Bearer KEY`.

    中文：服务尚未签发密钥，此前只接受本机直接发起的访问。
    请联系系统管理员用 `report-audit keys add 名称` 签发密钥，并在请求头中加入 `Authorization: Bearer 密钥`。
    """

    code = "foreign-request"
    title = {"zh": "非本机请求", "en": "Foreign request"}
    status = 403


class ForeignPage(AuditError):
    """The request comes from a page of another site. Use the service's own page. Behind a proxy, ask the operator to
    pass on the header `Host` and to add the proxy to `AUDIT_TRUSTED_PROXIES`.

    中文：该请求来自其他网站的页面，请使用本服务自己的页面。如经由代理访问，请联系系统管理员让代理原样传递 `Host` 请求头，
    并在 `AUDIT_TRUSTED_PROXIES` 中登记该代理。
    """

    code = "foreign-page"
    title = {"zh": "来自其他网站的请求", "en": "Foreign page"}
    status = 403


class HostNotAllowed(AuditError):
    """The name in the header `Host` is not one of this service's. Call it by its address, or ask its operator to add
    the name to `AUDIT_ALLOWED_HOSTS`.

    中文：请求所用的主机名（`Host`）不是本服务的名称，请改用其地址访问，
    或联系系统管理员在 `AUDIT_ALLOWED_HOSTS` 中加入该名称。
    """

    code = "host-not-allowed"
    title = {"zh": "主机名不被接受", "en": "Host not allowed"}
    status = 403


class KeyRequired(AuditError):
    """A valid key is required. Send it as `Authorization: Bearer KEY`.

    中文：该操作需要有效的密钥，请在请求头中加入 `Authorization: Bearer 密钥`。
    """

    code = "key-required"
    title = {"zh": "需要密钥", "en": "Key required"}
    status = 401


class ScopeRequired(AuditError):
    """The key does not allow this; it needs the scope {scope}. Use another key, or ask the operator for one.

    中文：该密钥没有 {scope} 权限，请换用其他密钥，或联系系统管理员签发。
    """

    code = "scope-required"
    title = {"zh": "权限不足", "en": "Scope required"}
    status = 403


class TooManyRequests(AuditError):
    """More than {limit} {limit:request|requests} in a minute. Wait {seconds} {seconds:second|seconds} and send the
    request again.

    中文：每分钟请求数超过 {limit}，请等待 {seconds} 秒后重试。
    """

    code = "too-many-requests"
    title = {"zh": "请求过多", "en": "Too many requests"}
    status = 429

    def __init__(self, limit: int, seconds: int) -> None:
        super().__init__(limit=limit, seconds=seconds)
        self.retry_after = seconds  # type: ignore[misc]


class AuditEnded(AuditError):
    """The audit has already ended ({status}) and can't be canceled. Fetch its result or delete it.

    中文：审核已结束（{status}），不能取消；可以查看结果或将其删除。
    """

    code = "audit-ended"
    title = {"zh": "审核已结束", "en": "Audit ended"}
    status = 409


class BatchEnded(AuditError):
    """The batch has already ended and can't be canceled. Fetch its result or delete it.

    中文：批次已结束，不能取消；可以查看结果或将其删除。
    """

    code = "batch-ended"
    title = {"zh": "批次已结束", "en": "Batch ended"}
    status = 409


class NoCallback(AuditError):
    """The audit has no `callback_url`, so there is nothing to deliver to. Give one when you submit the report.

    中文：该审核没有 `callback_url`，无法投递回调；请在上传报告时提供。
    """

    code = "no-callback"
    title = {"zh": "没有回调地址", "en": "No callback"}
    status = 409


class DigestMismatch(MalformedRequest):
    """The request body does not match its `Content-Digest`: it was changed on its way. Send it again.

    中文：请求正文与 `Content-Digest` 不符，可能在传输中损坏，请重新发送。
    """

    code = "digest-mismatch"
    title = {"zh": "正文校验不符", "en": "Digest mismatch"}


class NoWorker(AuditError):
    """No worker is running; audits are accepted but have to wait. Start a worker, or check its log.

    中文：没有工作进程在运行，审核任务会被接收但只能排队，请启动工作进程或查看其日志。
    """

    code = "no-worker"
    title = {"zh": "没有工作进程", "en": "No worker"}
    status = 503
    retry_after = 2


class NotReady(AuditError):
    """The service can't audit at the moment; `checks` says what is missing. Try again in a few seconds.

    中文：服务暂时不能审核，缺少什么见 `checks`，请几秒后重试。
    """

    code = "not-ready"
    title = {"zh": "服务未就绪", "en": "Not ready"}
    status = 503
    retry_after = 2

    def __init__(self, checks: dict[str, str]) -> None:
        """Tell what each check found."""
        super().__init__()
        self.checks = checks


class TooManyConnections(AuditError):
    """Too many connections are open, from your address or in total. Close some and try again in {seconds}
    {seconds:second|seconds}.

    中文：您的地址或全部客户端打开的连接过多，请关闭一些连接，并在 {seconds} 秒后重试。
    """

    code = "too-many-connections"
    title = {"zh": "连接过多", "en": "Too many connections"}
    status = 503
    retry_after = 2

    def __init__(self) -> None:
        super().__init__(seconds=self.retry_after)
