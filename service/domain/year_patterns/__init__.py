"""How sentences name years: the patterns behind `years`, on text as `prose` gives it (half-width, no white space)."""
