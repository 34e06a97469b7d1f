"""What is quickly told of words and letters is what slower ways tell."""

from __future__ import annotations

import re
from itertools import product

from workers.document import Block
from workers.taggers.entities.facts import FACTS, NUMBERED_ENDS
from workers.taggers.entities.lines import lines
from workers.taggers.entities.scan import spans
from workers.taggers.entities.spans import scene
from workers.taggers.entities.tokens import OLD_MARKS, plain

LETTERWISE = re.compile(r"(?:[oO][àáảãạèéẻẽẹÀÁẢÃẠÈÉẺẼẸ]|(?<![qQ])[uU][ỳýỷỹỵỲÝỶỸỴ]|[qQ][úùủũụÚÙỦŨỤ][yY])(?![^\W_])")


def test_old_spelling_is_found_as_if_every_letter_were_asked() -> None:
    for letters in product("oUqQyàÝúa _1", repeat=4):
        text = "".join(letters)
        assert plain(text) == LETTERWISE.sub(lambda match: OLD_MARKS.get(match[0], match[0]), text)


def test_numbers_begin_names_only_behind_a_space_and_their_word() -> None:
    text = "Ở quận 1, quận1, quận\t7, năm 3 và quận ²."
    [line] = lines(Block("body", text, 0, len(text)))
    assert FACTS["quận"] & NUMBERED_ENDS
    assert [span.shown for span in spans(scene(line))] == ["quận 1", "quận\t7"]
