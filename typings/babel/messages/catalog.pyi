from collections.abc import Iterator
from datetime import datetime

class Message:
    id: str | tuple[str, str]
    string: str | tuple[str, ...]
    context: str | None

class Catalog:
    locale: str
    creation_date: datetime
    revision_date: datetime
    def __init__(
        self, locale: str | None = None, project: str | None = None, charset: str | None = None, fuzzy: bool = True
    ) -> None: ...
    def __iter__(self) -> Iterator[Message]: ...
    def add(
        self,
        id: str | tuple[str, ...],
        string: str | tuple[str, ...] | None = None,
        context: str | None = None,
    ) -> Message: ...
    def get(self, id: str | tuple[str, ...], context: str | None = None) -> Message | None: ...
