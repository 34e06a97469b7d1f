"""Signatures, and who tells the same story: for some articles that of one that came shortly before."""

from __future__ import annotations

from random import Random
from uuid import UUID

from service.store.models import Article
from service.store.stories import BAND_BYTES, BANDS, bands
from tests.bench.scale.rows import NULL
from tests.bench.scale.stories import Story

STORY = ("article_id", "tenant", "story", "signature")
BAND = ("band", "article_id", "tenant")
# A tenth of the news are an agency's, printed by two papers one after the other.
COPIED = 0.1
# After so many articles the other paper has surely printed it.
SOON = 20
NOBODY = Article(tenant="")


class Copies:
    """The rows of ``stories`` and ``story_bands``."""

    def __init__(self, draw: Random):
        self._draw = draw
        self._copied: tuple[bytes, str] | None = None

    def rows(self, story: Story, left: int) -> dict[str, str]:
        """Those of an article, after which so many are left; one without a text has the empty signature and no bands."""
        if story.kind != "article":
            return {"stories": f"{story.id}\t\t{NULL}\t\\\\x\n"}
        signature, group = self._copied or (self._draw.randbytes(BANDS * BAND_BYTES), NULL)
        if self._copied:
            self._copied = None
        elif self._draw.random() < COPIED and left > SOON:
            group = str(UUID(int=story.id.int ^ 4))
            self._copied = signature, group
        end = f"\t{story.id}\t\n"
        its = "".join([f"{band}{end}" for band in bands(NOBODY, signature)])
        return {"stories": f"{story.id}\t\t{group}\t\\\\x{signature.hex()}\n", "story_bands": its}
