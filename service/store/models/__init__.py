"""The tables, one file each."""

from service.store.models.article import Article
from service.store.models.deleted import Deleted
from service.store.models.file import File
from service.store.models.job import Job
from service.store.models.key import ApiKey
from service.store.models.row import Row
from service.store.models.story import Story, StoryBand
from service.store.models.tag import ArticleKeys, ArticleTag, Tag, TagCount, TagDelta
from service.store.models.upload import Upload
from service.store.models.webhook import Delivery, DisabledEndpoint
from service.store.models.worker import Worker

__all__ = ["ApiKey", "Article", "ArticleKeys", "ArticleTag", "Deleted", "Delivery", "DisabledEndpoint", "File", "Job"]
__all__ += ["Row", "Story", "StoryBand", "Tag", "TagCount", "TagDelta", "Upload", "Worker"]
