"""Lists of what an earlier count is called by: 文字41篇、图解38篇;图解作品中,长图25篇、漫画13篇."""

from service.language.lexer import Token
from service.language.lexicon import spelled
from service.language.relations.figures import MARKS, Figure, Row, behind_last

_NAME = 2
"""Characters of a name, at least."""
_SORTS = frozenset({"COMMA", "COLON"})


def called(row: Row, at: int, before: Row | None) -> Figure | None:
    """The one count before a figure, or else in the sentence before, that has the name which 中 ends before a list.

    None where nothing was counted by that name.
    """
    figure = row.figures[at]
    if figure.quantity is None or not (name := _name_amid(figure.lead)):
        return None
    earlier = row.figures[:at] or (before.figures if before else [])
    alike = [each for each in earlier if each.quantity and each.quantity.sort == figure.quantity.sort]
    named = [each for each in alike if _is_called(name, each)]
    told = named[0].quantity if len(named) == 1 else None
    return named[0] if told and told.is_exact and told.value else None


def _name_amid(lead: tuple[Token, ...]) -> str:
    """The name at the start of a sentence or of a part of one that 中 and a mark end: 图解作品中,."""
    kinds = [token.kind for token in lead]
    end = next((n for n in range(len(lead) - 1) if kinds[n] == "AMID" and kinds[n + 1] in _SORTS), 0)
    start = behind_last(MARKS, kinds[:end])
    is_first = not start or kinds[start - 1] == "SEMI"
    return "".join(token.text for token in lead[start:end]) if is_first else ""


def _is_called(name: str, figure: Figure) -> bool:
    """Whether a count has a name, with the noun of what was counted behind that or without: 图解作品 and 图解."""
    told = "".join(token.text for token in figure.clause if token.kind != "AMONG")
    short = next((name.removesuffix(noun) for noun in _NOUNS if name.endswith(noun)), name)
    return len(short) >= _NAME and told.removesuffix(_noun_of(told)) in (name, short)


def _noun_of(told: str) -> str:
    """The noun, or the verb of one character, that the words before a count end with behind the name."""
    return next((noun for noun in (*_NOUNS, *_VERBS) if told.endswith(noun)), "")


_NOUNS, _VERBS = spelled("nouns_of_works"), spelled("brings_out")
