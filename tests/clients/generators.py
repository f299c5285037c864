"""What makes clients of openapi.yaml: how each is asked to, and the program that uses what it made."""

import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from tests.system.end_to_end.serving import ROOT

FOLDER = Path(__file__).parent
GENERATED = FOLDER / "generated"
PYTHON, TYPESCRIPT = GENERATED / "python", GENERATED / "typescript"
COMPILED = GENERATED / "compiled"
CONTRACT = ROOT / "openapi.yaml"
BIN, NODE_BIN = Path(sys.executable).parent, FOLDER / "node_modules" / ".bin"

Command = Sequence[str | Path]


@dataclass(frozen=True, slots=True)
class Generator:
    """A generator: its name and version, the commands that make a client, and the one that asks each operation by it.

    The last is given the service's address and the folder of what is sent.
    """

    name: str
    version: str
    generate: Command
    program: Command


def _npm(package: str) -> str:
    """The version of a package that the lock has."""
    lock = json.loads((FOLDER / "package-lock.json").read_text(encoding="utf-8"))
    found: str = lock["packages"][f"node_modules/{package}"]["version"]
    return found


def _openapi_generator(language: str, output: Path) -> Command:
    return [BIN / "openapi-generator-cli", "generate", "-i", CONTRACT, "-g", language, "-o", output]


def _python(program: str) -> Command:
    return [sys.executable, "-m", f"tests.clients.python.{program}"]


def _node(program: str) -> Command:
    return ["node", COMPILED / "typescript" / f"{program}.js"]


GENERATORS = (
    Generator(
        "openapi-generator python",
        version("openapi-generator-cli"),
        _openapi_generator("python", PYTHON / "openapi_generator"),
        _python("openapi_generator"),
    ),
    Generator(
        "openapi-generator typescript-fetch",
        version("openapi-generator-cli"),
        _openapi_generator("typescript-fetch", TYPESCRIPT / "openapi_generator"),
        _node("openapi_generator"),
    ),
    Generator(
        "openapi-python-client",
        version("openapi-python-client"),
        [
            *(BIN / "openapi-python-client", "generate", "--path", CONTRACT, "--fail-on-warning"),
            *("--config", FOLDER / "openapi-python-client.yaml", "--output-path", PYTHON / "openapi_python_client"),
        ],
        _python("openapi_python_client"),
    ),
    Generator(
        "openapi-typescript",
        _npm("openapi-typescript"),
        ["node", FOLDER / "typescript" / "types.mjs", CONTRACT, TYPESCRIPT / "openapi_typescript.d.ts"],
        _node("openapi_typescript"),
    ),
    Generator(
        "@hey-api/openapi-ts",
        _npm("@hey-api/openapi-ts"),
        [NODE_BIN / "openapi-ts", "-i", CONTRACT, "-o", TYPESCRIPT / "client"],
        _node("hey_api"),
    ),
)

PATHS = (ROOT, PYTHON / "openapi_generator", PYTHON / "openapi_python_client")
"""Where Python finds the programs and what they import."""

_MYPY = BIN / "mypy"
EXAMPLES: Mapping[str, tuple[Path, Command]] = {
    "python": (PYTHON / "example.py", [sys.executable, PYTHON / "example.py"]),
    "typescript": (TYPESCRIPT / "example.ts", ["node", COMPILED / "generated" / "typescript" / "example.js"]),
}
"""Where the programs that the page shows are put, by their language, and what runs them."""
CHECKS: Sequence[Command] = (
    # The generator's own settings: what it writes is not typed throughout.
    [_MYPY, "--config-file", PYTHON / "openapi_generator" / "pyproject.toml", "-p", "openapi_client"],
    [_MYPY, "--strict", "-p", "report_audit_client"],
    [_MYPY, "--strict", "--follow-imports=silent", "-p", "tests.clients.python"],
    [_MYPY, "--strict", "--follow-imports=silent", EXAMPLES["python"][0]],
    [NODE_BIN / "tsc", "--project", FOLDER],
)
"""What checks the types of clients, programs and examples; the last compiles what is TypeScript, too."""
LINTERS: Sequence[Command] = (
    [NODE_BIN / "redocly", "lint", "--config", FOLDER / "redocly.yaml", CONTRACT],
    [NODE_BIN / "spectral", "lint", "--ruleset", FOLDER / "spectral.yaml", "--fail-severity", "hint", CONTRACT],
)
