"""Running text of a page as Markdown, as the texts of a mail hold it."""

from __future__ import annotations

import re

from desktop.formats.mail.links import safe_href
from desktop.formats.mail.reading_parts import LEAVES
from desktop.formats.mail.reading_tree import Node

_MARKS = re.compile(r"\\(?=[\\`*_{}\[\]()#+\-.!])|`|\*(?=\S)|(?<=\S)\*|(?<!\w)_(?=\w)|(?<=\w)_(?!\w)|(?<=\])\(")
_AT_START = re.compile(r"^(\s*)(#{1,6}(?=\s)|[-+](?=\s)|>|\d+(?=[.)]\s)|:{3,}|(?:-\s*){3,}$|={3,}$)", re.MULTILINE)
_SPACES = re.compile(r"[ \t\r\n\f]+")
_INLINE_STRONG, _INLINE_EM = {"b", "strong"}, {"i", "em"}
_TAG_ADDRESS = re.compile(r"zqtag\d+x\d+z")


def escaped(text: str) -> str:
    """Words that Markdown is not to read as signs."""
    return _MARKS.sub(lambda found: "\\" + found[0], text)


def guarded(text: str) -> str:
    """A text whose lines begin with no sign that makes a heading, list, quote or line of them."""
    return _AT_START.sub(lambda found: found[1] + _broken(found[2]), text)


def _broken(sign: str) -> str:
    return f"{sign}\\" if sign.isdigit() else f"\\{sign}"


def inline(node: Node) -> str:
    """What stands in an element, as Markdown on as many lines as it has line breaks."""
    return _tidy("".join(_inline(node)))


def inline_of(parts: list[Node | str]) -> str:
    """The same of some neighbours."""
    holder = Node("span", {})
    holder.children = parts
    return inline(holder)


def _inline(node: Node) -> list[str]:
    found: list[str] = []
    for each in node.children:
        if isinstance(each, str):
            found.append(escaped(_SPACES.sub(" ", each)))
        elif each.hidden:
            continue
        elif each.tag == "br":
            found.append("\n")
        elif each.tag == "img":
            continue
        elif each.tag == "a":
            found.append(_link(each))
        elif each.tag in _INLINE_STRONG or (
            each.tag == "span" and each.style.get("font-weight", "") in {"bold", "700"}
        ):
            found.append(_wrapped("".join(_inline(each)), "**"))
        elif each.tag in _INLINE_EM:
            found.append(_wrapped("".join(_inline(each)), "*"))
        else:
            found.extend(_inline(each))
    return found


def _wrapped(text: str, mark: str) -> str:
    """The signs stand right at the words, with the spaces outside; each line has its own."""
    lines = []
    for line in text.split("\n"):
        words = line.strip()
        if not words or mark in words:
            lines.append(line)
            continue
        start, end = len(line) - len(line.lstrip()), len(line) - len(line.rstrip())
        lines.append(f"{line[:start]}{mark}{words}{mark}{line[len(line) - end :] if end else ''}")
    return "\n".join(lines)


def _link(node: Node) -> str:
    label = " ".join("".join(_inline(node)).split())
    href = address_of(node.get("href"))
    if not label:
        return ""
    if (not href or href == "#") and not LEAVES.search(label):
        return label
    href = href or "#"
    place = f"<{href}>" if re.search(r"[()\s]", href) else href
    return f"[{label}]({place})"


def address_of(href: str) -> str:
    """An address that may stand in a mail, or a merge tag in its place; empty for everything else."""
    plain = href.strip()
    if _TAG_ADDRESS.match(plain):
        return plain
    return safe_href(plain)


def _tidy(text: str) -> str:
    lines = [re.sub(r"[ \t]+", " ", line).strip() for line in text.replace("\u00a0", " ").split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def plain(node: Node) -> str:
    """The words of an element on one line, for texts that are no Markdown."""
    return node.text


def listed(node: Node, depth: int = 0) -> str:
    """A list with its items, one a line."""
    lines: list[str] = []
    number = 1
    for item in node.elements:
        if item.tag in {"ul", "ol"}:
            lines.append(listed(item, depth + 1))
            continue
        inner = [each for each in item.children if not (isinstance(each, Node) and each.tag in {"ul", "ol"})]
        words = inline_of(inner).replace("\n", " ")
        mark = f"{number}." if node.tag == "ol" else "-"
        if words:
            lines.append(f"{'    ' * depth}{mark} {words}")
            number += 1
        lines.extend(listed(each, depth + 1) for each in item.elements if each.tag in {"ul", "ol"})
    return "\n".join(line for line in lines if line)
