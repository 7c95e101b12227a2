"""Which model answers when the caller has not said: the first endpoint that fits.

What is chosen is settled before a job begins and told in `ModelInfo.reason`. If it then fails,
an error says so; nothing falls back to a weaker engine.
"""

from __future__ import annotations

import atexit
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, cast
from urllib.parse import urlsplit

from pydantic import SecretStr

from ..errors import ModelError, UsageError
from .clients import is_loopback
from .explain import shown_url
from .model import Model
from .probe import LOOPBACK, QUICK, Listing, list_models

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

    from .settings import Settings

OPENAI_URL = "https://api.openai.com/v1"
OPENAI_MODEL = "gpt-4.1-mini"
"""The model of OpenAI's own endpoint when none is named: it gives log-probabilities."""

_PATIENT = 5.0

_opened: dict[Plan, Model] = {}
_lock = threading.Lock()


@dataclass(frozen=True, slots=True)
class Plan:
    """An endpoint that was chosen, and why. Shows no secret.

    Plans for the same endpoint are equal, whatever led to them: one model serves them all.
    """

    kind: Literal["openai", "embedded"]
    reason: str = field(compare=False)
    base_url: str | None = None
    model: str | None = None
    api_key: SecretStr | None = None
    path: Path | None = None
    timeout: float = 120.0
    llama_cpp: bool = False

    @property
    def endpoint(self) -> str:
        """The address to show: without user name, password and query."""
        return shown_url(self.base_url) if self.base_url else "embedded"


def choose_endpoint(settings: Settings | None = None) -> Plan:
    """Choose by settings, then by what answers on this machine, else the embedded model.

    Raises `UsageError` when settings contradict each other or leave the model open, and
    `ModelError` when the endpoint that they name cannot be asked for its models.
    """
    if settings is None:
        from .settings import load_settings

        settings = load_settings()
    if settings.endpoint == "embedded":
        return _embedded(settings, "BRIEFSTAR_ENDPOINT is set to embedded")
    if settings.base_url and settings.model_path:
        raise UsageError("set BRIEFSTAR_BASE_URL or BRIEFSTAR_MODEL_PATH, not both")
    if settings.base_url:
        return _named(settings, settings.base_url, settings.api_key, "BRIEFSTAR_BASE_URL is set")
    if settings.model_path:
        return _embedded(settings, "BRIEFSTAR_MODEL_PATH is set")
    if settings.openai_base_url or settings.openai_api_key:
        cause = "OPENAI_BASE_URL" if settings.openai_base_url else "OPENAI_API_KEY"
        key = settings.api_key or settings.openai_api_key
        return _named(settings, settings.openai_base_url or OPENAI_URL, key, f"{cause} is set")
    if settings.api_key:
        raise UsageError("BRIEFSTAR_API_KEY is set, but not the BRIEFSTAR_BASE_URL it is for")
    return _on_this_machine(settings) or _embedded(
        settings, "no endpoint is set and none answers on this machine"
    )


def open_model(
    spec: Model | str | Path | Any | None = None,
    *,
    settings: Settings | None = None,
    on_event: Callable[[Any], None] | None = None,
) -> Model:
    """Return the model to use: what the caller names, else the first endpoint that fits.

    `spec` is a `Model`, a LangChain chat model, the address of an OpenAI-compatible endpoint
    (`https://host/v1`, or `https://host/v1#model-name`), the path of a GGUF file, `"embedded"`,
    or the name of a model of the configured endpoint. Models that are opened here are kept and
    shared; they close when the program ends. `on_event` hears of a download of the embedded
    model. Raises `UsageError` and `ModelError`.
    """
    if isinstance(spec, Model):
        return spec
    if (chat := _as_chat_model(spec)) is not None:
        from .langchain_model import LangChainModel

        return LangChainModel(chat)
    plan = plan_for(spec, settings)
    with _lock:
        if plan not in _opened:
            _opened[plan] = _open(plan, on_event)
            atexit.register(_opened[plan].close)
        return _opened[plan]


def plan_for(spec: str | Path | Any | None = None, settings: Settings | None = None) -> Plan:
    """Return what `open_model` would open for an address, a path, a name or nothing."""
    from .settings import load_settings

    settings = settings or load_settings()
    if spec is None:
        return choose_endpoint(settings)
    given = "given by the caller"
    if isinstance(spec, Path) or (isinstance(spec, str) and spec.endswith(".gguf")):
        path = Path(spec).expanduser()
        return _embedded(settings.model_copy(update={"model_path": path}), given)
    if not isinstance(spec, str) or not spec:
        raise UsageError(
            "a model is a briefstar model, a LangChain chat model, an address, a GGUF file or "
            f"a name, not {type(spec).__name__}"
        )
    if spec == "embedded":
        return _embedded(settings, given)
    if spec.startswith(("http://", "https://")):
        url, _, name = spec.partition("#")
        # A key goes only to the endpoint that it was set for.
        key = settings.api_key if settings.base_url in (None, url) else None
        return _named(settings.model_copy(update={"model": name or None}), url, key, given)
    return choose_endpoint(settings.model_copy(update={"model": spec}))


def _named(settings: Settings, url: str, key: SecretStr | None, reason: str) -> Plan:
    """Plan for an endpoint that was named; asks it for its models when that is needed."""
    shown = shown_url(url)
    key = key or openai_key(settings, url)
    name, llama_cpp = settings.model, False
    if name is None and url.rstrip("/") == OPENAI_URL:
        name = OPENAI_MODEL
    elif name is None or is_loopback(url):
        listing = list_models(url, key, QUICK if name else _PATIENT)
        llama_cpp = listing.llama_cpp
        if name is None:
            name = _only_model(shown, listing)
            reason += f"; it has one model, {name}"
    return Plan("openai", reason, url, name, key, None, settings.timeout, llama_cpp)


def _only_model(shown: str, listing: Listing) -> str:
    if listing.status in (401, 403):
        raise ModelError(
            f"the key was refused by {shown} (HTTP {listing.status}): set BRIEFSTAR_API_KEY"
        )
    if listing.status is None:
        raise ModelError(
            f"cannot reach {shown}: is the server running, and the address right? {listing.fault}"
        )
    names = listing.chat_models
    if len(names) == 1:
        return names[0]
    has = f"it has: {', '.join(sorted(names)[:12])}" if names else "it does not list any"
    raise UsageError(f"set BRIEFSTAR_MODEL to the name of a model of {shown}; {has}")


def _on_this_machine(settings: Settings) -> Plan | None:
    for server, url in LOOPBACK:
        listing = list_models(url)
        names = listing.chat_models
        if settings.model is not None:
            names = tuple(name for name in names if _same_model(name, settings.model))
        if names:
            reason = f"{server} answers on this machine"
            key, ours = None, listing.llama_cpp
            return Plan("openai", reason, url, names[0], key, None, settings.timeout, ours)
    if settings.model is not None:
        raise UsageError(
            f"no endpoint on this machine has the model {settings.model!r}: set "
            "BRIEFSTAR_BASE_URL too, or unset BRIEFSTAR_MODEL"
        )
    return None


def _same_model(name: str, wanted: str) -> bool:
    return wanted in (name, name.removesuffix(":latest"))


def openai_key(settings: Settings, url: str) -> SecretStr | None:
    """Return OpenAI's key, where the address is one that it was set for."""
    theirs = {urlsplit(OPENAI_URL).hostname, urlsplit(settings.openai_base_url or "").hostname}
    return settings.openai_api_key if urlsplit(url).hostname in theirs - {None} else None


def _embedded(settings: Settings, reason: str) -> Plan:
    return Plan("embedded", reason, path=settings.model_path, timeout=settings.timeout)


def _as_chat_model(spec: Any) -> BaseChatModel | None:
    # A chat model cannot exist before its module was imported, so this need not import it.
    module = sys.modules.get("langchain_core.language_models.chat_models")
    if module is None or not isinstance(spec, module.BaseChatModel):
        return None
    return cast("BaseChatModel", spec)


def _open(plan: Plan, on_event: Callable[[Any], None] | None) -> Model:
    if plan.kind == "embedded":
        from .embedded import EmbeddedModel

        return EmbeddedModel(plan.path, on_event=on_event, reason=plan.reason)
    from .openai_model import OpenAIModel

    assert plan.base_url is not None and plan.model is not None
    return OpenAIModel(
        plan.base_url,
        plan.api_key,
        plan.model,
        timeout=plan.timeout,
        llama_cpp=plan.llama_cpp,
        reason=plan.reason,
    )
