"""Phrases that say what a number is about where no single word does: *on a single charge*, *hemma hos dig*."""

from __future__ import annotations

import functools
import re

from desktop.checks.ledger.amounts import Amount

_REACH = 70
_PHRASES: tuple[tuple[str, str, str], ...] = (
    (
        "battery",
        "time",
        (r"(?:on|from|per|between|with|after) (?:a |one |an? )?(?:single |full |overnight )?charges?\b|(?:a|one"
        r"|single) charge"
        r"\b|(?:op|met|per|uit) (?:een |één )?(?:volle |enkele )?(?:accu|batterij|acculading|batterijlading|lading|"
        r"oplaadbeurt)\b|(?:volle|enkele) (?:accu|lading|acculading)\b|(?:på|per|med) (?:en |ett )?(?:enda |full )?"
        r"(?:laddning|batteriladdning)\b|\b(?:en|full) laddning (?:ger|räcker)|mellan laddningarna|fulladdat batteri"
        r"|of (?:music|playback|playtime|listening|talk time)|(?:luister|speel|muziek)plezier|\bmuziek\b|\bmusik\b"),
    ),
    (
        "charging",
        "time",
        (r"\b(?:fully|re)?charge[sd]? in\b|(?:from (?:0|zero|empty) to|van 0 (?:naar|tot)|från 0 till)|\b(?:weer "
        r"|volledig )?"
        r"(?:vol|opgeladen|geladen)\b|fulladda|laddas? (?:upp )?på|\boplad|\bopladen|i laddaren|aan de lader"),
    ),
    (
        "delivery",
        "time",
        (r"(?:at|to|on) your (?:door|home|doorstep|mat)|on its way|your way|with you (?:in|within)|(?:ready"
        r"|leaves) (?:to|for) "
        r"(?:ship|dispatch)|voor de deur|in huis\b|bij jou thuis|bij je thuis|op de mat|onderweg|in de bus\b"
        r"|hemma hos (?:dig|er)"
        r"|i (?:din )?brevlåda|på väg till|hos dig (?:inom|på)|framme (?:hos|inom|på)|till dörren|skickas inom"),
    ),
    (
        "returns",
        "time",
        (r"change your mind|not (?:happy|satisfied|for you)|second thoughts|money[- ]back|to (?:try|think"
        r"|decide)|try it"
        r"|send (?:it|them) back|bring (?:it|them) back|take (?:it|them) back|van gedachten|niet (?:goed|tevreden"
        r"|naar wens)|niet blij"
        r"|(?:geld|niet-goed)[- ]terug|stuur\w* (?:\w+ +){0,8}terug|breng\w* (?:\w+ +){0,6}terug|op proef"
        r"|uitproberen|bedenk"
        r"|ångra|öppet köp|pengarna tillbaka|inte nöjd|skicka\w* (?:\w+ +){0,8}tillbaka|lämna\w* (?:\w+ +){0,8}tillbaka"
        r"|testa hemma|prova hemma"),
    ),
    (
        "warranty",
        "time",
        (r"backed (?:by|for)|covered (?:by|for)|we stand behind|peace of mind for|if (?:it|anything) breaks"
        r"|(?:gedekt|dekking)|staan (?:we|wij) .{0,12}achter|om (?:den|något) går sönder"),
    ),
    (
        "load",
        "mass",
        (r"\b(?:child|children|rider|user|baby|person|adult|kind|baby|gebruiker|rijder|persoon|barn\w*|användare"
        r"|förare)\b"
        r"[^.;:]{0,24}$|(?:user|rider|body|lichaams|gebruikers|kropps|användar)[ -]?(?:weight|gewicht|vikt)"
        r"|^ (?:user|rider|person|kind|child|barn)"),
    ),
    (
        "keeping",
        "time",
        (r"(?:after|once|when) open(?:ing|ed)|na (?:opening|openen)|efter öppn|(?:een|nog) .{0,12}goed\b|stays? fresh"
        r"|blijft .{0,12}vers"
        r"|håller sig"),
    ),
)  # fmt: skip


@functools.cache
def _compiled() -> tuple[tuple[str, str, re.Pattern[str]], ...]:
    return tuple((name, dimension, re.compile(words, re.IGNORECASE)) for name, dimension, words in _PHRASES)


def nature_of(sentence: str, amount: Amount) -> frozenset[str]:
    """The attribute that a phrase of the sentence gives to this number; empty when none does."""
    if amount.dimension not in {"time", "mass"}:
        return frozenset()
    before = sentence[max(0, amount.number_start - _REACH) : amount.number_start]
    after = sentence[amount.number_end : amount.number_end + _REACH]
    whole = f"{before} N {after}"
    for name, dimension, pattern in _compiled():
        if dimension == amount.dimension and (
            pattern.search(after) or pattern.search(before) or (dimension == "time" and pattern.search(whole))
        ):
            return frozenset({name})
    return frozenset()
