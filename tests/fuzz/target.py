"""One fuzzer of one reader, in the memory of one job: python -m tests.fuzz.target KIND FOLDER [libFuzzer's options].

What an input raises is told once a place in the code, and the smallest input that raises it is kept in FOLDER/found;
the fuzzer goes on. An input on which the process dies is left there too, by libFuzzer.
"""

import resource
import sys
import time
import traceback
import warnings
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["workers", "service", "pdfminer", "olefile", "zipfile"]):
    from tests.fuzz.auditing import audit
    from workers import readers  # noqa: F401 - loads the readers
    from workers.readers import doc, docx, html, ofd, pdf  # noqa: F401 - they load on demand, too late for instruments

from service.config import Settings
from tests.fuzz.mutation import inside_archive

_MOST_BYTES = 200_000


class TooSlow(Exception):
    """An input took more of the processor than a job may."""


class Target:
    """The function that is fuzzed; it keeps what it found in a folder."""

    def __init__(self, folder: Path, seconds: float) -> None:
        self._folder = folder
        self._seconds = seconds
        self._smallest: dict[str, int] = {}

    def __call__(self, data: bytes) -> None:
        begun = time.process_time()
        try:
            audit(data)
            self._judge(time.process_time() - begun)
        except Exception as error:
            self._keep(_place(error), error, data)

    def _judge(self, spent: float) -> None:
        if spent > self._seconds:
            raise TooSlow(f"{spent:.0f} s")

    def _keep(self, place: str, error: Exception, data: bytes) -> None:
        known = self._smallest.get(place)
        if known is None:
            sys.stderr.write(f"\nFOUND {place}\n{''.join(traceback.format_exception(error)[-3:])}\n")
        if known is None or len(data) < known:
            self._smallest[place] = len(data)
            (self._folder / place).write_bytes(data)


def _place(error: Exception) -> str:
    """The kind of an error and the line that raised it, as a file's name."""
    frame = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__}-{Path(frame.filename).stem}-{frame.lineno}"


def _changed(content: bytes, most: int) -> bytes:
    """What libFuzzer makes of some bytes; its function is another one once it is loaded, so it is looked up late."""
    return bytes(atheris.Mutate(content, most))


def main() -> None:
    """Fuzz until libFuzzer's options say it is enough."""
    kind, folder, *options = sys.argv[1:]
    found = Path(folder) / "found"
    found.mkdir(parents=True, exist_ok=True)
    settings = Settings()
    warnings.simplefilter("ignore")
    resource.setrlimit(resource.RLIMIT_AS, (settings.job_bytes, settings.job_bytes))
    command = [
        sys.argv[0],
        str(Path(folder) / "corpus"),
        f"-max_len={_MOST_BYTES}",
        "-rss_limit_mb=0",
        f"-timeout={5 * settings.job_seconds}",  # of the clock, for what hangs; TooSlow is of the processor
        "-report_slow_units=1000000",
        f"-artifact_prefix={found}/died-",
        *options,
    ]
    mutator = {"custom_mutator": inside_archive(_changed)} if kind in ("docx", "ofd") else {}
    atheris.Setup(command, Target(found, settings.job_cpu_seconds), **mutator)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
