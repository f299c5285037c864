"""`python -m deploy.prepare`: what compose runs once before all else, in the image of the API.

It makes the password of Redis, and moves what earlier versions kept of keys and signing secrets in the folder of all
data to where only those who need them see it. What is done already stays as it is.
"""

import shutil
from pathlib import Path

from deploy import redis_credentials

URL, USERS = Path("/redis/url"), Path("/redis-users/users.acl")
DATA, KEYS, SIGNING = Path("/data"), Path("/secrets"), Path("/signing")


def main() -> None:
    """Prepare all volumes. Raises OSError."""
    redis_credentials.write(URL, USERS)
    move(DATA / "keys", KEYS / "keys")
    move(DATA / "webhook-secret", SIGNING / "webhook-secret")


def move(old: Path, new: Path) -> None:
    """Move a file, or all files of a folder, to another volume; what is there already was moved by a run that was killed."""
    if old.is_dir():
        new.mkdir(mode=0o700, exist_ok=True)
        for path in old.iterdir():
            move(path, new / path.name)
        old.rmdir()
    elif old.exists():
        if not new.exists():
            partial = new.with_name(f".{new.name}")
            shutil.copy2(old, partial)
            partial.replace(new)
        old.unlink()


if __name__ == "__main__":
    main()
