"""Pages that are pictures → document: rules and characters found in their ink, the rest done by the grid code."""
