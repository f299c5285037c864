"""What the service counts of itself, for Prometheus: one hash in Redis, so that all processes add to the same.

Each field of `audit:metrics` is a sample as Prometheus writes it, `name{label="value"}`.
"""

from collections.abc import Mapping, Sequence

from redis import Redis

from service.storage.redis_index import reached

_METRICS = "audit:metrics"
_ESCAPED = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n"})

Samples = Mapping[str, float]


class Counters:
    """Counters that only grow. Each call raises QueueUnavailable where Redis doesn't answer."""

    def __init__(self, redis: Redis) -> None:
        self._redis = redis

    def add(self, samples: Samples) -> None:
        """Add to counters."""
        if not samples:
            return
        with reached(), self._redis.pipeline(transaction=False) as pipeline:
            for name, by in samples.items():
                pipeline.hincrbyfloat(_METRICS, name, by)
            pipeline.execute()

    def all(self) -> dict[str, float]:
        """All counters as they stand."""
        with reached():
            kept: dict[bytes, bytes] = self._redis.hgetall(_METRICS)  # type: ignore[assignment]
        return {name.decode(): float(value) for name, value in kept.items()}


def sample(name: str, **labels: object) -> str:
    """The sample of a metric with its labels."""
    told = ",".join(f'{label}="{str(value).translate(_ESCAPED)}"' for label, value in labels.items())
    return f"{name}{{{told}}}" if told else name


def observed(name: str, value: float, bounds: Sequence[float], **labels: object) -> dict[str, float]:
    """What one observation adds to a histogram."""
    added = {sample(f"{name}_sum", **labels): value, sample(f"{name}_count", **labels): 1.0}
    for bound in (*bounds, float("inf")):
        if value <= bound:
            added[sample(f"{name}_bucket", **labels, le="+Inf" if bound == float("inf") else f"{bound:g}")] = 1.0
    return added
