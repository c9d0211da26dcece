"""Writing merge tags as a sender wants them, and rewriting those of one sender for another."""

from __future__ import annotations

import re

from desktop.core.mail import Platform
from desktop.core.merge_tags.conditions import write_part
from desktop.core.merge_tags.expressions import plain, quoted
from desktop.core.merge_tags.names import CASE_FILTERS, WHOLE_LINKS, name_of
from desktop.core.merge_tags.reading import Read, read_tags
from desktop.core.merge_tags.values import CASES, FIELDS

_LINK_WORDS = re.compile(r"[\"'](.*)[\"']\s*$", re.DOTALL)
_LABELS = {"unsubscribe": "Unsubscribe", "preferences": "Manage preferences", "view_online": "View in browser"}
"""What Klaviyo and Shopify write on their links unless told otherwise; they do so in English."""


def write_tag(field: str, fallback: str | None, platform: Platform) -> str:
    """A tag as a sender writes it; empty for a neutral field that it does not have.

    Other fields are the shop's own, by the name they bear there. `field` may end in `|title`, `|upper` or `|lower`. For
    nobody that knows merge tags it is the fallback.
    """
    if platform is Platform.NONE:
        return fallback or ""
    name, _, case = field.rpartition("|") if field.rpartition("|")[2] in CASES else (field, "", "")
    sent = name_of(name, platform) or ("" if name in FIELDS else _own_name(name, platform))
    if not sent:
        return ""
    if platform is Platform.MAILCHIMP:
        value = f"*|{f'{CASE_FILTERS[platform][case]}:' if case else ''}{sent}|*"
        return value if fallback is None else f"*|IF:{sent}|*{value}*|ELSE:|*{fallback}*|END:IF|*"
    if sent.startswith("% "):
        return f"{{% {sent[2:]} %}}"
    if platform is Platform.HUBSPOT and fallback is not None and not case and "(" not in sent and "'" not in sent:
        return f"{{{{ personalization_token('{sent}',{quoted(fallback, platform)}) }}}}"
    return f"{{{{ {_braces(sent, case, fallback, platform)} }}}}"


def convert(text: str, source: Platform, target: Platform) -> tuple[str, tuple[str, ...]]:
    """A text with its tags as another sender writes them, and the tags that it has no equivalent for, which stay.

    `source` decides what a tag means that several senders may have written; `Platform.NONE`: what is likeliest.
    """
    if source is target:
        return text, ()
    reads = [
        each for each in read_tags(text, None, source or None) if each.tag.platform is not target or not each.tag.known
    ]
    whole = _whole_passages(reads, target)
    left: list[str] = []
    parts: list[str] = []
    at = 0
    for place, each in enumerate(reads):
        written = _rewritten(each, target) if each.part is None or place in whole else None
        if written is None:
            left.append(each.tag.raw)
            written = each.tag.raw
        parts += [text[at : each.tag.start], written]
        at = each.tag.end
    return "".join((*parts, text[at:])), tuple(left)


def _rewritten(each: Read, target: Platform) -> str | None:
    """A tag as another sender writes it; `None` when it cannot."""
    tag = each.tag
    if target is Platform.NONE:
        return tag.fallback
    if each.part is not None:
        return write_part(each.part, target) or None
    if tag.name not in FIELDS or not name_of(tag.name, target):
        return None
    written = write_tag(tag.field, tag.fallback, target)
    kind = " ".join(each.name.split()[:2]) if each.name.startswith("% ") else each.name
    if (tag.platform, kind) not in WHOLE_LINKS:
        return written
    words = _LINK_WORDS.search(plain(each.name))
    return f"[{words[1] if words else _LABELS[tag.name]}]({written})"


def _whole_passages(reads: list[Read], target: Platform) -> set[int]:
    """The places of those tags of passages whose passage can be written as a whole."""
    open_groups: list[list[int]] = []
    closed: list[list[int]] = []
    for place, each in enumerate(reads):
        if each.part is None:
            continue
        word = each.part.word
        if word.startswith("end") or word in {"else", "elseif"}:
            if open_groups:
                open_groups[-1].append(place)
                if word.startswith("end"):
                    closed.append(open_groups.pop())
        else:
            open_groups.append([place])
    if target is Platform.NONE:
        return set()
    return {place for group in closed if all(_rewritten(reads[each], target) for each in group) for place in group}


def _own_name(name: str, platform: Platform) -> str:
    """How a sender writes a field that only this shop has: the tags of one that it has made in its account."""
    if platform is Platform.MAILCHIMP:
        return name if ":" in name else re.sub(r"\W+", "_", name).upper()
    if re.fullmatch(r"[\w -]+", name):
        word = re.sub(r"\W+", "_", name)
        return {
            Platform.KLAVIYO: f"person|lookup:{name}",
            Platform.BREVO: f"contact.{word.upper()}",
            Platform.HUBSPOT: f"contact.{word.lower()}",
        }.get(platform, word)
    return name


def _braces(name: str, case: str, fallback: str | None, platform: Platform) -> str:
    """What stands between `{{` and `}}`, spaced as the sender's own editor spaces it."""
    head, lookup, key = name.partition("|lookup:")
    text = f"{head}|lookup:{quoted(key, platform)}" if lookup else name
    bar = "|" if platform in {Platform.KLAVIYO, Platform.HUBSPOT} else " | "
    if case:
        text += f"{bar}{CASE_FILTERS[platform][case]}"
    if fallback is not None:
        value = quoted(fallback, platform)
        forms = {Platform.KLAVIYO: f"default:{value}", Platform.HUBSPOT: f"default({value}, true)"}
        colon = " : " if platform is Platform.BREVO else ": "
        text += f"{bar}{forms.get(platform, f'default{colon}{value}')}"
    return text
