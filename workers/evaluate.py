"""Precision, recall and F1 of articles against gold annotations, field by field, summed over documents (micro)."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any, NamedTuple

from workers.document import CONTENT_ROLES, ENTITY_TYPES, TEASER_ROLES


class Count(NamedTuple):
    """How many were right, how many were given, how many there are."""

    hit: int = 0
    given: int = 0
    gold: int = 0

    def __add__(self, other: Count) -> Count:  # type: ignore[override]
        return Count(self.hit + other.hit, self.given + other.given, self.gold + other.gold)

    @property
    def scores(self) -> tuple[float, float, float]:
        """Precision, recall and F1, to four places."""
        precision, recall = self.hit / (self.given or 1), self.hit / (self.gold or 1)
        f1 = 2 * precision * recall / (precision + recall or 1)
        return round(precision, 4), round(recall, 4), round(f1, 4)


Found = tuple[str, Count]


def judge(article: dict[str, Any], gold: dict[str, Any], source: str) -> dict[str, Count]:
    """Counts by field for one article; ``source`` is the text whose line numbers the gold speaks of."""
    counts: dict[str, Count] = {}
    for part in (_lines(article, gold, source), _facts(article, gold), _entities(article, gold), _tags(article, gold)):
        for field, count in part:
            counts[field] = counts.get(field, Count()) + count
    return counts


def add(tallies: Iterable[dict[str, Count]]) -> dict[str, Count]:
    """The sum over documents, fields in the order they were first seen."""
    total: dict[str, Count] = {}
    for tally in tallies:
        for field, count in tally.items():
            total[field] = total.get(field, Count()) + count
    return total


def table(counts: dict[str, Count]) -> str:
    """Lines of field, P, R, F1 and the number of gold items."""
    rows = [f"{'':18}{'P':>8}{'R':>8}{'F1':>8}{'n':>7}"]
    for field, count in counts.items():
        rows.append(f"{field:18}" + "".join(f"{score:8.3f}" for score in count.scores) + f"{count.gold:7}")
    return "\n".join(rows)


def fields(counts: dict[str, Count]) -> dict[str, dict[str, float]]:
    """By field what the table shows: ``precision``, ``recall``, ``f1`` (0 to 1); ``gold``, how many there are."""
    names = ("precision", "recall", "f1")
    shown = {field: dict(zip(names, count.scores, strict=True)) for field, count in counts.items()}
    return {field: {**scores, "gold": counts[field].gold} for field, scores in shown.items()}


def _fold(text: str | None) -> str:
    return " ".join(unicodedata.normalize("NFC", text or "").split())


def _bare(text: str) -> str:
    return _fold(text).strip("“”\"'‘’ .,…")


def _same(given: object, gold: object) -> Count:
    return Count(int(given == gold), 1, 1)


def _sets(given: set, gold: set) -> Count:
    return Count(len(given & gold), len(given), len(gold))


def _lines(article: dict, gold: dict, source: str) -> Iterator[Found]:
    """Roles of lines; blocks hold the lines of the file once and in order, some of them several."""
    lines = source.split("\n")
    kept = TEASER_ROLES if gold["kind"] == "listing" else CONTENT_ROLES
    blocks = [(_fold(block["text"]), block["role"]) for block in article["blocks"]]
    at = -1
    teasers: tuple[set[str], set[str]] = (set(), set())
    for number, label in gold["lines"]:
        text = _fold(lines[number - 1])
        at, role = _holder(blocks, at, text)
        size = len(text)
        yield (
            "content lines",
            Count(size * (role in kept and label in kept), size * (role in kept), size * (label in kept)),
        )
        yield "line roles", _same(role, label)
        for side, told in zip(teasers, (role, label), strict=True):
            side.update({text} if told in TEASER_ROLES else ())
    yield "teasers", _sets(*teasers)


def _holder(blocks: list[tuple[str, str]], at: int, text: str) -> tuple[int, str]:
    """Place and role of the block that a line is, or is a part of, from the last line's place on; that for none."""
    same = (place for place in range(at + 1, len(blocks)) if blocks[place][0] == text)
    held = (place for place in range(max(at, 0), len(blocks)) if text in blocks[place][0])
    found = next(chain(same, held), None)
    return (at, "none") if found is None else (found, blocks[found][1])


def _facts(article: dict, gold: dict) -> Iterator[Found]:
    """Values of which a document has one; a value where the gold has none counts as given."""
    yield "kind", _same(article["kind"], gold["kind"])
    for field in ("title", "lead", "section", "byline", "source_url", "published"):
        given, wanted = article[field], gold[field]
        given = ", ".join(given) if field == "byline" else given
        given = (given or "")[:10] if field == "published" else given
        yield field, _same(_fold(given), _fold(wanted)) if wanted else Count(0, int(bool(given)), 0)


def _entities(article: dict, gold: dict) -> Iterator[Found]:
    given = {(_fold(m["text"]), e["type"]) for e in article["entities"] for m in e["mentions"]}
    wanted = {(_fold(form), e["type"]) for e in gold["entities"] for form in e["surfaces"]}
    yield "entities (all)", _sets(given, wanted)
    for kind in ENTITY_TYPES:
        yield kind, _sets({form for form in given if form[1] == kind}, {form for form in wanted if form[1] == kind})
    holder: dict[str, str] = {}
    for entity in article["entities"]:
        for mention in entity["mentions"]:
            holder.setdefault(_fold(mention["text"]), entity["id"])
    for entity in gold["entities"]:
        ids = {holder.get(_fold(form)) for form in entity["surfaces"]}
        if entity["wikidata"]:
            known = {name if name.startswith("Q") else None for name in ids if name}
            yield "entity ids", _same(known, {entity["wikidata"]})
        if len(entity["surfaces"]) > 1:
            yield "entity merging", _same(len(ids) == 1 and None not in ids, True)


def _tags(article: dict, gold: dict) -> Iterator[Found]:
    if gold["topics"]:
        given = [topic["broader_top"] for topic in article["topics"]]
        yield "topic@1", _same(bool(given) and given[0] in gold["topics"], True)
        yield "topics", _sets(set(given), set(gold["topics"]))
    yield from _valued("money", article["money"], gold["money"], lambda sum_: (float(sum_["amount"]), sum_["currency"]))
    dates = [date for date in gold["dates"] if date["iso"]]
    yield "dates", _sets({_fold(d["text"]) for d in article["dates"]}, {_fold(d["text"]) for d in gold["dates"]})
    yield from list(_valued("date", article["dates"], dates, lambda date: date["iso"]))[1:]
    yield from _quotes(article, gold)


def _valued(name: str, given: list, gold: list, value) -> Iterator[Found]:
    yield name, _sets({_fold(item["text"]) for item in given}, {_fold(item["text"]) for item in gold})
    values = {_fold(item["text"]): value(item) for item in given}
    for item in gold:
        yield f"{name} values", _same(values.get(_fold(item["text"])), value(item))


def _quotes(article: dict, gold: dict) -> Iterator[Found]:
    speakers = {_bare(quote["text"]): quote["speaker"] for quote in article["quotes"]}
    yield "quotes", _sets(set(speakers), {_bare(quote["text"]) for quote in gold["quotes"]})
    names = {_fold(form): e["name"] for e in gold["entities"] for form in [*e["surfaces"], e["name"]]}
    for quote in gold["quotes"]:
        if quote["speaker"]:
            said = speakers.get(_bare(quote["text"]))
            yield "quote speakers", _same(names.get(_fold(said), said), quote["speaker"])
