"""Signs in how the mail is made: letters that look like others, hidden text, forms, pictures in place of words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from desktop.checks.lookalikes import latin_twins
from desktop.checks.received.asks import is_at_home
from desktop.checks.received.suspect import Family, Found, Suspect
from desktop.core.received import Evidence, Place
from desktop.core.words import tr, trn

_WORD = re.compile(r"[^\W\d_]{3,}")
_INVISIBLE = re.compile(r"(?<=[^\W\d_])[\u200b\u2060\ufeff\u180e](?=[^\W\d_])")
_SHORT_TEXT, _LONG_HIDDEN = 160, 600
_FILLER = re.compile(r"[\s\u034f\u00ad\u200b-\u200f\u2007\ufeff\u2060\u00a0&]+")


class StrangeLetters:
    """Words with letters of another alphabet among Latin ones, or with invisible signs in them."""

    id = "disguise.letters"

    def find(self, suspect: Suspect) -> Iterator[Found]:
        """As `SignRule` says."""
        sources = (
            (suspect.mail.subject, Place.SUBJECT),
            (suspect.mail.text[:50_000], Place.TEXT),
        )
        mixed = [
            Evidence(place, each.start(), each.end(), each[0])
            for text, place in sources
            if not text.isascii()
            for each in _WORD.finditer(text)
            if not each[0].isascii() and _is_mixed(each[0])
        ]
        if _is_mixed_name(suspect.mail.sender.name):
            mixed.insert(0, Evidence(Place.FROM, 0, 0, suspect.mail.sender.name))
        if mixed:
            yield Found(
                Family.DISGUISE,
                3,
                tr("Letters of another alphabet stand among ours, so that filters do not know the words"),
                ", ".join(mark.text for mark in mixed[:3]),
                tuple(mixed[:5]),
            )
        broken = list(_INVISIBLE.finditer(suspect.mail.text[:50_000]))
        if len(broken) >= 3:
            marks = tuple(Evidence(Place.TEXT, each.start() - 1, each.end() + 1) for each in broken[:4])
            yield Found(Family.DISGUISE, 2, tr("Words are taken apart by invisible signs"), "", marks)


class HiddenText:
    """Text that a reader does not see; a line of preview is usual, pages of it are not."""

    id = "disguise.hidden"

    def find(self, suspect: Suspect) -> Iterator[Found]:
        """As `SignRule` says."""
        hidden = _FILLER.sub(" ", suspect.mail.hidden).strip()
        if len(hidden) < 20:
            return
        long = len(hidden) > _LONG_HIDDEN and len(hidden) > len(suspect.text)
        weight = 2 if long and not is_at_home(suspect) else 0
        message = tr("It holds text that a reader does not see")
        yield Found(Family.DISGUISE, weight, message, f"{hidden[:80]}…" if len(hidden) > 80 else hidden)


class FormInMail:
    """Fields to fill in within the mail."""

    id = "disguise.form"

    def find(self, suspect: Suspect) -> Iterator[Found]:
        """As `SignRule` says."""
        if suspect.mail.forms:
            weight = 3 if suspect.mail.secret_fields else 0 if is_at_home(suspect) and suspect.is_bulk else 2
            detail = tr("What is typed there goes to whoever made the mail.")
            yield Found(Family.ASK, weight, tr("There are fields to fill in within the mail"), detail)


class PicturesForWords:
    """Nearly no text, but pictures with links: filters cannot read them."""

    id = "disguise.pictures"

    def find(self, suspect: Suspect) -> Iterator[Found]:
        """As `SignRule` says."""
        mail = suspect.mail
        pictures = mail.remote + sum(each.kind.startswith("image/") for each in mail.attachments)
        if pictures and mail.links and len(suspect.text.strip()) < _SHORT_TEXT:
            weight = 0 if is_at_home(suspect) or suspect.is_bulk else 1
            yield Found(Family.DISGUISE, weight, tr("It is a picture with a link instead of text"))
        elif mail.remote:
            message = trn(
                "{n} picture would be loaded from elsewhere", "{n} pictures would be loaded from elsewhere", mail.remote
            )
            yield Found(
                Family.DISGUISE, 0, message, tr("Loading tells the sender that you read the mail; here nothing is.")
            )


def _is_mixed(word: str) -> bool:
    letters = [char for char in word if char.isalpha()]
    foreign = [char for char in letters if not unicodedata.name(char, "LATIN").startswith("LATIN")]
    return bool(foreign) and len(foreign) < len(letters) and all(char in latin_twins() for char in foreign)


def _is_mixed_name(name: str) -> bool:
    return any(_is_mixed(each[0]) for each in _WORD.finditer(name)) or any(
        0xFF00 < ord(c) < 0xFF60 or 0x1D400 <= ord(c) < 0x1D800 for c in name
    )
