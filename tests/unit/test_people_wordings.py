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
    (94, "Electroacupuncture for postherpetic pain", "Ninety-four older adults whose rash had healed were allotted to needles with current or to sham; 47 went to each. Pain at week 8 was 3.1 against 4.4 (P = 0.01)."),
    (60, "Warm needling in sciatica", "Sixty sciatica sufferers were divided into two groups of 30 by a table of random numbers."),
    (132, "Ear seeds for numb feet after chemotherapy", "In a two-centre trial with blinded assessors, 66 women wore seeds and 66 wore plasters without seeds, as drawn from sealed envelopes."),
    (45, "Acupuncture for pain of the spinal cord injured", "People with spinal cord injury (n = 45) entered a three-arm trial: body needles, ear needles or none, 15 each, chosen by a computer list."),
    (168, "Needles and exercises for the wrist", "A total of 172 patients consented; four withdrew before randomization, leaving 168."),
    (56, "Laser for facial palsy", "This double-blind trial enrolled 60 patients, of whom 56 could be randomized. Fifty-one were followed to 6 months."),
    (100, "Acupuncture at two doses for diabetic feet", "One hundred participants were assigned 1:1 to twice or once weekly sessions."),
    (38, "Vitamin B12 into points or muscles", "Thirty-eight outpatients entered; by lot, 20 had the vitamin put into points and 18 into muscle."),
    (289, "Needling for low back pain with leg pain", "Recruitment closed at 289. Randomization was 2:1 in favour of needling. At 12 weeks the groups did not differ."),
    (71, "Acupressure for neuropathic pain in cancer", "Out of 110 approached, 71 agreed and were randomised to real or sham acupressure. Ten dropped out."),
    (24, "Scalp needles after stroke", "Two dozen patients, 24 in all, were randomized to scalp needles or rehabilitation alone."),
    (18, "Needling and forearm flow", "Eighteen healthy adults had 2 Hz, 100 Hz and no current at visits a week apart; the sequence was set by a Latin square and randomised."),
    (12, "Sympathetic nerve traffic under needles", "In a randomized cross-over study twelve subjects received manual, electrical and sham needling."),
    (25, "Acupuncture or transcutaneous current in nerve pain of HIV", "Each of 25 participants got both, in random order, with two weeks off treatment in between."),
    (40, "Pregabalin in painful neuropathy", "Forty patients took pregabalin and placebo for five weeks each, the order randomized, with a one-week washout."),
    (None, "Acupuncture taught to practices", "Thirty general practices were randomised; patients of half of them were offered acupuncture."),
    (35, "Needles in facial pain: a controlled but not randomised comparison", "Twenty of 35 patients opted for acupuncture, the remaining 15 for carbamazepine."),
    (90, "Electroacupuncture in nerve injury of the hand", "Ninety patients received treatment according to the date of admission, 45 with electroacupuncture and 45 with drugs."),
    (52, "Acupuncture for pain after spinal surgery", "Fifty-two people had acupuncture twice a week for six weeks. Pain dropped by 2.4 points from baseline (P < 0.001)."),
    (10, "Moxibustion for cold numb feet", "Ten volunteers with numb feet were followed through 12 moxibustion sessions. Before and after scores differed by 14 points."),
    (None, "Dry needling in carpal tunnel: a pre-post study", "Thirty-six hands of 36 women were needled. Grip rose after four weeks. Without a control group, nothing can be said of cause."),
    (21, "Electroacupuncture for cisplatin neuropathy: phase II", "Twenty-one were accrued and 17 completed 12 sessions. Tolerability was good; total neuropathy scores improved in ten."),
    (1104, "Acupuncture in hospital: what goes wrong", "Over two years all untoward events among 1104 inpatients were written down. Bruises were seen in 5%."),
    (8730, "Pneumothorax after needling", "We used claims of 8730 people with chronic cough who had acupuncture. Twelve had a pneumothorax within three days."),
    (264, "Does diabetic neuropathy progress?", "Two hundred and sixty-four people with diabetes were examined every year for eight years; conduction slowed by 0.5 m/s a year."),
    (77, "Needles under low platelets", "Records of 77 patients with low platelets who were needled were reviewed and compared by platelet count. No bleed occurred."),
    (2200, "Integrative care for back and leg pain", "In a registry of 2200 patients those who had acupuncture were compared with those who had not, after propensity matching."),
    (300, "Who gets zoster pain?", "One hundred cases with lasting pain after zoster and 200 controls without it were asked about stress and diabetes."),
    (1210, "Painful neuropathy in community clinics", "In this cross-sectional study 1210 adults with diabetes answered the DN4 and had their feet tested. One in five had painful neuropathy."),
    (704, "Beliefs about acupuncture in oncology", "An anonymous web survey went to 2000 nurses; 704 answered. Half would advise acupuncture for neuropathy."),
    (146, "How physiotherapists needle", "One hundred and forty-six physiotherapists returned a mailed questionnaire on dry needling."),
    (415, "Use of acupuncture by people with multiple sclerosis", "Members of a society were sent a questionnaire: 415 of 900 replied, and 18% had tried acupuncture."),
    (4, "Acupuncture for lasting pain after hernia repair", "Four men were treated. Three were free of pain after five sessions, one was not helped."),
    (2, "Two cases of cardiac tamponade after needling", "Both patients had been needled over the sternum. Both survived."),
    (8, "Needles in complex pain: eight patients", "Eight patients with burning hands are described. Five improved."),
    (22, "Zoster of the eye treated with needles", "We report 22 consecutive patients seen between 2001 and 2004. Pain ceased in 15 of 22."),
    (1, "Spinal abscess after acupuncture", "A 61-year-old farmer developed fever and weakness of the legs nine days after needling of the back. Drainage was followed by recovery."),
    (1, "Trigeminal pain relieved by electroacupuncture", "The patient, a woman in her seventies, could not take carbamazepine. After eight sessions attacks ceased and had not returned at one year."),
    (15, "Why people stay with acupuncture", "Semi-structured interviews were held with 15 people with chronic pain. Four themes emerged."),
    (29, "Views of trial participants on sham needles", "Twenty-nine people were asked, in focus groups, how it felt not to know which needle they had."),
    (None, "Acupuncture for the numb hand", "Four databases were searched to May 2011. Six trials met the criteria. Heterogeneity ruled out pooling. Evidence was insufficient."),
    (None, "Is acupuncture safe in children?", "A search of eight databases found 37 reports on 442 children. Serious harm was described in a few."),
    (1200, "Electroacupuncture and diabetic nerves", "Fifteen studies (1200 participants) were pooled. Median motor conduction was faster by 3.9 m/s (95% CI 2.1 to 5.7) than with mecobalamin."),
    (17922, "Acupuncture for chronic pain", "Individual data of 17,922 patients from 29 trials were combined. Acupuncture beat sham by 0.23 SD (95% CI 0.13 to 0.33)."),
    (745, "Needles for pain after zoster", "Data sources: five databases. Seven trials, 745 patients. Pain was lower with acupuncture (MD -1.9, 95% CI -2.6 to -1.2)."),
    (5210, "Drugs and needles for diabetic nerve pain", "Sixty-four trials with 5210 patients allowed 12 treatments to be ranked in a Bayesian network meta-analysis."),
    (None, "Acupuncture for neuropathy: reviews of reviews", "Nine systematic reviews met the criteria; AMSTAR scores were low to moderate."),
    (80, "Acupuncture for aromatase pain: rationale and design of a trial", "Eighty women will be randomized to real or sham needles. The primary outcome is worst pain at week 6."),
    (240, "Electroacupuncture for lumbar stenosis", "A multicentre trial is planned in which 240 patients, 120 in each arm, will get true or sham current for eight weeks. Walking distance will be the main outcome."),
    (126, "Needles against paclitaxel neuropathy: a study protocol", "Participants (n = 126) will be allocated to three groups of 42."),
    (None, "Acupuncture and the immune system", "The article sums up what is known of cytokines under needling. Most work was done in rodents."),
    (None, "Pathways of acupuncture relief", "Peripheral, spinal and supraspinal pathways are discussed, with adenosine and opioids at the centre."),
    (None, "Drugs for trigeminal neuralgia: a clinician's view", "Carbamazepine remains first; other drugs and surgery are reviewed, and an algorithm is offered."),
    (None, "Drug treatment of neuropathic pain: updated recommendations", "A special interest group graded the evidence by GRADE. Tricyclics, duloxetine and gabapentin were given strong recommendations."),
    (None, "Needling of Zusanli and gastric nerves", "Sprague-Dawley rats were divided into four groups of eight. Electroacupuncture raised vagal activity."),
    (None, "Adenosine and local needling", "Needling released adenosine in mice and lessened pain behaviour; knock-out mice showed no effect."),
    (None, "Trends in acupuncture research on neuropathy", "A total of 1,102 publications from the Web of Science were analysed with CiteSpace."),
    (None, "Acupuncture for carpal tunnel: comment on a trial", "The authors of the letter doubt that the splint was a fair control."),
    (None, "Points used for facial palsy: a data mining study", "Prescriptions from 200 papers were mined; ST4 and LI4 were the most frequent."),
    (168, "Needles and drugs in cancer pain", "In all, 168 patients were enrolled; 112 were randomly assigned to needles and 56 to placebo."),
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
