"""One paste box: supplier text, a table, a page's source, a row of a shop's list, or our own JSON, read into a brief.

What is understood becomes product and facts, each with the line it came from; what is not stays whole in the notes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from desktop.core.brief import Brief, Fact
from desktop.core.errors import CopydeskError, ErrorKind, UserError
from desktop.core.words import tr
from desktop.formats.brief_json import read_brief, read_facts
from desktop.formats.clean import cleaned
from desktop.formats.paste_html import lines_of_html, looks_like_html
from desktop.formats.paste_language import guess_language, language_of_names
from desktop.formats.paste_lines import Pasted, read_lines
from desktop.formats.paste_prose import facts_in_prose
from desktop.formats.paste_rows import lines_of_pairs, read_rows

LONGEST = 400_000
"""Characters; more than any one product needs, and read in a second."""


def read_paste(text: str) -> Brief:
    """A brief with product, facts, notes and language as far as they were found.

    Raises `UserError` (input) for a text beyond `LONGEST`; the caller keeps the text.
    """
    if len(text) > LONGEST:
        raise UserError(
            ErrorKind.INPUT,
            tr("This is {count} characters: too much to find the facts of one product in.", count=f"{len(text):,}"),
            tr("Nothing is lost. Paste only the part about this product to fill its facts."),
        )
    text = cleaned(text)
    found = _own_json(text)
    if found is None:
        found = _brief(_read(text), text)
    return found


def _read(text: str) -> Pasted:
    rows = read_rows(text)
    if rows is not None:
        return rows
    if looks_like_html(text):
        return read_lines(lines_of_html(text))
    return read_lines(lines_of_pairs(text) or text)


def _brief(pasted: Pasted, text: str) -> Brief:
    language = guess_language(pasted.notes or text) or language_of_names(fact.name for fact in pasted.facts)
    facts = (*pasted.facts, *facts_in_prose(pasted.notes, language))
    return Brief(product=pasted.product, notes=pasted.notes.strip(), language=language, facts=tuple(_different(facts)))


def _own_json(text: str) -> Brief | None:
    """A brief or facts as the command line takes them; `None` when it is something else."""
    if not text.lstrip().startswith(("{", "[")):
        return None
    try:
        if re.search(r'"kind"\s*:', text[:2000]):
            return read_brief(text, tr("What you pasted"))
        sheet = read_facts(text, tr("What you pasted"))
    except CopydeskError:
        return None
    if not sheet.facts:
        return None
    return Brief(product=sheet.product, facts=tuple(msgspec.structs.replace(fact, id="") for fact in sheet.facts))


def _different(facts: tuple[Fact, ...]) -> Iterator[Fact]:
    """Each fact once; of those found in prose only what no row said."""
    seen: set[tuple[str, str]] = set()
    said: set[str] = set()
    for fact in facts:
        key = (fact.name.casefold(), fact.text.casefold())
        plain = re.sub(r"[\W_]+", "", fact.text.casefold())
        if key in seen or (plain in said and fact.name.casefold() not in {name for name, _ in seen}):
            continue
        seen.add(key)
        said.add(plain)
        yield fact
