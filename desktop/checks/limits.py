"""Whether each field is within the limits of the channels on which it will be published."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from desktop.checks.channels import Channel, Counter, Status
from desktop.checks.check import Spot, Subject, field_name
from desktop.checks.counters import count_hashtags, measure_on
from desktop.checks.gsm import encode_sms, outside_gsm7
from desktop.checks.labels import channel_label, counted
from desktop.checks.mail.shown import shown
from desktop.core.copy import Copy
from desktop.core.finding import Finding, Severity
from desktop.core.words import tr, trn

_GSM7_FORMS = str.maketrans(
    {
        "’": "'",
        "‘": "'",
        "“": '"',
        "”": '"',
        "„": '"',
        "–": "-",
        "—": "-",
        "…": "...",
        "\u00a0": " ",
        "•": "-",
        "\t": " ",
    }
)


def texts_on(channel: Channel, copy: Copy) -> tuple[tuple[str, str], ...]:
    """The texts of a copy that a channel publishes, with their addresses.

    A copy of which only `body` is known (a plain text file) is published as it is. A segment's own text is published
    where everybody's is.
    """
    if set(copy.fields) == {"body"}:
        return tuple(copy.addressed())
    return tuple((address, text) for address, text in copy.addressed() if field_name(address) == channel.field)


class HardLimits:
    """Texts and lists that a channel would refuse or cut."""

    id = "limits.hard"

    @property
    def name(self) -> str:
        """As `Check` says."""
        return tr("Limits of the channel")

    @property
    def description(self) -> str:
        """As `Check` says."""
        return tr("Finds texts that are longer than their channel takes.")

    def find(self, subject: Subject) -> Iterator[Finding]:
        """As `Check` says."""
        for channel in subject.channels:
            texts = texts_on(channel, subject.published)
            if channel.status is Status.HARD:
                for address, text in texts:
                    yield from _too_long(self.id, Severity.ERROR, channel, address, text)
            if channel.hashtags is not None:
                for address, text in texts:
                    yield from self._hashtags(channel, channel.hashtags, address, text)
            if channel.items is not None and len(texts) > channel.items[1]:
                address, text = texts[channel.items[1]]
                message = tr(
                    "{channel} takes {most} of these; there are {count}.",
                    channel=channel_label(channel.id),
                    most=channel.items[1],
                    count=len(texts),
                )
                yield Spot.whole(address, text).finding(self.id, Severity.ERROR, message)

    def _hashtags(self, channel: Channel, most: int, address: str, text: str) -> Iterator[Finding]:
        count = count_hashtags(text)
        if count > most:
            message = tr(
                "{channel} takes {most} hashtags; there are {count}.",
                channel=channel_label(channel.id),
                most=most,
                count=count,
            )
            yield Spot.whole(address, text).finding(self.id, Severity.ERROR, message)


class AdvisedLimits:
    """Texts that a channel takes but shows only in part, and lists that are too short."""

    id = "limits.advised"

    @property
    def name(self) -> str:
        """As `Check` says."""
        return tr("Advised length")

    @property
    def description(self) -> str:
        """As `Check` says."""
        return tr("Finds texts that their channel will not show whole.")

    def find(self, subject: Subject) -> Iterator[Finding]:
        """As `Check` says."""
        for channel in subject.channels:
            texts = texts_on(channel, subject.published)
            for address, text in texts:
                if channel.status is Status.ADVISED:
                    yield from _too_long(self.id, Severity.WARNING, channel, address, text)
                elif channel.advised is not None and len(text) > channel.advised and measure_on(channel, text).fits:
                    message = tr(
                        "{channel} shows about {shown} at first; this is {count}.",
                        channel=channel_label(channel.id),
                        shown=counted(channel.advised, channel.unit),
                        count=len(text),
                    )
                    spot = Spot(address, text, channel.advised, len(text))
                    yield spot.finding(self.id, Severity.INFO, message)
            if texts and channel.items is not None and len(texts) < channel.items[0]:
                address, text = texts[-1]
                message = trn(
                    "{channel} needs at least {least} of these; there is {n}.",
                    "{channel} needs at least {least} of these; there are {n}.",
                    len(texts),
                    channel=channel_label(channel.id),
                    least=channel.items[0],
                )
                yield Spot.whole(address, text).finding(self.id, Severity.WARNING, message)


class SmsEncoding:
    """Letters that make a text message count in UTF-16, so that one part takes 70 instead of 160."""

    id = "sms.encoding"

    @property
    def name(self) -> str:
        """As `Check` says."""
        return tr("Letters that shorten a text message")

    @property
    def description(self) -> str:
        """As `Check` says."""
        return tr("Finds the letters for which a text message is sent in more parts.")

    def find(self, subject: Subject) -> Iterator[Finding]:
        """As `Check` says."""
        for channel in subject.channels:
            if channel.counter is not Counter.SMS:
                continue
            for address, text in texts_on(channel, subject.published):
                plain = plain_sms(text)
                parts, fewer = len(encode_sms(text).parts), len(encode_sms(plain).parts)
                if fewer >= parts:
                    continue
                for offset, char in outside_gsm7(text)[:20]:
                    message = tr(
                        "“{char}” makes this message {parts} parts instead of {fewer}.",
                        char=char,
                        parts=parts,
                        fewer=fewer,
                    )
                    spot = Spot(address, text, offset, offset + 1)
                    yield spot.finding(self.id, Severity.INFO, message, fixes=(plain_sms(char),))


def plain_sms(text: str) -> str:
    """A message with the nearest letters of GSM-7 (`ë` → `e`, `’` → `'`); what has none, as emoji, stays."""
    outside = {char for _, char in outside_gsm7(text)}
    if not outside:
        return text
    return "".join(_nearest(char) if char in outside else char for char in text)


def _nearest(char: str) -> str:
    simple = char.translate(_GSM7_FORMS)
    if simple == char:
        simple = unicodedata.normalize("NFKD", char)[0]
    return char if outside_gsm7(simple) else simple


def _too_long(check: str, severity: Severity, channel: Channel, address: str, text: str) -> Iterator[Finding]:
    seen = shown(text)
    found = measure_on(channel, seen)
    if found.count <= found.limit:
        return
    spot = Spot(address, text, 0 if seen is not text else _first_too_much(channel, text), len(text))
    message = tr(
        "{channel}: {count}, {over} too many; the limit is {limit}.",
        channel=channel_label(channel.id),
        count=counted(found.count, found.unit),
        over=found.count - found.limit,
        limit=found.limit,
    )
    if found.parts is not None:
        message = tr(
            "{message} It is sent in {parts}.", message=message, parts=trn("{n} part", "{n} parts", found.parts)
        )
    yield spot.finding(check, severity, message)


def _first_too_much(channel: Channel, text: str) -> int:
    """How many code points of a text are within the limit of the whole."""
    limit = measure_on(channel, text).limit
    low, high = 0, len(text)
    # Most characters count one or more: rarely must more of a long text be counted than a few times the limit.
    if measure_on(channel, text[: 4 * limit]).count > limit:
        high = min(high, 4 * limit)
    while low < high:
        middle = (low + high + 1) // 2
        if measure_on(channel, text[:middle]).count <= limit:
            low = middle
        else:
            high = middle - 1
    return low
