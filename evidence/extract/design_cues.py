# ruff: noqa: E501 (a pattern is read whole)
"""The words that tell a design, strongest first.

"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from evidence.extract.gated import Gated, gated

NOTICE_TYPES: Final = frozenset(
    {"Retraction of Publication", "Retraction Notice", "Published Erratum", "Expression of Concern"}
)
_RATS = r"\b(?:rats?|mice|mouse|murine|rabbits?|dogs?|canine|cats?|guinea pigs?|monkeys?|piglets?|(?:mini)?pigs|swine|sheep|goats|horses?|mares|geldings|ponies|equine|bovine|ovine|porcine|cattle|cows|calves|steers|heifers|donkeys|llamas|ferrets|hamsters?|gerbils?|macaques?|chickens|toads|frogs|zebrafish|rodents?|(?:non-?human )?primates?|Sprague[- ]Dawley|Wistar|C57BL)\b"
RANDOM: Final = re.compile(r"\brandomi[sz]ed\b|\brandomly\b", re.I)
_SITTINGS = r"(?:sessions?|occasions?|visits?|days|periods?|conditions?|treatments?|interventions?|sides|plasters|drugs?|stimulations?|stimuli)"
#: One person gets each treatment in turn: by name, by an order left to chance, by what lies between the turns.
CROSSOVER: Final = gated(
    r"\bcross-?\s?over\b|\b(?:then|were|and|was) (?:then )?(?:switched|changed|crossed|swapped) over\b|\b(?:order|sequence) (?:\w+ ){0,2}(?:chosen|decided|set|determined|drawn|fixed|settled|picked) by (?:chance|lots?|a coin|coin)"
    r"|\b(?:had|received|underwent|given|got|went through|took|each|both|all|twice|conditions?|sessions?|treatments?|interventions?|occasions?|visits?|days)\b[^.;]{0,80}\bin (?:an? )?(?:random(?:i[sz]ed)?|(?:counter-?)?balanced) (?:order|sequence)\b(?! of (?:admission|arrival|entry|presentation|enrol))|\blatin square"
    r"|\bin (?:an? )?(?:random(?:i[sz]ed)?|(?:counter-?)?balanced) (?:order|sequence),? (?:\w+ ){0,3}(?:each|all|both|every|they|received|underwent|had|were given)\b"
    rf"|\b{_SITTINGS}\b[^.;]{{0,50}}\b(?:order|sequence)s? (?:of which |in which |was |were |being )?(?:[\w-]+,? ){{0,6}}?(?:was |were |being )?(?:random|counter-?balanced|decided by|drawn|left to chance)"
    rf"|\b(?:order|sequence) (?:of|for) (?:the )?(?:[\w-]+,? ){{0,8}}(?:was|were|being) (?:\w+ )?(?:random|counter-?balanced|drawn|decided by|left to chance)"
    r"|\b(?:came|given|went|was|were) first\b[^.;]{0,20}\b(?:being )?(?:decided|chosen|settled|drawn|random|left)\w*[^.;]{0,12}(?:chance|lot|coin|random)?"
    r"|\bown controls?\b|\bwash-?\s?out\b[^.;]{0,60}\b(?:between|separat\w+|in between|before (?:the )?(?:second|other|crossing))|\b(?:separated by|between|after|with) (?:an? |the )?(?:[\w-]+ ){0,4}wash-?\s?out"
    r"|\b(?:first|second) and (?:[\w-]+ ){1,3}(?:second|first),? or (?:the )?(?:reverse|vice versa|the other way)")
CLUSTER: Final = gated(r"\bas clusters\b|(?:^|[.;:,] |\n)(?:(?!from|in|at|of)[\w-]+ ){0,3}(?:clinics|practices|wards|villages|hospitals|schools|centres|centers|units) (?:were|was) (?:\w+ )?(?:randomi[sz]ed|randomly)|\bcluster[- ](?:controlled[, -]+)?randomi[sz]|\bcluster (?:controlled )?trial|randomi[sz]ed (?:by|at the level of) (?:cluster|practice|clinic)")
ANIMAL: Final = gated(rf"{_RATS}|\banimals?\b|\b(?:anxiety|depress\w+)-like behavio")
ANIMAL_SUBJECTS: Final = re.compile(_RATS, re.I)
HUMAN: Final = re.compile(r"\b(?:(?:out|in)?patients?|participants?|volunteers?|women|men|females?|males|adults|children|infants|people|humans?|subjects|individuals|survivors)\b", re.I)


_ANIMAL_WORDS: Final = frozenset(
    b"rat rats mouse mice murine rabbit rabbits dog dogs canine cat cats pig pigs minipigs swine sheep goats horse horses mares geldings ponies equine bovine ovine porcine cattle cows calves steers heifers donkeys llamas ferrets hamster hamsters gerbil gerbils macaque macaques chickens toads frogs monkey monkeys"
    b" piglet piglets zebrafish rodent rodents primate primates sprague wistar c57bl animal animals like".split()
)
#: What is no small letter or digit is a space.
_APART: Final = bytes(sign if chr(sign) in "abcdefghijklmnopqrstuvwxyz0123456789" else 32 for sign in range(256))


@lru_cache(maxsize=8)
def may_name_animals(lower: str) -> bool:
    """Whether a text in small letters may hold a word of `ANIMAL`; False is certain."""
    return not _ANIMAL_WORDS.isdisjoint(lower.encode("ascii", "replace").translate(_APART).split())


@dataclass(frozen=True, slots=True)
class Cue:
    """A design and the words that tell it."""

    value: str
    words: Gated


def _cue(value: str, pattern: str) -> Cue:
    return Cue(value, gated(pattern))


TITLE_CUES: Final = (
    _cue("letter", r"^(?:re|reply|in reply|response|comment|commentary|letter|editorial|invited commentary)\s?(?::|to\b|on\b)|\bcomment(?:ary|s)? on\b|\bletter to the editor|^correspondence\b|\bauthors?['’]? (?:reply|response)"),
    _cue("network_meta_analysis", r"network meta-?\s?analys|mixed treatment comparison"),
    _cue("overview_of_reviews", r"overview of (?:\w+ ){0,3}(?:reviews|meta)|umbrella (?:systematic )?review|review of (?:systematic )?reviews|overview of meta|review of (?:[\w-]+ ){0,4}(?:meta-?analyses|systematic reviews)"),
    _cue("bibliometric", r"bibliometric|scientometric|citespace|vosviewer|\bmapping (?:of )?(?:the )?(?:research|literature|field)|knowledge map|research (?:trends|hotspots)|\b(?:trends?|growth|output|landscape|hotspots|development)\b[^.]{0,50}\b(?:publications?|literature|research output|papers)\b[^.]{0,60}\b(?:web of science|scopus|pubmed|medline|\d{4}|citation)|\banalysis of (?:the )?(?:web of science|scopus)|\b(?:most|top|highly)[- ](?:\d+ )?(?:most[- ])?cited (?:articles|papers|publications)"),
    _cue("other", r"data mining (?:study|analysis)|based on data mining"),
    _cue("case_report", r"\bcase reports? (?:and|with) (?:\w+ ){0,3}review|\b(?:a|an|one|personal|own|our|new|single|first|rare|illustrative|clinical) (?:personal )?case,? (?:and|with|plus) (?:a |an )?(?:\w+ ){0,3}review|\bcase report\b(?!s? (?:studies|of studies))|: a case\b(?![ -](?:series|control|study of))|\breport of (?:a|one|an? \w+) case|\b(?:an?|one|rare|unusual|first|single) (?:\w+ ){0,3}case (?:of|with|report|study)\b"),
    _cue("meta_analysis", r"\bmeta-?\s?analy(?!ses of trials)"),
    _cue("systematic_review", r"systematic(?:ally)? (?:literature |literary |evidence )?(?:review|search|assessment)|cochrane review|systematic overview|rapid evidence (?:assessment|review)"),
    _cue("guideline", r"^(?!.*\b(?:reflection|commentary|adherence|extension of|statement for|checklist|appraisal|quality of|comparison|compliance|awareness|following|according|based) )[^:]*(?:: [^:]*)?\bguidelines?(?:[,:]? \(?(?:(?:focused|clinical|rapid|\d{4}) )?(?:update|revision)(?: \d{4})?\)?)?\s*[.:]?\s*$|\bguidelines?: |^(?:\w+ ){0,4}guidelines? (?:for|on)\b|(?<!of )(?<!of a )(?<!for )(?<!for clinical )\bpractice guidelines?(?: for| on| (?:from|of|by) the|:|\s*\.?$)|\bconsensus (?:statement|guideline|recommendation|document|report|on|using)|expert consensus|practice parameter|position (?:statement|paper)|^recommendations (?:for|of|from|on)|\brecommendations for (?:safe |clinical |good )?practice|\bexpert opinion\b|\b(?:updated|revised|treatment|clinical|evidence-based|international|joint) recommendations\s*\.?$"),
    _cue("narrative_review", r"\blessons from\b|\bwhat (?:[\w-]+ ){1,3}(?:have |has )?(?:taught|teach|teaches|tell|tells) us\b|\bnarrative (?:overview|synthesis|summary)|overview of (?:pre-?clinical|clinical|experimental|animal) (?:studies|work|evidence|research)|a critique|new concept|: a reflection|\bnarrative (?:overview|synthesis|account|summary)\b|(?:narrative|scoping|literature|critical|brief|mini|integrative|comprehensive|clinical|up-?to-?date|updated)[- ](?:mini[- ])?review\b|[:.?] ?an? (?!\w* ?(?:retrospective|chart|record|case))(?:\w+ ){0,3}(?<!chart )(?<!record )(?<!records )review\b|state[- ]of[- ]the[- ]art|\breview of (?:the |current |recent |published |available )?(?:\w+ )?(?:literature|evidence|studies|mechanisms)|\breview article|^(?:an )?overview of|[:.] ?an overview|: an update|: (?:a )?perspectives?\b|hypothes[ie]s paper|current (?:status|perspectives?|concepts)"),
    _cue("case_series", r"\bcase (?:series|reports|studies)\b|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|\d{1,2}) cases\b|report (?:of|on) (?:two|three|four|five|six|\d{1,2}) (?:cases|patients)|retrospective (?:case )?series"),
    _cue("qualitative", r"\bqualitative (?:\w+ )?(?:study|research|investigation|inquiry|analysis|exploration|evaluation)\b(?!.*\b(?:randomi|trial))|\binterview study\b"),
    _cue("survey", r"^(?:an? )?(?:\w+ ){0,2}survey\b|\bsurvey(?: of|\s*\.?$|:|among| study)|perceptions? of|attitudes (?:of|towards?)|questionnaire (?:survey|study)"),
    _cue("animal", rf"^(?!.*\b(?:patients?|children|women|men|adults|people|humans?)\b).*?(?:{_RATS})"),
    _cue("non_randomized_trial", r"non-?\s?randomi[sz]ed|\bwithout randomi[sz]ation|\b(?:not|un)-? ?randomi[sz]ed|quasi-?\s?(?:experimental|randomi)"),
    _cue("cohort", r"(?:adverse|safety)\b.{0,120}\btrials of\b|\bprospective (?:[\w-]+ ){0,2}(?:investigation|observation|documentation|monitoring|surveillance|evaluation|audit|recording) of (?:[\w-]+ ){0,3}(?:adverse|side|harms?|safety|complications|events)"),
    _cue("systematic_review", r"\b(?:quality|reporting|appraisal) of (?:[\w-]+ ){0,4}?(?:randomi[sz]ed )(?:controlled |clinical )?trials\b|\breports (?:about|of|on) randomi[sz]ed (?:controlled |clinical )?trials\b"),
    _cue("rct", r"(?<!mendelian )(?<!mendelian-)(?:randomi[sz]ed|randomi[sz]ation|randomly)(?! trials)|placebo-controlled|double-blind|sham-controlled"),
    _cue("case_control", r"case-control"),
    _cue("cohort", r"\bcohort\b|observational study|prospective observational"),
    _cue("retrospective", r"retrospective (?:\w+ )?(?:study|analysis|review|chart|evaluation|comparison)|\bchart review|\bretrospective\s*\.?$"),
    _cue("cross_sectional", r"cross-sectional"),
    _cue("qualitative", r"qualitative|focus groups?|interview study"),
    _cue("survey", r"\bsurvey\b|questionnaire study"),
    _cue("single_arm", r"single-arm|\bopen[- ]label pilot|uncontrolled (?:\w+ ){0,2}(?:study|trial|pilot|evaluation)"),
    _cue("retrospective", r"(?<!covid-19 )(?<!coronavirus )(?<!disease )(?<!pandemic )\boutbreak\b(?! of (?:the )?(?:covid|coronavirus|sars|novel|pandemic))"),
    _cue("in_vitro", r"^in vitro\b|: an in vitro study"),
)  # fmt: skip
_BASES = r"(?:medline|pubmed|embase|cochrane|cinahl|scopus|web of science|cnki|wanfang)"
REVIEW_CUES: Final = (
    _cue("network_meta_analysis", r"\b(?:compared|combined|ranked|joined|linked|pooled|analy[sz]ed|set) (?:\w+ )?in (?:a|one) (?:\w+ ){0,2}network\b|\bnetwork of (?:\w+ )?(?:treatments|trials|comparisons|interventions|studies)\b"),
    _cue("letter", r"\bin (?:a|this) letter to\b|\bthis (?:editorial|commentary|letter|viewpoint|correspondence|opinion (?:piece|article|paper))\b|\b(?:the|an) editorial (?:holds|argues?|comments?|discusses)\b"),
    _cue("overview_of_reviews", r"overview of (?:\w+ ){0,3}reviews|umbrella review|(?:systematic )?reviews (?:\w+ ){0,4}(?:were|was) (?:appraised|brought together|summari[sz]ed|overviewed)|review of (?:systematic )?reviews"),
    _cue("systematic_review", r"\b(?:a|this|our|the present|conducted|performed|systematically) (?:\w+ ){0,2}systematic(?:ally)? (?:literature )?review|systematic(?:ally)? (?:literature )?review(?:ed|ing)?,? (?:and|was|with|the|is|to|aim)|systematic(?:ally)? search|systematic literature search"),
    _cue("systematic_review", rf"(?:searched|searches|searching|search of|sought in)\b[^.]{{0,120}}(?:{_BASES}|databases)|{_BASES}[^.]{{0,200}}\b(?:were|was) (?:\w+ )?(?:searched|covered|screened|queried)|databases,?(?: [^.]{{0,80}})? (?:were|was) (?:\w+ )?(?:searched|covered|screened|used to)|(?:\d+|\w+) databases (?:to|until|from|through|were)\b|literature search (?:was|of|in|using)|\b(?:reports|papers|articles|studies|trials|surveys|publications|series)\b[^.]{{0,60}}\b(?:were|was) (?:\w+ )?(?:collected|gathered|retrieved|drawn|obtained|taken|identified|culled|assembled|extracted) (?:from|in|through|via) (?:[\w-]+ ){{0,3}}(?:databases|the literature|bibliographies)"),
    _cue("meta_analysis", r"we (?:performed|conducted|did|undertook) a (?:\w+ ){0,3}meta-?\s?analys[ie]s|this meta-?\s?analysis|meta-?\s?analysis (?:was|were) (?:performed|conducted|done|carried)"),
    _cue("systematic_review", r"\b(?:studies|trials|rcts|articles)(?: \([^)]{0,40}\))? (?:with|involving|comprising|including|enrolling) (?:a total of )?[\d,  ]+ (?:\w+ ){0,2}(?:participants|patients|people|subjects|women|adults)[^.]{0,60}\b(?:were|was|met) (?:included|identified|eligible|found|the)"),
    _cue("systematic_review", r"\b(?:studies|trials|rcts|articles|papers|reports|publications)\b(?: \((?:[^)]{0,30}\b)?(?:participants|patients|people|subjects|women|adults|n\s?=)?[^)]{0,50}(?:participants|patients|people|subjects|women|adults|n\s?=)[^)]{0,30}\)|,? (?:(?:with|involving|comprising|including|enrolling|covering|describing|of|on|totalling|having) )?(?:a total of )?[\d,  ]+ (?:\w+ ){0,2}(?:participants|patients|people|subjects|women|adults)(?: in (?:all|total))?,?)[^.]{0,60}\b(?:were (?:\w+ )?(?:included|analy[sz]ed|pooled|found|eligible|identified|kept|combined|reviewed|available|compared|ranked)|met|qualified|entered|contributed|fulfilled|informed|formed|made up)\b"),
    _cue("systematic_review", r"(?:^|[.:;] )(?:\d+|[\w-]+)(?: [\w-]+){0,3} (?:trials|studies|rcts) \([\d,  ]{2,} (?:\w+ )?(?:patients|participants|people|adults|women)\)"),
    _cue("systematic_review", r"(?:^|[.:] )(?:[\w-]+ ){1,5}(?:trials|studies|rcts)(?:, | \(|; )[\d,]+ (?:\w+ )?(?:patients|participants|people|adults|women)\)?\.(?: |$)|\bdata sources?: (?:[\w-]+ ){0,3}(?:databases|medline|pubmed)"),
)  # fmt: skip
#: A paper that speaks of itself as a review.
NARRATIVE: Final = _cue(
    "narrative_review", r"\b(?:this|the present|the current|our|in the) (?:\w+ ){0,2}(?:mini-?)?review (?:article |paper )?(?:aims?|focus\w*|summari\w+|discuss\w*|describ\w*|provid\w*|present\w*|highlight\w*|outlin\w*|explor\w*|examin\w*|address\w*|cover\w*|will|is|was|of|we|sets?|argu\w+|goes|also|offers?|looks?|deals?|considers?|weighs?|traces?|asks?|charts?|explains?|follows?|takes?|brings?|gathers?|collects?|turns?|draws?)\b|\bit is (?:explained|argued|discussed|proposed|set out) (?:how|that|why|what)\b"
    r"|\bin this (?:\w+ ){0,2}review\b|\bwe (?:\w+ ){0,2}review(?:ed)? (?:\w+ ){0,2}(?:the (?:\w+ ){0,3}(?:literature|evidence|mechanisms?|role|data on|knowledge|current)|current|recent|available|evidence|literature|what)|\b(?:is|are) (?:\w+ )?reviewed\b|\b(?:article|paper|chapter) (?:briefly )?reviews\b|\bthe review (?:sets|discusses|summari\w+|describes|goes|covers|argues)\b"
    r"|\breview (?:the|of the) (?:current|recent|available) (?:literature|evidence|knowledge)|\b(?:this|the) (?:article|paper|chapter) (?:aims to )?(?:summari\w+|discuss\w*|provides an overview|gives an overview|overviews)|\bthis (?:\w+ ){0,2}(?:survey|primer|essay|chapter|seminar|lecture|tutorial|synthesis|narrative|overview) (?:tells (?:of|about|how)|follows|covers|traces|sums|looks|goes|sets|gives|deals|takes|considers|describes|summari\w+|explains|walks)\b|\b(?:theme|subject|topic|matter) of (?:this|the) (?:[\w-]+ ){0,4}review\b|\bthis (?:[\w-]+ ){0,3}review from\b|\b(?:evidence|work|findings|literature|studies|knowledge|data|experiments|mechanisms|research)\b[^.;]{0,80}\b(?:is|are) (?:here )?(?:summari[sz]ed|brought together|gathered|reviewed|surveyed|drawn together|collected|outlined|set out)(?: here\b|\s*\.)|\b(?:article|paper|chapter|text|essay) (?:\w+ )?(?:sums up|traces|goes through|goes over|sets out|covers|looks at|outlines|gathers|brings together|explains|walks through)\b|\bwhat is known (?:of|about|on)\b|\b(?:most|much|many|some) (?:of the )?(?:work|studies|evidence|research|experiments|data|material) [^.;]{0,40}\b(?:rodents|animals|rats|mice)\b|\bauthors (?:propose|surveyed|review|discuss)\b|\bpurpose of (?:this )?review\b|\bno review had\b",
)  # fmt: skip
STUDY_CUES: Final = (
    _cue("qualitative", r"\bqualitative (?:\w+ )?(?:study|research|interviews?|design)\b|\b(?:coded|sorted|grouped|arranged|organi[sz]ed|analy[sz]ed|read|examined)\b[^.;]{0,30}\b(?:themes|thematically|constant comparison|grounded theory|framework analysis|phenomenolog\w+)\b|\bconstant comparison\b"),
    _cue("non_randomized_trial", r"without randomi[sz]ation|\bno randomi[sz]ation\b|\bnot (?:\w+ )?(?:by|at|left to) (?:lots?|chance|random|the draw)\b|\bby (?:centre|center|site|ward|clinic|hospital),? (?:and |but )?not\b|\bnot (?:been )?randomi[sz]ed|\bunrandomi[sz]ed|\b(?:according to|depending on) (?:the |their )?(?:date|day|order|week) of (?:admission|arrival|birth|visit|attendance|presentation)|non-?\s?randomi[sz]ed (?:\w+ ){0,2}(?:trial|study|controlled|design|comparison)|quasi-?\s?(?:experimental|randomi)|(?:allocated|assigned|divided) (?:[\w-]+ ){0,4}by (?:patients?['’]? |their )?(?:preference|choice|time of|date of|day of|order of)|\b(?:allocation|assignment|grouping|choice of (?:group|treatment)) (?:\w+ ){0,2}?(?:followed|depended on|rested (?:on|with)|was left to|was by|was made by|went by)\b[^.;]{0,30}\b(?:preference|choice|wish(?:es)?|order|date|day)\b|\b(?:patients|participants|women|people|they) (?:\w+ )?chose (?:for themselves|which (?:treatment|group|arm)|their (?:own )?(?:treatment|group))|\b(?:in|by) (?:the )?order of (?:admission|arrival|entry|presentation)\b|\b(?:put|placed|entered|taken) alternately\b|\b(?:odd|even) (?:days|dates|numbers)\b|\b(?:placement|allocation|choice|treatment) (?:was |were )?(?:left to|at|by) the (?:discretion|choice|judg)|alternately (?:assigned|allocated)|(?:assigned|allocated) (?:\w+ )?alternate"),
    _cue("single_arm", r"(?:single[- ]|\bone-)arm(?:ed)?\b|\b(?:open|uncontrolled|open-label|study|trial)\b[^.;]{0,20}\b(?:of |with )?one arm\b|\bone arm (?:only|and no)\b|uncontrolled (?:\w+ )?(?:trial|study|pilot)|single[- ]group\b|one-group pre"),
    _cue("crossover_rct", r"\blatin square|\bin (?:a )?counter-?balanced (?:order|sequence)|\b(?:active|real|true|verum|genuine)\b[^.;]{0,80}\b(?:sham|placebo|inactive)\b[^.;]{0,60}\bin turn\b|random[^.]{0,120}cross-?\s?over|cross-?\s?over[^.]{0,160}\b(?:random|placebo|sham|double-blind)|(?:random|placebo|sham|double-blind)[^.]{0,160}\b(?:then|were|and) (?:then )?(?:swapped|exchanged) (?:treatments?|arms|groups|drugs?)\b|(?:placebo|sham|double-blind)[^.]{0,120}cross-?\s?over"),
    _cue("rct", r"(?:were|was|be|been) (?:then |also |subsequently )?(?:\w+ )?randomi[sz]ed|\brandomi[sz]ed,? (?:[\w-]+,? ){0,6}?(?:trial|study|comparison|pilot|controlled|design)\b|randomly (?:[\w-]+ ){0,2}?(?:assigned|allocated|allotted|apportioned|divided|selected to receive|received|placed|distributed|grouped|split|given)|(?:assigned|allocated|divided|allocation) (?:[\w-]+ ){0,2}(?:at random|randomly|by randomi)|\bwe randomi[sz]ed|randomi[sz]ation (?:was|to|ratio|list|schedule|table)|\b(?:before|after|until|since|following) randomi[sz]ation\b|\bby lots?\b|\b(?:allotted|assigned|allocated) (?:(?!by|according)[\w-]+ ){1,7}(?:or|and) (?:to )?sham|randomi[sz]ed (?:treatments?|order|sequence)|(?<![\w-])random (?:order|sequence)\b|\b(?:order|sequence) (?:\w+,? ){0,9}(?:was|were|being) (?:\w+ )?random|\bcoin\b[^.;]{0,30}\btoss|\btoss(?:ed|ing)? (?:of )?a coin|\b(?:decided|determined|chosen|settled) by (?:chance|lots?|a coin)|\bchance decided\b|\b(?:arms|allocat\w+|randomi\w+|assigned)\b[^.;]{0,25}\b1 ?: ?1(?: ?: ?1)?\b|random (?:number|allocation|assignment)|\brandom (?:digits?|tables?|lists?|cards?|draw|lots)\b|\bdr[ae]w(?:n|ing)? (?:[\w-]+ ){0,3}(?:envelopes?|lots?|cards?|slips?|tickets?|tokens?|balls?|papers?)\b|\b(?:envelopes?|cards?|slips?|lots|tickets) (?:that )?(?:they |\w+ )?(?:were |was )?(?:drew|drawn)\b|double-blind|double-masked|placebo-controlled|sham-controlled|at random\b|\bchance (?:assigned|allocated|decided|placed|put|sent)\b|\b(?:assigned|allocated|divided|allocation|split|decided|drawn|drawing) (?:\w+ ){0,4}?(?:by )?(?:chance|lot|lots|coin|sealed envelopes?)\b|\bdr[ae]w(?:ing)? lots\b|\border (?:\w+ )?(?:chosen|decided|set|determined) by (?:chance|lot)|\bcomputer[- ](?:generated )?(?:\w+ )?(?:list|sequence|randomi\w+)|(?:allocated|assigned|randomi[sz]ed) (?:\w+ )?(?:in a )?\(?\d ?: ?\d|\b(?:block|stratified|central|permuted|simple|adaptive|computeri[sz]ed) randomi[sz]ation|\b(?:patients|participants|women|men|adults|people|subjects|volunteers) (?:\w+ )?randomi[sz]ed\b|\brandom numbers?\b|randomi[sz]ed, |randomi[sz]ed (?:patients|to|into|participants|women|men|adults|subjects|in a)|\bRCT (?:placed|in|with|of|compar)|\b(?:pilot|this|an?|controlled|blind(?:ed)?|parallel(?:-group)?|multicent(?:re|er)|small|large) RCT\b|\band randomi[sz]ed (?:in|to|into|by|between|among)\b|\brandomi[sz]ed by (?:sealed|opaque|envelope|computer|a computer|central|lots?|blocks?|minimi[sz]ation|telephone|coin|drawing)|randomly (?:put|sent|sorted|directed|entered|separated|split|placed|parted)\b|(?:allocated|assigned) by (?:a |an )?(?:central|computer|telephone|web|envelope|internet)"),
    _cue("case_report", r"\b(?:we|to|authors|study|article|paper|i) (?:here |hereby |herein )?(?:reports?|presents?|describes?) (?:on )?(?:a|the|an|one|our|this) (?:[\w-]+,? ){0,6}?(?:case|patient|man|woman|boy|girl|infant|child|newborn|neonate)\b|\b(?:an?|the|this|our) (?:[\w-]+ ){0,4}\d+[- ]?(?:year|month|day|week)s?[- ]?old|\b(?:male|female|man|woman), ?(?:aged )?\d+ years|\b(?:one|a|this|present|rare|unusual|first) (?:\w+ ){0,2}case (?:is|was|of [^.]{0,90}(?:is|was)) (?:described|reported|presented)|\b(?:is|are) (?:described|reported|presented) in (?:a|an|one) (?:\w+ ){0,4}(?:patient|man|woman|boy|girl|child)|^case (?:report|presentation|description)\b|\bin this case report|\bthis case (?:report|illustrates|highlights|demonstrates|shows|describes)"),
    _cue("case_series", r"case series|\b(?:descriptive|retrospective|consecutive) (?:\w+ )?series\b|(?:report|describe|present)(?:s|ed)? (?:on )?(?:two|three|four|five|six|seven|eight|nine|ten|\d{1,2}) (?:[\w-]+ ){0,3}(?:cases|patients)|\b(?:two|three|four|five|six|seven|eight|nine|ten|\d{1,2}) (?:[\w-]+ ){0,3}(?:cases|patients|people|women|men|adults|children|amputees)\b[^.]{0,80}\b(?:are|were) (?:\w+ )?(?:described|presented)\b|\bservice evaluation"),
    _cue("case_control", r"case-control|\bcases\b[^.;]{0,60}\band (?:[\w-]+ ){1,3}controls\b|\band as many (?:[\w-]+ )?(?:matched|controls|without|free of)"),
    _cue("survey", r"\b(?:online|postal|mail|web-based|telephone|national|cross-sectional|anonymous|internet|prospective) (?:\w+ )?(?:survey|questionnaire)|\b(?:we|were) surveyed\b|\bsurvey (?:of|was|were|among)\b|(?:questionnaires?|(?<!consent )(?<!report )forms?) (?:was|were) (?:\w+ )?(?:sent|mailed|distributed|e-?mailed|posted|handed|answered by|returned by|put to|filled (?:in|out) by)\b|\b(?:returned|filled (?:in|out)|replied to|answered) (?:it\b|(?:the|a|an|our) (?:[\w-]+ ){0,2}(?:forms?|questionnaires?|survey)\b)|\bfilled it in\b|\b(?:were|was) (?:sent|mailed|handed|e-?mailed|posted) (?:a|an|the) (?:[\w-]+ ){0,3}(?:questionnaire|survey|form)\b|\b(?:asked|invited|contacted|approached|polled|canvassed|questioned) (?:by|through|via|over) (?:e-?mail|post|mail|(?:tele)?phone|the (?:internet|web))\b|\ba (?:[\w-]+ ){0,3}questionnaire was (?:completed|answered) by (?:the )?\d|\bsurveyed by (?:e-?mail|post|mail|(?:tele)?phone)"),
    _cue("cross_sectional", r"cross-sectional"),
    _cue("cohort", r"\bcohort (?:study|analysis|of)\b|observational (?:study|data)|\bpropensity[- ](?:scor|match|weight)\w*|\bclaims (?:of|from|on|for) (?:\d|people|patients)|followed (?:up )?prospectively|registry (?:study|data|analysis)"
         r"|\b(?:insurance|claims|reimbursement)\b[^.]{0,30}\b(?:data(?:base|bases|set)?|register|registry|records|claims)\b|\bclaims of\b[^.]{0,60}\b(?:insurance|register|registry)\b|\b(?:national|nationwide|population|cancer|medical|hospital|patient|disease) (?:\w+ ){0,2}(?:register|registry)\b|\b(?:register|registry) of (?:\d|patients|people)"),
    _cue("retrospective", r"\bretrospective(?:ly)?\b|\bchart review|(?:charts?|records?) (?:of|from|were) [^.]{0,80}\b(?:reviewed|searched|examined|analy[sz]ed)|from hospital charts"),
    _cue("qualitative", r"qualitative (?:study|research|analysis|interview|method|approach|design)|semi-?structured (?:\w+ )?interview|focus groups?\b|thematic analysis"),
    _cue("cohort", r"\bcohorts?\b|\bsecondary analys[ie]s of (?:the |a )?(?:\w+ ){0,3}(?:data|trial|participants)"),
    _cue("survey", r"\bsurvey(?:s|ed)?\b"),
    _cue("single_arm", r"\bwithout (?:a |any |an? \w+ )?(?:comparison|comparator)(?: (?:group|arm))?\b"),
    _cue("case_series", r"consecutive (?:patients|cases)"),
    _cue("single_arm", r"before and after (?:\w+ )?(?:treatment|acupuncture|therapy|intervention)|without (?:a )?control|\bpre-?post\b|all patients received|open-label|single-centre pilot|pilot (?:study|trial)"),
    _cue("in_vitro", r"\bin vitro\b|\bcell lines?\b|cultured (?:\w+ )?(?:cells|neurons)"),
)  # fmt: skip
LAST_CUES: Final = (
    _cue("cohort", r"\bconsecutive (?:patients|cases)\b"),
    _cue("guideline", r"(?:this|these|the present) (?:\w+ ){0,3}(?:guidelines?|consensus)|guideline (?:was|provides|development)|consensus (?:was|statement|panel)"),
    _cue("narrative_review", r"(?:article|paper|authors?|we|chapter) (?:briefly |also |will )?(?:propos|discuss|summari[sz]|argu)\w* (?:a|the|how|what|that|evidence|mechanisms|current|recent|some)|(?:this|the) (?:article|paper|chapter) (?:reviews|discusses|summari[sz]es|describes|aims|provides|presents|explores|outlines)|\breview\b(?! board)[^.]{0,40}\b(?:literature|evidence)|\bis discussed\b|\bare discussed\b"),
)  # fmt: skip
