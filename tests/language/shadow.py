"""The language layer beside the patterns that it replaces: what it would tell over all labelled texts, by rule.

python -m tests.language.shadow                  found, missed and false a rule, claims told to check apart
python -m tests.language.shadow -v CON01         each miss and false alarm with its sentence
python -m tests.language.shadow --golden CON01   claims that only one of the two reads
"""

import argparse
import sys
import time
from collections.abc import Iterator
from decimal import Decimal

from service.domain import form
from service.domain.report import Cell, Report, counted
from service.language import Certainty, Claim, Reading, Relation
from tests.language.reach import reach
from tests.language.sources import sources
from tests.language.tally import Told, new_tally, score, write

RULES = ("CON01", "CON02", "CON03", "CON04", "CON05", "CON06")
_READINGS = (("received",), ("received", "carried_over"), ("outcomes.total",), ("outcomes.total", "carried_forward"))
_CASES = {
    "review": ("review",),
    "litigation": ("litigation_direct", "litigation_after_review"),
    "review+litigation": ("review", "litigation_direct", "litigation_after_review"),
    "litigation_direct": ("litigation_direct",),
    "litigation_after_review": ("litigation_after_review",),
}


def judged(report: Report) -> Iterator[Told]:
    """What the claims say that the tables contradict."""
    done: list[Claim] = []
    accused: set[int] = set()
    told = [each for each in Reading.of(report).claims if each.certainty is not Certainty.PASSED]
    is_told = any(_is_sure_of_all(claim) and not _contradicted(report, claim) for claim in told)
    for claim in told:
        if is_told and claim.measure in _OF_ALL and claim.certainty is Certainty.TO_CHECK:
            continue
        if claim.measure == "all_done":
            done.append(claim)
        elif (
            not claim.value
            and claim.measure == "carried_forward"
            and claim.sentence in [each.sentence for each in done]
        ):
            continue
        elif rule := _contradicted(report, claim):
            accused.add(id(claim.sentence))
            yield _told(rule, claim)
    forward = counted(report.applications.cell("carried_forward", "total"))
    for claim in done:
        if forward and id(claim.sentence) not in accused and claim.relation is Relation.ALL:
            yield _told("CON05", claim)


def _told(rule: str, claim: Claim) -> Told:
    around = claim.sentence.text[max(0, claim.start - 60) : claim.end + 30]
    return Told(rule, claim.at, claim.certainty, f"{claim.measure}={claim.value} [{claim.reason}] {around}")


_OF_ALL = ("received", "answered", "due")


def _is_sure_of_all(claim: Claim) -> bool:
    return claim.is_established and claim.measure in _OF_ALL and bool(claim.value)


def _contradicted(report: Report, claim: Claim) -> str:
    if claim.table == "applications":
        if claim.measure in ("received", "answered", "due"):
            return "CON01" if _is_no_reading(report, claim) else ""
        if claim.measure.startswith("carried"):
            return "CON01" if _differs(claim, [report.applications.cell(claim.measure, "total")]) else ""
        rows = [r for each in claim.measure.split("+") for r in _rows(each, report)]
        if (
            claim.measure == "outcomes.other"
            and counted(report.applications.cell("outcomes.other.other", "total")) == claim.value
        ):
            return ""
        cells = [report.applications.cell(row, "total") for row in rows]
        if claim.relation is Relation.SOME and claim.value <= sum(counted(cell) or 0 for cell in cells):
            return ""
        return "CON03" if _differs(claim, cells) else ""
    if claim.table == "reviews":
        kind, _, column = claim.measure.partition(".")
        if kind not in _CASES:
            return ""
        cells = [report.reviews.cell(row, column or "total") for row in _CASES.get(kind, ())]
        is_either = kind == "litigation" and claim.value and claim.value in map(counted, cells)
        return "CON04" if not is_either and _differs(claim, cells) else ""
    row, _, column = claim.measure.partition(".")
    cell = report.disclosure.cell(row, column or form.DISCLOSURE_CELLS[row][0])
    if _is_rounded(claim.value, counted(cell)):
        return ""
    return ("CON02" if column else "CON06") if _differs(claim, [cell]) else ""


def _rows(outcome: str, report: Report) -> list[str]:
    rows = set(report.applications.rows)
    if outcome in rows:
        return [outcome]
    return [row for row in (*form.OUTCOME_DETAILS, "outcomes.other") if row in rows and row.startswith(outcome + ".")]


def _is_no_reading(report: Report, claim: Claim) -> bool:
    cells = {
        row: report.applications.cell(row, "total")
        for row in ("received", "carried_over", "outcomes.total", "carried_forward")
    }
    figures = {row: _or_zero(cell) for row, cell in cells.items()}
    if None in figures.values() or counted(cells["received"]) is None:
        return False
    readings = {sum(figures[row] or 0 for row in reading) for reading in _READINGS}
    if claim.measure == "answered":
        if counted(cells["outcomes.total"]) is None:
            return False
        readings.add((figures["received"] or 0) - (figures["carried_forward"] or 0))
    if claim.relation is Relation.SOME and claim.value < max(readings):
        return False
    return claim.value not in readings


def _or_zero(cell: Cell | None) -> int | Decimal | None:
    return 0 if cell and cell.is_sure and cell.figure.is_blank else counted(cell)


def _differs(claim: Claim, cells: list[Cell | None]) -> bool:
    figures = [counted(cell) for cell in cells]
    return bool(figures) and None not in figures and sum(f or 0 for f in figures) != claim.value


def _is_rounded(stated: int | Decimal, figure: int | Decimal | None) -> bool:
    if figure is None or not stated or figure == int(figure):
        return False
    places = Decimal(stated).as_tuple().exponent
    return isinstance(places, int) and abs(float(stated) - float(figure)) < 10.0**places


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("rules", nargs="*")
    parser.add_argument("--only", default="")
    parser.add_argument("-v", "--verbose", action="store_true")
    parser.add_argument("--reach", action="store_true")
    asked = parser.parse_args()
    if asked.reach:
        sys.stdout.write("\n".join(reach()) + "\n")
        return
    rules = tuple(asked.rules) or RULES
    tallies = {label: new_tally() for label in ("reports", "cases")}
    spent, number, faults = 0.0, 0, list[str]()
    for source in sources(asked.only):
        if source.rules and source.rules not in rules:
            continue
        start = time.process_time()
        told = [each for each in judged(source.report) if each.rule in rules and source.rules in ("", each.rule)]
        spent += time.process_time() - start
        number += 1
        faults += score(source, told, rules, tallies["cases" if source.rules else "reports"])
    if asked.verbose:
        sys.stdout.write("\n".join(sorted(faults)) + "\n")
    write(tallies, rules)
    sys.stdout.write(f"{number} texts, {1000 * spent / max(1, number):.1f} ms of processor time each\n")


if __name__ == "__main__":
    main()
