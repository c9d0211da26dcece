"""Term lists: TBX, and tables with a column for each language."""

from __future__ import annotations

import csv
import io
import re
from typing import NamedTuple

from desktop.core.errors import ErrorKind, UserError
from desktop.core.language_tag import same_language
from desktop.core.term import Term
from desktop.core.words import tr
from desktop.formats.bitext.xml_scan import Document, Node

_SOURCE = ("source", "term", "source term", "bron", "källa")
_TARGET = ("target", "translation", "target term", "vertaling", "översättning")
_FORBIDDEN = ("forbidden", "do not use", "verboden", "förbjudet", "förbjudna")
_NOTE = ("note", "notes", "comment", "opmerking", "kommentar")
_DEFINITION = ("definition", "definitie")
_CASE = ("case", "case sensitive")
_SOURCE_NOTE, _TARGET_NOTE = ("source note",), ("target note",)
_STATUS = ("status", "administrative status", "usage status")
_XML_LANG = "http://www.w3.org/XML/1998/namespace lang"
_NOT_TO_USE = re.compile(r"deprecated|forbidden|superseded|obsolete|prohibited|not.?recommended", re.IGNORECASE)


def read_terms(data: bytes, name: str, source: str, target: str) -> tuple[Term, ...]:
    """The terms of a file for a pair of languages. Raises `UserError` for a file that is none."""
    if name.lower().endswith((".tbx", ".xml")) or data.lstrip()[:1] == b"<":
        return _of_tbx(Document(data).root, source, target)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UserError(
            ErrorKind.INPUT, tr("{file} is not UTF-8: byte {position} cannot be read.", file=name, position=error.start)
        ) from error
    return _of_table(text, name, source, target)


def _of_table(text: str, name: str, source: str, target: str) -> tuple[Term, ...]:
    first = text.partition("\n")[0]
    rows = list(csv.reader(io.StringIO(text), delimiter=max((",", ";", "\t"), key=first.count)))
    if not rows:
        raise UserError(ErrorKind.INPUT, tr("{file} is empty.", file=name))
    heads = [head.strip().lower() for head in rows[0]]

    def column(names: tuple[str, ...]) -> int:
        return next((heads.index(each) for each in names if each in heads), -1)

    ours = column((source.lower(), source.lower()[:2], *_SOURCE))
    theirs = column((target.lower(), target.lower()[:2], *_TARGET))
    body = rows[1:]
    if ours < 0 or theirs < 0:
        if len(rows[0]) != 2:
            raise UserError(
                ErrorKind.INPUT,
                tr("{file} does not say which columns hold the terms.", file=name),
                tr("Call them “source” and “target”, or by their languages, as “en” and “nl”."),
            )
        ours, theirs, body = 0, 1, rows
    named = (_FORBIDDEN, _CASE, _NOTE, _DEFINITION, _SOURCE_NOTE, _TARGET_NOTE, _STATUS)
    more = [column(names) for names in named]
    cells = ([row[place].strip() if 0 <= place < len(row) else "" for place in (ours, theirs, *more)] for row in body)
    return tuple(_of_cells(row) for row in cells if row[0])


def _of_cells(cells: list[str]) -> Term:
    """A term from the cells of its row; one that is not to be used is forbidden, and nothing else is wanted for it."""
    source, target, forbidden, case, note, definition, of_source, of_target, status = cells
    barred = tuple(word.strip() for word in re.split(r"[|;]", forbidden) if word.strip())
    if target and _NOT_TO_USE.search(status):
        barred, target = (*barred, target), ""
    return Term(
        source, target, barred, case.lower() in ("1", "yes", "true", "x", "ja"), note, definition=definition,
        source_note=of_source, target_note=of_target,
    )  # fmt: skip


class _Words(NamedTuple):
    """The words of a concept in one language: those to use, those not to use; its tag as the file has it, a note."""

    good: list[str]
    barred: list[str]
    language: str
    note: str


def _of_tbx(root: Node, source: str, target: str) -> tuple[Term, ...]:
    found = []
    for entry in root.walk():
        if entry.local not in ("termEntry", "conceptEntry"):
            continue
        ours, theirs = _words_in(entry, source), _words_in(entry, target)
        definition = next(
            (node.text.strip() for node in entry.walk() if node.attributes.get("type") == "definition"), ""
        )
        note = next((node.text.strip() for node in entry.elements if node.local == "note"), "")
        found += [
            Term(
                word, wanted, tuple(theirs.barred), note=note, definition=definition, source_language=ours.language,
                target_language=theirs.language, source_note=ours.note, target_note=theirs.note,
            )
            for word in ours.good
            for wanted in theirs.good or ([""] if theirs.barred else [])
        ]  # fmt: skip
    return tuple(found)


def _words_in(entry: Node, language: str) -> _Words:
    """The words of a concept in a language, whatever its region."""
    good, barred, tag, note = list[str](), list[str](), "", ""
    for section in entry.elements:
        named = section.attributes.get(_XML_LANG) or section.attributes.get("lang", "")
        if section.local not in ("langSet", "langSec") or not named or not same_language(named, language):
            continue
        tag = tag or named
        note = note or next((node.text.strip() for node in section.walk() if node.local == "note"), "")
        for group in section.elements:
            term = next((node.text.strip() for node in group.walk() if node.local == "term"), "")
            status = " ".join(node.text for node in group.walk() if "status" in node.attributes.get("type", "").lower())
            if term:
                (barred if _NOT_TO_USE.search(status) else good).append(term)
    return _Words(good, barred, tag, note)
