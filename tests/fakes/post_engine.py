"""The engine's work on posts done at once and in this process, by the very functions that its workers run."""

from __future__ import annotations

from desktop.engine.post_messages import ExportPost, ReadPost, Render, Rendered, ShapePost
from desktop.engine.post_tasks import export, read, shape
from desktop.formats.blog.markdown import shown_post
from tests.fakes.engine import FakeEngine


def works_on_posts(engine: FakeEngine) -> None:
    """Let an engine in memory render, read and write posts."""
    engine.answers[Render] = render
    engine.answers[ExportPost] = export
    engine.answers[ReadPost] = read
    engine.answers[ShapePost] = shape


def render(request: Render) -> Rendered:
    """As the worker does it."""
    shown = shown_post(request.markdown)
    return Rendered(shown.html, shown.anchors)
