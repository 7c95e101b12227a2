"""Inputs that are set by convention: the significance and power of tests, and confidence.

Their defaults are points, not ranges: nobody is unsure of a convention.
"""

from __future__ import annotations

from typing import Annotated

from .model import Default, Input

Significance = Annotated[float, Input(
    "%", "the risk of seeing a difference where there is none", who="data scientist",
    default=Default(0.05, 0.05, 0.05, "convention since Fisher, Statistical Methods for Research "
                    "Workers, 1925"),
    low=0.0001, high=0.5, cues=("significance", "alpha", "p-value", "significance level"),
)]  # fmt: skip
Power = Annotated[float, Input(
    "%", "the chance of seeing a difference that is there", who="data scientist",
    default=Default(0.8, 0.8, 0.8, "convention since Cohen, Statistical Power Analysis for the "
                    "Behavioral Sciences, 1988"),
    low=0.5, high=0.999, cues=("power", "statistical power"),
)]  # fmt: skip
Confidence = Annotated[float, Input(
    "%", "how often such an interval holds the true share", who="data scientist",
    default=Default(0.95, 0.95, 0.95, "convention since Neyman, Outline of a Theory of "
                    "Statistical Estimation, 1937"),
    low=0.5, high=0.999, cues=("confidence", "confidence level", "confident"),
)]  # fmt: skip
