"""What HTML and CSS of a mail major clients do not know, after caniemail.com (`resources/mail/clients.json`)."""

from __future__ import annotations

import functools
import re
from urllib.parse import urlsplit

import msgspec

from desktop.checks.mail.html_tree import Element, Tree, declarations
from desktop.core.resources import resource_text

_RULE = re.compile(r"\{([^{}]*)\}")


class Feature(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A feature and who lacks it; what must match for it to be used: all that is not empty.

    `harm` is what gets lost without it: `content`, `image`, `text` and `layout` break a mail, `style`, `looks` and
    `links` make it plainer.
    """

    id: str
    title: str
    harm: str
    lacks: tuple[str, ...]
    partly: tuple[str, ...]
    tested: str
    css: str = ""
    value: str = ""
    rule: str = ""
    tag: str = ""
    attribute: str = ""
    image: str = ""

    @property
    def is_grave(self) -> bool:
        """Whether a mail breaks where it is not known."""
        return self.harm in {"content", "image", "text", "layout"}


class _Clients(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    source: str
    address: str
    taken_on: str
    features: tuple[Feature, ...]


def source_of(feature: Feature) -> str:
    """Where to read about a feature, with the date of the test."""
    return f"{_clients().address.format(id=feature.id)} ({feature.tested})"


def features_used(tree: Tree) -> tuple[Feature, ...]:
    """The features of a mail that some client lacks, in the order of the table.

    What stands behind a query (`@media`, `@supports`) is for those that know it, and counts for nothing.
    """
    styles = [element.style for element in tree.elements if element.style]
    styles += [declarations(found[1]) for found in _RULE.finditer(tree.sheet)]
    return tuple(each for each in _clients().features if (each.lacks or each.partly) and _is_used(each, tree, styles))


def _is_used(feature: Feature, tree: Tree, styles: list[dict[str, str]]) -> bool:
    if feature.rule:
        return any(feature.rule in line and "font" not in line for line in tree.sheet.lower().split(";"))
    if feature.image:
        return any(_ending(picture.src) in feature.image.split("|") for picture in tree.pictures)
    if feature.tag or feature.attribute:
        return any(_has(feature, element) for element in tree.elements)
    value = re.compile(feature.value or ".*", re.IGNORECASE)
    if feature.css:
        name = re.compile(feature.css)
        return any(name.fullmatch(each) and value.fullmatch(said) for style in styles for each, said in style.items())
    return any(value.search(said) for style in styles for said in style.values())


def _has(feature: Feature, element: Element) -> bool:
    if feature.tag and element.tag not in feature.tag.split("|"):
        return False
    if feature.attribute:
        said = element.attributes.get(feature.attribute)
        if said is None or (feature.value and re.fullmatch(feature.value, said, re.IGNORECASE) is None):
            return False
    address = element.attributes.get("href", "")
    # A sheet of fonts is optional: every client has a font of its own. A button with an address is Inky's.
    return not (address and (feature.tag == "button" or (feature.tag == "link" and "font" in address.lower())))


def _ending(src: str) -> str:
    if src.startswith("data:"):
        return src[5:].partition(";")[0].rpartition("/")[2].partition("+")[0]
    return urlsplit(src).path.rpartition(".")[2].lower() if "." in src else ""


@functools.cache
def _clients() -> _Clients:
    return msgspec.json.decode(resource_text("mail/clients.json"), type=_Clients)
