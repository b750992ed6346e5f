"""Where is there evidence, and where is there none?"""

import marimo

__generated_with = "0.25.2"
app = marimo.App(width="medium", app_title="Evidence gap map")


@app.cell
def _():
    import marimo as mo

    import evidence
    from evidence.door import figures

    return evidence, figures, mo


@app.cell
def _(evidence, mo):
    topic = mo.ui.dropdown(evidence.open().topics, value=evidence.open().topics[0], label="Topic")
    mo.vstack([mo.md("# Evidence gap map"), topic])
    return (topic,)


@app.cell
def _(evidence, mo, topic):
    db = evidence.open(topic.value)
    mo.md(f"*{db.cite_as()}*")
    return (db,)


@app.cell
def _(mo):
    design = mo.ui.dropdown(
        {"all designs": None, "trials": "trials", "reviews": "reviews"},
        value="all designs",
        label="Designs",
    )
    mo.hstack([design])
    return (design,)


@app.cell
def _(db, design, figures, mo):
    cells = db.ask("gap_map", design=design.value)
    drawn = figures.gap_map(cells.rows())
    mo.vstack([drawn, mo.download(figures.svg(drawn), filename="gap-map.svg", label="SVG")])
    return (cells,)


@app.cell
def _(cells, mo):
    mo.vstack(
        [
            mo.md(
                "## The cells\nAn empty cell says that nothing is held here, not that nothing exists."
            ),
            mo.ui.table(cells.pandas(), page_size=20),
        ]
    )
    return


if __name__ == "__main__":
    app.run()
