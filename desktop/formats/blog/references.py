"""The sources of a post in its text: notes for what cites them, and a list at the end."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from desktop.core.post import PostSource

_CITED = re.compile(r"\[\^([\w-]+)\](?!:)")
_MARK = re.compile(r"\[\^?(q\d{1,3}(?:\.\d{1,4})?(?:[ ]?[,;][ ]?\^?q\d{1,3}(?:\.\d{1,4})?)*)\](?![(:])")
_ANY = re.compile(rf"{_MARK.pattern}|\[\^([\w-]+)\](?!:)")
_ONE = re.compile(r"(q\d+)(?:\.\d+)?")
_CODE = re.compile(
    r"^ {0,3}(`{3,}|~{3,})[^\n]*\n(?s:.*?)(?:^ {0,3}\1[`~]*[ \t]*$|\Z)|(?<!`)(`{1,4})(?!`)[^\n]{1,300}?(?<!`)\2(?!`)",
    re.MULTILINE,
)
_DEFINED = re.compile(r"^ {0,3}\[\^([\w-]+)\]:", re.MULTILINE)
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#])")
_HEADINGS = {"en": "Sources", "nl": "Bronnen", "sv": "Källor"}
_READ_ON = {"en": "read on {day}", "nl": "gelezen op {day}", "sv": "läst {day}"}


def with_sources(body: str, sources: Sequence[PostSource], language: str, *, listed: bool) -> str:
    """The body with a note for each `[^q1]` that cites a source, and, if `listed`, all sources in a list at the end.

    Marks of pieces and of several sources (`[q1]`, `[^q1.3]`, `[^q1, q2]`) become such notes, one for each source. A
    note that the writer made under the same name stays. The list has the order of `numbers_of`; the words between are
    those of the text's language.
    """
    known = {each.id: each for each in sources}
    body = _marked_alike(body, frozenset(known))
    defined = set(_DEFINED.findall(body))
    numbers = numbers_of(body, sources)
    cited = [name for name in numbers if name in set(_CITED.findall(_without_code(body))) and name not in defined]
    parts = [body.rstrip("\n"), *(f"[^{name}]: {reference(known[name], language)}" for name in cited)]
    if listed and sources:
        heading = _HEADINGS.get(language[:2], _HEADINGS["en"])
        parts += [f"## {heading}", "\n".join(f"- {reference(known[name], language)}" for name in numbers)]
    return "\n\n".join(part for part in parts if part) + "\n"


def numbers_of(body: str, sources: Sequence[PostSource]) -> dict[str, int]:
    """The number that each source has among the notes of the published text, by its id, in that order.

    Notes are numbered as they are first cited, those of the writer too; sources that nobody cites come behind.
    """
    known = dict.fromkeys(each.id for each in sources)
    plain = _without_code(body)
    written = set(_DEFINED.findall(plain)) if "]:" in plain else set[str]()
    names: dict[str, None] = {}
    for source, note in dict.fromkeys(_ANY.findall(plain)):
        ids = _ONE.findall(source) if source else [note]
        if not source or all(name in known for name in ids):
            names.update(dict.fromkeys(name for name in ids if name in known or name in written))
    numbers = {name: number for number, name in enumerate(names, 1) if name in known}
    behind = [name for name in known if name not in numbers]
    return numbers | {name: number for number, name in enumerate(behind, len(names) + 1)}


class NoteMark(NamedTuple):
    """A mark in a text, in code points, with what it cites; `is_source` is false for a note of the writer's."""

    start: int
    end: int
    ids: tuple[str, ...]
    is_source: bool


def source_marks(text: str) -> list[NoteMark]:
    """The marks of sources in a text, whether they exist or not; those in code are none."""
    return [mark for mark in _marks(_blanked(text)) if mark.is_source]


def _marks(plain: str) -> Iterator[NoteMark]:
    for found in _ANY.finditer(plain):
        ids = tuple(dict.fromkeys(_ONE.findall(found[1]))) if found[1] else (found[2],)
        yield NoteMark(*found.span(), ids, bool(found[1]))


def _blanked(text: str) -> str:
    """The text with blanks where code stands, so that all places stay."""
    return _CODE.sub(lambda found: " " * len(found[0]), text) if "`" in text or "~~~" in text else text


def _marked_alike(body: str, known: frozenset[str]) -> str:
    """The body with each mark of sources that exist as one note a source: `[^q1][^q2]`; code stays as it is."""
    if "q" not in body or not known:
        return body
    code = [found.span() for found in _CODE.finditer(body)] if "`" in body or "~~~" in body else []

    def alike(found: re.Match[str]) -> str:
        names = list(dict.fromkeys(_ONE.findall(found[1])))
        in_code = any(start <= found.start() < end for start, end in code)
        return found[0] if in_code or not known.issuperset(names) else "".join(f"[^{name}]" for name in names)

    return _MARK.sub(alike, body)


def _without_code(body: str) -> str:
    return _CODE.sub(" ", body) if "`" in body or "~~~" in body else body


def reference(source: PostSource, language: str) -> str:
    """A source as one line of Markdown: who, what, where, and the day on which a page was read."""
    title = _plain(source.title) or _plain(source.address)
    on_the_web = source.address.startswith(("http://", "https://"))
    if on_the_web:
        address = source.address.replace("<", "%3C").replace(">", "%3E").replace(" ", "%20").replace("\n", "")
        title = f"[{title}](<{address}>)"
    parts = [_plain(source.author), title]
    if source.read_at and on_the_web:
        parts.append(_READ_ON.get(language[:2], _READ_ON["en"]).format(day=source.read_at[:10]))
    return ", ".join(part for part in parts if part) + "."


def _plain(words: str) -> str:
    return _SPECIAL.sub(r"\\\1", " ".join(words.split()))
