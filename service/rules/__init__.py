"""The rule catalogue: one module a family, listed here."""

from service.domain.rule import Rule

RULES: dict[str, Rule] = {}
