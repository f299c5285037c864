from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.reports.privacy import is_bank_card, is_identity_number, is_published, mask, personal_numbers

WEIGHTS = [pow(2, 17 - place, 11) for place in range(17)]


@st.composite
def identity_numbers(draw: st.DrawFn) -> str:
    """Place, birth date and serial, with the check character of ISO 7064 MOD 11-2."""
    born = draw(st.dates(date(1900, 1, 1), date(2099, 12, 31)))
    body = f"{draw(st.integers(110000, 659999))}{born:%Y%m%d}{draw(st.integers(0, 999)):03}"
    left = (12 - sum(int(digit) * weight for digit, weight in zip(body, WEIGHTS, strict=True))) % 11
    return body + ("X" if left == 10 else str(left))


@st.composite
def bank_cards(draw: st.DrawFn) -> str:
    """Digits that begin like a card's, the last by Luhn's rule."""
    body = draw(st.sampled_from("3456")) + draw(st.text("0123456789", min_size=14, max_size=17))
    for last in "0123456789":
        digits = [int(digit) for digit in body + last]
        doubled = [sum(divmod(2 * digit, 10)) for digit in digits[-2::-2]]
        if (sum(digits[-1::-2]) + sum(doubled)) % 10 == 0:
            return body + last
    raise AssertionError


MOBILES = st.builds("1{}{:09}".format, st.integers(3, 9), st.integers(0, 10**9 - 1))
AROUND = st.sampled_from(["", "，", "（", "号", "：", "\n", "。"])


def found(text: str) -> list[str]:
    return [match[0] for match in personal_numbers(text)]


@given(identity_numbers() | bank_cards() | MOBILES, AROUND, AROUND)
def test_a_citizens_number_is_found_and_masked_between_any_words(number: str, before: str, after: str) -> None:
    text = f"申请人李某{before}{number}{after}申请"
    assert found(text) == [number]
    assert number not in mask(text)
    assert mask(text) == f"申请人李某{before}{number[:3]}{'*' * (len(number) - 5)}{number[-2:]}{after}申请"


@given(identity_numbers() | bank_cards() | MOBILES)
def test_a_number_in_full_width_is_found_where_it_stands(number: str) -> None:
    wide = number.translate({ord(char): ord(char) + 0xFEE0 for char in "0123456789X"})
    (match,) = personal_numbers(f"号码{wide}。")
    assert match.span() == (2, 2 + len(number))
    assert wide not in mask(f"号码{wide}。")


@given(identity_numbers(), st.sampled_from(" -"))
def test_an_identity_number_in_its_groups_is_found(number: str, mark: str) -> None:
    assert found(f"{number[:6]}{mark}{number[6:14]}{mark}{number[14:]}")


@given(bank_cards(), st.sampled_from(" -"))
def test_a_card_in_groups_of_four_is_found(number: str, mark: str) -> None:
    assert found(mark.join(number[i : i + 4] for i in range(0, len(number), 4)))


@given(MOBILES, st.sampled_from(" -"))
def test_a_mobile_number_in_its_groups_is_found(number: str, mark: str) -> None:
    assert found(f"{number[:3]}{mark}{number[3:7]}{mark}{number[7:]}")


@given(identity_numbers(), st.integers(0, 17), st.integers(1, 9))
def test_an_identity_number_with_one_wrong_digit_is_none(number: str, place: int, shift: int) -> None:
    if number[place] != "X":
        wrong = number[:place] + str((int(number[place]) + shift) % 10) + number[place + 1 :]
        assert not is_identity_number(wrong)


@given(bank_cards(), st.integers(1, 14), st.integers(1, 9))
def test_a_card_with_one_wrong_digit_is_none(number: str, place: int, shift: int) -> None:
    wrong = number[:place] + str((int(number[place]) + shift) % 10) + number[place + 1 :]
    assert not is_bank_card(wrong)


@given(st.text("0123456789", min_size=1, max_size=40))
def test_random_digits_are_personal_only_where_a_check_or_a_mobiles_form_holds(digits: str) -> None:
    for number in found(digits):
        assert number == digits, "no part of a longer number is one"
        assert is_identity_number(number) or is_bank_card(number) or (len(number) == 11 and number[0] == "1")


@pytest.mark.parametrize(
    "text",
    [
        "电话：0379-63412345 13912345678x",
        "0379-63412345",
        "0379-63412343 63412345",
        "统一社会信用代码11410300MB0U12345X",
        "12345",
        "2023年1月1日至2023年12月31日",
        "A13912345678",
        "139123456789",
        "41030019990230123X",
    ],
)
def test_other_numbers_are_no_citizens(text: str) -> None:
    assert found(text) == []


def test_an_impossible_birth_date_makes_no_identity_number() -> None:
    assert is_identity_number("11010519491231002X")
    assert is_identity_number("11010519491231002x")
    assert not is_identity_number("110105194913310025")


@pytest.mark.parametrize(
    ("text", "published"),
    [
        ("申请人李某13912345678", True),
        ("全年处理13912345678", True),
        ("联系电话：13912345678", False),
        ("联系人：王科长，13912345678", False),
        ("咨询电话0379-63412345、13912345678", False),
        ("联系我局。申请人张某13912345678", True),
        ("联系电话：11010519491231002X", True),
    ],
)
def test_a_mobile_number_in_a_contact_line_is_the_bodys_own(text: str, published: bool) -> None:
    (match,) = personal_numbers(text)
    assert is_published(match, text) == published


def test_all_of_several_numbers_are_masked() -> None:
    text = "甲13912345678，乙11010519491231002X，丙15912345678"
    assert mask(text) == "甲139******78，乙110*************2X，丙159******78"


def test_text_without_numbers_is_left_as_it_is() -> None:
    assert mask("本年新收申请 8 件") == "本年新收申请 8 件"
