"""What no text for people says: wordings that were given up, words of the trade, and numbers with the wrong noun."""

import re

QUOTED = re.compile(r"“[^“”]*”|《[^《》]*》")
"""Quotations, which have the report's own words, and names of documents."""

NOT_CHINESE = re.compile(
    "审查"  # but in quotations: what this service does is 审核
    "|没有找到|即全部成立|例如将|（无序号）|这里|这句话|却(?:写作|有|是)|为.{1,8}作计划|与表[一二三四]不符|的 [^ ]+ 改为"
    "|补上|没有发生|运维人员|make serve|由报告判断|说法判断|改好后|一批报告|读懂|认得不准|没有审核|打不开|就是它|也会这样"
)
NOT_ENGLISH = re.compile(
    r"\bstands?\b(?! for)|\bsays \d+ carried|\b(?:was|is|be) told\b|\bwholly\b|\blacks?\b|\bby eye\b|\d %|\bhanded in\b|\bthey differ by\b"
    r"|(?<![Tt]here )\bis no (?!longer|result|substitute|evidence)\w+|\bnothing (?:wrong|was found)\b|\bleave the verdict\b|\bsurely\b|\byet it\b|\bhave its operator\b"
)
ONE_OF_MANY = re.compile(
    r"(?<![\d.,])1 (?!(?:is|was|has|plus|minus|does|appears|refuses|checks)\b)(?:normative |percentage )?[a-z]+s\b"
)
_FORMS = re.compile(r"\{(\w+):([^{}|]*)\|([^{}|]*)\}")


def faults(zh: str, en: str) -> list[str]:
    """The wordings of a text in both languages that it should not have, quotations left out."""
    shown = QUOTED.sub("", QUOTED.sub("", zh)), QUOTED.sub("", QUOTED.sub("", en))
    found = [
        NOT_CHINESE.search(shown[0]),
        NOT_ENGLISH.search(shown[1]),
        ONE_OF_MANY.search(shown[1]),
        re.search("““|””", zh + en),
    ]
    return [match[0] for match in found if match]


def wrong_numbers(template: str, one: str, two: str) -> list[str]:
    """Nouns with the wrong form in an English text: as its template gives them, and filled in with 1 and with 2."""
    singular = {form.split()[0] for _, form, _ in _FORMS.findall(template) if form}
    of_two = re.findall(r"\b2 ((?:normative |percentage )?[a-z]+)\b", two)
    return [*ONE_OF_MANY.findall(one), *(each for each in of_two if each.split()[-1] in singular)]
