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
    ("rct", "Electroacupuncture for postherpetic pain", "Ninety-four older adults whose rash had healed were allotted to needles with current or to sham; 47 went to each. Pain at week 8 was 3.1 against 4.4 (P = 0.01)."),
    ("rct", "Warm needling in sciatica", "Sixty sciatica sufferers were divided into two groups of 30 by a table of random numbers."),
    ("rct", "Ear seeds for numb feet after chemotherapy", "In a two-centre trial with blinded assessors, 66 women wore seeds and 66 wore plasters without seeds, as drawn from sealed envelopes."),
    ("rct", "Acupuncture for pain of the spinal cord injured", "People with spinal cord injury (n = 45) entered a three-arm trial: body needles, ear needles or none, 15 each, chosen by a computer list."),
    ("rct", "Needles and exercises for the wrist", "A total of 172 patients consented; four withdrew before randomization, leaving 168."),
    ("rct", "Laser for facial palsy", "This double-blind trial enrolled 60 patients, of whom 56 could be randomized. Fifty-one were followed to 6 months."),
    ("rct", "Acupuncture at two doses for diabetic feet", "One hundred participants were assigned 1:1 to twice or once weekly sessions."),
    ("rct", "Vitamin B12 into points or muscles", "Thirty-eight outpatients entered; by lot, 20 had the vitamin put into points and 18 into muscle."),
    ("rct", "Needling for low back pain with leg pain", "Recruitment closed at 289. Randomization was 2:1 in favour of needling. At 12 weeks the groups did not differ."),
    ("rct", "Acupressure for neuropathic pain in cancer", "Out of 110 approached, 71 agreed and were randomised to real or sham acupressure. Ten dropped out."),
    ("rct", "Scalp needles after stroke", "Two dozen patients, 24 in all, were randomized to scalp needles or rehabilitation alone."),
    ("crossover_rct", "Needling and forearm flow", "Eighteen healthy adults had 2 Hz, 100 Hz and no current at visits a week apart; the sequence was set by a Latin square and randomised."),
    ("crossover_rct", "Sympathetic nerve traffic under needles", "In a randomized cross-over study twelve subjects received manual, electrical and sham needling."),
    ("crossover_rct", "Acupuncture or transcutaneous current in nerve pain of HIV", "Each of 25 participants got both, in random order, with two weeks off treatment in between."),
    ("crossover_rct", "Pregabalin in painful neuropathy", "Forty patients took pregabalin and placebo for five weeks each, the order randomized, with a one-week washout."),
    ("cluster_rct", "Acupuncture taught to practices", "Thirty general practices were randomised; patients of half of them were offered acupuncture."),
    ("non_randomized_trial", "Acupuncture added to methylcobalamin", "Thirty-four patients treated in one ward got needles and tablets; 34 in another ward got tablets only. No randomization was done."),
    ("non_randomized_trial", "Needles in facial pain: a controlled but not randomised comparison", "Twenty of 35 patients opted for acupuncture, the remaining 15 for carbamazepine."),
    ("non_randomized_trial", "Electroacupuncture in nerve injury of the hand", "Ninety patients received treatment according to the date of admission, 45 with electroacupuncture and 45 with drugs."),
    ("single_arm", "Acupuncture for pain after spinal surgery", "Fifty-two people had acupuncture twice a week for six weeks. Pain dropped by 2.4 points from baseline (P < 0.001)."),
    ("single_arm", "Moxibustion for cold numb feet", "Ten volunteers with numb feet were followed through 12 moxibustion sessions. Before and after scores differed by 14 points."),
    ("single_arm", "Dry needling in carpal tunnel: a pre-post study", "Thirty-six hands of 36 women were needled. Grip rose after four weeks. Without a control group, nothing can be said of cause."),
    ("single_arm", "Electroacupuncture for cisplatin neuropathy: phase II", "Twenty-one were accrued and 17 completed 12 sessions. Tolerability was good; total neuropathy scores improved in ten."),
    ("cohort", "Acupuncture in hospital: what goes wrong", "Over two years all untoward events among 1104 inpatients were written down. Bruises were seen in 5%."),
    ("cohort", "Pneumothorax after needling", "We used claims of 8730 people with chronic cough who had acupuncture. Twelve had a pneumothorax within three days."),
    ("cohort", "Does diabetic neuropathy progress?", "Two hundred and sixty-four people with diabetes were examined every year for eight years; conduction slowed by 0.5 m/s a year."),
    ("cohort", "Needles under low platelets", "Records of 77 patients with low platelets who were needled were reviewed and compared by platelet count. No bleed occurred."),
    ("cohort", "Integrative care for back and leg pain", "In a registry of 2200 patients those who had acupuncture were compared with those who had not, after propensity matching."),
    ("case_control", "Who gets zoster pain?", "One hundred cases with lasting pain after zoster and 200 controls without it were asked about stress and diabetes."),
    ("cross_sectional", "Painful neuropathy in community clinics", "In this cross-sectional study 1210 adults with diabetes answered the DN4 and had their feet tested. One in five had painful neuropathy."),
    ("survey", "Beliefs about acupuncture in oncology", "An anonymous web survey went to 2000 nurses; 704 answered. Half would advise acupuncture for neuropathy."),
    ("survey", "How physiotherapists needle", "One hundred and forty-six physiotherapists returned a mailed questionnaire on dry needling."),
    ("survey", "Use of acupuncture by people with multiple sclerosis", "Members of a society were sent a questionnaire: 415 of 900 replied, and 18% had tried acupuncture."),
    ("case_series", "Acupuncture for lasting pain after hernia repair", "Four men were treated. Three were free of pain after five sessions, one was not helped."),
    ("case_series", "Two cases of cardiac tamponade after needling", "Both patients had been needled over the sternum. Both survived."),
    ("case_series", "Needles in complex pain: eight patients", "Eight patients with burning hands are described. Five improved."),
    ("case_series", "Zoster of the eye treated with needles", "We report 22 consecutive patients seen between 2001 and 2004. Pain ceased in 15 of 22."),
    ("case_report", "Spinal abscess after acupuncture", "A 61-year-old farmer developed fever and weakness of the legs nine days after needling of the back. Drainage was followed by recovery."),
    ("case_report", "Trigeminal pain relieved by electroacupuncture", "The patient, a woman in her seventies, could not take carbamazepine. After eight sessions attacks ceased and had not returned at one year."),
    ("qualitative", "Why people stay with acupuncture", "Semi-structured interviews were held with 15 people with chronic pain. Four themes emerged."),
    ("qualitative", "Views of trial participants on sham needles", "Twenty-nine people were asked, in focus groups, how it felt not to know which needle they had."),
    ("systematic_review", "Acupuncture for the numb hand", "Four databases were searched to May 2011. Six trials met the criteria. Heterogeneity ruled out pooling. Evidence was insufficient."),
    ("systematic_review", "Is acupuncture safe in children?", "A search of eight databases found 37 reports on 442 children. Serious harm was described in a few."),
    ("meta_analysis", "Electroacupuncture and diabetic nerves", "Fifteen studies (1200 participants) were pooled. Median motor conduction was faster by 3.9 m/s (95% CI 2.1 to 5.7) than with mecobalamin."),
    ("meta_analysis", "Acupuncture for chronic pain", "Individual data of 17,922 patients from 29 trials were combined. Acupuncture beat sham by 0.23 SD (95% CI 0.13 to 0.33)."),
    ("meta_analysis", "Needles for pain after zoster", "Data sources: five databases. Seven trials, 745 patients. Pain was lower with acupuncture (MD -1.9, 95% CI -2.6 to -1.2)."),
    ("network_meta_analysis", "Drugs and needles for diabetic nerve pain", "Sixty-four trials with 5210 patients allowed 12 treatments to be ranked in a Bayesian network meta-analysis."),
    ("overview_of_reviews", "Acupuncture for neuropathy: reviews of reviews", "Nine systematic reviews met the criteria; AMSTAR scores were low to moderate."),
    ("protocol", "Acupuncture for aromatase pain: rationale and design of a trial", "Eighty women will be randomized to real or sham needles. The primary outcome is worst pain at week 6."),
    ("protocol", "Electroacupuncture for lumbar stenosis", "A multicentre trial is planned in which 240 patients, 120 in each arm, will get true or sham current for eight weeks. Walking distance will be the main outcome."),
    ("protocol", "Needles against paclitaxel neuropathy: a study protocol", "Participants (n = 126) will be allocated to three groups of 42."),
    ("narrative_review", "Acupuncture and the immune system", "The article sums up what is known of cytokines under needling. Most work was done in rodents."),
    ("narrative_review", "Pathways of acupuncture relief", "Peripheral, spinal and supraspinal pathways are discussed, with adenosine and opioids at the centre."),
    ("narrative_review", "Drugs for trigeminal neuralgia: a clinician's view", "Carbamazepine remains first; other drugs and surgery are reviewed, and an algorithm is offered."),
    ("guideline", "Drug treatment of neuropathic pain: updated recommendations", "A special interest group graded the evidence by GRADE. Tricyclics, duloxetine and gabapentin were given strong recommendations."),
    ("animal", "Needling of Zusanli and gastric nerves", "Sprague-Dawley rats were divided into four groups of eight. Electroacupuncture raised vagal activity."),
    ("animal", "Adenosine and local needling", "Needling released adenosine in mice and lessened pain behaviour; knock-out mice showed no effect."),
    ("bibliometric", "Trends in acupuncture research on neuropathy", "A total of 1,102 publications from the Web of Science were analysed with CiteSpace."),
    ("letter", "Acupuncture for carpal tunnel: comment on a trial", "The authors of the letter doubt that the splint was a fair control."),
    ("other", "Points used for facial palsy: a data mining study", "Prescriptions from 200 papers were mined; ST4 and LI4 were the most frequent."),
    ("rct", "Standardised acupuncture for HIV neuropathy: a factorial trial", "Participants, 239 in number, got needles at set points or at control points for 14 weeks in this double-masked multicentre trial. Relief was alike in both."),
    ("rct", "Acupuncture and duloxetine in painful diabetic feet: a three-arm comparison", "Forty-six people completed a trial in which they had been randomly given needles (15), duloxetine (16) or a dummy (15)."),
    ("rct", "Electroacupuncture to prevent paclitaxel neuropathy", "Women with breast cancer due to have paclitaxel were randomized; 63 were evaluable, 33 with and 30 with sham EA. Accrual ended early. By week 16 those given EA had more pain."),
    ("rct", "Acupuncture beside usual care for chemotherapy neuropathy", "Eighty-seven participants joined, with allocation 1:1. One group had ten weekly sessions on top of usual care; the other had usual care alone."),
    ("rct", "Wrist splints or needles at night", "Half of 112 patients with carpal tunnel syndrome got acupuncture, half night splints, according to a randomization list."),
    ("rct", "Needles in acute sciatica", "Forty adults were enrolled in a pilot RCT. Twenty drew acupuncture and twenty drug treatment."),
    ("rct", "Acupuncture for zoster pain: a multicentre study", "At six hospitals 324 inpatients with fresh zoster were allocated by central telephone to fire needles, electroacupuncture or valaciclovir."),
    ("rct", "Auricular acupressure after spinal surgery", "Seventy-five were eligible; all agreed and were randomised to ear seeds or plain plasters. Two were lost to follow-up."),
    ("rct", "A test of acupuncture for numb hands", "Fifty-nine patients were randomly put into an acupuncture (30) or a vitamin group (29). The primary outcome was nerve conduction."),
    ("rct", "Acupuncture for chronic sciatica", "Adults with sciatica of six months or more (n=180) were assigned at random, 60 each, to acupuncture, sham acupuncture or conventional drugs."),
    ("rct", "Sham or true needles in trigeminal pain", "Patients were randomized to true or sham needles three times a week. Attack counts fell more with true needles."),
    ("crossover_rct", "Laser needles and blood flow of the hand", "Twenty healthy volunteers took part on two days. Real or inactive laser was applied first in random order. Flow rose only with real laser."),
    ("crossover_rct", "TENS and acupuncture in central pain: each in turn", "Fifteen patients with central pain got acupuncture for four weeks and TENS for four, with the sequence determined by lot."),
    ("crossover_rct", "Ear needles and the pupil", "Nine subjects underwent three conditions (ear needle, wrist needle, rest) in counterbalanced order."),
    ("non_randomized_trial", "Comparing two ways of needling in facial palsy", "Patients seen on odd days had deep needling (n = 42), those on even days shallow needling (n = 42)."),
    ("non_randomized_trial", "Acupuncture with rehabilitation for peroneal palsy: a controlled study", "Twenty-five people in the study group had electroacupuncture and exercises, 25 in the control group exercises alone; placement was at the discretion of the clinician."),
    ("single_arm", "Effect of acupuncture on diabetic gastroparesis and numb feet", "Thirty-one patients were needled daily for two weeks. Symptom scores before and after were compared: they fell by half."),
    ("single_arm", "Acupuncture for oxaliplatin neuropathy: prospective uncontrolled pilot", "Eighteen with oxaliplatin neuropathy started and 16 finished. FACT scores rose by 9 points."),
    ("single_arm", "Brain imaging of needling in painful neuropathy", "In twelve patients, functional imaging was done during needling of the leg. The insula lit up; pain fell afterwards."),
    ("cohort", "Side effects of needling reported by general practitioners", "Over 12 months 38 doctors noted side effects in 9429 patients. Fainting occurred in 0.3%."),
    ("cohort", "Safety of acupuncture for chronic pain: data pooled of trial participants", "Adverse events were counted among 1968 participants of three trials who had been needled."),
    ("cohort", "Outcomes of acupuncture in a back pain service", "Five hundred and forty-five patients treated in a hospital back service were followed prospectively for 6 months."),
    ("cohort", "Acupuncture in people on blood thinners: chart review", "Charts from 2010 to 2014 held 157 patients on warfarin or aspirin who were needled 1200 times; 109 on none served for comparison."),
    ("case_control", "Risk factors for trigeminal neuralgia", "Two hundred and six patients with trigeminal neuralgia and as many matched neighbours were asked about hypertension."),
    ("cross_sectional", "Neuropathic pain among people with sciatica", "One thousand people with sciatica were screened once with painDETECT; 37% had a neuropathic component."),
    ("survey", "Acupuncture and safety: what practitioners do", "Two hundred and twenty-nine of 500 acupuncturists returned the questionnaire. Nine in ten used single-use needles."),
    ("survey", "Complementary therapy among cancer survivors with neuropathy: a national survey", "Data came from 1240 respondents to a household survey. One in six had tried acupuncture."),
    ("case_series", "Scrambler therapy and needles in facial pain", "We describe six patients whose trigeminal pain had resisted drugs. Four became free of pain."),
    ("case_series", "Acupuncture in chronic inflammatory neuropathy", "Nine patients with inflammatory neuropathy were given ten sessions at their own wish. All but two could walk farther."),
    ("case_series", "Twenty-five cases of Bell's palsy treated with warm needles", "Twenty-five patients had warm needles once daily; 21 were cured."),
    ("case_report", "Bilateral pneumothorax after acupuncture", "Hours after needling of the shoulders a 39-year-old nurse became breathless. Both lungs had collapsed."),
    ("case_report", "Needles for painful neuropathy under bortezomib", "In this patient with myeloma, weekly acupuncture brought pain from 8 to 2 and allowed the drug to go on."),
    ("qualitative", "Waiting for sensation to return", "Seventeen women with numb feet were interviewed in depth about acupuncture; analysis was thematic."),
    ("systematic_review", "Acupuncture for cancer neuropathy: how good is the evidence?", "Eight databases were searched to March 2012. Only one controlled trial was found; it was of poor quality. No conclusion is possible."),
    ("systematic_review", "Safety of needling in people with bleeding risk", "Eleven papers covering 680 patients met the criteria. Bleeding was rare. Reports were too different to be combined."),
    ("meta_analysis", "Acupuncture in carpal tunnel syndrome", "Twelve RCTs, with 1482 people in total, were eligible. Compared with night splints symptom scores did not differ (MD -0.20, 95% CI -0.36 to -0.03)."),
    ("meta_analysis", "Electroacupuncture in diabetic neuropathy: a pooled analysis", "Ten trials were pooled. Pain was lower with electroacupuncture (SMD -0.9, 95% CI -1.3 to -0.5)."),
    ("network_meta_analysis", "Which acupuncture for postherpetic neuralgia?", "Thirty-one trials of 2876 patients gave a network of nine treatments. Fire needling came first for pain."),
    ("overview_of_reviews", "Acupuncture for low back and leg pain: a review of reviews", "Sixteen reviews were appraised. Most were of very low quality."),
    ("protocol", "Acupuncture for postherpetic neuralgia: protocol", "Two hundred and seventy patients from five centres will be randomised to electroacupuncture, sham or pregabalin."),
    ("protocol", "Laser acupuncture to prevent oxaliplatin neuropathy", "This paper sets out a trial. Sixty patients starting oxaliplatin will get active or inactive laser twice weekly. Assessors will be blind."),
    ("narrative_review", "Vagus, needles and inflammation", "It is explained how needling at ST36 may drive a vagal-adrenal axis in mice, and what this could mean for patients."),
    ("narrative_review", "Acupuncture's cardiovascular actions", "This review considers brainstem nuclei, opioids and sympathetic outflow. Electroacupuncture lowered reflex pressor responses in cats and rats."),
    ("guideline", "Prevention and management of chemotherapy neuropathy: society guideline update", "A systematic search informed the panel. Acupuncture cannot be recommended outside trials."),
    ("animal", "2 Hz current on spinal dynorphin after nerve ligation", "Nerve-ligated rats got 2 or 100 Hz current or were left alone (n = 10 each). Thresholds rose with 2 Hz."),
    ("animal", "Acupuncture, NGF and diabetic nerves", "Streptozotocin made rats diabetic; needled animals kept their nerve growth factor and conduction."),
    ("bibliometric", "Mapping research on acupuncture analgesia", "Web of Science records from 2001 to 2020 were mapped for authors, countries and keywords."),
    ("letter", "Acupuncture in neuropathy: caution needed", "In a letter to the journal the writer argues that blinding failed in a trial of needles for painful feet."),
    ("rct", "Effects of electroacupuncture on sensory nerve conduction in painful diabetic neuropathy", "Seventy-eight patients with at least five years of diabetes were enrolled at 8 hospitals; 39 were treated with electroacupuncture and 39 with mecobalamin, as allotted by random numbers. Six in the first group and 4 in the second left early."),
    ("rct", "Auricular needling and paclitaxel numbness: randomised trial", "BACKGROUND: One in three women is numb after paclitaxel. METHODS: 130 women were asked; 104 gave consent and were randomised (52 auricular, 52 waiting). RESULTS: Ninety-eight had data at week 8."),
    ("rct", "Moxibustion for cold feet of diabetes: a randomized trial", "Two groups of 25 diabetics each were formed at random. Warmth rose in the moxibustion group."),
    ("rct", "Comparison of three needling methods in Bell's palsy", "Data of 216 people, 72 per arm, were analysed in this multicentre randomized study."),
    ("rct", "True versus sham laser in carpal tunnel syndrome", "Thirty-six wrists? No: 36 patients, randomised by sealed envelope, had laser or sham to the wrist."),
    ("rct", "Bee venom at points for nerve pain: a double-blind trial", "Volunteers (66; mean age 58) were randomised 2:1. Seven reacted with itching. Pain fell by 24 mm and 11 mm."),
    ("rct", "Acupuncture or gabapentin for uremic neuropathy", "In a haemodialysis unit 120 of 143 eligible patients agreed and were randomized. Twelve died during follow-up, none from treatment."),
    ("crossover_rct", "Electroacupuncture and muscle sympathetic nerve activity: a crossover trial", "Thirteen men came twice. On one day the needles carried current, on the other not; the order was random."),
    ("crossover_rct", "Lamotrigine versus acupuncture for central pain: randomised crossover", "Of 53 people screened, 48 started and 41 finished both periods, separated by two weeks without treatment."),
    ("non_randomized_trial", "Needling added to B vitamins for diabetic neuropathy: a controlled clinical trial without randomization", "Thirty-eight patients had both, 38 the vitamins only."),
    ("single_arm", "Acupuncture for neuropathy in survivors of cancer: an open trial", "Thirty-two survivors consented, 29 began and 25 ended the ten-week course. All scores improved against baseline; there was no control."),
    ("single_arm", "Feasibility of ear acupuncture for painful neuropathy in a veterans' clinic", "41 veterans, 5 of them women, got ear needles weekly. Mean pain fell from 6.8 to 5.1."),
    ("cohort", "Adverse reactions to dry needling recorded by physiotherapists: prospective study", "Thirty-nine physiotherapists recorded reactions in 2000 patients. Bruising (7.6%) led; 3 major events occurred."),
    ("cohort", "Bleeding with anticoagulants during acupuncture: a retrospective cohort study", "Electronic records of 4891 people were used; 612 took anticoagulants. Bleeding was noted in 14."),
    ("case_series", "Acupuncture in seven amputees with phantom pain: case series", "Over two years seven amputees were needled in the ear and the intact limb. Five had relief of more than half."),
    ("case_report", "Pudendal neuralgia and electroacupuncture: a case report", "A cyclist aged 34 with pudendal pain of two years had 15 sessions. Pain fell from 7 to 1."),
    ("survey", "Use of acupuncture among people with diabetes: a cross-sectional survey", "Forms were sent to 3000 members; 1126 usable ones came back. Eleven percent had tried needles."),
    ("cross_sectional", "Nerve conduction and neuropathic pain scores in sciatica: cross-sectional study", "Three hundred and forty outpatients of 5 clinics were tested once."),
    ("protocol", "Acupuncture versus pregabalin in postherpetic neuralgia: study protocol for a multicentre randomised controlled trial", "The trial will recruit 156 outpatients in 3 hospitals, 78 for each group. Visits will be at weeks 2, 4, 8 and 20."),
    ("protocol", "Acupuncture for trigeminal neuralgia: protocol of a systematic review", "Nine databases will be searched. Two authors will extract data."),
    ("meta_analysis", "Acupuncture for sciatica: systematic review and meta-analysis", "Eighteen of 312 records qualified. Together they had randomised 1567 people. Effectiveness was higher than with drugs (RR 1.20, 95% CI 1.13 to 1.28)."),
    ("meta_analysis", "Manual acupuncture for diabetic peripheral neuropathy: meta-analysis of trials", "Participants totalled 3400 in 42 trials. Velocity of the median nerve rose (MD 4.1, 95% CI 3.0 to 5.2)."),
    ("systematic_review", "Acupuncture for HIV neuropathy: a systematic review", "Three trials were found. They could not be combined."),
    ("qualitative", "Experiences of acupuncture in painful diabetic neuropathy: qualitative study", "Twelve of the 40 trial participants were interviewed at home."),
    ("case_control", "Vitamin B12 and neuropathy in metformin users: case-control study", "Forty-eight users with neuropathy were set against 48 users without it."),
    ("systematic_review", "How good are the reports? Quality of reports about randomized controlled trials of needles", "Seventy-five reports were scored with CONSORT. A random sequence was described in 11%."),
    ("rct", "Acupuncture for chronic postherpetic itch and pain: randomized sham-controlled trial", "Ninety-eight adults in 4 clinics were randomised, 49 to each needle type. By intention to treat, pain had fallen by 1.9 and 1.7 at week 6 (P=0.6). Nine withdrew."),
    ("rct", "Electroacupuncture in cisplatin-induced neuropathy: a small randomised trial", "Of the 51 patients seen, 44 fulfilled the criteria and were split evenly, by minimisation, between current and no current."),
    ("rct", "Needle, pill or both for sciatica", "Three hundred people were recruited from general practices and randomised in equal thirds to acupuncture, naproxen or the two combined; 271 gave data at 12 weeks."),
    ("rct", "Pilot trial of acupuncture in neuropathic pain after spinal cord injury", "Eleven participants were randomised to acupuncture and fourteen to waiting. Nobody dropped out."),
    ("rct", "Acupressure bands and taxane numbness: pragmatic randomised study", "Enrolment stopped at 84 women because of the pandemic, short of the 120 planned."),
    ("crossover_rct", "Blood flow in the feet with low-frequency acupuncture: a randomised crossover study", "Seventeen people with diabetes had both procedures a week apart. Two were left out for poor signals."),
    ("single_arm", "Acupuncture for vincristine neuropathy in adults: phase 2 single-arm study", "Sixty of 64 approached enrolled. Fifty-one were evaluable at week 8."),
    ("cohort", "Acupuncture and the risk of depression in people with neuropathic pain: nationwide cohort study", "Each of 15,911 treated people was matched to one untreated, giving 31,822 for analysis. Fewer treated people became depressed (HR 0.62, 95% CI 0.58 to 0.66)."),
    ("cohort", "Serious harm after acupuncture: surveillance in a health insurance", "Among 73,406 members who had needling in 2015 to 2017, 12 were admitted with pneumothorax."),
    ("case_series", "Three pneumothoraces after dry needling", "Three athletes were admitted within one season. All had been needled over the trapezius and all recovered."),
    ("case_series", "Acupuncture for meralgia paraesthetica: a retrospective series", "The notes of 13 patients treated from 2005 to 2012 were read. Numbness went in 9."),
    ("case_report", "Acute sensory neuropathy after a herbal pill and acupuncture", "We saw a retired teacher, 71, whose feet had gone numb. Stopping the pill helped; needles did not."),
    ("survey", "Patients' wishes for acupuncture in a neuropathy clinic: questionnaire study", "Questionnaires were completed by 390 of 450 consecutive outpatients."),
    ("cross_sectional", "Vibration sense and pain in chemotherapy survivors: a cross-sectional analysis", "The 188 survivors, 121 of them women, were seen once between 6 and 60 months after treatment."),
    ("protocol", "Transcutaneous and needle stimulation for diabetic neuropathy: protocol of a randomised trial", "A sample of two hundred is foreseen, 100 per group, in four centres. Follow-up ends at week 24."),
    ("protocol", "Wrist-ankle acupuncture in cancer nerve pain (WANT): study protocol", "Ninety inpatients will be drawn into three equal groups. Drugs will be kept stable."),
    ("meta_analysis", "Moxibustion for diabetic peripheral neuropathy: systematic review and meta-analysis of 25 trials", "The 25 trials counted 2,012 patients. Symptom scores (MD -3.1, 95% CI -4.0 to -2.2) were better with moxibustion. The quality of most was low."),
    ("meta_analysis", "Fire needling in zoster pain: meta-analysis", "Eleven of 96 studies qualified, 905 patients altogether (453 fire needling, 452 drugs)."),
    ("systematic_review", "Needling in small-fibre neuropathy: a scoping of the literature by systematic search", "Two authors searched six databases; no trial was found."),
    ("qualitative", "Clinicians' accounts of needling people with cancer: interview study", "Twenty-six acupuncturists spoke by telephone. Fear of bleeding ran through their accounts."),
    ("animal", "Spinal glial activation is dampened by electroacupuncture in bone cancer pain rats", "Forty rats were used; ten sham operated."),
    ("guideline", "Acupuncture for pain in adults with cancer: joint society guideline", "Recommendations were graded by an expert panel after a review of trials."),
    ("narrative_review", "Electroacupuncture and pain: what rodents have taught us", "Opioid, adrenergic and serotonergic pathways are gone through, as are cytokines."),
    ("rct", "Acupuncture for sciatica after failed injections: randomised trial", "Sixty-six people had acupuncture and 66 had exercise, as decided by a web-based list. Leg pain at three months was 2.9 against 3.8."),
    ("rct", "Electroacupuncture for bortezomib neuropathy: a double-blind trial", "Eighty were assessed and 74 entered: 37 real, 37 sham. Data of 70 were complete."),
    ("rct", "Cupping and needling in cervical radiculopathy: RCT", "Fifty-two of 58 volunteers who answered the advertisement were suitable and were randomized."),
    ("crossover_rct", "Needling and cerebral blood flow: randomised crossover in healthy people", "Twenty-four students were each studied under three conditions. Flow rose by 8% with needling (P = 0.04)."),
    ("cohort", "Harms of acupuncture in children: prospective cohort", "Parents of 3535 children kept diaries for four weeks. Mild harm was noted in 9%."),
    ("case_series", "Electroacupuncture for notalgia: twelve cases", "In twelve cases itch of the back was treated with current. Ten improved."),
    ("survey", "Dry needling by physiotherapists: online survey of minor harms", "In all, 2145 respondents reported 14,200 treatments."),
    ("protocol", "Acupuncture for carpal tunnel syndrome: protocol for a three-arm randomised trial", "Forty-eight people per arm, 144 overall, are needed."),
    ("meta_analysis", "Acupuncture for chemotherapy-induced peripheral neuropathy: systematic review and meta-analysis", "Of 19 trials, covering 1874 patients, 14 could be pooled: pain fell by 1.2 (95% CI 0.6 to 1.8)."),
    ("meta_analysis", "Acupuncture for chronic pain: individual patient data meta-analysis", "The update holds 39 trials and 20,827 patients."),
    ("case_control", "Cellulitis after needling: nested case-control study", "One hundred and ten cases were each matched to one control."),
    ("systematic_review", "Adverse events of needling in Chinese papers: systematic review", "Among 115 articles, 479 events in 294 people were told."),
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


def test_people_who_are_still_to_enter_make_a_protocol_whatever_the_title_calls_it() -> None:
    text = "People with painful feet will be randomised to needles or laser. The trial is meant to show which acts."
    assert _design("Needles and laser: a randomized, double-blinded trial", text) == "protocol"
    text = "People are to be randomised to needles or laser. Recruitment is under way; outcomes are not yet known."
    assert _design("Needles and laser: a randomized, double-blinded trial", text) == "protocol"
    text = "Forty people were randomized. Pain fell (P = 0.01). Others will be recruited to a larger trial."
    assert _design("Needles for painful feet", text) == "rct"


def test_trials_counted_with_their_people_are_a_review() -> None:
    text = "Fifty-nine trials (7667 participants) used points of all kinds. Nausea was rarer (RR 0.68, 95% CI 0.60 to 0.77)."
    assert _design("Acupuncture at a wrist point for nausea", text) == "meta_analysis"


def test_few_people_compared_or_tested_are_no_case_series() -> None:
    text = "Eight volunteers were needled and had a control session; both were compared. Flow rose (P = 0.02)."
    assert _design("Skin flow and needles", text) != "case_series"


def test_patients_of_an_earlier_trial_are_followed_here() -> None:
    text = "People who had taken part in a randomized trial of needles were followed for two years as a cohort."
    assert _design("Two years after needles", text) == "cohort"
