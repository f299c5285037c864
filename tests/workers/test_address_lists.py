"""Lists of addresses as they are written by hand, by programs and by Excel."""

import io

import openpyxl
import pytest

from service.audits.batch import ListedAddress
from service.errors import LimitExceeded, NoAddresses, UnsupportedFile
from workers.address_lists import read_list
from workers.limits import Limits

A, B = "http://a.gov.cn/1.html", "https://b.gov.cn/2.pdf"


def rows(data: bytes, most: int = 10) -> list[ListedAddress]:
    return read_list(data, most, Limits())


def workbook(*cells: tuple[object, ...]) -> bytes:
    book = openpyxl.Workbook()
    for row in cells:
        book.active.append(row)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_a_list_with_heads_says_what_each_report_is_called(separator: str, encoding: str) -> None:
    lines = (("序号", "单位", "地址", "标签"), ("1", "甲局", A, "一批"), ("2", "乙局", B, ""))
    text = "\r\n".join(separator.join(line) for line in lines)
    assert rows(text.encode(encoding)) == [ListedAddress(2, A, "甲局", "一批"), ListedAddress(3, B, "乙局")]


def test_a_list_without_heads_is_its_addresses() -> None:
    assert rows(f"{A}\n\n  {B}  \n".encode()) == [ListedAddress(1, A), ListedAddress(3, B)]


def test_a_row_without_an_address_keeps_its_number() -> None:
    assert rows(f"url\n{A}\nwww.c.gov.cn\n{B}".encode()) == [
        ListedAddress(2, A),
        ListedAddress(3, "www.c.gov.cn"),
        ListedAddress(4, B),
    ]


def test_cells_may_be_quoted_and_rows_be_short() -> None:
    assert rows(f'name,url\n"甲,乙",{A}\n丙\n'.encode()) == [ListedAddress(2, A, "甲,乙"), ListedAddress(3, "", "丙")]


def test_a_workbook_is_read_as_well() -> None:
    data = workbook(("编号", "名称", "网址"), (1, "甲局", A), (None, None, None), (2, "乙局", B))
    assert rows(data) == [ListedAddress(2, A, "甲局"), ListedAddress(4, B, "乙局")]


def test_what_names_no_address_is_told() -> None:
    for data in (b"name,url\n", "甲局\n乙局".encode(), workbook(("a", 1))):
        with pytest.raises(NoAddresses):
            rows(data)
    with pytest.raises(UnsupportedFile, match="CSV / XLSX / XLS"):
        rows(b"%PDF-1.7")


def test_a_list_is_no_longer_than_a_batch() -> None:
    data = "\n".join(f"{A}?{number}" for number in range(11)).encode()
    assert len(rows(data, 11)) == 11
    with pytest.raises(LimitExceeded):
        rows(data, 10)
