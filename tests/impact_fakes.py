"""A fake that tells which input of a calculator a quantity is, for the impact pipeline."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

ROLES = {
    "1,000": "alerts", "20%": "precision", "5 minutes": "minutes", "60 dollars": "hourly",
}  # fmt: skip


class RoleScript:
    """Answers `impact.role` from a mapping of quantities to names; `none` for any other."""

    def __init__(self, roles: Mapping[str, str] = ROLES, sure: float = 0.94) -> None:
        self.roles, self.sure, self.asked = roles, sure, list[str]()

    def __call__(self, request: Any) -> Mapping[str, float]:
        text = request.messages[-1].content.split("“")[1].split("”")[0]
        self.asked.append(text)
        name = self.roles.get(text, "none")
        name = name if name in request.options else "none"
        rest = (1 - self.sure) / (len(request.options) - 1)
        return {option: self.sure if option == name else rest for option in request.options}
