"""The picture of the architecture, drawn from the import contracts in pyproject.toml."""

import re
import tomllib
from itertools import pairwise
from pathlib import Path

_PICTURE = re.compile(r"(?<=<!-- layers: made by docs/build.py -->\n).*?(?=<!-- end of layers -->)", re.DOTALL)
_TITLES = {"service": "service · safe in the process that serves HTTP", "workers": "workers · open strangers' files"}


def layers(project: Path) -> dict[str, list[list[str]]]:
    """By package its layers, from the one that may import all below it to the one that imports none of them."""
    contracts = tomllib.loads(project.read_text(encoding="utf-8"))["tool"]["importlinter"]["contracts"]
    return {
        package: [[name.strip(" ()") for name in re.split(r"[|:]", layer)] for layer in contract["layers"]]
        for contract in contracts
        if contract["type"] == "layers"
        for package in contract["containers"]
        if package in _TITLES
    }


def picture(project: Path) -> str:
    """A Mermaid drawing: an arrow leads from a layer to the next one that it may import."""
    drawn = ["```mermaid", "flowchart LR"]
    for package, found in layers(project).items():
        drawn.append(f'  subgraph {package}["{_TITLES[package]}"]')
        drawn.append("    direction TB")
        names = [f"{package}{number}" for number in range(len(found))]
        drawn += [f'    {name}["{" · ".join(layer)}"]' for name, layer in zip(names, found, strict=True)]
        drawn += [f"    {above} --> {below}" for above, below in pairwise(names)]
        drawn.append("  end")
    return "\n".join([*drawn, '  workers -->|"imports, never the other way round"| service', "```", ""])


def put(text: str, drawn: str) -> str:
    """The document's text with this picture in its place."""
    return _PICTURE.sub(lambda _: drawn, text)
