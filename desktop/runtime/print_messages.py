"""What the window and the process that prints say to each other."""

from __future__ import annotations

import msgspec

from desktop.core.errors import Problem


class PrintPost(msgspec.Struct, frozen=True):
    """What is to be printed: simple HTML with its style sheet, and the folder of the pictures that it names."""

    path: str
    title: str
    html: str
    style: str
    pictures: str = ""
    language: str = "en"


class Printed(msgspec.Struct, frozen=True):
    """How many pages were written, or why none."""

    pages: int = 0
    problem: Problem | None = None
