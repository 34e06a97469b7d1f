"""How well a listed form fits where it stands: Anh as a country, Hải Phòng as a club."""

from __future__ import annotations

from workers.taggers.entities.clues import given_names, listed, small_set
from workers.taggers.entities.evidence import Evidence
from workers.taggers.entities.facts import ADDRESS_ENDS
from workers.taggers.entities.gazetteer import Form, nations, sure_neighbours
from workers.taggers.entities.listing import dated
from workers.taggers.entities.native import native
from workers.taggers.entities.spans import SURE, Span, compound
from workers.taggers.entities.tokens import phrase

UNSURE = 0.3
# What a city that a sure club has its name from gets where one is, so that it outweighs the club.
CITY = 0.5
# The same of an artist or a firm with a place's name, behind a word that no place has before it.
TOLD = 0.9
MARKS = frozenset(",-–/")


def weigh(form: Form, span: Span, evidence: Evidence) -> float:
    """The weight of one reading; from ``ACCEPTED`` on it may be what is meant."""
    kind = form.entry.type
    weight = SURE if form.sure else UNSURE
    if not form.sure:
        weight += 0.4 * (form.entry in evidence.entries) + _standing(form, span)
        weight += TOLD * _told(kind, span)
    weight += _called(kind, span)
    if addressed(span):
        weight += 0.3 * (kind == "person") - 0.6 * (kind != "person" and span.words == 1 and not _app(form))
    if kind == "location" and not evidence.sport and _home(span) and _body(span.forms[0]):
        weight += CITY
    if kind == "organization" and not form.sure:
        weight += _as_club(span, evidence) + 0.3 * _quoted_from(span)
        weight += 0.8 * _studied(form, span)
    return weight


def _told(kind: str, span: Span) -> bool:
    """Whether an artist's title or a firm's head stands before it: nhà văn Chu Lai, tập đoàn Đèo Cả."""
    heads = {"person": "artists", "organization": "firm_heads"}
    return kind in heads and listed(heads[kind]).behind(span.line.lowers, span.first) > 0


def _body(form: Form) -> bool:
    return form.sure and form.entry.type == "organization"


def _home(span: Span) -> bool:
    """Whether a word before it says that one is there or from there, in the city and not in its club: ở Barcelona."""
    return listed("home_words").behind(span.line.lowers, span.first) > 0


def _quoted_from(span: Span) -> bool:
    """Whether a word before it makes it a source: theo Reuters."""
    return span.first > 0 and span.line.lowers[span.first - 1] in small_set("quotes/according.txt")


def _studied(form: Form, span: Span) -> bool:
    """Whether it is a university called by its city or its subject: giảng đường Cambridge."""
    school = listed("schools").ahead(list(phrase(form.entry.name)), 0) > 0
    return school and listed("campus_cues").behind(span.line.lowers, span.first) > 0


def _as_club(span: Span, evidence: Evidence) -> float:
    """What the game says for a club; without it a place is a place."""
    home = any(form.entry.type == "location" for form in span.forms)
    if plays(span, evidence):
        return 0.7 if home else 0.4
    return -0.2 if home else 0.4 * (evidence.sport and _in_brackets(span))


def _in_brackets(span: Span) -> bool:
    """Whether it fills brackets, as a racer's team does: Esteban Ocon (Haas)."""
    line = span.line
    return line.words[span.first - 1 : span.first] == ["("] and line.words[span.last : span.last + 1] == [")"]


def _app(form: Form) -> bool:
    """Whether it is surely a product, that drivers and sellers may be called by: tài xế Grab."""
    return form.sure and form.entry.type == "product"


def _standing(form: Form, span: Span) -> float:
    """What the printed form alone says for an ambiguous name."""
    if form.entry.type == "product" and form.words > 1 and _borne(span):
        return 0
    if form.words > 1:
        return 0.25 if not span.opens or span.line.capital[span.last - 1] else 0.1
    letters = form.entry.type == "organization" and form.text.isupper() and len(form.text) > 2
    if span.opens and not letters:
        titled = listed("titles").ahead(span.line.lowers, span.first) > 0
        return 0.25 * (titled or (form.entry.type == "location" and _heads_line(span)))
    if form.entry.type == "location":
        return 0.25 * (span.shown not in given_names())
    return 0.25 * letters


def _heads_line(span: Span) -> bool:
    """Whether a country heads a line: ``Anh: Tàu điện dừng``, ``Ý siết phòng cho thuê``, but not ``Anh kể lại``."""
    line = span.line
    pronoun = listed("addresses").ahead(line.lowers, span.first) > 0
    return span.first == 0 and (line.words[span.last : span.last + 1] == [":"] or not pronoun)


def _borne(span: Span) -> bool:
    """Whether every word has a capital, as in people's names (Thạch Sanh) and not in titles (Hoàng tử bé)."""
    return all(span.line.capital[span.first : span.last])


def _called(kind: str, span: Span) -> float:
    """What the words beside it say: a title (Ngoại trưởng Anh), a head, a preposition, another country."""
    if kind == "person" and span.cue == kind and span.shown in nations() and not addressed(span):
        return 0
    if span.cue == kind or (kind == "location" and (span.cue in {"place", "person"} or _beside_place(span))):
        return 0.3
    if kind == "product" and listed("platform_cues").behind(span.line.lowers, span.first):
        return 0.3
    return 0.3 if kind == "event" and dated(span.line, span.last) else 0


def joins(word: str) -> bool:
    """Whether a token joins names of one kind: a comma, a hyphen, và."""
    return word in MARKS or word in small_set("naming/and_words.txt")


def _beside_place(span: Span) -> bool:
    """Whether a comma, hyphen or và joins it to another capitalised word that is surely a place."""
    words, capital = span.line.words, span.line.capital
    for mark, at in ((span.first - 1, span.first - 2), (span.last, span.last + 1)):
        if 0 <= at < len(words) and 0 <= mark < len(words) and joins(words[mark]) and capital[at]:
            known = sure_neighbours()
            if words[at] in known or " ".join(words[at - 1 : at + 1]) in known or " ".join(words[at : at + 2]) in known:
                return True
    return False


def scored(span: Span) -> bool:
    """Whether a score stands right before or behind, or behind the other side: Bình Định 0-1 Thể Công."""
    line, last = span.line, span.last
    if _score(line.words[last : last + 3]) or _score(line.words[max(0, span.first - 3) : span.first]):
        return True
    if not span.first or line.words[last : last + 1] not in (["-"], ["–"]):
        return False
    return any(_score(line.words[k : k + 3]) for k in range(last + 2, last + 6))


def _score(three: list[str]) -> bool:
    return len(three) == 3 and three[1] in "-–" and all(part.isdigit() and len(part) < 3 for part in three[::2])


def _ranked(span: Span) -> bool:
    """Whether it stands in a table: ``1. Nam Định 13 8 2 3``."""
    numbers = span.line.words[span.last : span.last + 3]
    return len(numbers) == 3 and all(number.isdigit() and len(number) < 3 for number in numbers)


def _meets(span: Span) -> bool:
    """Whether a dash stands between it and a club that is surely meant: Real - Atletico."""
    line, last = span.line, span.last
    if line.words[last : last + 1] not in (["-"], ["–"]) or line.glued(last):
        return False
    return any(" ".join(line.words[last + 1 : last + 1 + k]) in sure_neighbours() for k in (1, 2))


def plays(span: Span, evidence: Evidence) -> bool:
    """Whether a city is its club here: words of the game next to it in a story of sport."""
    lowers, last = span.line.lowers, span.last
    if listed("club_cues").behind(lowers, span.first) or scored(span):
        return True
    if span.cue == "location" or _home(span) or not (evidence.sport or span.line.offset in evidence.games):
        return False
    cues, adverbs = listed("sport_cues"), listed("adverbs")
    while last < span.last + 3 and (adverb := adverbs.ahead(lowers, last)):
        last += adverb
    told = cues.behind(lowers, span.first) or cues.ahead(lowers, last)
    return bool(told) or _ranked(span) or _meets(span) or _of_player(span) or _of_coach(span)


def _of_coach(span: Span) -> bool:
    """Whether its coach is named behind it: Sơn La của HLV Lê Văn An."""
    lowers, last = span.line.lowers, span.last
    of_coach = last < len(lowers) and lowers[last] in small_set("naming/of_words.txt")
    return of_coach and listed("coaches").ahead(lowers, last + 1) > 0


def _of_player(span: Span) -> bool:
    """Whether ``của`` leads to it from a player: tiền đạo Lê Văn An của Sơn La."""
    lowers, first = span.line.lowers, span.first
    if not first or lowers[first - 1] not in small_set("naming/of_words.txt"):
        return False
    return any(listed("club_cues").behind(lowers, k) for k in range(max(1, first - 6), first))


def sold(span: Span) -> bool:
    """Whether a firm's name is that of its goods or its platform here: xe tải Tata, đăng trên eBay."""
    kinds = {form.entry.type for form in span.forms}
    if not kinds <= {"organization", "product"}:
        return False
    lowers = span.line.lowers
    if "product" in kinds and listed("platform_cues").behind(lowers, span.first):
        return True
    foreign = not any(native(word) for word in lowers[span.first : span.last])
    return span.cue == "product" and foreign and not listed("owned").behind(lowers, span.first)


def visited(span: Span) -> bool:
    """Whether a museum or a theatre is where one is: ở Nhà hát Hòa Bình."""
    lowers = span.line.lowers
    venue = listed("venue_heads").ahead(lowers, span.first)
    return bool(venue) and listed("venue_cues").behind(lowers, span.first) > 0


def addressed(span: Span) -> bool:
    """Whether a title only persons bear stands before it, and no further name behind (ca sĩ Anh Gary Barlow)."""
    if not span.before & ADDRESS_ENDS:
        return False
    lowers, next_word = span.line.lowers, span.last
    length = listed("addresses").behind(lowers, span.first)
    if not length or (length == 1 and compound(lowers, span.first)):
        return False
    goes_on = next_word < len(lowers) and span.line.capital[next_word] and not span.line.glued(next_word)
    return not goes_on
