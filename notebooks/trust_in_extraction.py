"""How far can what was read be trusted?"""

import marimo

__generated_with = "0.25.2"
app = marimo.App(width="medium", app_title="How far to trust extraction")


@app.cell
def _():
    import marimo as mo

    import evidence
    from evidence.door import figures, measured

    return evidence, figures, measured, mo


@app.cell
def _(evidence, mo):
    topic = mo.ui.dropdown(evidence.open().topics, value=evidence.open().topics[0], label="Topic")
    mo.vstack([mo.md("# How far to trust extraction"), topic])
    return (topic,)


@app.cell
def _(evidence, mo, topic):
    db = evidence.open(topic.value)
    mo.md(f"*{db.cite_as()}*")
    return (db,)


@app.cell
def _(measured, mo):
    results = mo.notebook_dir().parent / "tests" / "benchmarks" / "results"
    kinds = measured.benchmark_accuracy(results / "corpus.md")
    aims = measured.reached(results / "summary.json")
    return aims, kinds


@app.cell
def _(aims, mo):
    mo.vstack(
        [
            mo.md(
                "## What was measured, and what was aimed at\n"
                "Real abstracts count more than digests. Figures of development: expect less on unseen records."
            ),
            mo.ui.table(aims, page_size=30),
        ]
    )
    return


@app.cell
def _(figures, kinds, mo):
    drawn = figures.accuracy(kinds)
    mo.vstack(
        [
            mo.md(
                "## Accuracy against labels made by people\n"
                "On digests read while the rules were written: an upper bound."
            ),
            drawn,
            mo.download(figures.svg(drawn), filename="accuracy.svg", label="SVG"),
            mo.md(
                "## Errors by kind\nAn abstention costs a reader's time; a wrong value costs their trust."
            ),
            mo.ui.table(kinds, page_size=20),
        ]
    )
    return


@app.cell
def _(db, mo):
    mo.vstack(
        [
            mo.md("## Abstention in what is published"),
            mo.ui.table(db.ask("abstentions").pandas(), page_size=20),
        ]
    )
    return


@app.cell
def _(db, measured, mo, topic):
    audits = measured.audits(db.folder, topic.value)
    mo.vstack(
        [
            mo.md(
                "## Proof-read by people\n`evidence audit --sample 20 --seed 1` draws the next sample."
            ),
            mo.ui.table(audits)
            if audits
            else mo.md("*Nobody has recorded an audit of this topic yet.*"),
        ]
    )
    return


@app.cell
def _(db, mo):
    mo.vstack(
        [
            mo.md("## Data checks of this publication"),
            mo.ui.table(db.table("check_result").pandas(), page_size=40),
        ]
    )
    return


if __name__ == "__main__":
    app.run()
