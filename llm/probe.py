"""Ask an endpoint which models it has: quickly, and without the openai SDK."""

from __future__ import annotations

from dataclasses import dataclass

from pydantic import SecretStr

from .clients import local_options
from .explain import scrub, shown_url

LOOPBACK = (
    ("Ollama", "http://127.0.0.1:11434/v1"),
    ("LM Studio", "http://127.0.0.1:1234/v1"),
)
"""Servers that may be running on this machine, with the addresses that they use by default."""

QUICK = 0.3
"""Seconds that a server on this machine has to answer."""

_OTHER_KINDS = ("embed", "bge-", "minilm", "rerank", "whisper", "tts", "moderation", "clip")


@dataclass(frozen=True, slots=True)
class Listing:
    """What an endpoint said about its models. `status` is None when it was not reached."""

    models: tuple[str, ...] = ()
    status: int | None = None
    llama_cpp: bool = False
    fault: str = ""

    @property
    def chat_models(self) -> tuple[str, ...]:
        """The models that write text, as far as their names tell."""
        return tuple(
            name for name in self.models if not any(kind in name.lower() for kind in _OTHER_KINDS)
        )


def list_models(base_url: str, api_key: SecretStr | None = None, timeout: float = QUICK) -> Listing:
    """Get `{base_url}/models`. Never raises for what an endpoint does; see `Listing.fault`."""
    import httpx2

    key = api_key.get_secret_value() if api_key else ""
    headers = {"authorization": f"Bearer {key}"} if key else {}
    try:
        with httpx2.Client(timeout=timeout, **local_options(base_url)) as client:
            reply = client.get(f"{base_url.rstrip('/')}/models", headers=headers)
    except (httpx2.HTTPError, httpx2.InvalidURL, OSError) as error:
        told = scrub(f"{type(error).__name__}: {error}", key).replace(base_url, shown_url(base_url))
        return Listing(fault=told)
    if reply.status_code != 200:
        return Listing(status=reply.status_code, fault=f"HTTP {reply.status_code}")
    try:
        items = [item for item in reply.json()["data"] or () if isinstance(item["id"], str)]
    except (ValueError, TypeError, KeyError):
        return Listing(status=200, fault="it answers, but not with a list of models")
    return Listing(
        tuple(item["id"] for item in items),
        200,
        any(item.get("owned_by") == "llamacpp" for item in items),
    )
