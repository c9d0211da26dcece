"""Posts written to files by the command line, within the time that the window gives it too."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from desktop.cli.bounded import bounded
from desktop.cli.post_pdf import ENDING as PDF
from desktop.cli.post_pdf import print_post
from desktop.core.draft import Draft
from desktop.engine.post_messages import ExportPost, ExportPosts, PostExported


def written_post(draft: Draft, path: Path, pictures: str, form: str = "") -> PostExported:
    """Write a post by the file's ending; `pictures` is the folder of those that it shows.

    Raises what `export_posts` and `print_post` do, and `UserError` (input) when it takes too long.
    """
    if path.suffix.lower() == PDF:
        done = print_post(draft, path, pictures, form)
        return PostExported(tuple(str(file) for file in done.files), done.notes)
    return bounded("post.export", ExportPost(draft, str(path), form, pictures), PostExported)


def written_posts(drafts: Sequence[Draft], path: Path, pictures: str, form: str = "") -> PostExported:
    """Write several posts to one file. Raises as `written_post` does."""
    return bounded("post.export_all", ExportPosts(tuple(drafts), str(path), form, pictures), PostExported)
