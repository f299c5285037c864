"""Pages of characters and drawn marks → paragraphs and tables: the same for every format that places ink."""
