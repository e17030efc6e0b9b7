"""Text -> who is mentioned in it: finding names and knowing people, joined."""

from datetime import date

from postil.models import Mention
from postil.people.coref import group
from postil.people.tagger import Tagger


class Finder:
    """Finds the people in a text with a given tagger and given knowledge."""

    def __init__(self, tagger: Tagger, knowledge: None) -> None:
        self._tagger = tagger
        self._knowledge = knowledge

    def mentions(self, text: str, on: date | None) -> list[Mention]:
        """Every name in ``text``, in order, with the fullest name of whom it means."""
        found = [
            Mention(start=span.start, end=span.end, text=span.text, name=person.name)
            for person in group(self._tagger.spans(text), text)
            for span in person.spans
        ]
        return sorted(found, key=lambda mention: mention.start)
