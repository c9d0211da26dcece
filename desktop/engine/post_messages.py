"""The messages of the pipe that are about posts: as a page, as files, on the clipboard, and about their keyphrase."""

from __future__ import annotations

import msgspec

from desktop.core.brief import Brief, Fact
from desktop.core.checking import CheckOptions
from desktop.core.copy import Copy
from desktop.core.draft import Draft
from desktop.core.post import TextAnchor


class Render(msgspec.Struct, frozen=True):
    """`render`: Markdown to sanitised HTML, in a process that can be ended when it takes too long."""

    markdown: str


class Rendered(msgspec.Struct, frozen=True):
    """The answer to `render`; `anchors` are the blocks of the text by their lines, to show both in step."""

    html: str
    anchors: tuple[TextAnchor, ...] = ()


class ExportPost(msgspec.Struct, frozen=True):
    """`post.export`: write a post to `path`, by its ending, in a `form` of that kind of file (empty: the usual one).

    `pictures` is the folder of the profile's pictures. Everything but `.pdf` can be written.
    """

    draft: Draft
    path: str
    form: str = ""
    pictures: str = ""


class ExportPosts(msgspec.Struct, frozen=True):
    """A task of the worker, for the command line: several posts in one file, otherwise as `ExportPost`."""

    drafts: tuple[Draft, ...]
    path: str
    form: str = ""
    pictures: str = ""


class CheckPost(msgspec.Struct, frozen=True):
    """A task of the worker, for the command line: all findings of a post, those of its `grammar` among them."""

    copy: Copy
    brief: Brief
    options: CheckOptions
    grammar: bool = False


class PostExported(msgspec.Struct, frozen=True):
    """The answer to `post.export`: every file that was written (pictures beside the text), and sentences to know."""

    files: tuple[str, ...]
    notes: tuple[str, ...] = ()


class ReadPost(msgspec.Struct, frozen=True):
    """`post.read`: a post from the file `path`, or from `text`, which is Markdown, or HTML if `html` says so.

    `pictures` is the folder into which the pictures go that come with it.
    """

    path: str = ""
    text: str = ""
    html: bool = False
    pictures: str = ""


class PostBrought(msgspec.Struct, frozen=True):
    """The answer to `post.read`; `notes` say what could not be taken over."""

    brief: Brief
    copy: Copy
    notes: tuple[str, ...] = ()


class ShapePost(msgspec.Struct, frozen=True):
    """`post.shape`: a post for the clipboard, the browser or the printer.

    `shape` is `blocks` (WordPress), `rich` (word processors), `html`, `markdown`, `page` (a browser's) or `paper`.
    """

    draft: Draft
    shape: str
    pictures: str = ""


class PostShaped(msgspec.Struct, frozen=True):
    """The answer to `post.shape`: the text, and where it is HTML to be pasted with its looks, the plain words too."""

    text: str
    plain: str = ""
    notes: tuple[str, ...] = ()


class FindKeyphrases(msgspec.Struct, frozen=True):
    """`post.ideas`: phrases that these texts and facts repeat, of which at most `most`; see `checks.search.ideas`."""

    texts: tuple[str, ...] = ()
    facts: tuple[Fact, ...] = ()
    language: str = ""
    title: str = ""
    most: int = 8


class Keyphrases(msgspec.Struct, frozen=True):
    """The answer to `post.ideas`: the phrases, the best one first."""

    phrases: tuple[str, ...]


POST_METHODS: dict[str, tuple[type[msgspec.Struct], type[msgspec.Struct]]] = {
    "render": (Render, Rendered),
    "post.export": (ExportPost, PostExported),
    "post.read": (ReadPost, PostBrought),
    "post.shape": (ShapePost, PostShaped),
    "post.ideas": (FindKeyphrases, Keyphrases),
}
"""Each method with the type of its parameters and of its result."""
