"""The text of a report's sections: which sentences are told, and under which heads."""

from collections.abc import Callable
from random import Random

from tests.corpus.bank import sentences
from tests.corpus.draft import Head, Paragraph, Part
from tests.corpus.telling import Teller

Body = Callable[[Teller], Paragraph]
_NUMERALS = ("（{}）", "（{}）", "({})", "（{}）", "{}.", "{}、")
_TITLES = {
    "proactive": ("主动公开", "主动公开情况", "主动公开方面", "主动公开政府信息情况", "主动公开政府信息方面"),
    "on_request": ("依申请公开", "依申请公开情况", "依申请公开方面", "依申请公开工作情况", "依申请公开政府信息情况"),
    "management": ("政府信息管理", "政府信息管理情况", "政府信息管理方面", "政府信息管理工作情况"),
    "platform": ("平台建设", "政府信息公开平台建设", "政府信息公开平台建设情况", "平台建设方面", "平台建设情况"),
    "supervision": ("监督保障", "监督保障情况", "监督保障方面", "政府信息公开监督保障情况", "监督保障工作"),
}


def section_one(teller: Teller) -> tuple[Part, ...]:
    """The introduction and the sub-sections, the five and sometimes a region's own, in one style of heads."""
    rng = teller.rng
    bodies: list[tuple[str | None, str, Paragraph]] = [
        (key, rng.choice(titles), _BODIES[key](teller)) for key, titles in _TITLES.items()
    ]
    for place in rng.choice(((), (), (), (0,), (5,), (2,))):
        title, _, template = rng.choice(sentences("overall")["own_heads"]).partition("|")
        bodies.insert(place, (None, title, (teller.tell(template, "own_head"),)))
    numeral, mark = rng.choice(_NUMERALS), rng.choice(("", "", "", "。", "：", "。"))
    run_in = bool(mark) or rng.random() < 0.05
    parts = [
        Part(Head(_numeral(numeral, place), title, key, mark or ("。" if run_in else ""), run_in), _split(rng, said))
        for place, (key, title, said) in enumerate(bodies)
    ]
    return (Part(None, (introduction(teller),)), *parts)


def introduction(teller: Teller) -> Paragraph:
    """What stands before the first sub-head."""
    bank = sentences("overall")
    said = _some(teller, "overall", "open", 1, 2)
    if teller.rng.random() < 0.5:
        said += (teller.tell(teller.rng.choice(bank["more"]), "more"),)
    return said


def proactive(teller: Teller) -> Paragraph:
    """What was disclosed, documents and decisions included."""
    rng = teller.rng
    said = _some(teller, "proactive", rng.choice(("plain", "plain", "closed", "open", "share")), 1, 1)
    said += tuple(sentence for sentence in _some(teller, "proactive", "plain", 0, 3) if sentence not in said)
    if rng.random() < 0.6:
        said += _some(teller, "proactive", "documents" if teller.about("issued") else "documents_none", 1, 1)
    if rng.random() < 0.45:
        said += _some(teller, "proactive", "decisions", 1, 1)
    return said


def on_request(teller: Teller) -> Paragraph:
    """What came in and what became of it."""
    rng, about = teller.rng, teller.about
    beside = _some(teller, "applications", "beside", 0, 2)
    if not about("all"):
        said = _some(teller, "applications", "none", 1, 1)
    elif about("carried_forward"):
        said = _some(teller, "applications", rng.choice(("forward", "forward", "some")), 1, 1)
    else:
        said = _some(teller, "applications", rng.choice(("done", "some")), 1, 1)
    if said[0].topic in ("applications.done", "applications.some") and rng.random() < 0.15:
        said += _some(teller, "applications", "narrow", 1, 1)
    if about("carried_over") and rng.random() < 0.4:
        said += (teller.tell(sentences("applications")["over"][0], "over"),)
    if about("handled") and rng.random() < 0.55:
        said += _some(teller, "applications", "outcomes", 1, 1)
    if rng.random() < 0.2:
        said += reviews(teller)
    return said + beside if rng.random() < 0.7 else beside + said


def reviews(teller: Teller) -> Paragraph:
    """What is told of reviews and litigation."""
    quiet = not teller.about("review") and not teller.about("litigation")
    return _some(teller, "reviews", "none" if quiet else "some", 1, 1)


def section_five(teller: Teller) -> tuple[Part, ...]:
    """Problems and plans."""
    intro = _some(teller, "problems", "intro", 1, 1)
    chosen = teller.rng.sample(sentences("problems")["problem"], teller.rng.randint(1, 4))
    problems = tuple(
        teller.tell(f"{'一二三四'[place]}是{template}", "problems.problem") for place, template in enumerate(chosen)
    )
    plans = _some(teller, "problems", "plan", 1, 2)
    if teller.rng.random() < 0.4:
        return (Part(None, (intro + problems + plans,)),)
    return (Part(None, (intro + problems, plans)),)


def section_six(teller: Teller) -> tuple[Part, ...]:
    """The statement on the fee, and sometimes more."""
    rng = teller.rng
    fee, other = _some(teller, "fee", "fee", 1, 1), _some(teller, "fee", "other", 0, 2)
    if rng.random() < 0.5:
        return (Part(None, (fee + other,)),)
    return (Part(None, tuple((sentence,) for sentence in (*fee, *other))),)


def _plain(file: str, most: int) -> Body:
    return lambda teller: _some(teller, file, "plain", 1, most)


def _some(teller: Teller, file: str, topic: str, low: int, high: int) -> Paragraph:
    templates = sentences(file)[topic]
    chosen = teller.rng.sample(templates, min(len(templates), teller.rng.randint(low, high)))
    return tuple(teller.tell(template, f"{file}.{topic}") for template in chosen)


def _split(rng: Random, said: Paragraph) -> tuple[Paragraph, ...]:
    if len(said) > 2 and rng.random() < 0.4:
        return said[:2], said[2:]
    return (said,)


def _numeral(frame: str, place: int) -> str:
    return frame.format("一二三四五六七八"[place] if "(" in frame or "（" in frame else place + 1)


_BODIES: dict[str, Body] = {
    "proactive": proactive,
    "on_request": on_request,
    "management": _plain("management", 4),
    "platform": _plain("platform", 3),
    "supervision": _plain("supervision", 3),
}
