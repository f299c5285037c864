"""All that is told to people, rule by rule and error by error: well worded in both languages, numbers with their nouns."""

import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

import service
import service.api.errors
from service import judge
from service.errors import catalogue
from service.phrases import filled
from service.renderers import to_docs, unread_parts
from service.renderers.words import WORDS
from service.reports.finding import Message
from service.rules import (
    RULES,
    applications,
    arithmetic,
    consistency,
    doubts,
    remedies,
    sections,
    succession,
    tables,
    text,
    years,
)
from tests.service.wording import faults, wrong_numbers
from workers import cli

_MODULES = (applications, arithmetic, consistency, doubts, remedies, sections, succession, tables, text, years, judge)
_PAGE = Path(service.__file__).parent / "web" / "words.js"
_PAIR = re.compile(r'(\w+): "((?:[^"\\]|\\.)*)"')


def _messages(value: object) -> Iterator[Message]:
    if isinstance(value, Message):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from _messages(each)


def _of_page() -> Iterator[tuple[str, Message]]:
    chinese, english = _PAGE.read_text("utf-8").split("\n  en: {", 1)
    in_english = dict(_PAIR.findall(english))
    yield from ((name, Message(zh, in_english[name])) for name, zh in _PAIR.findall(chinese))


def _texts() -> Iterator[tuple[str, Message]]:
    for rule in RULES.values():
        yield rule.id, rule.message
        if rule.remedy:
            yield f"{rule.id} remedy", rule.remedy
        yield f"{rule.id} fault", rule.page.fault
        yield f"{rule.id} why", rule.page.why
    for module in _MODULES:
        for name, value in vars(module).items():
            yield from ((f"{module.__name__}.{name}", message) for message in _messages(value))
    yield from (("unread", message) for message in (*unread_parts._MESSAGES.values(), *unread_parts._INSTEAD.values()))
    for code, error in catalogue().items():
        yield code, Message(error.template("zh"), error.template("en"))
        yield f"{code} title", Message(error.title["zh"], error.title["en"])
    for words in (WORDS, cli._WORDS, to_docs._WORDS):
        yield from ((name, Message(zh, words["en"][name])) for name, zh in words["zh"].items())
    yield from _of_page()


TEXTS = dict.fromkeys(_texts())


@pytest.mark.parametrize(("name", "message"), TEXTS)
def test_it_is_well_worded(name: str, message: Message) -> None:
    assert faults(message.zh, message.en) == [], f"{name}: {message}"


@pytest.mark.parametrize(("name", "message"), TEXTS)
def test_a_number_has_its_noun_in_the_right_form(name: str, message: Message) -> None:
    if re.search(r"\{[^\w{]|\{\{", message.en):
        pytest.skip("braces that are text")
    one, two = filled(message.en, defaultdict(lambda: 1)), filled(message.en, defaultdict(lambda: 2))
    assert wrong_numbers(message.en, one, two) == [], f"{name}: {one} / {two}"
