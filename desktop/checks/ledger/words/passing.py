"""Things that a sentence names in passing: to be remembered, borrowed, all one needs, or in the hands of someone else.

What no fact has is then no claim of the copy: `Don't forget the visor`, `a soft cloth is all it takes`.
"""

from __future__ import annotations

import re

from desktop.checks.ledger.assertion import Assertion
from desktop.checks.ledger.words.added_things import SURE
from desktop.checks.ledger.words.generalities import is_in_general
from desktop.checks.ledger.words.scenes import is_of_scene, is_the_food_itself
from desktop.checks.sieve import Sifted
from desktop.core.finding import Verdict

_BEFORE = Sifted(
    r"(?:(?:^|[,;–—]\s)\W*(?:and |but |en |maar |och |men )?(?:(?:please )?(?:don['’]t|do not|never) forget"
    r"|remember|mind"
    r"|just add|kom ihåg|glöm (?:inte|ej|aldrig)|missa inte|vergeet (?:ook |niet |nooit )?|denk (?:ook "
    r"|nog )?aan|onthoud)"
    r"\b[^.;!?]{0,40}"
    r"|\b(?:all (?:that |you )?[^.;!?]{0,24}?(?:need\w*|takes?|required) (?:is|are)|allt (?:som|du|det) [^.;!?]{0,24}"
    r"(?:behövs|behöver|krävs) är|(?:alles|het enige) wat (?:je|u) nodig (?:hebt|heeft) (?:is|zijn))\b[^.;,!?]{0,30}"
    r"|^\W*(?:think of|imagine|picture|denk aan|stel je|tänk (?:dig |på )|föreställ dig)\b[^.;!?]{0,90}"
    r"|^\W*(?:bring|fetch|neem|haal|ta med|hämta)\b[^.;!?]{0,60}"
    r"|\b(?:wash|clean|rinse|wipe|scrub|dust|afwassen|reinig\w*|schoonmaken|poets\w*|spoel\w*|diska\w*|rengör\w*"
    r"|tvätta\w*|torka\w*)\b[^.;!?]{0,70}\b(?:with|met|med)\b[^.;!?]{0,30}"
    r"|^\W*(?:listen|read|luister|lees|lyssna|läs)\b[^.;!?]{0,30}\b(?:with|by|met|bij|med|vid)\b[^.;!?]{0,30}"
    r"|\b(?:plenty|lots|loads|stacks) of\s(?:\w+\s)?|\b(?:genoeg|volop|gott om|massor (?:av|med))\s(?:\w+\s)?"
    r"|\b(?:we|wij|i|ik|vi|jag) (?:like|love|prefer|see|zien|zie|dragen|draag|ser|bär|har) (?:it|them|him|hem|haar|ze"
    r"|den|det|dem)"
    r"\s(?:best |most |gladly |graag |het liefst |gärna |helst |allra helst )?(?:with|over|under|met|op|bij|med|till"
    r"|över)\b"
    r"[^.;!?]{0,40}"
    r"|\b(?:skjut(?:er)? upp|vänta med|strunta i|postpone|put off|ignore|dodge|escape|ontsnap aan)\s(?:the |de "
    r"|het |your )?"
    r"|\b(?:cadeau\w*|gift|present|gåva)\b[^.;!?]{0,40}\b(?:met|with|med)\s(?:een|an?|ett|en)\s(?:\w+\s)?"
    r"|\b(?:någon(?: annan)?|iemand(?: anders)?|someone(?: else)?|somebody(?: else)?|anyone|wie|den)\s(?:som"
    r"|die|who|that|to)\s"
    r"(?:\w+\s){0,2}"
    r"|\b(?:we|they|wij|vi|man) (?:once |ooit |en gång )?(?:borrow|leen|lånar?|dream of|dromen van"
    r"|drömmer om)\w*\s(?:\w+\s){0,2})$",
    re.IGNORECASE,
)
_BEHIND = Sifted(
    r"[^.;,!?]{0,30}\b(?:(?:is|are|was) (?:all|everything|the only thing|enough)|är (?:allt|det enda)"
    r"|räcker(?= [.,!]|[.,!]|$)"
    r"|is (?:alles|het enige|genoeg)|zijn (?:alles|genoeg)|(?:får|kan) du låna|lånar du|(?:you )?can borrow"
    r"|mag je lenen"
    r"|leen je|tar du med|bring(?:s|t)? (?:you|je) (?:zelf|yourself))\b",
    re.IGNORECASE,
)
_SOMEBODY = re.compile(
    r"\b(?:någon(?: annan)?|iemand(?: anders)?|someone(?: else)?|somebody(?: else)?|nobody|vem|who)\s$", re.IGNORECASE
)
_INTO = re.compile(r"\s(?:in|uit|af|door|binnen)(?=[.,;!?]|$)")
_DEFINITE = re.compile(r"\b(?:het|de)\s$", re.IGNORECASE)


def without_passing(
    sentence: str, claims: list[Assertion], language: str = "en", titles: tuple[str, ...] = ()
) -> list[Assertion]:
    """The claims without those of which no fact knows and that the sentence names in passing."""
    made = frozenset(each.start for each in claims if each.verdict is Verdict.SUPPORTED and each.kind == "material")
    return [
        each
        for each in claims
        if (
            each.verdict is Verdict.SUPPORTED
            or each.kind != "material"
            or not is_in_general(sentence, each.start, language, titles, supported=made)
        )
        and (each.verdict is not Verdict.UNSUPPORTED or not _is_in_passing(sentence, each.start, each.end))
        and (each.verdict is not Verdict.CONTRADICTED or not _SOMEBODY.search(sentence, 0, each.start))
        and not _is_sold(sentence, each, titles)
        and not _is_put_off(sentence, each)
        and not _is_called_so(sentence, each, language)
        and (each.verdict is Verdict.SUPPORTED or not _is_around(sentence, each))
    ]


def is_withheld(claim: Assertion, *, silenced: bool, strange: bool) -> bool:
    """Whether what no fact has is not said after all.

    `silenced`: other rules are silent about the very words; `strange`: the facts are of another language, and one of
    them says that something comes along.
    """
    if claim.verdict is not Verdict.UNSUPPORTED:
        return False
    return (silenced and claim.attribute != SURE) or (strange and claim.kind == "included")


def _is_put_off(sentence: str, claim: Assertion) -> bool:
    """Whether those whom it is for are told apart from others, who must wait or may not: `puppies must wait`."""
    if claim.verdict is Verdict.SUPPORTED:
        return False
    if claim.kind == "target" and _WAITING.match(sentence, claim.end) is not None:
        return True
    return _FOUND.search(sentence, 0, claim.start) is not None or _FOUND_BEHIND.match(sentence, claim.end) is not None


_FOUND = re.compile(
    r"\b(?:finds?|found|considers?|vind(?:t|en)|tyck(?:er|te) att|upplever|anser att)\s(?:an?|een|en|ett)\s$",
    re.IGNORECASE,
)
_FOUND_BEHIND = re.compile(
    r"\s(?:(?:is |are |zijn |är )?(?:too|te|för) \w{3,}|\w{3,}) (?:for (?:you|them)|vindt|vinden|för dig|voor je)\b",
    re.IGNORECASE,
)
"""What someone finds cramped or too small is what the product is not: *fingers that find a soprano cramped*."""


_WAITING = re.compile(
    r"\W{1,2}(?:(?:will|they|ze|de) )?(?:(?:have to|has to|must|should|need to|needs to|can) (?:just )?"
    r"(?:wait|be patient|hold on|grow)"
    r"|moet(?:en)? (?:\w+ ){0,2}(?:wachten|geduld)|wacht(?:en)? (?:nog|even)|(?:hebben|heeft) (?:nog )?(?:even )?geduld"
    r"|(?:får|måste|behöver) (?:\w+ ){0,2}(?:vänta|ha tålamod|ge sig till tåls|vara tålmodiga?)"
    r"|(?:are|is|zijn|är) (?:still |nog |ännu )?(?:too (?:young|small)|te (?:jong|klein)|för (?:ung|unga|små|liten)"
    r"|not (?:allowed|invited)|welkom als)"
    r"|(?:may|should|must|can|mogen|mag|kunnen|får|ska|bör|kan) ?(?:not|niet|inte|nog niet|ännu inte)"
    r"|(?:come|follow|komen|volgen|kommer) (?:later|next|aan de beurt|sedan))\b",
    re.IGNORECASE,
)


def _is_called_so(sentence: str, claim: Assertion, language: str) -> bool:
    """Whether a title begins with a tree that is a name as well, and the product is called by it: `Alder Sofa`."""
    if claim.kind != "material" or claim.start or claim.verdict is Verdict.SUPPORTED or language != "en":
        return False
    return sentence[: claim.end].lower() in _TREES_AND_NAMES and _CAPITALS.fullmatch(sentence, claim.end) is not None


_TREES_AND_NAMES = frozenset({"alder", "aspen", "hazel", "rowan", "juniper", "linden"})
_CAPITALS = re.compile(r"(?:,? (?:[A-Z0-9][\w-]*|in|with|and|for|&))+")


def _is_sold(sentence: str, claim: Assertion, titles: tuple[str, ...]) -> bool:
    """Whether what is said to come along is what is sold itself by its titles: *Lampan* of a *Pannlampa*."""
    if claim.kind != "included" or claim.verdict is not Verdict.UNSUPPORTED:
        return False
    last = sentence[claim.start : claim.end].lower().split()[-1][:_STEM]
    return len(last) >= _STEM - 1 and any(last in title for title in titles)


_STEM = 5


def _is_around(sentence: str, claim: Assertion) -> bool:
    """Whether it is said of the scene, or of food that no copy puts into the product."""
    if is_of_scene(sentence, claim.start, claim.end, claim.kind):
        return True
    served = claim.verdict is Verdict.CONTRADICTED and claim.kind in {"ingredient", "health"}
    return served and is_the_food_itself(sentence, claim.start, claim.end)


def _is_end_to_end(sentence: str, word: str) -> bool:
    """Whether it is measured from one to the other: *from armrest to armrest*."""
    lower, word = sentence.lower(), word.lower()
    return any(f"{word} {between} {word}" in lower for between in ("to", "tot", "till"))


def _is_in_passing(sentence: str, start: int, end: int) -> bool:
    if _is_end_to_end(sentence, sentence[start:end]):
        return True
    if _BEFORE.search(sentence, 0, start) is not None or _BEHIND.match(sentence, end) is not None:
        return True
    return _INTO.match(sentence, end) is not None and _DEFINITE.search(sentence, 0, start) is not None
