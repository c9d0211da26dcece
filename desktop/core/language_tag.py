"""Tags of languages as files write them: `nl`, `nl-NL`, `nl_BE` and `dut` are all Dutch."""

from __future__ import annotations

import re

_OF_THREE = {
    "alb": "sq", "ara": "ar", "arm": "hy", "baq": "eu", "bul": "bg", "cat": "ca", "ces": "cs", "chi": "zh", "cze": "cs",
    "dan": "da", "deu": "de", "dut": "nl", "ell": "el", "eng": "en", "est": "et", "eus": "eu", "fas": "fa", "fin": "fi",
    "fra": "fr", "fre": "fr", "ger": "de", "gle": "ga", "gre": "el", "heb": "he", "hin": "hi", "hrv": "hr", "hun": "hu",
    "hye": "hy", "ice": "is", "ind": "id", "isl": "is", "ita": "it", "jpn": "ja", "kor": "ko", "lav": "lv", "lit": "lt",
    "mac": "mk", "may": "ms", "mkd": "mk", "mlt": "mt", "msa": "ms", "nld": "nl", "nob": "nb", "nor": "no", "per": "fa",
    "pol": "pl", "por": "pt", "ron": "ro", "rum": "ro", "rus": "ru", "slk": "sk", "slo": "sk", "slv": "sl", "spa": "es",
    "sqi": "sq", "srp": "sr", "swe": "sv", "tha": "th", "tur": "tr", "ukr": "uk", "vie": "vi", "wel": "cy", "cym": "cy",
    "zho": "zh",
}  # fmt: skip
"""ISO 639-2 and 639-3, both kinds of 639-2, for the languages that have a tag of two letters and are translated."""


_WELL_FORMED = re.compile(r"[a-z]{2,3}(?:[-_][a-z0-9]{1,8})*", re.IGNORECASE)


def is_language_tag(tag: str) -> bool:
    """Whether a tag is well formed (BCP 47): two or three letters, then parts such as script and region."""
    return _WELL_FORMED.fullmatch(tag.strip()) is not None


def plain_language(tag: str) -> str:
    """The language that a tag names, without region and script, as two letters where there are such: `nl`."""
    first = tag.strip().lower().replace("_", "-").partition("-")[0]
    return _OF_THREE.get(first, first)


def same_language(tag: str, other: str) -> bool:
    """Whether two tags name one language, whatever their regions; an empty one fits all."""
    one, two = plain_language(tag), plain_language(other)
    return not one or not two or one == two
