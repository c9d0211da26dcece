"""How a post looks elsewhere, made of the same fields: as the result of a search, and when its address is shared.

Widths are those of Arial, in which a result is shown on a desktop; on a telephone Roboto is, which is within some
percent of it. How much of a description is shown is counted in pixels too: some 990 on a desktop and 680 on a
telephone (`rooms`; the sources differ by a tenth).
"""

from __future__ import annotations

from enum import StrEnum
from functools import lru_cache
from urllib.parse import unquote, urlsplit

import msgspec

from desktop.core.brief import Brief
from desktop.core.copy import Copy
from desktop.core.post import Post
from desktop.runtime.posting_values import EXCERPT, SEO_DESCRIPTION, SEO_TITLE, TITLE

_ELLIPSIS = " …"
_LONGEST = 1_000
"""Characters beyond which nobody looks; a field may hold a pasted book."""
_DEEPEST = 3
_BETWEEN = " › "


class Device(StrEnum):
    """On what a result is looked at."""

    DESKTOP = "desktop"
    PHONE = "phone"


class Room(msgspec.Struct, frozen=True):
    """The room for a text, in CSS pixels: letters of `size`, lines of `width`, `most` in all of its lines together."""

    size: int
    width: int
    lines: int
    most: int


ROOMS: dict[Device, tuple[Room, Room]] = {
    Device.DESKTOP: (Room(20, 600, 1, 580), Room(14, 600, 2, 990)),
    Device.PHONE: (Room(18, 328, 2, 656), Room(14, 328, 3, 680)),
}
"""The rooms for title and description."""


class Run(msgspec.Struct, frozen=True):
    """A piece of a line; what was searched for is bold."""

    text: str
    bold: bool = False


class Found(msgspec.Struct, frozen=True):
    """What a search shows of a post, line by line; `date` stands before the description. Empty without any text."""

    site: str = ""
    address: str = ""
    date: str = ""
    title: tuple[str, ...] = ()
    description: tuple[tuple[Run, ...], ...] = ()
    title_is_cut: bool = False
    description_is_cut: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to show."""
        return not self.title and not self.description


class SharedCard(msgspec.Struct, frozen=True):
    """What stands under a link that is shared: the picture (`picture:NAME`, an address, or none), words and host."""

    host: str
    title: str
    description: str
    cover: str = ""
    cover_alt: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to show."""
        return not self.title and not self.description


def found_page(brief: Brief, copy: Copy, device: Device, *, website: str = "", name: str = "", date: str = "") -> Found:
    """The result of a search that finds the post.

    `website` and `name` are those of the shop, `date` the day of publication as the reader's language writes it.
    """
    title = _first(copy, SEO_TITLE, TITLE)
    description = _first(copy, SEO_DESCRIPTION, EXCERPT)
    if not title and not description:
        return Found()
    for_title, for_description = ROOMS[device]
    day = f"{date} — " if date and description else ""
    titles, title_is_cut = wrapped(title, for_title)
    lines, description_is_cut = wrapped(day + description, for_description)
    host, address = address_line(brief.post or Post(), _title_slug(brief, copy), website)
    runs = _bold_runs(lines, brief, len(day))
    return Found(name or host, address, day, titles, runs, title_is_cut, description_is_cut)


def shared_card(brief: Brief, copy: Copy, *, website: str = "") -> SharedCard:
    """What a network shows of a link to the post; the same words stand in its exported page."""
    post = brief.post or Post()
    title, description = _first(copy, SEO_TITLE, TITLE), _first(copy, SEO_DESCRIPTION, EXCERPT)
    host, _ = address_line(post, "", website)
    return SharedCard(host, title, description, post.cover, post.cover_alt)


def address_line(post: Post, made: str, website: str = "") -> tuple[str, str]:
    """The host of a post, and its address as a result shows it: `https://sjobod.se › blog › storing-tea`.

    That of its canonical address; without one, that of the shop's site with the slug, or where there is none with
    `made`, the one that its title makes. The host is empty when neither is known.
    """
    from desktop.runtime.post_slug import typed_slug

    slug = typed_slug(post.slug) or made
    host, path = _parts(post.canonical)
    if not host:
        host, path = _parts(website)
        path = f"{path.rstrip('/')}/{slug}"
    crumbs = [unquote(part) for part in path.split("/") if part]
    if len(crumbs) > _DEEPEST:
        crumbs = [crumbs[0], "…", crumbs[-1]]
    start = f"https://{host}" if host else ""
    return host.removeprefix("www."), _BETWEEN.join(part for part in (start, *crumbs) if part)


def wrapped(text: str, room: Room) -> tuple[tuple[str, ...], bool]:
    """The lines of a text as far as there is room, cut between words with an ellipsis; and whether it was cut."""
    rest = " ".join(text.split())
    lines: list[str] = []
    left = float(room.most)
    while rest:
        width = min(left, float(room.width))
        last = len(lines) == room.lines - 1 or left <= room.width
        if _width(rest, room.size) <= width:
            return (*lines, rest), False
        if last:
            return (*lines, _words_within(rest, room.size, width, _ELLIPSIS).rstrip(" ,;:–-|") + _ELLIPSIS), True
        line = _words_within(rest, room.size, width) or _letters_within(rest, room.size, width)
        lines.append(line)
        left -= _width(line, room.size)
        rest = rest[len(line) :].lstrip()
    return tuple(lines), False


def _words_within(text: str, size: int, room: float, end: str = "") -> str:
    words = text.split(" ")
    low, high = 0, len(words)
    while low < high:
        middle = (low + high + 1) // 2
        if _width(" ".join(words[:middle]) + end, size) <= room:
            low = middle
        else:
            high = middle - 1
    return " ".join(words[:low])


def _letters_within(text: str, size: int, room: float) -> str:
    """So much of a word that is longer than a line."""
    count = next((at for at in range(1, len(text) + 1) if _width(text[:at], size) > room), len(text) + 1) - 1
    return text[: max(1, count)]


@lru_cache(maxsize=512)
def _width(text: str, size: int) -> float:
    from desktop.checks.widths import pixel_width

    return pixel_width(text, size)


def _title_slug(brief: Brief, copy: Copy) -> str:
    """The slug that the post is exported under as long as it has none of its own."""
    from desktop.runtime.post_slug import slug_of_title

    return slug_of_title(_first(copy, TITLE), brief.language)


def _first(copy: Copy, *names: str) -> str:
    """The beginning of the first of these fields that holds text, on one line."""
    return next((line for name in names if (line := " ".join(copy.text(name)[:_LONGEST].split()))), "")


def _bold_runs(lines: tuple[str, ...], brief: Brief, skip: int) -> tuple[tuple[Run, ...], ...]:
    """The lines with the words of the keyphrase in bold, in any of their forms, from character `skip` on."""
    from desktop.checks.check import Subject
    from desktop.checks.search.phrase import content_words, holds, keyphrase_of
    from desktop.checks.words import words_of

    phrase = keyphrase_of(Subject(Copy(), brief, brief.language))
    wanted = content_words(phrase, brief.language) if phrase else ()
    made: list[tuple[Run, ...]] = []
    for number, line in enumerate(lines):
        runs: list[Run] = []
        done = 0
        for word in words_of(line) if wanted else ():
            hidden = number == 0 and word.start < skip
            if hidden or not any(holds(line[word.start : word.end], each, brief.language) for each in wanted):
                continue
            runs += [Run(line[done : word.start]), Run(line[word.start : word.end], bold=True)]
            done = word.end
        made.append(tuple(run for run in (*runs, Run(line[done:])) if run.text))
    return tuple(made)


def _parts(address: str) -> tuple[str, str]:
    """Host and path of an address; both empty when it is none."""
    address = address.strip()
    try:
        parts = urlsplit(address if "://" in address else f"//{address}")
        host = parts.hostname or ""
    except ValueError:
        return "", ""
    return (host, parts.path) if "." in host else ("", "")
