"""A copy as plain text, Markdown and HTML, for the clipboard and for files."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape

from desktop.core.copy import Copy, FieldValue

_SPECIAL = re.compile(r"([\\`*_{}\[\]#])|(<|>|&(?=#?\w+;))|^(\s*)([-+=]+|\d+[.)])(?=\s|$)", re.MULTILINE)
_HEADLINES = frozenset({"title", "subject"})


def as_text(copy: Copy) -> str:
    """The fields one after another; list items as lines with a dash."""
    return "\n\n".join(_text_of(value) for _, value in _filled(copy))


def as_markdown(copy: Copy) -> str:
    """Title as heading, lists as lists; characters that mean something in Markdown are escaped."""
    parts = []
    for name, value in _filled(copy):
        if not isinstance(value, str):
            parts.append("\n".join(f"- {_escaped(item)}" for item in value if item.strip()))
        elif name in _HEADLINES:
            parts.append(f"# {_escaped(value.strip())}")
        else:
            parts.append("\n\n".join(_escaped(paragraph) for paragraph in _paragraphs(value)))
    return "\n\n".join(parts)


def as_html(copy: Copy) -> str:
    """Title as heading, paragraphs, lists; every character of the text is escaped."""
    parts = []
    for name, value in _filled(copy):
        if not isinstance(value, str):
            items = "".join(f"<li>{escape(item, quote=False)}</li>" for item in value if item.strip())
            parts.append(f"<ul>{items}</ul>")
        elif name in _HEADLINES:
            parts.append(f"<h1>{escape(value.strip(), quote=False)}</h1>")
        else:
            parts += [
                "<p>" + escape(paragraph, quote=False).replace("\n", "<br>") + "</p>"
                for paragraph in _paragraphs(value)
            ]
    return "\n".join(parts)


def _filled(copy: Copy) -> Iterator[tuple[str, FieldValue]]:
    """The fields that hold something."""
    for name, value in copy.fields.items():
        if value.strip() if isinstance(value, str) else any(item.strip() for item in value):
            yield name, value


def _text_of(value: FieldValue) -> str:
    return value if isinstance(value, str) else "\n".join(f"- {item}" for item in value if item.strip())


def _paragraphs(text: str) -> list[str]:
    return [part.strip("\n") for part in re.split(r"\n\s*\n", text) if part.strip()]


def _escaped(text: str) -> str:
    return _SPECIAL.sub(_escape, text)


def _escape(found: re.Match[str]) -> str:
    sign, html, indent, mark = found.groups()
    if sign:
        return f"\\{sign}"
    if html:
        return escape(html)
    if mark[0] == "=":
        return f"{indent}&#61;{mark[1:]}"  # a backslash before it is shown by some renderers
    return f"{indent}\\{mark}" if mark[0] in "-+" else f"{indent}{mark[:-1]}\\{mark[-1]}"
