from importlib.resources import files

from workers.renderings.embedded_font import NAME, embedded_font, shown

FONTS = files("workers.renderings").joinpath("fonts")


def test_its_licence_lies_beside_it_and_allows_what_is_done() -> None:
    licence = FONTS.joinpath("OFL.txt").read_text("utf-8")
    assert "SIL OPEN FONT LICENSE Version 1.1" in licence
    assert "Reserved Font Name 'Source'" in licence
    assert "Source" not in embedded_font() == NAME


def test_it_has_the_characters_of_gb_2312_and_others_of_names() -> None:
    pairs = (bytes((high, low)) for high in range(0xB0, 0xF8) for low in range(0xA1, 0xFF))
    hanzi = "".join(pair.decode("gb2312", "ignore") for pair in pairs)
    rare = "𬇙鿍㙍堽鄌郚ÀAaz09—“”《》①⑳％￥"
    assert len(hanzi) == 6763
    assert shown(hanzi + rare) == hanzi + rare


def test_what_it_lacks_is_a_box_and_what_is_not_printed_a_blank() -> None:
    assert shown("a𠮷\u200b\t☃\nb") == "a□  □\nb"
