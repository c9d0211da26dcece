"""Merge tags that the sender does not know, that nothing stands in for, or whose quotes an editor has curled."""

from __future__ import annotations

import re
from collections.abc import Iterator

from desktop.checks.check import Spot, Subject
from desktop.core.brief import Kind
from desktop.core.finding import Finding, Severity
from desktop.core.mail import Mail, Platform
from desktop.core.merge_tags import MergeTag, convert, find_tags, write_tag
from desktop.core.words import tr

_CURLED = str.maketrans({"“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "‚": "'"})
_QUOTED = re.compile(r"[“”„‘’‚]")
_IN_A_TAG = re.compile(r"\{\{[^{}\n]*\}\}|\{%[^{}%\n]*%\}")
_PERSONAL = frozenset({"first_name", "last_name", "full_name", "company", "city", "country", "birthday", "phone"})
"""What many readers never told; the other fields are there whenever a mail goes out, or the sender's own."""
_GREETED = {"en": "there", "nl": "daar", "sv": "du"}
"""What a greeting says to somebody whose name is not known."""
_NAMES = {
    Platform.MAILCHIMP: "Mailchimp",
    Platform.KLAVIYO: "Klaviyo",
    Platform.BREVO: "Brevo",
    Platform.SHOPIFY: "Shopify",
    Platform.HUBSPOT: "HubSpot",
}


class UnknownTags:
    """Merge tags that the mail's sender would leave as they are, or leave empty."""

    id = "mail.tag_unknown"

    @property
    def name(self) -> str:
        """As `Check` says."""
        return tr("Merge tags of another sender")

    @property
    def description(self) -> str:
        """As `Check` says."""
        return tr("Finds merge tags that the chosen sender does not know, and tags of two senders in one mail.")

    def find(self, subject: Subject) -> Iterator[Finding]:
        """As `Check` says."""
        if subject.brief.kind is not Kind.MAIL:
            return
        platform = platform_of(subject)
        for address, text in subject.written.addressed():
            yield from self._curled(address, text)
            if not platform:
                continue
            for tag in find_tags(text):
                if tag.platform is platform and tag.known:
                    continue
                if any(tag.start < own.end and own.start < tag.end and own.known for own in find_tags(text, platform)):
                    continue
                yield self._unknown(address, text, tag, platform)
        if not platform:
            yield from self._mixed(subject)

    def _unknown(self, address: str, text: str, tag: MergeTag, platform: Platform) -> Finding:
        fix, left = convert(tag.raw, tag.platform, platform)
        message = tr("{sender} does not know this merge tag: it would be sent as it stands.", sender=_NAMES[platform])
        fixes = () if left or fix == tag.raw else (fix,)
        return Spot(address, text, tag.start, tag.end).finding(self.id, Severity.ERROR, message, fixes=fixes)

    def _curled(self, address: str, text: str) -> Iterator[Finding]:
        if _QUOTED.search(text) is None:
            return
        for found in _IN_A_TAG.finditer(text):
            straight = found[0].translate(_CURLED)
            # A curled quote between straight ones is part of a fallback, and fine there.
            if straight != found[0] and not re.search(r"[\"'][^\"']*[“”„‘’‚][^\"']*[\"']", found[0]):
                message = tr("The quotes of this merge tag are curled, so no sender can read it.")
                spot = Spot(address, text, found.start(), found.end())
                yield spot.finding(self.id, Severity.ERROR, message, fixes=(straight,))

    def _mixed(self, subject: Subject) -> Iterator[Finding]:
        """Tags of two senders, of which one cannot be the one that sends the mail."""
        placed = [(address, text, tag) for address, text in subject.written.addressed() for tag in find_tags(text)]
        senders = {tag.platform for _, _, tag in placed if tag.neutral}
        if len(senders) < 2:
            return
        main = max(senders, key=lambda each: sum(tag.platform is each for _, _, tag in placed))
        for address, text, tag in placed:
            if tag.neutral and tag.platform is not main and not _reads(tag, main):
                message = tr(
                    "This is a merge tag of {one}; the others are of {other}.",
                    one=_NAMES[tag.platform],
                    other=_NAMES[main],
                )
                fix = convert(tag.raw, tag.platform, main)[0]
                spot = Spot(address, text, tag.start, tag.end)
                yield spot.finding(self.id, Severity.WARNING, message, fixes=(fix,) if fix != tag.raw else ())


class TagsWithoutFallback:
    """Merge tags that leave a hole in the text of who has no value."""

    id = "mail.tag_fallback"

    @property
    def name(self) -> str:
        """As `Check` says."""
        return tr("Merge tags without a fallback")

    @property
    def description(self) -> str:
        """As `Check` says."""
        return tr("Finds merge tags that leave an empty place for readers whose name is not known.")

    def find(self, subject: Subject) -> Iterator[Finding]:
        """As `Check` says."""
        if subject.brief.kind is not Kind.MAIL:
            return
        platform = platform_of(subject) or None
        for address, text in subject.written.addressed():
            guarded: list[str] = []
            for tag in find_tags(text, platform):
                if tag.block:
                    _step(tag, guarded)
                    continue
                if tag.fallback is not None or not tag.known or f"if {tag.name}" in guarded:
                    continue
                if tag.name in _PERSONAL:
                    message = tr("Who has no value here reads a hole: give the merge tag a fallback.")
                    spot = Spot(address, text, tag.start, tag.end)
                    fixes = _with_fallback(tag, subject.language)
                    yield spot.finding(self.id, Severity.WARNING, message, fixes=fixes, advice=_advice(tag))


def platform_of(subject: Subject) -> Platform:
    """Who sends the mail: as it says itself, or as the workspace does."""
    mail = subject.brief.mail or Mail()
    return mail.platform or subject.options.brand.platform


def _reads(tag: MergeTag, platform: Platform) -> bool:
    """Whether another sender knows the very same tag."""
    found = find_tags(tag.raw, platform)
    return bool(found) and all(each.known for each in found)


def _step(tag: MergeTag, guarded: list[str]) -> None:
    if tag.field.startswith(("end",)):
        if guarded:
            guarded.pop()
    elif tag.field.startswith(("else", "elif")):
        if guarded:
            guarded[-1] = tag.field.removeprefix("else")
    else:
        guarded.append(tag.field)


def _with_fallback(tag: MergeTag, language: str) -> tuple[str, ...]:
    """The tag with what a greeting may say to everybody; other fields have no word that always fits."""
    word = _GREETED.get(language)
    return (write_tag(tag.field, word, tag.platform),) if word and tag.name == "first_name" else ()


def _advice(tag: MergeTag) -> str:
    if tag.platform is Platform.MAILCHIMP:
        return tr("Mailchimp can also hold a default for all mails, in the settings of the audience.")
    return ""
