"""Tests that hold something against the clock of a computer that has other things to do too."""

from __future__ import annotations

import pytest

on_time = pytest.mark.flaky(reruns=2, reruns_delay=1)
"""Runs a test again when it failed, twice at most.

A computer that stood still for a second makes one run late; what is too slow is too slow in each of three. Only for
tests that compare a time on the clock with a limit of about a second; where the processor's time says as much, that is
taken.
"""
