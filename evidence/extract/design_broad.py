# ruff: noqa: E501 (a pattern is read whole)
"""Words that tell a design less plainly; asked only where none of the plain ones stands."""

from __future__ import annotations

from typing import Final

from evidence.extract.design_cues import Cue
from evidence.extract.gated import gated

_PERSON: Final = r"(?:man|woman|boy|girl|patient|infant|child|lady|gentleman|male|female|nurse|physician|worker|student|teenager|athlete|farmer)"
_MANY: Final = r"(?:patients|people|participants|women|men|adults|volunteers|subjects|children|cases)"
_N: Final = r"(?:\d[\d,]*|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)[\w-]*)"


def _cue(value: str, pattern: str) -> Cue:
    return Cue(value, gated(pattern))


#: Before a treatment that was given and measured is taken for an unnamed trial.
BROAD_CUES: Final = (
    _cue("bibliometric", r"\b(?:bibliometric|scientometric|CiteSpace|VOSviewer)\b"),
    _cue("network_meta_analysis", r"\b(?:bayesian |frequentist |random-effects )?network meta-?\s?analys|\bnetwork of (?:\w+ ){0,3}(?:trials|comparisons)\b"),
    _cue("overview_of_reviews", r"\b(?:systematic reviews|reviews|meta-?analyses)(?: \([^)]{0,30}\))? (?:(?:\w+ )?(?:were|was) (?:\w+ )?|)(?:assessed|rated|graded|included|found|identified|read|appraised|judged|compared)\b[^.]{0,40}(?:AMSTAR|ROBIS|GRADE|quality)|\bAMSTAR\b"),
    _cue("meta_analysis", r"individual (?:patient|participant|person)[- ]data|\b(?:data|results|trials|studies)\b[^.]{0,60}\b(?:were|was) (?:\w+ )?(?:combined|pooled|aggregated)\b|\bmeta-?\s?analys[ie]s of (?:\w+ ){0,3}(?:trials|studies|data)"),
    _cue("letter", r"\b(?:the|this) (?:letter|comment|commentary|correspondence|reply|editorial|viewpoint)\b(?: (?:here|also))? (?:\w+s|to|on|about|of)\b"),
    _cue("qualitative", r"\binterview(?:s|ed)\b[^.]{0,80}\b(?:themes?|thematic|coded|transcribed|verbatim|content analysis|grounded theory|phenomenolog\w+)|\bthemes\b[^.]{0,40}\b(?:emerged|were (?:identified|found|derived))"),
    _cue("survey", r"\brespondents\b|\bwere asked (?:what|which|whether|how (?:often|many)) (?:they|(?:\w+ ){0,2}(?:therapies|treatments|remedies))\b|\b(?:filled (?:in|out)|answered|completed|returned) (?:a|an) (?:\w+ ){0,3}(?:questionnaire|survey) (?:on|about|asking)\b"),
    _cue("case_control", r"\bcases\b[^.]{0,80}\b(?:compared|matched) (?:with|to)\b[^.]{0,40}\bcontrols\b|\bmatched controls\b"),
    _cue("cohort", r"\bprospective(?:ly)? (?:[\w-]+ ){0,3}(?:study|survey|observation|surveillance|documentation|monitoring|audit|register)|\b(?:national|nationwide|administrative|electronic|insurance|reimbursement) (?:\w+ ){0,3}(?:databases?|records)\b|\b(?:were|was) (?:\w+ )?(?:monitored|followed|tracked|observed)(?: (?:up )?for)? (?:\w+ ){0,3}(?:adverse|bleeding|harms?|complications|side effects|years)|\busers of\b[^.]{0,60}\bnon-?users\b"),
    _cue("retrospective", rf"(?<!covid-19 )(?<!coronavirus )(?<!disease )(?<!pandemic )\boutbreaks?\b(?! of (?:the )?(?:covid|coronavirus|sars|novel|pandemic))|\b(?:records?|charts?|files|notes) (?:of|from|on) (?:{_N} )?[^.]{{0,90}}\b(?:were|was) (?:\w+ )?(?:looked|gone|read|searched|sorted|grouped|divided|classified|traced|compiled|evaluated|consulted|used|compared|reviewed|analy[sz]ed|examined|audited|screened|scanned|checked|extracted)|\bin retrospect\b|\blooking back\b"),
    _cue("non_randomized_trial", rf"\b(?:{_MANY}|who|whom|{_N}) (?:\w+ ){{0,3}}(?:chose|opted for|elected|preferred|agreed to)\b[^.]{{0,80}}\b(?:or|and|while|whereas)\b[^.]{{0,60}}(?:\bn\s?=|{_N})|\ballocation (?:\w+ ){{0,2}}(?:followed|depended on|by (?:date|day|order|preference))|\b(?:by|according to|on the basis of) (?:their |patients?['’]? )?(?:own )?(?:choice|preference|order of (?:admission|arrival|enrol\w+)|date of (?:birth|admission)|hospital number)|\bself-selected\b"
         rf"|\b{_MANY} (?:\w+ ){{0,2}}treated (?:with|by)\b[^.]{{0,60}}\bcompared (?:with|to) (?:{_N}|those|others|patients)\b|\bhistorical controls?\b|\bnon-equivalent\b"),
    _cue("single_arm", r"\b(?:no|without a|without any|lacked a|lacking a|had no|absence of a) (?:\w+ )?(?:control|comparison|comparator)(?: (?:arm|group))?s?\b|\bbefore and after (?:were|was) (?:\w+ )?compared\b|\bcompared (?:with|to) (?:their |the )?(?:baseline|own baseline|before)\b|\ball (?:\w+ )?(?:patients|participants|women|men|subjects)? ?(?:had|were given|received|underwent)\b[^.]{0,60}\b(?<!at )(?<!at the )(?<!after )(?<!from )(?<!around )(?:acup|needl|treat|session|stimul)|\bphase (?:II|2|I|1)\b(?![^.]{0,60}\b(?:arms|groups)\b)"),
    _cue("case_series", rf"\b(?:course|outcome|story|histories|treatment)s? of {_N} {_MANY}\b[^.]{{0,40}}\b(?:is|are|was|were) (?:\w+ )?(?:presented|described|reported|told)|\b{_N} (?:such )?cases (?:are|were) (?:\w+ )?(?:presented|described|reported|told|collected)"),
    _cue("case_report", rf"\ban? (?:[\w-]+ ){{0,4}}?{_PERSON}\b(?! (?:with|in|of) (?:\w+ ){{0,3}}(?:trials?|studies))[^.;]{{0,60}}\b(?:was|were|had been) (?:\w+ )?(?:needled|operated|admitted|hospitali[sz]ed|referred|rushed|brought|treated|given|seen|found|diagnosed|punctured)\b"),
    _cue("cross_sectional", r"\b(?:at|on|from|using) (?:the )?(?:entry (?:to|into)|baseline (?:of|visit|data|assessment|measures)(?: (?:of|from|in))?) (?:a|an|the|our|this) (?:[\w-]+ ){0,4}(?:trial|study)\b|\bbaseline (?:data|values|measures|characteristics|assessments?) (?:of|from|in) (?:[\w-]+ ){1,6}(?:trial|study) (?:were|was) (?:\w+ )?(?:analy[sz]ed|examined|used|described)"),
    _cue("in_vitro", r"\bcells?\b[^.]{0,60}\b(?:cultured|in culture|incubated|co-cultured)\b|\b(?:cultured|isolated|primary) (?:\w+ ){0,3}(?:cells|neurons)\b"),
)  # fmt: skip
#: Last of all: one person's story, and papers that say what they go through.
BROAD_LAST: Final = (
    _cue("case_report", rf"\ban? (?:[\w-]+ ){{1,3}}?[\w-]+, (?:aged )?\d{{1,3}}, (?:who|whose|with|had|came)\b|\b(?:an?|one|this|our) (?:[\w-]+ ){{0,4}}?{_PERSON}\b(?:,? (?:of|aged|who|was|with|in (?:his|her)|had|presented|came|felt|developed|suffered|receiving|undergoing|taking|on|after|under|(?:established|stabili[sz]ed|anticoagulated|known|referred|needled|seen|started|maintained)))|\b(?:he|she) (?:was|had|came|felt|went|recovered|developed|presented)\b|\bin this patient\b"),
    _cue("narrative_review", r"\b(?:article|paper|chapter|text|authors?|overview|essay|review|piece)\b[^.]{0,40}\b(?:goes? (?:over|through|into)|looks? (?:at|into)|surveys?|traces?|sums? up|covers?|puts? forward|considers?|argues?|gathers?|draws? together|brings? together|weighs?|explains?|recounts?|outlines?|describes?|lays? out|sets? out|treats? of|takes? stock|revisits?)\b"
         r"|\boverview (?:is|was) (?:given|offered|provided)\b|\bwhat is known (?:of|about|on)\b|\b(?:is|are) (?:\w+ )?(?:summed up|surveyed|outlined|sketched|laid out|set out|gone through|traced|brought together)\b"),
    _cue("guideline", r"\brecommendations? (?:were|was|are|is) (?:\w+ )?(?:graded|made|issued|formulated|developed)\b|\bpanel (?:recommend|suggest|advis|agreed|voted)\w*|\bexpert panel\b"),
)  # fmt: skip
