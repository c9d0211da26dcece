"""Words for which the workspace has a better one."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.checks.banned import find_banned
from desktop.checks.check import Spot, Subject
from desktop.checks.remarks import like_case
from desktop.core.checking import Preference
from desktop.core.finding import Finding, Severity
from desktop.core.words import tr


class PreferredWords:
    """Words that the workspace avoids, also inflected, with the one it uses."""

    id = "words.preferred"

    @property
    def name(self) -> str:
        """As `Check` says."""
        return tr("Preferred words")

    @property
    def description(self) -> str:
        """As `Check` says."""
        return tr("Finds words for which this workspace has a better one.")

    def find(self, subject: Subject) -> Iterator[Finding]:
        """As `Check` says."""
        if not subject.options.preferred:
            return
        for address, text in subject.copy.addressed():
            found = sorted(
                (start, end, preference.use)
                for preference in subject.options.preferred
                for start, end in _places(text, preference, subject.language)
            )
            for start, end, use in found:
                message = tr("This workspace writes “{use}”.", use=use)
                fix = _replacement(text[start:end], use, _avoided(subject, text[start:end], use), subject.language)
                yield Spot(address, text, start, end).finding(self.id, Severity.WARNING, message, fixes=(fix,))


def _places(text: str, preference: Preference, language: str) -> Iterator[tuple[int, int]]:
    avoid, use = preference.avoid.strip(), preference.use.strip()
    if not avoid or not use:
        return
    spans = list(find_banned(text, avoid, language))
    # *Bag* is avoided and *tote bag* used: there is nothing to say of a tote bag.
    kept = list(find_banned(text, use, language)) if spans else []
    for start, end in spans:
        marked = text[start:end]
        if marked == use or (marked.lower() == use.lower() and use.islower() and avoid.lower() != use.lower()):
            continue
        if avoid.lower() == use.lower() or not any(begin <= start and end <= stop for begin, stop in kept):
            yield start, end


def _avoided(subject: Subject, marked: str, use: str) -> str:
    """The avoided word of which `marked` is a form."""
    fitting = [each.avoid.strip() for each in subject.options.preferred if each.use == use]
    return next((word for word in fitting if marked.lower().startswith(word.lower())), fitting[0])


def _replacement(marked: str, use: str, avoid: str, language: str) -> str:
    """The word to use, in the case of what it stands for, and where that is sure with its ending."""
    use = use.strip()
    ending = marked[len(avoid) :].lower() if marked.lower().startswith(avoid.lower()) else ""
    if ending in {"'s", "’s"}:
        use += ending
    elif ending in {"s", "es"} and language == "en" and not use.endswith("s"):
        if use.endswith(("x", "ch", "sh", "z")):
            use += "es"
        elif use.endswith("y") and use[-2:-1] not in "aeiou":
            use = use[:-1] + "ies"
        else:
            use += "s"
    return like_case(marked, use)
