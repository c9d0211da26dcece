"""The verbs of `run.py`: start (none), test, lint, bench, package; any other word is a command of Copydesk itself."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence

from bootstrap import state
from bootstrap.state import ROOT, SetupError

LIBRARIES_FOUND = "libraries-found"
USAGE = """\
python3 run.py                 open the window (without a display: write sample copy in the terminal)
python3 run.py COMMAND …       a command of Copydesk, as `python3 run.py doctor`
python3 run.py preview         the faithful preview of mails, which is 440 MB more; it stays until `test` or `lint`
python3 run.py test [ARG …]    all tests; with arguments, those of pytest
python3 run.py lint            the linters, the types, the words of the interface and the architecture
python3 run.py bench [NAME …]  the benchmarks
python3 run.py package         a wheel in dist/
"""


def main(arguments: Sequence[str]) -> int:
    """Set up what the verb needs, do it, and give its exit status."""
    verb, rest = (arguments[0], list(arguments[1:])) if arguments else ("", [])
    try:
        if verb in {"-h", "--help"}:
            print(USAGE, end="")
            return 0
        if verb == "test":
            from bootstrap.testing import test

            return test(rest)
        plain = {"lint": lint, "preview": preview, "package": package}
        if verb in plain:
            return plain[verb]()
        if verb == "bench":
            _ensure("dev")
            return become(program("bench", *rest))
        return start(list(arguments))
    except SetupError as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("Stopped. Start again to go on from here.", file=sys.stderr)
        return 130


def start(arguments: list[str]) -> int:
    """Become the program; without a display and without a command, do the main job in the terminal."""
    _ensure("preview" if state.asked_for_preview() else "run")
    if not _only_profile(arguments):
        return become(program(*arguments))
    if not has_display():
        return write_sample(arguments)
    if not state.is_marked(LIBRARIES_FOUND):
        from bootstrap.system import ensure_libraries

        ensure_libraries()
        state.mark(LIBRARIES_FOUND)
    return become(program("--fetch-model", *arguments))


def write_sample(arguments: list[str]) -> int:
    """Fetch the model and write copy for the sample product, in the terminal."""
    print("There is no display here, so this writes copy for the sample product in the terminal.", file=sys.stderr)
    print("The language model is fetched first: about 1.1 GB, once.", file=sys.stderr, flush=True)
    fetched = subprocess.call(program(*arguments, "models", "pull", "local"))
    if fetched != 0:
        return fetched
    brief = ROOT / "resources" / "sample" / "brief.json"
    return become(program(*arguments, "write", "product", "--brief", str(brief), "--model", "local"))


def preview() -> int:
    """Install what the faithful preview of mails needs; the window finds it at its next start."""
    done = _ensure("preview")
    print("The preview is installed. Start the window anew." if done else "The preview is installed already.")
    return 0


def lint() -> int:
    """Run every linter, also after one has failed, and give 1 if any did."""
    _ensure("dev")
    python = str(state.environment_python())
    commands = {
        "ruff check": [python, "-m", "ruff", "check", "."],
        "ruff format": [python, "-m", "ruff", "format", "--check", "."],
        "mypy": [python, "-m", "mypy"],
        "words of the interface": [python, "packaging/words.py", "--check"],
        "architecture": [python, "-m", "pytest", "-q", "tests/architecture"],
    }
    failed = []
    for name, command in commands.items():
        print(f"== {name}", flush=True)
        if subprocess.call(command, cwd=ROOT) != 0:
            failed.append(name)
    print(f"Not clean: {', '.join(failed)}." if failed else "All clean.")
    return 1 if failed else 0


def package() -> int:
    """Build the wheel, the form in which `pip install` takes the program."""
    _ensure("dev")
    return subprocess.call([str(state.environment_python()), "-m", "hatchling", "build", "--target", "wheel"], cwd=ROOT)


def program(*arguments: str) -> list[str]:
    """The command that starts Copydesk; -P keeps modules that lie in the current folder out."""
    return [str(state.environment_python()), "-P", "-m", "desktop", *arguments]


def become(command: list[str]) -> int:  # noqa: RET503 - execv does not return
    """Replace this process by the command; on Windows, where that is not possible, wait for it."""
    sys.stdout.flush()
    sys.stderr.flush()
    if sys.platform == "win32":
        return subprocess.call(command)
    os.execv(command[0], command)


def has_display() -> bool:
    """Whether a window can be shown; Windows and macOS always can."""
    if sys.platform in {"win32", "darwin"}:
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _only_profile(arguments: list[str]) -> bool:
    return (
        not arguments
        or (arguments[0] == "--profile" and len(arguments) == 2)
        or (arguments[0].startswith("--profile=") and len(arguments) == 1)
    )


def _ensure(name: state.LockName) -> bool:
    if state.satisfied(name):
        return False
    from bootstrap.install import ensure

    return ensure(name)
