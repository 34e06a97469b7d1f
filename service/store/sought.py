"""What the index of articles is asked: words, and marks for tags, facets, tenants and times, all in one."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Uuid, any_, cast, func, literal, select
from sqlalchemy.dialects.postgresql import ARRAY, TSQUERY
from sqlalchemy.orm import Session

from service.store import asked, known, tenants, words
from service.store.asked import Asked, Term
from service.store.filters import MOMENTS, within
from service.store.models import Article, Job, Story, Tag

# Articles that are looked at to see how common the beginning of a word is, and what part of them is common: from there
# on the index, which has to collect all articles of all such words, is slower than looking at articles one by one.
SAMPLE, COMMON = 128, 0.1

UNKNOWN = known.Known()


@dataclass(frozen=True)
class Sought:
    """``needed`` are tsqueries that must all hold; ``checks`` are filters that no index is to be asked for.

    ``tags`` are the keys of the tags and facets asked for, the rarest first, where each has one, and ``rarest`` is how
    many articles carry all of them at most, as counted; ``only_times`` that nothing but times is asked for. ``head``
    are the tsqueries where the words are to stand in title or lead, ``near`` where two are to follow each other;
    ``reads`` are tsqueries that the index cannot answer: what it finds must be read; all of them hold where an article
    has ``said`` these terms (none: nothing but its vector tells). ``is_rare`` says that pairs are asked for that few
    articles have, ``known`` is what is known of the tags.
    """

    needed: tuple[str, ...]
    checks: dict[str, Any]
    asked: Asked | None = None
    head: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    tags: tuple[int, ...] = ()
    rarest: int = 0
    only_times: bool = False
    reads: tuple[str, ...] = ()
    said: tuple[Term, ...] = ()
    is_rare: bool = False
    known: known.Known = UNKNOWN


def of(session: Session, wanted: dict[str, Any], order: str) -> Sought | None:
    """What filters ask for in a list in order of ``created`` or ``published``; None where there cannot be anything.

    The times of the order itself are left to it.
    """
    wanted = wanted | tenants.filters_of(session)
    its = None if _ends_before_it_begins(wanted) else known.of(session, wanted)
    if its is None:
        return None
    keys, rarest = its.keys, its.articles
    needed = [_any_of(f"t/{key}" for key in each) for each in its.sought]
    times = _times(wanted, order)
    text = asked.read(wanted["q"]) if "q" in wanted else None
    tags = tuple(one for (one,) in keys) if all(len(each) == 1 for each in keys) else ()
    if "tenant" in wanted and not its.sought:
        needed.append(words.quoted(f"o/{wanted['tenant']}"))
    checked = {*its.dense, *(f"{name}_{end}" for name in MOMENTS.keys() - {order} for end in ("from", "to"))}
    checks = {name: value for name, value in wanted.items() if name in checked}
    if text is None:
        only_times = bool(times) and not keys
        return Sought((*needed, *times), checks, tags=tags, rarest=rarest, only_times=only_times, known=its)
    common = [term for term in text.wanted if term.begins and _is_common(session, term.words[-1])]
    rare = _rare(text, common)
    unwanted = {term: f"!{term.sought()}" for term in text.unwanted}
    easy = [query for term, query in unwanted.items() if (needed or rare) and not term.begins]
    said = tuple(term for term in text.wanted if term in common or len(term.words) > 1)
    absent = [query for query in unwanted.values() if query not in easy]
    looked_at = (*(term.query() for term in said), *absent)
    needed += [*easy, *times]
    head = (*needed, *(term.head() for term in rare)) if rare else ()
    needed += [term.found() for term in rare]
    pairs = [words.quoted(pair) for pair in text.pairs()]
    near = (f"({' | '.join(pairs)})", *needed) if pairs else ()
    said = () if absent else said
    is_rare = any(term.is_rare for term in rare)
    return Sought(tuple(needed), checks, text, head, near, tags, rarest, reads=looked_at, said=said, is_rare=is_rare)


def one_of(ids: Collection[UUID]) -> ColumnElement[bool]:
    """That an article is one of these, in one parameter: a statement of its own for each number is not prepared."""
    return Article.id == any_(literal(list(ids), ARRAY(Uuid)))


def among(wanted: dict[str, Any]) -> list[ColumnElement[bool]]:
    """That an article is one of the few of an upload or a story."""
    found: list[ColumnElement[bool]] = []
    if "upload" in wanted:
        found.append(Article.id.in_(select(Job.article_id).where(Job.upload_id == wanted["upload"])))
    if "same_story" in wanted:
        found.append(Article.id.in_(select(Story.article_id).where(Story.story == wanted["same_story"])))
    return found


def conditions(wanted: dict[str, Any]) -> list[ColumnElement[bool]]:
    """What an article must be like to pass the filters, for one statement that finds all of them."""
    passing = within({name: value for name, value in wanted.items() if name != "publisher"})
    pieces: list[Any] = [_marked(one) for one in known.ids(wanted)]
    if "tenant" in wanted:
        passing.append(Article.tenant == wanted["tenant"])
        pieces.append(cast(words.quoted(f"o/{wanted['tenant']}"), TSQUERY))
    if "q" in wanted:
        text = asked.read(wanted["q"])
        pieces += [cast(" & ".join(_all(text)), TSQUERY)]
    passing += among(wanted)
    if pieces:
        query = pieces[0]
        for piece in pieces[1:]:
            query = query.op("&&")(piece)
        passing.append(Article.search.bool_op("@@")(query))
    return passing


def _marked(tag: str) -> Any:
    """A tsquery of the marks of a tag; of one that nothing has where there is no such tag."""
    marks = func.string_agg(func.concat("'t/", Tag.key, "'"), literal(" | "))
    return select(cast(func.coalesce(marks, "'-'"), TSQUERY)).where(Tag.id == tag).scalar_subquery()


def _ends_before_it_begins(wanted: dict[str, Any]) -> bool:
    ends = [(wanted.get(f"{name}_from"), wanted.get(f"{name}_to")) for name in MOMENTS]
    return any(first and last and first > last for first, last in ends)


def _times(wanted: dict[str, Any], order: str) -> list[str]:
    """Marks of the times asked for that are not those of the order."""
    needed = []
    for name in MOMENTS.keys() - {order}:
        first, last = (wanted.get(f"{name}_{end}") for end in ("from", "to"))
        if first or last:
            ends = (first.timestamp() if first else 0, last.timestamp() if last else words.LAST_SECOND)
            needed.append(_any_of(words.span(name[0], *ends)))
    return needed


def _any_of(marks: Any) -> str:
    return f"({' | '.join(map(words.quoted, marks))})"


def _all(text: Asked) -> list[str]:
    return [term.sought() for term in text.wanted] + [f"!{term.sought()}" for term in text.unwanted]


def _rare(text: Asked, common: list[Term]) -> list[Term]:
    """What the index is asked for: of phrases that end with the beginning of too many words, what comes before it."""
    rest = [Term(term.words[:-1]) if term in common else term for term in text.wanted]
    return [term for term in rest if term.words]


def _is_common(session: Session, beginning: str) -> bool:
    """Whether many of the last articles have a word that begins so."""
    every = Article.__table__.c  # of all tenants: a held session would look through those of others for its own
    newest = select(every.search).where(every.processed_at.is_not(None)).order_by(every.created_at.desc())
    sample = newest.limit(SAMPLE).subquery()
    begun = cast(Term((beginning,), begins=True).query(), TSQUERY)
    query = select(func.count()).where(sample.c.search.bool_op("@@")(begun))
    return (session.scalar(query) or 0) > COMMON * SAMPLE
