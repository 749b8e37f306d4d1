//! The wording of the figures of statistics, and of their receipts.

use super::Worded;
use crate::view::language::Lang;
use crate::view::number::Count;

/// How a figure is called and what it is good for.
#[derive(Clone, Copy, Debug)]
pub struct FigureWording {
    /// Its id in `statistics`.
    pub id: &'static str,
    /// Its name, as the field prints it.
    pub name: &'static str,
    /// Which variant of it this is.
    pub variant: &'static str,
    /// What it tells: the same of all variants that tell the same.
    pub tells: &'static str,
}

/// It, in one language.
#[derive(Debug)]
pub struct MeasureWording {
    /// All figures.
    pub figures: [FigureWording; FIGURES],
    /// Heading over a receipt.
    pub receipt: &'static str,
    /// Fields of a receipt: variant, formula, with numbers, value, source.
    pub fields: [&'static str; 5],
    /// Instead of a value.
    pub undefined: &'static str,
    /// The table of counts.
    pub table: &'static str,
    /// In its cells: what is expected by chance; `{}` is the number.
    pub expected_by_chance: &'static str,
    /// Its sums.
    pub sum: &'static str,
    /// The counts by parts, and the distances.
    pub parts: &'static str,
    /// What stands in their columns: occurrences, words of the part, distance.
    pub columns: [&'static str; 3],
    /// Parts that are not shown: how many.
    pub more_parts: Count,
    /// What copies all of them, for a spreadsheet.
    pub copy_parts: &'static str,
    /// The formula of the spreadsheet is over a range: which cells the counts go to.
    pub over_range: &'static str,
    /// Programs: spreadsheet, R, Python.
    pub programs: [&'static str; 3],
    /// Copy a formula for each of them.
    pub copies: [&'static str; 3],
    /// Heading of the self-test.
    pub verify: &'static str,
    /// What it does.
    pub verify_about: &'static str,
    /// Starts it.
    pub verify_do: &'static str,
    /// How it went: how many hold, of how many.
    pub verified: &'static str,
    /// Before the number that was published, and before that which was found.
    pub compared: [&'static str; 2],
    /// Holds, does not hold: for who does not see the sign.
    pub holds: [&'static str; 2],
    /// Groups of figures: association, keyness, dispersion, diversity.
    pub groups: [&'static str; 4],
}

/// How many figures have a wording.
const FIGURES: usize = 68;

impl MeasureWording {
    /// The wording of a figure, by its id.
    pub fn figure(&self, id: &str) -> Option<&FigureWording> {
        self.figures.iter().find(|figure| figure.id == id)
    }

    /// The name of a figure; of what is not known, the id.
    pub fn name<'a>(&'a self, id: &'a str) -> &'a str {
        self.figure(id).map_or(id, |figure| figure.name)
    }
}

impl Worded for MeasureWording {
    fn in_language(lang: Lang) -> &'static MeasureWording {
        static ALL: [MeasureWording; 3] = [ENGLISH, ARABIC, PERSIAN];
        &ALL[lang as usize]
    }
}

const fn figure(
    id: &'static str,
    name: &'static str,
    variant: &'static str,
    tells: &'static str,
) -> FigureWording {
    FigureWording { id, name, variant, tells }
}

#[rustfmt::skip]
const ENGLISH: MeasureWording = {
    const SURE: &str = "How sure it is that chance alone did not make the difference. It grows with the corpus, so it does not tell how large the difference is.";
    const PAIR: &str = "How sure it is that two words meet more often than by chance. It brings frequent pairs to the fore.";
    const RARE: &str = "How far the words meet more often than by chance, in standard deviations. It brings rare pairs to the fore.";
    const CHANCE: &str = "How likely chance alone makes a difference this large. Of a thousand words, ten fall below 0.01 by chance.";
    const MEETING: &str = "How many times as often two words meet as by chance, as a power of two. It brings rare words to the fore; the higher powers do so less.";
    const COMPANY: &str = "How much two words keep to each other's company, whatever the size of the corpus.";
    const RATIO: &str = "How many times as frequent a word is in the first corpus as in the second, as a power of two: 1 is twice, 3 eight times, −1 half.";
    const END: &str = "Between the low and the high end the ratio truly lies, 95 times out of 100. If 0 lies between them, there may be no difference.";
    const TIMES: &str = "How many times as frequent a word is in the first corpus as in the second: 1 is no difference.";
    const RATE: &str = "How often a word occurs for the size of the corpus, so that corpora of unlike size can be compared.";
    const EXACT: &str = "How likely chance alone makes such a table, counted exactly: for small counts, where other tests only come near.";
    const EVEN: &str = "How evenly a word is spread: 1 is quite evenly, near 0 is all in one part.";
    const UNEVEN: &str = "How unevenly a word is spread: 0 is quite evenly, larger is less so.";
    const REDUCED: &str = "The frequency of a word, reduced by how unevenly it is spread: what occurs in one place only counts little.";
    const GAPS: &str = "How far one occurrence is from the next: bursts make it larger.";
    const RICH: &str = "How many different words a text has for its length. It depends on the length: compare only texts of about the same.";
    const RICH_ANY: &str = "How many different words a text has, on stretches of one length, so that texts of unlike length can be compared.";
    MeasureWording {
        figures: [
            figure("g2", "Log-likelihood G² (4 terms)", "over all four cells, Dunning's form", SURE),
            figure("g2-signed", "Signed log-likelihood G²", "over all four cells, negative where the word is rarer than expected", SURE),
            figure("g2-2", "Log-likelihood G² (2 terms)", "over the two cells of the word, Rayson and Garside's form", SURE),
            figure("g2-williams", "Log-likelihood G² (Williams)", "over all four cells, with Williams' correction", SURE),
            figure("g2-simple", "Simple log-likelihood", "over the first cell only, Evert's form", SURE),
            figure("chi2", "Chi-squared χ²", "Pearson's form, without correction", SURE),
            figure("chi2-yates", "Chi-squared χ² (Yates)", "with Yates' correction for continuity", SURE),
            figure("bic", "BIC", "by the log-likelihood of 2 terms", "Whether the evidence outweighs the size of the corpora: above 10 very strongly, below 0 not at all."),
            figure("t", "t-score", "approximate: divided by √O", PAIR),
            figure("t-exact", "t-score (exact variance)", "divided by √(O·(1 − O/N))", PAIR),
            figure("z", "z-score", "approximate: divided by √E", RARE),
            figure("z-exact", "z-score (exact variance)", "divided by √(E·(1 − E/N))", RARE),
            figure("p-g2", "p-value of G² (4 terms)", "by χ² with one degree of freedom, of all four cells", CHANCE),
            figure("p-g2-2", "p-value of G² (2 terms)", "by χ² with one degree of freedom, of the two cells of the word", CHANCE),
            figure("p-chi2", "p-value of χ²", "with one degree of freedom, without correction", CHANCE),
            figure("p-chi2-yates", "p-value of χ² (Yates)", "with one degree of freedom and Yates' correction", CHANCE),
            figure("mi", "Mutual information MI", "binary logarithm", MEETING),
            figure("mi2", "MI²", "the observed count squared", MEETING),
            figure("mi3", "MI³", "the observed count cubed", MEETING),
            figure("npmi", "Normalised mutual information NPMI", "from −1 to 1; −1 where they never meet", "1: the words occur together only; 0: as often as by chance; −1: never together."),
            figure("log-dice", "logDice", "binary logarithm, at most 14", COMPANY),
            figure("dice", "Dice coefficient", "from 0 to 1", COMPANY),
            figure("delta-p-2-1", "ΔP (2|1)", "forwards: from the first word to the second", "By how much the second word becomes likelier once the first is there."),
            figure("delta-p-1-2", "ΔP (1|2)", "backwards: from the second word to the first", "By how much the first word becomes likelier once the second is there."),
            figure("ell", "Effect size of log-likelihood ELL", "by the log-likelihood of 2 terms, for the size of the corpora", "How large the difference is, by the log-likelihood, on a scale from 0 to 1."),
            figure("log-ratio", "Log ratio", "a frequency of 0 is taken for 0.5, as Hardie does", RATIO),
            figure("log-ratio-walter", "Log ratio (Walter)", "0.5 is added to all frequencies and sizes", RATIO),
            figure("log-ratio-plain", "Log ratio (plain)", "undefined where a frequency is 0", RATIO),
            figure("log-ratio-low", "Log ratio, low end", "95 per cent, by the normal approximation", END),
            figure("log-ratio-high", "Log ratio, high end", "95 per cent, by the normal approximation, upper side", END),
            figure("clr", "Conservative log ratio", "the end nearer to 0 of the exact interval, Evert's form", "How large the log ratio is at the least, 95 times out of 100; 0 where there may be no difference."),
            figure("simple-maths", "Simple maths", "per million words, with 1 added to both", TIMES),
            figure("percent-difference", "%DIFF", "in per cent of the second corpus", "By how many per cent a word is more frequent in the first corpus than in the second: 100 is twice."),
            figure("odds-ratio", "Odds ratio", "the word against all other words", TIMES),
            figure("difference-coefficient", "Difference coefficient", "of the frequencies themselves: for corpora of one size", "From −1, the word is in the second corpus only, to 1, in the first only."),
            figure("relative-risk", "Relative risk", "the ratio of the two relative frequencies", TIMES),
            figure("per-million-1", "Per million in the first corpus", "of all words of the first corpus", RATE),
            figure("per-million-2", "Per million in the second corpus", "of all words of the second corpus", RATE),
            figure("range", "Range", "parts that have the word", "In how many parts a word occurs at all."),
            figure("sd", "Standard deviation", "of the counts, of the whole population", UNEVEN),
            figure("vc", "Coefficient of variation", "of the relative frequencies of the parts", UNEVEN),
            figure("d", "Juilland's D", "by relative frequencies: parts may be unlike", EVEN),
            figure("d2", "Carroll's D₂", "entropy of the relative frequencies", EVEN),
            figure("d3", "Lyne's D₃", "by χ² of the parts", EVEN),
            figure("s", "Rosengren's S", "adjusted to the sizes of the parts", EVEN),
            figure("dp", "Gries' DP", "deviation of proportions, 0 is even", UNEVEN),
            figure("dp-norm", "Normalised DP", "from 0 to 1, by the smallest of all parts", UNEVEN),
            figure("kld", "Kullback–Leibler divergence KLD", "binary logarithm, against the sizes of the parts", UNEVEN),
            figure("u", "Juilland's U", "frequency by D", REDUCED),
            figure("um", "Carroll's Uₘ", "frequency by D₂", REDUCED),
            figure("arf", "Average reduced frequency ARF", "by distances, round the end of the corpus", REDUCED),
            figure("awt", "Average waiting time AWT", "mean way to the next occurrence, from anywhere", GAPS),
            figure("ald", "Average logarithmic distance ALD", "decimal logarithm", GAPS),
            figure("f-awt", "Frequency by waiting time", "reduced frequency that AWT gives", REDUCED),
            figure("f-ald", "Frequency by logarithmic distance", "reduced frequency that ALD gives", REDUCED),
            figure("ttr", "Type–token ratio TTR", "types by tokens", RICH),
            figure("herdan-c", "Herdan's C", "ratio of the logarithms", RICH),
            figure("guiraud", "Guiraud's R", "types by the root of the tokens", RICH),
            figure("cttr", "Corrected type–token ratio CTTR", "types by the root of twice the tokens", RICH),
            figure("yule-k", "Yule's K", "times 10,000", "How much a text repeats its words: smaller is richer."),
            figure("mattr", "Moving-average TTR, MATTR", "mean over all windows of one length: ΣVᵢ different words in m windows of w words", RICH_ANY),
            figure("msttr", "Mean segmental TTR, MSTTR", "mean over segments, the rest at the end dropped: ΣVᵢ different words in m segments of w words", RICH_ANY),
            figure("mtld", "MTLD", "threshold 0.72, both directions, no least length of a factor: F₁ factors forwards, F₂ backwards", "How many words a text goes on, on average, before it repeats itself too much."),
            figure("per-million", "Frequency per million words", "of all words of the corpus", RATE),
            figure("percent", "Share in per cent", "of the whole", "How large a part of the whole something is."),
            figure("fisher-left", "Fisher's exact test, left", "as many or fewer in the first cell", EXACT),
            figure("fisher-right", "Fisher's exact test, right", "as many or more in the first cell", EXACT),
            figure("fisher-two", "Fisher's exact test, two-sided", "all tables that are no likelier than this one", EXACT),
        ],
        receipt: "Receipt",
        fields: ["Variant", "Formula", "With numbers", "Value", "Source"],
        undefined: "not defined for these counts",
        table: "Counts",
        expected_by_chance: "by chance: {}",
        sum: "Sum",
        parts: "Counts by parts",
        columns: ["Occurrences", "Words of the part", "Distance"],
        more_parts: Count::two_forms("all are shown", "and one more", "and {} more"),
        copy_parts: "Copy all counts",
        over_range: "Copy all counts to cell A1 of a new sheet; the formula looks for them in {}.",
        programs: ["Spreadsheet", "R", "Python"],
        copies: ["Copy for a spreadsheet", "Copy for R", "Copy for Python"],
        verify: "Verify this copy",
        verify_about: "Computes numbers that were published, here and now, with the program of this page, and compares them.",
        verify_do: "Verify",
        verified: "{} of {} published numbers come out right.",
        compared: ["expected", "found"],
        holds: ["holds", "does not hold"],
        groups: ["Association", "Keyness", "Dispersion", "Lexical diversity"],
    }
};

#[rustfmt::skip]
const ARABIC: MeasureWording = {
    const SURE: &str = "إلى أي حد نطمئن إلى أن الفرق ليس من الصدفة وحدها. يكبر مع كبر المدونة، فلا يدل على حجم الفرق.";
    const PAIR: &str = "إلى أي حد نطمئن إلى أن الكلمتين تجتمعان أكثر مما تجمعهما الصدفة. يُبرز الأزواج الكثيرة الورود.";
    const RARE: &str = "كم يزيد اجتماع الكلمتين على ما تجمعهما الصدفة، مقيسًا بالانحراف المعياري. يُبرز الأزواج النادرة.";
    const CHANCE: &str = "ما احتمال أن تُحدث الصدفة وحدها فرقًا بهذا الحجم. من كل ألف كلمة تقع عشر دون ٠٫٠١ مصادفةً.";
    const MEETING: &str = "كم مرة يزيد اجتماع الكلمتين على ما تجمعهما الصدفة، بقوى العدد اثنين. يُبرز الكلمات النادرة، وتقل هذه النزعة في القوى الأعلى.";
    const COMPANY: &str = "إلى أي حد تلازم كل كلمة الأخرى، أيًّا كان حجم المدونة.";
    const RATIO: &str = "كم مرة تكثر الكلمة في المدونة الأولى عنها في الثانية، بقوى العدد اثنين: ١ ضعفان، و٣ ثمانية أضعاف، و−١ نصف.";
    const END: &str = "تقع النسبة الحقيقية بين الحد الأدنى والحد الأعلى في ٩٥ مرة من ١٠٠. وإن وقع الصفر بينهما فقد لا يكون هناك فرق.";
    const TIMES: &str = "كم مرة تكثر الكلمة في المدونة الأولى عنها في الثانية: ١ يعني ألا فرق.";
    const RATE: &str = "كم ترد الكلمة قياسًا إلى حجم المدونة، لتصح المقارنة بين مدونات مختلفة الحجم.";
    const EXACT: &str = "ما احتمال أن تُحدث الصدفة وحدها جدولًا كهذا، بالعد الدقيق: للأعداد الصغيرة التي لا تبلغها الاختبارات الأخرى إلا تقريبًا.";
    const EVEN: &str = "مدى تساوي توزع الكلمة: ١ توزع متساوٍ تمامًا، وقرب الصفر كلها في قسم واحد.";
    const UNEVEN: &str = "مدى تفاوت توزع الكلمة: صفر توزع متساوٍ تمامًا، وكلما كبر زاد التفاوت.";
    const REDUCED: &str = "تكرار الكلمة مخفضًا بقدر تفاوت توزعها: فما ورد في موضع واحد لا يُحسب له إلا القليل.";
    const GAPS: &str = "كم تبعد المرة عن التي تليها: يكبر حين تتجمع الكلمة في مواضع.";
    const RICH: &str = "كم كلمة مختلفة في النص قياسًا إلى طوله. يتأثر بالطول، فلا تقارن به إلا نصوصًا متقاربة الطول.";
    const RICH_ANY: &str = "كم كلمة مختلفة في النص، في مقاطع متساوية الطول، لتصح المقارنة بين نصوص مختلفة الطول.";
    MeasureWording {
        figures: [
            figure("g2", "نسبة الأرجحية اللوغاريتمية G² (أربعة حدود)", "على خلايا الجدول الأربع، صيغة Dunning", SURE),
            figure("g2-signed", "نسبة الأرجحية اللوغاريتمية G² بإشارة", "على الخلايا الأربع، سالبة حين تقل الكلمة عن المتوقع", SURE),
            figure("g2-2", "نسبة الأرجحية اللوغاريتمية G² (حدان)", "على خليتي الكلمة، صيغة Rayson وGarside", SURE),
            figure("g2-williams", "نسبة الأرجحية اللوغاريتمية G² (Williams)", "على الخلايا الأربع، بتصحيح Williams", SURE),
            figure("g2-simple", "نسبة الأرجحية اللوغاريتمية المبسطة", "على الخلية الأولى وحدها، صيغة Evert", SURE),
            figure("chi2", "مربع كاي χ²", "صيغة Pearson بلا تصحيح", SURE),
            figure("chi2-yates", "مربع كاي χ² (Yates)", "بتصحيح Yates للاتصال", SURE),
            figure("bic", "معيار بيز للمعلومات BIC", "من نسبة الأرجحية اللوغاريتمية ذات الحدين", "هل يرجح الدليل على حجم المدونتين: فوق ١٠ رجحانًا قويًّا جدًّا، ودون الصفر لا رجحان."),
            figure("t", "درجة t", "تقريبية: مقسومة على ‎√O‎", PAIR),
            figure("t-exact", "درجة t (بالتباين الدقيق)", "مقسومة على ‎√(O·(1 − O/N))‎", PAIR),
            figure("z", "درجة z", "تقريبية: مقسومة على ‎√E‎", RARE),
            figure("z-exact", "درجة z (بالتباين الدقيق)", "مقسومة على ‎√(E·(1 − E/N))‎", RARE),
            figure("p-g2", "القيمة الاحتمالية p لـ G² (أربعة حدود)", "بتوزيع χ² ودرجة حرية واحدة، من الخلايا الأربع", CHANCE),
            figure("p-g2-2", "القيمة الاحتمالية p لـ G² (حدان)", "بتوزيع χ² ودرجة حرية واحدة، من خليتي الكلمة", CHANCE),
            figure("p-chi2", "القيمة الاحتمالية p لـ χ²", "بدرجة حرية واحدة وبلا تصحيح", CHANCE),
            figure("p-chi2-yates", "القيمة الاحتمالية p لـ χ² (Yates)", "بدرجة حرية واحدة وبتصحيح Yates", CHANCE),
            figure("mi", "المعلومات المتبادلة MI", "باللوغاريتم الثنائي", MEETING),
            figure("mi2", "المعلومات المتبادلة MI²", "بتربيع العدد المرصود", MEETING),
            figure("mi3", "المعلومات المتبادلة MI³", "بتكعيب العدد المرصود", MEETING),
            figure("npmi", "المعلومات المتبادلة المعيَّرة NPMI", "من −١ إلى ١؛ و−١ حين لا تجتمعان", "١: لا ترد الكلمتان إلا معًا؛ صفر: بقدر الصدفة؛ −١: لا تجتمعان أبدًا."),
            figure("log-dice", "لوغاريتم معامل دايس logDice", "باللوغاريتم الثنائي، وأقصاه ١٤", COMPANY),
            figure("dice", "معامل دايس Dice", "من صفر إلى ١", COMPANY),
            figure("delta-p-2-1", "فرق الاحتمال ΔP (2|1)", "إلى الأمام: من الكلمة الأولى إلى الثانية", "كم يزيد احتمال الكلمة الثانية متى وُجدت الأولى."),
            figure("delta-p-1-2", "فرق الاحتمال ΔP (1|2)", "إلى الوراء: من الكلمة الثانية إلى الأولى", "كم يزيد احتمال الكلمة الأولى متى وُجدت الثانية."),
            figure("ell", "حجم أثر الأرجحية اللوغاريتمية ELL", "من نسبة الأرجحية ذات الحدين، مقيسةً إلى حجم المدونة", "كم يبلغ الفرق بحسب نسبة الأرجحية اللوغاريتمية، على مقياس من صفر إلى ١."),
            figure("log-ratio", "لوغاريتم النسبة", "يُعدّ التكرار صفر نصفًا، كما عند Hardie", RATIO),
            figure("log-ratio-walter", "لوغاريتم النسبة (Walter)", "يُضاف ٠٫٥ إلى كل تكرار وحجم", RATIO),
            figure("log-ratio-plain", "لوغاريتم النسبة (بلا تعديل)", "غير معرَّف حين يكون أحد التكرارين صفرًا", RATIO),
            figure("log-ratio-low", "لوغاريتم النسبة، الحد الأدنى", "بثقة ٩٥ في المئة، بالتقريب الطبيعي", END),
            figure("log-ratio-high", "لوغاريتم النسبة، الحد الأعلى", "بثقة ٩٥ في المئة، بالتقريب الطبيعي من الأعلى", END),
            figure("clr", "لوغاريتم النسبة المتحفظ", "حد المجال الدقيق الأقرب إلى الصفر، صيغة Evert", "كم يبلغ لوغاريتم النسبة على الأقل في ٩٥ مرة من ١٠٠؛ وصفر حين قد لا يكون هناك فرق."),
            figure("simple-maths", "الحساب البسيط Simple maths", "لكل مليون كلمة، بإضافة ١ إلى الطرفين", TIMES),
            figure("percent-difference", "فرق النسبة المئوية %DIFF", "من المدونة الثانية، في المئة", "بكم في المئة تزيد الكلمة في المدونة الأولى عنها في الثانية: ١٠٠ تعني الضعف."),
            figure("odds-ratio", "نسبة الأرجحية البسيطة", "الكلمة مقابل سائر الكلمات", TIMES),
            figure("difference-coefficient", "معامل الفرق", "من التكرارات نفسها: لمدونات متساوية الحجم", "من −١، الكلمة في المدونة الثانية وحدها، إلى ١، في الأولى وحدها."),
            figure("relative-risk", "الخطر النسبي", "نسبة التكرارين النسبيين", TIMES),
            figure("per-million-1", "لكل مليون في المدونة الأولى", "من كل كلمات المدونة الأولى", RATE),
            figure("per-million-2", "لكل مليون في المدونة الثانية", "من كل كلمات المدونة الثانية", RATE),
            figure("range", "المدى", "عدد الأقسام التي فيها الكلمة", "في كم قسم ترد الكلمة أصلًا."),
            figure("sd", "الانحراف المعياري", "للأعداد، للمجتمع كله", UNEVEN),
            figure("vc", "معامل الاختلاف", "للتكرارات النسبية في الأقسام", UNEVEN),
            figure("d", "معامل D لجويلان", "بالتكرارات النسبية: وقد تتفاوت الأقسام", EVEN),
            figure("d2", "معامل D₂ لكارول", "إنتروبيا التكرارات النسبية", EVEN),
            figure("d3", "معامل D₃ للاين", "من χ² الأقسام", EVEN),
            figure("s", "معامل S لروزنغرين", "مكيَّف بأحجام الأقسام", EVEN),
            figure("dp", "انحراف النسب DP لغريس", "صفر يعني التساوي", UNEVEN),
            figure("dp-norm", "انحراف النسب المعيَّر DP", "من صفر إلى ١، بأصغر الأقسام كلها", UNEVEN),
            figure("kld", "تباعد كولباك–ليبلر KLD", "باللوغاريتم الثنائي للنسب", UNEVEN),
            figure("u", "التكرار المعدَّل U لجويلان", "التكرار مضروبًا في D", REDUCED),
            figure("um", "التكرار المعدَّل Uₘ لكارول", "التكرار معدَّلًا بـ D₂", REDUCED),
            figure("arf", "متوسط التكرار المخفَّض ARF", "بالمسافات، مع وصل آخر المدونة بأولها", REDUCED),
            figure("awt", "متوسط زمن الانتظار AWT", "متوسط الطريق إلى المرة التالية من أي موضع", GAPS),
            figure("ald", "متوسط المسافة اللوغاريتمية ALD", "باللوغاريتم العشري", GAPS),
            figure("f-awt", "التكرار بزمن الانتظار", "التكرار المخفَّض الذي يعطيه AWT", REDUCED),
            figure("f-ald", "التكرار بالمسافة اللوغاريتمية", "التكرار المخفَّض الذي يعطيه ALD", REDUCED),
            figure("ttr", "نسبة الكلمات المختلفة إلى الكل TTR", "عدد الكلمات المختلفة على عدد الكلمات", RICH),
            figure("herdan-c", "معامل C لهردان", "نسبة اللوغاريتمين", RICH),
            figure("guiraud", "معامل R لغيرو", "الكلمات المختلفة على جذر عدد الكلمات", RICH),
            figure("cttr", "نسبة الكلمات المختلفة المصححة CTTR", "الكلمات المختلفة على جذر ضعف عدد الكلمات", RICH),
            figure("yule-k", "معامل K ليول", "مضروبًا في ١٠٬٠٠٠", "إلى أي حد يعيد النص كلماته: وكلما صغر كان النص أغنى."),
            figure("mattr", "متوسط النسبة المتحرك MATTR", "متوسط كل النوافذ المتساوية الطول: ΣVᵢ كلمة مختلفة في m من النوافذ، في كل منها w كلمة", RICH_ANY),
            figure("msttr", "متوسط النسبة في المقاطع MSTTR", "متوسط المقاطع المتتالية، ويُترك ما بقي في الآخر: ΣVᵢ كلمة مختلفة في m من المقاطع، في كل منها w كلمة", RICH_ANY),
            figure("mtld", "مقياس التنوع المعجمي النصي MTLD", "العتبة ٠٫٧٢، في الاتجاهين، بلا حد أدنى لطول العامل: F₁ عدد العوامل من الأول، وF₂ من الآخر", "كم كلمة يمضي النص في المتوسط قبل أن يكثر فيه التكرار."),
            figure("per-million", "التكرار لكل مليون كلمة", "من كل كلمات المدونة", RATE),
            figure("percent", "الحصة في المئة", "من المجموع", "كم يبلغ الشيء من الكل."),
            figure("fisher-left", "اختبار فيشر الدقيق، من اليسار", "بهذا العدد أو أقل في الخلية الأولى", EXACT),
            figure("fisher-right", "اختبار فيشر الدقيق، من اليمين", "بهذا العدد أو أكثر في الخلية الأولى", EXACT),
            figure("fisher-two", "اختبار فيشر الدقيق، من الطرفين", "كل جدول لا يزيد احتماله على هذا", EXACT),
        ],
        receipt: "إيصال الحساب",
        fields: ["الصيغة المختارة", "القانون", "بالأرقام", "القيمة", "المصدر"],
        undefined: "غير معرَّف لهذه الأعداد",
        table: "الأعداد",
        expected_by_chance: "بالصدفة: {}",
        sum: "المجموع",
        parts: "الأعداد في الأقسام",
        columns: ["مرات الورود", "كلمات القسم", "المسافة"],
        more_parts: Count {
            zero: "هذه كلها",
            one: "وواحد غيرها",
            two: "واثنان غيرها",
            few: "و{} غيرها",
            many: "و{} غيرها",
            other: "و{} غيرها",
        },
        copy_parts: "انسخ كل الأعداد",
        over_range: "انسخ كل الأعداد إلى الخلية A1 في ورقة جديدة، فالقانون يبحث عنها في {}.",
        programs: ["جدول حسابي", "R", "Python"],
        copies: ["انسخ لجدول حسابي", "انسخ للغة R", "انسخ للغة Python"],
        verify: "تحقق من هذه النسخة",
        verify_about: "يحسب هنا والآن، ببرنامج هذه الصفحة، أرقامًا منشورة ويقارن بينها.",
        verify_do: "تحقق",
        verified: "صح {} من {} من الأرقام المنشورة.",
        compared: ["المتوقع", "الناتج"],
        holds: ["صحيح", "غير صحيح"],
        groups: ["التلازم", "الكلمات المميزة", "التوزع", "التنوع المعجمي"],
    }
};

#[rustfmt::skip]
const PERSIAN: MeasureWording = {
    const SURE: &str = "چه اندازه می‌توان مطمئن بود که تفاوت تنها از تصادف نیست. با بزرگ شدن پیکره بزرگ می‌شود؛ پس بزرگی تفاوت را نمی‌گوید.";
    const PAIR: &str = "چه اندازه می‌توان مطمئن بود که دو واژه بیش از حد تصادف کنار هم می‌آیند. جفت‌های پربسامد را پیش می‌کشد.";
    const RARE: &str = "دو واژه چه اندازه بیش از حد تصادف کنار هم می‌آیند، با سنجهٔ انحراف معیار. جفت‌های کم‌بسامد را پیش می‌کشد.";
    const CHANCE: &str = "چه اندازه محتمل است که تصادف به‌تنهایی تفاوتی به این بزرگی پدید آورد. از هر هزار واژه، ده‌تا به‌تصادف زیر ۰٫۰۱ می‌افتد.";
    const MEETING: &str = "دو واژه چند برابرِ حد تصادف کنار هم می‌آیند، به توانی از دو. واژه‌های کم‌بسامد را پیش می‌کشد؛ توان‌های بالاتر کمتر.";
    const COMPANY: &str = "دو واژه چه اندازه همنشین یکدیگرند، پیکره هر اندازه که باشد.";
    const RATIO: &str = "بسامد واژه در پیکرهٔ نخست چند برابرِ پیکرهٔ دوم است، به توانی از دو: ۱ دو برابر، ۳ هشت برابر، −۱ نصف.";
    const END: &str = "نسبت راستین در ۹۵ بار از ۱۰۰ بار میان کران پایین و کران بالاست. اگر صفر میان آن‌ها باشد، شاید تفاوتی نباشد.";
    const TIMES: &str = "بسامد واژه در پیکرهٔ نخست چند برابرِ پیکرهٔ دوم است: ۱ یعنی بی‌تفاوت.";
    const RATE: &str = "واژه به نسبت اندازهٔ پیکره چند بار می‌آید، تا پیکره‌های نابرابر را بتوان سنجید.";
    const EXACT: &str = "چه اندازه محتمل است که تصادف به‌تنهایی چنین جدولی پدید آورد، با شمارش دقیق: برای شمارهای کوچک که آزمون‌های دیگر تنها نزدیک می‌شوند.";
    const EVEN: &str = "واژه چه اندازه یکدست پخش است: ۱ کاملاً یکدست، نزدیک صفر همه در یک بخش.";
    const UNEVEN: &str = "واژه چه اندازه ناهموار پخش است: صفر کاملاً یکدست، و هرچه بزرگ‌تر ناهموارتر.";
    const REDUCED: &str = "بسامد واژه، کاسته به اندازهٔ ناهمواری پخش آن: آنچه تنها در یک جا آمده باشد، کم شمرده می‌شود.";
    const GAPS: &str = "از یک بار آمدن تا بار دیگر چه اندازه راه است: هرچه واژه جاهایی انبوه شود، بزرگ‌تر.";
    const RICH: &str = "متن به نسبت درازایش چند واژهٔ گوناگون دارد. به درازا وابسته است: تنها متن‌های کمابیش هم‌اندازه را با آن بسنجید.";
    const RICH_ANY: &str = "متن در تکه‌های هم‌اندازه چند واژهٔ گوناگون دارد، تا متن‌های نابرابر را بتوان سنجید.";
    MeasureWording {
        figures: [
            figure("g2", "درست‌نمایی لگاریتمی G² (چهارجمله‌ای)", "بر هر چهار خانهٔ جدول، صورت Dunning", SURE),
            figure("g2-signed", "درست‌نمایی لگاریتمی G² با علامت", "بر هر چهار خانه، منفی آنجا که واژه کمتر از انتظار است", SURE),
            figure("g2-2", "درست‌نمایی لگاریتمی G² (دوجمله‌ای)", "بر دو خانهٔ واژه، صورت Rayson و Garside", SURE),
            figure("g2-williams", "درست‌نمایی لگاریتمی G² (Williams)", "بر هر چهار خانه، با تصحیح Williams", SURE),
            figure("g2-simple", "درست‌نمایی لگاریتمی ساده", "تنها بر خانهٔ نخست، صورت Evert", SURE),
            figure("chi2", "خی‌دو χ²", "صورت Pearson، بی‌تصحیح", SURE),
            figure("chi2-yates", "خی‌دو χ² (Yates)", "با تصحیح پیوستگی Yates", SURE),
            figure("bic", "معیار اطلاع بیزی BIC", "از درست‌نمایی لگاریتمی دوجمله‌ای", "آیا گواهی بر اندازهٔ پیکره‌ها می‌چربد: بالای ۱۰ بسیار نیرومند، زیر صفر هیچ."),
            figure("t", "امتیاز t", "تقریبی: بخش بر ‎√O‎", PAIR),
            figure("t-exact", "امتیاز t (با واریانس دقیق)", "بخش بر ‎√(O·(1 − O/N))‎", PAIR),
            figure("z", "امتیاز z", "تقریبی: بخش بر ‎√E‎", RARE),
            figure("z-exact", "امتیاز z (با واریانس دقیق)", "بخش بر ‎√(E·(1 − E/N))‎", RARE),
            figure("p-g2", "مقدار p برای G² (چهارجمله‌ای)", "با توزیع χ² و یک درجهٔ آزادی، از هر چهار خانه", CHANCE),
            figure("p-g2-2", "مقدار p برای G² (دوجمله‌ای)", "با توزیع χ² و یک درجهٔ آزادی، از دو خانهٔ واژه", CHANCE),
            figure("p-chi2", "مقدار p برای χ²", "با یک درجهٔ آزادی، بی‌تصحیح", CHANCE),
            figure("p-chi2-yates", "مقدار p برای χ² (Yates)", "با یک درجهٔ آزادی و تصحیح Yates", CHANCE),
            figure("mi", "اطلاع متقابل MI", "با لگاریتم دودویی", MEETING),
            figure("mi2", "اطلاع متقابل MI²", "با توان دوم شمار دیده‌شده", MEETING),
            figure("mi3", "اطلاع متقابل MI³", "با توان سوم شمار دیده‌شده", MEETING),
            figure("npmi", "اطلاع متقابل بهنجار NPMI", "از −۱ تا ۱؛ −۱ آنجا که هرگز کنار هم نمی‌آیند", "۱: دو واژه تنها با هم می‌آیند؛ صفر: به اندازهٔ تصادف؛ −۱: هرگز با هم نمی‌آیند."),
            figure("log-dice", "لگاریتم دایس logDice", "با لگاریتم دودویی، دست بالا ۱۴", COMPANY),
            figure("dice", "ضریب دایس Dice", "از صفر تا ۱", COMPANY),
            figure("delta-p-2-1", "تفاوت احتمال ΔP (2|1)", "رو به پیش: از واژهٔ نخست به دوم", "با آمدن واژهٔ نخست، واژهٔ دوم چه اندازه محتمل‌تر می‌شود."),
            figure("delta-p-1-2", "تفاوت احتمال ΔP (1|2)", "رو به پس: از واژهٔ دوم به نخست", "با آمدن واژهٔ دوم، واژهٔ نخست چه اندازه محتمل‌تر می‌شود."),
            figure("ell", "اندازهٔ اثر درست‌نمایی لگاریتمی ELL", "از درست‌نمایی دوجمله‌ای، به نسبت اندازهٔ پیکره", "تفاوت چه اندازه بزرگ است، به سنجهٔ درست‌نمایی لگاریتمی، از صفر تا ۱."),
            figure("log-ratio", "نسبت لگاریتمی", "بسامد صفر را ۰٫۵ می‌گیرد، مانند Hardie", RATIO),
            figure("log-ratio-walter", "نسبت لگاریتمی (Walter)", "به همهٔ بسامدها و اندازه‌ها ۰٫۵ می‌افزاید", RATIO),
            figure("log-ratio-plain", "نسبت لگاریتمی (بی‌تعدیل)", "اگر بسامدی صفر باشد، تعریف‌نشده", RATIO),
            figure("log-ratio-low", "نسبت لگاریتمی، کران پایین", "۹۵ درصد، با تقریب نرمال", END),
            figure("log-ratio-high", "نسبت لگاریتمی، کران بالا", "۹۵ درصد، با تقریب نرمال از بالا", END),
            figure("clr", "نسبت لگاریتمی محتاطانه", "کرانی از بازهٔ دقیق که به صفر نزدیک‌تر است، صورت Evert", "نسبت لگاریتمی در ۹۵ بار از ۱۰۰ بار دست‌کم چه اندازه است؛ صفر آنجا که شاید تفاوتی نباشد."),
            figure("simple-maths", "حساب ساده Simple maths", "در هر میلیون واژه، با افزودن ۱ به هر دو سو", TIMES),
            figure("percent-difference", "تفاوت درصدی %DIFF", "به درصدِ پیکرهٔ دوم", "بسامد واژه در پیکرهٔ نخست چند درصد بیش از پیکرهٔ دوم است: ۱۰۰ یعنی دو برابر."),
            figure("odds-ratio", "نسبت بخت‌ها", "واژه در برابر همهٔ واژه‌های دیگر", TIMES),
            figure("difference-coefficient", "ضریب تفاوت", "از خود بسامدها: برای پیکره‌های هم‌اندازه", "از −۱، یعنی واژه تنها در پیکرهٔ دوم، تا ۱، یعنی تنها در پیکرهٔ نخست."),
            figure("relative-risk", "خطر نسبی", "نسبت دو بسامد نسبی", TIMES),
            figure("per-million-1", "در میلیون، پیکرهٔ نخست", "از همهٔ واژه‌های پیکرهٔ نخست", RATE),
            figure("per-million-2", "در میلیون، پیکرهٔ دوم", "از همهٔ واژه‌های پیکرهٔ دوم", RATE),
            figure("range", "دامنه", "شمار بخش‌هایی که واژه در آن‌هاست", "واژه اصلاً در چند بخش آمده است."),
            figure("sd", "انحراف معیار", "از شمارها، برای کل جامعه", UNEVEN),
            figure("vc", "ضریب تغییرات", "از بسامدهای نسبی بخش‌ها", UNEVEN),
            figure("d", "ضریب D ژویان", "با بسامدهای نسبی: بخش‌ها می‌توانند نابرابر باشند", EVEN),
            figure("d2", "ضریب D₂ کارول", "آنتروپی بسامدهای نسبی", EVEN),
            figure("d3", "ضریب D₃ لاین", "از χ² بخش‌ها", EVEN),
            figure("s", "ضریب S روزنگرن", "سازگار با اندازهٔ بخش‌ها", EVEN),
            figure("dp", "انحراف نسبت‌ها DP گریس", "صفر یعنی یکدست", UNEVEN),
            figure("dp-norm", "انحراف نسبت‌های بهنجار DP", "از صفر تا ۱، با کوچک‌ترینِ همهٔ بخش‌ها", UNEVEN),
            figure("kld", "واگرایی کولبک–لایبلر KLD", "با لگاریتم دودویی نسبت‌ها", UNEVEN),
            figure("u", "بسامد تعدیل‌شدهٔ U ژویان", "بسامد ضرب در D", REDUCED),
            figure("um", "بسامد تعدیل‌شدهٔ Uₘ کارول", "بسامد تعدیل‌شده با D₂", REDUCED),
            figure("arf", "میانگین بسامد کاسته ARF", "با فاصله‌ها، پایان پیکره پیوسته به آغاز آن", REDUCED),
            figure("awt", "میانگین زمان انتظار AWT", "میانگین راه تا بار بعد، از هر جا", GAPS),
            figure("ald", "میانگین فاصلهٔ لگاریتمی ALD", "با لگاریتم دهدهی", GAPS),
            figure("f-awt", "بسامد از زمان انتظار", "بسامد کاسته‌ای که AWT می‌دهد", REDUCED),
            figure("f-ald", "بسامد از فاصلهٔ لگاریتمی", "بسامد کاسته‌ای که ALD می‌دهد", REDUCED),
            figure("ttr", "نسبت گونه به نمونه TTR", "شمار گونه‌ها بخش بر شمار واژه‌ها", RICH),
            figure("herdan-c", "ضریب C هردان", "نسبت دو لگاریتم", RICH),
            figure("guiraud", "ضریب R گیرو", "گونه‌ها بخش بر ریشهٔ شمار واژه‌ها", RICH),
            figure("cttr", "نسبت گونه به نمونهٔ تصحیح‌شده CTTR", "گونه‌ها بخش بر ریشهٔ دو برابرِ شمار واژه‌ها", RICH),
            figure("yule-k", "ضریب K یول", "ضرب در ۱۰٬۰۰۰", "متن چه اندازه واژه‌هایش را تکرار می‌کند: هرچه کمتر، غنی‌تر."),
            figure("mattr", "میانگین متحرک نسبت گونه به نمونه MATTR", "میانگین همهٔ پنجره‌های هم‌اندازه: ΣVᵢ واژهٔ گوناگون در m پنجره، هر یک w واژه", RICH_ANY),
            figure("msttr", "میانگین نسبت گونه به نمونه در تکه‌ها MSTTR", "میانگین تکه‌های پیاپی، بی آنچه در پایان می‌ماند: ΣVᵢ واژهٔ گوناگون در m تکه، هر یک w واژه", RICH_ANY),
            figure("mtld", "سنجهٔ تنوع واژگانی متن MTLD", "آستانهٔ ۰٫۷۲، در هر دو سو، بی کمینه‌ای برای درازای عامل: F₁ شمار عامل‌ها از آغاز، F₂ از پایان", "متن به طور میانگین چند واژه پیش می‌رود تا بیش از اندازه تکراری شود."),
            figure("per-million", "بسامد در میلیون واژه", "از همهٔ واژه‌های پیکره", RATE),
            figure("percent", "سهم به درصد", "از کل", "چیزی چه اندازه از کل است."),
            figure("fisher-left", "آزمون دقیق فیشر، از چپ", "به این شمار یا کمتر در خانهٔ نخست", EXACT),
            figure("fisher-right", "آزمون دقیق فیشر، از راست", "به این شمار یا بیشتر در خانهٔ نخست", EXACT),
            figure("fisher-two", "آزمون دقیق فیشر، دوسویه", "همهٔ جدول‌هایی که از این محتمل‌تر نیستند", EXACT),
        ],
        receipt: "رسید محاسبه",
        fields: ["صورت برگزیده", "فرمول", "با عددها", "مقدار", "منبع"],
        undefined: "برای این شمارها تعریف نشده است",
        table: "شمارها",
        expected_by_chance: "به‌تصادف: {}",
        sum: "جمع",
        parts: "شمارها در بخش‌ها",
        columns: ["شمار آمدن", "واژه‌های بخش", "فاصله"],
        more_parts: Count::two_forms("همه همین‌هاست", "و یکی دیگر", "و {} تای دیگر"),
        copy_parts: "رونوشت همهٔ شمارها",
        over_range: "همهٔ شمارها را در خانهٔ A1 برگه‌ای تازه بگذارید؛ فرمول آن‌ها را در {} می‌جوید.",
        programs: ["صفحهٔ گسترده", "R", "Python"],
        copies: ["رونوشت برای صفحهٔ گسترده", "رونوشت برای R", "رونوشت برای Python"],
        verify: "راستی‌آزمایی این نسخه",
        verify_about: "همین‌جا و اکنون، با برنامهٔ همین صفحه، عددهای چاپ‌شده را از نو حساب می‌کند و می‌سنجد.",
        verify_do: "راستی‌آزمایی",
        verified: "{} از {} عدد چاپ‌شده درست درآمد.",
        compared: ["انتظار", "یافته"],
        holds: ["درست", "نادرست"],
        groups: ["همنشینی", "واژه‌های کلیدی", "پراکندگی", "تنوع واژگانی"],
    }
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::statistics::{DISPERSIONS, DISTANCES, DIVERSITIES, MEASURES, ORACLES, RATES};

    #[test]
    fn every_figure_has_its_words_in_every_language() {
        let measures = MEASURES.iter().map(|it| it.id);
        let spreads = DISPERSIONS.iter().chain(&DISTANCES).map(|it| it.id);
        let rest = DIVERSITIES.iter().map(|it| it.id).chain(RATES.iter().map(|it| it.id));
        let fisher = ["fisher-left", "fisher-right", "fisher-two"];
        let ids: Vec<&str> = measures.chain(spreads).chain(rest).chain(fisher).collect();
        for lang in [Lang::En, Lang::Ar, Lang::Fa] {
            let said = MeasureWording::in_language(lang);
            let there: Vec<&str> = said.figures.iter().map(|figure| figure.id).collect();
            assert_eq!(there, ids, "{lang:?}");
            assert!(ORACLES.iter().all(|oracle| said.figure(oracle.statistic).is_some()));
            for words in [|it: &FigureWording| it.name, |it: &FigureWording| it.variant] {
                let mut all: Vec<&str> = said.figures.iter().map(words).collect();
                assert!(all.iter().all(|words| !words.trim().is_empty()), "{lang:?}");
                all.sort_unstable();
                let twice = all.windows(2).find(|pair| pair[0] == pair[1]);
                assert_eq!(twice, None, "{lang:?}");
            }
            assert!(said.figures.iter().all(|figure| figure.tells.ends_with('.')));
        }
    }

    #[test]
    fn translations_have_the_same_places() {
        for said in [ENGLISH, ARABIC, PERSIAN] {
            for (sentence, count) in
                [(said.expected_by_chance, 1), (said.over_range, 1), (said.verified, 2)]
            {
                assert_eq!(sentence.matches("{}").count(), count, "{sentence}");
            }
        }
    }

    #[test]
    fn no_language_borrows_the_sentences_of_another() {
        let all = [ENGLISH, ARABIC, PERSIAN];
        for place in 0..FIGURES {
            for (one, other) in [(0, 1), (0, 2), (1, 2)] {
                let (one, other) = (&all[one].figures[place], &all[other].figures[place]);
                assert_ne!(one.name, other.name);
                assert_ne!(one.variant, other.variant);
                assert_ne!(one.tells, other.tells);
            }
        }
    }
}
