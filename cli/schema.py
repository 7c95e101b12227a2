"""`briefstar schema`: the JSON Schema of what a command writes."""

from __future__ import annotations

import json

from .terminal import put


def brief_schema_text() -> str:
    """Return the JSON Schema of a brief as it is published in `docs/schemas/brief.json`."""
    from ..translator.brief import json_schema

    return json.dumps(json_schema(), indent=2, ensure_ascii=False) + "\n"


def grade_schema_text() -> str:
    """Return the JSON Schema of a grade as it is published in `docs/schemas/grade.json`."""
    from ..coach.grade import json_schema

    return json.dumps(json_schema(), indent=2, ensure_ascii=False) + "\n"


def impact_schema_text() -> str:
    """Return the JSON Schema of an impact as it is published in `docs/schemas/impact.json`."""
    from ..translator.impact.impact import json_schema

    return json.dumps(json_schema(), indent=2, ensure_ascii=False) + "\n"


def ranking_schema_text() -> str:
    """Return the JSON Schema of a ranking as it is published in `docs/schemas/ranking.json`."""
    from ..translator.ideas.types import json_schema

    return json.dumps(json_schema(), indent=2, ensure_ascii=False) + "\n"


def schema_impact() -> None:
    """Print the JSON Schema of `briefstar impact --format json`."""
    put(impact_schema_text())


def schema_brief() -> None:
    """Print the JSON Schema of `briefstar brief --format json`."""
    put(brief_schema_text())


def schema_grade() -> None:
    """Print the JSON Schema of `briefstar grade --format json`."""
    put(grade_schema_text())


def schema_ranking() -> None:
    """Print the JSON Schema of `briefstar feasibility --format json`."""
    put(ranking_schema_text())
