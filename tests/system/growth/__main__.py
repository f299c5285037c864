"""python -m tests.system.growth: grow every reader and rule with repeated fragments; 1 where one grows too fast or takes too long."""

import argparse
import logging
import sys
import time

from tests.system.growth.cases import every
from tests.system.growth.measure import steps
from tests.system.growth.verdict import PATIENCE, faults


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=30, help="how long to go on")
    parser.add_argument("--seed", type=int, default=1, help="in which order")
    parser.add_argument("--only", default="", help="cases whose names begin with this: text, html, docx, pdf, ofd, doc")
    parser.add_argument("--times", type=int, default=0, metavar="N", help="list the N slowest cases, and judge none")
    options = parser.parse_args()
    logging.disable(logging.CRITICAL)
    cases = [case for case in every(options.seed) if case.name.startswith(options.only)]
    end = time.monotonic() + options.minutes * 60
    done, found, slowest = 0, 0, []
    for case in cases:
        if time.monotonic() > end:
            break
        done += 1
        if options.times:
            slowest.append((sum(steps(case.make(case.largest), PATIENCE).values()), case.name))
            continue
        for fault in faults(case):
            found += 1
            print(f"{fault.case}: {fault.step} takes {', '.join(f'{time:.2f}' for time in fault.times)} s", flush=True)
    for seconds, name in sorted(slowest, reverse=True)[: options.times]:
        print(f"{seconds:.2f} s  {name}")
    print(f"{done} of {len(cases)} cases, {found} faults")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
