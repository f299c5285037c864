"""Years that a text names: the words around them (`dated`), what each is named for (`roles`), the report's own year."""
