"""Merge tags: the places of a mail that its sender fills in, as five senders write them."""

from __future__ import annotations

from desktop.core.merge_tags.filling import fill
from desktop.core.merge_tags.names import fields_of
from desktop.core.merge_tags.reading import find_tags, tag_multiset
from desktop.core.merge_tags.values import FIELDS, LINK_FIELDS, SENDERS_OWN_FIELDS, MergeTag, is_link_tag
from desktop.core.merge_tags.writing import convert, write_tag

__all__ = [
    "FIELDS",
    "LINK_FIELDS",
    "SENDERS_OWN_FIELDS",
    "MergeTag",
    "convert",
    "fields_of",
    "fill",
    "find_tags",
    "is_link_tag",
    "tag_multiset",
    "write_tag",
]
