from tests.bench.page import replaced

PAGE = "# Page\n\n## One\n\na\n\n## Two\n\nb\n"


def test_a_section_takes_the_place_of_the_one_of_its_heading() -> None:
    assert replaced(PAGE, ["", "## One", "", "new"]) == "# Page\n\n## One\n\nnew\n\n## Two\n\nb\n"
    assert replaced(PAGE, ["## Two", "", "new"]) == "# Page\n\n## One\n\na\n\n## Two\n\nnew\n"


def test_a_new_section_comes_last() -> None:
    assert replaced(PAGE, ["## Three", "", "c"]) == f"{PAGE}\n## Three\n\nc\n"
