"""What counts as still running when the tests are through."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from tests.conftest import left_over

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="child processes are seen on Linux only")


def test_a_process_that_runs_is_named_and_one_that_has_ended_is_not() -> None:
    code = "print(flush=True); import sys; sys.stdin.read()"
    command = [sys.executable, "-c", code]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.readline()  # just begun, a process has no command line yet
        assert any(f"process {process.pid} " in name for name in left_over())
        assert process.stdin is not None
        process.stdin.close()
        os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOWAIT)
        assert not any(f"process {process.pid} " in name for name in left_over())
