"""Settings from the environment. Import it inside functions: pydantic-settings takes 0.3 s."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal

from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from ..errors import bad_settings


class Settings(BaseSettings):
    """Which model to use. Empty variables count as unset; secrets never show."""

    model_config = SettingsConfigDict(
        env_prefix="BRIEFSTAR_",
        env_ignore_empty=True,
        extra="ignore",
        frozen=True,
        populate_by_name=True,
        protected_namespaces=(),
    )

    endpoint: Literal["auto", "embedded"] = Field(
        "auto", description="BRIEFSTAR_ENDPOINT: `embedded` passes over every other endpoint."
    )
    base_url: str | None = Field(
        None,
        pattern=r"^https?://",
        description="BRIEFSTAR_BASE_URL: an OpenAI-compatible endpoint, usually ending in /v1.",
    )
    api_key: SecretStr | None = Field(None, description="BRIEFSTAR_API_KEY: its key.")
    model: str | None = Field(None, description="BRIEFSTAR_MODEL: the model's name there.")
    model_path: Path | None = Field(
        None, description="BRIEFSTAR_MODEL_PATH: another GGUF file for the embedded model."
    )
    timeout: float = Field(
        120.0, gt=0, description="BRIEFSTAR_TIMEOUT: seconds to wait for a reply."
    )
    speech_model: str | None = Field(
        None,
        description="BRIEFSTAR_SPEECH_MODEL: writes down speech at the endpoint, as whisper-1.",
    )
    speech_base_url: str | None = Field(
        None,
        pattern=r"^https?://",
        description="BRIEFSTAR_SPEECH_BASE_URL: an endpoint for speech alone.",
    )
    speech_api_key: SecretStr | None = Field(
        None, description="BRIEFSTAR_SPEECH_API_KEY: the key of that one."
    )
    openai_api_key: SecretStr | None = Field(None, validation_alias="OPENAI_API_KEY")
    openai_base_url: str | None = Field(
        None, pattern=r"^https?://", validation_alias="OPENAI_BASE_URL"
    )


def load_settings(**given: Any) -> Settings:
    """Read the environment; `given` goes before it. Raises `UsageError` naming the variable."""
    try:
        return Settings(**given)
    except ValidationError as error:
        refusal = bad_settings(error, _variable)
    raise refusal  # here, so that no value hangs on to it as its context


def _variable(field: str) -> str:
    name = field.upper()
    return name if name.startswith("OPENAI_") else f"BRIEFSTAR_{name}"
