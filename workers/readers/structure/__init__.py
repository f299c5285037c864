"""Blocks of a document → its title, its sections and their sub-heads: the same for every format."""
