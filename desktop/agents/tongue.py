"""Short texts in another language: none of them is long enough to tell by itself, together they are."""

from __future__ import annotations

from collections.abc import Iterable

from desktop.checks.language import LanguageOfText, other_language, tells_its_language, told_language
from desktop.core.brief import Brief
from desktop.core.copy import Copy, field_of
from desktop.core.finding import Finding, Severity


def foreign_fields(copy: Copy, brief: Brief, found: Iterable[Finding]) -> tuple[Finding, ...]:
    """An error for each field of a copy whose short texts are together in another language than was asked for.

    Fields of which `found` says so already are left out, and so is what is long enough to be told by itself.
    """
    known = {field_of(each.field) for each in found if each.check == LanguageOfText.id}
    short = {
        address: text
        for address, text in copy.addressed()
        if text and field_of(address) not in known and not tells_its_language(text)
    }
    other = other_language("\n".join(short.values()), brief.language)
    if other is None:
        return ()
    message = told_language(other, brief.language)
    return tuple(
        Finding(LanguageOfText.id, Severity.ERROR, address, 0, len(text), text, message)
        for address, text in short.items()
    )
