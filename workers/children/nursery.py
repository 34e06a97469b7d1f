"""``python -m workers.children.nursery FD``: loads the pipeline, then forks a child for every socket it is sent."""

from __future__ import annotations

import ctypes
import gc
import os
import signal
import socket
import sys
from pathlib import Path

from workers import pipeline
from workers.children import child
from workers.document import Document

PR_SET_PDEATHSIG = 1
# A small page that takes the pipeline through all it loads.
WARM_UP = Path(__file__).parent / "warm_up.txt"


def warm_up() -> None:
    """Load the lexicons before children are made, so that all share one copy of them."""
    text = WARM_UP.read_text("utf-8")
    page = f"<!DOCTYPE html><html><body><p>{'</p><p>'.join(text.splitlines())}</p></body></html>"
    for name, content in (("warm-up.txt", text), ("warm-up.html", page)):
        pipeline.run(Document(content=content.encode(), filename=name))
    gc.freeze()  # they stay: the collector need not look at them, nor touch the pages that children share


def raise_children(worker: socket.socket) -> None:
    """Tell the worker the pipeline's version, then fork for each socket it sends, until it is gone."""
    worker.sendall(pipeline.version().encode() + b"\n")
    while True:
        sign, sockets, _, _ = socket.recv_fds(worker, 1, 1)
        if not sign:
            return
        if os.fork() == 0:
            worker.close()
            die_with_parent()
            child.serve(sockets[0])
            os._exit(0)
        os.close(sockets[0])


def die_with_parent() -> None:
    """Let the kernel end this process when the one that made it is gone."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


def main() -> None:
    """Serve the worker at the other end of the socket with this number, and go when that end is closed.

    ``die_with_parent`` would be wrong here: to the kernel the parent is the one thread that started this process.
    """
    for number in (signal.SIGINT, signal.SIGTERM):  # the worker says when it is over
        signal.signal(number, signal.SIG_IGN)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody asks how a child ended
    warm_up()
    raise_children(socket.socket(fileno=int(sys.argv[1])))


if __name__ == "__main__":
    main()
