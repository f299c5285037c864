"""python -m tests.system.machines.systemctl FOLDER VERB [--now] UNIT…: starts and stops what units run, with the settings that they name.

It does nothing else of systemd's. `/etc` and `/var/lib` are in the folder, and so is what units say. It loads little, so that it takes
no longer than systemd does.
"""

import os
import re
import shlex
import signal
import subprocess
import sys
import time
from pathlib import Path

PROGRAMS = Path(sys.executable).parent


def here(text: str, folder: Path) -> str:
    """A text that names places of an installation, with those below a folder."""
    places = {
        "/etc/": f"{folder}/etc/",
        "/opt/report-audit/bin/": f"{PROGRAMS}/",
        "/var/lib/report-audit": f"{folder}/var",
    }
    for place, own in places.items():
        text = re.sub(rf"(?<![\w.-]){place}", own, text)
    return text


def start(folder: Path, name: str) -> None:
    """Start a unit."""
    unit = _unit(folder, name)
    settings = [Path(file).read_text() for file in unit.get("EnvironmentFile", "").split()]
    variables = dict(word.split("=", 1) for text in settings for word in shlex.split(text, comments=True))
    kept = {name: value for name, value in os.environ.items() if not name.startswith("AUDIT_")}
    with (folder / "run" / f"{name}.log").open("ab") as said:
        process = subprocess.Popen(
            shlex.split(unit["ExecStart"]),
            cwd=unit["WorkingDirectory"],
            env={**kept, **variables},
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=said,
            start_new_session=True,
        )
    (folder / "run" / f"{name}.pid").write_text(str(process.pid))


def stop(folder: Path, name: str) -> None:
    """Stop a unit, and wait for its end."""
    pid = int((folder / "run" / f"{name}.pid").read_text())
    os.kill(pid, signal.SIGTERM)
    until = time.monotonic() + float(_unit(folder, name)["TimeoutStopSec"])
    while not _has_ended(pid):
        if time.monotonic() > until:
            sys.exit(f"{name} didn't end in time")
        time.sleep(0.01)


def _has_ended(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except (FileNotFoundError, ProcessLookupError):
        return True


def _unit(folder: Path, name: str) -> dict[str, str]:
    """What a unit says, by its file's name or that of its template."""
    file = folder / "etc" / "systemd" / "system" / f"{re.sub('@.*', '@', name)}.service"
    lines = re.findall(r"^(\w+)=(.*)$", here(file.read_text(), folder).replace("%i", name), re.MULTILINE)
    return dict(lines)


def main(folder: Path, verb: str, *rest: str) -> None:
    """Do what systemctl is asked for, as far as the documents ask it."""
    for unit in [word for word in rest if not word.startswith("-")]:
        if verb == "start" or (verb, rest[0]) == ("enable", "--now"):
            start(folder, unit)
        elif verb == "stop":
            stop(folder, unit)
        else:
            sys.exit(f"systemctl {verb} {' '.join(rest)}: not known here")


if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:])
