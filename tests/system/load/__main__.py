"""python -m tests.system.load: the long forms of the tests under load, and their figures."""

import argparse
import secrets
import sys

from tests.system.end_to_end.serving import long_report, started_anywhere
from tests.system.load import anything, crowd, fairness, speed, stalls
from tests.system.load.calling import UNLIMITED, Client, keys_of


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=5, help="for how long the crowd does this and that")
    parser.add_argument("--clients", type=int, default=100, help="how many the crowd has")
    parser.add_argument("--queued", type=int, default=2000, help="how many reports one client queues before another's")
    parser.add_argument("--examples", type=int, default=300, help="how many examples an operation are asked")
    options = parser.parse_args()
    held = [
        _anything(options.examples),
        _stalls(),
        _speed(),
        _fairness(options.queued),
        _crowd(options.clients, options.minutes * 60),
    ]
    return 0 if all(held) else 1


def _anything(examples: int) -> bool:
    seed = secrets.randbelow(2**32)
    wrong = anything.ask_services(examples, seed)
    found = "some answers are not described" if wrong else "all as described"
    print(f"{examples} examples an operation by seed {seed}, without and with a key: {found}")
    print(wrong, end="")
    return not wrong


def _stalls() -> bool:
    with started_anywhere(**UNLIMITED) as service:
        client = Client(service.url)
        for number in range(20):
            waiting = client.accepted(long_report(2000 + number))
        answered = stalls.measure(service.url, waiting, seconds=15)
    print(f"beside 64 stalled uploads and 64 long polls: {answered}")
    return answered.slowest < 0.1 and answered.stalled == answered.polls == 64


def _speed() -> bool:
    with started_anywhere(**UNLIMITED) as service:
        measured = speed.measure(service)
    print(f"{measured}: {measured.ended / measured.bare:.2f} (ended), {measured.waiting / measured.bare:.2f} (waiting)")
    slower = min(measured.ended, measured.waiting)
    return slower >= 0.8 * measured.bare and measured.upload <= 0.005


def _fairness(queued: int) -> bool:
    with started_anywhere(**UNLIMITED) as service:
        waited = fairness.measure(service.url, *keys_of(service, 2), queued)
    print(f"behind {queued} reports of another client: {waited}: {waited.behind / waited.idle:.1f} times")
    return waited.behind <= 3 * waited.idle


def _crowd(clients: int, seconds: float) -> bool:
    with started_anywhere(**UNLIMITED) as service:
        seen = crowd.unleash(service.url, keys_of(service, clients), seconds)
    print(
        f"a crowd of {clients} for {seconds:.0f} s: {seen.audits} audits, answers {dict(sorted(seen.answers.items()))}"
    )
    for wrong in seen.wrong[:20]:
        print(f"  wrong: {wrong}")
    return not seen.wrong and not any(status >= 500 and status != 503 for status in seen.answers)


if __name__ == "__main__":
    sys.exit(main())
