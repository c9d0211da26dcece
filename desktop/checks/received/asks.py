"""Signs in what the mail wants (secrets, a log-in, a fee, gift cards, a fortune), and in how it presses."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from desktop.checks.received.domains import is_same, is_well_known, target_of
from desktop.checks.received.links import is_room_of
from desktop.checks.received.suspect import Family, Found, Standing, Suspect
from desktop.checks.received.words import phrases
from desktop.core.received import Evidence, Place
from desktop.core.words import tr


def is_at_home(suspect: Suspect) -> bool:
    """Whether a genuine sender has everything done on the own site."""
    links = [target_of(link.href).host for link in suspect.actions]
    home = all(is_same(host, suspect.domain) or suspect.is_trusted(host) for host in links)
    return suspect.is_genuine and (home or (suspect.is_bulk and suspect.standing is Standing.CONFIRMED))


def calm(suspect: Suspect, most: int = 2) -> int:
    """What words weigh: nothing from a sender that is confirmed and keeps all at home, more the less is known."""
    if is_at_home(suspect):
        return 0 if suspect.standing is Standing.CONFIRMED else 1
    return 1 if suspect.is_genuine else most


def quoted(text: str, most: int = 70) -> str:
    """The words of a place, on one line, cut where they are long."""
    line = re.sub(r"\s+", " ", text).strip()
    return f"“{line if len(line) <= most else line[: most - 1].rstrip() + '…'}”"


class Pressure:
    """It presses: a short term, a threat, or both."""

    id = "words.pressure"

    def find(self, suspect: Suspect) -> Iterator[Found]:
        """As `SignRule` says."""
        deadline, threat = suspect.first("deadline"), suspect.first("threat")
        marks = [suspect.mark_match(each) for each in (deadline, threat) if each is not None]
        for concept in ("deadline", "threat"):
            found = suspect.in_subject(concept)
            if found is not None:
                marks.append(suspect.mark_match(found, Place.SUBJECT))
        if not marks:
            return
        if threat is not None or suspect.in_subject("threat") is not None:
            message = tr("It threatens, so that you act before you think")
        else:
            message = tr("It presses you to act soon")
        weight = calm(suspect, 1)
        words = ", ".join(dict.fromkeys(quoted(mark.text) for mark in marks[:2]))
        yield Found(Family.PRESSURE, weight, message, words, tuple(marks))


class AskForSecrets:
    """It wants a password, a code, a card or a citizen number."""

    id = "words.secret"

    def find(self, suspect: Suspect) -> Iterator[Found]:
        """As `SignRule` says."""
        found = suspect.asked("secret")
        if found is None:
            return
        weight = calm(suspect, 3)
        if phrases("never_asked").search(found[0]) or (weight and phrases("answer_with").search(found[0])):
            weight = 3
        message = tr("It asks for a password, a code or a number that is yours alone")
        yield Found(Family.ASK, weight, message, quoted(found[0]), (suspect.mark_match(found),))


class AskToVerify:
    """It wants you to confirm who you are, or to log in to keep something."""

    id = "words.verify"

    def find(self, suspect: Suspect) -> Iterator[Found]:
        """As `SignRule` says."""
        found = suspect.asked("verify")
        if found is None:
            return
        message = tr("It asks you to confirm your details or to log in")
        yield _ask(suspect, message, found)


class Pretext:
    """A pretext that opens many an attack: a full mailbox, held messages, a shared document, a voice message."""

    id = "words.pretext"

    def find(self, suspect: Suspect) -> Iterator[Found]:
        """As `SignRule` says."""
        found = suspect.first("mailbox")
        place = Place.TEXT
        if found is None:
            found, place = suspect.in_subject("mailbox"), Place.SUBJECT
        if found is None or not (suspect.actions or suspect.mail.attachments or suspect.mail.links):
            return
        message = tr("A full mailbox, held messages or a waiting document are often pretexts")
        weight = calm(suspect, 1)
        yield Found(Family.ASK, weight, message, quoted(found[0]), (suspect.mark_match(found, place),))


class AskForFee:
    """A parcel, a fine or a debt that a small payment shall settle."""

    id = "words.fee"

    def find(self, suspect: Suspect) -> Iterator[Found]:
        """As `SignRule` says."""
        found = suspect.asked("fee")
        if found is not None and suspect.mail.links:
            yield _ask(suspect, tr("It wants a fee for a parcel, a fine or a debt"), found)


class PromisedRefund:
    """Money back that you are to fetch."""

    id = "words.refund"

    def find(self, suspect: Suspect) -> Iterator[Found]:
        """As `SignRule` says."""
        found = suspect.asked("refund")
        if found is not None and (suspect.mail.links or suspect.mail.forms):
            told = _ask(suspect, tr("It promises money back"), found)
            known = suspect.standing is Standing.CONFIRMED or is_well_known(suspect.domain)
            if not known and suspect.asked("identity") is not None:
                told = msgspec.structs.replace(told, weight=3)  # who owes money knows where to send it
            yield told


def _ask(suspect: Suspect, message: str, found: re.Match[str]) -> Found:
    """What a genuine sender may ask on the own site; from others it supports what else is found."""
    weight = calm(suspect)
    return Found(Family.ASK, weight, message, quoted(found[0]), (suspect.mark_match(found),))


class GiftCards:
    """It has you buy gift cards, or send their codes."""

    id = "words.gift_cards"

    def find(self, suspect: Suspect) -> Iterator[Found]:
        """As `SignRule` says."""
        cards = suspect.first("gift_cards") or suspect.in_subject("gift_cards")
        codes = suspect.first("gift_codes")
        if cards is None or codes is None or suspect.is_bulk:
            return
        marks = tuple(
            suspect.mark_match(each, Place.TEXT if each.string is suspect.text else Place.SUBJECT)
            for each in (cards, codes)
        )
        message = tr("It wants gift cards or their codes")
        detail = tr("Nobody pays a bill or a colleague with the codes of gift cards.")
        yield Found(Family.MONEY, 3, message, detail, marks)


class Fortune:
    """A prize, an inheritance or a profit that comes from nowhere."""

    id = "words.fortune"

    def find(self, suspect: Suspect) -> Iterator[Found]:
        """As `SignRule` says."""
        found = suspect.all("fortune") + [each for each in (suspect.in_subject("fortune"),) if each is not None]
        if not found or suspect.first("fortune_more") is None:
            return
        marks = tuple(
            suspect.mark_match(each, Place.TEXT if each.string is suspect.text else Place.SUBJECT) for each in found[:4]
        )
        many = len({each[0].lower() for each in found}) > 1
        home = is_at_home(suspect) and suspect.is_bulk
        pressed = not suspect.is_bulk and any(
            suspect.first(each) is not None for each in ("fee", "deadline", "secret", "messenger", "person", "identity")
        )
        weight = (1 if many else 0) if home else 3 if many or suspect.is_free or pressed else 2
        message = tr("It promises a prize, an inheritance or a profit")
        yield Found(Family.MONEY, weight, message, quoted(found[0][0]), marks)


class Extortion:
    """It says that it filmed you or took over your computer, and wants to be paid in crypto money."""

    id = "words.extortion"

    def find(self, suspect: Suspect) -> Iterator[Found]:
        """As `SignRule` says."""
        found = suspect.first("extortion")
        if found is not None and not suspect.is_bulk and not suspect.is_trusted(suspect.domain):
            mark = suspect.mark(found.end() - 40 if len(found[0]) > 40 else found.start(), found.end())
            message = tr("It threatens to publish something unless you pay in crypto money")
            yield Found(Family.MONEY, 4, message, tr("Such threats are sent to millions and are empty."), (mark,))


class CallUs:
    """A charge that you do not know, and a number to call to cancel it."""

    id = "words.call_us"

    def find(self, suspect: Suspect) -> Iterator[Found]:
        """As `SignRule` says."""
        found = suspect.first("call_us")
        if found is None and is_doubtful(suspect) and suspect.first("want_money") is not None:
            found = suspect.first("call_number") if suspect.first("want_else") is not None else None
        if found is None or is_at_home(suspect):
            return
        message = tr("It has you call a number that stands in the mail itself")
        weight = 2 if suspect.is_free or not suspect.is_genuine else 1
        yield Found(Family.ASK, weight, message, quoted(found[0]), (suspect.mark_match(found),))


class Wants:
    """What it is after, in any words: something of yours, something to do, or else, and money.

    Honest mails say the same, so that it counts only where something speaks against the sender, and then little.
    """

    id = "words.wants"

    def find(self, suspect: Suspect) -> Iterator[Found]:
        """As `SignRule` says."""
        if not is_doubtful(suspect):
            return
        asked = suspect.first("want_do")
        parts = [suspect.first(each) or suspect.in_subject(each) for each in ("want_own", "want_else", "want_money")]
        told = [each for each in parts if each is not None]
        if asked is None or not told:
            return
        marks = (suspect.mark_match(asked), *(suspect.mark_match(each) for each in told if each.string is suspect.text))
        weight = 2 if len(told) > 1 else 1
        words = ", ".join(quoted(each[0], 40) for each in (asked, *told))
        yield Found(Family.ASK, weight, tr("It wants you to do something at once, for what is yours"), words, marks[:3])


def is_doubtful(suspect: Suspect) -> bool:
    """Whether something in how it is sent, or in where it leads, speaks against a mail."""
    if suspect.is_bulk and suspect.standing is Standing.CONFIRMED and suspect.is_sound:
        return False
    found = [target_of(link.href).host for link in suspect.actions]
    strange = [host for host in found if not is_well_known(host) and not is_room_of(suspect, host)]
    return (
        suspect.standing is Standing.FAILED
        or not suspect.is_sound
        or any(not is_same(host, suspect.domain) and not suspect.is_trusted(host) for host in strange)
    )


class KeepsFromChecking:
    """It keeps you from asking: no calls, no colleagues, only mail."""

    id = "words.silence"

    def find(self, suspect: Suspect) -> Iterator[Found]:
        """As `SignRule` says."""
        found = suspect.all("silence")
        if not found or (is_at_home(suspect) and not _wants_money(suspect)):
            return
        marks: list[Evidence] = [suspect.mark_match(each) for each in found[:3]]
        message = tr("It keeps you from checking with them")
        yield Found(Family.PRESSURE, 1, message, quoted(found[0][0]), tuple(marks))


class FamilyInNeed:
    """A child or parent with a new number or address who needs money at once."""

    id = "words.family"

    def find(self, suspect: Suspect) -> Iterator[Found]:
        """As `SignRule` says."""
        who, why = suspect.first("family") or suspect.in_subject("family"), suspect.first("lost_phone")
        money = suspect.first("pay") or suspect.first("lend")
        if who is None or why is None or money is None or suspect.is_trusted(suspect.domain):
            return
        message = tr("Somebody of your family writes from a new place and needs money")
        detail = tr("Call them on the number that you know.")
        yield Found(Family.MONEY, 3, message, detail, (suspect.mark_match(why), suspect.mark_match(money)))


class OpensLikeFraud:
    """It begins as the fraud does that comes in a boss's name: are you there, I need you, send me your number."""

    id = "words.opening"

    def find(self, suspect: Suspect) -> Iterator[Found]:
        """As `SignRule` says."""
        found = suspect.first("opening")
        strange = suspect.is_free or not suspect.is_genuine or bool(suspect.mail.reply_to)
        if found is None or suspect.mail.links or not strange or suspect.is_bulk:
            return
        message = tr("It begins like the fraud that comes in a colleague's name")
        yield Found(Family.ASK, 1, message, quoted(found[0]), (suspect.mark_match(found),))


def _wants_money(suspect: Suspect) -> bool:
    return any(phrases(each).search(suspect.text) for each in ("pay", "bank_change", "gift_cards"))
