"""Whether words in quote marks were said: by the verbs, names and marks around them, and by their own look."""

from __future__ import annotations

from workers.taggers.entities.clues import small_set
from workers.taggers.quotes.pieces import LEAST, NEAR, SUBJECT, Piece, Verb
from workers.taggers.quotes.words import listed

CLAIM = 4  # words from which on a part of a sentence is seldom a mere term
SENTENCE = 6  # words from which on a piece with a large letter at its head is a sentence and no name
SPEECH = 12  # words that no title or term has
HEADLINES = frozenset({"title", "teaser_title", "subhead"})


def said(piece: Piece, goes_on: bool = False) -> bool:
    """Whether somebody said the words of a piece; ``goes_on``: the piece before it was said."""
    if piece.words < LEAST:
        return False
    if piece.quoted.dashed or not piece.quoted.opened:
        return True
    return _marked(piece, goes_on) if piece.quoted.closed else _unfinished(piece)


def _unfinished(piece: Piece) -> bool:
    """Whether a piece that its paragraph does not close opens it, or stands behind a colon or a verb of speech."""
    return piece.opens or piece.follows_colon or piece.verb_before is not None


def _marked(piece: Piece, goes_on: bool) -> bool:
    first, last = piece.before
    if _named_before(piece):
        return False
    if piece.follows_colon:
        somebody = piece.passage.somebody(first, last)
        return somebody or piece.verb_before is not None or piece.words >= SENTENCE
    if piece.told or piece.verb_behind:
        return True
    starts = goes_on and first == last and piece.words > LEAST
    return starts or ((_clause(piece) or not _is_name(piece)) and _told(piece))


def _told(piece: Piece) -> bool:
    """Part of a sentence that somebody's words stand in, or a whole speech without a word around it."""
    (first, last), verb, words, passage = piece.before, piece.verb_before, piece.words, piece.passage
    headline = passage.line.block.role in HEADLINES
    if verb and words < CLAIM and not (headline and _speaks(piece)):
        subject = passage.somebody(max(first, verb.first - NEAR), verb.first)
        return subject and not verb.weak and not _calls(piece, verb)
    somebody = passage.somebody(first, last)
    if verb and (last - verb.last <= NEAR or somebody):
        return not verb.weak or somebody or words >= SENTENCE
    if words >= CLAIM and _by_someone(piece):
        return True
    if headline:
        return words >= CLAIM or _speaks(piece)
    return words >= SPEECH and piece.text[piece.quoted.start].isupper()


def _speaks(piece: Piece) -> bool:
    """Whether a headline is somebody's words behind a colon: Chủ tịch xã: Không thể 'chờ thêm'."""
    first, last = piece.before
    colon = next(iter(piece.passage.free(first, last, (":",))), first)
    return piece.passage.somebody(first, colon)


def _calls(piece: Piece, verb: Verb) -> bool:
    """Whether the verb gives a thing a name: gọi chị là "chị Cả"."""
    lowers, last = piece.passage.line.lowers, piece.before[1]
    return lowers[last - 1] in small_set("naming/copulas.txt") and listed("calling_verbs").ahead(lowers, verb.first) > 0


def _named_before(piece: Piece) -> bool:
    """Whether the word in front, a colon between or not, says that a name or a term follows."""
    (first, last), lowers = piece.before, piece.passage.line.lowers
    end = last - piece.follows_colon
    length = listed("named_before").behind(lowers, end)
    if not length or end - length < first:
        return False
    longer = max(listed(name).behind(lowers, end) for name in ("speech_verbs", "longer_words"))
    return longer < length and not _judged(piece, end - length)


def _judged(piece: Piece, noun: int) -> bool:
    """Whether the clause that a verb of speech takes has the noun at a token as subject: ``nói bộ phim "dài quá sức"``.

    A title or a name begins with a large letter.
    """
    verb, passage, letter = piece.verb_before, piece.passage, piece.text[piece.quoted.start]
    if piece.words <= LEAST or not letter.islower() or verb is None or piece.follows_colon:
        return False
    clause = listed("clause_verbs").ahead(passage.line.lowers, verb.first)
    return clause > 0 and 0 <= noun - verb.last <= NEAR and passage.somebody(piece.before[0], verb.first)


def _is_name(piece: Piece) -> bool:
    """Whether a piece looks like a title or a name: few words behind a large letter, or large ones all along."""
    heads = [word[0] for word in piece.passage.line.words[piece.first : piece.last]]
    letters = [head for head in heads if head.isalpha()]
    large = len([head for head in letters if head.isupper()])
    return bool(letters) and ((letters[0].isupper() and piece.words < SENTENCE) or large > 0.6 * len(letters))


def _clause(piece: Piece) -> bool:
    """Whether a piece is all of a clause that ``rằng`` opens: no name stands so."""
    lowers, last = piece.passage.line.lowers, piece.before[1]
    return piece.words > LEAST and listed("that_words").behind(lowers, last) > 0


def _by_someone(piece: Piece) -> bool:
    """Whether the sentence gives somebody's view: Theo ông Rutte, ..."""
    (first, last), passage, according = piece.before, piece.passage, listed("according")
    return any(
        according.ahead(passage.line.lowers, i) and passage.somebody(i + 1, min(last, i + SUBJECT))
        for i in passage.free(first, last, according.starts)
    )
