"""Callbacks: what is sent to whom once an audit or a batch has ended, how, and again until it arrives."""
