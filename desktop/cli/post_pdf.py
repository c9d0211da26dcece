"""A post as PDF: printed by the process that prints for the window, so that the command line needs no Qt."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import msgspec

from desktop.cli.bounded import bounded
from desktop.core.draft import Draft
from desktop.core.environment import child_environment
from desktop.core.errors import CopydeskError, EnvironmentProblem, ErrorKind, UserError
from desktop.core.words import interface_language, tr
from desktop.engine.post_messages import PostShaped, ShapePost
from desktop.formats.export import Exported
from desktop.runtime.print_messages import Printed, PrintPost

ENDING = ".pdf"
"""The ending of the files that are printed."""

_COMMAND = (sys.executable, "-m", "desktop.runtime.post_printing")
_LIMIT_S = 120


def print_post(draft: Draft, path: Path, pictures: str, form: str = "") -> Exported:
    """Print a post to a file, whole or not at all; `pictures` is the folder of those that it shows.

    Raises `UserError` (usage, input) or `EnvironmentProblem` (storage, disk_full).
    """
    from desktop.formats.blog.article import article_of
    from desktop.formats.blog.paper import PAPER_STYLE

    if form:
        raise UserError(
            ErrorKind.USAGE, tr("Files ending in {ending} have no form “{form}”.", ending=ENDING, form=form)
        )
    article = article_of(draft)
    path = path.absolute()
    text = bounded("post.shape", ShapePost(draft, "paper"), PostShaped).text
    request = PrintPost(str(path), article.title, text, PAPER_STYLE, pictures, interface_language())
    try:
        done = subprocess.run(
            _COMMAND,
            input=msgspec.json.encode(request),
            capture_output=True,
            timeout=_LIMIT_S,
            check=False,
            env=_environment(),
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except subprocess.TimeoutExpired as error:
        raise UserError(
            ErrorKind.INPUT,
            tr("This text is too complex to be printed in {seconds} seconds.", seconds=_LIMIT_S),
            tr("Your text is as it was. Fewer or smaller pictures help."),
        ) from error
    except OSError as error:
        raise _stopped(str(error)) from error
    try:
        printed = msgspec.json.decode(done.stdout, type=Printed)
    except msgspec.DecodeError as error:
        raise _stopped(done.stderr.decode("utf-8", "replace")) from error
    if printed.problem is not None:
        raise CopydeskError.from_problem(printed.problem)
    return Exported((path,))


def _environment() -> dict[str, str]:
    """The child's environment; without a screen it draws for none."""
    found = child_environment()
    if sys.platform.startswith("linux") and not any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY")):
        found.setdefault("QT_QPA_PLATFORM", "offscreen")
    return found


def _stopped(log: str) -> EnvironmentProblem:
    return EnvironmentProblem(
        ErrorKind.STORAGE,
        tr("The part that prints has stopped."),
        tr("Your text is as it was. Write a Word document instead, and print that."),
        details=log[-2000:],
    )
