"""What a post says in short, and which of its sentences stand in another text word for word."""

from __future__ import annotations

import re

import msgspec

from desktop.core.copy import Copy
from desktop.core.draft import Draft
from desktop.core.outline import headings_of
from desktop.core.post import Post
from desktop.core.words import tr
from desktop.runtime.posting_values import BODY, EXCERPT, TITLE

FEWEST_WORDS = 6
"""Shorter sentences are alike by chance."""

_MOST_SECTIONS = 12
_LONGEST = 300
_CITED = re.compile(r"[ ]?\[(?:\^[\w.-]{1,60}|\^?q\d{1,3}[\w.,; ^]{0,60})\](?![(:])")
_PICTURE = re.compile(r"!\[[^\]]*\]\([^()]*\)")
_LINK = re.compile(r"\[([^\]]*)\]\([^()]*\)")
_SIGNS = re.compile(r"\*\*|__|`|~~|(?<!\w)[*_](?=\S)|(?<=\S)[*_](?!\w)")
_MARKS = re.compile(r"^[ \t]*(?:[-*•+]|\d{1,3}[.)]|>)[ \t]+", re.MULTILINE)
_TABLE = re.compile(r"^[ \t]*\|.*$", re.MULTILINE)


class Gist(msgspec.Struct, frozen=True):
    """A post in short: each section is its heading and its first sentence; `link` is its address on the web."""

    title: str
    excerpt: str = ""
    sections: tuple[tuple[str, str], ...] = ()
    link: str = ""


def gist_of(draft: Draft) -> Gist:
    """The post of a draft in short; of sections that are not written yet the headings of the outline."""
    post, language = draft.brief.post or Post(), draft.brief.language or "en"
    body = draft.copy.text(BODY)
    title = " ".join(draft.copy.text(TITLE).split()) or draft.title
    sections = [
        (_plain(heading.text), _first_sentence(body[heading.end : heading.stop], language))
        for heading in headings_of(body)
        if heading.level > 1
    ]
    written = {heading.casefold() for heading, _ in sections}
    sections += [(each.heading, "") for each in post.outline if each.heading.casefold() not in written]
    excerpt = " ".join(draft.copy.text(EXCERPT).split()) or _opening(body, language)
    link = post.canonical.strip()
    return Gist(title, excerpt, tuple(sections[:_MOST_SECTIONS]), link if link.startswith("http") else "")


def notes_of(gist: Gist) -> str:
    """The gist as notes of a brief, for the writer and for the model."""
    lines = [tr("From the post “{title}”", title=gist.title)] if gist.title else []
    if gist.excerpt:
        lines.append(gist.excerpt)
    lines += [f"- {heading}: {sentence}" if sentence else f"- {heading}" for heading, sentence in gist.sections]
    if gist.link:
        lines.append(tr("Link: {address}", address=gist.link))
    return "\n".join(lines)


def copied_sentences(copy: Copy, post: Copy, language: str) -> tuple[tuple[str, str], ...]:
    """The sentences of a text that stand in the post word for word: address and text, in reading order."""
    from desktop.checks.sentences import sentences_of

    there = {
        _words(plain[start:end])
        for plain in (_plain(post.text(BODY)), post.text(EXCERPT), post.text(TITLE))
        for start, end in sentences_of(plain, language)
    }
    return tuple(
        (address, text[start:end])
        for address, text in copy.addressed()
        for start, end in sentences_of(text, language)
        if len(_words(text[start:end])) >= FEWEST_WORDS and _words(text[start:end]) in there
    )


def _opening(body: str, language: str) -> str:
    headings = headings_of(body)
    start = headings[0].end if headings and headings[0].level == 1 and not body[: headings[0].start].strip() else 0
    stop = next((each.start for each in headings if each.start >= start), len(body))
    return _first_sentence(body[start:stop], language)


def _first_sentence(text: str, language: str) -> str:
    from desktop.checks.sentences import sentences_of

    plain = _plain(text)
    found = next((plain[start:end].strip() for start, end in sentences_of(plain, language)), "")
    return found if len(found) <= _LONGEST else f"{found[:_LONGEST].rsplit(' ', 1)[0]}…"


def _plain(text: str) -> str:
    """Markdown as one reads it, without tables and marks of sources."""
    bare = _CITED.sub("", _LINK.sub(r"\1", _PICTURE.sub("", _TABLE.sub("", text))))
    return _SIGNS.sub("", _MARKS.sub("", bare))


def _words(sentence: str) -> tuple[str, ...]:
    return tuple(re.findall(r"\w+", sentence.casefold()))
