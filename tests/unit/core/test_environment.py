"""What child processes may see: enough to run, and no key or address of the shell."""

from __future__ import annotations

import subprocess
import sys

from desktop.core.environment import child_environment


def test_keys_and_addresses_of_the_shell_stay_out() -> None:
    shell = {
        "PATH": "/bin",
        "LC_ALL": "C",
        "OPENAI_API_KEY": "sk-canary",
        "OPENAI_API_BASE": "https://canary.example",
        "SSL_VERIFY": "False",
        "LITELLM_MODE": "DEV",
        "HF_TOKEN": "canary",
        "PYTHONPATH": "/elsewhere",
        "PYTHON_KEYRING_BACKEND": "canary",
        "LD_PRELOAD": "canary.so",
        "HTTPS_PROXY": "http://canary.example:3128",
    }
    kept = child_environment(shell)
    assert not [value for value in kept.values() if "canary" in value]
    assert kept["PATH"] == "/bin"
    assert "elsewhere" not in kept["PYTHONPATH"]
    assert "SSL_VERIFY" not in kept


def test_a_child_finds_the_package_from_any_folder(tmp_path: object) -> None:
    code = "import desktop.core.words"
    ended = subprocess.run([sys.executable, "-c", code], env=child_environment(), cwd=str(tmp_path), check=False)
    assert ended.returncode == 0
