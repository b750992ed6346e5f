"""What does each verdict rest on, and how does it stand beside the literature?"""

import marimo

__generated_with = "0.25.2"
app = marimo.App(width="medium", app_title="Verdicts, defended")


@app.cell
def _():
    import marimo as mo

    import evidence

    return evidence, mo


@app.cell
def _(evidence, mo):
    topic = mo.ui.dropdown(evidence.open().topics, value=evidence.open().topics[0], label="Topic")
    mo.vstack([mo.md("# Verdicts, defended"), topic])
    return (topic,)


@app.cell
def _(evidence, mo, topic):
    db = evidence.open(topic.value)
    mo.md(f"""
    *{db.cite_as()}*

    The verdicts are the rules' suggestions from the abstracts held. The notes on the literature were written by
    people, from sources of their own; they are read beside a verdict and never enter one. Where a verdict does
    not fit, either the search holds too little, or a rule or a reading is wrong: both are worth a look.
    """)
    return (db,)


@app.cell
def _(db, mo):
    beside = db.beside_literature().pandas()
    noted = beside[beside.fits.notna()]
    apart = noted[~noted.fits.astype(bool)]
    mo.md(f"""
    ## At a glance

    {len(noted)} notes say which verdicts fit the literature; {len(noted) - len(apart)} of them agree with what
    stands here, {len(apart)} do not.
    """)
    return apart, beside


@app.cell
def _(apart, mo):
    mo.vstack(
        [
            mo.md("## Where they part"),
            mo.ui.table(apart[["claim_id", "verdict", "expects", "says", "source"]], page_size=20),
        ]
    )
    return


@app.cell
def _(beside, mo):
    columns = ["claim_id", "verdict", "harm_signal", "certainty", "fits", "says", "source"]
    mo.vstack(
        [mo.md("## Every claim beside the literature"), mo.ui.table(beside[columns], page_size=80)]
    )
    return


@app.cell
def _(db, mo):
    cites = db.table("suggested_citation").pandas()
    told = [
        mo.md(f"""
    ### {claim.claim_id}: {claim.verdict}{" (harm signal)" if claim.harm_signal else ""}

    > {claim.quote}

    {claim.n_studies} studies: {claim.counts_told or "nothing to count"};
    certainty {claim.certainty or "not rated"}.
    {" ".join(claim.reasons)}

    *Missing:* {" ".join(claim.missing) or "nothing the rules ask for"}

    *Cite:* {"; ".join(cites[(cites.claim_id == claim.claim_id) & cites.is_to_cite].report_id) or "nothing held"}
    """)
        for claim in db.claims()
    ]
    mo.vstack([mo.md("## What each verdict rests on"), *told])
    return


if __name__ == "__main__":
    app.run()
