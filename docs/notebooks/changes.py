"""What was changed after publication: how often, how late, said or unsaid, and which words."""

import marimo

__generated_with = "0.25.2"
app = marimo.App(width="medium", app_title="What changed after publication")


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
    # One row a version: article_changes has one for each block that the version added, cut or changed.
    changes = ask(
        """
        select
            article_changes.changed_at,
            article_changes.publisher,
            article_changes.class,
            date_diff('minute', articles.first_seen_at, article_changes.changed_at) / 60 as hours_after,
            count(*) as blocks,
            articles.title,
            article_changes.article_id,
            article_changes.version,
            article_changes.url
        from article_changes
        join articles using (article_id)
        group by all
        order by article_changes.changed_at desc, article_changes.url
        """
    )
    mo.md(
        f"""
    # What changed after publication

    {changes.num_rows} changes, each a new version of an article. *correction*: a notice of one appeared. *headline only*: nothing else
    changed. *silent*: the page gives no later time of change. *update*: it does. A page is seen as often as it is fetched: what was
    changed and changed back between two visits is not here.
    """
        + ("" if changes.num_rows else "\n\n**Nothing has changed yet**: crawl another night (in the demo: `make desk`).")
    )
    return (changes,)


@app.cell
def _(alt, changes, mo):
    chart = (
        alt.Chart(changes.select(["publisher", "class"]))
        .mark_bar()
        .encode(
            x=alt.X("count():Q", title="changes", axis=alt.Axis(tickMinStep=1)),
            y=alt.Y("publisher:N", title=None),
            color=alt.Color("class:N"),
            tooltip=["publisher", "class", "count()"],
        )
    )
    mo.vstack([mo.md("## Who changes what"), chart.properties(width="container")])
    return


@app.cell
def _(changes, mo):
    mo.vstack(
        [
            mo.md("## Change by change"),
            mo.ui.table(changes.drop_columns(["article_id", "version"]), selection=None),
        ]
    )
    return


@app.cell
def _(changes, mo):
    rows = changes.to_pylist()
    options = {
        f"{row['title']} ({row['publisher']}, version {row['version']})": (row["article_id"], row["version"]) for row in rows
    }
    chosen = mo.ui.dropdown(options, value=next(iter(options), None), label="Article", full_width=True, searchable=True)
    mo.vstack([mo.md("## Which words"), chosen])
    return (chosen,)


@app.cell
def _(ask, chosen, mo):
    article_id, version = chosen.value or ("", 0)
    words = ask(
        """
        select label, change, old_text, new_text, marked
        from article_changes
        where article_id = $article_id and version = $version
        order by position
        """,
        article_id=article_id,
        version=version,
    )
    mo.ui.table(words, selection=None, wrapped_columns=["old_text", "new_text", "marked"])
    return (words,)


@app.cell
def _(ask, mo):
    silent = ask(
        """
        select publisher, label, count(*) as blocks, list(marked order by changed_at desc)[1] as latest
        from article_changes
        where class = 'silent' and label <> 'byline'
        group by all
        order by blocks desc, publisher
        """
    )
    mo.vstack([mo.md("## Changed without a word"), mo.ui.table(silent, selection=None, wrapped_columns=["latest"])])
    return (silent,)


if __name__ == "__main__":
    app.run()
