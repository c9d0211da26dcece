"""What can be wrong with the model on this computer, each as a sentence and the button that helps."""

from __future__ import annotations

from desktop.core.errors import EnvironmentProblem, ErrorKind, Remedy, UserError
from desktop.core.words import tr
from desktop.engine.catalogue import LocalModel
from desktop.engine.model_server import Failed

_KILLED = -9


def refuse_unsupported(system: str, machine: str, *, library: bool) -> None:
    """Raise `UserError` where no model can run.

    `system` as `sys.platform` and `machine` as `platform.machine()` have it, `library` whether xllamacpp is installed.
    """
    if library:
        return
    if system == "darwin" and machine == "x86_64":
        raise UserError(
            ErrorKind.UNSUPPORTED,
            tr("A model cannot run inside Copydesk on a Mac with an Intel processor."),
            tr("Choose a provider in the settings, or a program such as Ollama on this computer."),
            Remedy.OPEN_SETTINGS,
        )
    raise UserError(
        ErrorKind.UNSUPPORTED,
        tr("Copydesk was installed without the part that runs a model on this computer."),
        tr("Install it with: pip install 'copydesk[local]'. Or choose a provider in the settings."),
        Remedy.OPEN_SETTINGS,
    )


def missing(model: LocalModel) -> EnvironmentProblem:
    """The file is not there, or not all of it."""
    return EnvironmentProblem(
        ErrorKind.MODEL_MISSING,
        tr("{model} is not on this computer yet.", model=model.title),
        tr("It is {size} to download, once. Everything that needs no model works already.", size=gigabytes(model.size)),
        Remedy.FETCH_MODEL,
    )


def damaged(model: LocalModel) -> EnvironmentProblem:
    """The file is there, and is not what it should be."""
    return EnvironmentProblem(
        ErrorKind.MODEL_MISSING,
        tr("The file of {model} is damaged, so it is not used.", model=model.title),
        tr("Download it again; the damaged file is put aside."),
        Remedy.FETCH_MODEL,
    )


def too_big(model: LocalModel, free_mb: int) -> EnvironmentProblem:
    """The computer has too little memory free."""
    return EnvironmentProblem(
        ErrorKind.PROVIDER,
        tr(
            "{model} needs {needed} of memory, and {free} is free.",
            model=model.title,
            needed=gigabytes(model.memory_mb * 1_000_000),
            free=gigabytes(free_mb * 1_000_000),
        ),
        tr("Close other programs, or choose a smaller model in the settings."),
        Remedy.RETRY,
    )


def not_started(model: LocalModel, answer: Failed | None, status: int | None) -> EnvironmentProblem:
    """The server ended before it was ready, or did not become ready."""
    if answer is not None and answer.reason == "library":
        return EnvironmentProblem(
            ErrorKind.PROVIDER,
            tr("The part that runs a model on this computer cannot be loaded."),
            tr("A system library is missing. On Debian and Ubuntu: sudo apt install libgomp1 libstdc++6."),
            Remedy.RETRY,
            details=answer.details,
        )
    return EnvironmentProblem(
        ErrorKind.PROVIDER,
        tr("{model} could not be loaded.", model=model.title),
        tr("The log model-server.log says more. Try again, or choose another model in the settings."),
        Remedy.RETRY,
        details=answer.details if answer is not None else f"exit status {status}",
    )


def crashed(model: LocalModel, status: int) -> EnvironmentProblem:
    """The server ended while it should have gone on; it is started again with the next call."""
    hint = tr("It is started again when you try again.")
    if status == _KILLED:
        hint = tr("It was ended from outside, perhaps because memory ran out. It is started again when you try again.")
    return EnvironmentProblem(
        ErrorKind.PROVIDER,
        tr("The model on this computer stopped; your text is safe."),
        hint,
        Remedy.RETRY,
        details=f"{model.id}, exit status {status}",
    )


def replaced(model: LocalModel) -> EnvironmentProblem:
    """Another model has taken its place, or it was stopped."""
    return EnvironmentProblem(
        ErrorKind.PROVIDER,
        tr("{model} was unloaded while it wrote; your text is safe.", model=model.title),
        tr("It is loaded again when you try again."),
        Remedy.RETRY,
    )


def gigabytes(size: int) -> str:
    """A size in bytes as people say it: `491 MB`, `1.1 GB`."""
    if size < 1_000_000_000:
        return tr("{n} MB", n=round(size / 1_000_000))
    return tr("{n} GB", n=f"{size / 1_000_000_000:.1f}")
