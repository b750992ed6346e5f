# ruff: noqa: E501 (a table row is read whole)
"""Designs told in many wordings, none of them by a title that names the design."""

from __future__ import annotations

import pytest

from evidence.extract.design import design_of
from evidence.models import ReportText, Section

_TOLD = [
    ("rct", "Needles for heel pain in runners", "Forty-eight runners with heel pain took part in a sham-controlled trial of needling twice a week. Pain fell more with needles than with sham (P = 0.03)."),
    ("rct", "Electroacupuncture and gabapentin in zoster pain", "Ninety patients were split by drawing lots into two equal groups. One took gabapentin, the other electroacupuncture for four weeks. Forty-two and forty-four finished."),
    ("rct", "Acupuncture for tingling after chemotherapy", "Of 61 randomised, 52 completed. Those needled had lower scores than those on the waiting list at week 8."),
    ("rct", "Needling in early facial palsy", "Design: multicentre, three arms, 1:1:1. Participants: 120 with facial palsy of under a week. Interventions: needles, sham needles or prednisolone."),
    ("rct", "Acupuncture in sciatica", "Chance decided whether each of 64 people with sciatica was needled or given exercises."),
    ("rct", "Laser acupuncture for the wrist", "A coin was tossed to assign 72 women with tingling hands to active or inactive laser. Assessors did not know which had been used."),
    ("rct", "Electroacupuncture for painful feet", "Eighty-six were screened and 80 randomized, 40 to each arm; 75 were analysed."),
    ("crossover_rct", "Skin blood flow after needling", "Sixteen volunteers attended on three separate days, the order of needle, mock needle and rest being randomised, with a week between visits."),
    ("crossover_rct", "Acupuncture or magnets for night pain of the feet", "Twenty-two people with painful feet received both treatments, one after the other, in an order drawn by lot; a four-week washout lay between."),
    ("crossover_rct", "Heart rate variability and ear needling", "Ten healthy men each underwent ear needling and a rest session in random sequence and so served as their own controls."),
    ("crossover_rct", "Lidocaine plasters in nerve pain", "In this double-blind study 31 people with nerve pain wore active and dummy plasters for a fortnight each, with a washout between the two periods; the sequence was randomized."),
    ("crossover_rct", "Vagal tone and needling of the wrist", "Fourteen students were tested twice, once with real and once with sham points, a week apart, which came first being decided by chance."),
    ("cluster_rct", "Teaching nurses acupressure", "Twelve wards were randomised to acupressure training or none; 212 patients took part."),
    ("non_randomized_trial", "Acupuncture beside usual care after zoster", "Patients chose for themselves: 31 had acupuncture and 27 stayed with tablets only. After six weeks pain was lower in those needled."),
    ("non_randomized_trial", "Warm needling of the knee nerve", "Forty patients were put alternately into a needling and a drug group in order of admission."),
    ("non_randomized_trial", "Needles for numb feet", "Twenty-two patients who agreed to needling were compared with 22 others who declined it, without randomization."),
    ("single_arm", "Acupuncture for numb hands: a feasibility study", "Nineteen women had eight sessions of acupuncture. Scores fell from 6.1 to 3.9 by the last session. There was no comparison group."),
    ("single_arm", "Electroacupuncture for pain of the feet", "Thirty-three outpatients were given electroacupuncture weekly for ten weeks. Twenty-nine finished; pain went down from 58 to 39 mm."),
    ("single_arm", "A pilot study of needling for tingling after bortezomib", "Design: open, one arm. Results: 27 enrolled; tingling declined by week 10 against baseline."),
    ("single_arm", "Needles for restless sore feet", "In an uncontrolled study, 26 patients got ten treatments. Twenty-one (81%) felt better."),
    ("cohort", "Bruising after acupuncture", "Bruises and bleeding were recorded by 60 practitioners in 5421 patients over one year. Bruising followed 2.1% of treatments; no serious event occurred."),
    ("cohort", "Harm from needling in daily practice", "Doctors reported every untoward effect in 12,840 patients who came for needling. Two pneumothoraces were seen."),
    ("cohort", "Bleeding under anticoagulants and needles", "The charts of 318 inpatients who were needled were sorted by whether they took warfarin, aspirin or neither. Small bleeds were as frequent in all groups."),
    ("cohort", "Stroke after acupuncture in people with diabetes", "From a national insurance database 30,107 users of acupuncture were matched with 30,107 non-users. The hazard of stroke was lower in users (HR 0.81, 95% CI 0.75 to 0.88)."),
    ("cohort", "Recovery from sciatica over a year", "Four hundred and twelve people with sciatica were followed for one year. Slow recovery went with being female and with long complaints at the start."),
    ("case_control", "Risk factors for nerve damage under oxaliplatin", "Fifty patients with nerve damage were compared with 100 matched patients without it."),
    ("cross_sectional", "How common is nerve pain in diabetic clinics?", "At one visit 640 outpatients were examined with a tuning fork and a pain scale. Painful neuropathy was present in 19%, and went with long diabetes."),
    ("cross_sectional", "Prevalence of painful neuropathy in four practices", "A postal survey was followed by an examination; 269 people were examined. Painful neuropathy was found in 26%."),
    ("survey", "Use of complementary medicine by people with numb feet", "A form was handed to everyone who came to the clinic, and 233 filled it in. Forty percent had tried something, mostly vitamins."),
    ("survey", "How patients with neuropathy treat themselves", "A questionnaire was answered by 180 outpatients of a nerve clinic. Acupuncture had been tried by 30%."),
    ("survey", "What acupuncturists think about blood thinners", "Of 1200 acupuncturists asked by e-mail, 512 replied. Most would needle people on warfarin."),
    ("survey", "Oncologists and acupuncture", "Eighty-eight oncologists answered a web form about their referrals to acupuncture."),
    ("case_series", "Phantom sensations and needles", "Three amputees were needled in the remaining leg. Two lost their phantom pain; the third felt no change."),
    ("case_series", "Needles for pain after shingles", "This paper describes five cases in which needles were put around the rash. All were better within weeks."),
    ("case_series", "Acupuncture for pain of the face", "Eleven consecutive patients with facial pain were reviewed after needling; seven of 11 stopped their tablets."),
    ("case_report", "A needle in the heart", "A man of 44 came with chest pain two hours after needling. A needle fragment was taken out; he recovered."),
    ("case_report", "Nerve injury after acupuncture", "A 52-year-old woman had foot drop after needling behind the knee. Nerve conduction showed peroneal damage."),
    ("qualitative", "Living with numb feet and needles", "Eighteen people who were having acupuncture talked about it at length; their accounts were coded and sorted into themes. Sham-controlled designs may miss what they valued."),
    ("qualitative", "Acupuncture as people tell it", "Twenty-three people were interviewed three times; transcripts were read by constant comparison."),
    ("systematic_review", "Acupuncture for palsy of the face", "Six trials with 512 people were included. Flaws of design made meta-analysis unsuitable."),
    ("systematic_review", "Needles for the wrist: what the trials show", "Seven databases were searched. Nine trials met the criteria; they were too unlike to be pooled."),
    ("meta_analysis", "Acupuncture for the prevention of headache", "Main results: Twenty trials (4120 participants) were included. The response was higher than with sham (RR 1.22, 95% CI 1.08 to 1.37). Authors' conclusions: it may help."),
    ("meta_analysis", "Needles to prevent sickness after surgery", "Eighteen trials involving 2210 participants were analysed. Sickness was less frequent (RR 0.70, 95% CI 0.60 to 0.81; 12 trials, 1400 participants)."),
    ("meta_analysis", "Acupuncture for neuropathy of diabetes", "Eleven randomized trials, 866 patients in all, entered the analysis. Conduction velocity rose by 3.1 m/s (95% CI 2.0 to 4.2)."),
    ("network_meta_analysis", "Which needle for the nerve?", "Forty trials (3011 patients) of nine kinds of acupuncture were compared in a network. Warm needling ranked first."),
    ("overview_of_reviews", "What the reviews say of needles for nerve pain", "Twelve systematic reviews were found and their quality was judged by AMSTAR 2. Most were of low quality."),
    ("protocol", "Needles for phantom pain: a plan", "This feasibility trial will take 20 amputees from one hospital and randomise them to needles on top of usual care or usual care alone. Pain will be gathered weekly."),
    ("protocol", "Electroacupuncture for sciatica: study protocol for a trial", "One hundred and eighty patients are to be recruited and will be allocated 1:1 to electroacupuncture or sham."),
    ("protocol", "Acupuncture for nerve pain of cancer: protocol for a systematic review", "Databases will be searched. Two reviewers will select trials."),
    ("protocol", "Needling after wrist surgery", "We will enrol ninety-six adults, 48 per group. Outcomes will be measured at 4 and 12 weeks. The trial will be reported by CONSORT."),
    ("narrative_review", "How needles quiet pain", "Acupuncture analgesia has been studied since the 1970s, and this survey follows the signal from the needle to the brain. Opioids take the leading part."),
    ("narrative_review", "Neuropathic pain", "This primer covers causes, mechanisms and treatment of nerve pain."),
    ("narrative_review", "Acupuncture and nerve repair: a narrative overview of animal work", "In rats and mice needling has been reported to raise nerve growth factor. Models differ."),
    ("narrative_review", "Opioid peptides and needles", "The evidence on endorphins and needling is brought together here. In rats, mice and people opioids rise."),
    ("narrative_review", "The needle and the brain", "Its neural basis is the theme of this broad review from Beijing. Nuclei of the brainstem are involved."),
    ("guideline", "Needling people with cancer: recommendations for safe practice", "An international panel wrote draft recommendations and put them to external review. No needling is advised below 20 x 10^9/L platelets."),
    ("guideline", "Treatment of neuropathy after chemotherapy", "An expert panel of a cancer society updated its recommendations. Duloxetine is the only drug recommended."),
    ("animal", "Electroacupuncture and glia after nerve injury", "Electroacupuncture at 2 Hz was given to rats with a tied sciatic nerve; pain thresholds rose and glia were less active."),
    ("animal", "Needling and microcirculation", "In anaesthetised rabbits needling widened the vessels of the ear. Patients may benefit."),
    ("in_vitro", "Serum of needled donors and nerve cells", "Cultured neurons exposed to serum grew longer branches."),
    ("bibliometric", "Twenty years of writing on needles and nerve pain", "Papers were drawn from Web of Science and mapped with VOSviewer. China led."),
    ("letter", "Sham needles are not inert", "This letter comments on a recent trial of acupuncture for sciatica and questions its control."),
]  # fmt: skip


def _design(title: str, abstract: str, label: str | None = None) -> str | None:
    read = design_of(ReportText("pmid:1", Section("title", 0, title), (Section("abstract", 0, abstract, label),)))
    return read.value if read else None


@pytest.mark.parametrize(("design", "title", "abstract"), _TOLD)
def test_a_design_is_read_from_what_was_done(design: str, title: str, abstract: str) -> None:
    assert _design(title, abstract) == design


def test_the_section_on_the_design_is_asked_first() -> None:
    text = "Longitudinal interviews, qualitative study. Twenty-three people having acupuncture were spoken to."
    assert _design("Acupuncture as people tell it", text, "DESIGN") == "qualitative"
    assert _design("Needles in nerve injury", "Rats were randomly divided into needles or none.", "DESIGN") == "animal"


def test_sham_patients_who_cross_over_later_make_no_crossover_trial() -> None:
    text = "Seventy patients were randomized to light or sham. Sham patients who later crossed over improved too."
    assert _design("Light for painful feet", text) == "rct"


def test_few_people_compared_or_tested_are_no_case_series() -> None:
    text = "Eight volunteers were needled and had a control session; both were compared. Flow rose (P = 0.02)."
    assert _design("Skin flow and needles", text) != "case_series"


def test_patients_of_an_earlier_trial_are_followed_here() -> None:
    text = "People who had taken part in a randomized trial of needles were followed for two years as a cohort."
    assert _design("Two years after needles", text) == "cohort"
