"""The rules of expiry that a bucket is given are ones that a store takes, and leave the service what it needs."""

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from service.config import Settings
from service.storage.objects.folders import LEFT_OVER
from service.storage.port import KEY_SECONDS
from tests.service.storage import buckets

ROOT = Path(__file__).parents[3]
MANIFEST = ROOT / "deploy" / "s3" / "lifecycle.json"
DAY = 86_400
SET = """
import json, sys, boto3
endpoint, bucket, manifest = sys.argv[1:]
s3 = boto3.client("s3", endpoint_url=endpoint)
s3.put_bucket_lifecycle_configuration(Bucket=bucket, LifecycleConfiguration=json.load(open(manifest)))
print(len(s3.get_bucket_lifecycle_configuration(Bucket=bucket)["Rules"]))
"""


@pytest.fixture
def s3() -> Iterator[str]:
    with buckets.started() as endpoint:
        yield endpoint


def test_a_store_takes_them(s3: str) -> None:
    python = buckets.PROGRAMS / "python"
    keys = {**buckets.KEYS, "AWS_DEFAULT_REGION": "us-east-1"}
    command = [python, "-c", SET, s3, buckets.new_bucket(s3), str(MANIFEST)]
    done = subprocess.run(command, env=keys, capture_output=True, text=True, check=False)
    assert done.stdout.strip() == str(len(rules())), done.stderr


def test_what_the_service_needs_is_not_expired_before() -> None:
    days = {
        rule["Filter"]["Prefix"]: rule["Expiration"]["Days"] for rule in rules() if "Days" in rule.get("Expiration", {})
    }
    kept = {
        "report-audit/audits/": Settings().keep_days + 1,
        "report-audit/batches/": Settings().keep_days + 1,
        "report-audit/expired": 2 * Settings().keep_days + 1,
        "report-audit/idempotency-keys/": KEY_SECONDS / DAY + 1,
        "report-audit/erased/": LEFT_OVER / DAY + 1,
        "report-audit/probe/": 1,
    }
    assert days.keys() == kept.keys()
    assert all(days[prefix] >= least for prefix, least in kept.items())


def rules() -> list[dict[str, dict[str, object]]]:
    found: list[dict[str, dict[str, object]]] = json.loads(MANIFEST.read_text("utf-8"))["Rules"]
    return found
