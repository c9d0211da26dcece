"""New PO files of the segments of any file."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.core.segment import Segment, SegmentState
from desktop.formats.bitext.bitext import Bitext

_ESCAPES = str.maketrans(
    {
        "\\": "\\\\",
        '"': '\\"',
        "\n": "\\n",
        "\r": "\\r",
        "\t": "\\t",
        "\a": "\\a",
        "\b": "\\b",
        "\f": "\\f",
        "\v": "\\v",
    }
)
_PLURALS = "nplurals=2; plural=(n != 1);"


def po_of(bitext: Bitext, source: str, target: str) -> bytes:
    """The segments as PO; each is told by its id as its context, and its tags stand as `{1}`."""
    head = (
        f"Language: {target.replace('-', '_')}\nMIME-Version: 1.0\nContent-Type: text/plain; charset=UTF-8\n"
        f"Content-Transfer-Encoding: 8bit\nX-Source-Language: {source.replace('-', '_')}\nPlural-Forms: {_PLURALS}\n"
    )
    entries = [f'msgid ""\nmsgstr {_string(head)}\n', *("\n".join(_entry(each)) + "\n" for each in bitext.segments)]
    return "\n".join(entries).encode()


def _entry(segment: Segment) -> Iterator[str]:
    for note in (*segment.notes, *((segment.context,) if segment.context not in ("", segment.id) else ())):
        yield from (f"#. {line}" for line in note.splitlines() if line.strip())
    if segment.state in (SegmentState.DRAFT, SegmentState.REJECTED) and not segment.target.is_empty:
        yield "#, fuzzy"
    yield f"msgctxt {_string(segment.id)}"
    yield f"msgid {_string(segment.source.text)}"
    yield f"msgstr {_string(segment.target.text)}"


def _string(text: str) -> str:
    """A string, one line of the file for each line of the text."""
    lines = text.split("\n")
    if len(lines) == 1:
        return f'"{text.translate(_ESCAPES)}"'
    whole = [line + "\n" for line in lines[:-1]] + ([lines[-1]] if lines[-1] else [])
    return "\n".join(['""', *(f'"{line.translate(_ESCAPES)}"' for line in whole)])
