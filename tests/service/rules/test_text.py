"""What single sentences are told of their wording."""

from service.judge import judge
from tests.service.rules.examples import example


def test_every_phrase_that_a_sentence_says_twice_is_told_in_one_finding() -> None:
    report = example("【五】下一步，我局将进一步进一步完善制度，及时及时更新栏目。")
    (found,) = judge(report, select=["TXT02"]).findings
    assert "“进一步进一步”" in found.message.zh
    assert "“及时及时”" in found.message.zh
