"""Processes that leave nothing behind."""

from __future__ import annotations

import ctypes
import gc
import os
import signal
import sys

PR_SET_PDEATHSIG = 1  # linux/prctl.h
SHORT_LIVED = 20_000  # objects; a page makes many, and nearly all are gone when it is sent
SUPERVISOR = "EIGENSTIMME_SUPERVISOR"


def die_with_parent() -> None:
    """Have the kernel kill this process when its parent ends, even by SIGKILL. Only Linux can."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


def obey_supervisor() -> None:
    """In a process `eigenstimme run` has started: end with it, at once if it is already gone."""
    supervisor = os.environ.get(SUPERVISOR)
    if supervisor:
        die_with_parent()
        if os.getppid() != int(supervisor):
            sys.exit(1)


def settle_memory() -> None:
    """Take what is loaded by now as there to stay: looking through it again and again took a tenth of a page's time."""
    gc.freeze()
    gc.set_threshold(SHORT_LIVED, 20, 20)
