"""Templates to sentences: names in braces become marked pieces that agree with the tables."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from random import Random

from tests.corpus import claims
from tests.corpus.bodies import Body
from tests.corpus.draft import Number, Piece, Relation, Sentence, TableDraft
from tests.corpus.spelling import any_style, spell

_SLOT = re.compile(r"\{([\w.]+)(?::([^{}]*))?\}")
_ROADS = ("人民路", "建设大道", "文化路", "滨河东路", "迎宾大道", "中山街", "振兴北路", "育才路")
_NAME = 2
"""Characters before a number by which what it counts is told apart."""
_TIMES = ("@，",) * 4 + (
    "@度，",
    "@",
    "本年度，",
    "全年",
    "报告期内，",
    "一年来，",
    "截至@12月底，",
    "@以来，",
    "今年，",
)
_SELVES = (
    "{}@政府信息公开工作年度报告",
    "《{}@政府信息公开工作年度报告》",
    "{}@度政府信息公开工作年度报告",
    "本报告",
)


def mobile(rng: Random) -> str:
    """An invented mobile number of a range that is in use."""
    return f"{rng.choice(('138', '139', '150', '159', '177', '186', '189'))}{rng.randint(0, 99999999):08d}"


def _letters(rng: Random) -> str:
    return "".join(rng.choice("abcdefghjkxyz") for _ in range(6))


_INVENTED: dict[str, Callable[[Random], str]] = {
    "tens": lambda rng: str(rng.randint(2, 60) * 10),
    "wan": lambda rng: f"{rng.randint(1, 90) / 10 + 0.1:.1f}",
    "road": lambda rng: rng.choice(_ROADS),
    "zip": lambda rng: f"{rng.randint(100000, 899999)}",
    "phone": lambda rng: f"0{rng.randint(310, 998)}{rng.choice('-—')}{rng.randint(2000000, 8999999)}",
    "mobile": mobile,
    "mail": lambda rng: _letters(rng) + "@163.com",
}


@dataclass
class Teller:
    """Tells sentences about one body, year and set of tables."""

    rng: Random
    body: Body
    year: int
    tables: dict[str, TableDraft]
    invented: dict[str, int] = field(default_factory=dict)
    """Numbers that no table has, by the end of what they count: a report tells each of them once, or the same again."""

    def tell(self, template: str, topic: str = "") -> Sentence:
        """The sentence of a template."""
        return _Telling(self, any_style(self.rng)).sentence(template, topic)

    def about(self, name: str) -> Number:
        """A figure of the tables by the name that templates use."""
        return claims.told(name, self.tables)


@dataclass
class _Telling:
    teller: Teller
    style: str
    pieces: list[Piece] = field(default_factory=list)
    relations: list[Relation] = field(default_factory=list)
    named: dict[str, int] = field(default_factory=dict)
    parts: list[int] = field(default_factory=list)

    def sentence(self, template: str, topic: str) -> Sentence:
        at = 0
        for slot in _SLOT.finditer(template):
            self._say(template[at : slot.start()])
            self._fill(slot[1], slot[2] or "")
            at = slot.end()
        self._say(template[at:])
        self._parts()
        return Sentence(tuple(self.pieces), tuple(self.relations), topic)

    def _parts(self) -> None:
        """What follows 其中 is no more than its whole."""
        if self.parts and "total" in self.named:
            self.relations.append(Relation("open", self.named["total"], tuple(self.parts)))
        outcomes = [index for name, index in self.named.items() if name.startswith("review.")]
        if outcomes and "review" in self.named and any("其中" in piece.text for piece in self.pieces):
            self.relations.append(Relation("open", self.named["review"], tuple(outcomes)))

    def _say(self, text: str, role: str = "", value: Number | None = None) -> int:
        if self.pieces and self.pieces[-1].text.endswith("，"):
            text = text.removeprefix("，")
        if text:
            self.pieces.append(Piece(text, role, value))
        return len(self.pieces) - 1

    def _fill(self, name: str, detail: str) -> None:
        if name in claims.READINGS:
            self._number(name, self.teller.about(name), claims.READINGS[name][0])
        elif method := getattr(self, f"_{name}", None):
            method(detail)
        else:
            self._say(self._word(name, detail))

    def _number(self, name: str, value: Number, role: str) -> None:
        style = "arabic" if self.style == "chinese" and value > 99 else self.style
        self.named[name] = self._say(spell(value, style), role, value)

    def _word(self, name: str, detail: str) -> str:
        rng, body = self.teller.rng, self.teller.body
        match name:
            case "me":
                return rng.choice((body.name, body.short, body.ours, body.ours, "本机关", "本单位"))
            case "our":
                return body.ours
            case "sup":
                return body.superior
            case "name" | "place" | "site" | "whole":
                return str(getattr(body, name))
            case "r":
                low, high = map(int, detail.split("-"))
                return str(self._invented(rng.randint(low, high)))
            case "Yt" | "Yb" | "after" | "LL" | "LLn" | "L":
                return self._another_year(name)
        return _INVENTED[name](rng)

    def _invented(self, drawn: int) -> int:
        """What was told before of what stands here, else the number drawn."""
        counted = self.pieces[-1].text[-_NAME:] if self.pieces else ""
        return self.teller.invented.setdefault(counted, drawn)

    def _another_year(self, name: str) -> str:
        """A year that is not the one told under: of a title, a budget, the year after, one before."""
        year = self.teller.year
        if name in ("LL", "LLn"):
            year = self.teller.rng.randint(year - 6, year - 2)
        return f"{year + {'after': 1, 'L': -1}.get(name, 0)}{'' if name == 'LLn' else '年'}"

    def _own(self, _: str) -> None:
        self._say(f"{self.teller.year}年", "own", self.teller.year)

    def _Y(self, _: str) -> None:  # noqa: N802 — named as in the templates
        self._own("")
        self._say(self.teller.rng.choice(("", "", "度")))

    def _T(self, _: str) -> None:  # noqa: N802 — named as in the templates
        frame = self.teller.rng.choice(
            (
                "@，",
                "@，",
                "@，",
                "@度，",
                "@",
                "本年度，",
                "全年",
                "报告期内，",
                "一年来，",
                "截至@12月底，",
                "@以来，",
                "今年，",
            )
        )
        before, mark, after = frame.partition("@")
        self._say(before)
        if after.startswith("以来"):  # a year since when, not the one it is told under
            self._say(f"{self.teller.year}年")
        elif mark:
            self._own("")
        self._say(after)

    def _N(self, _: str) -> None:  # noqa: N802 — named as in the templates
        self._say(f"{self.teller.year + 1}年", "plan", self.teller.year + 1)

    def _py(self, _: str) -> None:
        self._say(f"{self.teller.year}年", "period", self.teller.year)

    def _self(self, _: str) -> None:
        rng, body, year = self.teller.rng, self.teller.body, self.teller.year
        frame = rng.choice(
            (
                "{}@政府信息公开工作年度报告",
                "《{}@政府信息公开工作年度报告》",
                "本报告",
                "{}@度政府信息公开工作年度报告",
            )
        )
        before, mark, after = frame.format(body.name).partition("@")
        self._say(before)
        if mark:
            self._say(f"{year}年", "self", year)
        self._say(after)

    def _zero(self, detail: str) -> None:
        role, _, words = detail.partition(":")
        self.named[role] = self._say(words, role, 0)

    def _done(self, words: str) -> None:
        self._say(words, "done")

    def _rate(self, words: str) -> None:
        self._say(words, "rate")

    def _total(self, _: str) -> None:
        drawn = self.teller.rng.choice((37, 64, 120, 286, 431, 1207)) + self.teller.rng.randint(0, 60)
        self._number("total", self._invented(drawn), "")

    def _part(self, _: str) -> None:
        whole = self.pieces[self.named["total"]].value or 0
        self._number("part", self.teller.rng.randint(1, int(whole) // 4), "")
        self.parts.append(self.named["part"])

    def _list(self, detail: str) -> None:
        unit, _, names = detail.partition(":")
        rng, whole = self.teller.rng, int(self.pieces[self.named["total"]].value or 0)
        labels = names.split("/")
        kept = labels[: rng.randint(3, len(labels))]
        cuts = sorted(rng.randint(0, whole) for _ in kept[1:])
        values = [high - low for low, high in zip([0, *cuts], [*cuts, whole], strict=True)]
        self._enumerate(list(zip(kept, values, [""] * len(kept), strict=True)), unit, "total", closed=True)

    def _outcomes(self, _: str) -> None:
        told = [(words, self.teller.about(role), role) for role, words in claims.OUTCOME_WORDS.items()]
        told = [item for item in told if item[1]] or told[:3]
        self._enumerate(told, "件", "handled", closed=len(told) >= 3)

    def _enumerate(self, items: list[tuple[str, Number, str]], unit: str, whole: str, *, closed: bool) -> None:
        mark = self.teller.rng.choice("、，")
        parts = []
        for place, (label, value, role) in enumerate(items):
            self._say((mark if place else "") + label)
            self._number(role or label, value, role)
            parts.append(self.named[role or label])
            self._say(unit)
        if whole in self.named:
            self.relations.append(Relation("closed" if closed else "open", self.named[whole], tuple(parts)))

    def _le(self, name: str) -> None:
        self._say(str(self.teller.rng.randint(1, max(1, int(self.teller.about(name)) // 2))))

    def _before(self, name: str) -> None:
        now = int(self.pieces[self.named[name]].value or 0)
        self._number("before", max(1, now + self.teller.rng.randint(-now // 3, now // 2 + 1)), "")

    def _more(self, detail: str) -> None:
        now, before = (int(self.pieces[self.named[name]].value or 0) for name in detail.split("/"))
        self._say("持平" if now == before else f"{'增加' if now > before else '减少'}{abs(now - before)}件")

    def _share(self, detail: str) -> None:
        part, whole = (self.named[name] for name in detail.split("/"))
        value = percentage(self.pieces[part].value or 0, self.pieces[whole].value or 1)
        index = self._say(f"{value}%", "share", value)
        self.relations.append(Relation("share", whole, (part,), index))

    def _growth(self, detail: str) -> None:
        now, before = (self.named[name] for name in detail.split("/"))
        value = percentage(self.pieces[now].value or 0, self.pieces[before].value or 1) - 100
        if value < 0:  # the template says 增长
            self.pieces[-1] = Piece(self.pieces[-1].text.replace("增长", "下降"))
        index = self._say(f"{abs(value)}%", "growth", value)
        self.relations.append(Relation("growth", before, (now,), index))


def percentage(part: Number, whole: Number) -> Decimal:
    """The share in per cent with one decimal."""
    return (Decimal(part) * 100 / Decimal(whole)).quantize(Decimal("0.1"))
