"""What the warehouse says of articles, in plain Python: a small model that real loads are held against.

An article's history is its sights in the order of time: of one instant, what came first stands first, within a load in the order
of its files. Where the text turns, a version begins. Text that two captures share is one version's, so a late capture may begin
a version earlier, or part one in two. Better rules rewrite the versions that were read from a page, or withdraw them; where two
versions say the same thereafter and nothing stands between them, the later one repeats the earlier one, for as long as that is so.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import groupby

from articles.page import page_id

Reading = tuple[str, str]
"""The canonical address of the article that a page shows, and its text."""


@dataclass(frozen=True)
class Asked:
    """A row of a load. `reading` is None for a page that holds no article, and for one that nobody has read: `how` says so.

    `how`: "read", "known", "failed" (its reader failed), "not modified" (a 304) or "deferred".
    """

    url: str
    payload: str
    day: int
    how: str = "read"
    reading: Reading | None = None

    @property
    def page(self) -> tuple[str, str]:
        return self.url, self.payload

    @property
    def is_fetched(self) -> bool:
        return not self.url.startswith("file:")


@dataclass(eq=False)
class Version:
    number: int
    page: tuple[str, str]
    url: str
    text: str
    since: int
    stands: bool = True
    repeats: "Version | None" = None


@dataclass(eq=False)
class Sight:
    """A version was seen on a day. `begins`: by which it began."""

    day: int
    version: Version | None
    page: tuple[str, str]
    begins: bool = False
    text: str = ""
    is_read: bool = True


@dataclass(eq=False)
class Account:
    """What a run says of a page. Where the page was a sight, its version is the sight's, also when that was parted since."""

    run: int
    day: int
    outcome: str
    article: str | None = None
    version: Version | None = None
    sight: Sight | None = None

    @property
    def own(self) -> Version | None:
        return self.sight.version if self.sight else self.version

    @property
    def shown(self) -> Version | None:
        return self.own.repeats or self.own if self.own else None


@dataclass
class Article:
    """Versions in the order of arrival, sights in the order of time."""

    versions: list[Version] = field(default_factory=list)
    sights: list[Sight] = field(default_factory=list)

    def standing(self) -> list[Sight]:
        return [sight for sight in self.sights if sight.version and sight.version.stands]

    def history(self) -> list[Version]:
        """The versions that stand, in the order of time, without those that repeat one."""
        return [sight.version for sight in self.standing() if sight.begins and sight.version and not sight.version.repeats]

    def at(self, day: int) -> Version | None:
        """What stood on a day, at its end."""
        return next((version for version in reversed(self.history()) if version.since <= day), None)


def name(reading: Reading, asked: Asked) -> str:
    """What stands for an article: its canonical address; where there is none, its bytes."""
    return asked.payload if reading[0].startswith("file:") else reading[0]


@dataclass
class History:
    """The warehouse as it must be."""

    articles: dict[str, Article] = field(default_factory=dict)
    accounts: dict[tuple[str, str], list[Account]] = field(default_factory=dict)
    down: set[str] = field(default_factory=set)
    rules: dict[tuple[str, str], int] = field(default_factory=dict)
    """The rules that a page was last read with; none for one whose reader failed."""

    def load(self, run: int, rows: Iterable[Asked], rules: int) -> dict[tuple[str, str], Account]:
        """The account of a run: each of its pages once, by its first fetch. `rows` are in the order of their files."""
        pages: dict[tuple[str, str], Asked] = {}
        for row in rows:
            first = pages.get(row.page)
            if first is None or (row.how == "deferred", row.day) < (first.how == "deferred", first.day):
                pages[row.page] = row  # its place in the files stays that of its first row
        shows = {row.page: self._article_of(row) for row in pages.values()}
        rewritten = {row.page: self._reread(row, shows[row.page]) for row in pages.values() if row.how == "read"}
        told: dict[tuple[str, str], Account] = {}
        for article in sorted({shown for shown in shows.values() if shown}):
            theirs = [row for row in pages.values() if shows[row.page] == article]
            told |= self._tell(run, article, theirs, rewritten)
        for article in self.articles.keys() - shows.values():
            self._turn(self.articles[article], [], {})  # what it has lost may have parted two versions
        for row in pages.values():
            if row.page not in told:
                told[row.page] = self._unread(run, row)
            self.rules.pop(row.page, None) if row.how == "failed" else self.rules.update(
                {row.page: rules} if row.how == "read" else {}
            )
        for page, account in told.items():
            self.accounts.setdefault(page, []).append(account)
        return told

    def _article_of(self, row: Asked) -> str | None:
        if row.how == "known":
            return self.accounts[row.page][-1].article
        shown = name(row.reading, row) if row.reading and row.how == "read" else None
        return None if shown in self.down else shown

    def _reread(self, row: Asked, shown: str | None) -> Version | None:
        """Rewrite what was read from a page; what it does not show any more is withdrawn. The last version that was rewritten."""
        last = None
        for article, told in self.articles.items():
            for version in told.versions:
                if version.page != row.page:
                    continue
                if article != shown:
                    version.stands, version.repeats = False, None
                elif row.reading and (version.text != row.reading[1] or not version.stands):
                    if not version.stands:  # it stands again, after what has come in the meantime
                        own = [sight for sight in told.sights if sight.version is version]
                        told.sights = sorted([s for s in told.sights if s not in own] + own, key=lambda sight: sight.day)
                    version.text, version.stands, last = row.reading[1], True, version
        return last

    def _tell(
        self, run: int, article: str, rows: list[Asked], rewritten: dict[tuple[str, str], Version | None]
    ) -> dict[tuple[str, str], Account]:
        told = self.articles.setdefault(article, Article())
        speaker = min(rows, key=lambda row: (not self._is_canonical(row), row.day, row.url)).url
        before = {row.page: self._said_before(row, article, told) for row in rows}
        new: dict[tuple[str, str], Sight] = {}
        for row in rows:
            known = self.accounts[row.page][-1].own if row.how == "known" else None
            text = known.text if known and known.stands else row.reading[1] if row.reading else None
            if row.url == speaker and not before[row.page] and text is not None:
                new[row.page] = Sight(row.day, known, row.page, text=text, is_read=row.how == "read")
        begun = self._turn(told, list(new.values()), {row.page: row for row in rows})
        accounts = {}
        for row in rows:
            sight, said = new.get(row.page), before[row.page]
            account = Account(run, row.day, "unchanged" if row.url == speaker else "duplicate", article, sight=sight)
            has_said = bool(said and said[-1].own)
            improved = rewritten.get(row.page) if sight or has_said or not row.is_fetched else None
            if has_said and (improved or row.url == speaker):
                account.version, account.sight = said[-1].version, said[-1].sight
            elif not sight and (improved or not row.is_fetched or row.url != speaker):
                account.version = improved or self._same_text(told, row)
            if improved or row.page in begun:
                account.outcome = "article"
            accounts[row.page] = account
        # A file is evidence of its text where it began a version, and nowhere else.
        told.sights = [s for s in told.sights if s.begins or not s.page[0].startswith("file:")]
        return accounts

    def _is_canonical(self, row: Asked) -> bool:
        if row.how == "known":
            shown = self.accounts[row.page][-1].own
            return shown is not None and shown.url == row.url
        return row.reading is not None and row.reading[0] == row.url

    def _said_before(self, row: Asked, article: str, told: Article) -> list[Account]:
        """Accounts of the same fetch, or of the same file, whose word still stands; those that name a version last."""
        said = [
            account
            for account in self.accounts.get(row.page, [])
            if account.article == article
            and (account.day == row.day or not row.is_fetched)
            and (account.own.stands if account.own else any(version.stands for version in told.versions))
        ]
        own = [account for account in said if account.own and account.outcome in ("article", "unchanged")]
        return own or [Account(account.run, account.day, "", article) for account in said]

    def _turn(self, told: Article, new: list[Sight], rows: dict[tuple[str, str], Asked]) -> set[tuple[str, str]]:
        """Put new sights in their places, and let a version begin where the text turns. The pages by which one began."""
        away = [sight for sight in told.sights if not (sight.version and sight.version.stands)]
        together = sorted(told.standing() + new, key=lambda sight: sight.day)  # what was there stays before what comes
        begun = set()
        for text, of_one in groupby(together, key=lambda s: s.text if s in new else s.version.text if s.version else ""):
            spell = list(of_one)
            known = next((s.version for s in spell if s.begins), None)
            if known is None:
                here = [s for s in spell if s in new and s.is_read] or [s for s in spell if s in new]
                like = min((s.version for s in spell if s.version), key=lambda version: version.number, default=None)
                if here:
                    begun.add(here[0].page)
                if here and here[0].is_read:
                    row = rows[here[0].page]
                    page, url = row.page, row.reading[0] if row.reading else row.url
                else:  # parted from one, or come back
                    assert like
                    page, url = like.page, like.url
                known = Version(len(told.versions) + 1, page, url, text, spell[0].day)
                told.versions.append(known)
                for sight in spell:
                    sight.version = known
                spell[0].begins = True
            for version in [s.version for s in spell if s.begins and s.version]:
                version.repeats = None if version is known else known
            if spell[0].day < known.since:
                (own,) = (s for s in spell if s.begins and s.version is known)
                own.begins, spell[0].begins, known.since = False, True, spell[0].day
            for sight in spell:
                if sight in new:
                    sight.version = known
        told.sights = sorted(together + away, key=lambda sight: sight.day)
        return begun

    def _same_text(self, told: Article, row: Asked) -> Version | None:
        """The version that a page which says nothing shows: of those with its text one that stood then, else the last."""
        known = self.accounts[row.page][-1].own if row.how == "known" else None
        text = known.text if known and known.stands else row.reading[1] if row.reading else None
        history = told.history()
        ends = [version.since for version in history[1:]] + [row.day]
        alike = [(v.since <= row.day <= end, v.number, v) for v, end in zip(history, ends, strict=True) if v.text == text]
        return max(alike, default=(False, 0, None))[2]

    def _unread(self, run: int, row: Asked) -> Account:
        if row.how == "deferred":
            return Account(run, row.day, "deferred")
        if row.how != "not modified":
            return Account(run, row.day, "rejected")
        of_url = [
            (account.run, account.day, account.article)
            for (url, _), accounts in self.accounts.items()
            if url == row.url
            for account in accounts
            if account.article and self.articles[account.article].at(row.day)
        ]
        if not of_url:
            return Account(run, row.day, "unchanged")
        article = max(of_url, key=lambda told: (told[0], told[1], article_key(told[2])))[2]
        told = self.articles[article]
        sight = Sight(row.day, told.at(row.day), row.page)
        told.sights = sorted([*told.sights, sight], key=lambda one: one.day)
        return Account(run, row.day, "unchanged", article, sight=sight)

    def take_down(self, article: str) -> None:
        """Nothing is left of an article, and nothing of its pages; it does not come again."""
        pages = [page for page, told in self.accounts.items() if any(account.article == article for account in told)]
        del self.articles[article]
        self.down.add(article)
        for page in pages:
            self.rules.pop(page, None)
            self.accounts[page] = [Account(told.run, told.day, told.outcome) for told in self.accounts[page]]
            for other in self.articles.values():
                other.sights = [sight for sight in other.sights if sight.begins or sight.page != page]


def article_key(article: str | None) -> str:
    """The article's id in the warehouse."""
    from hashlib import sha256

    from warehouse.ids import article_id

    return article_id(article or "", sha256((article or "").encode()).hexdigest())


def key_of(page: tuple[str, str]) -> str:
    """The page's id in the warehouse."""
    from hashlib import sha256

    return page_id(page[0], sha256(page[1].encode()).hexdigest() if page[1] else "")
