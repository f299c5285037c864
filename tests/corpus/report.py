"""`build(seed)`: a correct report, its names, figures, wording and layout varied by the seed."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from random import Random

from tests.corpus import figures, narrative
from tests.corpus.bank import sentences
from tests.corpus.bodies import Body, invent
from tests.corpus.draft import Draft, Paragraph, Part, Piece, SectionDraft, Sentence, TableDraft
from tests.corpus.spelling import chinese, chinese_digits
from tests.corpus.telling import Teller

TITLES: dict[int, tuple[str, ...]] = {
    1: ("总体情况",),
    2: ("主动公开政府信息情况", "主动公开政府信息情况", "行政机关主动公开政府信息情况", "主动公开政府信息的情况"),
    3: (
        "收到和处理政府信息公开申请情况",
        "收到和处理政府信息公开申请情况",
        "行政机关收到和处理政府信息公开申请情况",
        "收到和处理政府信息公开申请的情况",
    ),
    4: (
        "政府信息公开行政复议、行政诉讼情况",
        "政府信息公开行政复议、行政诉讼情况",
        "因政府信息公开工作被申请行政复议、提起行政诉讼情况",
        "政府信息公开行政复议及行政诉讼情况",
    ),
    5: ("存在的主要问题及改进情况", "政府信息公开工作存在的主要问题及改进情况", "存在问题及改进措施"),
    6: ("其他需要报告的事项", "其他需要报告的事项", "其他需要说明的事项"),
}
"""The section titles that are all right; the form's own is the likeliest."""

_HEADLINES = (
    "{name}@政府信息公开工作年度报告",
    "{name}@政府信息公开工作年度报告",
    "{name}@度政府信息公开工作年度报告",
    "{name}@政府信息公开年度报告",
    "@{name}政府信息公开工作年度报告",
    "{name}政府信息公开工作年度报告（@度）",
    "{name}|@政府信息公开工作年度报告",
)


def build(
    seed: int,
    *,
    year: int | None = None,
    size: str | None = None,
    forward: bool | None = None,
    period: bool | None = None,
) -> Draft:
    """A correct report.

    Args:
        seed: everything else that varies.
        year: the report year, 2021 to 2025 by default.
        size: how many applications: `none`, `few`, `some`, `many`.
        forward: whether some applications are carried forward.
        period: whether a preamble states the period.
    """
    rng = Random(seed)
    body = invent(rng)
    year = year or rng.randint(2021, 2025)
    drawn = figures.tables(rng, size=size, forward=forward)
    tables = {key: TableDraft(key, figures.as_text(cells)) for key, cells in drawn.items()}
    teller = Teller(rng, body, year, tables)
    draft = Draft(
        seed=seed,
        body=body,
        year=year,
        title=headline(rng.choice(_HEADLINES), body, year),
        preamble=_preamble(teller, period),
        sections=tuple(_section(teller, number) for number in range(1, 7)),
        tables=tables,
    )
    return _signed(draft, rng)


def last_years(draft: Draft) -> Draft:
    """A report of the year before, worded otherwise, from whose figures this one goes on."""
    last = build(draft.seed + _ANOTHER, year=draft.year - 1)
    documents = draft.tables["disclosure"].cells
    for row in ("regulations", "normative_documents"):
        now = {column: int(text) for column, text in documents[row].items()}
        before = now["in_force"] - now["issued"] + now["repealed"]
        last = last.with_cell("disclosure", row, "in_force", str(before))
    table = last.tables["applications"]
    carried = dict(draft.tables["applications"].cells["carried_over"])
    return last.with_table(replace(table, cells=table.cells | {"carried_forward": carried}))


_ANOTHER = 500_000_009
"""Added to a seed, it gives a report of another body and wording."""


def headline(frame: str, body: Body, year: int) -> Paragraph:
    """A title in a frame: `@` is the year, `|` breaks the line."""
    lines = []
    for line in frame.format(name=body.name).split("|"):
        before, mark, after = line.partition("@")
        pieces = (Piece(before), Piece(f"{year}年", "title", year), Piece(after)) if mark else (Piece(line),)
        lines.append(Sentence(tuple(piece for piece in pieces if piece.text), topic="title"))
    return tuple(lines)


def deadline(body: Body, year: int) -> date:
    """The last day on which a report of that year is in time."""
    return date(year + 1, 3, 31) if body.is_government else date(year + 1, 1, 31)


def dated(day: date, frame: str) -> Sentence:
    """A date as a signature's last line or a note of publication."""
    shown = {
        "chinese": f"{chinese_digits(day.year)}年{chinese(day.month)}月{chinese(day.day)}日",
        "dashes": f"{day:%Y-%m-%d}",
    }.get(frame, f"{day.year}年{day.month}月{day.day}日")
    around = {"dashes": "发布日期：@", "brackets": "（@）", "published": "发布时间：@"}.get(frame, "@")
    before, _, after = around.partition("@")
    pieces = (Piece(before), Piece(shown, "signed", day.year), Piece(after))
    return Sentence(tuple(piece for piece in pieces if piece.text), topic="date")


def _preamble(teller: Teller, period: bool | None) -> tuple[Paragraph, ...]:
    rng, bank = teller.rng, sentences("preamble")
    if period is False or (period is None and rng.random() < 0.15):
        return ()
    topics = ["basis"] if rng.random() < 0.95 else []
    topics += ["contents"] if rng.random() < 0.35 else []
    topics += ["period"] if period or rng.random() < 0.9 else []
    topics += ["contact"] * rng.randint(0, 2)
    said = [teller.tell(rng.choice(bank[topic]), f"preamble.{topic}") for topic in topics]
    cut = rng.randint(1, len(said)) if said else 0
    return tuple(tuple(part) for part in (said[:cut], said[cut:]) if part)


def _section(teller: Teller, number: int) -> SectionDraft:
    rng = teller.rng
    tell: dict[int, Callable[[Teller], tuple[Part, ...]]] = {
        1: narrative.section_one,
        4: _reviews_beside,
        5: narrative.section_five,
        6: narrative.section_six,
    }
    parts = tell[number](teller) if number in tell else ()
    table = {2: "disclosure", 3: "applications", 4: "reviews"}.get(number)
    title = rng.choice(TITLES[number])
    return SectionDraft(number, "一二三四五六"[number - 1] + "、", title, parts, table, rng.random() < 0.6)


def _reviews_beside(teller: Teller) -> tuple[Part, ...]:
    return (Part(None, (narrative.reviews(teller),)),) if teller.rng.random() < 0.15 else ()


def _signed(draft: Draft, rng: Random) -> Draft:
    last = deadline(draft.body, draft.year)
    day = last - timedelta(days=rng.randint(0, (last - date(draft.year + 1, 1, 3)).days))
    match rng.choice(("none", "end", "end", "chinese", "brackets", "dashes", "published")):
        case "none":
            return draft
        case "end" | "chinese" as frame:
            return replace(draft, ending=(Sentence.of(draft.body.name, "signature"), dated(day, frame)))
        case frame:
            return replace(draft, under_title=(dated(day, frame),))
