"""Grids of cells → the tables of the form, by their labels: the same for every format."""
