"""Takes from an answer what is not copy: labels, wrapping quotes, Markdown, remarks before and after.

Only what is known to be no copy is taken away. Where a one-line field gets several lines, they are joined, not dropped.
"""

from __future__ import annotations

import re

_SPECIAL = re.compile(r"<\|[a-z_]+\|>|</?s>|\[/?INST\]")
_FENCE = re.compile(r"^\s*```[\w-]*\s*\n(.*?)\n?```\s*$", re.DOTALL)
_LABEL_WORDS = (
    r"(?:product\s*)?title|(?:product\s*)?description|bullet\s*points?|bullets|seo\s*title|page\s*title|meta\s*title"
    r"|seo\s*description|meta\s*description|headlines?|post|product\s*copy|answer"
    r"|(?:product)?titel|(?:product)?beschrijving|omschrijving|opsommingspunten|paginatitel|seo-?titel|metatitel"
    r"|seo-?beschrijving|metabeschrijving|koppen|kop|bericht|antwoord"
    r"|(?:produkt)?beskrivning|punkter|sidtitel|seo-?beskrivning|metabeskrivning|rubrik(?:er)?|inlägg|svar"
)
_LABEL = re.compile(rf"^[\s#*_\"“]*(?:{_LABEL_WORDS})[*_\"”]*\s*:[*_]*\s*", re.IGNORECASE)
_HEADING = re.compile(rf"^\s*(?:#+\s*|\*\*)(?:{_LABEL_WORDS})\s*\**\s*\n", re.IGNORECASE)
_PREAMBLE = re.compile(
    r"^\s*(?:(?:sure|certainly|of course|absolutely|natuurlijk|zeker|självklart|javisst|visst)\b[^\n]{0,120}?[!:.]\s*\n"
    r"|(?:(?:sure|certainly|of course)[!,.]?\s*)?"
    r"(?:here(?:['’]s| is| are)|hier (?:is|zijn|volgt)|här (?:är|kommer|följer))"
    r"[^\n]{0,120}:\s*\n?)",
    re.IGNORECASE,
)
_REMARK = re.compile(
    r"\n\s*(?:\(?(?:note|word count|words|let me know|i hope|this (?:title|description|text|copy)|feel free"
    r"|opmerking|aantal woorden|laat (?:het )?me weten|ik hoop|deze (?:titel|tekst|beschrijving)"
    r"|obs|antal ord|jag hoppas|hör av dig|den här (?:titeln|texten|beskrivningen))\b)[^\n]*\s*$",
    re.IGNORECASE,
)
_COUNT = re.compile(
    r"\s*\(\s*(?:word count:\s*)?\d+\s*(?:words|woorden|ord|characters|tekens|tecken)\s*\)\s*$", re.IGNORECASE
)
_EMPHASIS = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")
_SINGLE_EMPHASIS = re.compile(r"(?<![\w*])\*(?=[^\s*])([^*\n]+)(?<=[^\s*])\*(?![\w*])")
_HASHES = re.compile(r"^\s{0,3}#{1,6}\s+", re.MULTILINE)
_BULLET = re.compile(r"^\s*(?:[-*•–·▪‣●]\s+|\(?\d{1,2}[.)]\s+)")
_QUOTES = (('"', '"'), ("“", "”"), ("„", "”"), ("„", "“"), ("”", "”"), ("'", "'"), ("‘", "’"), ("«", "»"), ("»", "»"))
_SPACES = re.compile(r"[ \t\u00a0]+")
_LEADING = re.compile(
    r"^(?:sure|certainly|of course|here|hier|här|natuurlijk|zeker|visst|självklart|[\"“„#*`<\[])", re.IGNORECASE
)


def clean_text(answer: str) -> str:
    """A text without what a model puts around it; paragraphs stay."""
    text = _strip_around(answer)
    text = _HASHES.sub("", text)
    text = _SINGLE_EMPHASIS.sub(r"\1", _EMPHASIS.sub(r"\2", text))
    text = "\n".join(_SPACES.sub(" ", line).strip() for line in text.strip().split("\n"))
    return unquote(re.sub(r"\n{3,}", "\n\n", text))


def clean_passage(answer: str) -> str:
    """A part of a Markdown text without what a model puts around it; its marks, headings and lists stay."""
    return _strip_around(answer)


def clean_line(answer: str) -> str:
    """A text of one line; several lines are joined, a list's marks are dropped."""
    lines = [_BULLET.sub("", line).strip() for line in clean_text(answer).split("\n")]
    return unquote(" ".join(line for line in lines if line))


def clean_list(answer: str) -> tuple[str, ...]:
    """The items of a list, one a line, without marks and without repeated items."""
    items: dict[str, str] = {}
    for line in _strip_around(answer).split("\n"):
        item = clean_line(_BULLET.sub("", line))
        if item and not re.fullmatch(rf"(?:{_LABEL_WORDS})\s*:?", item, re.IGNORECASE):
            items.setdefault(item.casefold().rstrip("."), item)
    return tuple(items.values())


def unquote(text: str) -> str:
    """A text without the quotation marks around the whole of it."""
    stripped = text.strip()
    for opening, closing in _QUOTES:
        if len(stripped) > 1 and stripped.startswith(opening) and stripped.endswith(closing):
            inner = stripped[len(opening) : -len(closing)]
            if opening not in inner and closing not in inner:
                return inner.strip()
    return stripped


def without_remark_before(text: str) -> str:
    """What a model writes, without a remark before it such as `Here is the rest:`."""
    return _PREAMBLE.sub("", text, count=1)


def may_be_leftover(beginning: str) -> bool:
    """Whether an answer that begins so must be waited for a little before it is shown, as it may begin with no copy."""
    stripped = beginning.lstrip()
    if len(stripped) < 3:
        return True
    if "\n" in stripped or len(stripped) > 90:
        return False
    label = re.match(r"[^\W\d_]+(?:[ -][^\W\d_]+)?", stripped)
    could_be_label = label is not None and bool(_LABEL.match(label.group() + ":"))
    return bool(_LEADING.match(stripped)) or (could_be_label and len(stripped) < 30)


def _strip_around(answer: str) -> str:
    text = _SPECIAL.sub("", answer.replace("\r\n", "\n")).strip()
    fenced = _FENCE.match(text)
    if fenced:
        text = fenced.group(1).strip()
    text = _PREAMBLE.sub("", text, count=1)
    text = _HEADING.sub("", text, count=1)
    text = _LABEL.sub("", text, count=1).strip()
    previous = ""
    while previous != text:
        previous = text
        text = _COUNT.sub("", _REMARK.sub("", text)).rstrip()
    return text
