"""What a change of the sources does to claims: two states in, what differs out, as Markdown.

Both states are judged by the same code and for the same day, so that whatever differs is the change's own.
"""

from topicpages.evidence.comparing.compare import compare, compare_files
from topicpages.evidence.comparing.results import Changes, FileChanges, State
from topicpages.evidence.comparing.summary import MOST_CHARACTERS, summary

__all__ = ["MOST_CHARACTERS", "Changes", "FileChanges", "State", "compare", "compare_files", "summary"]
