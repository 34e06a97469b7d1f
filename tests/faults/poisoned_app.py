"""The workers' app with a nursery whose children can be poisoned: ``celery -A tests.faults.poisoned_app worker``."""

import sys

from workers.celery_app import celery_app, crew
from workers.children.hands import Nursery

__all__ = ["celery_app"]

crew._nursery = Nursery((sys.executable, "-m", "tests.faults.poisoned_nursery"))
