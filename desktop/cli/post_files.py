"""Posts as files that `check blog` reads: a copy as JSON or text, Markdown with front matter, a page, a document."""

from __future__ import annotations

import re
from pathlib import Path

import msgspec

from desktop.cli.context import read_text
from desktop.cli.input_files import load_copy
from desktop.cli.mail_files import MailFile
from desktop.core.brief import Brief
from desktop.core.copy import Copy
from desktop.core.post import Post

_LAID_OUT = (".docx", ".html", ".htm", ".xhtml")
_HEAD = re.compile(r"(?:---|\+\+\+)[ \t]*\r?\n")
_KEYPHRASE = re.compile(
    r"^[ \t]*[\"']?(?:keyphrase|focus_?keyphrase|focus_?keyword|focuskw|_yoast_wpseo_focuskw)[\"']?[ \t]*[:=]"
    r"[ \t]*(?P<phrase>[^\r\n]+)$",
    re.IGNORECASE | re.MULTILINE,
)


def load_post(name: str, brief: Brief) -> MailFile:
    """A post with what `brief` asks for over what its file says; raises `UserError` (input).

    The words of a plain file are its one field `body`, as they stand; of one with front matter, what comes after it.
    """
    if Path(name).suffix.lower() in _LAID_OUT:
        from desktop.cli.bounded import bounded
        from desktop.engine.post_messages import PostBrought, ReadPost

        read = bounded("post.read", ReadPost(path=name), PostBrought)
        return MailFile(_over(brief, read.brief, ""), read.copy)
    if Path(name).suffix.lower() == ".json":
        return MailFile(brief, load_copy(name))
    text = read_text(name)
    return _with_front_matter(text, brief) if _HEAD.match(text) else MailFile(brief, _copy_of(text, name))


def _copy_of(text: str, name: str) -> Copy:
    from desktop.formats.brief_json import read_copy

    return read_copy(text, name)


def _with_front_matter(text: str, brief: Brief) -> MailFile:
    from desktop.formats.blog.front_matter import read_front_matter

    front = read_front_matter(text.replace("\r\n", "\n"))
    if front.body == text.replace("\r\n", "\n"):
        return MailFile(brief, Copy({"body": text}))
    head = text[: len(text) - len(front.body)]
    found = _KEYPHRASE.search(head)
    phrase = _unquoted(found["phrase"]) if found else ""
    words = {
        "title": front.title,
        "seo_title": front.seo_title,
        "seo_description": front.description,
        "excerpt": front.excerpt,
        "body": front.body,
    }
    post = Post(
        slug=front.slug,
        canonical=front.canonical,
        author=front.author,
        date=front.date,
        tags=front.tags,
        categories=front.categories,
        cover=front.cover,
        cover_alt=front.cover_alt,
    )
    read = Brief(brief.kind, product=front.title, language=front.language[:2].lower(), post=post)
    copy = Copy({field: value for field, value in words.items() if value.strip() or field == "body"})
    return MailFile(_over(brief, read, phrase), copy)


def _over(brief: Brief, read: Brief, phrase: str) -> Brief:
    return msgspec.structs.replace(
        brief,
        product=brief.product or read.product,
        language=brief.language or read.language,
        keyphrase=brief.keyphrase or phrase,
        post=brief.post or read.post,
    )


def _unquoted(text: str) -> str:
    """A value as YAML or TOML writes it on one line; of a list, its items with semicolons between them."""
    value = text.strip()
    if value.startswith("[") and value.endswith("]"):
        return "; ".join(item.strip().strip("\"'") for item in value[1:-1].split(",") if item.strip())
    if value[:1] in {'"', "'"} and value.endswith(value[0]) and len(value) > 1:
        return value[1:-1].strip()
    return re.sub(r"\s+#.*$", "", value).strip()
