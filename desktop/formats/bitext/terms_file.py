"""Term lists: TBX, and tables with a column for each language."""

from __future__ import annotations

import csv
import io
import re

from desktop.core.errors import ErrorKind, UserError
from desktop.core.term import Term
from desktop.core.words import tr
from desktop.formats.bitext.xml_scan import Document, Node

_SOURCE = ("source", "term", "source term", "bron", "källa")
_TARGET = ("target", "translation", "target term", "vertaling", "översättning")
_FORBIDDEN = ("forbidden", "do not use", "verboden", "förbjudet", "förbjudna")
_NOTE = ("note", "definition", "notes", "comment", "opmerking", "kommentar")
_CASE = ("case", "case sensitive")
_XML_LANG = "http://www.w3.org/XML/1998/namespace lang"
_NOT_TO_USE = re.compile(r"deprecated|forbidden|superseded|obsolete|supersededterm", re.IGNORECASE)


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
    more = [column(names) for names in (_FORBIDDEN, _CASE, _NOTE)]
    found = []
    for row in body:
        cells = [row[place].strip() if 0 <= place < len(row) else "" for place in (ours, theirs, *more)]
        if cells[0]:
            barred = tuple(word.strip() for word in re.split(r"[|;]", cells[2]) if word.strip())
            found.append(
                Term(cells[0], cells[1], barred, cells[3].lower() in ("1", "yes", "true", "x", "ja"), cells[4])
            )
    return tuple(found)


def _of_tbx(root: Node, source: str, target: str) -> tuple[Term, ...]:
    found = []
    for entry in root.walk():
        if entry.local not in ("termEntry", "conceptEntry"):
            continue
        ours, _ = _terms_in(entry, source)
        theirs, barred = _terms_in(entry, target)
        note = next((node.text.strip() for node in entry.walk() if node.attributes.get("type") == "definition"), "")
        found += [
            Term(word, theirs[0] if theirs else "", tuple(barred), note=note) for word in ours if theirs or barred
        ]
    return tuple(found)


def _terms_in(entry: Node, language: str) -> tuple[list[str], list[str]]:
    """The terms of an entry in a language: those to use, and those that are not to be used."""
    wanted, short = language.lower(), language.lower().replace("_", "-").partition("-")[0]
    good, barred = list[str](), list[str]()
    for section in entry.elements:
        found = (section.attributes.get(_XML_LANG) or section.attributes.get("lang", "")).lower()
        if section.local not in ("langSet", "langSec") or (found != wanted and found.partition("-")[0] != short):
            continue
        for group in section.elements:
            term = next((node.text.strip() for node in group.walk() if node.local == "term"), "")
            status = " ".join(node.text for node in group.walk() if "status" in node.attributes.get("type", "").lower())
            if term:
                (barred if _NOT_TO_USE.search(status) else good).append(term)
    return good, barred
