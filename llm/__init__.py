"""The only code that talks to a model. May import nothing of ours but the errors.

What can be asked is in `requests`, who answers in `model` and its implementations, who is
asked when nobody says in `endpoint`, and how a pipeline is driven in `drive`. Names are
imported when they are first used: some of them bring the openai SDK or LangChain along.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .doctor import Report, diagnose
    from .drive import Done, Pipeline, arun, ask, astream, run, stream
    from .embedded import EmbeddedModel
    from .endpoint import choose_endpoint, open_model
    from .fake import FakeModel
    from .langchain_model import LangChainModel
    from .messages import as_messages
    from .model import Model
    from .openai_model import OpenAIModel
    from .patience import Retries
    from .requests import (
        Choice,
        Choose,
        Message,
        ModelInfo,
        Partial,
        Prime,
        Reply,
        Structured,
        Usage,
    )
    from .settings import Settings

_HOMES = {
    "Choice": "requests",
    "Choose": "requests",
    "Done": "drive",
    "EmbeddedModel": "embedded",
    "FakeModel": "fake",
    "LangChainModel": "langchain_model",
    "Message": "requests",
    "Model": "model",
    "ModelInfo": "requests",
    "OpenAIModel": "openai_model",
    "Partial": "requests",
    "Pipeline": "drive",
    "Prime": "requests",
    "Reply": "requests",
    "Report": "doctor",
    "Retries": "patience",
    "Settings": "settings",
    "Structured": "requests",
    "Usage": "requests",
    "arun": "drive",
    "as_messages": "messages",
    "ask": "drive",
    "astream": "drive",
    "choose_endpoint": "endpoint",
    "diagnose": "doctor",
    "open_model": "endpoint",
    "run": "drive",
    "stream": "drive",
}

__all__ = [
    "Choice",
    "Choose",
    "Done",
    "EmbeddedModel",
    "FakeModel",
    "LangChainModel",
    "Message",
    "Model",
    "ModelInfo",
    "OpenAIModel",
    "Partial",
    "Pipeline",
    "Prime",
    "Reply",
    "Report",
    "Retries",
    "Settings",
    "Structured",
    "Usage",
    "arun",
    "as_messages",
    "ask",
    "astream",
    "choose_endpoint",
    "diagnose",
    "open_model",
    "run",
    "stream",
]


def __getattr__(name: str) -> Any:
    if home := _HOMES.get(name):
        return getattr(import_module(f".{home}", __name__), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return __all__
