"""The files that a job may need: the code, its libraries and models, fonts, and time zones. No data."""

import sys
import sysconfig
from importlib.util import find_spec
from pathlib import Path

_PACKAGES = ("service", "workers")
_SYSTEM = (
    "/lib",
    "/lib64",
    "/usr/lib",
    "/usr/lib64",
    "/usr/local/lib",
    "/etc/ld.so.cache",
    "/usr/share/zoneinfo",
    "/usr/share/fonts",
    "/usr/share/X11/fonts",
    "/usr/local/share/fonts",
    "/proc/cpuinfo",
    "/sys/devices/system/cpu",
)


def readable() -> list[Path]:
    """Where they lie, here."""
    installed = {sysconfig.get_path(name) for name in ("stdlib", "platstdlib", "purelib", "platlib")}
    listed = {folder for folder in sys.path if Path(folder).name in ("site-packages", "dist-packages", "lib-dynload")}
    libraries = {str(Path(sys.base_prefix) / "lib")}
    return sorted(Path(each).resolve() for each in {*installed, *listed, *libraries, *_packages(), *_SYSTEM})


def code() -> list[Path]:
    """The folders of what is loaded: the interpreter's library, the packages', and the project's own."""
    return [Path(each) for each in (sysconfig.get_path("stdlib"), sysconfig.get_path("purelib"), *_packages())]


def _packages() -> set[str]:
    """The folders of the project's own code, and not the one that they lie in, for data may lie beside them."""
    found = (find_spec(name) for name in _PACKAGES)
    return {folder for spec in found if spec for folder in spec.submodule_search_locations or ()}
