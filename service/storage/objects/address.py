"""Where a store is, as `AUDIT_STORE` has it: s3://bucket/prefix?endpoint=https://minio.example.org&region=eu-1&style=virtual.

Without an endpoint it is AWS's own. `style` says how a bucket is named to the server: `path` as a rule where there is an endpoint,
`virtual` for one that has a name of its own for each bucket.
"""

import re
from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

_BUCKET = re.compile(r"[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]")
_PREFIX = re.compile(r"[A-Za-z0-9._-]+(/[A-Za-z0-9._-]+)*")
_KNOWN = {"endpoint", "region", "style"}


@dataclass(frozen=True, slots=True)
class Address:
    """A place in a bucket, and how it is reached."""

    bucket: str
    prefix: str = ""
    endpoint: str = ""
    region: str = ""
    style: str = ""
    access_key: str = ""
    secret_key: str = ""
    authorities: str = ""
    """Certificates (PEM) that the server is proved by, beside the system's."""

    @property
    def is_plain(self) -> bool:
        """Whether it is reached by plain HTTP."""
        return self.endpoint.startswith("http://")

    @property
    def config(self) -> dict[str, str]:
        """What the library is told; what is missing it takes from the environment (AWS_ACCESS_KEY_ID and so on)."""
        style = self.style or ("path" if self.endpoint else "virtual")
        told = {
            "endpoint": self.endpoint,
            "region": self.region,
            "access_key_id": self.access_key,
            "secret_access_key": self.secret_key,
            "virtual_hosted_style_request": "true" if style == "virtual" else "false",
        }
        return {name: value for name, value in told.items() if value}

    def __str__(self) -> str:
        """The address without what is secret."""
        return f"s3://{self.bucket}/{self.prefix}" + (f" at {self.endpoint}" if self.endpoint else "")


def parse(text: str) -> Address:
    """The address that a text says. Raises ValueError with the reason."""
    parts = urlsplit(text)
    prefix = parts.path.strip("/")
    asked = parse_qs(parts.query, keep_blank_values=True)
    endpoint = asked.get("endpoint", [""])[-1].rstrip("/")
    if parts.scheme != "s3" or not _BUCKET.fullmatch(parts.netloc):
        raise ValueError("an address such as s3://bucket/prefix?endpoint=https://minio.example.org")
    if prefix and not _PREFIX.fullmatch(prefix):
        raise ValueError("an address whose prefix has letters, digits, dots, hyphens and slashes alone")
    if unknown := asked.keys() - _KNOWN:
        raise ValueError(f"an address that says endpoint, region and style alone, not {', '.join(sorted(unknown))}")
    if endpoint and urlsplit(endpoint).scheme not in ("http", "https"):
        raise ValueError("an address whose endpoint begins with http:// or https://")
    style = asked.get("style", [""])[-1]
    if style not in ("", "path", "virtual"):
        raise ValueError("an address whose style is path or virtual")
    return Address(parts.netloc, prefix, endpoint, asked.get("region", [""])[-1], style)
