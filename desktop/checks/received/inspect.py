"""All that the rules say of a received mail, and what it comes to.

Words alone never condemn a mail whose sender nothing speaks against: banks write of blocked cards, shops of last days.
A verdict of phishing takes strong evidence and more that goes with it; one strong sign, or several weak ones of
different families, make a mail suspicious.
"""

from __future__ import annotations

import msgspec

from desktop.checks.language import detect_language
from desktop.checks.received.catalogue import SIGNS
from desktop.checks.received.suspect import Family, Found, Suspect
from desktop.checks.received.telling import advice_for, summary_for
from desktop.core.received import Inspection, MailVerdict, ReceivedMail

STRONG = 3
_SURE, _DOUBTFUL = 5, 4
_ADDRESSES = frozenset({Family.SENDER, Family.LINK})
"""Who sends, and where it leads: a mail that wants nothing is not suspicious for these alone."""
_CHECKED = frozenset({Family.SENDER, Family.LINK, Family.FILE})
"""Families whose signs rest on addresses and files, not on words."""


def inspect_mail(mail: ReceivedMail, own_domains: tuple[str, ...] = ()) -> Inspection:
    """The signs of a mail, the strongest first, with a verdict, a sentence and what to do."""
    if not mail.language:
        mail = msgspec.structs.replace(mail, language=detect_language(mail.text[:20_000]) if mail.text.strip() else "")
    suspect = Suspect(mail, own_domains)
    found = [(rule.id, each) for rule in SIGNS for each in rule.find(suspect)]
    found = _without_echoes(found)
    verdict = verdict_of([each for _, each in found])
    found.sort(key=lambda pair: 0 if pair[1].weight >= STRONG else 1 if pair[1].weight else 2)
    signs = tuple(each.as_sign(rule) for rule, each in found)
    return Inspection(
        mail, verdict, signs, summary=summary_for(suspect, verdict, found), advice=advice_for(suspect, verdict, found)
    )


def _without_echoes(found: list[tuple[str, Found]]) -> list[tuple[str, Found]]:
    """The signs without those that say of the same words what a stronger one says."""
    strong = {rule for rule, each in found if each.weight >= STRONG}
    told = {rule for rule, each in found if each.weight}
    echoes = set()
    if "link.mismatch" in strong:
        echoes |= {"link.lookalike", "link.related", "link.elsewhere", "link.lure"}
    if "link.lookalike" in told:
        echoes |= {"link.related", "link.elsewhere", "link.lure"}
    if "link.related" in told:
        echoes |= {"link.elsewhere", "link.lure"}
    if "link.lure" in told:
        echoes.add("link.elsewhere")
    asks = [each.weight for rule, each in found if each.family is Family.ASK and rule != "words.wants"]
    if max(asks, default=0) > 1:
        echoes.add("words.wants")
    if "money.account" in told or "words.gift_cards" in told:
        echoes.add("money.order")
    return [(rule, each) for rule, each in found if rule not in echoes]


def verdict_of(found: list[Found]) -> MailVerdict:
    """What signs come to, by their weights and by how many families they are of."""
    weighing = [each for each in found if each.weight]
    total = sum(each.weight for each in weighing)
    families = {each.family for each in weighing}
    strong = [each for each in weighing if each.weight >= STRONG]
    if strong and total >= _SURE and (len(families) > 1 or max(each.weight for each in strong) > STRONG):
        return MailVerdict.PHISHING
    if strong:
        return MailVerdict.SUSPICIOUS
    # Who sends and where it leads can be checked; what is said cannot, and honest mails say it too.
    hard = sum(each.weight for each in weighing if each.family in _CHECKED)
    if len(families) > 1 and families - _ADDRESSES and (total >= _DOUBTFUL or (total >= _DOUBTFUL - 1 and hard)):
        return MailVerdict.SUSPICIOUS
    return MailVerdict.CLEAN
