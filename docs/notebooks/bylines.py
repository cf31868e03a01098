"""Who writes: how much, for whom, from where, and about what, against what everybody else writes about."""

import marimo

__generated_with = "0.25.2"
app = marimo.App(width="medium", app_title="Bylines and beats")


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
def _(ask, mo):
    publishers = ask("select distinct publisher from articles order by all").column("publisher").to_pylist()
    publisher = mo.ui.dropdown(["all", *publishers], value="all", label="Publisher")
    mo.vstack(
        [
            mo.md("""
        # Bylines and beats

        A byline is data here: `bylines` has a row for each person of each version of an article, with what they did for it (`function`),
        what they are (`job`) and for whom (`affiliation`); `contributors` is who they are, one row a person.
        """),
            publisher,
        ]
    )
    return (publisher,)


@app.cell
def _(ask, publisher):
    writers = ask(
        """
        select
            contributors.contributor_id,
            contributors.name,
            count(distinct articles.article_id) as articles,
            list(distinct articles.publisher order by articles.publisher) as publishers,
            list(distinct articles.section order by articles.section) filter (where articles.section is not null) as sections,
            list(distinct articles.place order by articles.place) filter (where articles.place is not null) as reported_from,
            any_value(bylines.job) as job,
            sum(articles.word_count) as words
        from articles
        join bylines using (article_id, version)
        join contributors using (contributor_id)
        where bylines.kind = 'person' and bylines.function = 'author' and $publisher in ('all', articles.publisher)
        group by contributors.contributor_id, contributors.name
        order by articles desc, words desc, contributors.name
        """,
        publisher=publisher.value,
    )
    return (writers,)


@app.cell
def _(alt, mo, writers):
    most = writers.select(["name", "articles"]).slice(0, 15)
    chart = (
        alt.Chart(most)
        .mark_bar()
        .encode(
            x=alt.X("articles:Q", axis=alt.Axis(tickMinStep=1)),
            y=alt.Y("name:N", sort=None, title=None),
            tooltip=["name", "articles"],
        )
    )
    mo.vstack(
        [mo.md(f"## {writers.num_rows} people"), chart.properties(width="container"), mo.ui.table(writers, selection=None)]
    )
    return


@app.cell
def _(mo, writers):
    names = dict(zip(writers.column("name").to_pylist(), writers.column("contributor_id").to_pylist(), strict=True))
    person = mo.ui.dropdown(names, value=next(iter(names), None), label="Person", searchable=True)
    mo.vstack([mo.md("## One person's articles"), person])
    return (person,)


@app.cell
def _(ask, mo, person):
    theirs = ask(
        """
        select articles.published_at, articles.publisher, articles.section, articles.place, articles.title, articles.url
        from articles
        join bylines using (article_id, version)
        where bylines.contributor_id = $person
        order by articles.published_at desc
        """,
        person=person.value,
    )
    mo.ui.table(theirs, selection=None)
    return (theirs,)


@app.cell
def _(ask, mo):
    bylined = ask(
        """
        select
            publisher,
            count(*) as articles,
            count(*) filter (where byline is null) as without_byline,
            count(*) filter (where exists (
                from bylines where bylines.article_id = articles.article_id and bylines.version = articles.version and agency is not null
            )) as with_agency
        from articles
        group by publisher
        order by publisher
        """
    )
    mo.vstack([mo.md("## Who signs, and how much comes from agencies"), mo.ui.table(bylined, selection=None)])
    return (bylined,)


@app.cell
def _(ask, mo):
    joined = ask(
        """
        select a.name, b.name as beside, count(distinct a.article_id) as articles
        from bylines as a
        join bylines as b using (article_id, version)
        join articles using (article_id, version)
        where a.kind = 'person' and b.kind = 'person' and a.name < b.name
        group by all
        order by articles desc, a.name, beside
        limit 50
        """
    )
    mo.vstack([mo.md("## Who writes together"), mo.ui.table(joined, selection=None)])
    return (joined,)


if __name__ == "__main__":
    app.run()
