"""What is in the evidence table, and how much of it counts?"""

import marimo

__generated_with = "0.25.2"
app = marimo.App(width="medium", app_title="The evidence table at a glance")


@app.cell
def _():
    import marimo as mo

    import evidence
    from evidence.door import figures

    return evidence, figures, mo


@app.cell
def _(evidence, mo):
    topic = mo.ui.dropdown(evidence.open().topics, value=evidence.open().topics[0], label="Topic")
    mo.vstack([mo.md("# The evidence table at a glance"), topic])
    return (topic,)


@app.cell
def _(evidence, mo, topic):
    db = evidence.open(topic.value)
    mo.md(f"*{db.cite_as()}*")
    return (db,)


@app.cell
def _(db, mo):
    flow = db.table("prisma_flow").pandas().T
    mo.vstack([mo.md("## From records to evidence (PRISMA 2020)"), flow])
    return


@app.cell
def _(db, figures, mo):
    bars = figures.verdict_bars(db.claims())
    mo.vstack(
        [
            mo.md(
                "## Studies that count, by claim and stance\nVotes side by side; the verdict rests on more."
            ),
            bars,
            mo.download(figures.svg(bars), filename="stances.svg", label="SVG"),
        ]
    )
    return


@app.cell
def _(db, mo):
    columns = [
        "claim_id",
        "kind",
        "verdict",
        "certainty",
        "n_studies",
        "n_rcts",
        "n_participants",
        "harm_signal",
    ]
    mo.vstack([mo.md("## Verdicts"), db.table("claim_summary").pandas()[columns]])
    return


@app.cell
def _(db, mo):
    mo.vstack(
        [mo.md("## Every row"), mo.ui.table(db.table("evidence_table").pandas(), page_size=20)]
    )
    return


if __name__ == "__main__":
    app.run()
