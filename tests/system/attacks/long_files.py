"""Files that take long, all of one client, before a short one of another client."""

import io
import time
from pathlib import Path

from reportlab.pdfgen import canvas

from service.storage.keys import Keys, Scope
from tests.system.attacks.attack import Attack, Outcome
from tests.system.attacks.slow_inputs import FILES
from tests.system.end_to_end.serving import EXAMPLE, started
from tests.system.load.calling import Client

_FILES, _SECONDS = 12, 20.0
_PAGES, _LINES = 160, 50


def _dense_pdf() -> bytes:
    """As much on its pages as their limits allow, which takes some seconds to read."""
    written = io.BytesIO()
    pdf = canvas.Canvas(written, pageCompression=0)
    for _ in range(_PAGES):
        for line in range(_LINES):
            pdf.drawString(20, 820 - 16 * line, "1 2 3 4 5 6 7 8 9 " * 3)
            for rule in range(20):
                pdf.line(20, 820 - 16 * line - rule, 560, 820 - 16 * line - rule)
        pdf.showPage()
    pdf.save()
    return written.getvalue()


def _short_behind_long(folder: Path) -> Outcome:
    with started(folder, AUDIT_WORKERS="2") as service:
        keys = Keys(service.folder)
        many, other = (Client(service.url, keys.add(name, (Scope.WRITE, Scope.READ))) for name in ("many", "other"))
        dense = _dense_pdf()
        for number in range(_FILES):
            many.accepted((dense if number % 2 else FILES["dates"]) + b"\n%%%d" % number)
        time.sleep(1.0)
        begun = time.monotonic()
        short = other.accepted(EXAMPLE.read_bytes())
        other.awaited(short, 180)
        waited = time.monotonic() - begun
    return Outcome(held=waited <= _SECONDS, measured=f"a short report of another client took {waited:.1f} s")


ATTACKS = (
    Attack(
        "long-files", f"{_FILES} slow files of a client hold another's for {_SECONDS:.0f} s at most", _short_behind_long
    ),
)
