# ruff: noqa: E501 (a pattern or table row is read whole)
"""Numbers in a sentence that count people (pure)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from evidence.extract.numbers import COUNT, at_numbers, count_value

PEOPLE: Final = frozenset(
    ["patients", "outpatients", "inpatients", "participants", "subjects", "women", "men", "adults", "children", "volunteers", "individuals", "people", "persons", "survivors", "females", "males", "girls", "boys", "infants", "neonates", "newborns", "babies", "adolescents", "students", "cases", "veterans", "completers", "carriers", "smokers", "residents", "nurses", "physicians", "clinicians", "practitioners", "caregivers", "couples", "mothers", "parturients", "athletes", "workers", "employees", "respondents", "recipients", "users", "responders", "pregnancies", "elders", "seniors", "latinas", "latinos", "hispanics", "caucasians", "asians", "providers", "members", "enrollees", "clients", "relatives", "daughters", "sisters", "controls", "beneficiaries", "patient", "participant", "woman", "person", "dyads", "families", "professionals", "dentists", "therapists", "sufferers", "attendees", "soldiers", "teachers", "pupils", "teenagers", "youths", "youth", "toddlers", "grandparents", "spouses", "partners", "diabetics", "amputees", "attenders", "acupuncturists", "neurologists", "oncologists", "physiotherapists", "midwives", "pharmacists", "doctors", "clinicians", "invitees", "enrolees", "runners", "athletes", "dancers", "musicians", "drivers", "players", "golfers", "swimmers", "cyclists", "inmates", "prisoners", "cadets", "recruits", "undergraduates", "graduates", "trainees", "farmers", "firefighters", "parents", "fathers", "twins", "non-users", "nonusers", "non-smokers", "octogenarians", "retirees", "callers", "donors", "learners", "consultants", "surgeons", "paramedics", "personnel", "dependents", "dependants"]
)  # fmt: skip
#: Counted too, but no people: the number before them is theirs.
_THINGS: Final = frozenset(
    ["weeks", "week", "months", "month", "years", "year", "days", "day", "hours", "hour", "minutes", "min", "sessions", "points", "acupoints", "mg", "g", "kg", "ml", "cm", "mm", "gy", "hz", "khz", "ma", "iu", "units", "fold", "times", "cycles", "doses", "courses", "treatments", "episodes", "events", "deaths", "sites", "center", "centers", "centre", "centres", "hospitals", "clinics", "institutions", "countries", "trials", "rcts", "studies", "reviews", "articles", "papers", "reports", "groups", "arms", "regimens", "cohorts", "samples", "specimens", "tumors", "tumours", "lesions", "nodes", "genes", "snps", "items", "questions", "domains", "scales", "subscales", "questionnaires", "interviews", "percent", "publications", "databases", "rats", "mice", "animals", "types", "categories", "stages", "grades", "levels", "needles", "visits", "modules", "classes", "practices", "schools", "communities", "villages", "wards", "steps", "phases", "outcomes", "measures", "strategies", "approaches", "methods", "standard-deviations", "million", "records", "citations", "eyes", "teeth", "limbs", "hands", "wrists", "breasts", "questionnaires", "acts", "blocks", "variables", "factors", "factorial"]
)  # fmt: skip
_NO_MEN: Final = frozenset(["regimen", "specimen", "abdomen", "foramen"])
_STOPS: Final = frozenset(
    ["were", "was", "had", "have", "has", "who", "which", "that", "received", "did", "are", "is", "versus", "vs", "when", "while", "compared", "than", "per", "for", "in", "with", "from", "among", "at", "on", "by", "during", "after", "before", "since", "between", "without", "until", "as", "if", "via", "within", "into", "because", "although", "whereas", "each", "whom", "whose", "comprising", "including", "containing", "consisting", "involving", "could", "would", "will", "can", "may", "underwent", "experienced", "reported", "developed", "died", "completed", "showed", "did", "do", "then"]
)  # fmt: skip
_TOKEN: Final = re.compile(r"\s*(?:(?P<bracket>[(\[][^()\[\]]{1,160}[)\]])|(?P<word>[^\s,;:()\[\].]+(?:[.,]\d+)*)|(?P<mark>[,;:.(\[\])]))")
_N_EQUALS: Final = re.compile(r"(?:[(\[,;]|\btotal|\b[Oo]f|\bwith|^)\s*n\s?[=:]\s?$", re.I)
_BARE: Final = re.compile(
    r"\s+(?:\([^()]{1,80}\)\s*)?(?:\w+ly\s+)?(?:were|was|had been|have been|underwent|agreed|completed|consented|participated|took part|volunteered|joined|entered|enrolled|answered|responded|replied|fulfilled|met (?:the |all )?(?:\w+ )?criteria|qualified|(?:is|are) (?:foreseen|planned|intended|envisaged)|for (?:the )?analysis|started|began|gave (?:their |written |informed )*consent|tested|interviewed|examined"
    r"|(?:who (?:were|had been) )?(?:randomi[sz]ed|recruited|included|screened|treated|allocated|asked|invited|eligible|starters|analy[sz]ed)(?=\s*(?:[;.):]|,(?! (?:double|single|placebo|sham|controlled|open|parallel|multi|cross|active|phase|blind|prospective))|(?:and|to|into|in|by|between|for|from|over|at|of whom)\b))"
    r"|(?:could|can) be (?:\w+ )?(?:randomi[sz]ed|enrolled|included)|overall(?=,)|in (?:all|total|number)\b|altogether\b|all told\b)\b", re.I
)
#: "Sixteen, with pain above 4": a sentence that opens with its people and does not name them.
_OPENS: Final = re.compile(r",? (?:with|aged|having)\b", re.I)
#: A number that people are said to come to: "the sample numbered 61".
_COME_TO: Final = re.compile(
    r"\b(?:participants|patients|people|subjects|volunteers|sample)\s?:\s$|\brandomi[sz]ation,? leaving\s$"
    r"|\b(?:participants|patients|people|subjects|women|volunteers|sample|cohort|population|enroll?ment|recruitment|accrual|group)(?: (?:from|in|at) (?:[\w-]+ ){1,6})?\s?(?:finally\s+)?(?:(?:is|was) (?:set|fixed|aimed|planned) at|numbered|numbering|totall?ed|reached|closed at|ended at|stood at|came to|counted)\s$|\b(?:recruitment|enrol+ment|accrual|sample(?: size)?|target) (?:[\w-]+ ){0,7}?(?:is|was) (?:set|fixed|put|planned) at\s$", re.I)
#: How all that it finds ends.
_COME_TO_ENDS: Final = (":", "leaving", "numbered", "numbering", "totaled", "totalled", "reached", "closed at", "ended at", "stood at", "came to", "counted", "set at", "fixed at", "put at", "planned at")
_YEAR_BEFORE: Final = re.compile(
    r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?,?\s+(?:\d{1,2}(?:st|nd|rd|th)?,?\s*)?$"
    r"|\b(?:in|since|until|during|through|to|and|between|from|(?:end|summer|spring|winter|autumn|fall|month|year|beginning) of|year|winter|spring|summer|autumn|fall)\s+$|\d\s?[-–/]$", re.I
)
_DAY: Final = re.compile(r"\b(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?,?\s+$")
_SCALE: Final = re.compile(
    r"(?:[±=<>≤≥≈~$€£+×]|\b(?:p|phases?|stages?|grades?|weeks?|days?|months?|years?|age|aged|level|step|visit|under|least|every|per"
    r"|mean|median|sd|ci|or|hr|rr|dose|version|section|table|score|type))\s?$", re.I
)
#: How all that it finds ends.
_SCALE_ENDS: Final = (
    *"±=<>≤≥≈~$€£+×", "p", "phase", "phases", "stage", "stages", "grade", "grades", "week", "weeks", "day", "days", "month", "months", "year", "years", "age", "aged", "level", "step", "visit", "under", "least", "every", "per",
    "mean", "median", "sd", "ci", "or", "hr", "rr", "dose", "version", "section", "table", "score", "type",
)  # fmt: skip


#: "120 of 143 eligible patients agreed": those who entered, told before those who were asked.
OF_THE_ASKED: Final = re.compile(
    rf"\s+(?:out )?of (?:the |all |these )?{COUNT}\s+(?:(?!\d)[\w-]+\s+){{0,9}}?(?<!who )(?<!that )(?<!had )(?:agreed|consented|gave consent|took part|participated|joined|(?:approached|asked|invited|screened|contacted|eligible) (?:enrolled|entered)|(?:were|was) (?:\w+ )?(?:randomi[sz]ed|enrolled|interviewed|included|recruited))\b", re.I)
#: "Volunteers (66; mean age 58)".
_OF_NOUN: Final = re.compile(r"\b(?:patients|participants|volunteers|women|men|people|adults|subjects)\s\($", re.I)
#: "All those randomized (59) were written to".
_ENTERED_ALL: Final = re.compile(r"\b(?:those|all|everyone|patients|participants|people|subjects|women|men) (?:who (?:were|had been) )?(?:randomi[sz]ed|enrolled|recruited|included|treated)\s\($", re.I)
#: "Of 180 with neuropathy, 77 (43%) had": a whole whose people are not named.
_OF_WHOM: Final = re.compile(r"(?:^|[.:;] )(?:of|among) (?:the )?$", re.I)
_HAVING: Final = re.compile(r" (?:with|who|having|asked|aged|on|taking)\b[^.;,]{1,80},(?! \d[\d,]* (?:with|who)\b)", re.I)


@dataclass(frozen=True, slots=True)
class PeopleCount:
    """A count of people: its value, its place in its sentence, and how it is written.

    `form` is ``head`` (a noun follows), ``n=`` (in brackets after what it counts) or
    ``bare`` (a verb follows); `after` is where the phrase it heads ends.
    """

    value: int
    start: int
    end: int
    after: int
    form: str


_NUMBER: Final = re.compile(COUNT, re.IGNORECASE)
_NO_COUNT: Final = re.compile(r"\s?[%°·‰]|[- ](?:thirds?|half|halves|quarters?|fifths?|fold|percent)\b|\s(?:dozen|percent|per cent)\b")
_SHORT: Final = re.compile(r"\(([A-Z][A-Za-z]{1,5}?)s?[);,]")
_NAMED: Final = re.compile(r"(?<![A-Za-z])([A-Za-z]++)\s*\Z")


def people_abbreviations(text: str) -> frozenset[str]:
    """Short forms a text defines for people: ``BCS`` after "breast cancer survivors (BCS)"."""
    named = ((m[1], _NAMED.search(text, max(0, m.start() - 80), m.start())) for m in _SHORT.finditer(text))
    return frozenset(s for s, m in named if m and (m[1].lower() in PEOPLE or f"{m[1].lower()}s" in PEOPLE))


#: Powers of ten that rates are told for: "1.01 (95% CI 0.23 to 2.33) in 10 000 patients" counts no one.
_RATE_OF: Final = re.compile(r"1(?:0{2,7}|(?:[\s,\u2009\u202f\xa0]000){1,2}|0{1,2}(?:[\s,\u2009\u202f\xa0]000){1,2})")
_PER: Final = re.compile(r"\b(?:(?:in|for|of|out of|among) every|per)\s\Z", re.I)
_RATE: Final = re.compile(
    r"(?:\b(?:in|for|of|out of|among) every|\bper|(?<![\w.])(?:\d+[.·]\d+(?!\s?%)|(?:1|one)(?= in\s\Z))(?:\s?\([^()]*\))?(?:\s[a-z-]+){0,3}?\s(?:in|among|of|for))\s\Z", re.I)  # fmt: skip


#: In brackets these count the sex of people told before them: "216 patients (147 women)".
_SEX = re.compile(r"\b(?:women|men|females?|males?|girls|boys)\b", re.IGNORECASE)


def people_counts(text: str, short: frozenset[str] = frozenset()) -> Iterator[PeopleCount]:
    """The numbers of a sentence that count people, in order; years, doses, shares left out."""
    for found in at_numbers(_NUMBER, text):
        start, end = found.span()
        value = count_value(found[0])
        if value is None or value < 2 or _NO_COUNT.match(text, end):
            continue
        before = text[max(0, start - 40) : start]
        ahead = before.rstrip().lower()
        if ahead.endswith(("=", ":")) and _N_EQUALS.search(before):
            close = re.compile(r"[^()\[\]]{0,80}[)\]]").match(text, end)
            yield PeopleCount(value, start, end, close.end() if close else end, "n=")
            continue
        if value > 9 and ((text.startswith(";", end) and _OF_NOUN.search(before)) or (text.startswith(")", end) and before.endswith("(") and _ENTERED_ALL.search(before))):
            yield PeopleCount(value, start, end, end, "n=")
            continue
        if (_is_date(found[0], value, before) and not _is_of_people(text, end, before)) or (ahead.endswith(_SCALE_ENDS) and _SCALE.search(before) and not (value > 60 and before.endswith("visit "))):
            continue
        if _RATE_OF.fullmatch(found[0]) and (_PER if value < 1000 else _RATE).search(text, max(0, start - 120), start):
            continue
        slash = re.compile(r"/\d[\d,]*").match(text, end)
        stop = _head_end(text, slash.end() if slash else end, short)
        if stop and not (_SEX.search(text, end, stop) and text.count("(", 0, start) > text.count(")", 0, start)):
            yield PeopleCount(value, start, end, stop, "head")
        elif value > 9 and _OF_WHOM.search(text[:start]) and _HAVING.match(text, end):
            yield PeopleCount(value, start, end, end, "n=")
        elif not slash and (OF_THE_ASKED.match(text, end) or _BARE.match(text, end) or (not start and value > 4 and _OPENS.match(text, end)) or (ahead.endswith(_COME_TO_ENDS) and _COME_TO.search(text[max(0, start - 60) : start]))):
            yield PeopleCount(value, start, end, end, "bare")


def _head_end(text: str, place: int, short: frozenset[str]) -> int | None:
    """Where the noun phrase after a number ends, if its head is people."""
    last = ""
    for step in range(12):
        found = _TOKEN.match(text, place)
        if not found or (found["mark"] and not (found["mark"] == "," and step)):
            return None
        place = found.end()
        word = found["word"]
        if word is None:
            continue
        plain = word.lower().lstrip("-–")
        if plain.endswith(("s'", "s’")) and step < 3 and plain[:-1] not in PEOPLE:
            return None  # "eight groups' patients" counts the groups
        if plain in PEOPLE or plain.replace("-", "") in PEOPLE or (plain.endswith("men") and len(plain) > 6 and plain not in _NO_MEN) or word.rstrip("s") in short or plain.endswith("-americans"):
            return place
        if plain.rstrip("'’") in _THINGS or plain in _STOPS or (not step and plain in ("of", "to", "and", "or")):
            return None
        if plain[:1].isdigit() and last not in ("stage", "grade", "type", "status", "class") and not plain.endswith("-year-old"):
            return None
        last = plain
    return None


def _is_of_people(text: str, end: int, before: str) -> bool:
    """Whether what looks like a year counts people: "reactions in 2000 patients", but not "In 2000 patients were"."""
    word = re.compile(r"\s(\w+)").match(text, end)
    return word is not None and word[1] in PEOPLE and before.endswith("in ") and len(before) > 4


def _is_date(text: str, value: int, before: str) -> bool:
    if text.isdigit() and 1950 <= value <= 2035 and _YEAR_BEFORE.search(before):
        return True
    return value <= 31 and bool(_DAY.search(before))
