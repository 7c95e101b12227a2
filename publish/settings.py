"""The sites' addresses and tokens, from the environment. Import it inside functions: it is slow."""

from __future__ import annotations

from urllib.parse import urlsplit

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from ..errors import bad_settings

_HERE = ("localhost", "127.0.0.1", "::1")


class Settings(BaseSettings):
    """Where to publish and by which token. Empty variables count as unset; secrets never show."""

    model_config = SettingsConfigDict(
        env_prefix="BRIEFSTAR_", env_ignore_empty=True, extra="ignore", frozen=True
    )

    confluence_url: str | None = Field(
        None, description="BRIEFSTAR_CONFLUENCE_URL: as in https://example.atlassian.net."
    )
    confluence_user: str | None = Field(
        None,
        description="BRIEFSTAR_CONFLUENCE_USER: the token's user; none with a token of its own.",
    )
    confluence_token: SecretStr | None = Field(None, description="BRIEFSTAR_CONFLUENCE_TOKEN")
    confluence_cloud: bool | None = Field(
        None, description="BRIEFSTAR_CONFLUENCE_CLOUD: for a Cloud site with a name of its own."
    )
    notion_url: str = Field("https://api.notion.com", description="BRIEFSTAR_NOTION_URL: a proxy.")
    notion_token: SecretStr | None = Field(None, description="BRIEFSTAR_NOTION_TOKEN")

    @field_validator("confluence_url", "notion_url")
    @classmethod
    def _address(cls, url: str | None) -> str | None:
        if url is None:
            return None
        parts = urlsplit(url)
        if parts.username is not None or parts.password is not None:
            raise ValueError("leave user and password out of the address")
        if not parts.hostname or parts.port == 0 or parts.query or parts.fragment:
            raise ValueError("give an address such as https://example.atlassian.net")
        if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in _HERE):
            raise ValueError("the address must begin with https://, as a token is sent there")
        return url.rstrip("/")

    @field_validator("confluence_user")
    @classmethod
    def _named(cls, user: str | None) -> str | None:
        if user and not user.isascii():
            raise ValueError("it holds letters that cannot be sent; give the e-mail address")
        return user

    @field_validator("confluence_token", "notion_token")
    @classmethod
    def _sendable(cls, token: SecretStr | None) -> SecretStr | None:
        text = token.get_secret_value().strip() if token else ""
        if not all("!" <= letter <= "~" for letter in text):
            raise ValueError("it holds characters that no token has: copy it once more")
        return SecretStr(text) if text else None


def load_settings() -> Settings:
    """Read the environment. Raises `UsageError` naming the variable, never showing its value."""
    try:
        return Settings()
    except ValidationError as error:
        refusal = bad_settings(error, lambda field: f"BRIEFSTAR_{field.upper()}")
    raise refusal  # here, so that no value hangs on to it as its context
