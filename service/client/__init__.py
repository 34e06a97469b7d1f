"""A client of the HTTP API: ``from service.client import Client``."""

from service.client.api import Client
from service.client.form import File
from service.client.problems import ConnectionFailed, ProblemError
from service.client.shapes import Article, Job, Summary, Tag, Upload

__all__ = ["Article", "Client", "ConnectionFailed", "File", "Job", "ProblemError", "Summary", "Tag", "Upload"]
