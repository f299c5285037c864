"""What DOCX and DOC files have in common: automatic numbers, merged cells, symbols and marks of notes."""
