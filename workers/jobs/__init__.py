"""Jobs: confined processes that open strangers' files, what they can be asked, and what is believed of their answers."""
