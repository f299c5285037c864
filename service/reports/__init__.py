"""A report: as read, its statutory form, the figures in it and their identities, and what is found in it. Standard library only."""
