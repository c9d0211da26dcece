"""Pages, Markdown and texts that others wrote: out as they came, and with every sentence changed still of one shape."""

from __future__ import annotations

import email
import email.policy
import json
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path

import pytest

from desktop.core.errors import UserError
from desktop.core.segment import Change, SegmentState
from desktop.formats.bitext.opening import open_bitext
from tests.conftest import REPOSITORY
from tests.unit.formats.bitext.one_language import after

DATA = REPOSITORY.parent / "shared" / "data"
LARGEST = 300_000


def files() -> Iterator[tuple[str, bytes]]:
    for path in sorted(DATA.glob("**/*")):
        if path.suffix.lower() in (".md", ".html", ".htm", ".txt") and path.stat().st_size < LARGEST:
            yield path.name, path.read_bytes()
    examples = DATA / "markdown" / "commonmark-0.31.2.json"
    for each in json.loads(examples.read_text()) if examples.is_file() else ():
        yield f"{each['number']}.md", each["markdown"].encode()


def pages_of_mails() -> Iterator[tuple[str, bytes]]:
    for path in sorted((DATA / "eml").glob("**/*")):
        if not path.is_file():
            continue
        for part in _parts(path):
            if part.get_content_type() == "text/html":
                content = part.get_payload(decode=True)
                if isinstance(content, bytes):
                    yield f"{path.name}.html", content


def _parts(path: Path) -> list[EmailMessage]:
    try:
        message = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
        return list(message.walk())
    except (ValueError, AttributeError, IndexError):
        return []


def _is_text(name: str, data: bytes) -> bool:
    """Whether it is a file that has to open: no empty one, and in an encoding that its bytes tell."""
    try:
        open_bitext(data, name, "en")
    except UserError as error:
        if str(error) == "The file is empty." or str(error).startswith("Line "):
            return False
        raise
    return True


ALL = [*files(), *pages_of_mails()]


@pytest.mark.skipif(len(ALL) < 100, reason="the folder of real files is not here")
def test_real_files_come_back() -> None:
    opened = alike = 0
    for name, data in ALL:
        if not _is_text(name, data):
            continue
        file = open_bitext(data, name, "en")
        opened += 1
        assert file.written({}) == data, name
        same = {each.id: Change(each.source, SegmentState.TRANSLATED) for each in file.segments}
        assert file.written(same) == data, name
        changes = {each.id: Change(after("Ny ", each), SegmentState.TRANSLATED) for each in file.segments}
        again = open_bitext(file.written(changes), name, "en")
        # a text that is broken into lines may be parted otherwise, and `1\. a` is no item of a list any more
        alike += len(again.segments) == len(file.segments)
    assert opened > 900
    assert alike / opened > 0.98
