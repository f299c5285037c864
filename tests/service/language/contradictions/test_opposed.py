import pytest

from service.language.contradictions.opposed import opposed
from service.language.reading import Reading
from tests.service.reports.prose_reports import report


def told(first: str, later: str) -> int:
    return len(list(opposed(Reading.of(report((1, first), (5, later))))))


@pytest.mark.parametrize(
    ("first", "later"),
    [
        ("临时救助资金发放情况按月公示，全年12期。", "8月因系统迁移，当月临时救助发放名单未予公布。"),
        ("我局首次举办“走进民政”主题活动。", "“走进民政”主题活动已是第三次举办，形式较为单一。"),
        ("年内对12个司法所开展抽查，12个所全部合格。", "青溪、白岭两个司法所在抽查中被评为不合格。"),
        ("全年6份审计公告均在签发后三个工作日内上网。", "有2份审计公告在签发一个多月后才上网。"),
        ("养老机构数据已通过接口与市平台自动同步。", "养老机构数据至今靠人工导表上传。"),
        ("官方微博全年保持每日更新，推送318条。", "官方微博已于6月30日注销。"),
        ("制发公文公开属性标注率达100%。", "仍有少数制发公文没有标注公开属性。"),
        ("门户网站无障碍改造已完成，并通过验收。", "门户网站无障碍改造因资金未落实，至今没有动工。"),
    ],
)
def test_statements_of_one_thing_by_words_that_exclude_each_other_are_told(first: str, later: str) -> None:
    assert told(first, later) == 1


@pytest.mark.parametrize(
    ("first", "later"),
    [
        ("临时救助资金发放情况按月公示，全年12期。", "8月高龄津贴发放名单未予公布。"),
        ("临时救助资金发放情况按月公示，全年12期。", "2022年8月，当月临时救助发放名单未予公布。"),
        ("临时救助资金发放情况按月公示，全年12期。", "2024年将对未予公布临时救助发放名单的月份通报。"),
        ("我局首次举办“走进民政”主题活动。", "残疾人就业专场已是第三次举办。"),
        ("食品抽检合格率98.1%，全部附核查结果。", "食品抽检不合格的214批次处置偏慢。"),
        ("确权档案数字化扫描完成41万页。", "确权档案数字化扫描还有9万页尚未完成。"),
        ("6个分局的官方微博全年保持每日更新。", "官方公众号已于6月30日注销。"),
    ],
)
def test_what_is_of_another_thing_time_or_part_excludes_nothing(first: str, later: str) -> None:
    assert told(first, later) == 0


def test_statements_in_one_section_on_problems_are_problems_and_their_mends() -> None:
    text = report((5, "8月临时救助发放名单没有公布。"), (5, "临时救助发放名单现已按月公布。"))
    assert not list(opposed(Reading.of(text)))
