"""Which way do effects point, how far do they differ, and against which comparator?"""

import marimo

__generated_with = "0.25.2"
app = marimo.App(width="medium", app_title="Effects by comparator")


@app.cell
def _():
    import marimo as mo

    import evidence
    from evidence.door import figures

    return evidence, figures, mo


@app.cell
def _(evidence, mo):
    topic = mo.ui.dropdown(evidence.open().topics, value=evidence.open().topics[0], label="Topic")
    mo.vstack([mo.md("# Effects by comparator"), topic])
    return (topic,)


@app.cell
def _(evidence, mo, topic):
    db = evidence.open(topic.value)
    mo.md(f"*{db.cite_as()}*")
    return (db,)


@app.cell
def _(db, mo):
    claims = {claim.quote: claim.claim_id for claim in db.claims() if claim.n_rcts}
    chosen = mo.ui.dropdown(claims, value=next(iter(claims)), label="Claim", full_width=True)
    mo.hstack([chosen])
    return (chosen,)


@app.cell
def _(chosen, db, figures, mo):
    bars = figures.direction_bars(db.ask("directions_by_comparator", claim=chosen.value).rows())
    mo.vstack(
        [
            mo.md(
                "## Direction of trials, comparison by comparison\nSham asks whether the needles do it; "
                "usual care asks whether the whole treatment does."
            ),
            bars,
            mo.download(figures.svg(bars), filename="directions.svg", label="SVG"),
        ]
    )
    return


@app.cell
def _(chosen, db, figures, mo):
    groups = figures.comparable(db.ask("effects_of_claim", claim=chosen.value).rows())
    drawn = [figures.forest(group) for group in groups]
    mo.vstack(
        [
            mo.md(
                "## Estimates that can be laid side by side\n"
                "Of one measure, unit, outcome and comparator, one a study. "
                + ("" if groups else "**No two estimates of this claim are comparable.**")
            ),
            *drawn,
            *[
                mo.download(figures.svg(f), filename=f"forest-{n}.svg", label="SVG")
                for n, f in enumerate(drawn, 1)
            ],
        ]
    )
    return


@app.cell
def _(chosen, db, mo):
    effects = db.ask("effects_of_claim", claim=chosen.value).pandas()
    mo.vstack([mo.md("## Every effect as printed"), mo.ui.table(effects, page_size=15)])
    return


if __name__ == "__main__":
    app.run()
