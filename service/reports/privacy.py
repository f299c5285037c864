"""Citizens' numbers that must not be published: found by their checksums, and masked wherever they are quoted."""

import re
from collections.abc import Iterator

_HALF_WIDTH = str.maketrans("０１２３４５６７８９Ｘｘ－　", "0123456789Xx- ")
_LONG = re.compile(
    r"(?<![\dA-Za-z])(?:\d{15,18}[\dXx]|\d{6}[ -]\d{8}[ -]\d{3}[\dXx]|\d{4}(?:[ -]\d{4}){3}(?:[ -]\d{1,3})?)(?![\dA-Za-z])"
)
"""A number of 16 to 19 digits, in one or in the groups that such numbers are written in."""
_MOBILE = re.compile(
    r"(?<![\dA-Za-z])1[3-9]\d(?:[ -]?\d{4}){2}(?![\dA-Za-z]|[余多]?(?:[元吨度次件条株米亩户人平立公千升克份]|美元))"
)
_ENOUGH_DIGITS = re.compile(r"\d(?:[ \-－　]?\d){10}")
"""Eleven digits in a row, or in groups: the fewest that such a number has."""
_CONTACT = re.compile(r"联系|电话|咨询|热线|传真|邮编|监督|受理|地址|办公室|邮箱")
_CITIZEN = re.compile(r"申请人|当事人|群众|市民|居民|村民|某|先生|女士|身份证")
_CITIZENS_OWN = re.compile(
    r"(?:申请人|当事人|群众|市民|居民|村民|某|先生|女士)的?[（(]?(?:联系|手机)*(?:电话|方式)?(?:号码?)?[为是:：]?\s*$"
)
"""A citizen's contact, not the body's: 居民张某联系电话."""
_ALSO = re.compile(r"\s*(?:手机|移动电话)(?:号码?)?[为是:：]?\s*")
"""Another number of whose is named before: 监督电话0372-3380013；手机…."""
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK = "10X98765432"


def personal_numbers(text: str) -> Iterator[re.Match[str]]:
    """ID numbers and bank cards whose checksum holds, and mobile numbers, wherever they stand."""
    if not _ENOUGH_DIGITS.search(text):
        return
    text = text.translate(_HALF_WIDTH)
    for match in _LONG.finditer(text):
        digits = re.sub(r"[ -]", "", match[0])
        if is_identity_number(digits) or is_bank_card(digits):
            yield match
    yield from _MOBILE.finditer(text)


def is_identity_number(digits: str) -> bool:
    """Whether the 18 characters are a citizen's ID number: a real birth date and its check digit."""
    if not re.fullmatch(r"[1-9]\d{5}(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx]", digits):
        return False
    return _CHECK[sum(int(d) * w for d, w in zip(digits, _WEIGHTS, strict=False)) % 11] == digits[-1].upper()


def is_bank_card(digits: str) -> bool:
    """Whether the 16 to 19 digits begin like a bank card's and satisfy Luhn's check."""
    if not re.fullmatch(r"[3-6]\d{15,18}", digits):
        return False
    doubled = (int(d) * (2 if i % 2 else 1) for i, d in enumerate(reversed(digits)))
    return sum(d - 9 if d > 9 else d for d in doubled) % 10 == 0


def is_published(match: re.Match[str], text: str) -> bool:
    """Whether the number is a citizen's: a mobile number in a contact line is the body's own."""
    *before, near = re.split("[。；;\n]", text[max(0, match.start() - 40) : match.start()])
    if before and _ALSO.fullmatch(near):
        near = before[-1]
    if not _MOBILE.fullmatch(match[0]):
        return True
    if _CITIZENS_OWN.search(near) and "联系人" not in near:
        return True
    contact, citizen = (max((m.end() for m in words.finditer(near)), default=-1) for words in (_CONTACT, _CITIZEN))
    return contact <= citizen


def mask(text: str) -> str:
    """The text with the middle of every personal number replaced by asterisks."""
    for match in sorted(personal_numbers(text), key=lambda found: found.start(), reverse=True):
        shown = match[0]
        text = f"{text[: match.start()]}{shown[:3]}{'*' * (len(shown) - 5)}{shown[-2:]}{text[match.end() :]}"
    return text
