"""How a command and the window that has the profile open speak to each other: one JSON object there, one back.

The connection is `multiprocessing.connection`'s (a socket of the user's own on Unix, a pipe on Windows), of which only
the sending of bytes and the challenge with a shared secret are used: nothing that arrives is ever unpickled.
"""

from __future__ import annotations

import inspect
import os
import secrets
import sys
import tempfile
from functools import cache
from pathlib import Path
from typing import NamedTuple, get_type_hints

import msgspec

from desktop.core.errors import CopydeskError, ErrorKind, Problem
from desktop.core.profile import Profile
from desktop.store.files import private_folder
from desktop.store.lock import folder_key
from desktop.store.protocol import StoreLike

MOST_BYTES = 256_000_000
"""The largest message that is read: a text of 10 MB in which every character is written as an escape, and then some."""

SHOW = "show"
"""The method that asks the window to come to the front; its parameters are the arguments of the second start."""


class Request(msgspec.Struct, frozen=True):
    """What is asked: a method of `StoreLike`, or `SHOW`, with its parameters by name."""

    method: str
    params: dict[str, msgspec.Raw] = {}


class Reply(msgspec.Struct, frozen=True):
    """The result, or the problem."""

    result: msgspec.Raw = msgspec.Raw(b"null")
    problem: Problem | None = None


class Method(NamedTuple):
    """The types of a method's parameters and of its result."""

    params: dict[str, object]
    result: object


@cache
def methods() -> dict[str, Method]:
    """The methods that can be asked for, read off `StoreLike` itself."""
    found = {}
    for name, function in inspect.getmembers(StoreLike, inspect.isfunction):
        if name.startswith("_") or name == "close":
            continue
        hints = get_type_hints(function)
        result = hints.pop("return")
        found[name] = Method(hints, result)
    return found


def answer(store: StoreLike, request: Request) -> Reply:
    """Do what a request asks, on the thread of the store; a problem goes back as a value, a `Bug` too."""
    method = methods().get(request.method)
    if method is None:
        return Reply(problem=Problem(ErrorKind.BUG, f"The window knows no {request.method}."))
    try:
        params = {
            name: msgspec.json.decode(value, type=method.params[name])
            for name, value in request.params.items()
            if name in method.params  # a newer command may say more than we know
        }
        result = getattr(store, request.method)(**params)
        return Reply(msgspec.Raw(msgspec.json.encode(result)))
    except CopydeskError as error:
        return Reply(problem=error.problem)
    except (msgspec.MsgspecError, TypeError) as error:
        message = f"The request {request.method} was not understood."
        return Reply(problem=Problem(ErrorKind.BUG, message, details=str(error)))


def address_of(profile: Profile) -> tuple[str, str]:
    """Where the window of a profile listens, as address and family.

    Unix gives a socket's path 104 to 108 bytes, less than many a profile's folder has: so it lies in a short folder of
    the user's own, under a name made from the profile's.
    """
    key = folder_key(profile.folder)
    if sys.platform == "win32":
        return rf"\\.\pipe\copydesk-{key}", "AF_PIPE"
    return str(_socket_folder() / key), "AF_UNIX"


def secret_of(profile: Profile, *, make: bool) -> bytes | None:
    """The secret that both ends know, in a file that only the user may read; `None` when there is none."""
    path = profile.folder / "copydesk.secret"
    if make:
        private_folder(path.parent)
        secret = secrets.token_bytes(32)
        beside = path.with_name(f"{path.name}.{os.getpid()}")
        number = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(number, "wb") as file:
            file.write(secret)
        beside.replace(path)
        return secret
    try:
        return path.read_bytes() or None
    except OSError:
        return None


def _socket_folder() -> Path:
    """A folder of at most some 60 characters that only this user may enter. Raises `OSError`."""
    runtime = os.environ.get("XDG_RUNTIME_DIR", "")
    base = Path(runtime) if runtime and Path(runtime).is_dir() and len(runtime) < 60 else Path(tempfile.gettempdir())
    if len(str(base)) >= 60:
        base = Path("/tmp")  # noqa: S108 - short, and the folder in it is checked to be ours
    folder = base / f"copydesk-{os.getuid()}" if sys.platform != "win32" else base
    folder.mkdir(mode=0o700, exist_ok=True)
    state = folder.lstat()
    if sys.platform != "win32" and (state.st_uid != os.getuid() or state.st_mode & 0o077 or folder.is_symlink()):
        raise PermissionError(1, "not a folder of this user's own", str(folder))
    return folder
