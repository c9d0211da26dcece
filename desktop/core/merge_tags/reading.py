"""Finding merge tags in a text, as any of five senders writes them."""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from desktop.core.mail import Platform
from desktop.core.merge_tags.conditions import Part, read_percent_part, read_star_part
from desktop.core.merge_tags.expressions import Expression, read_braces, read_percent, read_star
from desktop.core.merge_tags.names import HEADS, NAMES, fields_by_name
from desktop.core.merge_tags.values import MergeTag

_TAGS = re.compile(
    r"\*\|(?P<star>[^|*\n]{1,200})\|\*"
    r"|\{\{(?P<braces>(?:[^{}\"']|\"[^\"{}]{0,200}\"|'[^'{}]{0,200}'){1,300}|[^{}]{1,300})\}\}"
    r"|\{%(?P<percent>(?:[^{}%\"']|\"[^\"{}]{0,200}\"|'[^'{}]{0,200}'){1,300}|[^{}%]{1,300})%\}"
)
_SIGNS = ("*|", "{{", "{%")
_BRACED = (Platform.KLAVIYO, Platform.BREVO, Platform.HUBSPOT, Platform.SHOPIFY)
_HEAD = re.compile(r"[A-Za-z_]\w*")
_UNSUBSCRIBES = ("% unsubscribe ", "% manage_preferences ", "% web_view ", "% view_in_browser ")
_CUSTOM = re.compile(r"[A-Z_][\w ]*(?::.*)?", re.DOTALL)


class Read(NamedTuple):
    """A tag with what a conversion needs to know of it: its part of a passage, and its name at its sender."""

    tag: MergeTag
    part: Part | None = None
    name: str = ""


def find_tags(text: str, platform: Platform | None = None) -> tuple[MergeTag, ...]:
    """The merge tags of a text in its order, as one sender reads them, or any of the five (`None`, `Platform.NONE`).

    `*|IF:FNAME|**|FNAME|**|ELSE:|*you*|END:IF|*`, which is how Mailchimp writes a fallback, is one tag, and so is the
    same with `{% if %}`. What is not a tag for the sender is not found; what is one, but that it does not know, is.
    """
    return tuple(each.tag for each in read_tags(text, platform or None))


def tag_multiset(text: str, platform: Platform | None = None) -> Counter[tuple[str, str | None]]:
    """How often each field with its fallback stands in a text, however it is spaced and quoted; passages count too."""
    return Counter((tag.field, tag.fallback) for tag in find_tags(text, platform))


@functools.lru_cache(maxsize=1024)
def read_tags(text: str, platform: Platform | None = None, prefer: Platform | None = None) -> tuple[Read, ...]:
    """As `find_tags`; of several senders that a tag may belong to, `prefer` comes first."""
    if not any(sign in text for sign in _SIGNS):
        return ()
    found = list(_TAGS.finditer(text))
    if platform is None and prefer is None:
        prefer = _likeliest(found)
    return tuple(_with_fallbacks([each for match in found if (each := _read(match, platform, prefer))], text))


def _read(match: re.Match[str], platform: Platform | None, prefer: Platform | None) -> Read | None:
    if match["star"] is not None:
        if platform not in {None, Platform.MAILCHIMP}:
            return None
        return _read_as(match, Platform.MAILCHIMP)
    if platform is Platform.MAILCHIMP:
        return None
    if platform is not None:
        return _read_as(match, platform)
    candidates = [prefer] if prefer in _BRACED else []
    candidates += [each for each in _BRACED if each is not prefer]
    reads = [_read_as(match, each) for each in candidates if each]
    return next((each for each in reads if each.tag.neutral), None) or next(
        (each for each in reads if each.tag.known and (each.part is None or each.part.condition)), reads[0]
    )


def _read_as(match: re.Match[str], platform: Platform) -> Read:
    """One tag as one sender reads it."""
    if match["star"] is not None:
        part = read_star_part(match["star"])
        expression = read_star(match["star"])
    elif match["percent"] is not None:
        part = read_percent_part(match["percent"], platform)
        expression = read_percent(match["percent"])
    else:
        part, expression = None, read_braces(match["braces"])
    if part is not None:
        known = part.condition is not None or platform is Platform.MAILCHIMP or not _is_foreign(part.rest, platform)
        tag = MergeTag(platform, part.field, None, match[0], match.start(), match.end(), block=True, known=known)
        return Read(tag, part)
    return _value(match, expression, platform)


def _value(match: re.Match[str], expression: Expression, platform: Platform) -> Read:
    name = expression.name
    if name.startswith(
        _UNSUBSCRIBES
    ):  # `{% unsubscribe 'Stop these mails' %}`: the words are its own, the field is not
        name = " ".join(name.split()[:2])
    neutral = fields_by_name(platform).get(name)
    field = neutral or _own(name, platform)
    if expression.case:
        field = f"{field}|{expression.case}"
    known = neutral is not None or not _is_foreign(name, platform)
    tag = MergeTag(platform, field, expression.fallback, match[0], match.start(), match.end(), known=known)
    return Read(tag, None, expression.name)


def _own(name: str, platform: Platform) -> str:
    """The name of a property that is the sender's own: `contact.SHOE_SIZE` → `SHOE_SIZE`."""
    if platform is Platform.KLAVIYO and name.startswith("person|lookup:"):
        return name.removeprefix("person|lookup:")
    if platform in {Platform.BREVO, Platform.HUBSPOT} and name.startswith("contact."):
        return name.removeprefix("contact.")
    return name.removeprefix("% ")


def _is_foreign(name: str, platform: Platform) -> bool:
    """Whether a name is another sender's, so that this one would leave it empty or print it."""
    name = name.strip().removeprefix("not ")
    if platform is Platform.MAILCHIMP:
        return _CUSTOM.fullmatch(name) is None
    if platform is Platform.BREVO and name.startswith("contact."):
        return name.removeprefix("contact.").islower()
    if platform is Platform.HUBSPOT and name.startswith("contact."):
        return name.removeprefix("contact.").isupper()
    if any(name in fields_by_name(each) for each in NAMES if each is not platform):
        return True
    head = _HEAD.match(name)
    if head is None or head[0] in HEADS[platform]:
        return False
    return any(head[0] in heads for each, heads in HEADS.items() if each is not platform)


def _likeliest(found: list[re.Match[str]]) -> Platform | None:
    """The sender that most tags of a text can only be of."""
    votes: Counter[Platform] = Counter()
    for match in found:
        if match["star"] is None:
            able = [each for each in _BRACED if _read_as(match, each).tag.known]
            if len(able) == 1:
                votes[able[0]] += 1
    return votes.most_common(1)[0][0] if votes else None


def _with_fallbacks(reads: list[Read], text: str) -> Iterator[Read]:
    """The tags, with *if there is a name, the name, else these words* as one tag with a fallback."""
    at = 0
    while at < len(reads):
        whole = _fallback_at(reads, at, text)
        yield whole or reads[at]
        at += 4 if whole else 1


def _fallback_at(reads: list[Read], at: int, text: str) -> Read | None:
    if len(reads) < at + 4:
        return None
    first, value, other, end = reads[at : at + 4]
    if first.part is None or value.part is not None or other.part is None or end.part is None:
        return None
    condition = first.part.condition
    if first.part.word != "if" or condition is None or condition.negated or condition.sign:
        return None
    if (other.part.word, end.part.word) != ("else", "endif") or value.tag.name != condition.field:
        return None
    if first.tag.end != value.tag.start or value.tag.end != other.tag.start or value.tag.fallback is not None:
        return None
    fallback = text[other.tag.end : end.tag.start]
    if "\n" in fallback:
        return None
    start, stop = first.tag.start, end.tag.end
    tag = MergeTag(value.tag.platform, value.tag.field, fallback, text[start:stop], start, stop, known=value.tag.known)
    return Read(tag, None, value.name)
