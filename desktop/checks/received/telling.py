"""A verdict in a sentence, and what to do: never more than three things, the most urgent first."""

from __future__ import annotations

from desktop.checks.received.domains import readable
from desktop.checks.received.suspect import Family, Found, Suspect
from desktop.core.received import MailVerdict
from desktop.core.words import tr


def summary_for(suspect: Suspect, verdict: MailVerdict, found: list[tuple[str, Found]]) -> str:
    """What the mail seems to be after, in one sentence."""
    if verdict is MailVerdict.CLEAN:
        return tr("Nothing was found that speaks against it. That is no promise.")
    name, aim = _pretended(suspect, found), _aim(found)
    if verdict is MailVerdict.SUSPICIOUS:
        return tr("Something is not right. Check it with the sender before you do what it says.")
    if name:
        return {
            "money": tr("Pretends to be {name} to get your money", name=name),
            "secret": tr("Pretends to be {name} to get your log-in or card", name=name),
            "file": tr("Pretends to be {name} to have you open a file", name=name),
        }.get(aim, tr("Pretends to be {name}", name=name))
    return {
        "money": tr("It is after your money"),
        "secret": tr("It is after your log-in or card"),
        "file": tr("It wants you to open a dangerous file"),
    }.get(aim, tr("It is not what it says it is"))


def advice_for(suspect: Suspect, verdict: MailVerdict, found: list[tuple[str, Found]]) -> tuple[str, ...]:
    """What to do next: what not to do, whom to ask, what if it is already done."""
    aim = _aim(found)
    name = _pretended(suspect, found)
    if verdict is MailVerdict.CLEAN:
        return (
            tr("If you did not expect it, check with the sender all the same."),
            tr("Type the address of a site yourself instead of following a link."),
        )
    done = {
        "money": tr("Already paid? Call your bank now."),
        "secret": tr("Already typed it in? Change the password now, and call your bank if it was a card."),
        "file": tr("Already opened it? Take the computer off the network and ask for help."),
    }.get(aim, tr("Already answered? Break off, and give no more."))
    first = {
        "money": tr("Do not pay, click or reply."),
        "secret": tr("Do not click, and type in nothing."),
        "file": tr("Do not open the file."),
    }.get(aim, tr("Do not click or reply."))
    ask = tr("Call {name} on the number on an earlier invoice.", name=name) if name and aim == "money" else ""
    if not ask and name:
        ask = tr("Ask {name} by a number or an address that you know already.", name=name)
    return (first, ask or tr("Ask the sender by a number or an address that you know already."), done)


def _aim(found: list[tuple[str, Found]]) -> str:
    weights = {"money": 0, "secret": 0, "file": 0}
    for rule, each in found:
        if each.family is Family.MONEY or rule in {"words.fee", "words.refund"}:
            weights["money"] += each.weight
        elif each.family is Family.FILE:
            weights["file"] += each.weight + (1 if each.weight else 0)
        elif rule in {"words.secret", "words.verify", "words.pretext", "disguise.form"}:
            weights["secret"] += each.weight
    best = max(weights, key=lambda aim: weights[aim])
    return best if weights[best] else ""


def _pretended(suspect: Suspect, found: list[tuple[str, Found]]) -> str:
    """Whose name the mail borrows, where a sign says that it does."""
    strong = {rule for rule, each in found if each.weight >= 2}
    name = suspect.mail.sender.name.strip()
    original, _ = suspect.imitated
    if original:
        first = next((word for word in name.split() if len(word) > 3), "")
        return first.strip(",.") or readable(original)
    if (
        strong & {"sender.name", "sender.lookalike", "sender.boss", "sender.authentication"}
        and name
        and "@" not in name
    ):
        return name[:40]
    return ""
