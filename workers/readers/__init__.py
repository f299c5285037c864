"""Bytes to Report: the only door to the readers."""
