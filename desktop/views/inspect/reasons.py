"""The reasons of an inspection as they are numbered, in the order in which a reader of the mail meets them."""

from __future__ import annotations

import msgspec

from desktop.core.finding import Severity
from desktop.core.received import Evidence, Inspection, MailVerdict, Place, Sign
from desktop.core.words import tr, trn
from desktop.views.widgets.badge import Tone

_ORDER = {Place.FROM: 0, Place.AUTHENTICATION: 1, Place.SUBJECT: 2, Place.TEXT: 3, Place.ATTACHMENT: 4}
_LAST = 5
_NOWHERE = (6, 0)


class Reason(msgspec.Struct, frozen=True):
    """A sign with its number; strong ones are enough to distrust a mail, others support them."""

    number: int
    sign: Sign

    @property
    def strong(self) -> bool:
        """Whether it is one of the strong ones."""
        return self.sign.severity is Severity.ERROR

    @property
    def role(self) -> str:
        """The token of its colour."""
        return "contradicted" if self.strong else "warning"

    def places(self, place: Place) -> tuple[Evidence, ...]:
        """Its evidence at one place."""
        return tuple(each for each in self.sign.evidence if each.place is place)


def reasons_of(inspection: Inspection) -> tuple[Reason, ...]:
    """Every sign that counts, numbered from 1."""
    counting = [sign for sign in inspection.signs if sign.severity is not Severity.INFO]
    counting.sort(key=_where)
    return tuple(Reason(number, sign) for number, sign in enumerate(counting, 1))


def remarks_of(inspection: Inspection) -> tuple[Sign, ...]:
    """What is told beside the reasons."""
    return tuple(sign for sign in inspection.signs if sign.severity is Severity.INFO)


def _where(sign: Sign) -> tuple[int, int]:
    places = [(_ORDER.get(each.place, _LAST), each.start) for each in sign.evidence]
    return min(places, default=_NOWHERE)


def how_many(count: int) -> str:
    """The heading of the list, its number in a word where there is one."""
    words = {
        0: tr("No reasons"),
        1: tr("One reason"),
        2: tr("Two reasons"),
        3: tr("Three reasons"),
        4: tr("Four reasons"),
        5: tr("Five reasons"),
        6: tr("Six reasons"),
        7: tr("Seven reasons"),
        8: tr("Eight reasons"),
        9: tr("Nine reasons"),
    }
    return words.get(count) or trn("{n} reason", "{n} reasons", count)


def verdict_look(verdict: MailVerdict) -> tuple[str, Tone, str]:
    """The words, the tone and the icon of a verdict."""
    return {
        MailVerdict.PHISHING: (tr("Phishing"), Tone.CONTRADICTED, "shield-x"),
        MailVerdict.SUSPICIOUS: (tr("Suspicious"), Tone.WARNING, "shield-warning"),
        MailVerdict.CLEAN: (tr("No signs found"), Tone.INFORMATION, "shield"),
    }[verdict]
