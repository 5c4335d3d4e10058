"""Pictures of a site's values, dates and places."""

from typing import Any

from topicpages.library import Topic
from topicpages.render.context import Context
from topicpages.render.views import PictureView


def topic_pictures(context: Context, topic: Topic, page: str) -> tuple[PictureView, ...]:
    return ()


def derivation_picture(context: Context) -> PictureView | None:
    return None


def matrix_rows(context: Context, page: str) -> dict[str, Any]:
    return {"header": (), "rows": ()}


def timeline_view(context: Context) -> dict[str, Any]:
    return {"pictures": ()}


def map_view(context: Context) -> dict[str, Any]:
    return {"pictures": ()}
