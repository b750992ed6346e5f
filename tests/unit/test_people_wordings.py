# ruff: noqa: E501 (a table row is read whole)
"""How many took part, told in many wordings; none where the words do not tell it."""

from __future__ import annotations

import pytest

from evidence.extract.concepts import ConceptMatcher
from evidence.extract.context import ReadingContext
from evidence.extract.report import count_findings
from evidence.models import ReportText, Section

_TOLD = [
    (48, "Needles for heel pain in runners", "Forty-eight runners with heel pain took part in a sham-controlled trial of needling twice a week. Pain fell more with needles than with sham (P = 0.03)."),
    (90, "Electroacupuncture and gabapentin in zoster pain", "Ninety patients were split by drawing lots into two equal groups. One took gabapentin, the other electroacupuncture for four weeks. Forty-two and forty-four finished."),
    (61, "Acupuncture for tingling after chemotherapy", "Of 61 randomised, 52 completed. Those needled had lower scores than those on the waiting list at week 8."),
    (120, "Needling in early facial palsy", "Design: multicentre, three arms, 1:1:1. Participants: 120 with facial palsy of under a week. Interventions: needles, sham needles or prednisolone."),
    (64, "Acupuncture in sciatica", "Chance decided whether each of 64 people with sciatica was needled or given exercises."),
    (72, "Laser acupuncture for the wrist", "A coin was tossed to assign 72 women with tingling hands to active or inactive laser. Assessors did not know which had been used."),
    (80, "Electroacupuncture for painful feet", "Eighty-six were screened and 80 randomized, 40 to each arm; 75 were analysed."),
    (16, "Skin blood flow after needling", "Sixteen volunteers attended on three separate days, the order of needle, mock needle and rest being randomised, with a week between visits."),
    (22, "Acupuncture or magnets for night pain of the feet", "Twenty-two people with painful feet received both treatments, one after the other, in an order drawn by lot; a four-week washout lay between."),
    (10, "Heart rate variability and ear needling", "Ten healthy men each underwent ear needling and a rest session in random sequence and so served as their own controls."),
    (31, "Lidocaine plasters in nerve pain", "In this double-blind study 31 people with nerve pain wore active and dummy plasters for a fortnight each, with a washout between the two periods; the sequence was randomized."),
    (14, "Vagal tone and needling of the wrist", "Fourteen students were tested twice, once with real and once with sham points, a week apart, which came first being decided by chance."),
    (212, "Teaching nurses acupressure", "Twelve wards were randomised to acupressure training or none; 212 patients took part."),
    (58, "Acupuncture beside usual care after zoster", "Patients chose for themselves: 31 had acupuncture and 27 stayed with tablets only. After six weeks pain was lower in those needled."),
    (40, "Warm needling of the knee nerve", "Forty patients were put alternately into a needling and a drug group in order of admission."),
    (44, "Needles for numb feet", "Twenty-two patients who agreed to needling were compared with 22 others who declined it, without randomization."),
    (19, "Acupuncture for numb hands: a feasibility study", "Nineteen women had eight sessions of acupuncture. Scores fell from 6.1 to 3.9 by the last session. There was no comparison group."),
    (33, "Electroacupuncture for pain of the feet", "Thirty-three outpatients were given electroacupuncture weekly for ten weeks. Twenty-nine finished; pain went down from 58 to 39 mm."),
    (27, "A pilot study of needling for tingling after bortezomib", "Design: open, one arm. Results: 27 enrolled; tingling declined by week 10 against baseline."),
    (26, "Needles for restless sore feet", "In an uncontrolled study, 26 patients got ten treatments. Twenty-one (81%) felt better."),
    (5421, "Bruising after acupuncture", "Bruises and bleeding were recorded by 60 practitioners in 5421 patients over one year. Bruising followed 2.1% of treatments; no serious event occurred."),
    (12840, "Harm from needling in daily practice", "Doctors reported every untoward effect in 12,840 patients who came for needling. Two pneumothoraces were seen."),
    (318, "Bleeding under anticoagulants and needles", "The charts of 318 inpatients who were needled were sorted by whether they took warfarin, aspirin or neither. Small bleeds were as frequent in all groups."),
    (60214, "Stroke after acupuncture in people with diabetes", "From a national insurance database 30,107 users of acupuncture were matched with 30,107 non-users. The hazard of stroke was lower in users (HR 0.81, 95% CI 0.75 to 0.88)."),
    (412, "Recovery from sciatica over a year", "Four hundred and twelve people with sciatica were followed for one year. Slow recovery went with being female and with long complaints at the start."),
    (150, "Risk factors for nerve damage under oxaliplatin", "Fifty patients with nerve damage were compared with 100 matched patients without it."),
    (640, "How common is nerve pain in diabetic clinics?", "At one visit 640 outpatients were examined with a tuning fork and a pain scale. Painful neuropathy was present in 19%, and went with long diabetes."),
    (269, "Prevalence of painful neuropathy in four practices", "A postal survey was followed by an examination; 269 people were examined. Painful neuropathy was found in 26%."),
    (233, "Use of complementary medicine by people with numb feet", "A form was handed to everyone who came to the clinic, and 233 filled it in. Forty percent had tried something, mostly vitamins."),
    (180, "How patients with neuropathy treat themselves", "A questionnaire was answered by 180 outpatients of a nerve clinic. Acupuncture had been tried by 30%."),
    (512, "What acupuncturists think about blood thinners", "Of 1200 acupuncturists asked by e-mail, 512 replied. Most would needle people on warfarin."),
    (88, "Oncologists and acupuncture", "Eighty-eight oncologists answered a web form about their referrals to acupuncture."),
    (3, "Phantom sensations and needles", "Three amputees were needled in the remaining leg. Two lost their phantom pain; the third felt no change."),
    (5, "Needles for pain after shingles", "This paper describes five cases in which needles were put around the rash. All were better within weeks."),
    (11, "Acupuncture for pain of the face", "Eleven consecutive patients with facial pain were reviewed after needling; seven of 11 stopped their tablets."),
    (1, "A needle in the heart", "A man of 44 came with chest pain two hours after needling. A needle fragment was taken out; he recovered."),
    (1, "Nerve injury after acupuncture", "A 52-year-old woman had foot drop after needling behind the knee. Nerve conduction showed peroneal damage."),
    (18, "Living with numb feet and needles", "Eighteen people who were having acupuncture talked about it at length; their accounts were coded and sorted into themes. Sham-controlled designs may miss what they valued."),
    (23, "Acupuncture as people tell it", "Twenty-three people were interviewed three times; transcripts were read by constant comparison."),
    (512, "Acupuncture for palsy of the face", "Six trials with 512 people were included. Flaws of design made meta-analysis unsuitable."),
    (None, "Needles for the wrist: what the trials show", "Seven databases were searched. Nine trials met the criteria; they were too unlike to be pooled."),
    (4120, "Acupuncture for the prevention of headache", "Main results: Twenty trials (4120 participants) were included. The response was higher than with sham (RR 1.22, 95% CI 1.08 to 1.37). Authors' conclusions: it may help."),
    (2210, "Needles to prevent sickness after surgery", "Eighteen trials involving 2210 participants were analysed. Sickness was less frequent (RR 0.70, 95% CI 0.60 to 0.81; 12 trials, 1400 participants)."),
    (866, "Acupuncture for neuropathy of diabetes", "Eleven randomized trials, 866 patients in all, entered the analysis. Conduction velocity rose by 3.1 m/s (95% CI 2.0 to 4.2)."),
    (3011, "Which needle for the nerve?", "Forty trials (3011 patients) of nine kinds of acupuncture were compared in a network. Warm needling ranked first."),
    (None, "What the reviews say of needles for nerve pain", "Twelve systematic reviews were found and their quality was judged by AMSTAR 2. Most were of low quality."),
    (20, "Needles for phantom pain: a plan", "This feasibility trial will take 20 amputees from one hospital and randomise them to needles on top of usual care or usual care alone. Pain will be gathered weekly."),
    (180, "Electroacupuncture for sciatica: study protocol for a trial", "One hundred and eighty patients are to be recruited and will be allocated 1:1 to electroacupuncture or sham."),
    (None, "Acupuncture for nerve pain of cancer: protocol for a systematic review", "Databases will be searched. Two reviewers will select trials."),
    (96, "Needling after wrist surgery", "We will enrol ninety-six adults, 48 per group. Outcomes will be measured at 4 and 12 weeks. The trial will be reported by CONSORT."),
    (None, "How needles quiet pain", "Acupuncture analgesia has been studied since the 1970s, and this survey follows the signal from the needle to the brain. Opioids take the leading part."),
    (None, "Neuropathic pain", "This primer covers causes, mechanisms and treatment of nerve pain."),
    (None, "Acupuncture and nerve repair: a narrative overview of animal work", "In rats and mice needling has been reported to raise nerve growth factor. Models differ."),
    (None, "Opioid peptides and needles", "The evidence on endorphins and needling is brought together here. In rats, mice and people opioids rise."),
    (None, "The needle and the brain", "Its neural basis is the theme of this broad review from Beijing. Nuclei of the brainstem are involved."),
    (None, "Needling people with cancer: recommendations for safe practice", "An international panel wrote draft recommendations and put them to external review. No needling is advised below 20 x 10^9/L platelets."),
    (None, "Treatment of neuropathy after chemotherapy", "An expert panel of a cancer society updated its recommendations. Duloxetine is the only drug recommended."),
    (None, "Electroacupuncture and glia after nerve injury", "Electroacupuncture at 2 Hz was given to rats with a tied sciatic nerve; pain thresholds rose and glia were less active."),
    (None, "Needling and microcirculation", "In anaesthetised rabbits needling widened the vessels of the ear. Patients may benefit."),
    (None, "Serum of needled donors and nerve cells", "Cultured neurons exposed to serum grew longer branches."),
    (None, "Twenty years of writing on needles and nerve pain", "Papers were drawn from Web of Science and mapped with VOSviewer. China led."),
    (None, "Sham needles are not inert", "This letter comments on a recent trial of acupuncture for sciatica and questions its control."),
    (302, "Needles for headache", "A randomized trial in 18 German centres, 302 patients (88% women; mean age 43). Needles (n = 145), sham (n = 81) or waiting (n = 76)."),
    (250, "Needles and tablets for painful feet: a randomized trial", "Of 250 patients enrolled, 239 took part in the needle comparison and 136 in the tablet comparison."),
    (231, "Duloxetine for tingling", "Double-blind crossover trial in 8 cooperative institutions' patients, 231 in all, the order being randomized."),
    (46, "Needles for painful feet of diabetes", "Forty-six diabetic patients were given acupuncture. Forty-four completed the study, and 34 (77%) of these improved."),
    (16, "Current for painful nerves", "Double-blind, placebo-controlled cross-over: 6 weeks each. Sixteen, with pain above 4 for at least 6 months."),
    (6348, "Harm as patients tell it: a postal survey", "Of 9408 consenting patients 6348 returned the form. Tiredness was told by 356."),
    (17, "Current at the nerve root: a cohort study", "Three patients with hernia and 14 with stenosis had needles brought to the root. Symptoms lessened in 15 of 17 patients."),
    (57, "Morphine or gabapentin in nerve pain", "In a randomized, double-blind, four-period crossover trial, of 57 randomized, 41 completed the trial."),
    (19, "The cortex and the numb hand", "Scans were done in ten patients before and after acupuncture, and twice in nine healthy adults who were not treated."),
]  # fmt: skip


def _total(title: str, *sections: Section) -> list[float | None]:
    context = ReadingContext(ReportText("pmid:1", Section("title", 0, title), sections), ConceptMatcher({}))
    return [f.number for f in count_findings(context) if f.kind in ("n_participants", "n_planned")][-1:]


@pytest.mark.parametrize(("n", "title", "abstract"), _TOLD)
def test_the_people_are_counted(n: int | None, title: str, abstract: str) -> None:
    assert _total(title, Section("abstract", 0, abstract)) == ([] if n is None else [n])


def test_a_heading_may_name_the_people() -> None:
    sections = (Section("abstract", 0, "Parallel-group randomized trial.", "DESIGN"), Section("abstract", 1, "84 with heel pain of at least 1 month.", "PATIENTS"))
    assert _total("Needles for heel pain", *sections) == [84]


def test_who_fills_in_a_form_for_each_session_answers_no_survey() -> None:
    text = "Twenty-nine acupuncturists filled in a form after each session. The 409 patients had 3535 treatments."
    assert _total("Harm of needles: a survey", Section("abstract", 0, text)) == [409]
