"""report-audit store, and python -m service.store: whether a store can be relied on, and all of one copied to another."""

import argparse
import secrets
import sys
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

from service.config import Settings, WrongSetting, store_url
from service.errors import StorageFailed
from service.storage import open_storage
from service.storage.copying import CopyDiffers, Copying
from service.storage.port import Reservation, Storage

_RACING = 64
"""Writers that create the same object at once."""


def main(arguments: list[str]) -> int:
    """Do what the arguments ask; 0 where it was done, 1 with a reason where it couldn't be."""
    options = _parser().parse_args(arguments)
    try:
        done: int = options.act(options)
    except WrongSetting as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    except CopyDiffers as error:
        print(f"error: {error}; run it again", file=sys.stderr)
        return 1
    except StorageFailed as error:
        print(f"error: {error.__cause__ or error}", file=sys.stderr)
        return 1
    return done


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="report-audit store", description="Try a store of audits, or copy one to another."
    )
    acts = parser.add_subparsers(required=True)
    check = acts.add_parser("check", help="try whether a store keeps what the service relies on")
    check.add_argument(
        "url", metavar="URL", type=_url, help="s3://BUCKET/PREFIX?endpoint=https://…; files: the data folder"
    )
    check.set_defaults(act=_check)
    copy = acts.add_parser("copy", help="copy all that one store keeps to another, while the service runs on the first")
    for name, meaning in (
        ("from", "as URL above"),
        ("to", "likewise; what was copied to it before is not copied again"),
    ):
        copy.add_argument(name, metavar=name.upper(), type=_url, help=meaning)
    copy.set_defaults(act=_copy)
    return parser


def _url(text: str) -> str:
    """The address of a store, nothing for the data folder."""
    try:
        return "" if text == "files" else store_url(text)
    except WrongSetting as wanted:
        raise argparse.ArgumentTypeError(f"{text!r} must be files, or {wanted}") from None


def _opened(url: str) -> Storage:
    return open_storage(replace(Settings.from_environment(), store=url))


def _check(options: argparse.Namespace) -> int:
    """Try it as the service does when it starts, and by many at once."""
    storage = _opened(options.url)
    storage.audits.check()
    holders = set(_race(storage))
    if len(holders) != 1:
        print(
            f"error: of {_RACING} who created the same object at once, {len(holders)} were told that theirs is kept",
            file=sys.stderr,
        )
        return 1
    print(f"ok: an object is created once, also by {_RACING} at once; it can be read, listed and erased")
    return 0


def _copy(options: argparse.Namespace) -> int:
    """Copy what is there now, and tell whether another run will find more."""
    urls = getattr(options, "from"), options.to
    if urls[0] == urls[1]:
        print("error: both are the same store", file=sys.stderr)
        return 1
    source, target = map(_opened, urls)
    target.audits.check()
    done = Copying(source, target).run()
    print(f"ok: {done.copied} audits copied and read back, {done.same} as they were, {done.erased} erased")
    return 0


def _race(storage: Storage) -> Iterable[str]:
    """What each of many is told that reserve the same idempotency key at once."""
    key = secrets.token_hex(16)
    try:
        with ThreadPoolExecutor(_RACING) as pool:
            wanted = [Reservation(str(number), "") for number in range(_RACING)]
            return [held.id for held in pool.map(lambda each: storage.idempotency_keys.reserve("", key, each), wanted)]
    finally:
        storage.idempotency_keys.release("", key)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
