"""整改通知单: a notice to a body of what to correct in its report, whatever it is written as."""

from service.renderers.notice.content import Notice, Part, Repair, compose
from service.renderers.notice.names import addressee_of, file_name

__all__ = ["Notice", "Part", "Repair", "addressee_of", "compose", "file_name"]
