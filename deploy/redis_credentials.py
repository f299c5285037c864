"""Makes the password of Redis, for compose and Kubernetes: `python3 deploy/redis_credentials.py URL USERS [SCALER]`.

URL is the file that the service reads its address from, with the password (AUDIT_QUEUE_URL_FILE); one that is there
stays. USERS is the file that Redis reads its users from (--aclfile), `deploy/redis/users.acl` with the password's digest:

    default   nobody: who gives no name is refused
    health    whoever asks whether Redis answers; without a password, for that is all it may
    service   the service: its own keys alone, and no command that reads or changes the server itself
    scaler    with SCALER, the file of another password: who scales workers, and may ask how many wait, and nothing else
"""

import hashlib
import secrets
import sys
from pathlib import Path
from urllib.parse import urlsplit

TEMPLATE = Path(__file__).parent / "redis" / "users.acl"
SCALER = TEMPLATE.with_name("scaler.acl")


def write(url: Path, users: Path, host: str = "redis:6379", scaler: Path | None = None) -> None:
    """Write the files, with the passwords of those that are there already. Raises OSError."""
    if not url.exists():
        _replace(url, f"redis://service:{secrets.token_hex(32)}@{host}/0\n", 0o400)
    password = urlsplit(url.read_text().strip()).password or ""
    told = _user(TEMPLATE, password)
    if scaler:
        if not scaler.exists():
            _replace(scaler, secrets.token_hex(32), 0o400)
        told += _user(SCALER, scaler.read_text().strip())
    _replace(users, told, 0o444)


def _user(template: Path, password: str) -> str:
    """The users of a template, with the password's digest."""
    return template.read_text().replace("DIGEST", hashlib.sha256(password.encode()).hexdigest())


def _replace(path: Path, text: str, mode: int) -> None:
    """Write a file whole; that Redis runs as another user doesn't matter, for digests tell nothing of such a password."""
    partial = path.with_name(f".{path.name}")
    partial.unlink(missing_ok=True)
    partial.touch(mode=0o600)
    partial.write_text(text)
    partial.chmod(mode)
    partial.replace(path)


if __name__ == "__main__":
    if len(sys.argv) not in (3, 4):
        sys.exit(__doc__)
    write(Path(sys.argv[1]), Path(sys.argv[2]), scaler=Path(sys.argv[3]) if len(sys.argv) == 4 else None)
