"""`copydesk doctor`: what of this installation works, and what does not."""

from __future__ import annotations

import argparse
import asyncio
import importlib.metadata
import platform
import shutil
import subprocess
import sys

import msgspec

from desktop import __version__
from desktop.cli.context import Context
from desktop.cli.engine_session import engine_session
from desktop.core.environment import child_environment
from desktop.core.errors import CopydeskError
from desktop.core.words import tr, trn
from desktop.engine.keys import Keys
from desktop.engine.redaction import Redactor

_PACKAGES = ("PySide6_Essentials", "litellm", "certifi", "keyring", "sqlite-utils", "Markdown", "xllamacpp")
_QT_PROBE = (
    "import sys; from PySide6.QtWidgets import QApplication; "
    "application = QApplication([]); sys.stdout.write(application.platformName())"
)
_PROBE_S = 20


class Line(msgspec.Struct, frozen=True):
    """One thing looked at; `works` is `None` where there is nothing to judge."""

    what: str
    works: bool | None
    value: str


def add_parsers(commands: argparse._SubParsersAction[argparse.ArgumentParser], common: argparse.ArgumentParser) -> None:
    """`doctor`."""
    commands.add_parser("doctor", parents=[common], help="what works here and what does not").set_defaults(run=run)


def run(_options: argparse.Namespace, context: Context) -> int:
    """Look at everything and report; a thing that does not work does not change the exit status."""
    lines = [
        Line("copydesk", None, __version__),
        Line("python", sys.version_info >= (3, 11), platform.python_version()),
        Line("system", None, platform.platform()),
        *(_package(name) for name in _PACKAGES),
        *_paths(context),
        _database(context),
        *_models(context),
        _keyring(context),
        _qt(),
    ]
    marks = {True: "✓", False: "✗", None: "·"}
    context.answer(
        {"checks": msgspec.to_builtins(lines)},
        lambda: "\n".join(f"{marks[line.works]} {line.what}: {line.value}" for line in lines),
    )
    return 0


def _package(name: str) -> Line:
    try:
        return Line(name, True, importlib.metadata.version(name))
    except importlib.metadata.PackageNotFoundError:
        return Line(name, False, tr("not installed"))


def _paths(context: Context) -> list[Line]:
    profile = context.profile
    anchor = next(folder for folder in (profile.folder, *profile.folder.parents) if folder.exists())
    free = shutil.disk_usage(anchor).free
    return [
        Line("profile", None, str(profile.folder)),
        Line("models", None, str(profile.models)),
        Line("disk", free > 200_000_000, tr("{size} MB free", size=free // 1_000_000)),
    ]


def _database(context: Context) -> Line:
    if not context.profile.database.exists():
        return Line("database", True, tr("none yet"))
    try:
        with context.store() as store:
            count = len(store.latest_drafts(1_000_000))
    except CopydeskError as error:
        return Line("database", False, error.problem.message)
    return Line(
        "database", True, trn("{n} draft in {path}", "{n} drafts in {path}", count, path=context.profile.database)
    )


def _models(context: Context) -> list[Line]:
    async def listed() -> list[Line]:
        async with engine_session(context) as engine:
            models = await engine.models_list()
        return [Line(each.id, each.state == "ready" or None, each.state) for each in models.models]

    return asyncio.run(listed())


def _keyring(context: Context) -> Line:
    """Without a question on the screen, and for ten seconds at the most."""
    problem = asyncio.run(Keys(context.profile, Redactor()).look())
    return Line("keyring", not problem, problem or tr("the system’s keyring is open"))


def _qt() -> Line:
    """In a process of its own: the command line knows no Qt, and Qt ends the process when there is no display."""
    name, error = _probe(_QT_PROBE, {})
    if name:
        return Line("qt", True, name)
    name, _ = _probe(_QT_PROBE, {"QT_QPA_PLATFORM": "offscreen"})
    return Line("qt", False, tr("no display; Qt itself works") if name else error)


def _probe(code: str, extra: dict[str, str]) -> tuple[str, str]:
    """What a small program prints, and else the last line of its error."""
    try:
        ended = subprocess.run(
            [sys.executable, "-c", code],
            env=child_environment() | extra,
            capture_output=True,
            text=True,
            timeout=_PROBE_S,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return "", tr("no answer in {seconds} s", seconds=_PROBE_S)
    if ended.returncode == 0:
        return ended.stdout.strip(), ""
    lines = [line for line in ended.stderr.splitlines() if line.strip()]
    return "", lines[-1].strip() if lines else tr("ended with status {status}", status=ended.returncode)
