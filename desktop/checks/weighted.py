"""How X weighs a post: the rules of twitter-text, configuration 3.

After NFC, code points in four ranges weigh 1 and all others 2, an emoji weighs 2 however many code points it takes, and
a link weighs 23 however long it is (docs.x.com/fundamentals/counting-characters, config/v3.json of twitter-text).
"""

from __future__ import annotations

import functools
import unicodedata
from collections.abc import Iterator

import regex

LINK_WEIGHT = 23
_LIGHT_RANGES = ((0, 4351), (8192, 8205), (8208, 8223), (8242, 8247))

_EMOJI = regex.compile(
    r"""
    \p{Regional_Indicator}{2}
    | [0-9\#*]\uFE0F?\u20E3
    | (?: \p{Emoji_Presentation} | \p{Extended_Pictographic}(?=\uFE0F|\p{Emoji_Modifier}|\u200D) | (?=[©®])\p{Emoji} )
      (?: \uFE0F | \p{Emoji_Modifier} | [\U000E0020-\U000E007E]+\U000E007F )?
      (?: \u200D \p{Extended_Pictographic} (?: \uFE0F | \p{Emoji_Modifier} )? )*
    """,
    regex.VERBOSE,
)
_DOTTED_RUN = regex.compile(r"[^\s.]++\.\S++")
"""Links hold no white space and at least one full stop: only such runs are looked at closely."""
_ANY_LABEL = r"""[^\s\p{Cc}!"\#$%&'()*+,./:;<=>?@\[\\\]^`{|}~]{1,63}+"""
_LATIN_LABEL = r"[a-zA-Z0-9_\p{Latin}-]{1,63}+"
_CANDIDATE = regex.compile(
    r"(?<![A-Za-z0-9@＠$#＃\uFFFE\uFEFF\uFFFF])"
    rf"(?:[hH][tT]{{2}}[pP][sS]?://(?P<host>{_ANY_LABEL}(?:\.{_ANY_LABEL})++)"
    rf"|(?P<bare>{_LATIN_LABEL}(?:\.{_LATIN_LABEL})++))"
)
_TAIL = regex.compile(
    r"""
    (?::[0-9]++)?+
    (?P<path>/[a-z0-9\p{Cyrillic}\p{Latin}!*';:=+,.$/%\#\[\]\-–_~@|&()]*+)?+
    (?:\?[a-z0-9!?*'@();:&=+$/%\#\[\]\-_.,~|]*+)?+
    """,
    regex.VERBOSE | regex.IGNORECASE,
)
_TOP_LABEL = regex.compile(r"[a-z]++(?![0-9@+-])|xn--[a-z0-9-]++|[^\x00-\x7F]++", regex.IGNORECASE)
_PATH_ENDS = regex.compile(r"[a-z0-9\p{Cyrillic}\p{Latin}=_#/+\-&]", regex.IGNORECASE)


def weighted_length(text: str) -> int:
    """The weight of a post; X takes 280."""
    text = unicodedata.normalize("NFC", text)
    weight, position = 0, 0
    for start, end in find_links(text):
        weight += _weigh(text[position:start]) + LINK_WEIGHT
        position = end
    return weight + _weigh(text[position:])


def find_links(text: str) -> list[tuple[int, int]]:
    """The spans that X turns into links: `https://havn.nl/a`, but also `havn.nl`, and a forgotten space in `bag.Nu`."""
    links: list[tuple[int, int]] = []
    for run in _DOTTED_RUN.finditer(text):
        links.extend(_find_links_in(text, *run.span()))
    return links


def _find_links_in(text: str, position: int, stop: int) -> Iterator[tuple[int, int]]:
    while (found := _CANDIDATE.search(text, position, stop)) is not None:
        position = found.end()
        end = _end_of_host(text, found)
        if end is None:
            continue
        tail = _TAIL.match(text, end, stop)
        if tail is not None and (found["host"] or tail["path"]):
            end = _without_punctuation(text, end, tail.end())
        # At the start of a text, twitter-text takes a first letter outside ASCII for the character before the link.
        start = 1 if found.start() == 0 and ord(text[0]) > 0x7F else found.start()
        yield start, end
        position = end


def _weigh(text: str) -> int:
    weight, position = 0, 0
    for emoji in _EMOJI.finditer(text):
        weight += _weigh_plain(text[position : emoji.start()]) + 2
        position = emoji.end()
    return weight + _weigh_plain(text[position:])


def _weigh_plain(text: str) -> int:
    if text.isascii():
        return len(text)
    return sum(1 if any(low <= ord(char) <= high for low, high in _LIGHT_RANGES) else 2 for char in text)


def _end_of_host(text: str, found: regex.Match[str]) -> int | None:
    """Where the host ends: after the last label that is a top-level domain; `None` when this is no link."""
    group = "host" if found["host"] else "bare"
    if group == "bare" and text[found.start() - 1 : found.start()] in {"-", "_", ".", "/"}:
        return None
    labels = found[group].split(".")
    start = found.end(group)
    for index in range(len(labels) - 1, 0, -1):
        start -= len(labels[index])
        top = _TOP_LABEL.match(text, start)
        if top is not None and top[0].lower() in _top_level_domains() and _is_host(labels[:index]):
            return top.end()
        start -= 1
    return None


def _is_host(labels: list[str]) -> bool:
    return "_" not in labels[-1] and not any(label[0] in "-_" or label[-1] in "-_" for label in labels)


def _without_punctuation(text: str, start: int, end: int) -> int:
    """A full stop or comma after a link is not part of it, nor is a bracket that was opened before it."""
    depth = text.count("(", start, end) - text.count(")", start, end)
    while end > start:
        last = text[end - 1]
        if _PATH_ENDS.match(last) or (last == ")" and depth == 0):
            break
        depth += {"(": -1, ")": 1}.get(last, 0)
        end -= 1
    return end


@functools.cache
def _top_level_domains() -> frozenset[str]:
    """Every top-level domain of the public suffix list that comes with the package, in letters and in Punycode."""
    from publicsuffixlist import PSLFILE

    with open(PSLFILE, encoding="utf-8") as lines:  # noqa: PTH123 - the package gives a name, not a Path
        suffixes = {line.strip().rpartition(".")[2] for line in lines if line.strip() and not line.startswith("//")}
    punycode = {suffix.encode("idna").decode("ascii") for suffix in suffixes if not suffix.isascii()}
    return frozenset(suffixes | punycode)
