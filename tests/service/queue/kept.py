"""The bytes that are counted for a client, as only tests ask for them."""

from service.queue.port import Admission
from service.queue.redis import keys
from service.queue.redis.admission import RedisAdmission
from tests.service.queue.memory import MemoryAdmission


def kept_bytes(admission: Admission, client: str) -> int:
    if isinstance(admission, MemoryAdmission):
        return admission.kept_bytes(client)
    assert isinstance(admission, RedisAdmission)
    return int(admission._redis.hget(f"{keys.KEPT}{client}", keys.TOTAL) or 0)
