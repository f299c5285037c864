"""Sentences as different offices would write them, with what of them may accuse: as much as a reader would hold them to."""

import pytest

from tests.service.language.said import GOVERNMENT, claims, established

CLAIMED = [
    ("今年以来，我局共接到政府信息公开申请14件。", [("received", 14)]),
    ("报告期内，本机关新收政府信息公开申请二十三件，同比增加5件。", [("received", 23)]),
    ("一年来共登记受理信息公开申请9件，全部在法定期限内答复完毕。", [("received", 9), ("all_done", 0)]),
    ("2023年度，我单位未收到公民、法人或其他组织提出的政府信息公开申请。", [("received", 0)]),
    ("全年无政府信息公开申请，也无上年结转。", [("received", 0), ("carried_over", 0)]),
    ("依申请公开方面：收件17件，办结16件，1件结转下年。", [("received", 17), ("answered", 16), ("carried_forward", 1)]),
    ("全年收到申请20件，加上2022年结转的3件，应办23件，实际办结22件，剩余1件结转至2024年继续办理。",
     [("received", 20), ("carried_over", 3), ("due", 23), ("answered", 22), ("carried_forward", 1)]),
    ("承接上年结转2件，新收11件，合计13件，均已按期办结。",
     [("carried_over", 2), ("received", 11), ("due", 13), ("all_done", 0)]),
    ("去年转来2件，今年新收申请11件。", [("carried_over", 2), ("received", 11)]),
    ("收到政府信息公开申请15件（含上年结转1件），已全部答复。", [("received", 15), ("carried_over", 1), ("all_done", 0)]),
    ("共答复申请30件，其中予以公开18件、部分公开4件、不予公开2件、无法提供6件。",
     [("answered", 30), ("outcomes.granted", 18), ("outcomes.partially_granted", 4), ("outcomes.refused", 2), ("outcomes.unavailable", 6)]),
    ("办结的12件申请中，公开9件，部分公开3件。", [("answered", 12), ("outcomes.granted", 9), ("outcomes.partially_granted", 3)]),
    ("办结申请10件，结果如下：予以公开6件，不予处理4件。",
     [("answered", 10), ("outcomes.granted", 6), ("outcomes.not_processed", 4)]),
    ("办结申请10件，其中6件予以公开，3件不予公开，1件作其他处理。",
     [("answered", 10), ("outcomes.granted", 6), ("outcomes.refused", 3), ("outcomes.other", 1)]),
    ("答复申请9件，其中予以公开5件和部分公开4件。",
     [("answered", 9), ("outcomes.granted", 5), ("outcomes.partially_granted", 4)]),
    ("办结申请9件，其中因本机关不掌握相关政府信息无法提供2件。", [("answered", 9), ("outcomes.unavailable.not_held", 2)]),
    ("办结申请9件，其中属于信访举报投诉类申请2件，重复申请1件。",
     [("answered", 9), ("outcomes.not_processed.petition", 2), ("outcomes.not_processed.repeated", 1)]),
    ("收到申请8件，其中自然人5件、法人或其他组织3件。",
     [("received", 8), ("natural_person", 5), ("organizations", 3)]),
    ("收到申请8件，5件来自自然人，3件来自商业企业。",
     [("received", 8), ("natural_person", 5), ("commercial_enterprise", 3)]),
    ("年末尚有2件申请正在办理。", [("carried_forward", 2)]),
    ("收到申请5件，没有结转下年度的申请。", [("received", 5), ("carried_forward", 0)]),
    ("全年被申请政府信息公开行政复议3件，其中维持2件、纠正1件；未发生行政诉讼。",
     [("review", 3), ("review.upheld", 2), ("review.corrected", 1), ("litigation", 0)]),
    ("因政府信息公开引发行政诉讼4件，其中未经复议直接起诉3件，复议后起诉1件。",
     [("litigation", 4), ("litigation_direct", 3), ("litigation_after_review", 1)]),
    ("2023年，因政府信息公开产生行政复议2件、行政诉讼1件，均尚未审结。", [("review", 2), ("litigation", 1)]),
    ("没有因政府信息公开工作被申请行政复议、提起行政诉讼的情况。", [("review+litigation", 0)]),
    ("全年涉及政府信息公开的行政复议案件2起。", [("review", 2)]),
    ("共出台行政规范性文件3件，废止2件，现行有效18件。",
     [("normative_documents.issued", 3), ("normative_documents.repealed", 2), ("normative_documents.in_force", 18)]),
    ("印发行政规范性文件5件，如《示范办法》；废止3件。",
     [("normative_documents.issued", 5), ("normative_documents.repealed", 3)]),
    ("本年度没有制定行政规范性文件。", [("normative_documents.issued", 0)]),
    ("新制定规范性文件2部，均已公开。", [("normative_documents.issued", 2)]),
    ("全年作出行政许可决定1,204件、行政处罚决定86件，采取行政强制措施4件。",
     [("licensing", 1204), ("penalty", 86), ("coercion", 4)]),
    ("办理行政许可64件，设立23件，变更41件；作出行政处罚7件。", [("licensing", 64), ("penalty", 7)]),
    ("全年未实施行政强制。", [("coercion", 0)]),
    ("收取行政事业性收费共计128.06万元。", [("fees", 128.06)]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CLAIMED, ids=[text for text, _ in CLAIMED])
def test_what_an_office_claims_is_understood(text: str, expected: list[tuple[str, object]]) -> None:
    section = 3 if text.startswith(("年末", "去年", "承接")) else 1
    assert [(measure, round(float(str(value)), 2)) for measure, value in established(text, section)] == [
        (measure, float(str(value))) for measure, value in expected
    ]


SILENT = [
    "受区政府办公室转办，协助答复政府信息公开申请3件。",
    "市局收到的申请中有3件转由我局办理，均由市局统一答复。",
    "目前正在办理的2件申请，已于2024年1月答复。",
    "全年审核拟公开文件120件，其中予以公开96件、不予公开24件。",
    "制发公文156件，其中主动公开96件、依申请公开22件、不予公开38件。",
    "2024年预计收到政府信息公开申请40件。",
    "力争全年受理的政府信息公开申请均按期办结。",
    "申请人就同一事项提出申请6件，答复口径一致。",
    "对3件行政复议案件进行了复盘。",
    "梳理公布行政许可事项63项、行政处罚事项210项。",
    "区管委会承接行政许可事项63项。",
    "档案多在乡镇，7件申请因此无法提供。",
    "各镇街分别收到申请2件、4件、1件。",
    "县局3件、分局5件申请均已办结，未列入本报告。",
    "全年共收到群众来信、来电等申请救助事项52件。",
    "补贴资金申请52件均已受理。",
    "有的单位登记为一件，有的登记为多件。",
    "二审行政诉讼1件，法院维持原判。",
    "为小微企业免收行政事业性收费12.5万元。",
]


@pytest.mark.parametrize("text", SILENT)
def test_what_is_no_claim_of_the_year_is_not_held_against_anything(text: str) -> None:
    found = [each for each in claims(text) if each.relation == "all"]
    assert [(each.measure, each.value) for each in found if each.certainty != "passed over"] == []


@pytest.mark.parametrize(
    ("text", "measure"),
    [
        ("收取随车辆通行缴纳的行政事业性收费1382.5万元。", "fees"),
        ("结合职能印发行政规范性文件3件。", "normative_documents.issued"),
        ("审批局集中作出行政许可决定63件。", "licensing"),
        ("截至目前，我局收到政府信息公开申请3件。", "received"),
    ],
)
def test_what_is_only_matched_is_to_check(text: str, measure: str) -> None:
    assert [(each.measure, str(each.certainty)) for each in claims(text)] == [(measure, "to check")]


def test_what_bodies_of_a_region_did_is_a_governments_own_and_what_its_office_did_is_not() -> None:
    assert established("全区各级行政机关共作出行政许可决定63件。", title=GOVERNMENT) == [("licensing", 63)]
    assert established("区政府办公室收到申请8件。", title=GOVERNMENT) == []
