"""Languages by their codes, as a model is told of them."""

from __future__ import annotations

_NAMES = {
    "af": "Afrikaans", "ar": "Arabic", "az": "Azerbaijani", "be": "Belarusian", "bg": "Bulgarian", "bn": "Bengali",
    "bs": "Bosnian", "ca": "Catalan", "cs": "Czech", "cy": "Welsh", "da": "Danish", "de": "German", "el": "Greek",
    "en": "English", "eo": "Esperanto", "es": "Spanish", "et": "Estonian", "eu": "Basque", "fa": "Persian",
    "fi": "Finnish", "fo": "Faroese", "fr": "French", "fy": "Frisian", "ga": "Irish", "gl": "Galician",
    "gu": "Gujarati", "he": "Hebrew", "hi": "Hindi", "hr": "Croatian", "hu": "Hungarian", "hy": "Armenian",
    "id": "Indonesian", "is": "Icelandic", "it": "Italian", "ja": "Japanese", "ka": "Georgian", "kk": "Kazakh",
    "km": "Khmer", "kn": "Kannada", "ko": "Korean", "lb": "Luxembourgish", "lt": "Lithuanian", "lv": "Latvian",
    "mk": "Macedonian", "ml": "Malayalam", "mn": "Mongolian", "mr": "Marathi", "ms": "Malay", "mt": "Maltese",
    "nb": "Norwegian Bokmål", "ne": "Nepali", "nl": "Dutch", "nn": "Norwegian Nynorsk", "no": "Norwegian",
    "pa": "Punjabi", "pl": "Polish", "pt": "Portuguese", "ro": "Romanian", "ru": "Russian", "se": "Northern Sami",
    "sk": "Slovak", "sl": "Slovenian", "sq": "Albanian", "sr": "Serbian", "sv": "Swedish", "sw": "Swahili",
    "ta": "Tamil", "te": "Telugu", "th": "Thai", "tl": "Filipino", "tr": "Turkish", "uk": "Ukrainian", "ur": "Urdu",
    "uz": "Uzbek", "vi": "Vietnamese", "zh": "Chinese", "zu": "Zulu",
}  # fmt: skip
_PLACES = {
    "at": "Austria", "au": "Australia", "be": "Belgium", "br": "Brazil", "ca": "Canada", "ch": "Switzerland",
    "cn": "China", "cyrl": "Cyrillic script", "de": "Germany", "es": "Spain", "fi": "Finland", "fr": "France",
    "gb": "United Kingdom", "hans": "simplified", "hant": "traditional", "hk": "Hong Kong", "ie": "Ireland",
    "in": "India", "it": "Italy", "latn": "Latin script", "mx": "Mexico", "nl": "Netherlands", "nz": "New Zealand",
    "pt": "Portugal", "se": "Sweden", "tw": "Taiwan", "uk": "United Kingdom", "us": "United States",
}  # fmt: skip


def plain_code(language: str) -> str:
    """The language without its region or script: `pt` for `pt-BR`."""
    return language.strip().lower().replace("_", "-").partition("-")[0]


def english_name(language: str) -> str:
    """A language in English, with its region where it has one: `Portuguese (Brazil)`.

    What is not known here stays the code, which models know better than a guess.
    """
    code, _, rest = language.strip().lower().replace("_", "-").partition("-")
    name = _NAMES.get(code)
    if name is None:
        return f"the language with the code “{language.strip()}”"
    places = [_PLACES.get(each, each.upper()) for each in rest.split("-") if each]
    return f"{name} ({', '.join(places)})" if places else name
