"""Every file that once broke an audit ends with a result, soon; and the fuzzer's own parts do what they say."""

import time
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from service.audits.media import Media, sniff
from tests.fuzz.auditing import audit
from tests.fuzz.mutation import inside_archive
from tests.fuzz.seeds import KINDS, first_files, words

CASES = sorted((Path(__file__).parent / "cases").iterdir())
SECONDS = 20


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.name)
def test_a_file_that_was_trouble_ends_with_a_result(case: Path) -> None:
    begun = time.process_time()
    audit(case.read_bytes())

    assert time.process_time() - begun < SECONDS


@pytest.mark.parametrize("kind", KINDS)
def test_the_fuzzer_starts_from_files_of_the_reader_s_own_kind(kind: str) -> None:
    names, files = zip(*first_files(kind), strict=True)

    assert {sniff(data) for data in files} == {Media[kind.upper()]}
    assert len(set(names)) == len(names) == 4 * len(KINDS[kind])
    assert all(words(kind))


def test_an_archive_is_changed_inside_and_stays_one() -> None:
    _, data = first_files("docx")[0]
    mutate = inside_archive(lambda content, _: content[: len(content) // 2])

    changed = [mutate(data, 10**6, seed) for seed in range(60)]
    archives = [each for each in changed if zipfile.is_zipfile(BytesIO(each))]

    assert data not in changed
    assert len(archives) > 40
    assert all(zipfile.ZipFile(BytesIO(each)).testzip() is None for each in archives)
