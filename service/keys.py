"""report-audit keys, and python -m service.keys: who may call the service, made and revoked by its operator."""

import argparse
import logging
import sys
from datetime import UTC, datetime

from service.config import Settings, WrongSetting
from service.errors import KeysUnreadable, StorageFailed
from service.storage.keys import Key, Keys, Scope, WrongName, shown_secret


def main(arguments: list[str]) -> int:
    """Do what the arguments ask; 0 where it was done, 1 with a reason where it couldn't be."""
    options = _parser().parse_args(arguments)
    logging.basicConfig(format="error: %(message)s")
    try:
        keys = Keys(Settings.from_environment().secrets)
        done: int = options.act(keys, options)
    except WrongName:
        print("error: a name has letters, digits, dots, dashes and underscores, 64 at most", file=sys.stderr)
        return 1
    except KeysUnreadable:  # the log says which file
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
    adopt = acts.add_parser("adopt", help="make a key for the audits that were sent while no key was needed")
    ensure = acts.add_parser("ensure", help="make the first key and print it; nothing where there has been one")
    ensure.add_argument("name", metavar="NAME", help="the client's name")
    for parts, act in ((add, _add), (adopt, _adopt), (ensure, _ensure)):
        parts.add_argument(
            "--scope",
            action="append",
            choices=[scope.value for scope in Scope],
            help=f"what it allows; {Scope.WRITE} and {Scope.READ} where none is given",
        )
        parts.set_defaults(act=act)
    for parts in (add, adopt):
        parts.add_argument("--days", type=_days, metavar="N", help="days after which it expires; never without")
    acts.add_parser("list", help="list all keys with their scopes, last use and end").set_defaults(act=_list)
    revoke = acts.add_parser("revoke", help="have a key open nothing from now on")
    revoke.add_argument("id", metavar="ID", help="the key's id, as list prints it")
    revoke.set_defaults(act=_revoke)
    reset = acts.add_parser("reset", help="forget all keys, so that none is needed until the next is made")
    reset.add_argument("--yes", action="store_true", help="do it")
    reset.set_defaults(act=_reset)
    secret = acts.add_parser("secret", help="print what callbacks to a client are signed with")
    secret.add_argument("name", metavar="NAME", nargs="?", default="", help="the client's name; none without keys")
    secret.set_defaults(act=_secret)
    return parser


def _days(text: str) -> int:
    days = int(text)
    if not 1 <= days <= 36_500:
        raise argparse.ArgumentTypeError("a whole number from 1 to 36500")
    return days


def _scopes(options: argparse.Namespace) -> tuple[Scope, ...]:
    return tuple(Scope(scope) for scope in options.scope or (Scope.WRITE, Scope.READ))


def _add(keys: Keys, options: argparse.Namespace) -> int:
    return _shown(keys.add(options.name, _scopes(options), options.days))


def _adopt(keys: Keys, options: argparse.Namespace) -> int:
    return _shown(keys.adopt(_scopes(options), options.days))


def _shown(key: str) -> int:
    print(key, flush=True)
    print("It is shown this once; only a digest of it is kept.", file=sys.stderr)
    return 0


def _ensure(keys: Keys, options: argparse.Namespace) -> int:
    key = keys.ensure(options.name, _scopes(options))
    if key:
        print(
            f"The first key of this service, for the client {options.name}. It is shown this once. Enter it on the page "
            f"under “密钥” (Key), or send it as “Authorization: Bearer KEY”:\n\n{key}\n",
            flush=True,
        )
    return 0


def _list(keys: Keys, _: argparse.Namespace) -> int:
    rows = [("ID", "NAME", "SCOPES", "MADE", "LAST USED", "EXPIRES"), *map(_row, keys.all())]
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    for row in rows:
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())
    return 0


def _row(key: Key) -> tuple[str, ...]:
    used = datetime.fromtimestamp(key.last_used, UTC).strftime("%Y-%m-%dT%H:%MZ") if key.last_used else "never"
    return key.id, key.client or "-", ",".join(key.scopes), key.created_at, used, key.expires_at or ""


def _revoke(keys: Keys, options: argparse.Namespace) -> int:
    if keys.revoke(options.id):
        return 0
    print(f"error: there is no key {options.id}", file=sys.stderr)
    return 1


def _reset(keys: Keys, options: argparse.Namespace) -> int:
    if options.yes:
        keys.reset()
        return 0
    print("error: every key would be forgotten, and none be needed: say so by --yes", file=sys.stderr)
    return 1


def _secret(keys: Keys, options: argparse.Namespace) -> int:
    print(shown_secret(keys.signing_secret(options.name)))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
