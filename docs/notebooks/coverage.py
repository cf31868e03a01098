"""How a subject is covered: how much, by whom, from where, who is quoted, and how much of it is copied."""

import marimo

__generated_with = "0.25.2"
app = marimo.App(width="medium", app_title="Coverage of a subject")


@app.cell
def _():
    import os
    from pathlib import Path

    import altair as alt
    import duckdb
    import marimo as mo

    published = Path(os.environ.get("COPYDESK_HOME", "data")) / "warehouse.duckdb"
    mo.stop(
        not published.exists(), mo.md(f"There is no {published} yet: crawl or load first, or say `export COPYDESK_HOME=demo`.")
    )
    warehouse = duckdb.connect(published, read_only=True)
    warehouse.execute("set timezone = 'UTC'")

    def ask(question, **values):
        return warehouse.execute(question, values or None).to_arrow_table()

    return alt, ask, mo


@app.cell
def _(mo):
    words = mo.ui.text(value="tram OR streetcar", label="Subject", full_width=True)
    mo.vstack(
        [
            mo.md("""
        # Coverage of a subject

        Type words as `copydesk sql search` takes them: `harbour bridge` (any of them), `harbour AND bridge`, `"harbour bridge"`,
        `bridge -railway`, `bridge*`. Forms such as bridges are found too, but not of words in quotation marks. All that stands
        below follows.
        """),
            words,
        ]
    )
    return (words,)


@app.cell
def _(ask, mo, words):
    # Every cell below starts from this one: the current version of each article that the words find.
    found = ask(
        """
        select articles.*, found.score
        from search($words) as found
        join articles using (article_id, version)
        order by found.score desc
        """,
        words=words.value,
    )
    mo.stop(not found.num_rows, mo.md("No article has these words: type others."))
    subject = words.value
    return found, subject


@app.cell
def _(found, mo):
    mo.vstack(
        [
            mo.md(f"## {found.num_rows} article{'s' * (found.num_rows != 1)}, the best match first"),
            mo.ui.table(
                found.select(["publisher", "title", "authors", "place", "published_at", "word_count", "url"]), selection=None
            ),
        ]
    )
    return


@app.cell
def _(alt, ask, mo, subject):
    by_day = ask(
        """
        select
            date_trunc('day', coalesce(articles.published_at, articles.first_seen_at))::date as day,
            articles.publisher,
            count(*) as articles
        from search($words)
        join articles using (article_id, version)
        group by all
        order by day, articles.publisher
        """,
        words=subject,
    )
    chart = (
        alt.Chart(by_day)
        .mark_bar(size=14)
        .encode(
            x=alt.X("yearmonthdate(day):T", title="published"),
            y=alt.Y("sum(articles):Q", title="articles", axis=alt.Axis(tickMinStep=1)),
            color=alt.Color("publisher:N"),
            tooltip=["day:T", "publisher", "articles"],
        )
    )
    mo.vstack([mo.md("## When, and by whom"), chart.properties(width="container", height=220)])
    return (by_day,)


@app.cell
def _(ask, mo, subject):
    # An article whose text is another's (an agency's, say) has an origin; a text that several print counts once where is_original.
    originals = ask(
        """
        select
            articles.publisher,
            count(*) as articles,
            count(*) filter (where is_original) as own_texts,
            count(*) filter (where not is_original) as copies,
            min(coalesce(articles.published_at, articles.first_seen_at)) as first
        from search($words)
        join articles using (article_id, version)
        group by articles.publisher
        order by first
        """,
        words=subject,
    )
    mo.vstack([mo.md("## Who was first, and how much is copied"), mo.ui.table(originals, selection=None)])
    return (originals,)


@app.cell
def _(ask, mo, subject):
    places = ask(
        """
        select datelines.place, datelines.country, count(distinct articles.article_id) as articles,
               list(distinct articles.publisher order by articles.publisher) as publishers
        from search($words)
        join articles using (article_id, version)
        join datelines using (article_id, version)
        group by all
        order by articles desc, datelines.place
        """,
        words=subject,
    )
    mo.vstack([mo.md("## Where it was reported from"), mo.ui.table(places, selection=None)])
    return (places,)


@app.cell
def _(ask, mo, subject):
    quoted = ask(
        """
        select coalesce(speaker_name, speaker) as speaker, count(*) as quotations,
               list(distinct articles.publisher order by articles.publisher) as publishers,
               min(quotes.quote) as for_example
        from search($words)
        join articles using (article_id, version)
        join quotes using (article_id, version)
        where speaker is not null
        group by all
        order by quotations desc, speaker
        """,
        words=subject,
    )
    mo.vstack([mo.md("## Who is quoted"), mo.ui.table(quoted, selection=None)])
    return (quoted,)


if __name__ == "__main__":
    app.run()
