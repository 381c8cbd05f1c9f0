"""A lock on an open file that the end of the process gives back, on every system."""

import os
import sys

_PLACE = 1 << 30  # the locked byte: far behind anything that others read

if sys.platform == "win32":
    import msvcrt

    def try_lock(descriptor: int) -> bool:
        """Return whether the lock on an open file is ours now."""
        os.lseek(descriptor, _PLACE, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def try_lock(descriptor: int) -> bool:
        """Return whether the lock on an open file is ours now; closing the file gives it back."""
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
