"""Open one model twice: as briefstar does, and with the bare openai client on the same server."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import openai
from briefstar.cli.engine import spec_of
from briefstar.llm.clients import local_options
from briefstar.llm.embedded import EmbeddedModel
from briefstar.llm.endpoint import open_model, plan_for
from briefstar.llm.model import Model

TIMEOUT = 600.0


@dataclass(frozen=True, slots=True)
class Connection:
    """A model, and what another client needs to reach the same one."""

    model: Model
    base_url: str
    api_key: str
    name: str

    def http(self) -> Any:
        """A new HTTP client, as briefstar's own is."""
        return openai.DefaultHttpx2Client(**local_options(self.base_url), timeout=TIMEOUT)

    def bare(self) -> openai.OpenAI:
        """A new bare client."""
        return openai.OpenAI(
            base_url=self.base_url,
            api_key=self.api_key,
            max_retries=0,
            timeout=TIMEOUT,
            http_client=self.http(),
        )


def connect(model: str | None, base_url: str | None) -> Connection:
    """Open the model that is named, else the first that fits. Raises `BriefstarError`."""
    spec = spec_of(model, base_url)
    opened = open_model(spec)
    name = opened.info.model
    if isinstance(opened, EmbeddedModel):
        return Connection(opened, *opened.address, name)
    plan = plan_for(spec)
    key = plan.api_key.get_secret_value() if plan.api_key else "none"
    assert plan.base_url is not None
    return Connection(opened, plan.base_url, key, name)
