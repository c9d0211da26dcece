"""The text of a draft: named fields, each one text or a list of texts."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

FieldValue = str | tuple[str, ...]


class Copy(msgspec.Struct, frozen=True):
    """The fields of a product text, mail or post by their names, in the order in which they are shown.

    A list field (`bullets`, `google_ads.headline`) is a tuple; its items are addressed as `bullets[0]`.
    """

    fields: dict[str, FieldValue] = {}

    def __hash__(self) -> int:
        return hash(tuple(self.fields.items()))

    def addressed(self) -> Iterator[tuple[str, str]]:
        """Each text with its address."""
        for name, value in self.fields.items():
            if isinstance(value, str):
                yield name, value
            else:
                for index, item in enumerate(value):
                    yield f"{name}[{index}]", item

    def with_field(self, name: str, value: FieldValue) -> Copy:
        """The same copy with one field changed or added."""
        return Copy({**self.fields, name: value})

    def text(self, name: str) -> str:
        """A field as one text; the items of a list field are joined by line breaks, a missing one is empty."""
        value = self.fields.get(name, "")
        return value if isinstance(value, str) else "\n".join(value)

    @property
    def words(self) -> int:
        """How many words all fields hold together."""
        return sum(len(text.split()) for _, text in self.addressed())

    @property
    def is_empty(self) -> bool:
        """Whether no field holds anything but white space."""
        return not any(text.strip() for _, text in self.addressed())


def field_of(address: str) -> str:
    """The field's name in an address: `bullets[0]` → `bullets`."""
    return address.partition("[")[0]
