//! One phenomenon of spelling or inflection each: a sentence, a query that means a word of
//! it, and a sentence with a word that only looks alike, which must not come before it.
//!
//! The sentences are ours, written for this test. All of them lie in one corpus, together
//! with the sample; the one that is meant must be among the first ten, and not by a guess.

mod sample;
mod shared;

use kashf::document::{Document, Metadata};
use kashf::engine::Engine;
use shared::{ask, is_find, tell};

struct Probe {
    kind: &'static str,
    text: &'static str,
    query: &'static str,
    /// A sentence with another word instead.
    other: &'static str,
}

macro_rules! probes {
    ($($kind:literal: $text:literal, $query:literal, $other:literal;)*) => {
        &[$(Probe { kind: $kind, text: $text, query: $query, other: $other }),*]
    };
}

// Signs that cannot be seen, or only with good eyes, are written as escapes.
#[rustfmt::skip]
const ARABIC: &[Probe] = probes! {
    "the same word": "وقف القطار عند محطة المدينة", "القطار", "هطلت الأمطار على محطة الوقود";
    "marks in the text": "رَسَمَ الفَنّانُ سَفِينَةً في دَفتَرِهِ", "سفينة", "رسم الفنان سكينة في دفتره";
    "marks in the query": "جلس عطار قرب الجامع", "عَطَّارٌ", "جلس عمار قرب النافذة";
    "superscript alef": "سورة الرحم\u{670}ن في المصحف", "الرحمن", "زار الرحالة المتحف";
    "Quranic marks": "طلع \u{671}ل\u{6e1}فَج\u{6e1}رُ\u{6d6} على القرية", "الفجر", "طلع الفجل في القرية";
    "alef with hamza above": "تسربت المياه من أنابيب الحي", "انابيب", "تدلت الثمار من عناقيد الحي";
    "alef with hamza below": "مسح الطاولة بقطعة إسفنج", "اسفنج", "مسح الطاولة بقطعة اسفلت";
    "alef with madda": "أوقف السيارة في مرآب العمارة", "مراب", "أكل التاجر مربى التين";
    "alef maqsura typed yeh": "جلس الشيوخ في مقهى الميناء", "مقهي", "غضب الشيوخ في معهد الميناء";
    "yeh typed alef maqsura": "وصف الصيدلي دواء مرا", "الصيدلى", "رمى الصياد شبكة واسعة";
    "teh marbuta typed heh": "رأينا زرافة في الحديقة", "زرافه", "رأينا خرافة في الكتاب";
    "heh typed teh marbuta": "سبحت سلحفاه في البركة", "سلحفاة", "سبحت سمكة في البركة";
    "hamza on waw or yeh": "خزنت القرية المؤونة للشتاء", "المئونة", "بنت القرية المدخنة للشتاء";
    "hamza at the end": "مشى العاشق على الشاطئ", "الشاطيء", "هبط العصفور على الشاهين";
    "hamza decomposed": "صعد المو\u{654}ذن إلى المنارة", "المؤذن", "صعد المدخن إلى السطح";
    "tatweel": "كتب الخطاط اســـتقلال على اللوح", "استقلال", "كتب الخطاط استقبال على اللوح";
    "presentation forms": "علقوا \u{fed7}\u{fee8}\u{feaa}\u{fef3}\u{fede} في السقف", "قنديل", "علقوا منديل في الشباك";
    "Persian letters in the text": "أشعل البحار \u{6a9}بر\u{6cc}ت المصباح", "كبريت", "استقبل البحار كبراء القوم";
    "Persian letters in the query": "جمع الهاوي مسكوكات قديمة", "مس\u{6a9}و\u{6a9}ات", "جمع الهاوي مشتريات قديمة";
    "digits": "وقعت الحرب سنة ١٩٦٧ في الصيف", "1967", "وقع الزلزال سنة ١٩٧٦ في الشتاء";
    "Persian digits": "فتح المصنع سنة 1882", "۱۸۸۲", "فتح المعمل سنة 1828";
    "marks of direction inside": "نثرت الجدة زع\u{200f}فران على الرز", "زعفران", "نثرت الجدة زعتر على الخبز";
    "article in the text": "أكلت البنت البرتقالة كلها", "برتقالة", "لبست البنت برقعا أسود";
    "article in the query": "نصب البدو خيمة عند البئر", "الخيمة", "نصب البدو غنيمة عند البئر";
    "wa-": "طلب الضيف إبريقا وفنجان قهوة", "فنجان", "طلب الضيف ذهبا ومرجان زينة";
    "bi-": "نظر القبطان بمنظار قديم", "منظار", "قطع القبطان بمنشار قديم";
    "li-": "دفع المال للنجار", "نجار", "دفع المال للفخار";
    "ka-": "غنى الطفل كالبلبل", "بلبل", "وقف الطفل كالجبل";
    "wa-bi-al-": "كسر الحجر بالفأس وبالمطرقة", "مطرقة", "مر الموكب بالسور وبالمقبرة";
    "pronoun after teh marbuta": "نسيت المعلمة حقيبتها في الصف", "حقيبة", "قالت المعلمة حقيقتها في الصف";
    "pronoun": "سقى الإخوة بستانهم صباحا", "بستان", "غسلت الأخوات فستانهن صباحا";
    "sound masculine plural": "خرج الخبازون مبكرين", "خباز", "خرج الخبراء مبكرين";
    "sound feminine plural": "تعطلت غسالات الفندق", "غسالة", "وصلت رسالات الفندق";
    "dual": "بني على النهر جسران جديدان", "جسر", "عاد إلى النهر أسرى جدد";
    "broken plural": "ضاعت مفاتيح الخزنة", "مفتاح", "ضاعت مفاتن القرية";
    "verb, past": "حفروا بئرا عميقة", "حفر", "حفظوا شعرا كثيرا";
    "verb, present": "يطبخون العدس في القدر", "يطبخ", "يطلبون العدس من التاجر";
    "verb, future": "سيهاجر الطير جنوبا", "يهاجر", "سيحاصر الجيش جنوبا";
};

#[rustfmt::skip]
const PERSIAN: &[Probe] = probes! {
    "the same word": "باران بر شیروانی کوبید", "شیروانی", "باران بر پیشانی کوبید";
    "marks in the text": "مادر گُلدان را آب داد", "گلدان", "مادر گلاب را بو کرد";
    "marks in the query": "قالی کرمان در ایوان بود", "اِیوان", "قالی کرمان در دیوان بود";
    "alef with madda": "دزد از آشپزخانه گریخت", "اشپزخانه", "دزد از آسایشگاه گریخت";
    "hamza on waw or yeh": "مردی رئوف به ما نان داد", "رؤوف", "مردی معروف به ما نان داد";
    "hamza or yeh": "آئینه شکسته بود", "آیینه", "آستین پاره بود";
    "hamza decomposed": "مو\u{654}لف کتاب ناشناس ماند", "مؤلف", "مخالف کتاب ناشناس ماند";
    "Arabic yeh in the text": "قا\u{64a}ق در در\u{64a}اچه ماند", "دریاچه", "گربه در دریچه ماند";
    "Arabic kaf in the text": "\u{643}بوتر بر بام نشست", "کبوتر", "کفتار بر بام نشست";
    "Arabic letters in the query": "کمانگیر پیکان را رها کرد", "پ\u{64a}\u{643}ان", "کمانگیر پیمان را رها کرد";
    "teh marbuta": "رایح\u{629} یاس در کوچه پیچید", "رایحه", "رابطه آن دو در کوچه لو رفت";
    "another heh": "پروان\u{6c1} گرد شمع چرخید", "پروانه", "پیمانه گرد میز چرخید";
    "tatweel": "ستـــاره در افق لرزید", "ستاره", "سپاه در افق لرزید";
    "presentation forms": "\u{fb7c}\u{feae}\u{fe8d}\u{fecd} کوچه خاموش شد", "چراغ", "چرای گوسفند تمام شد";
    "digits": "سال ۱۳۴۸ سیل آمد", "1348", "سال ۱۳۸۴ سیل آمد";
    "marks of direction inside": "فان\u{200e}وس روی طاقچه بود", "فانوس", "ناقوس روی طاقچه بود";
    "half-space in the query, joined text": "آتشنشان از پله بالا رفت", "آتش\u{200c}نشان", "نشان شاه از پله افتاد";
    "half-space in the query, spaced text": "مسجد و آب انبار ویران شد", "آب\u{200c}انبار", "انبار گندم ویران شد";
    "joined query, spaced text": "پس از توفان رنگین کمان پیدا شد", "رنگینکمان", "پس از توفان آسمان رنگین شد";
    "spaced query, half-space in the text": "ساعت\u{200c}ساز چرخ\u{200c}دنده را عوض کرد", "چرخ دنده", "ساعت\u{200c}ساز چرخ گاری را عوض کرد";
    "-ha with half-space": "صندلی\u{200c}ها را چیدند", "صندلی", "صندل\u{200c}ها را چیدند";
    "-ha joined": "نردبانها به دیوار تکیه داشت", "نردبان", "نگهبانها به دیوار تکیه داشت";
    "-an": "باغبانان زیر سایه خفتند", "باغبان", "دربانان زیر سایه خفتند";
    "-at": "سفارشات مشتری گم شد", "سفارش", "گزارشات مشتری گم شد";
    "ezafe": "کرانه\u{200c}ی رود سبز بود", "کرانه", "ترانه\u{200c}ی رود زیبا بود";
    "heh with yeh": "بوی قهو\u{6c0} تلخ آمد", "قهوه", "بوی قبای کهنه آمد";
    "indefinite": "مسافری کنار جاده ایستاد", "مسافر", "مهاجری کنار جاده ایستاد";
    "possessive with half-space": "همسایه\u{200c}شان به سفر رفت", "همسایه", "سرمایه\u{200c}شان به باد رفت";
    "possessive joined": "دفترم زیر باران خیس شد", "دفتر", "دخترم زیر باران خیس شد";
    "comparative": "کوچه باریک\u{200c}تر شد", "باریک", "کوچه تاریک\u{200c}تر شد";
    "verb, another person": "دو برادر سه\u{200c}تار می\u{200c}نوازند", "می\u{200c}نوازد", "دو خیاط جامه می\u{200c}دوزند";
    "verb, perfect": "ریشه\u{200c}ها پوسیده\u{200c}اند", "پوسیده", "مهمان\u{200c}ها جامه نو پوشیده\u{200c}اند";
    "verb, joined": "برگ از سرما میلرزید", "می\u{200c}لرزید", "برف از سرما میریزد";
};

/// All sentences of both languages and the sample, in one corpus.
fn engine() -> Engine {
    let mut documents = sample::documents();
    for (lang, probes) in [("ar", ARABIC), ("fa", PERSIAN)] {
        for (number, probe) in probes.iter().enumerate() {
            for (what, text) in [("meant", probe.text), ("other", probe.other)] {
                documents.push(Document {
                    id: format!("{lang}-{number}-{what}"),
                    text: text.to_string(),
                    meta: Metadata { lang: lang.into(), ..Metadata::default() },
                    ..Document::default()
                });
            }
        }
    }
    Engine::open(sample::index(&documents)).unwrap()
}

/// What is wrong with each probe that fails.
fn faults(lang: &str, probes: &[Probe]) -> Vec<String> {
    let engine = engine();
    let fault = |(number, probe): (usize, &Probe)| {
        let found = ask(&engine, probe.query, 10).hits;
        let rank = |what: &str| {
            let id = format!("{lang}-{number}-{what}");
            found.iter().position(|hit| hit.id == id)
        };
        let said = match (rank("meant"), rank("other")) {
            (None, None) => "not found",
            (None, Some(_)) => "the other sentence was found instead",
            (Some(meant), Some(other)) if other < meant => "the other sentence comes first",
            (Some(meant), _) if !is_find(&found[meant]) => "found by a guess only",
            (Some(_), _) => return None,
        };
        Some(format!("{}: {} in “{}”: {said}", probe.kind, probe.query, probe.text))
    };
    probes.iter().enumerate().filter_map(fault).collect()
}

/// Tells the faults, and fails when there are more than may be.
fn gate(lang: &str, probes: &[Probe], expected: usize) {
    let faults = faults(lang, probes);
    let passed = probes.len() - faults.len();
    let report = format!("{lang}: {passed} of {}\n  {}", probes.len(), faults.join("\n  "));
    tell(&report);
    assert!(passed >= expected, "expected {expected}, found {report}");
}

#[test]
fn arabic() {
    gate("ar", ARABIC, 36);
}

#[test]

fn persian() {
    gate("fa", PERSIAN, 31);
}

#[test]
fn probes_say_what_they_mean() {
    assert_eq!((ARABIC.len(), PERSIAN.len()), (38, 33));
    for probes in [ARABIC, PERSIAN] {
        for (number, probe) in probes.iter().enumerate() {
            assert!(probes[..number].iter().all(|before| before.kind != probe.kind));
            assert_ne!(probe.text, probe.other);
            let same = probe.text.split(' ').any(|word| word == probe.query);
            assert_eq!(same, probe.kind == "the same word", "{}", probe.kind);
            assert!(!probe.other.contains(probe.query), "{}", probe.kind);
        }
    }
}
