"""A machine on which the project is installed as deploy/README.md has it, and on which the commands of documents are typed."""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tests.system.end_to_end.serving import ROOT, all_gone, kill
from tests.system.machines.cluster import json_lines
from tests.system.machines.network import Machine, with_descendants
from tests.system.machines.systemctl import here
from tests.workers.processes import wait_for

UNITS = ROOT / "deploy" / "systemd"
_SHIMS = {
    # There is but one user here.
    "sudo": 'while [ "$1" = -u ]; do shift 2; done\nexec env "$@"',
    "runuser": 'while [ "$1" != -- ]; do shift; done\nshift\nexec "$@"',
    "systemctl": f'exec {sys.executable} -m tests.system.machines.systemctl "$AUDIT_MACHINE" "$@"',
}
_TYPED = "typed, with the code"


class Installed:
    """The folder has what is the machine's own: `etc`, `var`, and in `run` the logs of its units."""

    def __init__(self, machine: Machine, folder: Path, settings: Mapping[str, object]) -> None:
        self.machine, self.folder = machine, folder
        for each in ("etc/report-audit/profiles", "etc/systemd/system", "var", "run", "bin"):
            (folder / each).mkdir(parents=True)
        shutil.copy(UNITS / "report-audit.service", folder / "etc/systemd/system")
        told = "".join(f"AUDIT_{name}={value}\n" for name, value in settings.items())
        self.write("report-audit.env", (UNITS / "report-audit.env").read_text() + told)
        for name, script in _SHIMS.items():
            (folder / "bin" / name).write_text(f"#!/bin/sh\n{script}\n")
            (folder / "bin" / name).chmod(0o755)
        kept = {name: value for name, value in os.environ.items() if not name.startswith("AUDIT_")}
        path = f"{folder / 'bin'}:{os.environ['PATH']}"
        self._shell = subprocess.Popen(
            [*machine.within, "bash", "-e"],
            cwd=ROOT,
            env={**kept, "PATH": path, "AUDIT_MACHINE": str(folder)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def write(self, name: str, text: str) -> None:
        """Write a file of /etc."""
        (self.folder / "etc" / name).write_text(here(text, self.folder))

    def type(self, commands: str) -> str:
        """What commands print, which are typed in a shell that stays open. Raises AssertionError where one fails."""
        assert self._shell.stdin
        assert self._shell.stdout
        self._shell.stdin.write(f"{here(commands, self.folder)}\necho {_TYPED} $?\n")
        self._shell.stdin.flush()
        printed = ""
        for line in self._shell.stdout:
            if line.startswith(_TYPED):
                assert line.split()[-1] == "0", printed
                return printed
            printed += line
        raise AssertionError(printed)

    def said(self) -> list[dict[str, Any]]:
        """What its units said."""
        logs = sorted((self.folder / "run").glob("*.log"))
        return [line for log in logs for line in json_lines(log.read_text())]

    def end(self) -> None:
        """Kill all that its units run, and the shell."""
        begun = [pid for file in (self.folder / "run").glob("*.pid") for pid in with_descendants(int(file.read_text()))]
        for pid in begun:
            kill(pid)
        self._shell.kill()
        self._shell.communicate()
        wait_for(lambda: all_gone(begun))
