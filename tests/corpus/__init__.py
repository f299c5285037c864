"""The project's own reports: built from a seed, rendered in every kind of file, and broken on purpose with known truth."""
