"""What follows once an audit was accepted: its end, what was lost between disk and queue, and its removal."""
