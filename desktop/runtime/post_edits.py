"""Changes of a post's outline together with its text: each gives the post and the body as they are then.

What is planned and what stands in the body stay one: a section that moves takes its words along, one that is renamed
has its heading renamed, one that goes takes its words with it.
"""

from __future__ import annotations

import msgspec

from desktop.core.outline import ends_of, places_of
from desktop.core.post import INTRODUCTION, Post, Section


class PostText(msgspec.Struct, frozen=True):
    """A post and its body."""

    post: Post
    body: str


def with_new_section(text: PostText, heading: str, after: str, *, level: int = 2) -> tuple[PostText, str]:
    """A section more, behind another (`intro`: first; empty: at the end), and its id; the body stays as it is."""
    post = text.post
    new = Section(post.next_section_id(), heading, level=level)
    ids = [each.id for each in post.outline]
    at = 0 if after == INTRODUCTION else ids.index(after) + 1 if after in ids else len(ids)
    outline = (*post.outline[:at], new, *post.outline[at:])
    return PostText(msgspec.structs.replace(post, outline=outline), text.body), new.id


def with_changed_section(text: PostText, section: Section) -> PostText:
    """Another section in the place of the one with its id; its heading in the body follows."""
    post, old = text.post, text.post.section(section.id)
    if old is None:
        return text
    body = text.body
    place = places_of(body, post.outline).get(section.id)
    renamed = (section.heading, section.level) != (old.heading, old.level)
    if place is not None and renamed and section.heading.strip():
        line = f"{'#' * section.level} {section.heading.strip()}"
        end = body.find("\n", place.start)
        body = f"{body[: place.start]}{line}{body[end:] if end >= 0 else ''}"
    outline = tuple(section if each.id == section.id else each for each in post.outline)
    return PostText(msgspec.structs.replace(post, outline=outline), body)


def without_section(text: PostText, section_id: str) -> PostText:
    """The outline without a section, and the body without its heading and words."""
    place = places_of(text.body, text.post.outline).get(section_id)
    outline = tuple(each for each in text.post.outline if each.id != section_id)
    body = text.body
    if place is not None and section_id != INTRODUCTION:
        body = _joined(body[: place.start], "", body[place.stop :])
    return PostText(msgspec.structs.replace(text.post, outline=outline), body)


def with_moved_section(text: PostText, section_id: str, place: int) -> PostText:
    """The section at another place of the outline (from 0, counted without it), and its words there in the body.

    Headings below it that are of no section go with it, and nothing is put between another section and its own.
    """
    post = text.post
    moved = post.section(section_id)
    if moved is None:
        return text
    rest = [each for each in post.outline if each.id != section_id]
    at = max(0, min(place, len(rest)))
    outline = (*rest[:at], moved, *rest[at:])
    places = places_of(text.body, post.outline)
    mine = places.get(section_id)
    body, ends = text.body, ends_of(text.body, places)
    if mine is not None:
        piece = body[mine.start : ends[section_id]]
        follower = next((places[each.id] for each in rest[at:] if each.id in places), None)
        leader = next((ends[each.id] for each in reversed(rest[:at]) if each.id in places), None)
        if follower is not None or leader is not None:
            target = follower.start if follower is not None else leader if leader is not None else len(body)
            if leader is not None and follower is not None and leader <= follower.start:
                target = leader
            body = _moved(body, mine.start, ends[section_id], target, piece)
    return PostText(msgspec.structs.replace(post, outline=outline), body)


def with_merged_section(text: PostText, section_id: str) -> PostText:
    """A section and the one before it as one, under the heading of the first; the first stays as it is."""
    outline = text.post.outline
    at = next((at for at, each in enumerate(outline) if each.id == section_id), 0)
    if at == 0:
        return text
    first, second = outline[at - 1], outline[at]
    merged = msgspec.structs.replace(
        first,
        words=first.words + second.words,
        notes="\n".join(part for part in (first.notes.strip(), second.notes.strip()) if part),
        facts=tuple(dict.fromkeys((*first.facts, *second.facts))) if first.facts and second.facts else (),
        sources=tuple(dict.fromkeys((*first.sources, *second.sources))) if first.sources and second.sources else (),
        pinned=first.pinned or second.pinned,
    )
    places = places_of(text.body, outline)
    body = text.body
    mine, before = places.get(section_id), places.get(first.id)
    if mine is not None and before is not None:
        # The words of the second come before what the first has under headings of its own, or they would be theirs.
        head = _joined(body[: before.stop], body[mine.begin : mine.stop], body[before.stop : mine.start])
        body = _joined(head, "", body[mine.stop :])
    elif mine is not None:  # its words go on under the heading of the first, which had none
        end = body.find("\n", mine.start)
        line = f"{'#' * first.level} {first.heading}"
        body = f"{body[: mine.start]}{line}{body[end:] if end >= 0 else ''}"
    kept = (*outline[: at - 1], merged, *outline[at + 1 :])
    return PostText(msgspec.structs.replace(text.post, outline=kept), body)


def with_adopted_heading(text: PostText, start: int) -> tuple[PostText, str]:
    """A heading that stands in the body alone as a section of the outline, and its id; empty when there is none."""
    from desktop.runtime.posting_values import rows_of

    rows = rows_of(text.post, text.body)
    row = next((each for each in rows if not each.id and each.start == start), None)
    if row is None:
        return text, ""
    before = [each.id for each in rows[: rows.index(row)] if each.id]
    return with_new_section(text, row.heading, before[-1] if before else INTRODUCTION, level=row.level)


def _moved(body: str, start: int, stop: int, target: int, piece: str) -> str:
    if start <= target <= stop:
        return body
    if target < start:
        return _joined(_joined(body[:target], piece, body[target:start]), "", body[stop:])
    return _joined(_joined(body[:start], "", body[stop:target]), piece, body[target:])


def _joined(before: str, middle: str, after: str) -> str:
    """Parts of a text with one empty line between them, and one line's end at its end."""
    parts = (before.rstrip("\n"), middle.strip("\n"), after.strip("\n"))
    whole = "\n\n".join(part for part in parts if part)
    return f"{whole}\n" if whole else ""
