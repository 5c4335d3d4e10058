"""Writes a file of ``sources/`` in its canonical form: the same values, and every comment with its key."""

from collections import Counter

from topicpages.diagnostics import Diagnostic, Span
from topicpages.editing.formatting.comments import comments_of, opened_by, with_comments
from topicpages.editing.formatting.layout import laid_out
from topicpages.editing.formatting.nodes import composed
from topicpages.sources import Document, Shapes, front_matter, read_yaml, shapes_of

__all__ = ["formatted_source"]

Faults = tuple[Diagnostic, ...]


def formatted_source(path: str, text: str) -> tuple[str, Faults]:
    """Return the file at ``path`` in the canon; as it was, with the reason, when it has faults of YAML.

    Of an article record that is its front matter; the notes stay as they are.
    """
    if not path.endswith(".md"):
        return _formatted(path, text, shapes_of(path))
    span = front_matter(text)
    if span is None:
        return text, ()
    start, end = span
    inner, faults = _formatted(path, text[start:end], shapes_of(path), first_line=2)
    return f"{text[:start]}{inner}{text[end:]}", faults


def _formatted(path: str, text: str, shapes: Shapes | None, *, first_line: int = 1) -> tuple[str, Faults]:
    document, faults = read_yaml(text, path, first_line=first_line)
    if document is None or faults or not isinstance(document.tree, dict | list) or not document.tree:
        return text, faults
    root = composed(text)
    comments = comments_of(text, root)
    bare = laid_out(text, root, shapes, opened=opened_by(comments))
    written, _ = read_yaml(bare, path)
    found = with_comments(written, bare, comments) if written is not None else ""
    if not _says_the_same(document, text, found):
        what = "in the canonical form the file would not say the same"
        return text, (Diagnostic(Span(path), "not-formatted", what, "report this as a fault of the program"),)
    return found, ()


def _says_the_same(document: Document, text: str, found: str) -> bool:
    """Tell whether our reader reads the same values from both texts, and both have the same comments."""
    again, faults = read_yaml(found, document.path)
    if again is None or faults or again.tree != document.tree:
        return False
    return _told(text) == _told(found)


def _told(text: str) -> Counter[str]:
    return Counter(comment.text for comment in comments_of(text, composed(text)) if comment.text)
