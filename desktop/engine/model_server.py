"""The process that holds a model: llama.cpp's server on loopback, as long as its standard input stays open.

`python -m desktop.engine.model_server` reads one line of JSON (`Options`) and answers with one line (`Ready` or
`Failed`); its log goes to standard error. The key comes by standard input, as a command line can be read by every
process.
"""

from __future__ import annotations

import ctypes
import os
import signal
import sys
import threading
from typing import IO, TYPE_CHECKING
from urllib.parse import urlsplit

import msgspec

if TYPE_CHECKING:
    import xllamacpp

PROMPT_CACHE_MB = 256
"""How much memory prompts may take that were seen before."""

MATCH, GUESS = 4, 12
"""After so many tokens that stand elsewhere in the text, so many are guessed from there and checked in one go.

Where nothing repeats, nothing is guessed, so plain writing pays nothing for it; a correction repeats nearly all.
"""

SLOTS = 4
"""Answers that are written at once."""

_WARNINGS = 2
_POLITE = 5
_PR_SET_PDEATHSIG = 1


class Options(msgspec.Struct, frozen=True):
    """What to serve, and how.

    `context` tokens are shared by the `slots`, none of which gets more than the model was made for. `idle_s` 0 never
    unloads the model. Copies of slots go to `slots_folder` when somebody asks for them.
    """

    model: str
    name: str
    key: str
    threads: int
    slots: int = SLOTS
    context: int = 8192
    speculate: bool = True
    idle_s: int = 600
    slots_folder: str = ""


class Ready(msgspec.Struct, frozen=True, tag="ready"):
    """The model is loaded, and the server answers at this port of 127.0.0.1."""

    port: int
    pid: int


class Failed(msgspec.Struct, frozen=True, tag="failed"):
    """There will be no server; `reason` is `library` or `model`, `details` is for the log."""

    reason: str
    details: str


Answer = Ready | Failed


def main() -> int:
    """Serve until standard input ends; the exit status is 1 when the model could not be loaded."""
    answers = _keep_for_answers()
    line = sys.stdin.buffer.readline()
    if not line:
        return 0
    options = msgspec.json.decode(line, type=Options)
    watcher = _die_with_parent()
    _yield_to_others()
    try:
        server = _start(options)
    except ImportError as error:
        return _say(answers, Failed("library", str(error)))
    except RuntimeError as error:
        return _say(answers, Failed("model", str(error)))
    _say(answers, Ready(urlsplit(server.listening_address).port or 0, os.getpid()))
    watcher.join()
    return 0


def _start(options: Options) -> xllamacpp.Server:
    # The cores are shared with the window and others. OpenMP's threads spin while they wait for each other, and one
    # that waits for a thread without a core spins for nothing: with another busy process decoding falls to a tenth.
    # Waiting briefly and then sleeping costs nothing on a quiet machine (measured; see docs/DECISIONS.md).
    os.environ["GOMP_SPINCOUNT"] = "1000"
    import xllamacpp

    params = xllamacpp.CommonParams()
    params.model.path = options.model
    params.model_alias = {options.name}
    params.api_keys = [options.key]
    params.port = 0
    params.offline = True
    params.ui = False
    params.cors_origins = ""
    params.cors_credentials = False
    params.verbosity = _WARNINGS
    params.n_ctx = options.context
    params.n_parallel = options.slots
    params.kv_unified = True
    params.cache_ram_mib = PROMPT_CACHE_MB
    params.cache_idle_slots = False  # else the next answer clears what `priming` has put into the others' slots
    if options.slots_folder:
        params.slot_save_path = os.path.join(options.slots_folder, "")  # noqa: PTH118 - with the slash at its end
    params.cpuparams.n_threads = options.threads
    params.cpuparams_batch.n_threads = options.threads
    params.sleep_idle_seconds = options.idle_s or -1
    if options.speculate:
        # Its relative NGRAM_MAP_K guesses nothing any more once a slot has got a second text.
        params.speculative.types = [xllamacpp.common_speculative_type.COMMON_SPECULATIVE_TYPE_NGRAM_SIMPLE]
        params.speculative.ngram_simple.size_n = MATCH
        params.speculative.ngram_simple.size_m = GUESS
    return xllamacpp.Server(params)


def _keep_for_answers() -> IO[bytes]:
    """Our standard output; what the library prints there goes to standard error from now on."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return answers


def _say(answers: IO[bytes], answer: Answer) -> int:
    answers.write(msgspec.json.encode(answer) + b"\n")
    answers.flush()
    return int(isinstance(answer, Failed))


def _die_with_parent() -> threading.Thread:
    """End as soon as the parent does, also in the seconds of loading, when no other thread of Python can run."""
    if sys.platform == "linux":
        parent = os.getppid()
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:
            os._exit(0)
    watcher = threading.Thread(target=_exit_at_end_of_input, daemon=True)
    watcher.start()
    return watcher


def _exit_at_end_of_input() -> None:
    while os.read(0, 1024):  # not through sys.stdin, whose lock would be held when the main thread ends
        pass
    # There is nothing to save, and the library's threads would take their time.
    os._exit(0)


def _yield_to_others() -> None:
    """Let the window come first (on Windows the parent has seen to it)."""
    if hasattr(os, "nice"):
        os.nice(_POLITE)


if __name__ == "__main__":
    os._exit(main())  # as above
