"""What counts as still running when the tests are through."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from tests.conftest import left_over

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="child processes are seen on Linux only")


def test_a_process_that_runs_is_named_and_one_that_has_ended_is_not() -> None:
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as process:
        assert any(f"process {process.pid} " in name for name in left_over())
        assert process.stdin is not None
        process.stdin.close()
        os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOWAIT)
        assert not any(f"process {process.pid} " in name for name in left_over())
