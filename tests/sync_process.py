"""Indexing in a process of its own that is killed at a moment of the test's choosing.

The process is forked: it starts warm, so that 200 of them take seconds. The parent must have
no SQLite connection open at that moment.
"""

import os
import signal
import time
import traceback
import warnings

from index.store import Store
from index.sync import sync_index
from tests.fakes import BigramEmbedder

_UNFORESEEN = 70  # the exit code of a run that raised


def sync_and_die(data, folder, *, after):
    """Sync in a new process and kill it with SIGKILL after some seconds.

    Returns:
        Whether it was killed; False if it had finished before.
    """

    def work():
        sync_index(Store(data), [folder], BigramEmbedder())

    return run_and_kill(work, after=after)


def run_and_kill(work, *, after):
    """Call `work` in a new process and kill that; return whether it hadn't finished.

    Args:
        work: what the process does.
        after: seconds, or a function that is asked until it says yes; None lets it finish.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # Python 3.12 warns of threads
        child = os.fork()
    if child == 0:
        code = _UNFORESEEN
        try:
            work()
            code = 0
        except BaseException:
            traceback.print_exc()
        finally:
            os._exit(code)
    if callable(after):
        while not after():
            time.sleep(0.001)
    elif after is not None:
        time.sleep(after)
    if after is not None:
        os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        return True
    assert os.WEXITSTATUS(status) == 0, "the run raised; see its output above"
    return False
