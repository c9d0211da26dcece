"""From a fresh checkout to a running program, with nothing but the standard library; `run.py` is its door."""
