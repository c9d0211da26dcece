"""What is done with posts in a process of its own, which ends when one takes too long."""

from __future__ import annotations

from desktop.core.words import tr
from desktop.engine.post_messages import (
    ExportPost,
    FindKeyphrases,
    Keyphrases,
    PostBrought,
    PostExported,
    PostShaped,
    ReadPost,
    ShapePost,
)
from desktop.engine.worker_client import WorkerClient

IDEAS_S = 10.0
FILE_S = 30.0
"""Seconds that a file may take; a Word document of 50,000 words is written in some six."""


class PostWork:
    """The worker that reads and writes the files of posts: neither checks nor the preview wait for it."""

    def __init__(self) -> None:
        self._files = WorkerClient("post.export", "post.read", "post.shape", "post.ideas")

    @property
    def workers(self) -> tuple[WorkerClient, ...]:
        """The workers, to be told the language and to be ended."""
        return (self._files,)

    async def export(self, request: ExportPost) -> PostExported:
        """Write the post to a file; raises what `export_posts` does, and `UserError` after `FILE_S` seconds."""
        return await self._files.ask("post.export", request, PostExported, limit_s=FILE_S)

    async def read(self, request: ReadPost) -> PostBrought:
        """Read a post; raises what `read_post` does, and `UserError` after `FILE_S` seconds."""
        hint = tr("Nothing was taken over. Open it in parts, or save it in a simpler form.")
        return await self._files.ask("post.read", request, PostBrought, limit_s=FILE_S, hint=hint)

    async def shape(self, request: ShapePost) -> PostShaped:
        """The post for the clipboard, the browser or the printer; `UserError` after `FILE_S` seconds."""
        return await self._files.ask("post.shape", request, PostShaped, limit_s=FILE_S)

    async def ideas(self, request: FindKeyphrases) -> Keyphrases:
        """Phrases that a post's sources repeat; `UserError` after `IDEAS_S` seconds."""
        return await self._files.ask("post.ideas", request, Keyphrases, limit_s=IDEAS_S)
