"""What the queue, uploads and watching take: the figures of the promise in docs/operations.md, over HTTP."""
