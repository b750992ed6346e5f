"""How do the searches perform?"""

import marimo

__generated_with = "0.25.2"
app = marimo.App(width="medium", app_title="How the searches perform")


@app.cell
def _():
    import marimo as mo

    import evidence
    from evidence.door import figures

    return evidence, figures, mo


@app.cell
def _(evidence, mo):
    topic = mo.ui.dropdown(evidence.open().topics, value=evidence.open().topics[0], label="Topic")
    mo.vstack([mo.md("# How the searches perform"), topic])
    return (topic,)


@app.cell
def _(evidence, mo, topic):
    db = evidence.open(topic.value)
    mo.md(f"*{db.cite_as()}*")
    return (db,)


@app.cell
def _(db, mo):
    found = db.ask("search_yield").pandas()
    told = "" if len(found) else "\n\n**No search was run: these records were read from files.**"
    mo.vstack(
        [mo.md("## Yield: what each strategy finds, alone, and what of it counts" + told), found]
    )
    return


@app.cell
def _(db, figures, mo):
    shared = db.ask("search_overlap").rows()
    mo.vstack(
        [mo.md("## Overlap"), figures.overlap(shared) if shared else mo.md("*Nothing to compare.*")]
    )
    return


@app.cell
def _(db, mo):
    known = db.ask("known_item_recall").pandas()
    mo.vstack(
        [
            mo.md("## Known items: does each strategy find what its author says it must?"),
            mo.ui.table(known),
        ]
    )
    return


@app.cell
def _(db, figures, mo):
    days = db.ask("time_to_indexing").rows()
    mo.vstack(
        [
            mo.md(
                "## Time to indexing\nA filter on MeSH or publication types misses what is not yet indexed."
            ),
            figures.indexing(days) if days else mo.md("*These records carry no history dates.*"),
        ]
    )
    return


if __name__ == "__main__":
    app.run()
