"""The linter of briefs, requirements and PRDs: rules as data, a small engine, no model."""

from __future__ import annotations

from .engine import Finding, lint_text
from .loader import load_rules
from .schema import Rule, Severity

__all__ = ["Finding", "Rule", "Severity", "lint_text", "load_rules"]
