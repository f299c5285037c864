"""What the text mentions: figures and dates, bodies, activities, and slips of writing. Patterns over characters stand here."""
