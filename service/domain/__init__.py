"""Frozen values of the product's world: the report, its form, findings and audits. Standard library only."""
