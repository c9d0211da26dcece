"""Whether a model declined in words: `I'm sorry, but I can't help with that.` is an answer, but no copy."""

from __future__ import annotations

import re
from itertools import pairwise

_MOST_WORDS = 120

_SORRY = (
    r"(?:i[’']m|i am)\s+(?:very |so |really |truly )?sorry",
    r"(?:my )?apologies|i apologi[sz]e|sorry|unfortunately",
    r"het spijt (?:me|mij)(?: zeer)?|helaas|(?:mijn )?excuses",
    r"(?:jag är )?(?:ledsen|tyvärr)|jag beklagar|jag ber om ursäkt",
    r"(?:as an|als (?:een )?|som (?:en )?)\s*(?:ai|taalmodel|språkmodell)\b[^.!?\n]*?",
)
_TASK = (
    r"(?:help|assist|write|create|provide|generate|produce|fulfill?|comply|complete|do (?:that|this)|answer|continue"
    r"|support|offer|draft|accommodate|engage|discuss|process|make)"
)
_TASK_NL = (
    r"(?:helpen|schrijven|maken|geven|genereren|voldoen|uitvoeren|opstellen|verwerken|leveren|meewerken|beantwoorden"
    r"|assisteren|doen|ingaan|bieden|produceren|verstrekken)"
)
_TASK_SV = (
    r"(?:hjälpa|skriva|skapa|ge|generera|uppfylla|utföra|tillhandahålla|svara|bidra|göra|producera|formulera|ta fram"
    r"|bistå|erbjuda|assistera)"
)
_WILL, _WILL_SV = r"(?:kan|mag|wil)", r"(?:kan|får|vill)"
_REST = r"\b[^.!?\n]*?\b"
_UNABLE = (
    r"i\s+(?:simply |really )?(?:can[’']?t|can\s?not|won[’']t|will not|am unable to|am not able to)" + _REST + _TASK,
    r"i\s+(?:do not|don[’']t) feel comfortable|i(?:[’']m| am) not comfortable",
    r"i(?:[’']m| am)\s+(?:unable|not able|not allowed|not permitted)\s+to" + _REST + _TASK,
    r"i\s+(?:must|have to)\s+(?:respectfully |politely )?decline",
    rf"(?:(?:daar|hier|dat|dit)\s+)?(?:ik\s+{_WILL}|{_WILL}\s+ik){_REST}(?:niet|geen){_REST}{_TASK_NL}",
    r"ik ben niet in staat" + _REST + _TASK_NL,
    rf"(?:(?:det|detta|den)\s+)?(?:jag\s+{_WILL_SV}|{_WILL_SV}\s+jag){_REST}(?:inte|ingen|inget|inga){_REST}{_TASK_SV}",
    r"jag\s+är\s+inte\s+(?:kapabel|tillåten)" + _REST + _TASK_SV,
)
_REFUSES = re.compile(
    r"[\s\"“”'’*_>]*"
    rf"(?:(?:{'|'.join(_SORRY)})[\s,.:;!–—-]*(?:(?:but|maar|men)\s+)?)?"
    rf"(?:{'|'.join(_UNABLE)})\b",
    re.IGNORECASE,
)
_OPENINGS = (
    *("i'm ", "i’m ", "i am ", "i can", "i won", "i will", "i must", "i have to", "i apolog", "i do not", "i don"),
    *("sorry", "apologies", "my apologies", "unfortunately", "as an ai"),
    *("het spijt m", "helaas", "mijn excuses", "excuses", "ik kan ", "ik mag ", "ik wil ", "ik ben niet", "als een ai"),
    *("als een taalmodel", "als taalmodel"),
    *("jag kan ", "jag får ", "jag är ", "jag beklagar", "jag ber ", "tyvärr", "ledsen", "som en ai", "som en språk"),
)
_SPEAKS = re.compile(
    r"\b(?:i|i[’']m|i[’']d|me|my|you|your|please|let me know|feel free|happy to|instead|request|guidelines|policy"
    r"|policies|ik|mij|mijn|je|u|jouw|uw|graag|laat|verzoek|richtlijnen|beleid"
    r"|jag|mig|min|mitt|du|dig|din|ditt|ni|er|gärna|förfrågan|begäran|riktlinjer|hör av)\b",
    re.IGNORECASE,
)
_END = re.compile(r"(?<=[.!?])\s+|\n+")


def refuses(answer: str) -> bool:
    """Whether all of an answer says that the model will not or cannot do this, in one of the three languages.

    Copy that begins with such words is copy still: every further sentence must speak of writer or model, and a text
    that is long holds more than a refusal.
    """
    text = answer.strip()
    if not text or len(text.split()) > _MOST_WORDS or _REFUSES.match(text) is None:
        return False
    return all(_SPEAKS.search(sentence) for sentence in _sentences(text)[1:] if len(sentence.split()) > 3)


def may_refuse(beginning: str) -> bool:
    """Whether an answer that begins so must be waited for, as it may turn out to be a refusal: its first sentence."""
    begun = beginning.lstrip().casefold()
    if _END.search(begun):
        return False
    return any(begun.startswith(opening) or opening.startswith(begun) for opening in _OPENINGS)


def _sentences(text: str) -> list[str]:
    ends = [0, *(found.end() for found in _END.finditer(text)), len(text)]
    return [text[start:end].strip() for start, end in pairwise(ends) if text[start:end].strip()]
