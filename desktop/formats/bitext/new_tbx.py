"""New TBX files: a list of terms as ISO 30042:2019 has it, in the dialect TBX-Basic."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape, quoteattr

from desktop.core.term import Term

_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_PREFERRED, _DEPRECATED = "preferredTerm-admn-sts", "deprecatedTerm-admn-sts"


def tbx_of(terms: Iterable[Term], source: str, target: str) -> bytes:
    """The terms with what must not be written for them, their definitions and notes."""
    entries = [_entry(term, number, source, target) for number, term in enumerate(terms, 1)]
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<tbx type="TBX-Basic" style="dca" xml:lang={quoteattr(source)} xmlns="urn:iso:std:iso:30042:ed-2">',
        "<tbxHeader><fileDesc><sourceDesc><p>Copydesk</p></sourceDesc></fileDesc></tbxHeader>",
        "<text><body>", *entries, "</body></text>", "</tbx>", "",
    ]  # fmt: skip
    return "\n".join(lines).encode()


def _entry(term: Term, number: int, source: str, target: str) -> str:
    definition = f'<descrip type="definition">{_words(term.definition)}</descrip>' if term.definition else ""
    note = f"<note>{_words(term.note)}</note>" if term.note else ""
    ours = _section(term.source_language or source, [(term.source, "", term.source_note)])
    theirs = _section(
        term.target_language or target,
        [
            *([(term.target, _PREFERRED if term.forbidden else "", term.target_note)] if term.target else []),
            *((word, _DEPRECATED, "") for word in term.forbidden),
        ],
    )
    return f'<conceptEntry id="c{number}">{definition}{note}{ours}{theirs}</conceptEntry>'


def _section(language: str, words: list[tuple[str, str, str]]) -> str:
    if not words:
        return ""
    return f"<langSec xml:lang={quoteattr(language)}>{''.join(_groups(words))}</langSec>"


def _groups(words: list[tuple[str, str, str]]) -> Iterator[str]:
    for word, status, note in words:
        told = f'<termNote type="administrativeStatus">{status}</termNote>' if status else ""
        remark = f"<note>{_words(note)}</note>" if note else ""
        yield f"<termSec><term>{_words(word)}</term>{told}{remark}</termSec>"


def _words(text: str) -> str:
    return escape(_NOT_IN_XML.sub("\ufffd", text), {"\r": "&#13;"})
