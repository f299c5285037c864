"""Sections dropped, moved, renumbered, emptied, doubled; sub-sections dropped or misnumbered."""

from dataclasses import replace
from random import Random

from service.reports.form import SUBSECTIONS
from tests.corpus.draft import Draft, Part, SectionDraft, Sentence
from tests.corpus.expected import item
from tests.corpus.mutations.case import Case, Mutation, broken

_NUMERALS = "一二三四五六七八九"
_TABLES = {2: "disclosure", 3: "applications", 4: "reviews"}


def dropped(draft: Draft, rng: Random) -> Case | None:
    """One of the six is not there; what belonged to it is gone too."""
    number = rng.randint(1, 6)
    return broken(_without(draft, number), item("SEC01", section=number))


def dropped_renumbered(draft: Draft, rng: Random) -> Case | None:
    """One of the six is not there, and those after it have moved up a numeral."""
    number = rng.randint(1, 5)
    kept = _without(draft, number).sections
    moved = tuple(replace(s, numeral=_NUMERALS[s.number - 2] + "、") if s.number > number else s for s in kept)
    wrong = [item("SEC03", section=later) for later in range(number + 1, 7)]
    return broken(replace(draft, sections=moved), item("SEC01", section=number), *wrong)


def moved(draft: Draft, rng: Random) -> Case | None:
    """A section stands before one that it must follow, with its numeral."""
    number = rng.randint(2, 6)
    place = rng.randint(0 if rng.random() < 0.2 else 1, number - 2) if number > 2 else 0
    rest = [section for section in draft.sections if section.number != number]
    rest.insert(place, draft.section(number))
    return broken(replace(draft, sections=tuple(rest)), item("SEC02", section=number))


def renumbered(draft: Draft, rng: Random) -> Case | None:
    """A section's numeral is missing, wrong or of another kind."""
    number = rng.randint(1, 6)
    wrong = rng.choice([n for n in _NUMERALS[:7] if n != _NUMERALS[number - 1]]) + "、"
    numeral = rng.choice(
        (wrong, wrong, "", f"{number}、", f"{number}.", f"（{_NUMERALS[number - 1]}）", f"{number}、 ")
    )
    changed = replace(draft.section(number), numeral=numeral)
    return broken(draft.with_section(changed), item("SEC03", section=number))


def emptied(draft: Draft, rng: Random) -> Case | None:
    """A section of text has none."""
    number = rng.choice((1, 5, 6))
    also = {
        1: tuple(item("SEC06", section=1, quote=name) for name in SUBSECTIONS.values()),
        6: (item("TXT05", section=6),),
    }.get(number, ())
    return broken(
        draft.with_section(replace(draft.section(number), parts=())), item("SEC04", section=number), also=also
    )


def only_nothing(draft: Draft, rng: Random) -> Case | None:
    """Section five says only 无."""
    nothing = (Part(None, ((Sentence.of(rng.choice(("无", "无。", "无"))),),)),)
    return broken(draft.with_section(replace(draft.section(5), parts=nothing)), item("SEC04", section=5))


def table_emptied(draft: Draft, rng: Random) -> Case | None:
    """Section two, three or four is empty: its table is missing, and that alone is told."""
    number = rng.choice((2, 3, 4))
    changed = replace(draft.section(number), parts=(), table=None)
    return broken(draft.with_section(changed), item("TAB01", table=_TABLES[number]))


def doubled(draft: Draft, rng: Random) -> Case | None:
    """A section stands twice in a row."""
    number = rng.randint(1, 6)
    sections: list[SectionDraft] = []
    for section in draft.sections:
        sections += [section] * (2 if section.number == number else 1)
    return broken(replace(draft, sections=tuple(sections)), item("SEC05", section=number))


def subsection_dropped(draft: Draft, rng: Random) -> Case | None:
    """One of section one's five is neither headed nor spoken of; the others are numbered on."""
    key = rng.choice(list(SUBSECTIONS))
    one = draft.section(1)
    parts = tuple(part for part in one.parts if not (part.head and part.head.key == key))
    silent = replace(draft, sections=(replace(one, parts=_numbered(one, parts)), *draft.sections[1:]))
    about = _SPEAKS_OF[key]
    hushed = replace(silent, sections=(_hushed(silent.sections[0], about), *silent.sections[1:]))
    if any(not part.paragraphs for part in hushed.sections[0].parts if part.head):
        return None
    if any(word in part.head.text for part in hushed.sections[0].parts if part.head for word in about):
        return None
    return broken(hushed, item("SEC06", section=1, quote=SUBSECTIONS[key]))


def subsection_misnumbered(draft: Draft, rng: Random) -> Case | None:
    """A sub-head's numeral is missing, of another kind, or not the next."""
    one = draft.section(1)
    headed = [place for place, part in enumerate(one.parts) if part.head]
    place = rng.choice(headed[1:])
    head = one.parts[place].head
    if head is None:
        return None
    order = headed.index(place)
    other = f"{order + 1}、" if "（" in head.numeral or "(" in head.numeral else f"（{_NUMERALS[order]}）"
    skipped = head.numeral.replace(_NUMERALS[order], _NUMERALS[order + 1]).replace(str(order + 1), str(order + 2))
    repeated = head.numeral.replace(_NUMERALS[order], _NUMERALS[order - 1]).replace(str(order + 1), str(order))
    numeral = rng.choice(("", other, skipped, repeated))
    if not numeral and head.run_in:
        return None
    part = replace(one.parts[place], head=replace(head, numeral=numeral))
    parts = (*one.parts[:place], part, *one.parts[place + 1 :])
    return broken(draft.with_section(replace(one, parts=parts)), item("SEC07", section=1))


MUTATIONS: dict[str, Mutation] = {
    "dropped": dropped,
    "dropped_renumbered": dropped_renumbered,
    "moved": moved,
    "renumbered": renumbered,
    "emptied": emptied,
    "only_nothing": only_nothing,
    "table_emptied": table_emptied,
    "doubled": doubled,
    "subsection_dropped": subsection_dropped,
    "subsection_misnumbered": subsection_misnumbered,
}

_SPEAKS_OF = {
    "proactive": ("主动公开", "公开", "发布"),
    "on_request": ("申请", "答复"),
    "management": ("管理", "审核", "审查", "清理", "三审三校"),
    "platform": ("平台", "网站", "新媒体", "公众号", "专区", "专栏", "公示栏", "栏目"),
    "supervision": ("监督", "考核", "保障", "培训", "评议", "检查", "追究", "督查"),
}
"""Words by which a sentence speaks of a sub-section's matter."""


def _without(draft: Draft, number: int) -> Draft:
    return replace(draft, sections=tuple(section for section in draft.sections if section.number != number))


def _hushed(section: SectionDraft, words: tuple[str, ...]) -> SectionDraft:
    """Section one without any sentence of those words, but for 公开 where the matter is disclosure itself."""
    strict = words[:1] if words[0] == "主动公开" else words

    def kept(sentence: Sentence) -> bool:
        return not any(word in sentence.text for word in strict)

    parts = []
    for part in section.parts:
        paragraphs = tuple(tuple(s for s in paragraph if kept(s)) for paragraph in part.paragraphs)
        parts.append(replace(part, paragraphs=tuple(p for p in paragraphs if p)))
    return replace(section, parts=tuple(parts))


def _numbered(section: SectionDraft, parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """The parts with the section's numerals in order."""
    numerals = [part.head.numeral for part in section.parts if part.head]
    counted = iter(numerals)
    return tuple(replace(part, head=replace(part.head, numeral=next(counted))) if part.head else part for part in parts)
