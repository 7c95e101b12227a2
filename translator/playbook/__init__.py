"""The playbook: the field's knowledge about kinds of ML product work, as data."""

from .loader import Playbook, load_playbook
from .schema import Kind, Metric, Question, Role, Source

__all__ = ["Kind", "Metric", "Playbook", "Question", "Role", "Source", "load_playbook"]
