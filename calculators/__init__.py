"""Calculators: business and technical arithmetic with units, formulas and sources; no model.

`calculate("alert-cost", {"alerts": "1,000 a day", "precision": "20%", …})` returns the figures
with their ranges. `everything()` lists all. Imports `briefstar.errors` and `briefstar.provenance`.
"""

from .load import everything, get, load
from .model import Calculator, Default, Input, Output
from .run import Figure, Result, calculate, calculate_partly, compute
from .sensitivity import Swing, sensitivity
from .values import Value, read_value

__all__ = [
    "Calculator",
    "Default",
    "Figure",
    "Input",
    "Output",
    "Result",
    "Swing",
    "Value",
    "calculate",
    "calculate_partly",
    "compute",
    "everything",
    "get",
    "load",
    "read_value",
    "sensitivity",
]
