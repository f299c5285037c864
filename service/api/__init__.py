"""The HTTP API: thin views that declare, call and answer."""
