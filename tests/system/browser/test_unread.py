"""What was not audited on the page: before all findings, and no rule passes on it."""

from playwright.sync_api import expect

from tests.service.rules.examples import example_text
from tests.system.browser.visits import Visit

ATTACHED = example_text("【去表】表三\n【三】收到和处理政府信息公开申请情况详见附件。")


def test_what_was_not_audited_stands_under_the_verdict(visit: Visit) -> None:
    visit.read(("report.txt", ATTACHED.encode()))
    expect(visit.find(".head .verdict")).to_have_text("部分内容未能审核")
    parts = visit.find(".unread-parts li")
    expect(parts).to_have_count(1)
    expect(parts.first).to_contain_text("“收到和处理政府信息公开申请情况表”未审核")
    expect(parts.first).to_contain_text("将附件与报告一并上传")
    expect(visit.find(".findings")).to_contain_text("已审核的部分未发现问题。")
    visit.find(".checks summary").click()
    row = visit.find(".checks tr", has_text="ARI01")
    expect(row).to_contain_text("未能检查")
