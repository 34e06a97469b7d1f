"""``import tintag``: the client under the name of the project, where the package is installed."""

from service.client import Article, Client, ConnectionFailed, File, Job, ProblemError, Summary, Tag, Upload

__all__ = ["Article", "Client", "ConnectionFailed", "File", "Job", "ProblemError", "Summary", "Tag", "Upload"]
