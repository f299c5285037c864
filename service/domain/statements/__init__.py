"""What the figures of the text say of each other: breakdowns and shares, each with its sentence."""

from service.domain.statements.breakdowns import Breakdown, breakdowns
from service.domain.statements.percent import Share
from service.domain.statements.shares import shares

__all__ = ["Breakdown", "Share", "breakdowns", "shares"]
