"""python -m tests.system.attacks [NAME …]: every attack on the service, each against one of its own; 1 where one got through."""

import argparse
import pkgutil
import sys
import tempfile
import time
import traceback
from importlib import import_module
from pathlib import Path

from tests.system import attacks
from tests.system.attacks.attack import Attack, Outcome


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "names", nargs="*", metavar="NAME", help="attacks whose names contain this; all where none is given"
    )
    parser.add_argument("--list", action="store_true", help="list the attacks and what each holds the service to")
    options = parser.parse_args()
    chosen = [each for each in known() if not options.names or any(name in each.name for name in options.names)]
    if options.list:
        for each in chosen:
            print(f"{each.name}: {each.promise}")
        return 0
    held = [_held(each) for each in chosen]
    return 0 if held and all(held) else 1


def known() -> list[Attack]:
    """The attacks of all modules beside this one, each of which names its own in ATTACKS."""
    names = [module.name for module in pkgutil.iter_modules(attacks.__path__)]
    modules = [import_module(f"{attacks.__name__}.{name}") for name in names if not name.startswith(("_", "test_"))]
    return [each for module in modules for each in getattr(module, "ATTACKS", ())]


def _held(attack: Attack) -> bool:
    begun = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="audit-attack-", ignore_cleanup_errors=True) as folder:
        try:
            outcome = attack.run(Path(folder))
        except Exception:
            traceback.print_exc()
            outcome = Outcome(held=False, measured="the attack itself failed")
    verdict = "held" if outcome.held else "BROKEN"
    print(
        f"| {attack.name} | {attack.promise} | {verdict} | {outcome.measured} | {time.monotonic() - begun:.0f} s |",
        flush=True,
    )
    return outcome.held


if __name__ == "__main__":
    sys.exit(main())
