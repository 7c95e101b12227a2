"""Says which endpoint and model would be used, why, and what is wrong with them if anything is.

Prints nothing. Asks an endpoint two tiny questions; looks at the embedded model's file and at
the machine, and starts nothing.
"""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, Literal

from pydantic import BaseModel, ConfigDict

from ..errors import BriefstarError, ModelError, UsageError
from .endpoint import Plan, plan_for
from .explain import shown_url
from .machine import free_memory
from .openai_model import OpenAIModel
from .patience import Retries
from .probe import list_models
from .requests import Choose, Message, Structured

if TYPE_CHECKING:
    from .settings import Settings
    from .weights import WeightsStatus

_GB = 10**9
_BESIDE_WEIGHTS = 0.9 * _GB
"""Memory that the embedded model takes beside its weights, with its 8,192-token window."""

_LISTING_SECONDS = 5.0
_ASKING_SECONDS = 60.0


class Check(BaseModel):
    """One thing that was looked at. `needed` is false when a job works without it."""

    model_config = ConfigDict(frozen=True)

    name: str
    ok: bool
    detail: str
    fix: str = ""
    needed: bool = True


class Report(BaseModel):
    """What would be used, why, and the checks in the order in which they were made."""

    model_config = ConfigDict(frozen=True)

    endpoint: str
    model: str
    reason: str
    checks: list[Check]

    @property
    def ok(self) -> bool:
        """Whether a job would work."""
        return all(check.ok for check in self.checks if check.needed)


def diagnose(settings: Settings | None = None, spec: Any = None) -> Report:
    """Look at the endpoint that `open_model(spec)` would use. Raises nothing of ours."""
    from .settings import load_settings

    endpoint = model = "none"
    try:
        settings = settings or load_settings()
        model = settings.model or model
        if url := settings.base_url or settings.openai_base_url:
            endpoint = shown_url(url)
        plan = plan_for(spec, settings)
    except BriefstarError as error:
        name = "settings" if isinstance(error, UsageError) else "reachable"
        fix = "correct it, or set BRIEFSTAR_ENDPOINT=embedded to use the embedded model"
        check = Check(name=name, ok=False, detail=str(error), fix=fix)
        return Report(endpoint=endpoint, model=model, reason="what is set fails", checks=[check])
    if plan.kind == "embedded":
        return _embedded(plan)
    checks = _listing_checks(plan)
    if all(check.ok for check in checks):
        checks += _asking_checks(plan)
    return Report(endpoint=plan.endpoint, model=plan.model or "", reason=plan.reason, checks=checks)


def _listing_checks(plan: Plan) -> list[Check]:
    listing = list_models(plan.base_url or "", plan.api_key, _LISTING_SECONDS)
    if listing.status is None:
        fix = "start the server, or correct BRIEFSTAR_BASE_URL"
        return [Check(name="reachable", ok=False, detail=listing.fault, fix=fix)]
    checks = [Check(name="reachable", ok=True, detail=f"{plan.endpoint} answers")]
    if listing.status in (401, 403):
        detail = f"HTTP {listing.status}; a key is {'set' if plan.api_key else 'not set'}"
        fix = "set BRIEFSTAR_API_KEY to a key of this endpoint"
        return [*checks, Check(name="key", ok=False, detail=detail, fix=fix)]
    if not listing.models:
        # Some endpoints list nothing; whether they have the model shows when they are asked.
        return checks
    known = plan.model in listing.models or f"{plan.model}:latest" in listing.models
    shown = ", ".join(sorted(listing.models)[:12])
    detail = f"{plan.model} is there" if known else f"no {plan.model!r}; it has: {shown}"
    fix = "" if known else "set BRIEFSTAR_MODEL to one of them"
    return [*checks, Check(name="model", ok=known, detail=detail, fix=fix)]


def _asking_checks(plan: Plan) -> list[Check]:
    model = OpenAIModel(
        plan.base_url or "",
        plan.api_key,
        plan.model or "",
        timeout=min(plan.timeout, _ASKING_SECONDS),
        llama_cpp=plan.llama_cpp,
        retries=Retries(times=0, max_wait=0),
    )
    checks: list[Check] = []
    try:
        checks.append(_schema_check(model))
        checks.append(_logprobs_check(model))
    except ModelError as error:
        checks.append(Check(name="answers", ok=False, detail=str(error)))
    finally:
        model.close()
    return checks


class _Probe(BaseModel):
    """A schema that the question contradicts, so that only an endpoint that holds to it fits."""

    fruit: Literal["banana"]


def _schema_check(model: OpenAIModel) -> Check:
    question = (Message("user", "Name a fruit. Reply with the word: cherry"),)
    try:
        reply = model.ask(Structured(messages=question, schema=_Probe, max_tokens=32))
    except ModelError as error:
        if error.usage is None:
            raise
        fix = "use a model or server that takes response_format=json_schema"
        return Check(name="json_schema", ok=False, detail=str(error), fix=fix)
    if reply.attempts == 1 and "json_schema" not in model.lacks:
        return Check(name="json_schema", ok=True, detail="replies are held to their schema")
    return Check(
        name="json_schema",
        ok=False,
        detail="the schema is only asked for in words; replies may need a second try",
        fix="use a server that takes response_format=json_schema",
        needed=False,
    )


def _logprobs_check(model: OpenAIModel) -> Check:
    question = (Message("user", "Is snow cold? Answer yes or no."),)
    choice = model.ask(Choose(messages=question, options=("yes", "no")))
    given = choice.measured == "logprobs"
    return Check(
        name="logprobs",
        ok=given,
        detail="choices come with probabilities"
        if given
        else "the endpoint gives none; a choice is one answer, without a measure of confidence",
        fix="" if given else "use a model or server that gives log-probabilities",
        needed=False,
    )


def _embedded(plan: Plan) -> Report:
    from . import weights

    installed = find_spec("xllamacpp") is not None
    checks = [
        Check(
            name="engine",
            ok=installed,
            detail="xllamacpp is installed" if installed else "xllamacpp is not installed",
            fix="" if installed else "install briefstar again, with its dependencies",
        )
    ]
    name = plan.path.stem if plan.path else weights.published().name
    try:
        found = weights.status(plan.path)
    except BriefstarError as error:
        fix = "set BRIEFSTAR_CACHE_DIR to a folder that you can write to"
        checks.append(Check(name="weights", ok=False, detail=str(error), fix=fix))
    else:
        name = found.name
        checks += [_weights_check(found), _disk_check(found), _memory_check(found)]
    return Report(endpoint=plan.endpoint, model=name, reason=plan.reason, checks=checks)


def _weights_check(found: WeightsStatus) -> Check:
    if found.state in ("absent", "partial"):
        got = f"{found.size / _GB:.2f} of " if found.state == "partial" else ""
        detail = f"not there yet: {got}{found.total / _GB:.2f} GB, pulled by the first brief"
        return Check(
            name="weights", ok=False, detail=detail, fix="briefstar model pull", needed=False
        )
    if found.state == "damaged":
        fix = "name a GGUF file that is whole, or run: briefstar model pull"
        return Check(name="weights", ok=False, detail=f"{found.path}: {found.problem}", fix=fix)
    how = "verified by their hash" if found.state == "verified" else "a file of your own"
    return Check(name="weights", ok=True, detail=f"{found.path}, {how}")


def _disk_check(found: WeightsStatus) -> Check:
    missing = 0 if found.usable else max(found.total - found.size, 0)
    ok = found.free >= missing
    detail = f"{found.free / _GB:.1f} GB free" + (
        f", {missing / _GB:.1f} GB to pull" if missing else ""
    )
    fix = "" if ok else "make room, or set BRIEFSTAR_CACHE_DIR to a folder on another disk"
    return Check(name="disk", ok=ok, detail=detail, fix=fix)


def _memory_check(found: WeightsStatus) -> Check:
    free, wanted = free_memory(), found.total + _BESIDE_WEIGHTS
    if free is None:
        detail = f"about {wanted / _GB:.1f} GB wanted; what is free is not known"
        return Check(name="memory", ok=True, detail=detail, needed=False)
    ok = free >= wanted
    detail = f"{free / _GB:.1f} GB free, about {wanted / _GB:.1f} GB wanted"
    fix = "" if ok else "close other programs, or name a smaller GGUF by BRIEFSTAR_MODEL_PATH"
    return Check(name="memory", ok=ok, detail=detail, fix=fix, needed=False)
