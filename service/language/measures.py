"""What is counted, one row a measure: which items tell it, and what must be spoken of.

Shapes are written in categories of the lexicon (`lexer.Shape`), over what is left of an item when words that change
nothing, bodies, times and persons are taken out of it; `#` is the number, `N` another one. 全年我局共收到申请12件 is
`RECEIVE APPLICATION #`. To teach another way of saying it, put its words in the lexicon, or a shape here.
"""

from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import permutations

from service.language.clauses import CASES, DECISIONS
from service.language.frames import Topic
from service.language.lexer import Shape
from service.language.mentions.figures import CASE, DECIDED, DOCUMENTS, INFORMATION, LARGE_AMOUNT, Quantity
from service.language.reasons import AnyDoubt

DOCUMENTS_NAMED = "documents named"
"""What is told before a bare number where normative documents were named, and none were counted."""
DOCUMENTS_REVISED = "documents revised"
"""What is told before a bare number where normative documents that were revised were counted: 修订规范性文件2件,废止3件."""
FEW_NAMED = "few named"
"""What is told before a bare number of applications where there were few, it says: 申请量少,全年只有5件."""
FOR_A_CAUSE = "for a cause"
"""What is told before an outcome without a number where so many had a cause: 3件因档案已移交,告知不掌握."""
MOST_NAMED = "most named"
"""What is told before a bare number where its outcome was named as what most applications had: 不掌握的最多,为29件."""
OUTCOME_NAMED = "outcome named"
"""What is told before the year's bare number of them: 凡需另行制作的,均答复无法提供,全年4件."""
CASES_NAMED = {case: f"{case} named" for case in ("review", "litigation", "review+litigation")}
"""What is told before the year's bare number of them where they were named alone: 行政复议方面,全年15件."""
GROUPS = ("outcomes.refused", "outcomes.unavailable", "outcomes.not_processed", "outcomes.other")
"""Outcomes that have rows for causes, so that all of one may be told to have one: 不予公开3件,均因涉及第三方权益."""


@dataclass(frozen=True)
class Measure:
    """One thing that is counted, by a row of a table (or what it may be several of)."""

    name: str
    table: str
    shapes: tuple[str, ...]
    denials: tuple[str, ...] = ()
    """Shapes without a number, which say that there was none: 未收到申请."""
    topic: Topic | None = None
    """What must be spoken of, where the shapes needn't name it."""
    units: frozenset[str] = frozenset()
    """Units it is counted in, where they aren't those of cases."""
    follows: tuple[str, ...] = ()
    """What must be told right before, where the item doesn't name what is counted: 均已办结 is of all that was received."""
    after: str = ""
    """What the last measure of documents in the sentence must begin with: 废止3件 behind 制定规范性文件5件, or behind 规章6件."""
    needs: str = ""
    """A value that one of the words must have; empty for none."""
    doubt: AnyDoubt = ""
    """Why what is told so may be of fewer, or of others, too, and is to check at best."""
    is_beside: bool = False
    """Whether something else of applications must be told beside it: 公开3件、不予公开2件."""
    is_dated: bool = False
    """Whether the item must say itself that it is of the year: 全年申请42件."""
    is_of_one: bool = False
    """Whether that was one, which needs no word for all: 收到申请1件,不予处理; of more a word that begins with one tells: 均予以公开."""
    is_none: bool = False
    """Whether it denies a result of all cases told before, and not of lawsuits at large: 直接起诉3件,无败诉."""
    is_of_last: bool = False
    """Whether what is told without a number is so of all that was counted right before it: 行政复议1件,结果维持."""

    is_exact: bool = False
    """Whether no word of the item may be unknown: what others made is learnt, explained and so on, too."""

    @cached_property
    def shape(self) -> Shape:
        """All shapes with a number, in one."""
        return _one_of(self.shapes)

    @cached_property
    def denial(self) -> Shape:
        """All shapes without one."""
        return _one_of(self.denials)

    def is_counted_in(self, quantity: Quantity) -> bool:
        """Whether it may be told in the unit of a quantity; what is published of reviews is no review: 行政复议69条."""
        if self.units:
            return quantity.unit in self.units
        return quantity.is_of_cases and not (self.table == "reviews" and quantity.unit in INFORMATION)


def _one_of(shapes: tuple[str, ...]) -> Shape:
    return Shape("|".join(f"(?:{shape})" for shape in shapes))


BOTH = "received+carried_over"
"""What came in and what was left from last year, told together: 上年结转与本年新收合计12件."""
_BACK = "(PLUS|REMAIN|AND|AMONG|APPLICATION|REF)*"
_FORWARD = "(CARRY+ NEXTYEAR+|CARRYNEXT) (ANSWER|DUE)*"
_APPLICATIONS = (
    Measure(
        "received",
        "applications",
        (
            "REF? RECEIVE+ APPLICATION* # APPLICATION* AMID?",
            "RECEIVE+ # SUBMIT? APPLICATION* AMID?",
            "APPLICATION+ RECEIVE #",
            "RECEIVE* APPLICATION* APPLICATIONAMOUNT TOTAL* #",
            "TOTAL APPLICATION+ #",
            "APPLICATION+ TOTAL+ #",
            "REF? RECEIVE APPLICATION? # APPLICATION? ALL+ ANSWER",
            "# RECEIVE+ APPLICATION? AMID",
        ),
        (
            "NOT+ RECEIVE* REF? APPLICATION+ RECEIVE?",
            "NOT+ ARISE? APPLICATION+",
            "APPLICATION+ NOT+ RECEIVE",
            "NOT PERSONS? SUBMIT? APPLICATION+",
            "(APPLICATION|APPLICATIONAMOUNT)+ (ZERO|NOT)",
        ),
        topic=Topic.APPLICATIONS,
    ),
    Measure(
        "answered",
        "applications",
        (
            "AMONG? ALL* ANSWER+ ALL? APPLICATION* ALL? # APPLICATION* AMID?",
            "APPLICATION+ ALL* ANSWER+ ALL? #",
            "REF? ALL? # APPLICATION* ALL+ ANSWER+",
            "RECEIVE+ AND? ANSWER APPLICATION* # APPLICATION*",
            "# ANSWER APPLICATION? AMID",
            "(ALL|REF|RECEIVE)* N APPLICATION? AMID ANSWER #",
            "SHARE ANSWER APPLICATION? # PERCENT",
            "ANSWER # APPLICATION+ RATE (UNKNOWN|NUMBER)*",
        ),
        topic=Topic.APPLICATIONS,
    ),
    Measure("answered", "applications", ("AMONG? # APPLICATION* ALL? ANSWER+",), topic=Topic.APPLICATIONS, follows=("received", "due", BOTH, "carried_over")),
    Measure("due", "applications", ("DUE APPLICATION* # (ALL* ANSWER)?", "# APPLICATION? DUE", "RECEIVE AND? CARRY APPLICATION? # APPLICATION*"), topic=Topic.APPLICATIONS),
    Measure(
        BOTH,
        "applications",
        (
            "LAST+ CARRY+ APPLICATION* (AND|PLUS) RECEIVE+ APPLICATION* #",
            "RECEIVE+ APPLICATION* (AND|PLUS) LAST+ CARRY+ APPLICATION* #",
        ),
        topic=Topic.APPLICATIONS,
        needs="added",
    ),
    Measure("received", "applications", ("APPLICATION+ #", "TOTAL? # APPLICATION+"), topic=Topic.APPLICATIONS, is_dated=True),
    Measure("received", "applications", ("AMONG? THIS? RECEIVE # APPLICATION* (PLUS|AND) LAST+ CARRY+ APPLICATION* N",), topic=Topic.APPLICATIONS),
    Measure("received", "applications", ("RECEIVE # APPLICATION+ ARISE (REVIEW|LITIGATION) N",), topic=Topic.REVIEWS),
    Measure("received", "applications", ("AMONG THIS? RECEIVE+ APPLICATION* #",), topic=Topic.APPLICATIONS, follows=("received", "due", BOTH, "answered")),
    Measure("received", "applications", ("TOTAL+ #",), topic=Topic.APPLICATIONS, follows=("named", "ways")),
    Measure("received", "applications", ("THIS? #",), topic=Topic.APPLICATIONS, follows=(FEW_NAMED,)),
    Measure("due", "applications", ("PLUS? TOTAL DUE? APPLICATION? #",), topic=Topic.APPLICATIONS, follows=("received", "carried_over")),
    Measure("due", "applications", ("PENDING APPLICATION* #",), topic=Topic.APPLICATIONS, follows=("carried_over",)),
    Measure(
        "carried_over",
        "applications",
        (
            f"{_BACK} ANSWER? LAST+ CARRY+ PLUS? THIS? (ANSWER|DUE)? APPLICATION* TOTAL? # APPLICATION* (ALL* ANSWER)?",
            f"{_BACK} LAST+ PENDING AND? CARRY+ THIS? ANSWER? APPLICATION* #",
            f"LAST? {_BACK} LAST+ PENDING APPLICATION+ # CARRY*",
            "PLUS LAST+ PENDING #",
            "LAST+ REMAIN APPLICATION* # APPLICATION* THIS? ALL* ANSWER+",
            "LAST+ CARRY+ APPLICATION* # (BY|ALL|PARTYEAR|SINCE|UNKNOWN)* ANSWER+",
            "LAST+ CARRY+ APPLICATIONAMOUNT #",
            f"{_BACK} # APPLICATION* ALL? LAST+ (PENDING|AND)* CARRY+",
            f"LAST? {_BACK} CARRY+ LAST+ (ANSWER|DUE|PENDING)? APPLICATION* #",
            "AMONG? THIS? RECEIVE N APPLICATION* (PLUS|AND) LAST+ CARRY+ APPLICATION* #",
        ),
        ("NOT LAST CARRY (ANSWER|APPLICATION)*", "LAST NOT CARRY APPLICATION*"),
        topic=Topic.APPLICATIONS,
    ),
    Measure(
        "carried_forward",
        "applications",
        (
            f"{_BACK} {_FORWARD} (APPLICATION|PLUS|REMAIN)* # APPLICATION*",
            f"{_BACK} BY? NEXTYEAR CARRY APPLICATION* #",
            f"{_BACK} PENDING? # APPLICATION* (PLAN|PENDING|DUE)? {_FORWARD} APPLICATION*",
            f"{_BACK} CARRY APPLICATION* # APPLICATION* CARRY? NEXTYEAR ANSWER?",
            f"{_BACK} PENDING APPLICATION* #",
            f"{_BACK} # APPLICATION* PENDING",
            "(PLUS|REMAIN)+ # APPLICATION+ NOT ANSWER",
            f"{_BACK} PENDING AND? CARRY NEXTYEAR? (APPLICATION|PLUS)* #",
            f"EXCEPT {_FORWARD} APPLICATION* # EXCEPT",
            f"EXCEPT # APPLICATION* {_FORWARD} EXCEPT",
        ),
        (
            f"{_BACK} {_FORWARD} APPLICATION* (ZERO|NOT)",
            f"{_BACK} NOT+ PENDING APPLICATION+",
            "PENDING APPLICATION* ZERO",
            "(APPLICATION|AND|RECEIVE|REF|ALL)* NOT (DUE|APPLICATION)* (CARRY NEXTYEAR?|CARRYNEXT) (ANSWER|APPLICATION)*",
        ),
        topic=Topic.APPLICATIONS,
    ),
    Measure("carried_forward", "applications", ("REMAIN+ APPLICATION* # APPLICATION* NOT ANSWER+",), topic=Topic.APPLICATIONS, is_dated=True),
    Measure("carried_over", "applications", ("PLUS CARRY APPLICATION* #",), topic=Topic.APPLICATIONS),
    Measure(
        "carried_forward",
        "applications",
        ("(AND|PLUS)? CARRY APPLICATION* #", "REMAIN+ APPLICATION* # APPLICATION* CARRY"),
        topic=Topic.APPLICATIONS,
        follows=("answered",),
    ),
    Measure(
        "all_done",
        "applications",
        (),
        (
            "(PERSONS|REF|RECEIVE|N|AND|ALL|LAST|CARRY|THIS|PLUS|APPLICATION)* APPLICATION (N|AND|ALL|THIS|PLUS|LAST|CARRY)* ALL+ ANSWER+ (AND? ANSWER)* APPLICATION? (AND? NOT (CARRY|CARRYNEXT) (NEXTYEAR|ANSWER|APPLICATION)*)?",
            "(ALL|REF)* APPLICATION+ ANSWER+",
            "NOT APPLICATION+ NOT ANSWER+",
            "(PERSONS|REF|RECEIVE|AND|THIS|APPLICATION)* (APPLICATION (ALL|ANSWER)* NONELEFT|CLEARED)",
        ),
        topic=Topic.APPLICATIONS,
    ),
    Measure(
        "all_done", "applications", (), ("REF? (AND|ALL)* ALL ANSWER (AND? ANSWER)*",), topic=Topic.APPLICATIONS, follows=("received", "due", BOTH, "carried_over", "handled")
    ),
    Measure(
        "all_done", "applications", (), ("(AND|ALL)* ALL ANSWER (AND? ANSWER)*",), topic=Topic.APPLICATIONS, follows=("counted earlier",), doubt="counted earlier"
    ),
    Measure(
        "outcome",
        "applications",
        (
            "(AMONG|RESULT|AMID|REF|AND|APPLICATION|DECIDE|REMAIN|PLUS|BY|NORESULT|NORESULTENDED|RECEIVE APPLICATION? AMID)* (ANSWER AMID?)? OUTCOME (AND* OUTCOME)* (AND* NORESULTENDED)? (APPLICATION|ANSWER)* ALL? SHARE? # APPLICATION? AMID? (ETC|ALL? ANSWER|ALL? OUTCOME)?",
            "(AMONG|ALL|AMID|APPLICATION|REMAIN|ANSWER|BY|PLUS)* # APPLICATION? ALL? RESULT? (OUTCOME AND?)+ ETC?",
        ),
        topic=Topic.APPLICATIONS,
    ),
    Measure("outcome", "applications", ("BY OUTCOME # APPLICATION+ (OUTCOME|NORESULT|NORESULTENDED|ANSWER|UNKNOWN)+",), topic=Topic.APPLICATIONS),
    Measure("outcome", "applications", ("REF? # (OUTCOME AND?)+ (ANSWER|APPLICATION|DECIDE)+ AMID",), topic=Topic.APPLICATIONS, doubt="of what"),
    Measure("outcome", "applications", ("TOTAL* #",), topic=Topic.APPLICATIONS, follows=(MOST_NAMED,), doubt="of what"),
    Measure("outcome", "applications", ("TOTAL* #",), topic=Topic.APPLICATIONS, follows=(OUTCOME_NAMED,), doubt="of what", is_dated=True),
    Measure("outcome", "applications", ("TOTAL+ #",), topic=Topic.APPLICATIONS, follows=(OUTCOME_NAMED,), doubt="of what"),
    Measure("outcome", "applications", (), ("NOT+ ARISE* OUTCOME OUTCOME? APPLICATION",), topic=Topic.APPLICATIONS),
    Measure("outcome", "applications", (), ("NOT+ (DECIDE|ARISE)? OUTCOME OUTCOME?", "OUTCOME APPLICATION? (NOT|ZERO)"), topic=Topic.APPLICATIONS, doubt="denied alone"),
    Measure("outcome", "applications", (), ("ALL+ OUTCOME",), topic=Topic.APPLICATIONS, follows=GROUPS, is_of_last=True),
    Measure("outcome", "applications", (), ("ALL+ OUTCOME",), topic=Topic.APPLICATIONS, follows=("received", "due"), is_of_last=True),
    Measure("outcome", "applications", (), ("OUTCOME",), topic=Topic.APPLICATIONS, follows=("received", "due", "one", *GROUPS), is_of_last=True, is_of_one=True),
    Measure("outcome", "applications", (), ("OUTCOME",), topic=Topic.APPLICATIONS, follows=(FOR_A_CAUSE,), is_of_last=True),
    Measure(
        "outcomes.granted", "applications", ("(AMONG|BY|APPLICATION|ANSWER)* ISSUEOPEN #", "(AMID|N)* # ISSUEOPEN"), topic=Topic.APPLICATIONS, units=frozenset({CASE}), is_beside=True
    ),
)  # fmt: skip

ALL_UPHELD, ALL_CLOSED = "all_upheld", "all_closed"
"""What is told of all cases of a kind without their number."""
_OF_LAWSUITS = "(AMONG|AMID|LITIGATION|ARISE|PARTY|CAUSE|PLUS)*"
_KINDS = "|".join(CASES)
_CASE = "(CAUSE|ARISE|RECEIVE|PARTY|ALL|AND|APPLICATION|AMONG|PLUS)*"
_CONCLUDED = "JUDGESCONCLUDED"
_RESULT = f"(AMONG|AMID|ALL|AND|PARTY|JUDGES|{_CONCLUDED}|{_KINDS})*"
_ENDED = f"(ANSWER|JUDGES|{_CONCLUDED})"
_OF_CASES = tuple(
    f"{case}{column}"
    for case in CASES.values()
    for column in ("", ".upheld", ".corrected", ".other", ".pending", ".concluded")
)
"""What is told right before cases that came to an end, where nothing names their kind again."""
_BOTH = f"(REVIEW {_CASE} NOT* {_CASE} LITIGATION|LITIGATION {_CASE} NOT* {_CASE} REVIEW)"
_REVIEWS = (
    Measure("review", "reviews", (f"{_CASE} REVIEW {_CASE} #", "N APPLICANT? (APPLICATION|ARISE)* REVIEW #", f"{_CASE} # {_CASE} REVIEW CAUSE* AMID?", f"{_CASE} REVIEW # AMID", f"{_CASE} CAUSE DECIDE? ANSWER ARISE? APPLICATION? REVIEW #"), (f"{_CASE} NOT+ {_CASE} REVIEW {_CASE}", f"{_CASE} REVIEW {_CASE} (ZERO|NOT+ ARISE?)")),
    Measure("review", "reviews", (f"{_CASE} ANSWER {_CASE} REVIEW {_CASE} #", f"{_CASE} REVIEW {_CASE} ANSWER #"), doubt="handled", needs="disclosure"),
    Measure("litigation", "reviews", (f"(JUDGES RECEIVE)? {_CASE} LITIGATION {_CASE} #", f"{_CASE} # {_CASE} LITIGATION CAUSE* AMID?", f"{_CASE} LITIGATION # AMID"), (f"{_CASE} NOT+ {_CASE} LITIGATION {_CASE}", f"{_CASE} LITIGATION {_CASE} (ZERO|NOT+ ARISE?)")),
    *(
        Measure(case, "reviews", (f"{_CASE} # {_CASE} {kind} UNKNOWN? ALL? NOT+ VERDICT",), doubt="of what")
        for kind, case in (("REVIEW", "review"), ("LITIGATION", "litigation"))
    ),
    *(
        Measure(case, "reviews", (f"{_CASE} UNKNOWN+ # {kind} AMID",), is_dated=True)
        for kind, case in (("REVIEW", "review"), ("LITIGATION", "litigation"))
    ),
    *(
        Measure(case, "reviews", ("(ARISE|RECEIVE|TOTAL)+ #", "CAUSE MATTER TOTAL #"), topic=Topic.REVIEWS, follows=(named,))
        for case, named in CASES_NAMED.items()
    ),
    *(
        Measure(case, "reviews", ("#",), topic=Topic.REVIEWS, follows=(CASES_NAMED[case],), is_dated=True)
        for case in ("review", "litigation")
    ),
    Measure("litigation_direct", "reviews", (f"{_OF_LAWSUITS} (VIAWITHOUT AND?)? DIRECT LITIGATION? # AMID?", f"{_OF_LAWSUITS} VIAWITHOUT AND? ARISE? LITIGATION #", "(AMONG|PLUS)* # DIRECT")),
    Measure("litigation_after_review", "reviews", (f"{_OF_LAWSUITS} AFTER LITIGATION? # AMID?", f"{_OF_LAWSUITS} VIA AND? ARISE? LITIGATION #", "(AMONG|PLUS)* # AFTER")),
    Measure("litigation_after_review", "reviews", ("AMONG? (# VIA|VIA #)",), follows=("litigation", "litigation_direct")),
    Measure("litigation_direct", "reviews", ("AMONG? (# VIAWITHOUT|VIAWITHOUT #)",), follows=("litigation", "litigation_after_review")),
    Measure("litigation_direct+litigation_after_review", "reviews", ("AMONG? DIRECT AND? AFTER ALL? #",)),
    Measure(
        "review+litigation",
        "reviews",
        (f"{_CASE} REVIEW {_CASE} LITIGATION {_CASE} #", f"{_CASE} LITIGATION {_CASE} REVIEW {_CASE} #", f"{_CASE} # {_CASE} REVIEW {_CASE} LITIGATION {_CASE}"),
        (f"{_CASE} NOT+ {_CASE} {_BOTH} {_CASE}", f"{_CASE} {_BOTH} {_CASE} (ZERO|NOT+ ARISE?)"),
    ),
    Measure(
        "verdict",
        "reviews",
        (
            f"{_RESULT} BY? VERDICT (AND VERDICT)? {_ENDED}? #",
            f"({_KINDS})+ AMID VERDICT #",
            f"(AMONG|PLUS|REMAIN|CAUSE|ARISE|{_KINDS})* # ({_KINDS}|ANSWER|RESULT)? ALL? (BY|PARTY)? JUDGES* VERDICT {_ENDED}?",
            f"AMONG? VERDICT ({_KINDS})+ #",
            f"{_RESULT} JUDGES DECIDE? VERDICT (DECIDE? ANSWER)? #",
        ),
        topic=Topic.REVIEWS,
    ),
    Measure("verdict", "reviews", (), (f"({_KINDS}|ANSWER)? (ALL|JUDGES|RESULT)* VERDICT (DECIDE? ANSWER)?",), topic=Topic.REVIEWS, follows=(*CASES.values(),), is_of_last=True),
    Measure("verdict", "reviews", (), (f"({_CASE} ANSWER? ({_KINDS}))* (ALL|AMID|RESULT)* NOT+ (ARISE|PARTY|JUDGES|CAUSE)* VERDICT (AND VERDICT)* ({_KINDS}|RESULT)?", f"NOT+ ARISE? ({_KINDS}) (PARTY|JUDGES)* VERDICT (AND VERDICT)* (ANSWER|RESULT)?"), topic=Topic.REVIEWS, is_none=True),
    Measure(ALL_UPHELD, "reviews", (), (f"(ALL|CAUSE|ARISE|RECEIVE|PARTY)* ({_KINDS}) ANSWER? (ALL|RESULT|JUDGES)* VERDICT ANSWER?", "(ALL|CAUSE|ARISE|RECEIVE|PARTY)* LITIGATION ANSWER? ALL+ JUDGESWON"), topic=Topic.REVIEWS),
    Measure("concluded", "reviews", (f"(AMONG|AND|ALL|PLUS)* {_CONCLUDED} #", f"AMONG? # ALL? {_CONCLUDED}"), topic=Topic.REVIEWS, follows=_OF_CASES),
    Measure("concluded", "reviews", (f"{_CASE} ({_KINDS}) {_CASE} {_CONCLUDED} #", f"{_CASE} {_CONCLUDED} {_CASE} ({_KINDS}) # AMID?", f"{_CASE} (# {_CONCLUDED}|{_CONCLUDED} #) ({_KINDS}) ALL? (JUDGES|JUDGESWON)*", f"{_CASE} N ({_KINDS}) AMID {_CONCLUDED} #"), doubt="handled"),
    *(
        Measure(case, "reviews", (f"{_CASE} {kind} {_CASE} # ALL+ {_CONCLUDED}", f"(ALL|REF)* # {kind} ALL+ {_CONCLUDED}"), doubt="handled")
        for kind, case in CASES.items()
    ),
    Measure("all_concluded", "reviews", (), (f"(ALL|RESULT)* ALL {_CONCLUDED}", "ALL+ JUDGESWON"), topic=Topic.REVIEWS, follows=(*CASES.values(),)),
    Measure(ALL_CLOSED, "reviews", (), (f"{_CASE} ({_KINDS}) {_CASE} ALL+ {_CONCLUDED}",), topic=Topic.REVIEWS),
    Measure("all_won", "reviews", (), ("JUDGES? ALL+ JUDGESWON",), topic=Topic.REVIEWS, follows=("litigation",)),
    *(
        Measure(CASES[kind], "reviews", (), (kind,), topic=Topic.REVIEWS, follows=("litigation",), is_of_last=True, is_of_one=True)
        for kind in ("DIRECT", "AFTER")
    ),
)  # fmt: skip

_DECIDED = "((DECIDE|ANSWER|RECEIVE|MAKE) AND?)"
_PUBLISH = "(ISSUE|ISSUEOPEN|ISSUEOUT|REVISESHOWN)"
_OTHER_KINDS = "(AND|NOT|LICENSING|PENALTY|COERCION)*"
_TOGETHER = [
    ([kind for kind, _ in several], [row for _, row in several])
    for number in (2, 3)
    for several in permutations(DECISIONS.items(), number)
]
"""Decisions that are counted together, in any order: 行政处罚、行政强制合计3171件."""
_AMOUNT = frozenset({LARGE_AMOUNT})
_DISCLOSURE = (
    Measure(
        "normative_documents.issued", "disclosure", ("MAKE+ #",), ("NOT MAKE+", "NOT MAKE AND NOT REPEALED"), topic=Topic.DOCUMENTS, units=DOCUMENTS
    ),
    Measure(
        "normative_documents.issued",
        "disclosure",
        ("(MAKE AND?)+ (ISSUE|ISSUEOPEN)? DOCUMENT+ #", "(MAKE AND?)+ (ISSUE|ISSUEOPEN)? # DOCUMENT+", "MAKE+ (TITLE AND?)+ # DOCUMENT", "# MAKE+ DOCUMENT+", "# DOCUMENT+ (MAKE AND?)+ (ISSUE|ISSUEOPEN)?", "DOCUMENT+ MAKE #", "MAKE # DOCUMENT AMID", "ARISE DOCUMENT+ #", "DOCUMENT+ ARISE #", "DOCUMENT+ RECEIVE #"),
        ("NOT (MAKE AND?)+ REPEALED? DOCUMENT+", "NOT MAKE AND NOT REPEALED DOCUMENT+", "NOT DOCUMENT+ (MAKE AND?)+ REPEALED?", "DOCUMENT+ NOT (MAKE AND?)+ REPEALED?", "DOCUMENT+ NOT ARISE"),
        units=DOCUMENTS,
    ),
    Measure("normative_documents.issued", "disclosure", ("MAKE+ (TITLE AND?)+ #",), topic=Topic.DOCUMENTS, units=DOCUMENTS, doubt="of what"),
    Measure("normative_documents.issued", "disclosure", ("ISSUEOUT DOCUMENT+ #", "ISSUEOUT # DOCUMENT+"), units=DOCUMENTS, doubt="published"),
    Measure("normative_documents.in_force", "disclosure", ("NOW? HELD DOCUMENT+ #", "DOCUMENT+ HELD #"), units=DOCUMENTS, is_exact=True),
    Measure("normative_documents.in_force", "disclosure", ("NOW? INFORCE #",), topic=Topic.DOCUMENTS, units=DOCUMENTS, follows=(DOCUMENTS_NAMED,)),
    Measure("normative_documents.repealed", "disclosure", ("REPEALED #",), topic=Topic.DOCUMENTS, units=DOCUMENTS, follows=(DOCUMENTS_REVISED,)),
    Measure(
        "regulations.issued",
        "disclosure",
        ("(MAKE AND?)+ MATTERRULES #", "(MAKE AND?)+ # MATTERRULES", "# MAKE+ MATTERRULES", "MATTERRULES MAKE #"),
        ("NOT (MAKE AND?)+ MATTERRULES",),
        units=DOCUMENTS,
        is_exact=True,
    ),
    Measure("normative_documents.issued", "disclosure", ("(PLUS|AND)* DOCUMENT #",), units=DOCUMENTS, follows=("regulations.issued",)),
    Measure("normative_documents.issued", "disclosure", ("AMONG MAKE+ #",), topic=Topic.DOCUMENTS, units=DOCUMENTS, follows=("normative_documents.in_force",), doubt="of what"),
    *(
        Measure(f"regulations.{column}", "disclosure", (f"NOW? {kind} MATTERRULES #", f"NOW? {kind} # MATTERRULES", f"MATTERRULES NOW? {kind} #"), (f"NOT+ {kind} MATTERRULES",), units=DOCUMENTS, is_exact=True)
        for column, kind in (("in_force", "INFORCE"), ("repealed", "REPEALED"))
    ),
    *(
        Measure(f"normative_documents.{column}", "disclosure", (f"NOW? {kind} DOCUMENT+ TOTAL? # (ALL .*)?", f"NOW? {kind} # DOCUMENT+", f"DOCUMENT NOW? {kind} #", f"NOW {kind} DOCUMENT+ PLUS #"), (f"NOT+ {kind} DOCUMENT+", f"NOT+ DOCUMENT+ {kind}", f"DOCUMENT+ NOT+ {kind}", f"NOT+ RECEIVE AND NOT+ {kind} DOCUMENT+"), units=DOCUMENTS)
        for column, kind in (("in_force", "INFORCE"), ("repealed", "REPEALED"))
    ),
    *(
        Measure(f"normative_documents.{column}", "disclosure", (f"(PLUS|AND|NOW)* {kind}+ PAPERS? PLUS? #", f"(PLUS|AND|REMAIN)* # (BY REVISE)? {kind} DOCUMENT*"), (f"NOT {kind} PAPERS?", f"{kind} NOT"), topic=Topic.DOCUMENTS, units=DOCUMENTS, after="normative")
        for column, kind in (("in_force", "INFORCE"), ("repealed", "REPEALED"))
    ),
    *(
        Measure(f"regulations.{column}", "disclosure", (f"(PLUS|AND|NOW)* {kind} #",), (f"NOT {kind}",), topic=Topic.OTHER, units=DOCUMENTS, after="regulations", is_exact=True)
        for column, kind in (("in_force", "INFORCE"), ("repealed", "REPEALED"))
    ),
    *(
        Measure(
            row,
            "disclosure",
            (f"{_DECIDED}* {kind} {_DECIDED}? # (AMID|ALL* {_PUBLISH})?", f"{_DECIDED}+ {kind}MATTER #", f"{_DECIDED}+ # {kind}(MATTER)?", f"({_PUBLISH}|PROACTIVE|{_DECIDED})* {kind}COLUMN #"),
            (f"NOT+ ({_DECIDED}|ARISE)* {_OTHER_KINDS} ({kind}|{kind}MATTER) (AND {_OTHER_KINDS})?",),
        )
        for kind, row in DECISIONS.items()
    ),
    *(Measure(row, "disclosure", (), (f"{kind} (ZERO|NOT ARISE)",), is_exact=True) for kind, row in DECISIONS.items()),
    *(
        Measure(row, "disclosure", (f"(DECIDE AND)? {_PUBLISH}+ {kind} #",), units=DECIDED, doubt="published")
        for kind, row in DECISIONS.items()
    ),
    *(
        Measure(DECISIONS[kind], "disclosure", (f"{_DECIDED}* {kind}SHORT #",), is_dated=True, doubt="told in short")
        for kind in ("LICENSING", "PENALTY")
    ),
    *(
        Measure("+".join(rows), "disclosure", (f"{_DECIDED}* {' AND '.join(kinds)} {_DECIDED}? #",), units=frozenset({CASE}), doubt="of what")
        for kinds, rows in _TOGETHER
    ),
    Measure("fees", "disclosure", ("COLLECT? FEES #", "COLLECT # FEES", "FEES (COLLECT|RECEIVE) #", "RECEIVE # FEES"), ("NOT+ (COLLECT|ARISE)* FEES", "FEES (ZERO|NOT ARISE)"), units=_AMOUNT),
    Measure("fees", "disclosure", ("COLLECT #",), units=_AMOUNT, follows=("fees named",), is_exact=True),
)  # fmt: skip

OF_ALL = ("received", "answered", "due", BOTH)
"""The measures that are of all applications: each may be told of any reading of table three."""
MEASURES = (*_APPLICATIONS, *_REVIEWS, *_DISCLOSURE)


SUBJECTS = frozenset(
    "AFTER ANSWER APPLICATION CARRY CLEARED COERCION DIRECT DOCUMENT DUE FEES INFORCE LICENSING LITIGATION MAKE"
    " OUTCOME PENALTY PENDING RECEIVE REPEALED REVIEW VERDICT".split()
)
"""Categories of which every measure that follows no other names one: a sentence without any claims nothing."""


@lru_cache(maxsize=20_000)
def fitting(word: str) -> tuple[Measure, ...]:
    """The measures with a shape that an item's letters fit, with the number that is marked there or as a denial."""
    if "#" in word:
        return tuple(measure for measure in MEASURES if measure.shapes and measure.shape.fits(word))
    return tuple(measure for measure in MEASURES if measure.denials and measure.denial.fits(word))
