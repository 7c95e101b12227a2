"""What follows from a text's own quantities, where no calculator has the text's shape.

A constraint is often a small word problem: so many a day, of which such a share, so long each, at
such a wage. Here its quantities become *terms* (`terms`), typed steps join them (`steps`), and of
all ways to do so the search (`search`) takes the one that costs least: each step and each link
between two terms has a cost, and so has each quantity that is left over. The winner becomes a
calculator of its own (`recipe`), with formulas, ranges and sensitivity like any other. Plain code,
no model, milliseconds.
"""

from .recipe import ARITHMETIC, Recipe, arithmetic_of
from .search import Reading, readings

__all__ = ["ARITHMETIC", "Reading", "Recipe", "arithmetic_of", "readings"]
