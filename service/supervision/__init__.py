"""What `python -m service` is made of: its own Redis, children that are started again, and checks before the start."""
