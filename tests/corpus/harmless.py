"""Changes that must give no new finding: another spelling, another order, more sentences that are right."""

import re
from collections.abc import Callable
from dataclasses import replace
from random import Random

from service.reports import form
from tests.corpus.bank import sentences
from tests.corpus.draft import Draft, Part, Piece, SectionDraft, Sentence, TableDraft
from tests.corpus.mutations.case import Case, Mutation
from tests.corpus.report import TITLES, build, headline, last_years
from tests.corpus.spelling import spell
from tests.corpus.telling import Teller

_DIGIT_EDGE = re.compile(r"(?<=[\u4e00-\u9fff])(?=\d)|(?<=\d)(?=[\u4e00-\u9fff])")
_FULL = str.maketrans("0123456789", "０１２３４５６７８９")
_HALF = str.maketrans("，：；（）", ",:;()")


def unchanged(draft: Draft, _: Random) -> Case:
    """A correct report as it is."""
    return Case(draft)


def respelled(draft: Draft, rng: Random) -> Case:
    """Every count in another spelling."""

    def change(sentence: Sentence) -> Sentence:
        style = rng.choice(("arabic", "full", "chinese", "comma"))
        return replace(sentence, pieces=tuple(_respelled(piece, style) for piece in sentence.pieces))

    return Case(draft.rewritten(change))


def spaced(draft: Draft, _: Random) -> Case:
    """A blank between digits and Chinese characters, as word processors put it."""
    return Case(_each_text(draft, lambda text: _DIGIT_EDGE.sub(" ", text)))


def full_width(draft: Draft, _: Random) -> Case:
    """Every digit of the text in full width."""
    return Case(_each_text(draft, lambda text: text.translate(_FULL) if "http" not in text else text))


def half_punctuation(draft: Draft, _: Random) -> Case:
    """Western punctuation."""
    return Case(_each_text(draft, lambda text: text.translate(_HALF)))


def retitled(draft: Draft, rng: Random) -> Case:
    """The title in another of its right forms; section titles too."""
    frames = ("{name}@政府信息公开工作年度报告", "{name}@度政府信息公开年度报告", "{name}政府信息公开工作年度报告（@）")
    sections = tuple(replace(s, title=rng.choice(TITLES[s.number])) for s in draft.sections)
    line = headline(rng.choice(frames), draft.body, draft.year)
    return Case(replace(draft, title=line, sections=sections))


def reordered(draft: Draft, rng: Random) -> Case:
    """The sentences of section one's paragraphs in another order."""
    one = draft.section(1)
    parts = []
    for part in one.parts:
        paragraphs = [list(paragraph) for paragraph in part.paragraphs]
        for paragraph in paragraphs:
            if not any(s.text.startswith(("其中", "从", "办理结果", "在已", "所有")) for s in paragraph):
                rng.shuffle(paragraph)
        parts.append(replace(part, paragraphs=tuple(tuple(paragraph) for paragraph in paragraphs)))
    return Case(draft.with_section(replace(one, parts=tuple(parts))))


def unheaded(draft: Draft, _: Random) -> Case:
    """Section one without sub-heads, each matter spoken of by name."""
    one = draft.section(1)
    names = {
        "proactive": "主动公开方面，",
        "on_request": "依申请公开方面，",
        "management": "政府信息管理方面，",
        "platform": "平台建设方面，",
        "supervision": "监督保障方面，",
    }
    parts = []
    for part in one.parts:
        first = Sentence.of(names.get(part.head.key or "", "") if part.head else "")
        parts.append(Part(None, ((first, *part.paragraphs[0]), *part.paragraphs[1:])))
    return Case(draft.with_section(replace(one, parts=tuple(parts))))


def asked(draft: Draft, _: Random) -> Case:
    """The caller gives the report's own year."""
    return Case(draft, asked_year=draft.year)


def annotated(draft: Draft, rng: Random) -> Case:
    """A note beside the count of documents; figures with blanks or in full width."""
    texts = draft.tables["disclosure"].cells["normative_documents"]
    noted = draft.with_cell("disclosure", "normative_documents", "in_force", f"{texts['in_force']}（含联合制发）")
    table = noted.tables["applications"]
    cells = {row: {n: rng.choice(_LOOSE).format(t) for n, t in line.items()} for row, line in table.cells.items()}
    return Case(noted.with_table(replace(table, cells=cells)))


_LOOSE = ("{}", "{}", "{} ", " {}", "{}\u3000", "\u00a0{}")


def relabelled(draft: Draft, rng: Random) -> Case:
    """Labels with other punctuation and blanks."""
    changed = draft
    for table in draft.tables.values():
        changed = changed.with_table(_relabelled(table, rng))
    return Case(changed)


def after_last_year(draft: Draft, _: Random) -> Case:
    """Last year's report is sent along and agrees."""
    return Case(draft, previous=last_years(draft))


def _added(topic: str) -> Mutation:
    def change(draft: Draft, rng: Random) -> Case:
        teller = Teller(rng, draft.body, draft.year, draft.tables)
        one = draft.section(1)
        parts = list(one.parts)
        for template in rng.sample(sentences("harmless")[topic], 3):
            place = rng.randrange(1, len(parts))
            paragraphs = parts[place].paragraphs
            more = (*paragraphs[-1], teller.tell(template, f"harmless.{topic}"))
            parts[place] = replace(parts[place], paragraphs=(*paragraphs[:-1], more))
        return Case(draft.with_section(replace(one, parts=tuple(parts))))

    return change


HARMLESS: dict[str, Mutation] = {
    "unchanged": unchanged,
    "respelled": respelled,
    "spaced": spaced,
    "full_width": full_width,
    "half_punctuation": half_punctuation,
    "retitled": retitled,
    "reordered": reordered,
    "unheaded": unheaded,
    "asked": asked,
    "annotated": annotated,
    "relabelled": relabelled,
    "after_last_year": after_last_year,
    "more_years": _added("years"),
    "more_counts": _added("counts"),
    "more_approximate": _added("approximate"),
    "more_breakdowns": _added("breakdown"),
    "more_text": _added("text"),
}
"""Every harmless change by name."""


def harmless(name: str, seed: int) -> Case:
    """The change done to the correct report of that seed."""
    case = HARMLESS[name](build(seed), Random(f"{name} {seed}"))
    if case is None:
        raise LookupError(name)
    return case


def _respelled(piece: Piece, style: str) -> Piece:
    counted = piece.value is not None and any(char.isdigit() or char in "两十百" for char in piece.text)
    if not counted or piece.role in ("own", "plan", "title", "self", "period", "signed", "share", "growth"):
        return piece
    value = piece.value or 0
    return replace(piece, text=spell(value, "arabic" if style == "chinese" and value > 99 else style))


def _each_text(draft: Draft, change: Callable[[str], str]) -> Draft:
    """The report with `change` made to each sentence and sub-head, over the borders of its pieces."""

    def rewrite(sentence: Sentence) -> Sentence:
        return replace(sentence, pieces=(Piece(change(sentence.text)),), relations=())

    def retold(section: SectionDraft) -> SectionDraft:
        parts = (replace(p, head=replace(p.head, title=change(p.head.title))) if p.head else p for p in section.parts)
        return replace(section, parts=tuple(parts))

    rewritten = draft.rewritten(rewrite)
    return replace(rewritten, sections=tuple(retold(section) for section in rewritten.sections))


def _relabelled(table: TableDraft, rng: Random) -> TableDraft:
    changes: tuple[Callable[[str], str], ...] = (
        lambda label: label.replace("（", "(").replace("）", ")"),
        lambda label: re.sub(r"^(\d\.|（.）)", r"\1 ", label),
        lambda label: label.replace(".", "．"),
        lambda label: label.replace("，", ", ").replace("、", "、 "),
    )
    change = rng.choice(changes)
    rows = {f"row:{row}": change(form.row_label(table.key, row)) for row in table.cells if table.key != "reviews"}
    columns = {f"column:{name}": change(label) for name, label in form.COLUMNS[table.key].items()}
    return replace(table, labels=rows | columns)
