"""Who may have a name to offer at a token, told by what is known of it and of its neighbours."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, reduce
from operator import or_

from workers.taggers.entities.brands import branded, traded
from workers.taggers.entities.facts import (
    DIGIT,
    DOT,
    FAMILY,
    FOLLOWS,
    FOREIGN,
    GIVEN,
    HEADS,
    HIGHLAND,
    HYPHEN,
    HYPHENED,
    LETTER_A,
    LETTERS,
    LISTED,
    NUMBERED_ENDS,
    QUOTE,
    ROUTE_ENDS,
    SMALL_HEAD_ENDS,
    TRADES,
    WORK_ENDS,
)
from workers.taggers.entities.foreign import foreign
from workers.taggers.entities.heads import counted, headed
from workers.taggers.entities.highland import highland
from workers.taggers.entities.listing import from_lists
from workers.taggers.entities.routes import routed
from workers.taggers.entities.shapes import letters
from workers.taggers.entities.spans import Offer, Scene
from workers.taggers.entities.vietnamese import nicknamed, vietnamese
from workers.taggers.entities.works import quoted, titled, translated

Provider = Callable[[Scene, int], Offer | None]
Asked = tuple[tuple[Provider, int, int, int], ...]
# Who is asked, and for which fact of the token, of the one before, or of the one behind it: most tokens have none.
# A title that begins at a capital hides all but longer names of the lists and of heads (Bà Rịa, Thanh tra Chính phủ).
BEHIND_TITLES: Asked = (
    (from_lists, LISTED, 0, 0),
    (headed, HEADS, SMALL_HEAD_ENDS, 0),
    (branded, 0, 0, FOLLOWS),
    (traded, TRADES, 0, 0),
)
PROVIDERS: Asked = (
    *BEHIND_TITLES,
    (routed, 0, ROUTE_ENDS, 0),
    (counted, 0, NUMBERED_ENDS, 0),
    (highland, HIGHLAND, 0, LETTER_A),
    (nicknamed, 0, 0, QUOTE),
    (vietnamese, FAMILY | GIVEN, 0, 0),
    (foreign, FOREIGN, 0, FOREIGN | HYPHENED | DOT),
    (letters, LETTERS, 0, DOT | HYPHEN | DIGIT),
    (quoted, 0, QUOTE, 0),
    (titled, 0, WORK_ENDS, 0),
    (translated, 0, WORK_ENDS, 0),
)
# The facts that matter to anyone: all others are left out, so that few sets of them are told apart.
HERE = reduce(or_, [here for _, here, _, _ in PROVIDERS])
BEFORE = reduce(or_, [before for _, _, before, _ in PROVIDERS])
BEHIND = reduce(or_, [behind for _, _, _, behind in PROVIDERS])


def providers(view: Scene, i: int, title: bool) -> tuple[Provider, ...]:
    """Who may offer a name at token i, that a ``title`` may begin at."""
    facts = view.facts
    return _fitting(facts[i] & HERE, facts[i - 1] & BEFORE, facts[i + 1] & BEHIND, title)


@lru_cache(maxsize=4096)
def _fitting(here: int, before: int, behind: int, title: bool) -> tuple[Provider, ...]:
    """Those whom one of the facts calls for; 500 stories have some 700 sets of facts."""
    asked = BEHIND_TITLES if title else PROVIDERS
    return tuple(ask for ask, *facts in asked if here & facts[0] or before & facts[1] or behind & facts[2])
