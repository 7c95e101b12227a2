"""Put the goal's own words into the playbook's texts, with plurals and articles that fit."""

from __future__ import annotations

import re
from dataclasses import dataclass

_SLOT = re.compile(r"\{(user|users|item|items|operator)\}")
_ACRONYM = re.compile(r"^[A-Z0-9]{2,}|^[a-z]+[A-Z]|^[A-Z][a-z]*[A-Z]")
_UNCOUNTABLE = re.compile(
    r"(?:advice|audio|content|data|equipment|evidence|feedback|footage|freight|furniture"
    r"|information|inventory|luggage|machinery|mail|merchandise|music|news|personnel|police"
    r"|research|software|staff|stock|traffic|video|waste|weather)$"
)
_IRREGULAR = {
    "analysis": "analyses",
    "child": "children",
    "diagnosis": "diagnoses",
    "foot": "feet",
    "index": "indexes",
    "leaf": "leaves",
    "man": "men",
    "person": "people",
    "series": "series",
    "shelf": "shelves",
    "woman": "women",
}
_SINGULAR = {plural: single for single, plural in _IRREGULAR.items()}
_ENDS_IN_S = ("ss", "us", "is", "lens", "series", "species", "news", "gas", "means")
# By sound, not by letter: "a user", "an hour", "an ML engineer".
_SAYS_CONSONANT = re.compile(r"(?i:uni|use|usu|uti|eu|one\b|once)|[BCDGJKPQTUVWYZ](?=[A-Z\d])")
_SAYS_VOWEL = re.compile(r"^(?:[aeiouà-åè-ïò-öù-ü]|hour|honest|heir|hono)", re.I)
_SPELLED_VOWEL = re.compile(r"^[AEFHILMNORSX](?=[A-Z\d])")


def plural(noun: str) -> str:
    """Return the plural of a singular noun phrase: 'bike seller' → 'bike sellers'."""
    head, _, last = noun.rpartition(" ")
    if _UNCOUNTABLE.match(last):
        return noun
    if last in _IRREGULAR:
        many = _IRREGULAR[last]
    elif last.endswith(("man", "woman")) and last not in ("human", "german"):
        many = last[:-2] + "en"
    elif re.search(r"[^aeiou]y$", last):
        many = last[:-1] + "ies"
    elif re.search(r"(s|x|z|ch|sh)$", last):
        many = last + "es"
    else:
        many = last + "s"
    return f"{head} {many}".strip()


def singular(noun: str) -> str:
    """Return the singular of a noun phrase; one that is singular already is kept."""
    head, _, last = noun.rpartition(" ")
    if last in _SINGULAR:
        single = _SINGULAR[last]
    elif _UNCOUNTABLE.match(last) or last.endswith(_ENDS_IN_S):
        return noun
    elif last.endswith("men") and last != "specimen":
        single = last[:-2] + "an"
    elif last.endswith("ies") and len(last) > 4:
        single = last[:-3] + "y"
    elif re.search(r"(ss|x|z|ch|sh|lens|bus|virus|status|campus)es$", last):
        single = last[:-2]
    elif last.endswith("s"):
        single = last[:-1]
    else:
        return noun
    return f"{head} {single}".strip()


def with_article(noun: str) -> str:
    """Return the noun phrase after 'a' or 'an'."""
    spelled = _SPELLED_VOWEL.match(noun)
    vowel = spelled or (_SAYS_VOWEL.match(noun) and not _SAYS_CONSONANT.match(noun))
    return f"{'an' if vowel else 'a'} {noun}"


def lower_first(text: str) -> str:
    """Return the text with a small first letter, unless it starts with an acronym or a name."""
    return text if _ACRONYM.match(text) else text[:1].lower() + text[1:]


def upper_first(text: str) -> str:
    """Return the text with a capital first letter."""
    return text[:1].upper() + text[1:]


@dataclass(frozen=True, slots=True)
class Wording:
    """The words for the slots of a card: singular, lower case."""

    user: str
    item: str
    operator: str

    def fill(self, text: str) -> str:
        """Return a card's text with its slots filled; a slot that opens it is capitalised."""
        words = {
            "user": self.user,
            "users": plural(self.user),
            "item": self.item,
            "items": plural(self.item),
            "operator": self.operator,
        }
        filled = _SLOT.sub(lambda m: words[m[1]], text)
        filled = re.sub(
            r"\b([Aa])n? (?=(" + "|".join(map(re.escape, set(words.values()))) + r")\b)",
            lambda m: _article_like(m[1], m[2]),
            filled,
        )
        return upper_first(filled) if text[:1] == "{" else filled


def _article_like(first: str, noun: str) -> str:
    article = with_article(noun).split(" ", 1)[0]
    return (article.capitalize() if first == "A" else article) + " "
