"""What does one claim rest on, from the sentence to the record it was read from?"""

import marimo

__generated_with = "0.25.2"
app = marimo.App(width="medium", app_title="One claim, from sentence to source")


@app.cell
def _():
    import marimo as mo

    import evidence

    return evidence, mo


@app.cell
def _(evidence, mo):
    topic = mo.ui.dropdown(evidence.open().topics, value=evidence.open().topics[0], label="Topic")
    mo.vstack([mo.md("# One claim, from sentence to source"), topic])
    return (topic,)


@app.cell
def _(evidence, mo, topic):
    db = evidence.open(topic.value)
    mo.md(f"*{db.cite_as()}*")
    return (db,)


@app.cell
def _(db, mo):
    claims = {claim.quote: claim.claim_id for claim in db.claims() if claim.counted}
    chosen = mo.ui.dropdown(claims, value=next(iter(claims)), label="Claim", full_width=True)
    mo.hstack([chosen])
    return (chosen,)


@app.cell
def _(chosen, db, mo):
    claim = db.claim(chosen.value)
    mo.md(f"""
    > {claim.quote}

    **{claim.question}** The rules say *{claim.verdict}* (rules {claim.rules_version}, by {claim.decided_by}),
    on {claim.n_studies} studies: {claim.counts_told or "nothing to count"}. {" ".join(claim.reasons)}
    """)
    return (claim,)


@app.cell
def _(claim, db, mo):
    rationale = db.ask("claim_to_source", claim=claim.claim_id).pandas()
    mo.vstack(
        [
            mo.md("## Every sentence it rests on, and where that stands"),
            mo.ui.table(rationale, page_size=10),
        ]
    )
    return


@app.cell
def _(claim, db, mo):
    item = claim.counted[0]
    report = db.report(item.report_id)
    mo.vstack(
        [
            mo.md(f"""## The strongest report, value by value

    {report.title} *{report.journal}* {report.year}; {report.report_id}. Read from record {report.record_no} of
    batch `{report.batch_sha256[:12]}`, brought by run `{report.snapshot_id}`."""),
            mo.ui.table(db.ask("report_findings", report=item.report_id).pandas(), page_size=30),
        ]
    )
    return


if __name__ == "__main__":
    app.run()
