"""Front matter of a Markdown file: the values that people read, each where it stands."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from desktop.core.words import tr
from desktop.formats.bitext.monolingual import Paragraph, Writer, Written
from desktop.formats.bitext.monolingual_pieces import Piece
from desktop.formats.bitext.monolingual_text import TextSource

if TYPE_CHECKING:
    import yaml

_YAML = re.compile(r"---[ \t]*(?:\r\n?|\n)(.*?)(?<=[\r\n])(?:---|\.\.\.)[ \t]*(?=\r|\n|\Z)", re.DOTALL)
_TOML = re.compile(r"\+\+\+[ \t]*(?:\r\n?|\n).*?(?<=[\r\n])\+\+\+[ \t]*(?=\r|\n|\Z)", re.DOTALL)
_READ = frozenset({
    "title", "subtitle", "description", "summary", "excerpt", "lead", "linktitle", "seo_title", "seotitle",
    "seo_description", "seodescription", "cover_alt", "image_alt", "alt", "caption", "subject", "preheader",
})  # fmt: skip
_LANGUAGES = ("lang", "language", "locale")
_LONGEST = 65_536
_CODE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")
_PLAIN = re.compile(r"[^\W\d_][\w ,.!?()/’–-]*")


class FrontMatter(NamedTuple):
    """The values that are translated, where the front matter ends, and the language that it names."""

    paragraphs: Sequence[Paragraph] = ()
    end: int = 0
    language: str = ""


def front_matter(source: TextSource) -> FrontMatter:
    """The front matter of a file; what cannot be read as YAML stays as it is, and so does TOML."""
    found = _YAML.match(source.text[: _LONGEST + 100])
    if found is None:
        other = _TOML.match(source.text[: _LONGEST + 100])
        return FrontMatter(end=other.end() if other is not None else 0)
    import yaml

    try:
        root = yaml.compose(found[1], Loader=yaml.SafeLoader)
    except (yaml.YAMLError, RecursionError, ValueError):
        return FrontMatter(end=found.end()) if ":" in found[1] else FrontMatter()
    if not isinstance(root, yaml.MappingNode):
        return FrontMatter(end=found.end() if root is None else 0)
    language = next((value for name, value in _texts(root) if name in _LANGUAGES and _CODE.fullmatch(value)), "")
    paragraphs = tuple(_paragraphs(root, found.start(1), source))
    return FrontMatter(paragraphs, found.end(), language.replace("_", "-"))


def _texts(root: yaml.MappingNode) -> Iterator[tuple[str, str]]:
    import yaml

    for key, value in root.value:
        if isinstance(key, yaml.ScalarNode) and isinstance(value, yaml.ScalarNode):
            yield key.value.lower(), value.value


def _paragraphs(root: yaml.MappingNode, base: int, source: TextSource) -> Iterator[Paragraph]:
    import yaml

    for key, value in root.value:
        if not isinstance(key, yaml.ScalarNode) or not isinstance(value, yaml.ScalarNode):
            continue
        words = " ".join(value.value.split())
        if key.value.lower() not in _READ or value.tag != "tag:yaml.org,2002:str" or not words:
            continue
        start, end = base + value.start_mark.index, base + value.end_mark.index
        raw = source.text[start:end]
        if raw[:1] in "&*!":
            continue  # a name for other places, or a kind of its own
        kept = len(raw) - len(raw.rstrip()) if value.style in ("|", ">") else 0
        piece = Piece(start, end - kept, words)
        context = tr("Front matter: {name}", name=key.value)
        write = _writer(value.style or "", key.value)
        yield Paragraph(
            start, end - kept, [piece], write, context, at_once=True, line=source.line_of(start)
        )  # fmt: skip


def _writer(style: str, key: str) -> Writer:
    """Writes a value as it was quoted, and in double quotes where it was in another form that cannot hold it."""

    def write(parts: Sequence[Written], _first: Piece) -> str:
        words = " ".join("".join(part.text for part in parts).split())
        if style == "'":
            return "'" + words.replace("'", "''") + "'"
        if not style and _is_plain(words, key):
            return words
        return json.dumps(words, ensure_ascii=False)

    return write


def _is_plain(words: str, key: str) -> bool:
    """Whether YAML reads words without quotes as these words."""
    import yaml

    if _PLAIN.fullmatch(words) is None:
        return False
    return bool(yaml.safe_load(f"{key}: {words}") == {key: words})
