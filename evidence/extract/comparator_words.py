# ruff: noqa: E501 (a pattern is read whole)
"""The words that name a comparator, by kind."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from evidence.extract.gated import Gated, gated

_VERSUS: Final = (
    r"(?:versus|vs\.?|non-?inferior\w*|equivalen\w+|(?:compared|comparable|comparison) (?:with|to)|compar\w+[^.;]{0,60}\b(?:with|to|and)|against|than|or|controls? (?:groups? )?(?:received|receives?|had|was|were|took|with|will (?:receive|be given|take|have)|is given)"
    r"|controlled by|\bbetween [^.;]{0,60}\band|similar to|(?:that|those|seen|achieved) (?:with|of|under|from))(?: (?:to|of|with|from|by))?"
)
DRUGS: Final = (
    r"(?:drugs?|medicines?|medications?|pharmaco\w+|pharmaceutical\w*|western medicine|carbamazepine|oxcarbazepine|gabapentin|pregabalin|duloxetine|amitriptyline"
    r"|prednis\w+|(?:gluco)?cortico?steroids?|steroids?(?: block| injections?)?|NSAIDs?|ibuprofen|nimesulide|diclofenac|inositol|venlafaxine|naloxone|saline"
    r"|analgesics?|anti-?inflammatory drugs?|morphine|opioids?|lidocaine|tramadol|celecoxib|antidepressants?|metoprolol|topiramate|flunarizine|sumatriptan|valacyclovir|acyclovir|antiviral\w*|epalrestat|lipoic acid|hormone (?:replacement )?therapy"
    r"|\w{3,}(?:pezil|olol|statin|sartan|azepam|triptan|oxetine|profen|oxicam|coxib|prazole|gabalin|pentin|setron|dipine|fenac|codone|morphone|fentanyl|triptyline|pramine|barbital|thiazide))"
)  # fmt: skip
ACTIVE: Final = (
    r"(?:night splint\w*|splint\w*|orthos[ie]s|physiotherapy|physical therapy|exercises?|(?:\w+ )?training|massage|(?:nerve|steroid|ganglion|epidural|plexus|facet) blocks?|surgery|traction|spinal manipulation|rehabilitation"
    r"|manipulation|TENS|radiofrequency|PRF|cognitive behaviou?ral|education|yoga|active (?:treatment|control|comparator)s?|other (?:active )?(?:treatments?|therap(?:y|ies))|ultrasound|psychotherapy|counsell?ing|local injections?|electrotherapy|interferential\w*|diathermy|shock ?-?wave\w*|kinesio\w*|taping|chiropract\w*|osteopath\w*|(?:\w+ )?baths?|balneo\w+|mirror therapy|infrared\w*|biofeedback|hypnosis|relaxation|meditation|cupping|(?:wrist |back |night )?braces?|(?:epidural |local |steroid )?injections?(?! of)|herbal \w+|tai chi|qigong)"
)  # fmt: skip
_NEEDLED: Final = r"(?:electro-?acupuncture|EA|moxibustion|laser acupuncture|dry needling|warm\w* needl\w*|warm acupuncture|fire needl\w*|manual acupuncture|MA|body acupuncture|auricular acupuncture|ear acupuncture|acupressure|TEAS)"
_MODE: Final = r"(?:(?:manual|body|plain|auricular|ear|traditional|conventional|simple|ordinary|real|true|low-|high-|or|to|high-frequency|low-frequency) ?){0,4}"
#: What people of every arm had alike.
EVERYONE: Final = (
    r"(?:everyone|everybody|all(?: patients| participants| women| men| of them| arms| groups| subjects)?|both (?:groups|arms)|each (?:group|arm)|every (?:patient|participant|group|arm)) (?:also |further |kept |continued )?"
    r"(?:took|taking|received|receiving|had|were given|wore|got|using|used|continued|stayed on|followed|did|underwent|on)"
)
_N: Final = r"(?:\d+|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)[\w-]*)"
_LITTLE: Final = r"(?:the|an?|oral|standard|western|conventional|routine|local|first-line|another|same|only|intravenous|topical)"


@dataclass(frozen=True, slots=True)
class Rule:
    """A kind of comparator and its words."""

    name: str
    words: Gated


def _rule(name: str, pattern: str) -> Rule:
    return Rule(name, gated(pattern))


RULES: Final = (
    _rule("sham", r"\bsham(?![- ]?(?:operat\w*|surger\w*|injur\w*|CCI|SNL|SNI|group underwent|rats|mice))\b|\bplacebos?\b|pseudo-?\s?(?:acupuncture|EA|stimulation|electro)|non-?penetrating|non-?invasive (?:control|placebo)"
          r"|(?:simulated|mock|fake|minimal|dummy|Streitberger)\s+(?:acupuncture|needl\w*|EA|electroacupuncture)|\bnon-?(?:acu)?points?\b|\bnon-?acupuncture points?\b|superficial needling|light needling|\b(?:detuned|deactivated|inactive|disconnected|imitation|pretend(?:ed)?|feigned|blunt(?:ed)?|retractable|telescopic) (?:\w+ )?(?:acup\w+|needl\w*|laser|device|stimulat\w*|TENS|EA|electro\w*|probe|treatment)"
          r"|\b(?:did not|does not|do not|not|without) (?:\w+ )?(?:pierc|penetrat|punctur|break)\w* (?:of )?(?:the )?skin|\b(?:points?|sites?|places?|spots?) (?:that (?:are|were) )?(?:not (?:acupuncture|acupoints|on|at|known)|away from|off the|outside (?:the )?(?:meridian|channel|acupoint)|beside the|irrelevant|unrelated|of no (?:known )?(?:use|effect))|\boff (?:the |any )?(?:channels?|meridians?|acupoints?|acupuncture points?)\b|\b(?:irrelevant|unrelated|inactive|control|wrong|dummy) (?:acupoints?|acupuncture points?|points)\b|\b(?:laser|device|current|stimulator|machine|apparatus|unit)[^.;,]{0,15}\b(?:switched|turned|left) off\b|\b(?:without|no|zero) (?:any )?(?:electrical )?current\b"
          r"|\bnon-?(?:channel|meridian|trigger)\b|\b(?:taped|glued|stuck|attached|fixed) (?:on|to|onto) the skin|\btouch(?:ed|es|ing) the skin|\b(?:needles?|tips?|shafts?)\b[^.;]{0,40}\bretract\w*|\bno (?:electricity|current) (?:\w+ )?(?:flow|pass|deliver|appl|giv)\w*|\bwithout (?:entering|going through|breaking|piercing|penetrating) (?:it|the skin)"),
    _rule("waitlist", r"\boffered (?:the )?(?:acupuncture|treatment|needling|needles|sessions) (?:after|at the end|later|once|when)\b|(?<!on a )(?<!on the )\bwait(?:ing)?[- ]?list\w*(?! for)|\bdelayed[- ](?:treatment|acupuncture|intervention)|(?:deferred|later|postponed) (?:treatment|acupuncture|needling)|\b(?:immediate(?:ly)?|at once|straight away)\b[^.;]{0,40}\b(?:or|versus|vs\.?|against)\b[^.;]{0,25}\b(?:delayed|deferred|later|after (?:a )?(?:\w+[- ])?(?:weeks?|months?))|\bwait(?:ed|ing) (?:for )?(?:\w+ ){0,3}(?:weeks|months|before|until|their turn)|\b(?:controls?|control group|others?|rest|remaining \w+|\d+|\w+ty|\w+teen|\w+-\w+) (?:who )?waited\b|\bwho waited\b"),
    _rule("usual_care", r"\b(?:usual|standard|routine|conventional|best|optimal)(?:\s+(?!and|or|with|of|in|to)[\w-]+){0,2}\s+(?:care|management)(?: only| alone)?\b|treatment as usual|\bcare (?:(?!and|or)\w+ ){0,6}as usual|\bbest (?:supportive|available) care|\bordinary (?:medical )?care|\b(?:their|on with the|the|with|continued) usual (?:medical )?(?:treatments?|therap(?:y|ies)|drugs|medication)|conventional (?:medical )?management|care as usual|(?:conventional|standard|optimal|best) medical (?:practice|therapy|treatment)"
          r"|\b(?:conventional|standard|routine|basic|regular)(?: western)?(?: medical)? (?:treatments?|therap(?:y|ies))(?= (?:alone|only|group|control|arm|was|were|or|and)\b|[,.;)]|$)"),
    _rule("no_treatment", r"\bno[- ](?:active |specific |further |additional )?(?:treatments?|interventions?|acupuncture|acupressure|moxibustion|needling|needle|stimulation|therapy|EA)\b|\bno-needle\b|\b(?:rest|session|condition|period|visit|sitting|lying|day) (?:\w+ )?without (?:any )?needles?\b|\b(?:and|or|one) (?:one )?without(?: needles)?(?=[.,;])|\b(?:rest|resting|quiet (?:rest|sitting))\b (?:only|alone|without|period|condition|session|control|as (?:a )?control)|\b(?:control|another|third) (?:session|condition|period) (?:of|with) (?:\w+ )?rest\b|\b(?:or|and|versus|than|to|against) (?:at )?rest\b|\bleft (?:alone|untreated)\b|\b(?:merely|only|just|simply) rested\b|\bnon-?users\b|\b(?:with|to|versus|than) non-?use\b|\b(?:controls?|control (?:group|arm)s?)(?: (?:that|who|which))? (?:had|received|got|were given) (?:none|nothing)\b|\b(?:un|non-?)treated\b|\b(?:or|versus|vs\.?|against|and|to|than|given|had|received|doing) nothing\b|(?<!weeks )(?<!months )(?<!days )(?<!with or )without (?:any )?(?:acupuncture|EA|treatment|stimulation)\b(?![- ](?:interruption|effect|related|response|failure|delay|artifact))|\bversus none\b|\bnon-?acupuncture (?:controls?|group)|\bNA\b(?= \()|blank control|\breference group|\b(?:did not|not) receiv\w+ any (?:treatment|stimul\w+|intervention|acup\w+|therapy)|\breceived no (?:treatment|stimul\w+|intervention|acup\w+|therapy)"),
    _rule("vitamin_b", r"\b(?:mecobalamin|methylcobalamin|cobamamide|cobalamin|cyanocobalamin|vitamins? B\s?-?\d*)\b"),
    _rule("drug", rf"\b{_VERSUS}\s+(?:{_LITTLE}\s+){{0,3}}(?:[\w-]+\s)?{DRUGS}\b|\b{DRUGS}\s+(?:group|arm|alone|controls?|therapy group)\b|\b(?:took|taking|receiv(?:ed|ing)|given)\s+(?:oral\s+)?{DRUGS}\b|\b(?:assigned|allocated|randomi[sz]ed|divided)\b[^.;]{{0,80}}?\bto (?:oral )?{DRUGS}\b|\b(?:controlled with|that (?:with|of)) {DRUGS}|\b{DRUGS}[^.;]{{0,25}} (?:served|acted|was used|was given|were given) as (?:the |a )?(?:controls?|comparators?|comparison)|\b(?:controls?|comparators?|comparison) (?:was|were|being) (?:\w+ ){{0,2}}{DRUGS}\b|\b(?:and|or|while|whereas|[,;]) (?:the )?(?:others?|rest|remaining|second|{_N}) (?:\w+ ){{0,2}}?(?:(?:had|got|used|on|to|were on|were put on|received|took|with) (?:\w+ )?)?{DRUGS}\b"
          rf"|\b{DRUGS}, (?:[\w ]{{2,20}}, ?)?(?:[\w ]{{2,20}} )?(?:and|or) (?:\w+ )?(?:electro-?)?acupuncture\b"),
    _rule("other_active", rf"\b{_VERSUS}\s+(?:{_LITTLE}\s+){{0,2}}(?!sham)(?:[\w-]+\s)?(?<!sham ){ACTIVE}|\b{_VERSUS}\s+(?:[\w-]+\s){{0,2}}(?:exercises?|training)\b|\bnon-?acupuncture (?:treatments?|therap(?:y|ies)|interventions?)|\b{ACTIVE}\s+(?:group|arm|alone|controls?)\b|\b{ACTIVE}[^.;]{{0,25}} (?:served|acted|was used|was given|were given) as (?:the |a )?(?:controls?|comparators?|comparison)|\b(?:controls?|comparators?|comparison) (?:was|were|being) (?:\w+ ){{0,2}}{ACTIVE}\b|\b(?:and|or|while|whereas|[,;]) (?:the )?(?:others?|rest|remaining|second|{_N}) (?:\w+ ){{0,2}}?(?:(?:had|got|used|did|wore|received|to|with|underwent) (?:\w+ )?)?{ACTIVE}|\b(?:an|another|other) active (?:treatments?|therap(?:y|ies)|controls?|interventions?|comparators?)\b"
          rf"|\b{ACTIVE}, (?:[\w ]{{2,20}}, ?)?(?:and|or) (?:\w+ )?(?:electro-?)?acupuncture\b"),
    _rule("add_on", rf"\b(?:plus|combined with|added to|adding acupuncture|add-?on|on top of|in addition to|along with|alongside|together with|as an adjunct)\b[^.;]{{0,80}}|\b{EVERYONE}\b|the same plus|\bthe same with\b|\bwith or without (?:additional |added )?(?:electro-?|manual )?(?:acup|needl|moxib|EA\b)\w*|\b(?:half|one (?:group|arm)|the other (?:group|arm|half)|some) (?:of them )?also (?:had|got|received)\b|\ba combination of (?:electro-?)?acupuncture and\b"),
    _rule("other_acupuncture", rf"\b(?:{_NEEDLED}|manual|acupuncture)(?: group)?\s+(?:versus|vs\.?|compared (?:with|to)|or|against|than|to)\s+(?:to )?{_MODE}{_NEEDLED}\b|\b{_NEEDLED}(?: group)?\s+(?:versus|vs\.?|compared (?:with|to)|or|against|than|to)\s+(?:to )?{_MODE}acupuncture\b|\b(?:{_NEEDLED}|acupuncture|needling)(?: (?:at|of|with|on) [\w /-]{{1,25}}?)? (?:was |were )?(?:compared (?:with|to)|versus|vs\.?|against|outdid|outperformed|beat|surpassed|(?:\w+ )?(?:better|superior|more effective|stronger) (?:than|to)) {_MODE}{_NEEDLED}\b|\b{_NEEDLED} (?:was |were )?(?:\w+ )?(?:compared (?:with|to)|versus|vs\.?|or|against|than|outdid|outperformed|beat|surpassed|(?:better|superior|more effective|stronger) (?:than|to)) (?:the )?(?:plain|ordinary|simple|conventional|routine|common|standard|manual|traditional|usual) (?:needling|acupuncture|needles)\b|\b(?:between|compar\w+(?: of)?|compar\w+ the (?:\w+ ){{0,3}}of|both) {_MODE}(?:{_NEEDLED}|acupuncture) (?:and|with) {_MODE}(?:{_NEEDLED}|acupuncture)\b|\b(?:{_NEEDLED}|manual|acupuncture) and {_MODE}(?:{_NEEDLED}|acupuncture) (?:could not be told apart|groups\b|did not differ)"
          r"|\bdeep(?:er)? (?:needling|acupuncture|insertion)[^.;]{0,40}\bshallow|(?:acupuncture|needling) with (?:manipulation|de ?qi|stimulation|rotation)[^.;]{0,40}\bwithout\b|\b(?:two|three|four|different) (?:styles|kinds|types|forms|techniques|modes|methods|schools|ways) of (?:\w+ )?(?:electro-?)?(?:acup\w*|needling|stimulation)|(?:acupuncture|needling|stimulation|needles left) without (?:it|manipulation|de ?qi)\b|needles left without|different (?:\w+ )?(?:frequenc|acupoint|acupuncture (?:method|technique|point)|doses|intensit)\w*|standardi[sz]ed (?:acupuncture )?(?:versus|vs\.?|or|and|with|compared with) individuali[sz]ed|individuali[sz]ed (?:acupuncture )?(?:versus|vs\.?|or|and|with|compared with) standardi[sz]ed|\bdistal\b[^.;]{0,30}\blocal (?:points|acup)|\b(?:local|near) (?:points|needling|acupoints)\b[^.;]{0,40}\b(?:distant|remote|distal)\b|\b(?:distant|remote|distal) (?:points|needling|acupoints)\b[^.;]{0,40}\blocal\b|\blocal\b[^.;]{0,40}\band distal (?:\w+ )?points|\b(?:low|high)[- ](?:\w+[- ])?(?:frequency|intensity|dose)\b[^.;]{0,30}(?:\b(?:versus|vs\.?|or|and|to)\b|,)[^.;]{0,12}\b(?:low|high)[- ](?:\w+[- ])?(?:frequency|intensity|dose)"),
)  # fmt: skip
