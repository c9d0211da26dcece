"""Whether the value of a fact says yes, no, in the box or not, in three languages."""

from __future__ import annotations

import re

from desktop.checks.sieve import Sifted

_YES = frozenset(
    {
        "yes",
        "ja",
        "true",
        "y",
        "✓",
        "✔",
        "waar",
        "sant",
        "included",
        "ingår",
        "inbegrepen",
        "inkluderat",
        "1",
        "suitable",
        "geschikt",
        "lämplig",
        "lämpligt",
        "approved",
        "godkänd",
        "oui",
        "inclus",
        "incluse",
        "sí",
        "sì",
    }
)
_NO = frozenset(
    {"no", "nee", "nej", "nein", "false", "n", "✗", "✘", "-", "–", "—", "none", "geen", "ingen", "inget", "inga"}
) | frozenset({"non", "aucun", "aucune", "keine", "kein", "keiner"})
_LEADING_NO = frozenset(
    {
        "no",
        "nee",
        "nej",
        "nein",
        "none",
        "geen",
        "ingen",
        "inget",
        "inga",
        "ej",
        "inte",
        "not",
        "niet",
        "utan",
        "zonder",
        "without",
        "excl",
        "exkl",
        "never",
        "nooit",
        "aldrig",
        "nie",
        "niemals",
        "keine",
        "kein",
        "ohne",
        "sans",
        "aucun",
        "aucune",
    }
)
_BEGINS_YES = frozenset({"yes", "ja", "true", "included", "ingår", "inbegrepen", "supplied", "provided"}) | (
    frozenset({"meegeleverd", "bijgeleverd", "medföljer", "inkluderad", "inkluderat", "mitgeliefert"})
)
_ABSENT = Sifted(
    r"ingår (?:ej|inte)|(?:ej|inte) inkluder|medföljer (?:ej|inte)|följer (?:ej|inte)|säljs separat|köps separat|"
    r"niet bijgeleverd|(?:apart|los) te (?:bestellen|koop)|bij te bestellen|not provided|sold apart|"
    r"säljs för sig|köps till|beställs separat|(?:not|ej|niet|inte|nicht) in[ck]l(?:\.|$|udiert)|"
    r"^\W*e(?:xcl|xkl)\w*\.?$|köpas till|"
    r"not included|sold separately|not supplied|excluded|niet inbegrepen|niet meegeleverd|apart verkrijgbaar|"
    r"los verkrijgbaar|niet inclusief|apart te koop|nicht (?:im \w+ )?(?:enthalten|inbegriffen)|non (?:inclus|fourni)|"
    r"vendue? séparément|medfølger ikke|separately|"
    r"not part of the (?:price|delivery)|niet bij de prijs|not (?:available|offered)|niet (?:beschikbaar|aanwezig)|"
    r"(?:erbjuds|finns) (?:ej|inte)|(?:ej|inte) tillgänglig",
    re.IGNORECASE,
)
FREE = frozenset(
    {"free", "fri", "fritt", "fria", "vrij", "frei", "fri från", "fria från", "fritt från", "free from", "vrij van"}
)
NONE = frozenset({"none", "no", "geen", "ingen", "inget", "inga", "nee", "nej"})
HEAD = re.compile(r"^(?:yes|no|ja|nee|nej|nein|true|false)\b\s*[,;:–-]\s*", re.IGNORECASE)
_PRESENT = re.compile(
    r"ingår|inkluder|medföljer|följer med|included|inbegrepen|meegeleverd|inclusief|mitgeliefert"
    r"|im lieferumfang|\binclus|\bfournie?s?\b|medfølger",
    re.IGNORECASE,
)
_NEEDLESS = re.compile(
    r"(?:is |are )?not (?:needed|required|necessary)|(?:is )?niet (?:nodig|vereist)|(?:behövs|krävs) (?:ej|inte)"
    r"|(?:ej|inte) nödvändigt?|nicht (?:nötig|erforderlich)"
    r"|(?:rekommenderas|tål|tåls|går|får|tillåts) (?:ej|inte)|avråd(?:s|es)|(?:wordt |word )?afgeraden|af te raden"
    r"|unsuitable|inadvisable|advised against|ongeschikt|olämpligt?|undvik(?:s|es)?|vermijden|avoid",
    re.IGNORECASE,
)
_NOTHING = re.compile(r"0(?:[.,]0+)?\s*(?:[%‰]|m?g|µg|kr|€|vol|ppm)?\b[^\d+–-]*$")


def answer_of(value: str) -> bool | None:
    """Whether a value says yes or no; None where it says something else."""
    plain = value.casefold().strip(" .!")
    if is_absent(plain) or _NEEDLESS.fullmatch(plain):
        return False
    first = re.split(r"[\s,;:(]", plain, maxsplit=1)[0]
    if plain in _NO or first in _LEADING_NO or plain in FREE:
        return False
    if plain in _YES or first in _BEGINS_YES:
        return True
    return False if _NOTHING.match(plain) else None


def is_plain_answer(value: str) -> bool:
    """Whether a value is yes or no and, at most, something after it: `ja, MagSafe`."""
    plain = value.casefold().strip(" .!")
    return plain in _YES or plain in _NO or HEAD.match(f"{plain},") is not None


def is_absent(value: str) -> bool:
    """Whether a value says that the thing does not come along."""
    return _ABSENT.search(value) is not None


def is_included(value: str) -> bool:
    """Whether a value says that the thing comes along."""
    return not is_absent(value) and _PRESENT.search(value) is not None
