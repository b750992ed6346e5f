"""What changed between two publications, and does a past answer come out again?"""

import marimo

__generated_with = "0.25.2"
app = marimo.App(width="medium", app_title="Two dates compared")


@app.cell
def _():
    import marimo as mo

    import evidence
    from evidence.door import kept_publications

    return evidence, kept_publications, mo


@app.cell
def _(evidence, mo):
    topic = mo.ui.dropdown(evidence.open().topics, value=evidence.open().topics[0], label="Topic")
    mo.vstack([mo.md("# Two dates compared"), topic])
    return (topic,)


@app.cell
def _(evidence, mo, topic):
    db = evidence.open(topic.value)
    mo.md(f"*{db.cite_as()}*")
    return (db,)


@app.cell
def _(kept_publications, mo):
    ids = kept_publications()
    before = mo.ui.dropdown(ids, value=ids[0], label="Before")
    after = mo.ui.dropdown(ids, value=ids[-1], label="After")
    mo.hstack([before, after])
    return after, before


@app.cell
def _(after, before, evidence, topic):
    older = evidence.open(topic.value, when=before.value)
    newer = evidence.open(topic.value, when=after.value)
    return newer, older


@app.cell
def _(mo, newer, older):
    changes = newer.changes_since(older)
    mo.vstack(
        [
            mo.md(
                f"## {len(changes)} changes\nThose that need a person first stand first."
                + (
                    " The content is the same."
                    if older.content_sha256 == newer.content_sha256
                    else ""
                )
            ),
            mo.ui.table(changes.pandas(), page_size=30),
        ]
    )
    return


@app.cell
def _(mo, newer):
    claims = {claim.quote: claim.claim_id for claim in newer.claims()}
    chosen = mo.ui.dropdown(claims, value=next(iter(claims)), label="Claim", full_width=True)
    mo.hstack([chosen])
    return (chosen,)


@app.cell
def _(chosen, mo, newer, older):
    mo.vstack(
        [
            mo.md("## The same question on both dates"),
            mo.hstack(
                [
                    mo.vstack(
                        [
                            mo.md(
                                f"**{db.published_at:%Y-%m-%d}**: {db.claim(chosen.value).verdict}"
                            ),
                            mo.ui.table(
                                db.ask("best_evidence", claim=chosen.value, top=5).pandas()
                            ),
                        ]
                    )
                    for db in (older, newer)
                ]
            ),
        ]
    )
    return


@app.cell
def _(mo, older):
    mo.md(f"""
    ## The past answer, reproduced

    The files of {older.published_at:%Y-%m-%d} {"still" if older.is_intact() else "**no longer**"} give the
    content hash they were published under, `{older.content_sha256}`. To derive them anew
    from the raw snapshots, and get the same hash from the same version of the program:

    ```sh
    evidence refresh --as-of {older.published_at:%Y-%m-%d}
    ```
    """)
    return


if __name__ == "__main__":
    app.run()
