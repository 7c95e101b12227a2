"""Technical constraints into business impact: figures that are computed, words that are curated."""

from .explaining import aexplain_impact, explain_impact, stream_impact
from .impact import Impact

__all__ = ["Impact", "aexplain_impact", "explain_impact", "stream_impact"]
