"""Whether words in quote marks were said: by the verbs, names and marks around them, and by their own look."""

from __future__ import annotations

from dataclasses import dataclass

from workers.taggers.entities.clues import small_set
from workers.taggers.quotes.passages import Passage
from workers.taggers.quotes.words import calling, listed

LEAST = 2  # words that carry a claim
CLAIM = 4  # words from which on a part of a sentence is seldom a mere term
SENTENCE = 6  # words from which on a piece with a large letter at its head is a sentence and no name
SPEECH = 12  # words that no title or term has
SUBJECT = 16  # tokens between a piece and the verb behind it: title, name, office
NEAR = 3  # tokens between a verb and the piece it governs
BODIES = ("writings", "bodies")  # what speaks for a body
ENDS = frozenset(",.!?…")
HEADLINES = frozenset({"title", "teaser_title", "subhead"})


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb of speech at tokens ``first`` to ``last`` (exclusive); ``weak`` when it means other things as often."""

    first: int
    last: int
    weak: bool


def verb_before(passage: Passage, n: int) -> Verb | None:
    """The nearest verb of speech in the sentence before a piece, a sure one rather than a weak one."""
    first, last = passage.before(n)
    found = [verb for end in range(last, first, -1) if (verb := _verb_to(passage, first, end))]
    near = next((verb for verb in found if last - verb.last <= NEAR), None)
    return near or next((verb for verb in found if not verb.weak), None)


def _verb_to(passage: Passage, first: int, end: int) -> Verb | None:
    lowers = passage.line.lowers
    length = listed("speech_verbs").behind(lowers, end)
    if not length or end - length < first or passage.inside[end - 1] >= 0:
        return None
    return Verb(end - length, end, listed("weak_verbs").behind(lowers, end) == length)


def verb_behind(passage: Passage, n: int) -> Verb | None:
    """The first sure verb of speech behind a piece, within reach of a subject."""
    first, last = passage.behind(n)
    lowers, i = passage.line.lowers, first
    while i < min(last, first + SUBJECT):
        length = listed("speech_verbs").ahead(lowers, i)
        if length and listed("weak_verbs").ahead(lowers, i) < length:
            return Verb(i, i + length, False)
        i += 1
    return None


def said(passage: Passage, n: int, goes_on: bool = False) -> bool:
    """Whether somebody said the words of a piece; ``goes_on``: the piece before it was said."""
    piece, words = passage.pieces[n], _words(passage, n)
    if words < LEAST:
        return False
    if piece.dashed or not piece.opened:
        return True
    return _marked(passage, n, words, goes_on) if piece.closed else _unfinished(passage, n)


def _unfinished(passage: Passage, n: int) -> bool:
    """Whether a piece that its paragraph does not close opens it, or stands behind a colon or a verb of speech."""
    first, last = passage.before(n)
    return first == last == 0 or passage.line.lowers[last - 1] == ":" or verb_before(passage, n) is not None


def _marked(passage: Passage, n: int, words: int, goes_on: bool) -> bool:
    first, last = passage.before(n)
    if _named_before(passage, first, last):
        return False
    if passage.line.lowers[last - 1 : last] == [":"]:
        return _somebody(passage, first, last) or verb_before(passage, n) is not None or words >= SENTENCE
    if spoken(passage, n) or (ends_clause(passage, n) and verb_behind(passage, n)):
        return True
    starts = goes_on and first == last and words > LEAST
    return starts or (not _is_name(passage, n, words) and _told(passage, n, words))


def spoken(passage: Passage, n: int) -> bool:
    """Whether a comma and somebody stand right behind a piece that could be a sentence: ``"...", bà lắc đầu``."""
    first, last = passage.behind(n)
    first += passage.line.words[first : first + 1] in ([","], ["-"], ["–"], ["—"])
    return ends_clause(passage, n) and _words(passage, n) > LEAST and _somebody(passage, first, min(first + 1, last))


def _told(passage: Passage, n: int, words: int) -> bool:
    """Part of a sentence that somebody's words stand in, or a whole speech without a word around it."""
    first, last = passage.before(n)
    verb = verb_before(passage, n)
    if verb and words < CLAIM and not (passage.line.role in HEADLINES and _speaks(passage, first, last)):
        subject = _somebody(passage, max(first, verb.first - NEAR), verb.first)
        return subject and not verb.weak and not _calls(passage, verb, last)
    somebody = _somebody(passage, first, last)
    if verb and (last - verb.last <= NEAR or somebody):
        return not verb.weak or somebody or words >= SENTENCE
    if words >= CLAIM and _by_someone(passage, first, last):
        return True
    if passage.line.role in HEADLINES:
        return words >= CLAIM or _speaks(passage, first, last)
    return words >= SPEECH and passage.line.text[passage.pieces[n].start].isupper()


def _speaks(passage: Passage, first: int, last: int) -> bool:
    """Whether a headline is somebody's words behind a colon: Chủ tịch xã: Không thể 'chờ thêm'."""
    colon = next((i for i in passage.free(first, last) if passage.line.words[i] == ":"), first)
    return _somebody(passage, first, colon)


def _calls(passage: Passage, verb: Verb, last: int) -> bool:
    """Whether the verb gives a thing a name: gọi chị là "chị Cả"."""
    lowers = passage.line.lowers
    return lowers[last - 1] in small_set("naming/copulas.txt") and listed("calling_verbs").ahead(lowers, verb.first) > 0


def _words(passage: Passage, n: int) -> int:
    first, last = passage.spans[n]
    return sum(word[0].isalnum() for word in passage.line.words[first:last])


def _named_before(passage: Passage, first: int, last: int) -> bool:
    """Whether the word in front, a colon between or not, says that a name or a term follows."""
    lowers = passage.line.lowers
    end = last - (lowers[last - 1 : last] == [":"])
    length = listed("named_before").behind(lowers, end)
    return bool(length) and end - length >= first and listed("speech_verbs").behind(lowers, end) < length


def ends_clause(passage: Passage, n: int) -> bool:
    """Whether a comma or a dash, and not the rest of a sentence, follows; some papers leave it out."""
    piece, first = passage.pieces[n], passage.behind(n)[0]
    after = passage.line.words[first : first + 1]
    inner = passage.line.text[piece.end - 1 : piece.end + 1]
    return piece.dashed or after in (["-"], ["–"], ["—"], [","]) or not ENDS.isdisjoint(inner)


def _somebody(passage: Passage, first: int, last: int) -> bool:
    """Whether a stretch names a person or a body, or calls somebody, or something that speaks for a body."""
    if any(name.entity.type in {"person", "organization"} for name in passage.names(first, last)):
        return True
    line, free = passage.line, passage.free(first, last)
    return any(calling(line, i) or any(listed(name).ahead(line.lowers, i) for name in BODIES) for i in free)


def _is_name(passage: Passage, n: int, words: int) -> bool:
    """Whether a piece looks like a title or a name: few words behind a large letter, or large ones all along."""
    first, last = passage.spans[n]
    letters = [word for word in passage.line.words[first:last] if word[0].isalpha()]
    large = sum(word[0].isupper() for word in letters)
    return bool(letters) and ((letters[0][0].isupper() and words < SENTENCE) or large > 0.6 * len(letters))


def _by_someone(passage: Passage, first: int, last: int) -> bool:
    """Whether the sentence gives somebody's view: Theo ông Rutte, ..."""
    lowers = passage.line.lowers
    return any(
        listed("according").ahead(lowers, i) and _somebody(passage, i + 1, min(last, i + SUBJECT))
        for i in passage.free(first, last)
    )
