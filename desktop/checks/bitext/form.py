"""The form of a translation: blanks, marks, quotation marks, capitals, doubled words, lengths."""

from __future__ import annotations

import re
from collections.abc import Iterator

from desktop.checks.bitext.data import translation_words
from desktop.checks.bitext.pair import Half, Pair, Spot
from desktop.checks.channels import CHANNELS
from desktop.checks.counters import measure
from desktop.checks.labels import channel_label, counted
from desktop.core.finding import Severity
from desktop.core.words import tr

_HIDDEN = "\ue000"
_END = re.compile(r"[.!?…:;,]+(?=[\"'”“’‘»«)\]\s\ue000]*$)")
_ABBREVIATED = re.compile(r"(?:\b\w{1,5}\.|\.\w{1,3}\.)[)\]]*$")
_KNOWN_SHORT = re.compile(
    r"(?<!\w)(?:MwSt|inkl|exkl|incl|excl|etc|enz|osv|bzw|usw|Std|Nr|tel|Str|resp|ca|min|max|vs|jr|sr|Inc|Ltd|Co|Corp|btw|mån|kl"
    r"|p\.p|o\.a|bl\.a|m\.m|a\.m|p\.m|z\.B|d\.v\.s|t\.ex|u\.s\.w)\.[)\]]*$",
    re.IGNORECASE,
)
_KINDS = {
    ".": "stop",
    "…": "ellipsis",
    "!": "exclamation",
    "?": "question",
    ":": "colon",
    ";": "semicolon",
    ",": "comma",
}
_BEFORE_MARK = re.compile(r"(?<=[^\W_])[ \u00a0\u202f]+(?=[.,;:!?](?:\s|$)|[,;][^\W\d_])")
_BEHIND_MARK = re.compile(r"(?<=[^\W\d_]{3})(?:[,;!?](?=[^\W\d_]{2})|\.(?=[A-ZÅÄÖÜ][a-zåäöüß]{2}))")
_IN_BRACKET = re.compile(r"(?<=[(\[])[ \u00a0]+(?=\w)|(?<=\w)[ \u00a0]+(?=[)\]])")
_DOUBLE = re.compile(r"\b([^\W\d_]{2,}|[aiu](?=[ \t\u00a0]+[aiu]\b))([ \t\u00a0]+)(\1)\b", re.IGNORECASE)
_QUOTES = {
    "en": ("“", "”", "‘", "’", '"', "'"), "nl": ("“", "”", "‘", "’", "„", '"', "'"),
    "sv": ("”", "’", "»", '"', "'"), "de": ("„", "“", "‚", "‘", "»", "«", "›", "‹", '"', "’"),
}  # fmt: skip
_QUOTE_LIKE = re.compile(r"[“”„«»‹›‚‘’\"']")
_ANY_QUOTE = re.compile(r"[“”„«»‹›‚]|‘(?=\w)")
_OPENS_AS_CLOSING = re.compile(r"(?:(?<=\s)|^)”(?=\w)")
_CLOSES_AS_OPENING = re.compile(r"(?<=[\w.!?])“(?=[\s.,;:!?)]|$)")
_PAIRS = {
    "en": (("“", "”"), ("‘", "’")), "nl": (("“", "”"), ("‘", "’")), "sv": (("”", "”"),),
    "de": (("„", "“"), ("‚", "‘")),
}  # fmt: skip
_NO_QUOTE = re.compile(r"(?<=\d)\s?”|(?<=\w)’(?=\w)|(?<!\w)[’‘](?=[stnm]\b|\d)")
_OPENS_SINGLE = re.compile(r"(?:(?<=[\s(])|^)[‘’'‚](?=\w)")
_CLOSES_SINGLE = re.compile(r"(?<=[\w.!?,])[’'‘](?=[\s.,;:!?)]|$)")
_PAIRED = (("(", ")"), ("[", "]"), ("{", "}"))


def whitespace(pair: Pair) -> Iterator[Spot]:
    """Blanks at the ends unlike those of the source, doubled ones, and blanks in front of a mark."""
    source, target = pair.source.text, pair.target.text
    for ours, theirs, start in (
        (_leading(source), _leading(target), 0),
        (_leading(source[::-1])[::-1], _leading(target[::-1])[::-1], len(target) - len(_leading(target[::-1]))),
    ):
        if ours != theirs and not pair.target.tagged.is_empty and bool(ours) is not bool(theirs):
            message = tr("The blanks at the end are not those of the source.")
            if start == 0:
                message = tr("The blanks at the beginning are not those of the source.")
            yield pair.on_target("whitespace", Severity.WARNING, start, start + len(theirs), message, ours)
    prose = pair.target.prose
    for found in re.finditer(r"(?<=\S)[ \u00a0]{2,}(?=\S)", prose):
        if "  " not in pair.source.prose.strip():
            grave = Severity.INFO if prose[found.start() - 1] in ".!?:" else Severity.WARNING
            yield pair.on_target("whitespace", grave, *found.span(), tr("Two blanks in a row."), " ")
    for found in _IN_BRACKET.finditer(prose):
        if not _IN_BRACKET.search(pair.source.prose):
            yield pair.on_target("whitespace", Severity.WARNING, *found.span(), tr("A blank inside a bracket."), "")
    for found in _BEHIND_MARK.finditer(prose):
        if not _BEHIND_MARK.search(pair.source.prose):
            message = tr("A blank is missing behind the mark.")
            yield pair.on_target("whitespace", Severity.WARNING, *found.span(), message, f"{found[0]} ")
    for found in _BEFORE_MARK.finditer(prose):
        if pair.target.language in ("en", "nl", "sv", "de") and not _BEFORE_MARK.search(pair.source.prose):
            yield pair.on_target("whitespace", Severity.WARNING, *found.span(), tr("A blank in front of a mark."), "")


def _leading(text: str) -> str:
    return text[: len(text) - len(text.lstrip(" \t\n\r\u00a0"))]


def punctuation(pair: Pair) -> Iterator[Spot]:
    """Another mark at the end than the source has, and brackets without their other half."""
    source, target = pair.source.prose.strip().strip(_HIDDEN), pair.target.prose.rstrip().rstrip(_HIDDEN)
    ours, theirs = _END.search(source), _END.search(target)
    one, other = _kind(ours), _kind(theirs)
    apart = _is_abbreviation(source, target, one, other) or _is_salutation(source, one, other)
    if one != other and source.strip() and target.strip() and not apart:
        end = len(target)
        start, stop = theirs.span() if theirs else (end, end)
        fix = [ours[0]] if ours else [""]
        if not ours:
            message = tr("The source does not end with “{mark}”.", mark=theirs[0] if theirs else "")
        else:
            message = tr("The source ends with “{mark}”.", mark=ours[0])
        grave = (
            Severity.WARNING
            if {one, other} & {"question", "colon", "exclamation", "dots"} or not (one and other)
            else Severity.INFO
        )
        yield pair.on_target("punctuation", grave, start, stop, message, *fix)
    for opening, closing in _PAIRED:
        balance = [text.count(opening) - text.count(closing) for text in (pair.source.prose, pair.target.prose)]
        if balance[1] and not balance[0]:
            place = max(pair.target.prose.rfind(opening), pair.target.prose.rfind(closing))
            yield pair.on_target("punctuation", Severity.WARNING, place, place + 1, tr("A bracket has no other half."))


def _is_abbreviation(source: str, target: str, one: str, other: str) -> bool:
    """Whether the stop that only one text has belongs to a short word: `Adress (forts.)`, `Postnr.`, `U.S.`"""
    if {one, other} != {"stop", ""}:
        return False
    text = source if one else target
    if _KNOWN_SHORT.search(text):
        return True
    found = _ABBREVIATED.search(text)
    return found is not None and (text[-1] in ")]" or found[0].count(".") > 1 or len(text.split()) <= 2)


def _is_salutation(source: str, one: str, other: str) -> bool:
    """Whether the text may be the first line of a letter: `Dear customer,` and `Hej!`"""
    return {one, other} <= {"comma", "exclamation", ""} and "comma" in (one, other) and source.count(" ") <= 5


def _kind(found: re.Match[str] | None) -> str:
    if found is None:
        return ""
    mark = found[0]
    if "?" in mark:
        return "question"
    if mark == "..":
        return "dots"
    return "ellipsis" if mark in ("…", "...") else _KINDS[mark[-1]]


def quotes(pair: Pair) -> Iterator[Spot]:
    """Quotation marks that the language of the target does not write."""
    known = _QUOTES.get(pair.target.language)
    if known is None:
        return
    for found in _ANY_QUOTE.finditer(pair.target.prose):
        if found[0] not in known and not _is_arrow(pair, found):
            message = tr("“{mark}” is no quotation mark of {language}.", mark=found[0], language=pair.target.region)
            yield pair.on_target("quotes", Severity.WARNING, *found.span(), message)
    if not _is_lopsided(pair.source.prose):
        yield from _unbalanced(pair)
    source, target = pair.source.prose, pair.target.prose
    if _quoted(source) and not _quoted(target):
        place = _ANY_QUOTE.search(source) or re.search('"', source)
        if place is not None:
            yield pair.on_source(
                "quotes", Severity.INFO, *place.span(), tr("The quotation marks are missing in the translation.")
            )
    if target.count('"') % 2 and not _is_lopsided(source) and not re.search(r'\d\s?"', target):
        place_at = target.rfind('"')
        yield pair.on_target(
            "quotes", Severity.WARNING, place_at, place_at + 1, tr("A quotation mark has no other half.")
        )


def _is_arrow(pair: Pair, found: re.Match[str]) -> bool:
    """Whether the mark is an arrow: `« previous page`."""
    text = pair.target.prose
    apart = text[found.end() : found.end() + 1] in ("", " ") and text[: found.start()][-1:] in ("", " ")
    return apart and found[0] in pair.source.prose


def _is_lopsided(source: str) -> bool:
    """Whether a quotation begins in the source and ends in another segment, or the other way round."""
    marks = _NO_QUOTE.sub("", source)
    double = sum(marks.count(mark) for mark in '"“”„«»')
    single = len(_OPENS_SINGLE.findall(marks)) - len(_CLOSES_SINGLE.findall(marks))
    return double % 2 == 1 or single != 0


def _unbalanced(pair: Pair) -> Iterator[Spot]:
    """Quotation marks that stand the wrong way round, or without their other half."""
    target = _NO_QUOTE.sub(lambda found: " " * len(found[0]), pair.target.prose)
    if pair.target.language in ("en", "nl"):
        for found in (*_OPENS_AS_CLOSING.finditer(target), *_CLOSES_AS_OPENING.finditer(target)):
            message = tr("The quotation mark stands the wrong way round.")
            yield pair.on_target("quotes", Severity.WARNING, *found.span(), message)
            return
    for opening, closing in _PAIRS[pair.target.language]:
        opened, closed = target.count(opening), target.count(closing)
        alone = opened % 2 == 1 if opening == closing else opened > closed
        if alone:
            place = target.rfind(opening)
            yield pair.on_target(
                "quotes", Severity.WARNING, place, place + 1, tr("A quotation mark has no other half.")
            )
            return


_SINGLE = re.compile(r"(?:^|[\s(])[‘'](?=[\w\ue000])|(?<=[\w.!?,\ue000])[’'](?=[\s.,;:!?)]|$)")


def _quoted(text: str) -> bool:
    return bool(_ANY_QUOTE.search(text) or _SINGLE.search(text)) or len(re.findall(r'(?<!\d)"', text)) >= 2


def capitals(pair: Pair) -> Iterator[Spot]:
    """A beginning in small letters where the source has a capital, or the other way round; all capitals."""
    ours, theirs = _first_letter(pair.source.prose), _first_letter(pair.target.prose)
    if ours is None or theirs is None:
        return
    if not _begins_with_value(pair.source, ours) and not _begins_with_value(pair.target, theirs):
        yield from _beginning(pair, ours, theirs)
    if _shouts(pair.target.prose) and not _shouts(pair.source.prose):
        message = tr("The source is not in capitals.")
        yield pair.on_target("capitals", Severity.WARNING, 0, len(pair.target.text), message)


def _begins_with_value(half: Half, letter: re.Match[str]) -> bool:
    """Whether a placeholder stands in front of the first letter: `%s files`."""
    return any(code.end <= letter.start() for code in half.placeholders)


def _beginning(pair: Pair, ours: re.Match[str], theirs: re.Match[str]) -> Iterator[Spot]:
    one, other = ours[0], theirs[0]
    word = pair.target.prose[theirs.start() :].split(None, 1)[0]
    brand = any(word.startswith(name) for name in pair.around.brands) or any(letter.isupper() for letter in word[1:])
    if one.isupper() and other.islower() and not brand and pair.source.prose[ours.start() :].split(None, 1)[0] != word:
        message = tr("The source begins with a capital.")
        yield pair.on_target("capitals", Severity.WARNING, *theirs.span(), message, other.upper())
    elif one.islower() and other.isupper() and not brand and pair.target.language != "de" and not word.isupper():
        if word in pair.source.prose:
            return
        message = tr("The source does not begin with a capital.")
        yield pair.on_target("capitals", Severity.INFO, *theirs.span(), message, other.lower())


def _shouts(text: str) -> bool:
    if text != text.upper():
        return False
    return sum(each.lower() != each.upper() for each in text) > 5


def _first_letter(prose: str) -> re.Match[str] | None:
    found = re.search(r"[^\W_]", prose)
    return found if found is not None and found[0].isalpha() and found[0].lower() != found[0].upper() else None


def double_word(pair: Pair) -> Iterator[Spot]:
    """A word that stands there twice in a row, and not in the source."""
    if _DOUBLE.search(pair.source.prose):
        return
    for found in _DOUBLE.finditer(pair.target.prose):
        if found[1].lower() not in translation_words().doubled:
            message = tr("“{word}” stands there twice.", word=found[1])
            yield pair.on_target("double_word", Severity.WARNING, *found.span(), message, found[1])


def length(pair: Pair) -> Iterator[Spot]:
    """More characters than the file allows, or than the channel does on which the text is published."""
    most, count = pair.segment.most, len(pair.target.plain)
    if most and count > most:
        message = tr("{count} characters; the file allows {most}.", count=count, most=most)
        yield pair.on_target("length", Severity.ERROR, 0, len(pair.target.text), message)
    where = pair.around.channel
    if not where or pair.target.tagged.is_empty or where not in {each.id for each in CHANNELS}:
        return
    found = measure(where, pair.target.plain.strip())
    if found.count > found.limit:
        message = tr(
            "{channel}: {count}, {over} too many; the limit is {limit}.",
            channel=channel_label(where),
            count=counted(found.count, found.unit),
            over=found.count - found.limit,
            limit=found.limit,
        )
        yield pair.on_target("length", Severity.ERROR, 0, len(pair.target.text), message)
