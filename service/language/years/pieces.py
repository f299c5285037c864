"""Pieces that shapes beside years are made of, in categories."""

YEAR = "(DATE|MONTHOF|DAY)"
MARK = "[COMMA SEMI STOP]"
ANY = "[^COMMA SEMI STOP COLON END]"
BODY = "(ORG|OWN|REGION)"
FIGURE = "(COUNT|NUMBER|PERCENT)"
