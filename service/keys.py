"""report-audit keys: who may call the service, made and revoked by its operator."""

import argparse
import sys
from datetime import UTC, datetime

from service.config import Settings, WrongSetting
from service.errors import StorageFailed
from service.storage.keys import Key, Keys, Scope, WrongName, shown_secret


def main(arguments: list[str]) -> int:
    """Do as told; 0 where it was done, 1 with a reason where it couldn't be."""
    options = _parser().parse_args(arguments)
    try:
        keys = Keys(Settings.from_environment().secrets)
        done: int = options.act(keys, options)
    except WrongName:
        print("error: a name has letters, digits, dots, dashes and underscores, 64 at most", file=sys.stderr)
        return 1
    except (WrongSetting, StorageFailed) as error:
        print(f"error: {error.__cause__ or error}", file=sys.stderr)
        return 1
    return done


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="report-audit keys", description="Make, list and revoke API keys.")
    acts = parser.add_subparsers(required=True)
    add = acts.add_parser("add", help="make a key and print it; keys of one name are one client")
    add.add_argument("name", metavar="NAME", help="the client's name")
    add.add_argument(
        "--scope",
        action="append",
        choices=[scope.value for scope in Scope],
        help=f"what it allows; {Scope.WRITE} and {Scope.READ} where none is given",
    )
    add.set_defaults(act=_add)
    acts.add_parser("list", help="list all keys with their scopes and last use").set_defaults(act=_list)
    revoke = acts.add_parser("revoke", help="have a key open nothing from now on")
    revoke.add_argument("id", metavar="ID", help="the key's id, as list prints it")
    revoke.set_defaults(act=_revoke)
    secret = acts.add_parser("secret", help="print what callbacks to a client are signed with")
    secret.add_argument("name", metavar="NAME", nargs="?", default="", help="the client's name; none without keys")
    secret.set_defaults(act=_secret)
    return parser


def _add(keys: Keys, options: argparse.Namespace) -> int:
    scopes = tuple(Scope(scope) for scope in options.scope or (Scope.WRITE, Scope.READ))
    print(keys.add(options.name, scopes))
    print("It is shown this once; only a digest of it is kept.", file=sys.stderr)
    return 0


def _list(keys: Keys, _: argparse.Namespace) -> int:
    rows = [("ID", "NAME", "SCOPES", "MADE", "LAST USED"), *map(_row, keys.all())]
    widths = [max(len(row[column]) for row in rows) for column in range(5)]
    for row in rows:
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())
    return 0


def _row(key: Key) -> tuple[str, str, str, str, str]:
    used = datetime.fromtimestamp(key.last_used, UTC).strftime("%Y-%m-%dT%H:%MZ") if key.last_used else "never"
    return key.id, key.client, ",".join(key.scopes), key.created_at, used


def _revoke(keys: Keys, options: argparse.Namespace) -> int:
    if keys.revoke(options.id):
        return 0
    print(f"error: there is no key {options.id}", file=sys.stderr)
    return 1


def _secret(keys: Keys, options: argparse.Namespace) -> int:
    print(shown_secret(keys.signing_secret(options.name)))
    return 0
