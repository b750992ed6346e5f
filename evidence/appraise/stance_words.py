# ruff: noqa: E501 (a list of words is read whole)
"""Words by which trial reports tell of differences, of none, and of doubt.

General English of research reports, written once for all topics: no word here names
a treatment or a disease, except the bad outcomes that a rise makes worse.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from evidence.extract.gated import Gated, gated

FLAGS: Final = re.IGNORECASE


@dataclass(frozen=True, slots=True)
class Words:
    """A list of wordings, searched only where a literal of one of them stands."""

    gate: Gated

    def search(self, text: str) -> re.Match[str] | None:
        """The first of the wordings in a text."""
        return self.gate.search(text, text.lower())


def _any(*parts: str) -> Words:
    return Words(gated("|".join(parts)))


_NOUNS: Final = (
    r"(?:differences?|advantages?|superiority|improvements?|changes?|benefits?|effects?|reductions?|increases?|"
    r"associations?|efficacy|gains?|relief|edge|margin|influence|impact|response|shift|alterations?)"
)
_NOT_DONE: Final = (
    r"(?:differ\w*|separate\w*|chang\w+|improv\w+|reduc\w+|increas\w+|decreas\w+|reach\w*|blunt\w*|significant\w*|superior|better|"
    r"distinguish\w*|noninferior|affect\w*|alter\w*|reveal\w*|show\w*|fall|drop|rise|move|budge|respond|exceed|surpass\w*|"
    r"outperform\w*|influenc\w+|diverge|add|contribute|matter|less (?:common|frequent)|more (?:common|frequent)|modif\w+|vary|lower\w*|part\b(?! of))"
)

_OF_DIFFERENCES: Final = (
    "statistical|clinical|significant|between|group|or|and|important|relevant|meaningful|noteworthy|overall|major|"
    "other|substantial|material|within|treatment|main|additional"
)

#: No difference was shown.
NULL: Final = _any(
    rf"\bno(?:t any| longer any)? (?:\w+[ -]){{0,3}}?{_NOUNS}\b",
    rf"\bno (?:(?:{_OF_DIFFERENCES})\w*[ –-]+){{1,7}}{_NOUNS}\b|\bno longer (?:\w+ )?significant\b|\binsignificant\b",
    rf"\b{_NOUNS} (?:\w+ ){{0,6}}?(?:was|were|is|are|could) not (?:be )?(?:noted|seen|found|observed|detected|shown|evident|apparent|demonstrated|established|confirmed|proved|proven|made out)\b",
    r"\bnone (?:\w+ ){0,2}?(?:differ\w*|chang\w*|improv\w*|reach\w*|significant\w*)\b|\bnot to a (?:\w+ )?(?:level|degree|extent)\b|\b(?:on|in|for|by|at) (?:none|neither) (?:of [^.;,]{1,40} )?(?:did|was|were|could|do|does)\b",
    r"\bsimilar (?:\w+ ){0,3}?(?:rates?|proportions?|results?|improvements?|effects?|outcomes?|responses?|reductions?|changes?)\b(?=[^.;]{0,40}\b(?:both|two|all|each|either|groups?|arms?|between|sham|placebo|controls?)\b)",
    rf"\b(?:did|do|does|was|were|is|are|could|had|has|have) (?:not|n[o']t) (?:found to be |shown to be )?(?:\w+ ){{0,3}}?{_NOT_DONE}\b",
    r"\b(?:offered|produced|had|gave|showed|achieved|attained|yielded|led to|brought|provided|obtained) (?:\w+ ){0,2}?(?:similar|comparable|equivalent|equal)\b",
    r"\b(?:statistically )?insignificant\w*|\bequivalently\b|\btrend (?:towards?|to|for)\b|\btended to\b|\bfell short of (?:statistical )?significance|\bmissed (?:statistical )?significance",
    r"\b(?:could|can) not be (?:\w+ )?(?:separated|told apart|distinguished)\b|\bnot (?:\w+ ){1,3}(?:to be )?(?:superior|better|more effective)\b",
    r"\b(?:under|in|with|after) [^.;,]{3,40} and [^.;,]{3,40}? alike\b",
    r"\b(?:ran|moved|went|fell|rose|improved|changed|declined) (?:in )?(?:parallel|step|tandem|alike)\b|\b(?:did nothing|nothing (?:that|separated|distinguished|divided|set))\b",
    r"\blittle to choose\b|\b(?:were|was|are|is|remained|stayed|ended|finished) (?:\w+ ){0,2}?(?:identical|level|equal|even|parallel|tied|evenly matched)\b|\bon a par\b|\ba tie\b|\boverlapped\b|\bmade no odds\b",
    r"\bno test (?:was|were|reached|proved)\b|\bto an? (?:like|same|similar|equal) (?:degree|extent)\b|\bwithin \d[\d.]* ?\w* of each other\b|\bdid not (?:hold up|survive)\b|\b(?:lost|vanished|disappeared) (?:after|on|with) adjustment",
    r"\b(?:primary|main|chief) (?:\w+ )?(?:end ?points?|outcomes?|aims?|hypothes[ie]s) (?:was|were) (?:not|missed)\b|\bnegative for (?:its|the|their) (?:primary|main|chief)",
    r"\b(?:converged|met again|drew level|caught up)\b|\bthe same (?:\w+ )?(?:drop|fall|relief|gain|improvement|reduction|effect|result|decline|benefit)s?\b",
    r"\bto the same (?:extent|degree)\b|\bas much (?:pain )?(?:relief|benefit|improvement|good)\b|\bleft [^.;,]{3,60} (?:unchanged|unaffected|intact|unaltered)\b|\bno (?:higher|lower|greater|larger|faster|slower|smaller|longer|shorter|stronger|quicker)\b|\bnegligible\b|\btrivial\b|\bresembled\b|\b(?:gave|added|adds|brought|yielded|contributed|achieved) nothing\b|\bthe same (?:\w+ ){1,2}as\b|\bintervals? (?:included|crossed|contained|spanned|embraced) (?:0|zero|1|one|unity)\b",
    r"\bno (?:single )?(?:arm|group|treatment|intervention|method|technique|schedule)s? (?:\w+ )?(?:was|were|did|proved|fared|outperformed|had)\b|\bneither (?:of the )?(?:\w+ ){0,2}?(?:arms?|groups?|treatments?|interventions?|sides?)\b",
    r"\bas (?:large|great|big|marked|steep|deep|frequent|common|high|low|strong|long) (?:\w+ ){0,4}as (?:with|in|under|after|that|those)\b",
    r"\bat no (?:time|point|visit)\b[^.;]{0,30}\bdiffer|\bno (?:\w+ ){0,2}(?:raised|lowered|changed|altered|affected|moved|shifted) (?:it|them|this|that|any|the)\b|\bstayed (?:close to|at|near|within)\b",
    r"\bno (?:such|measurable|discernible|detectable) (?:effects?|changes?|differences?|gains?|benefits?)\b|\bnothing (?:changed|differed|moved)\b|\bas (?:good|effective|efficacious|beneficial|helpful) as\b|\b(?:did|does|do|worked|works|fared|performed|helped|relieved|improved) (?:just |about |almost )?as (?:well|much|often)\b|\bat the same (?:pace|rate|speed)\b",
    r"\bnon-?significant|\bnot (?:statistically |clinically )?(?:significant|different)",
    r"\bnot (?:significantly|statistically) \w+|\bwithout (?:an? |any )?(?:\w+ ){0,2}?(?:differences?|change|effect)",
    r"\bneither\b[^;]*\bnor\b|\bneither (?:\w+ ){1,3}(?:differ\w*|improv\w*|chang\w*)|\bnone of the\b|\bno (?:better|worse|less|more|different|longer different)\b",
    r"\b(?:was|were|is|are|remained?|stayed) (?:\w+ ){0,2}?(?:unchanged|unaltered|unaffected|similar|comparable|alike|equivalent|the same|neutral|indistinguishable|no different|as (?:frequent|common|often|high|low))\b",
    r"\bsimilar(?:ly)? (?:between|in|across|to|with|for)\b|\b(?:the|much the) same (?:in|between|for|picture|result)\b",
    r"\bcould not be told apart\b|\bequally\b|\b(?:fell|rose|changed|improved|declined|dropped|decreased|increased) (?:alike|equally|similarly|in parallel|to the same (?:extent|degree))\b|\blikewise did not\b|\bnothing else did\b|\bno significant\w*\b",
    r"\bfail(?:s|ed)? to (?:show|reach|differ|improve|reduce|demonstrate|find|exceed|beat|outdo|outperform|surpass|better|match|separate|prove|confirm|establish|produce|bring|yield|achieve|lower|alter|change|affect)\b",
    r"\b(?:did|does|do) not (?:appear|seem) to\b|\bthe gap (?:[^.;]|\.(?=\d)){0,40}\bnot significant",
)

#: The other group did better, whatever its name.
WORSE: Final = _any(
    r"\binferior to\b|\bless effective than\b|\b(?:slower|later) with\b|\bworsen(?:ed|ing) (?:more|with)\b",
    r"\bwent on worsening\b|\b(?:did|fared|was|were) (?:\w+ )?worse (?:with|in|than|after|under)\b|\bworse (?:with|in|than|after|under)\b",
    r"\b(?:favou?r(?:ed|s|ing)?|in favou?r of|to the advantage of) (?:the )?(?:control|sham|placebo|usual care|medication|drug|waiting)",
    r"\brise was [^;]{0,25}\b(?:larger|greater) with\b|\bdelayed\b|\bimpaired\b",
    r"\b(?:sham|control|placebo|medication|drug)s?(?: group| arm)? (?:was|were|did|had|gave|fared) (?:\w+ )?(?:better|superior|greater)",
)

#: A bad outcome that went up, and who it went up with.
BAD_UP: Final = re.compile(
    r"\b(?:pain(?! (?:relief|reduction|threshold|free|control|improvement|tolerance))|symptoms?|severity|disability|numbness|"
    r"neuropathy|synkinesis|complaints|events|relapse|recurrence)\b(?:[^.;,]|[.,](?=\d)){0,40}?\b(?:higher|greater|worse|rose|increased|"
    r"went up|more (?:severe|intense|frequent|common))\b(?:[^.;,]|[.,](?=\d)){0,12}?\b(?:with|in|after|under|among|for|than)\b(?P<who>(?:[^.;]|\.(?=\d))*)",
    FLAGS,
)

_DOWN_UP: Final = (
    r"(?:reduc|improv|decreas|reliev|alleviat|attenuat|amelior|ameliorat|benefi|rais|lower|increas|enhanc|promot|accelerat|restor|"
    r"suppress|inhibit|weaken|curb|lessen|diminish|shorten|lengthen|strengthen|boost|elevat|upregulat|downregulat|normali[sz]|eas)"
)
#: The treated group did better, or changed for the better.
BETTER: Final = _any(
    r"\b(?:superior|outperform\w*|surpass\w*|exceeded|preferable|favou?r\w*|better|best|beat|ahead of|advantage|an edge)\b",
    r"\b(?:more|greater|greatest|larger|higher|lower|less|lesser|fewer|faster|quicker|sooner|longer|further|earlier|smaller|stronger|"
    r"steadily|commoner|rarer|milder|shorter)\b(?=[^;]*\b(?:than|compared|versus|vs|with|in the|against|relative|after|under|groups?|"
    r"without|arms?|P ?[<=])|[^;]*$)",
    r"\bsignificant(?:ly)? below\b|\bhelped\b|\b(?:additional|extra|further) (?:pain )?(?:relief|benefit|improvement|reduction|gain)s?\b|\b(?:came|come|comes) out (?:ahead|on top|best)\b|\bahead (?:on|in|by)\b|\bwon over\b|\b\d[\d.]* ?(?:points?|mm|cm|units?) (?:below|under)\b",
    r"\b(?:twice|three times|half) as (?:many|much|often|likely|large|great)\b(?=[^.;]*\b(?:respon\w+|reach\w*|improv\w*|recover\w*|benefit\w*|relie\w+|pain|tablets?|rescue)\b)|\bhalf the (?:pain|symptoms?|score)\b",
    r"\b(?:odds|chances?|likelihood|rates?|numbers?) of (?:an? )?(?:\w+ )?(?:respon\w+|recover\w+|improvement|relief|success|cure)\b[^.;]{0,30}\b(?:doubled|tripled|raised|greater|higher|rose)\b",
    r"\b(?:cut|halved|lessened|curbed|soothed|abated|receded|subdued|spared)\b(?! off)",
    r"\b(?:significant(?:ly)?|marked(?:ly)?|substantial(?:ly)?|clear(?:ly)?)[ -](?:\w+ ){0,4}?(?:reduc\w+|improv\w+|decreas\w+|"
    r"increas\w+|reliev\w+|relief|differen\w+|benefi\w+|effective\w*|alleviat\w+|eas\w+|dropped|fell|rose|lower\w*|higher|attenuat\w+)",
    rf"\b{_DOWN_UP}(?:ed|es|e|ing|s|ted|ial|ts?|d)?\b",
    r"\bsignificant(?:ly)? \([^)]*\) ?(?:reduc|improv|decreas|increas|differ|better|lower|higher|greater)\w*",
    r"\bdifferences? (?:[^.;]|\.(?=\d)){0,60}\b(?:was|were|is|are) (?:found to be )?(?:statistically |highly )?significant",
    r"\bdiffered (?:significantly|by|from)\b|\bimprovement\b|\b(?:adjusted |mean )?(?:difference|gap|margin|lead) of \d",
    r"\bclinically (?:relevant|meaningful|important|significant) (?:\w+ )?(?:fall|drop|relief|effect|change|decline|gain)",
    r"\b(?:fell|dropped|rose|declined|diminished|subsided|abated|vanished|faded|fallen|risen|came down|went down|went up|climbed|gained|shrank|ceased)\b",
    r"\b(?:differed|differ) (?:significantly )?between\b|\bstatistically better\b|\bincremental\b|\badded (?:to|benefit)",
    r"\bshowed benefit\b|\b(?:probably )?(?:effective|efficacious)\b|\bgained? more\b|\bseparated\b",
)

#: The authors conclude that it does not work.
NOT_WORKING: Final = _any(
    r"\bno (?:more|greater|better|further) (?:pain )?(?:relief|benefit|effect\w*|improvement|than)\b",
    r"\bno (?:influence|effect|change)\w* (?:[^.;]|\.(?=\d)){0,50}\b(?:could|can) be (?:shown|found|seen|demonstrated)",
    r"\bno (?:sign|indication|trace|hint) of\b|\b(?:did|does|do) not (?:speed|hasten|attenuate|lower|lessen|modulate|promote|enhance|increase|decrease|change|alter)\b",
    r"\bno (?:place|role) for\b|\b(?:has|have|had|finds?|found|sees?|saw) no (?:place|role|part to play) (?:in|here|at)\b|\bno (?:place|role) in (?:the )?(?:treatment|management|care|relief)\b|\b(?:do|does|did) not (?:recommend|advise|advocate|favou?r the use)\b|\bno support (?:to|for) (?:the )?(?:use|acupuncture|needl\w+|treatment)\b|\bno reason to (?:use|offer|recommend|give)\b",
    r"\bnot (?:useful|helpful|beneficial)\b|\b(?:cannot|can not|could not) be (?:supported|justified|endorsed)\b|\bno (?:indication|basis|grounds|justification|case) for\b",
    r"\bno efficacy\b|\bnot efficacious\b|\bno (?:\w+ )?(?:analgesic|therapeutic|preventive|curative) (?:effect|value|action)\b",
    r"\bnot (?:an? )?effective\b|\bineffective\b|\b(?:do|does|did|can|could) not (?:\w+ )?support\b(?! or)",
    r"\bno (?:demonstrable|specific|detectable|apparent|additional|clinical\w*|relevant|meaningful|worthwhile|important) (?:\w+ )?(?:effects?|benefits?|efficacy|advantages?)",
    r"\bof (?:little|no|doubtful|limited) (?:\w+ )?(?:value|use|benefit|effect|worth|merit|help|avail)\b|\bno bearing on\b",
    r"\b(?:cannot|could not|should not) be (?:considered|regarded|called|seen)\b(?:[^.;]|\.(?=\d)){0,30}\b(?:useful|effective|beneficial|helpful|superior)",
    r"\bneither\b(?:[^.;]|\.(?=\d))*\bnor\b(?:[^.;]|\.(?=\d))*\b(?:effective|superior|better|benefi\w+|improv\w+|reliev\w+)",
    r"\bneither (?:\w+ ){1,4}?(?:was|were|is|are|proved|proves) (?:\w+ )?(?:(?:more )?effective|better|superior)\b",
    r"\bcannot be (?:recommended|advised)\b|\b(?:should not|must not) be (?:used|recommended|offered|advised)\b",
    r"\bnot (?:be )?(?:called )?(?:superior|more effective|better)\b|\bno (?:more effective|better) than\b|\b(?:argues?|argued|speaks?|spoke) against\b|\bnot what (?:relieves|eases|explains|causes)",
    r"\b(?:did|does) not (?:prevent|work|relieve|reverse|help|alleviate)\b",
    r"\bfail(?:s|ed)? to (?:prevent|reverse|relieve|improve|lower|lessen|attenuate|reduce|decrease|increase|promote|raise|alter|change|beat|exceed)\b",
    r"\blittle or no\b|\bunlikely (?:to (?:have|be|provide|produce|help)|that)\b|\bnot to (?:be )?(?:recommended|advised)",
    r"\bdoes not (?:appear|seem) to (?:\w+ )?(?:favou?r|improve|reduce|help|be|have|provide|benefit)\b",
    r"\bno (?:significant )?evidence (?:that|of|for|to support)\b|\bnot (?:be )?recommended\b",
    r"\black(?:s|ed)? (?:of )?(?:efficacy|effect)\b|\blittle (?:convincing|truly convincing)\b",
    r"\bno effect (?:on|of|was)\b|\bno benefit\b|\bbeyond placebo\b(?:[^.;]|\.(?=\d))*\b(?:no|not|unlikely|doubtful)\b",
    r"\b(?:excludes?|excluded|rul(?:es|ed) out)\b(?:[^.;]|\.(?=\d)){0,60}\b(?:minim\w+|clinically|worthwhile|important|meaningful)",
)

#: The authors call the evidence too weak to say.
INSUFFICIENT: Final = _any(
    r"\b(?:does|do|did|would) not (?:permit|allow|support|justify|warrant|suffice for) (?:\w+ ){0,3}?(?:verdict|conclusion|judge?ment|statement|recommendation|inference|advice|claim)s?\b",
    r"\b(?:advice|verdicts?|conclusions?|judge?ments?|recommendations?|statements?|answers?) (?:\w+ ){0,3}?(?:cannot|can not|could not|can hardly) be (?:given|drawn|made|reached|offered|based)\b",
    r"\b(?:cannot|could not|can not) be (?:\w+ )?(?:decided|settled|resolved|answered|excluded)\b|\bbe claimed or excluded\b|\b(?:could|can|did|does) ?not reach (?:a |any )?(?:\w+ )?(?:conclusion|verdict)",
    r"\b(?:rul(?:es?|ed) out|preclud\w+|prevent(?:s|ed)?|prohibit\w*|hamper\w*|forbid\w*) (?:\w+ ){0,3}?(?:conclusions?|inferences?|judge?ments?|recommendations?)\b|\bconclusions? (?:is|are|were) (?:precluded|prevented|limited|hampered|impossible)",
    r"\b(?:weak|poor|thin) and (?:inconsistent|heterogeneous|contradictory)\b|\bremains? to be (?:\w+ )?(?:established|demonstrated|confirmed|determined|clarified|tested)\b|\b(?:is|are|was|were|still) (?:still )?(?:unproven|unproved)\b|\b(?:found|is|was) wanting\b",
    r"\bnot (?:robust|strong|good|solid|sound) enough\b|\bnothing (?:firm|definite|certain|conclusive)\b|\buncertainty (?:persists|remains)\b|\b(?:effects?|benefits?|efficacy|effectiveness) (?:is|are|was|were) (?:\w+ )?uncertain\b|\bevidence base (?:is|was) (?:small|thin|weak|poor|slim|limited)\b|\bevidence is absent\b",
    r"\b(?:evidence|results|findings|data|trials|studies) (?:\w+ ){0,3}?(?:inconsistent|conflicting|contradictory|equivocal)\b",
    r"\b(?:statements?|conclusions?|judge?ments?|recommendations?|verdicts?|answers?) (?:is|are|was|were) (?:not (?:yet )?|im)possible\b|\bno trustworthy\b",
    r"\bdo(?:es)? not settle\b|\bunsettled\b|\bbefore (?:anything|conclusions?|it|any\w*) (?:\w+ ){0,3}?(?:said|drawn|recommended|concluded|claimed)\b|\btoo scant\w*\b",
    r"\binsufficient\b|\btoo (?:limited|few|small|weak|sparse|thin|little|poor|heterogeneous|varied|different|scarce)\b|\b(?:vary|varied|differ|differed) too (?:much|widely)\b",
    r"\b(?:did|does|do) not suffice\b|\bnot (?:sufficient|enough|conclusive|convincing|adequate\w*)\b|\binconclusive\b|\binadequate\b",
    r"\bno (?:firm|definit\w+|clear|reliable|robust|strong|valid|sound|certain|safe|sure|useful|convincing|conclusive|compelling|sufficient|adequate|high-quality|good) (?:clinical )?(?:conclusions?|evidence|recommendations?|statements?|judge?ments?|verdicts?|answers?|inferences?|proofs?|claims?)|\bnothing reliable\b|\bnot reliable\b|\bunreliable\b",
    r"\b(?:no|not?|cannot|could not)(?:[^.;]|\.(?=\d)){0,40}(?:conclusions?|inferences?|be) (?:\w+ )?drawn\b|\bno inference\b|\bno conclusions?\b",
    r"\bsupport (?:or|nor) refute\b|\brefute\b|\bneither (?:shown|confirm\w*|proved|proven|established) nor\b|\bnot powered\b|\bunderpowered\b",
    r"\bremains? (?:\w+ ){0,2}?(?:uncertain|unclear|unproven|unknown|open|controversial|insufficient\w*|limited|unsettled|to be (?:shown|proved|seen))\b",
    r"\b(?:is|are|was|were) (?:still |largely |very )?(?:uncertain|unclear|unknown|sparse|scarce|lacking|less clear)\b",
    r"\b(?:cannot|can not|could not) be (?:certain|sure)\b|\btoo uncertain\b|\black of (?:[\w-]+ ){0,3}?(?:evidence|trials|studies|data)|\blimited (?:\w+ )?evidence\b|\b(?:too )?little evidence\b",
    r"\bevidence (?:\w+ )?(?:is|was|remains) (?:\w+ )?(?:limited|weak|insufficient|lacking|sparse|thin|poor|contradictory)",
    r"\bcannot (?:be )?(?:determined?|concluded?|confirmed?|judged?|said|told)\b|\bcould not be (?:shown|determined|concluded|established|assessed)\b",
    r"\bno \w+ (?:\w+ )?can be recommended\b|\b(?:recommendations?|judge?ments?) (?:cannot|can not|could not) be made\b|\bno recommendations?\b",
    r"\b(?:not|im)(?: yet)? ?possible to (?:\w+ )?(?:say|tell|judge|conclude|determine|know|decide|recommend)\b|\b(?:cannot|could not) (?:yet )?(?:say|tell|judge|conclude|determine|decide)\b",
    r"\b(?:do|does|did) not allow (?:\w+ ){0,3}(?:judge?ment|conclusion)s?\b|\bvery low for all\b|\bneither confirm\w* nor\b|\bto conclude\b(?=\W*$)",
)

HEDGED: Final = _any(
    r"\b(?:may|might|could|potential(?:ly)?|possib\w+|promising|promise|encouraging|seems?|appears?|suggest\w*|hopeful|warrant\w*|trend)\b"
)

#: The effect is below what matters to people.
UNIMPORTANT: Final = _any(
    r"\bclinically (?:un|ir|non-?)(?:important|relevant|significant|meaningful)\b",
    r"\bnot (?:be )?(?:clinically )?(?:important|relevant|meaningful)\b|\b(?:fell short of|below|less than|did not (?:reach|exceed|meet)|"
    r"smaller than) (?:the |its )?(?:\w+[ -]){0,3}?(?:minim\w+|MCID|clinically)",
    r"\btoo small to (?:matter|count|be (?:\w+ )?(?:important|relevant|meaningful|noticed|felt))\b|\bnot (?:noticeable|perceptible)\b",
    r"\buncertain clinical (?:importance|relevance|significance)\b|\bsmall changes\b|\bnot (?:large enough|of a size) to matter\b",
)

#: Hope for more research, which is no finding.
HOPE: Final = _any(
    r"\b(?:potential role|first evidence|(?:further|larger|more|future|additional|definitive) (?:\w+ ){0,4}?(?:studies|trials?|research|work)|"
    r"warrants?|warranted|pilot data)\b"
)

#: Words by which a result names the other group, or pools a comparison.
TWO_GROUPS: Final = _any(
    r"\b(?:than|versus|vs\.?|compared (?:with|to)|between[- ](?:\w+ )?groups?|relative to|against|controls?|(?:both|two|the other|each|"
    r"treated|either) (?:groups?|arms?|people)|sham|placebo|SMD|WMD|MD|RR|OR|(?:mean|risk|adjusted) difference|pooled|arms?|untreated|those who waited|waiting)\b"
)
