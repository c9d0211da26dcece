"""The grammar of a copy, as far as this computer can tell it: English."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.checks.check import Spot
from desktop.checks.grammar.english import Remark, remarks_on
from desktop.checks.language import language_of_copy
from desktop.checks.mail.masking import mask, unmask
from desktop.checks.sentences import sentences_of
from desktop.checks.silence import is_silenced
from desktop.core.brief import Brief, Kind
from desktop.core.checking import NO_OPTIONS, CheckOptions
from desktop.core.copy import Copy
from desktop.core.finding import Finding, Severity
from desktop.core.words import tr


def proofread_copy(copy: Copy, brief: Brief, options: CheckOptions = NO_OPTIONS) -> tuple[Finding, ...]:
    """The findings `grammar.<kind>` of an English copy, in its order; none of a copy in another language.

    About 10 ms a sentence, for each sentence once in a process; the first call loads for 1 to 3 s.
    """
    if (brief.language or language_of_copy(copy)) != "en":
        return ()
    read = mask(copy) if brief.kind is Kind.MAIL else copy
    return tuple(
        finding
        for finding in unmask(_findings(read), read, copy)
        if not is_silenced(finding, brief.rulings.silenced, options.silenced)
    )


def _findings(copy: Copy) -> Iterator[Finding]:
    for address, text in copy.addressed():
        for start, end in sentences_of(text, "en"):
            for remark in remarks_on(text[start:end]):
                yield _finding(Spot(address, text, start + remark.start, start + remark.end), remark)


def _finding(spot: Spot, remark: Remark) -> Finding:
    severity = Severity.WARNING if remark.fixes else Severity.INFO
    message = {
        "agreement": tr("The verb does not go with its subject."),
        "apostrophe": tr("The apostrophe makes this another word."),
        "article": tr("“A” stands before a consonant that is heard, “an” before a vowel."),
        "grammar": tr("This is not the word that the sentence needs."),
        "word": tr("Another word is probably meant."),
    }[remark.kind]
    return spot.finding(
        f"grammar.{remark.kind}", severity, message, fixes=remark.fixes, source=f"Harper: {remark.message}"
    )
