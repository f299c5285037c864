import os
import signal
import subprocess
import sys
import time

import pytest

WAITS = """
import signal, time
from service.signals import Signals
signals = Signals(signal.SIGCHLD)
print("ready", flush=True)
begun, woken = time.monotonic(), 0
while not signals.wait(30):
    woken += 1
    print("woken", flush=True)
print(signals.stops, woken, time.monotonic() - begun)
"""


def waiting() -> subprocess.Popen[str]:
    process = subprocess.Popen([sys.executable, "-c", WAITS], stdout=subprocess.PIPE, text=True)
    assert process.stdout
    assert process.stdout.readline() == "ready\n"
    return process


def told(process: subprocess.Popen[str]) -> tuple[int, int, float]:
    stops, woken, seconds = process.communicate(timeout=30)[0].splitlines()[-1].split()
    return int(stops), int(woken), float(seconds)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_who_waits_is_woken_to_end(number: signal.Signals) -> None:
    process = waiting()
    process.send_signal(number)
    stops, woken, seconds = told(process)
    assert (stops, woken, seconds < 20) == (1, 0, True)


def test_other_signals_only_wake() -> None:
    process = waiting()
    assert process.stdout
    for _ in range(3):
        process.send_signal(signal.SIGCHLD)
        assert process.stdout.readline() == "woken\n"
    process.terminate()
    assert told(process)[:2] == (1, 3)


def test_signals_that_come_while_others_are_handled_stop_nothing() -> None:
    process = waiting()
    until = time.monotonic() + 1
    while time.monotonic() < until:
        os.kill(process.pid, signal.SIGCHLD)
    process.terminate()
    stops, woken, _ = told(process)
    assert stops == 1
    assert woken > 1
