"""Every distance that reading a page depends on, in points unless said otherwise.

Set on files of WPS, Word, LibreOffice, browsers and reportlab; `em` is the size of the glyphs concerned.
"""

THIN = 3.0
"""A fill up to this is a rule, one beyond it is a ground."""
TINT = 0.1
"""Colours nearer than this in each channel are the same to the eye."""
SNAP = 2.6
"""Rules at most this far apart are the same rule."""
GAP = 4.0
"""Rules that miss each other by this still meet, and two beside each other as near as this are one double rule."""
SHORTEST = 5.0
"""A rule that is shorter is a dot."""
COVERED = 0.55
"""The share of a cell's side that a rule must cover to be a wall."""
VOID = 12.0
"""A row that is lower can't hold a line of text."""
TALL = 30.0
"""A row of one line is no higher."""
CUT = 3.0
"""How far apart the ends of verticals may be that the page's end cut."""
OVERHANG = 1.6
"""Em: how far below the place of a cut the middle of a line may stand that belongs to the cells above."""
SAME_EDGE = 3.0
"""How far apart the edges of a table's halves may be on two pages."""
SAME_LINE = 0.5
"""Em: glyphs whose baselines are this near stand on one line."""
TWICE = 0.2
"""Em: the same character drawn again this near is bold print."""
WORD_GAP = 0.2
"""Em: Latin letters this far apart are two words."""
NUMBER_GAP = 0.6
"""Em: digits this far apart are two numbers."""
SPACE = 0.1
"""Em: white space that is written between digits and leaves this much sets them apart."""
WRITTEN_GAP = 1.2
"""Em: digits this far apart are two numbers, whatever white space is written between them."""
SMALLEST = 2.0
"""Text below this size is not for reading."""
LEFT_EDGE = 0.1
"""Share of the long lines that begin left of the text's left edge: most lines of short paragraphs are set in."""
RIGHT_EDGE = 0.7
"""Share of the long lines that end left of the text's right edge: some are short, and stops may hang over it."""
FULL_LINE = 1.6
"""Em: a line that ends this near the right edge goes on in the next."""
SMALLER = 0.85
"""Share of a figure's size below which a digit in it may be no part of it."""
FULL_CELL_LINE = 2.2
"""Em: a line of a cell that leaves no more than this goes on in the next."""
INDENT = 1.2
"""Em: a line set in by more than this starts a paragraph."""
ASIDE = 4.0
"""Em: a line that begins further from the left edge is set to the right and stands alone."""
CENTRED = 0.5
"""Em: how far a centred line's middle may be off the middle of the text."""
SAME_SIZE = 0.12
"""Share by which the sizes of a paragraph's lines may differ."""
PITCH = 1.6
"""Line pitches: a wider gap ends a paragraph."""
PITCH_OF_ENDED = 1.25
"""Line pitches: a wider gap behind a full stop ends one."""
FOOT = 0.09
"""Share of the page's height that page numbers and running feet keep to."""
HEAD = 0.07
"""Share of the page's height that running heads keep to."""
BOLD = 0.8
"""Share of bold glyphs that make a head."""
