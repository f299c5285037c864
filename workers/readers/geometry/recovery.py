"""Rules that were lost: figures that share a cell only because a wall between them is missing are set apart."""

from workers.readers.geometry.grid import Lattice
from workers.readers.geometry.thresholds import Thresholds


def recover(lattice: Lattice, limits: Thresholds) -> None:
    """Puts back the walls that other rows and columns show."""
