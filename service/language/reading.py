"""A report's prose, read once: `Reading.of(report)`. Rules ask it, and hold no pattern."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from itertools import chain, zip_longest
from operator import add

from service.language.applicants import applicants_of, outcomes_by_applicant
from service.language.beside import (
    LONGEST_NAME,
    Label,
    applies_otherwise,
    as_kind_of,
    begins_as_part,
    beside_each_other,
    besides,
    counts_part,
    decided_reviews,
    field_of,
    judged_beside,
    kinds_side_by_side,
    listed_behind,
    names_field_enforced,
    names_part,
    names_some,
    not_over_disclosure,
    of_groups,
    of_those_before,
    opened_by,
    over_what_is_unknown,
    pass_over,
    says_none_is_over_disclosure,
    tells_of_decisions,
    tells_of_whole_body,
    under_labels,
    with_some_in,
)
from service.language.by_noun import by_noun, with_all_done
from service.language.carried_forward import carried_forward
from service.language.claims import (
    COUNTED_EARLIER,
    LONG,
    NOTHING_BEFORE,
    TELLS,
    Before,
    Certainty,
    Claim,
    ReadItem,
    claims_of,
)
from service.language.clauses import BY_THAT, CASES, DECISIONS, Item, Segment, segments
from service.language.context import Context
from service.language.frames import (
    PLAIN,
    POINTS_BACK,
    Discourse,
    Topic,
    answers_applications,
    counts_answers,
    tells_cause_apart,
)
from service.language.itemized import JoinedList, joined_lists
from service.language.lexer import Token, Vocabulary
from service.language.lexicon import spelled
from service.language.measures import OF_ALL, SUBJECTS
from service.language.mentions.figures import has_number, may_count
from service.language.relations import Relation, relations_of
from service.language.respective import each_with_its_count, with_counts_of_carried, with_counts_told_first
from service.language.sole_applicants import sole_applicants
from service.language.sub_heads import is_head_alone, names_applications, topic_of_head, topics_by_sentence
from service.language.text import Sentence, sentences_of
from service.language.told_before import after
from service.language.year_claims import leftovers
from service.reports.report import Report, once_a_report

_FIGURES = frozenset({"COUNT", "PERCENT", "NUMBER"})
_NAMES_COUNTED = SUBJECTS | {"APPLICANT", "COLLECT", "SUBMIT"}
"""What names something that is counted: a measure's, or whose applications they are or what was paid, which need no other name."""
_DENYING = frozenset(spelled("denying"))
_DENIED = spelled("denied")
(_NONE,) = spelled("there_is_none")
_DENIES = spelled("denies")
(_APPLY,), _MOSTLY = spelled("applications"), spelled("tells_most")


class ReadSentence:
    """A sentence with its words, its tree and its claims, each made where somebody asks for it."""

    def __init__(
        self,
        sentence: Sentence,
        context: Context,
        topic: Topic,
        left_over: int | None = None,
        earlier: Sequence[Sentence] = (),
        head: Sentence | None = None,
        part: Sentence | None = None,
    ) -> None:
        """`topic` is what its paragraph is about, `left_over` a year that it names and that is meant to be the report's.

        `earlier` are the sentences before it in its paragraph, `head` the last of these that is no point of several, `part` the
        heading before it or its paragraph that names no more than a part, which its counts are of.
        """
        self.sentence, self._context, self.topic, self._left_over = sentence, context, topic, left_over
        self._earlier, self._head, self._part = earlier, head, part
        self._previous = earlier[-1] if earlier else None
        self._may_count = may_count(sentence.text)

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """Its words."""
        return self._context.words(self.sentence.text)

    @cached_property
    def kinds(self) -> frozenset[str]:
        """The categories of its words."""
        return frozenset([token.kind for token in self.tokens])

    @cached_property
    def segments(self) -> tuple[Segment, ...]:
        """Its tree."""
        return segments(self.tokens)

    @cached_property
    def items(self) -> tuple[ReadItem, ...]:
        """Each of its items as read, those in brackets behind the item they hang on; by itself where none went on from it."""
        return self.read_in(Discourse(self._context))

    def narrow_by(self, following: Sentence) -> None:
        """Take back what it claims of cases where the sentence behind it says that they are over no disclosure."""
        if self.may_claim and says_none_is_over_disclosure(following.text):
            self.items = tuple(map(not_over_disclosure, self.items))

    @property
    def items_at_hand(self) -> Sequence[ReadItem]:
        """The same, but where nobody asked how they are meant as if they were meant plainly, which takes less time."""
        return self.items if "items" in vars(self) else self._plain_items

    def read_in(
        self,
        discourse: Discourse,
        spoken_of: Topic = Topic.NONE,
        last: Sequence[ReadItem] = (),
        counted_before: Sequence[Sequence[ReadItem]] = (),
    ) -> tuple[ReadItem, ...]:
        """Its items in the light of what was said before it.

        `spoken_of` is what the sentence right before it counted, and `last` the items of that where it may tell on of these,
        `counted_before` those of all before it in its paragraph, which may count the group that it is of.
        """
        topic = spoken_of if self.topic is Topic.NONE else self.topic
        if topic is Topic.NONE and "OUTCOME" in self.kinds:
            items = [item for segment in self.segments for item in segment.items]
            is_answered = any(map(answers_applications, items)) or counts_answers(items) or tells_cause_apart(items)
            topic = Topic.APPLICATIONS if is_answered else topic
        discourse.begin(_first(self.tokens), topic, self._left_over)
        before = COUNTED_EARLIER if spoken_of is Topic.APPLICATIONS else NOTHING_BEFORE
        if any(token.value == BY_THAT for token in self.tokens):
            before = before._replace(named=self._named_before)
        opened = self._opened
        is_bare = bool(last) and self._begins_with_answers and opened in _LEAVING_OUTCOMES
        opened = Label.SOME if is_bare and counts_part(last) else opened
        made = _items(self.sentence, self.segments, discourse, self._context, before, opened)
        made = of_those_before(made, last) if last else made
        made = of_groups(made, counted_before)
        is_added = bool(self.tokens) and self.tokens[0].kind == "PLUS"
        return besides(made, [token.kind for token in self._tokens_before]) if is_added else made

    @cached_property
    def may_claim(self) -> bool:
        """Whether it names something that is counted, and tells how many, all or none of it."""
        if not self._may_count and not _may_deny(self.sentence.text):
            return False
        tells = not TELLS.isdisjoint(self.kinds) or _tells_most(self.sentence.text)
        return not _NAMES_COUNTED.isdisjoint(self.kinds) and (tells or self.goes_on)

    @property
    def may_tell_outcomes(self) -> bool:
        """Whether it may tell what became of applications."""
        return not self.kinds.isdisjoint(("OUTCOME", "ISSUEOPEN"))

    @cached_property
    def claims(self) -> tuple[Claim, ...]:
        """What it claims in counts."""
        return tuple(claim for each in self.items for claim in each.claims) if self.may_claim else ()

    @property
    def goes_on(self) -> bool:
        """Whether it goes on from the sentence before it."""
        first = None if POINTS_BACK.isdisjoint(self.kinds) else _first(self.tokens)
        return first is not None and first.kind in POINTS_BACK

    @property
    def counts(self) -> Iterator[tuple[Item, Token]]:
        """Every number with a unit, with the item that it stands in."""
        for item in self._all_items if self.has_counts else ():
            for count in item.counts:
                yield item, count

    @property
    def has_counts(self) -> bool:
        """Whether a number with a unit stands in it."""
        return self._may_count and "COUNT" in self.kinds

    @cached_property
    def denies(self) -> bool:
        """Whether it says that something was not, or that there was none."""
        return _denies(self.sentence.text) and not self.kinds.isdisjoint(("NOT", "ZERO"))

    @property
    def has_figures(self) -> bool:
        """Whether a count, a percentage or another number stands in it."""
        return self._may_count and not self.kinds.isdisjoint(_FIGURES)

    @property
    def names_region(self) -> bool:
        """Whether it tells of a whole region: 全市各级行政机关共收到申请996件."""
        return any(item.has("REGION", "SYSTEM") for item in self._all_items)

    @property
    def _begins_with_answers(self) -> bool:
        """Whether it begins with what was answered, and how: 予以公开24件; 结果上,予以公开158件."""
        first = next((token.kind for token in self.tokens if token.kind not in _BEFORE_ANSWERS), "")
        return first in ("OUTCOME", "ANSWER")

    @property
    def _named_before(self) -> tuple[str, ...]:
        """The outcomes that the sentence before it names: 内部事务信息可以不予公开。本年度据此不予公开8件."""
        return tuple(str(token.value) for token in self._tokens_before if token.kind == "OUTCOME")

    @property
    def _opened(self) -> Label:
        """What the sentence that it stands under is to it: 企业申请有所增加。全年收到21件; the one before it, or that before all points."""
        if self._part is not None:
            if not self.kinds.isdisjoint(CASES) and any(t.kind in CASES for t in self._tokens_of(self._part)):
                return Label.OVER  # （三）复议应诉。本年度因信息公开被申请行政复议5件
            is_right_behind = self._part is self._previous or self._previous is None
            return Label.HEADED if is_right_behind else Label.SURE
        above = self._tokens_of(self._head) if self.tokens[0].value == "ordinal" else self._tokens_before
        if applies_otherwise(self.tokens):
            return Label.BUSINESS
        if not above:
            return Label.NONE
        if len(self.kinds & DECISIONS.keys()) > _MOST_IN_FIELD:
            # 行政许可143件,行政处罚61件、行政强制4件 are all that table two has.
            return opened_by(above, self._context.year)
        for said in self._said_before(above):
            label = self._label_of(said)
            if label is not Label.NONE and (label is not Label.ABOVE or said is above):
                return label
            if tells_of_whole_body(said):
                break
        return Label.NONE

    def _label_of(self, said: Sequence[Token]) -> Label:
        """What a sentence before it is to it: a part, decisions or a field that it tells of, or a heading."""
        if self._context.begins_with_part(said) or (not _counts(said) and self._context.ends_with_foremost(said)):
            return Label.PART  # 区住建局是办理大户。全年收到申请27件
        if begins_as_part(said) or (self._context.has_departments and names_field_enforced(said)):
            return Label.UNSURE
        opened, named = opened_by(said, self._context.year), field_of(said)
        if opened is not Label.NONE:
            return named if named is Label.BUSINESS else opened
        are_cases = not self.kinds.isdisjoint(CASES) and self.kinds.isdisjoint(DECISIONS)
        if are_cases and (tells_of_decisions(said) or applies_otherwise(said)):
            return Label.OVER
        if self._context.reviews_others and decided_reviews(said):
            return Label.OVER if are_cases else Label.BUSINESS
        return named

    def _said_before(self, above: Sequence[Token]) -> Iterator[Sequence[Token]]:
        """The words of the sentence that it stands under, then those of the ones before, but for a point of several, or a view of all: 从结果看."""
        yield above
        if self.tokens[0].value != "ordinal" and self.tokens[0].kind != "VIEW":
            yield from (self._tokens_of(each) for each in self._earlier[-2 : -_MOST_BEFORE - 1 : -1])

    @cached_property
    def _tokens_before(self) -> tuple[Token, ...]:
        """The words of the sentence right before it in its paragraph."""
        return self._tokens_of(self._previous)

    def _tokens_of(self, sentence: Sentence | None) -> tuple[Token, ...]:
        """The words of another sentence, if there is one."""
        return self._context.words(sentence.text) if sentence else ()

    @cached_property
    def _plain_items(self) -> Sequence[ReadItem]:
        return [ReadItem(item, PLAIN) for item in self._all_items]

    @cached_property
    def _all_items(self) -> tuple[Item, ...]:
        """Its items as they stand, those in brackets behind the item they hang on."""
        return tuple(_with_asides(self.segments))


def _counts(tokens: Iterable[Token]) -> bool:
    return any(token.kind == "COUNT" for token in tokens)


_LEAVING_OUTCOMES = (Label.NONE, Label.FIELD, Label.MANY)
"""What tells nothing of how those behind it were answered."""
_BEFORE_ANSWERS = frozenset({"VIEW", "RESULT", "COMMA", "FILL", "AMONG"})


def _with_asides(segments: Iterable[Segment]) -> Iterator[Item]:
    """All items, those in brackets behind the item they hang on."""
    for segment in segments:
        for item in segment.items:
            yield item
            for aside in item.asides:
                yield from _with_asides(aside)


@dataclass(frozen=True)
class Reading:
    """What the prose of a report says."""

    sentences: tuple[ReadSentence, ...]
    year: int | None = None
    """The report's."""
    own_governments: tuple[str, ...] = ()
    """What the government whose report it is may be called by its level: 县政府."""
    unread: Mapping[str, Callable[[], ReadSentence]] = field(default_factory=dict)
    """The texts of the sentences that tell no number and deny nothing, with what makes them: few ask for any."""
    lists: tuple[JoinedList, ...] = ()
    """The lists whose parts stand in paragraphs of their own."""
    vocabulary: Vocabulary = field(default_factory=partial(Vocabulary, ()))
    """The words by which they are read, the report's own among them."""

    @classmethod
    def of(cls, report: Report) -> "Reading":
        """The reading of a report, made once."""
        return _reading(report)

    @classmethod
    def anew(cls, report: Report) -> "Reading":
        """The same made once more, for who listens how."""
        return _read(report)

    @cached_property
    def plain(self) -> tuple[ReadSentence, ...]:
        """The sentences that tell no number and deny nothing."""
        return tuple(make() for make in self.unread.values())

    @cached_property
    def claims(self) -> tuple[Claim, ...]:
        """Everything that is claimed in counts, understood or passed over."""
        found = [(read, claim) for read in self.sentences for claim in read.claims]
        tells_region = any(
            claim.measure in OF_ALL and not claim.is_half_read and read.names_region for read, claim in found
        )
        return tuple(_of_seat(claim, read) if tells_region else claim for read, claim in found)

    @property
    def counts(self) -> Iterator[tuple[Sentence, Item, Token]]:
        """Every number with a unit, with the item that it stands in."""
        for read in self.sentences:
            for item, count in read.counts:
                yield read.sentence, item, count

    @cached_property
    def often(self) -> Mapping[str, int]:
        """In how many places of its sentences any two characters stand side by side."""
        texts = (read.sentence.text for read in self.sentences)
        return Counter(chain.from_iterable(map(add, text, text[1:]) for text in texts))

    @cached_property
    def relations(self) -> tuple[Relation, ...]:
        """Every breakdown, share and growth that it tells, those that hold and those that don't."""
        read = ((read.sentence, read.segments) for read in self.sentences if read.has_figures)
        told = tuple(relations_of(read, self.year))
        return (
            *told,
            *(relation for each in self.lists for relation in each.relations(told, self.year, self.vocabulary)),
        )

    @cached_property
    def told_of(self) -> Mapping[str, Sequence[Claim]]:
        """The claims that may be told, by the table that they are of: those established and those to check.

        Behind them stand, as ones to check, the counts that may be told where the tables have nearly the same, for they were
        half understood or are passed over for words around them alone, and those of others that stand with more of them, or have so many digits that one miswritten is no chance, which may be what the
        tables are of.
        """
        told = [claim for claim in self.claims if claim.certainty is not Certainty.PASSED]
        told += [claim.perhaps for claim in self.claims if claim.is_half_read or claim.is_passed_by_words_around]
        of_others = [claim for claim in self.claims if claim.is_of_others]
        together = Counter(id(claim.sentence) for claim in self.claims if claim.is_of_others or claim.reason == "whose")
        told += [claim.perhaps for claim in of_others if together[id(claim.sentence)] > 1 or claim.value >= LONG]
        by_table: dict[str, list[Claim]] = {}
        for claim in told:
            by_table.setdefault(claim.table, []).append(claim)
        return by_table


@once_a_report
def _reading(report: Report) -> Reading:
    return _read(report)


def _read(report: Report) -> Reading:
    context = Context.of(report)
    topics = topics_by_sentence(report)
    left_over = {id(c.year.sentence): c.year.year for c in leftovers(report) if c.certainty is Certainty.ESTABLISHED}
    made: list[ReadSentence] = []
    unread: dict[str, Callable[[], ReadSentence]] = {}
    headed = Topic.NONE
    above: Sentence | None = None
    for paragraph, said in zip(report.paragraphs, sentences_of(report), strict=True):
        if is_head_alone(said):
            headed = Topic.APPLICATIONS if names_applications(said[0].text) else Topic.NONE
        topic = topics.get(id(paragraph), topic_of_head(said, headed))
        told: dict[int, ReadSentence] = {}
        head, part = None, above
        for place, each in enumerate(said):
            make = partial(ReadSentence, each, context, topic, left_over.get(id(each)), said[:place], head, part)
            head = head if each.text.startswith(_POINTS) else each
            part = each if _names_part(each, context) else part
            if _may_tell(each.text):
                told[place] = make()
            else:
                unread[each.text] = make
        above = part if len(said) == 1 and part is said[0] else None
        _read_in_order(told, Discourse(context))
        for place, following in enumerate(said[1:]):
            if place in told and not told[place].kinds.isdisjoint(CASES):
                told[place].narrow_by(following)
        made += told.values()
    names = context.own_governments
    return Reading(tuple(made), context.year, names, unread, joined_lists(report), context.vocabulary)


def _names_part(sentence: Sentence, context: Context) -> bool:
    """Whether it is a heading that names no more than a part: （1）区直部门."""
    is_short = len(sentence.text) <= LONGEST_NAME
    return is_short and names_part(context.words(sentence.text), context.year)


def _read_in_order(told: Mapping[int, ReadSentence], discourse: Discourse) -> None:
    """Read what claims something in a paragraph, and what stands before it only where it goes on from that.

    `told` are its sentences that may tell something, by their place in it.
    """
    unasked: list[ReadSentence] = []
    for place, read in told.items():
        unasked.append(read)
        if read.may_claim:
            spoken_of = _last_counted(told.get(place - 1))
            last = _told_on_of(told.get(place - 1), read)
            near = range(place - _MOST_BEFORE + 1, place) if read.may_tell_outcomes else ()
            counted = [told[at].items_at_hand for at in near if at in told and told[at].has_counts]
            for each in unasked if read.goes_on else (read,):
                each.items = each.read_in(discourse, spoken_of, *((last, counted) if each is read else ()))
            unasked.clear()


_MOST_IN_FIELD = 2
"""Kinds of decisions that a sentence tells of one field, at most."""
_MOST_BEFORE = 4
"""Sentences before one that may still tell what it is about, at most."""
_POINTS = spelled("opens_point")
"""What a sentence that is one point of several begins with."""


def _last_counted(before: ReadSentence | None) -> Topic:
    """Applications, where the sentence right before counted them last: 新收申请65件。按期办结64件."""
    if before is None or not before.may_claim or not before.has_counts:
        return Topic.NONE
    last = before.items[-1].frame.topic
    return last if last is Topic.APPLICATIONS else Topic.NONE


def _told_on_of(before: ReadSentence | None, read: ReadSentence) -> Sequence[ReadItem]:
    """The items of the sentence before one that tells what was answered, or of what it counts by 其中, where it counts something."""
    is_answered = not read.kinds.isdisjoint(("OUTCOME", "ANSWER")) and (not read.goes_on or "AMONG" in read.kinds)
    is_told_on = before is not None and before.has_counts and is_answered
    return before.items if before is not None and is_told_on else ()


def _may_tell(text: str) -> bool:
    """Whether it may tell a number, that there was none, or that all was done."""
    return has_number(text) or _may_deny(text) or _denies(text)


def _denies(text: str) -> bool:
    return any(word in text for word in _DENIES)


def _may_deny(text: str) -> bool:
    """Whether it may say that there was none of something, that all of it was done, or whose most of it was."""
    denies = (not _DENYING.isdisjoint(text) or _NONE in text) and any(word in text for word in _DENIED)
    return denies or _tells_most(text)


def _tells_most(text: str) -> bool:
    """Whether it may say whose most applications were: 申请人以自然人为主."""
    return any(word in text for word in _MOSTLY) and _APPLY in text


def _first(tokens: tuple[Token, ...]) -> Token | None:
    return next((token for token in tokens if token.kind != "FILL"), None)


def _items(
    sentence: Sentence,
    tree: tuple[Segment, ...],
    discourse: Discourse,
    context: Context,
    before: Before,
    opened: Label,
) -> tuple[ReadItem, ...]:
    """The items of a sentence in order, each read in the light of those before it, then of all beside it.

    `opened` is what the sentence before it is to it.
    """
    made: list[ReadItem] = []
    last: ReadItem | None = None
    for number, segment in enumerate(tree):
        if number:
            discourse.end_segment(next(segment.items))
        told_first = with_counts_told_first(list(segment.items))
        items = list(each_with_its_count(with_counts_of_carried(told_first)))
        for item, following in zip_longest(items, items[1:]):
            here, *in_brackets = _item(item, following, sentence, discourse, context, before)
            here = listed_behind(here, last)
            made += (here, *in_brackets)
            before = after(before, here, last.item.mark if last else "")
            last = here
    made = under_labels(beside_each_other(made, tree, has_region=context.has_region), opened)
    made = over_what_is_unknown(made)
    if any("APPLICANT" in each.item.kinds for each in made):
        made = outcomes_by_applicant(made)
        some = next((at for at, each in enumerate(made) if names_some(each.item)), len(made))
        for at, claim in (*applicants_of(made, sentence), *sole_applicants(made, sentence)):
            if at > some and claim.whole is None:
                continue
            # 新收143件,自然人仍占多数,共提出118件: what seemed to be of all is of one kind
            others = (other for other in made[at].claims if claim.whole is None or other.measure not in OF_ALL)
            made[at] = made[at]._replace(claims=(*others, claim))
    for at, claim in carried_forward(made, sentence, context.year):
        made[at] = made[at]._replace(claims=(claim,))
    parted = kinds_side_by_side(made)
    named = [
        each if at in parted else by_noun(each, sentence, previous)
        for at, (previous, each) in enumerate(zip((None, *made), made, strict=False))
    ]
    return tuple(with_all_done(named))


def _item(
    item: Item, following: Item | None, sentence: Sentence, discourse: Discourse, context: Context, before: Before
) -> Iterator[ReadItem]:
    """An item as read, and those in its brackets, which leave nothing to what follows."""
    frame = discourse.frame(item, following)
    made = claims_of(item, frame, sentence, context, before)
    here = ReadItem(item, frame, tuple(judged_beside(claim, item, following) for claim in made))
    yield here
    for aside in item.asides:
        beside = discourse.beside(_right_before(aside[0], item))
        told, previous = NOTHING_BEFORE if frame.withdrawn else after(before, here, ""), ""
        for inner in (inner for segment in aside for inner in segment.items if inner.tokens):
            frame = beside.frame(inner)
            claims = tuple(as_kind_of(claim, here.claims) for claim in claims_of(inner, frame, sentence, context, told))
            read = ReadItem(inner, frame, claims)
            told, previous = after(told, read, previous), inner.mark
            yield with_some_in(read, "reviews") if {"VERDICT", "COUNT"} <= item.kinds else read


def _right_before(aside: Segment, item: Item) -> Token | None:
    """The word of an item that a bracket stands right behind, if any; of a percentage the word that says when it was so.

    公开率由上年的44.55%(45件公开)上升到45%.
    """
    before = [token for token in item.tokens if token.end < aside.start]
    if not before or before[-1].end + 1 != aside.start:
        return None
    if before[-1].kind != "PERCENT":
        return before[-1]
    return next((token for token in reversed(before) if token.kind in _SAYS_WHEN or token.value == "from"), before[-1])


_SAYS_WHEN = frozenset({"LAST", "DATE", "THIS", "CHANGE"})


def _of_seat(claim: Claim, read: ReadSentence) -> Claim:
    """Where the region's applications are told by themselves, what may be of its seat alone is no count of them.

    What goes on with a count of the region may be of it, too: 全市收到143件,上年结转4件;办结135件.
    """
    if claim.reason != "whose" or claim.table != "applications":
        return claim
    is_of_region = any(each.is_of_others and each.start < claim.start for each in read.claims)
    return claim.perhaps._replace(reason="another's") if is_of_region else pass_over(claim, "the seat's")
