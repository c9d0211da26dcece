"""An example to try the workbench on: the sample product in two languages, partly translated, with a slip in it."""

from __future__ import annotations

import re
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from desktop.core.brief import LANGUAGES
from desktop.core.errors import ErrorKind, UserError
from desktop.core.words import tr
from desktop.runtime.samples import sample_text
from desktop.runtime.translation_files import write_file

EXAMPLE_SOURCE = "en"
_SENTENCE = re.compile(r"(?<=[.!?])\s+")
_SLIP = re.compile(r"\b15\b")
_WRITTEN = 8
"""So many lines come with a translation; the rest is for the reader to try."""


def example_target(language: str) -> str:
    """Into which language the example goes: the one in which the writer writes, if it is another than English."""
    known = language in LANGUAGES and language != EXAMPLE_SOURCE
    return language if known else "nl"


def example_file(folder: Path, language: str) -> Path:
    """Write the example into a folder (made when it is not there) and give its path."""
    target = example_target(language)
    path = folder / f"havn-{EXAMPLE_SOURCE}-{target}.xlf"
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        message = tr("{file} cannot be written: {reason}.", file=path.name, reason=error.strerror or str(error))
        raise UserError(ErrorKind.STORAGE, message) from error
    write_file(path, example_xliff(target).encode())
    return path


def example_xliff(target: str) -> str:
    """The example as XLIFF 1.2."""
    pairs = zip(_lines(sample_text(EXAMPLE_SOURCE)), _lines(sample_text(target)), strict=True)
    units = "".join(
        _unit(number, source, _slipped(said) if number <= _WRITTEN else "")
        for number, (source, said) in enumerate(pairs, 1)
    )
    languages = f'source-language="{EXAMPLE_SOURCE}" target-language="{target}"'
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<xliff xmlns="urn:oasis:names:tc:xliff:document:1.2" version="1.2">\n'
        f'<file original="havn.txt" datatype="plaintext" {languages}>\n<body>\n{units}</body>\n</file>\n</xliff>\n'
    )


def _lines(text: str) -> list[str]:
    """Each line on its own, and of the paragraph each sentence."""
    return [sentence for line in text.splitlines() if line.strip() for sentence in _SENTENCE.split(line.strip())]


def _slipped(text: str) -> str:
    return _SLIP.sub("13", text)


def _unit(number: int, source: str, target: str) -> str:
    state = f"<target state={quoteattr('translated')}>{escape(target)}</target>" if target else ""
    return f'<trans-unit id="{number}"><source>{escape(source)}</source>{state}</trans-unit>\n'
