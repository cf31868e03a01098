"""A made-up newspaper: its articles, its pages of each night, and the edits of its articles."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from random import Random

from articles.page import Page
from tests.papers.layouts import LAYOUTS, LAYOUTS_AFTER, Line, html
from tests.papers.stories import FIRST_DAY, Story, edited, numbered, story, with_habits, words

ASKED_AGAIN = 5
"""Nights on which an article's page is asked for."""
EDITED = 0.02
"""Of the articles that are asked for again, the share that was edited that day."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper of `daily` new articles a day, in one language; its pages take turns in its `layouts`."""

    name: str
    seed: int
    language: str
    layouts: tuple[str, ...]
    daily: int
    has_habits: bool = False

    @property
    def site(self) -> str:
        """What the paper is called."""
        return f"The {self.name.title()} Post"

    def url(self, number: int) -> str:
        """Where an article stands."""
        title = story(self.seed, self.language, number, 0).title
        slug = re.sub(r"[^a-z0-9]+", "-", title.lower())[:60].strip("-")
        return f"https://{self.name}.example/news/{slug}-{number}"

    def edits(self, number: int) -> tuple[int, ...]:
        """The days on which an article was edited."""
        random, first = Random(f"{self.seed} {number} edits"), number // self.daily
        return tuple(day for day in range(first + 1, first + ASKED_AGAIN) if random.random() < EDITED)

    def story(self, number: int, day: int) -> Story:
        """An article as it is on a day."""
        told = story(self.seed, self.language, number, number // self.daily)
        told = with_habits(told, self.language) if self.has_habits else told
        for edit in self.edits(number):
            if edit <= day:
                told = edited(told, self.language, edit)
        return told

    def numbers(self, day: int) -> range:
        """Articles whose pages are asked for on a day: the new ones, and those of the days before."""
        return range(max(0, day - ASKED_AGAIN + 1) * self.daily, (day + 1) * self.daily)

    def payload(self, number: int, day: int) -> bytes:
        """An article's page of a day, with what stands around it: a rail of the day, counters, standing lines."""
        of, on_day = words(self.language), Random(f"{self.seed} day {day}")
        own = Random(f"{self.seed} {number} day {day}")
        others = [on_day.randint(max(0, (day - 3) * self.daily), (day + 1) * self.daily - 1) for _ in range(4)]
        rail: list[Line] = [("line", of["daily"][3])]
        for other in others:
            if other != number:
                told = self.story(other, day)
                rail += [("teaser", told.title), ("line", told.standfirst)]
        counters = [("line", numbered(text, own)) for text in of["daily"][:1]]
        tide = [("line", numbered(text, on_day)) for text in of["daily"][1:2]]
        age = [("line", of["daily"][2].replace("{n}", str(own.randint(2, 23))))] if day > number // self.daily else []
        standing = [("line", numbered(text, on_day)) for text in of["standing"]]
        layout = (LAYOUTS | LAYOUTS_AFTER)[self.layouts[number % len(self.layouts)]]
        page = html(layout, self.site, self.language, self.story(number, day), age, rail, [*counters, *tide, *standing])
        return page.encode()

    def pages(self, day: int) -> Iterator[Page]:
        """What a night asks for, at 23 o'clock."""
        at = datetime.combine(FIRST_DAY + timedelta(days=day), time(23), UTC)
        for number in self.numbers(day):
            yield Page(
                url=self.url(number), publisher=self.name, fetched_at=at + timedelta(seconds=number),
                payload=self.payload(number, day), content_type="text/html; charset=utf-8", http_status=200,
            )  # fmt: skip
