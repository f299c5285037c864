"""Every error that a client may see: one base, children with stable codes.

The docstring is the message: an English sentence, then “中文：” and the same in Chinese. Both may name facts
in braces, which the error is raised with, as `service.phrases` fills them in. `code` is the problem type (`/problems/{code}`).
"""

import inspect
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import ClassVar, Literal

from service.phrases import filled

Language = Literal["zh", "en"]

PREVIOUS, ATTACHMENT, LINKED = "previous", "attachment", "linked"
"""The parts of a request beside the report's own file, and a file that its page links to, where a problem is one's of those:
the fact `part`."""
PARTS = (PREVIOUS, ATTACHMENT, LINKED)
_OF_PARTS: dict[str, dict[Language, str]] = {
    PREVIOUS: {"zh": "上年报告（previous）：", "en": "Last year's report (`previous`): "},
    ATTACHMENT: {"zh": "附件（attachment）：", "en": "An attachment (`attachment`): "},
    LINKED: {"zh": "网页所链接的文件：", "en": "The file that the page links to: "},
}
_OF_ROW: dict[Language, str] = {"zh": "列表第 {row} 行：", "en": "Row {row} of the list: "}
"""What goes before a problem of a row of a list: the fact `row`, from 1."""


@contextmanager
def of_part(part: str) -> Iterator[None]:
    """Have what is unreadable in here told as the fault of that part of the request."""
    try:
        yield
    except UnreadableFile as error:
        error.facts["part"] = part
        raise


class AuditError(Exception):
    """Something went wrong in the service. Try again; if it happens again, tell the service's operator.

    中文：服务内部出错，请稍后重试；如再次出现，请联系系统管理员。
    """

    code: ClassVar[str] = "internal-error"
    title: ClassVar[dict[Language, str]] = {"zh": "服务内部错误", "en": "Internal error"}
    status: ClassVar[int] = 500
    retry_after: ClassVar[int | None] = None
    """Seconds after which trying again can help; None where it can't."""

    def __init__(self, **facts: object) -> None:
        """Raise it with the facts that its message names; one that differs by language is `{"zh": …, "en": …}`."""
        self.facts = facts
        super().__init__(self.detail("en"))

    @classmethod
    def template(cls, language: Language) -> str:
        """The message with its braces, in one language."""
        english, chinese = inspect.cleandoc(cls.__doc__ or "").split("中文：")
        return " ".join(english.split()) if language == "en" else "".join(chinese.split("\n")).strip()

    @classmethod
    def phrase(cls, language: Language, facts: Mapping[str, object]) -> str:
        """The message with these facts filled in; one that is missing shows as “?”, and `seconds` is `retry_after` unless it is one."""
        shown = {name: fact[language] if isinstance(fact, dict) else fact for name, fact in facts.items()}
        text = filled(cls.template(language), defaultdict(lambda: "?", {"seconds": cls.retry_after, **shown}))
        part = _OF_PARTS.get(str(facts.get("part")), {}).get(language, "")
        row = filled(_OF_ROW[language], facts) if "row" in facts else ""
        return f"{row}{part}{text}"

    def detail(self, language: Language) -> str:
        """What happened and what to do, in the client's words."""
        return self.phrase(language, self.facts)


class UnreadableFile(AuditError):
    """The file can't be audited.

    中文：该文件无法审核。
    """

    code = "unreadable-file"
    title = {"zh": "文件无法读取", "en": "Unreadable file"}
    status = 422


class EmptyFile(UnreadableFile):
    """The file is empty. Choose the report's file again and upload it.

    中文：文件内容为空，请重新选择报告文件后上传。
    """

    code = "empty-file"
    title = {"zh": "空文件", "en": "Empty file"}


class UnsupportedFile(UnreadableFile):
    """The file is {kind}, which is not supported. Upload the report in one of these formats: {accepted}.

    中文：文件实际为{kind}，暂不支持审核，请改用以下格式之一：{accepted}。
    """

    code = "unsupported-media-type"
    title = {"zh": "不支持的文件类型", "en": "Unsupported file type"}
    status = 415


class UndecodableText(UnreadableFile):
    """The encoding of the text was not recognised. Save it as UTF-8 and upload it again.

    中文：无法识别文本编码，请将文件另存为 UTF-8 编码后重新上传。
    """

    code = "undecodable-text"
    title = {"zh": "无法识别的文本编码", "en": "Undecodable text"}


class NotAReport(UnreadableFile):
    """No section or table of an annual disclosure report was found in the file. Check that it is the right one.

    中文：文件中未找到政府信息公开工作年度报告的章节或表格，请确认上传的文件是否正确。
    """

    code = "not-a-report"
    title = {"zh": "不是年度报告", "en": "Not an annual report"}


class DamagedFile(UnreadableFile):
    """The file can't be opened as {kind} and may be damaged. Check that the original opens, save it again and upload
    the new file.

    中文：文件无法按{kind}打开，可能已损坏；请确认原文件能正常打开，另存后重新上传。
    """

    code = "damaged-file"
    title = {"zh": "文件可能已损坏", "en": "Damaged file"}


class EncryptedFile(UnreadableFile):
    """The file is protected by a password. Remove the protection and upload it again.

    中文：文件已加密，请取消密码保护后重新上传。
    """

    code = "encrypted-file"
    title = {"zh": "文件已加密", "en": "Encrypted file"}


class ReportInAttachment(UnreadableFile):
    """The report is not in this file, which only links or refers to it. Upload the report's own file, or upload it
    together with this one as an attachment.

    中文：文件正文中没有报告，报告在附件或链接的文件中。请上传该报告文件，或将其作为附件与本文件一并上传。
    """

    code = "report-in-attachment"
    title = {"zh": "报告在附件中", "en": "Report in an attachment"}


class PartOfReport(UnreadableFile):
    """The page shows only part of the report; the rest is on other pages. Submit the whole report as one file.

    中文：该网页只是报告的一部分，其余内容在上一页或下一页。请将完整报告作为一个文件提交。
    """

    code = "part-of-report"
    title = {"zh": "只是报告的一部分", "en": "Part of a report"}


class NoTextLayer(UnreadableFile):
    """Scans are not supported here. Upload the Word document or a PDF exported from it, or contact the service's
    operator.

    中文：暂不支持扫描件，请上传 Word 或由其导出的 PDF，或联系系统管理员。
    """

    code = "recognition-not-installed"
    title = {"zh": "暂不支持扫描件", "en": "Scans not supported"}


class PicturesNotInstalled(UnreadableFile):
    """The page is an image of a kind that this service can't draw. Ask its operator to install the extra `ocr` where
    the workers run.

    中文：暂不支持绘制该类图像页，请联系系统管理员在工作进程所在环境安装识别组件 ocr。
    """

    code = "pictures-not-installed"
    title = {"zh": "未安装图像组件", "en": "Pictures not installed"}


class NoFont(UnreadableFile):
    """The page can't be drawn because the server has no Chinese font. Ask the operator to install one, such as
    fonts-noto-cjk.

    中文：服务器未安装中文字体，无法绘制该页，请联系系统管理员安装（如 fonts-noto-cjk）。
    """

    code = "no-font"
    title = {"zh": "没有中文字体", "en": "No Chinese font"}


class UntrustedText(UnreadableFile):
    """The file's fonts do not say which characters they show, so its text can't be read reliably. Upload the report as
    DOCX, or as a PDF exported from it anew.

    中文：文件的字体未说明所显示的字符，无法准确读取文字，请改传 DOCX，或由其重新导出 PDF 后上传。
    """

    code = "untrusted-text"
    title = {"zh": "文字层不可信", "en": "Untrusted text layer"}


class LimitExceeded(UnreadableFile):
    """The report exceeds what the service accepts: {what}, at most {limit}. Upload the report alone, without its
    attachments.

    中文：报告超出系统上限：{what}最多 {limit}。请只上传报告本身，不附带附件。
    """

    code = "limit-exceeded"
    title = {"zh": "超出上限", "en": "Limit exceeded"}


class TimeLimitExceeded(UnreadableFile):
    """Reading the file took longer than {seconds} {seconds:second|seconds} and was stopped. Save the report again as
    DOCX or PDF and upload that.

    中文：读取文件超过 {seconds} 秒，已中止。请将报告另存为 DOCX 或 PDF 后重新上传。
    """

    code = "time-limit-exceeded"
    title = {"zh": "处理超时", "en": "Time limit exceeded"}


class AuditCrashed(UnreadableFile):
    """Processing the file ended abnormally {attempts} {attempts:time|times} (out of memory or a crash). Save it again
    as DOCX or PDF and upload that.

    中文：处理该文件时异常终止 {attempts} 次（内存不足或程序崩溃）。请将报告另存为 DOCX 或 PDF 后重新上传。
    """

    code = "audit-crashed"
    title = {"zh": "审核异常终止", "en": "Audit crashed"}


class EngineCrashed(UnreadableFile):
    """The library that reads the file ({engine}) ended abnormally: the file may be damaged, nested too deeply, or need
    more memory than it is allowed. Save it again as DOCX, or as PDF from the program that it was written in, and
    upload that.

    中文：读取组件（{engine}）处理该文件时异常终止，文件可能已损坏、内部嵌套过深或占用内存过多。
    请用原编辑软件另存为 DOCX 或 PDF 后重新上传。
    """

    code = "engine-crashed"
    title = {"zh": "读取组件异常终止", "en": "Reading library crashed"}


class ProfileUnusable(UnreadableFile):
    """The profile {name} was removed, or changed so that it can't be used. Tell the service's operator.

    中文：配置 {name} 已被删除，或改动后无法使用，请联系系统管理员。
    """

    code = "profile-unusable"
    title = {"zh": "配置不可用", "en": "Profile unusable"}


class AddressNotAllowed(UnreadableFile):
    """The service may not fetch files from {host}. Ask its operator to add the host to AUDIT_FETCH_HOSTS, or download
    the file and upload it.

    中文：系统不允许从 {host} 获取文件，请联系系统管理员在 AUDIT_FETCH_HOSTS 中登记该主机，或下载文件后上传。
    """

    code = "address-not-allowed"
    title = {"zh": "地址不被允许", "en": "Address not allowed"}


class NoAddress(UnreadableFile):
    """“{given}” is not a complete http or https address. Enter it as it appears in a browser's address bar.

    中文：“{given}”不是完整的 http 或 https 地址，请按浏览器地址栏中的写法填写。
    """

    code = "no-address"
    title = {"zh": "不是地址", "en": "No address"}


class NoAddresses(UnreadableFile):
    """The list contains no address. Put the addresses of the reports into one column, one per row, each starting with
    http:// or https://.

    中文：列表中没有地址，请将报告的地址写在同一列中，每行一个，以 http:// 或 https:// 开头。
    """

    code = "no-addresses"
    title = {"zh": "列表中没有地址", "en": "No addresses"}


class NothingAtAddress(UnreadableFile):
    """There is no file at this address (HTTP {status}). Check the address in a browser.

    中文：该地址没有文件（HTTP {status}），请用浏览器核对地址。
    """

    code = "nothing-at-address"
    title = {"zh": "地址没有文件", "en": "Nothing at the address"}


class FetchRefused(UnreadableFile):
    """{host} refuses to give the file to this service (HTTP {status}). Download it with a browser and upload it.

    中文：{host} 拒绝本系统获取该文件（HTTP {status}），请用浏览器下载后上传。
    """

    code = "fetch-refused"
    title = {"zh": "拒绝获取", "en": "Fetching refused"}


class FetchTimedOut(UnreadableFile):
    """{host} did not send the whole file within {limit} {limit:second|seconds}. Submit the address again later, or
    download the file and upload it.

    中文：{host} 未能在 {limit} 秒内发送完整文件，请稍后重新提交该地址，或下载文件后上传。
    """

    code = "fetch-timed-out"
    title = {"zh": "获取超时", "en": "Fetching timed out"}


class FetchFailed(UnreadableFile):
    """The file could not be fetched from {host}: {reason}. Check the address in a browser, or download the file and
    upload it.

    中文：无法从 {host} 获取文件：{reason}。请用浏览器核对地址，或下载文件后上传。
    """

    code = "fetch-failed"
    title = {"zh": "获取失败", "en": "Fetching failed"}


class FetchedTooLarge(UnreadableFile):
    """The file at this address is larger than {limit} MiB. Give the address of the report alone.

    中文：该地址的文件超过 {limit} MiB，请提供报告本身的地址。
    """

    code = "fetched-too-large"
    title = {"zh": "获取的文件过大", "en": "Fetched file too large"}


class NotFetched(AuditError):
    """The audit {id} has no file, because none could be fetched from its address; its `status` and `problem` say why.

    中文：编号为 {id} 的审核没有文件：未能从其地址获取，原因见 `status` 和 `problem`。
    """

    code = "not-fetched"
    title = {"zh": "文件未获取", "en": "File not fetched"}
    status = 404


class AuditNotFound(AuditError):
    """There is no audit {id}: it may have been deleted or have expired, or belong to another key. Check the id, or
    upload the report again.

    中文：未找到编号为 {id} 的审核记录（可能已删除、过期，或属于其他密钥），请核对编号，或重新上传报告。
    """

    code = "audit-not-found"
    title = {"zh": "未找到审核记录", "en": "Audit not found"}
    status = 404


class BatchNotFound(AuditError):
    """There is no batch {id}: it may have been deleted or have expired, or belong to another key. Check the id, or
    upload the reports again.

    中文：未找到编号为 {id} 的批次（可能已删除、过期，或属于其他密钥），请核对编号，或重新上传。
    """

    code = "batch-not-found"
    title = {"zh": "未找到批次", "en": "Batch not found"}
    status = 404


class TooManyAssessments(AuditError):
    """No more assessments can be added: this audit or batch already has {most} {most:assessment|assessments} of its
    findings, the most that are kept.

    中文：该审核或批次的核实记录已达 {most} 条的上限，不能再添加。
    """

    code = "too-many-assessments"
    title = {"zh": "核实记录过多", "en": "Too many assessments"}
    status = 409


class PingNotFound(AuditError):
    """There is no ping {id}, or it is no longer kept. Send another one.

    中文：未找到编号为 {id} 的回调测试（可能已不再保存），请重新发起。
    """

    code = "ping-not-found"
    title = {"zh": "未找到回调测试", "en": "Ping not found"}
    status = 404


class BatchExpired(BatchNotFound):
    """The batch {id} has reached the end of its retention period and was deleted. Upload the reports again.

    中文：编号为 {id} 的批次已超过保存期限并清除，如需审核请重新上传。
    """

    code = "batch-expired"
    title = {"zh": "批次已过期", "en": "Batch expired"}
    status = 410


class IdempotencyKeyReused(AuditError):
    """The `Idempotency-Key` was already used with different content. Use a new key for each report.

    中文：该 `Idempotency-Key` 已用于其他内容，请为每份报告使用新的键。
    """

    code = "idempotency-key-reused"
    title = {"zh": "幂等键重复使用", "en": "Idempotency key reused"}
    status = 422


class EmptyBatch(UnreadableFile):
    """The archive contains no file. Add the reports to it and upload it again.

    中文：压缩包中没有文件，请放入报告后重新上传。
    """

    code = "empty-batch"
    title = {"zh": "空批次", "en": "Empty batch"}


class PageNotFound(AuditError):
    """There is no page {page}; the file has {pages} {pages:page|pages}.

    中文：未找到第 {page} 页，该文件共 {pages} 页。
    """

    code = "page-not-found"
    title = {"zh": "未找到该页", "en": "Page not found"}
    status = 404


class QueueUnavailable(AuditError):
    """The queue can't be reached at the moment and nothing was saved. Send the request again in {seconds}
    {seconds:second|seconds}.

    中文：队列暂时无法连接，本次请求未保存，请在 {seconds} 秒后重新发送。
    """

    code = "queue-unavailable"
    title = {"zh": "队列暂不可用", "en": "Queue unavailable"}
    status = 503
    retry_after = 2


class ListsIncomplete(QueueUnavailable):
    """The lists of audits are being rebuilt and can't be shown until they are complete. Try again in {seconds}
    {seconds:second|seconds}.

    中文：审核列表正在重建，完成前暂不显示，请在 {seconds} 秒后重试。
    """

    code = "lists-incomplete"
    title = {"zh": "列表重建中", "en": "Lists incomplete"}


class TooManyWaiting(AuditError):
    """{waiting} {waiting:audit is|audits are} already waiting and nothing was saved. Send the request again in
    {seconds} {seconds:second|seconds}.

    中文：已有 {waiting} 个审核任务在排队，本次请求未保存，请在 {seconds} 秒后重新发送。
    """

    code = "too-many-waiting"
    title = {"zh": "排队过多", "en": "Too many audits waiting"}
    status = 429
    retry_after = 30


class TooManyOfYoursWaiting(TooManyWaiting):
    """{waiting} of your audits {waiting:is|are} already waiting and nothing was saved. Send the request again in
    {seconds} {seconds:second|seconds}.

    中文：您已有 {waiting} 个审核任务在排队，本次请求未保存，请在 {seconds} 秒后重新发送。
    """

    code = "too-many-of-yours-waiting"
    title = {"zh": "您的排队过多", "en": "Too many of your audits waiting"}


class QuotaExceeded(AuditError):
    """You are using {kept} MiB of your {limit} MiB, and nothing was saved. Delete audits and batches that you no
    longer need, or wait until they expire, then send the request again.

    中文：您已使用 {kept} MiB 存储空间，上限为 {limit} MiB，本次请求未保存。请删除不再需要的审核记录和批次，
    或待其到期清除后重新发送。
    """

    code = "quota-exceeded"
    title = {"zh": "存储配额已满", "en": "Quota exceeded"}
    status = 429
    retry_after = 600


class AuditExpired(AuditNotFound):
    """The audit {id} has reached the end of its retention period and was deleted. Upload the report again.

    中文：编号为 {id} 的审核记录已超过保存期限并清除，如需审核请重新上传报告。
    """

    code = "audit-expired"
    title = {"zh": "审核记录已过期", "en": "Audit expired"}
    status = 410


class StorageFailed(AuditError):
    """The report can't be saved at the moment. Send the request again in {seconds} {seconds:second|seconds}.

    中文：暂时无法保存报告，本次请求未保存，请在 {seconds} 秒后重新发送。
    """

    code = "storage-failed"
    title = {"zh": "存储暂不可用", "en": "Storage failed"}
    status = 503
    retry_after = 10


class StorageFull(StorageFailed):
    """The service has run out of storage and nothing was saved. Tell its operator, or try again later.

    中文：存储空间已满，本次请求未保存，请联系系统管理员或稍后重试。
    """

    code = "storage-full"
    title = {"zh": "存储空间已满", "en": "Storage full"}
    status = 507
    retry_after = 60


class KeysUnreadable(AuditError):
    """A key file of the service can't be read, so no key is accepted. Ask its operator to check the log.

    中文：服务的密钥文件无法读取，暂不接受任何密钥，请联系系统管理员查看日志。
    """

    code = "keys-unreadable"
    title = {"zh": "密钥文件无法读取", "en": "Keys unreadable"}
    status = 503
    retry_after = 10


class KeyExpired(AuditError):
    """The key {id} expired at {expired_at}. Use another key, or ask the operator for a new one.

    中文：密钥 {id} 已于 {expired_at} 过期，请换用其他密钥，或联系系统管理员重新签发。
    """

    code = "key-expired"
    title = {"zh": "密钥已过期", "en": "Key expired"}
    status = 401


class TooManyUploads(AuditError):
    """Too many uploads are being received at the moment and nothing was saved. Send the request again in {seconds}
    {seconds:second|seconds}.

    中文：正在接收的上传内容过多，本次请求未保存，请在 {seconds} 秒后重新发送。
    """

    code = "too-many-uploads"
    title = {"zh": "上传过多", "en": "Too many uploads"}
    status = 503
    retry_after = 5


def catalogue() -> dict[str, type[AuditError]]:
    """Every error by its code."""
    found, waiting = {}, [AuditError]
    while waiting:
        error = waiting.pop()
        found[error.code] = error
        waiting += error.__subclasses__()
    return found


class MemoryLimitExceeded(UnreadableFile):
    """Reading the file took more than {megabytes} MB of memory and was stopped. Upload the report alone, without its
    attachments, or save it again as DOCX.

    中文：读取文件占用内存超过 {megabytes} MB，已中止。请只上传报告本身、不附带附件，或另存为 DOCX 后重新上传。
    """

    code = "memory-limit-exceeded"
    title = {"zh": "内存超限", "en": "Memory limit exceeded"}
