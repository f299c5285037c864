"""Samples as Prometheus writes them: `name{label="value"}`."""

from collections.abc import Sequence

_ESCAPED = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n"})


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
