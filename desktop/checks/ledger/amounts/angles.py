"""Degrees that turn and do not heat: *swivels 360°*, *kantelt 45 graden*, *120 graders betraktningsvinkel*."""

from __future__ import annotations

import re

import msgspec

from desktop.checks.ledger.amounts.amounts import Amount
from desktop.core.lexicon import units

_TURNS = re.compile(
    r"angle|rotat|rotes|swivel|tilt|turn|pivot|recline|field of view|\bview|\bfov\b|beam|wide|hinge|opens?\b|lens"
    r"|bend|slope|fold"
    r"|draai|kantel|hoek|zwenk|roter|verstel|kijkveld|beeld|straal|scharnier|open|lens|buig|helling|klap"
    r"|vinkel|vrid|sväng|vänd|snurr|lut|tipp|fäll|spridning|synfält|objektiv|gångjärn|öppn|böj",
    re.IGNORECASE,
)
_HEATS = re.compile(
    r"°\s?[CF]\b|celsius|fahrenheit|oven|ugn|wash|wasch?|tvätt|bake|roast|bak|heat|warm|heet|hot|cold|koud|kall|frost"
    r"|vries|frys|freez|temperat|minus|onder nul|comfort|komfort|iron|strijk|stryk|brew|zet|brygg",
    re.IGNORECASE,
)
_WEATHER = re.compile(
    r"\b(?:shade|outside|sun|sunny|weather|summer|day|night|buiten|schaduw|zon|weer|zomer|dag|nacht|ute|skugga|skuggan"
    r"|sol|solen|väder|sommar|sommaren|dag|natt)\b",
    re.IGNORECASE,
)
OF_LEDGER = "angle"
"""The name to give where every plain degree of the facts is one of an angle."""
_LEAST, _MOST = 1.0, 360.0
_REACH = 40


def turned(amount: Amount, text: str, name: str = "") -> Amount:
    """The amount as an angle, where its degrees are plain and the words about it turn and do not heat."""
    if amount.unit is None or amount.unit.unit != "°C" or amount.first is None:
        return amount
    written = text[amount.number_start : amount.number_end]
    if _HEATS.search(written) or not _LEAST <= amount.plain <= _MOST or min(amount.lows) < 0:
        return amount
    if name == OF_LEDGER and _WEATHER.search(text):
        return amount
    around = f"{name} {text[max(0, amount.number_start - _REACH) : amount.number_end + _REACH]}"
    if not _TURNS.search(around) or _HEATS.search(around):
        return amount
    return msgspec.structs.replace(amount, unit=units()["degrees of arc"])
