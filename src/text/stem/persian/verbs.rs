//! Persian verbs: a present and a past stem, prefixes and personal endings.
//!
//! Compiled by the authors from their knowledge of the language: about two hundred
//! frequent verbs. A verb's class is its past stem (خواند), which is also its past
//! tense and the beginning of its infinitive and participle; where the past stem is a
//! common noun (مرد, he died, but also a man), it is the infinitive.
//!
//! Only clearly verbal forms are told: those with می, ن or ب before a stem of the table,
//! and a past stem with an ending that nouns do not have. Bare present forms (کنند, گو)
//! are left as they are.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::super::{after, before, length};
use crate::text::fold;

/// `past past: present present`, one verb a line.
pub const VERBS: &str = "
خواند: خوان
گفت: گو گوی
رفت: رو
دید: بین
آمد: آی
آورد: آور آر
خواست: خواه
دانست: دان
توانست: توان
ساخت: ساز
شناخت: شناس
پرداخت: پرداز
انداخت: انداز
باخت: باز
تاخت: تاز
نواخت: نواز
پخت: پز
سوخت: سوز
دوخت: دوز
آموخت: آموز
اندوخت: اندوز
فروخت: فروش
افروخت: افروز
ریخت: ریز
آمیخت: آمیز
انگیخت: انگیز
آویخت: آویز
گریخت: گریز
نوشت: نویس
نشست: نشین
شکست: شکن
بست: بند
پیوست: پیوند
جست: جو جوی
شست: شو شوی
خاست: خیز
برخاست: برخیز
زیست: زی
گریست: گری
نگریست: نگر
آراست: آرا آرای
پیراست: پیرا
کاست: کاه
گرفت: گیر
پذیرفت: پذیر
یافت: یاب
شتافت: شتاب
تافت: تاب
بافت: باف
شکافت: شکاف
کوفت: کوب
روفت: روب
فریفت: فریب
خوابید: خواب
گذشت: گذر
گذاشت: گذار
داشت: دار
کاشت: کار
انگاشت: انگار
پنداشت: پندار
برداشت: بردار
نگاشت: نگار
گماشت: گمار
انباشت: انبار
افراشت: افراز
گشت گردید: گرد
برگشت: برگرد
بازگشت: بازگرد
خورد: خور
آزرد: آزار
سپرد: سپار
شمرد: شمار شمر
فشرد: فشار
گسترد: گستر
پرورد: پرور
ماند: مان
راند: ران
نشاند: نشان
رساند: رسان
کشاند: کشان
گرداند: گردان
چرخاند: چرخان
پوشاند: پوشان
ترساند: ترسان
چسباند: چسبان
خنداند: خندان
خواباند: خوابان
سوزاند: سوزان
شکاند: شکان
فهماند: فهمان
گذراند: گذران
لرزاند: لرزان
جنباند: جنبان
پراند: پران
پیچاند: پیچان
تاباند: تابان
چشاند: چشان
فشاند: فشان
افشاند: افشان
رهاند: رهان
افکند: افکن
شنید: شنو
چید: چین
آفرید: آفرین
گزید: گزین گز
خرید: خر
کشید: کش
کشت: کش
پرید: پر
برید: بر
دوید: دو
جوید: جو
رویید: روی
گروید: گرو
شورید: شور
پرسید: پرس
ترسید: ترس
رسید: رس
بوسید: بوس
لیسید: لیس
نامید: نام
فهمید: فهم
طلبید: طلب
رقصید: رقص
جنگید: جنگ
کوشید: کوش
جوشید: جوش
نوشید: نوش
پوشید: پوش
دوشید: دوش
خروشید: خروش
بخشید: بخش
درخشید: درخش
پاشید: پاش
تراشید: تراش
خراشید: خراش
اندیشید: اندیش
چشید: چش
ارزید: ارز
ورزید: ورز
لرزید: لرز
لغزید: لغز
وزید: وز
مکید: مک
چکید: چک
ترکید: ترک
چرخید: چرخ
چسبید: چسب
جنبید: جنب
تابید: تاب
شتابید: شتاب
کوبید: کوب
بلعید: بلع
پیچید: پیچ
سنجید: سنج
گنجید: گنج
رنجید: رنج
خندید: خند
گندید: گند
بارید: بار
پرستید: پرست
فرستاد: فرست
ایستاد: ایست
افتاد: افت
گشود: گشا گشای
نمود: نما نمای
فرمود: فرما فرمای
سرود: سرا سرای
ستود: ستا ستای
آزمود: آزما آزمای
افزود: افزا افزای
آسود: آسا آسای
آلود: آلا آلای
پیمود: پیما پیمای
زدود: زدا زدای
ربود: ربا ربای
زاد: زا زای
زایید: زا زای
پایید: پای
سایید: سای
بخشود: بخشا بخشای
گسست: گسل
رمید: رم
خمید: خم
آرمید: آرام
خزید: خز
جهید: جه
مالید: مال
نالید: نال
بالید: بال
غلتید: غلت
چاپید: چاپ
قاپید: قاپ
دزدید: دزد
";

/// The same for verbs whose past stem is, by itself or with the ending of a participle,
/// another word.
pub const HOMOGRAPHS: &str = "
مردن مرد: میر
کردن کرد: کن
دادن داد: ده
زدن زد: زن
شدن شد: شو
بردن برد: بر
بودن بود: باش
نهادن نهاد: نه
";

/// The endings of the past, the infinitive and the participle. Not ی (دیدی) nor ید
/// (دیدید): they are rare in prose, and کردی is Kurdish.
const PAST: &[&str] = &["", "م", "یم", "ند", "ن", "ه", "هام", "هایم", "هاید", "هاند", "هاست"];

/// The personal endings of the present.
const PRESENT: &[&str] = &["یم", "ید", "ند", "م", "ی", "د"];

/// The class of a clearly verbal form; `None` for any other word.
pub fn class(word: &str) -> Option<&'static str> {
    past(word).or_else(|| {
        if PASTS.contains_key(word) {
            return None;
        }
        let rest = ["نمی", "همی", "می"].iter().find_map(|prefix| after(word, prefix, 3));
        let imperfect = rest.and_then(inflected);
        imperfect.or_else(|| wishing(word)).or_else(|| denied(word))
    })
}

/// The class of a past, an infinitive or a participle.
pub fn past(word: &str) -> Option<&'static str> {
    PAST.iter().find_map(|ending| {
        let stem = PASTS.get(word.strip_suffix(ending)?)?;
        (!stem.is_homograph).then_some(&*stem.class)
    })
}

/// True for the second person of a short past, whose ی is no ending of a noun. A longer
/// one is more often an adjective (شناختی, cognitive).
pub fn is_second_person(word: &str) -> bool {
    word.strip_suffix('ی').is_some_and(|rest| length(rest) <= 3 && PASTS.contains_key(rest))
}

/// The class of what follows می: a stem with a personal ending.
pub fn inflected(word: &str) -> Option<&'static str> {
    let present = PRESENT.iter().find_map(|ending| present(word.strip_suffix(ending)?));
    present.or_else(|| {
        let endings = ["", "م", "ی", "یم", "ید", "ند", "ه"];
        endings.iter().find_map(|ending| Some(&*PASTS.get(word.strip_suffix(ending)?)?.class))
    })
}

/// ب before a present: بخوانند, بخوان.
fn wishing(word: &str) -> Option<&'static str> {
    let rest = after(word, "ب", 3)?;
    joined(rest).find_map(|rest| {
        let bare = (length(&rest) >= 3).then(|| present(&rest)).flatten();
        subjunctive(&rest).or(bare)
    })
}

/// ن before a present or a past: نخوانند, نخواند.
fn denied(word: &str) -> Option<&'static str> {
    let rest = after(word, "ن", 3)?;
    joined(rest).find_map(|rest| subjunctive(&rest).or_else(|| past(&rest)))
}

/// A present with a personal ending; the short ی only after three letters (بدوی is a
/// bedouin). Verbs that others are built with stay as they are.
fn subjunctive(rest: &str) -> Option<&'static str> {
    ["یم", "ند", "م", "ی", "د"].iter().find_map(|ending| {
        let stem = before(rest, ending, if *ending == "ی" { 3 } else { 2 })?;
        present(stem).filter(|class| !is_auxiliary(class))
    })
}

fn is_auxiliary(class: &str) -> bool {
    class.ends_with('ن') || matches!(class, "خواست" | "توانست")
}

/// What a prefix was joined to: بیاورد is ب and آورد, بیفتد is ب and افتد. A stem that
/// begins with an alef is not joined without the ی.
fn joined(rest: &str) -> impl Iterator<Item = String> {
    let glided = rest
        .strip_prefix('ی')
        .map(|rest| if rest.starts_with('ا') { rest.to_string() } else { format!("ا{rest}") });
    let direct = (!rest.starts_with('ا')).then(|| rest.to_string());
    direct.into_iter().chain(glided)
}

fn present(stem: &str) -> Option<&'static str> {
    PRESENTS.get(stem).map(String::as_str)
}

struct Past {
    class: String,
    is_homograph: bool,
}

/// Past stem → its class.
static PASTS: LazyLock<HashMap<String, Past>> = LazyLock::new(|| {
    let mut pasts = HashMap::new();
    for (table, is_homograph) in [(VERBS, false), (HOMOGRAPHS, true)] {
        for (class, past, _) in rows(table) {
            for stem in past {
                pasts.entry(stem).or_insert(Past { class: class.clone(), is_homograph });
            }
        }
    }
    pasts
});

/// Present stem → the class of its verb, of the first verb that has it.
static PRESENTS: LazyLock<HashMap<String, String>> = LazyLock::new(|| {
    let mut presents = HashMap::new();
    for (class, _, present) in rows(HOMOGRAPHS).chain(rows(VERBS)) {
        for stem in present {
            presents.entry(stem).or_insert(class.clone());
        }
    }
    presents
});

/// The rows of a table: the class, the past stems, the present stems, as keys.
fn rows(table: &'static str) -> impl Iterator<Item = (String, Vec<String>, Vec<String>)> {
    let keys = |words: &str| -> Vec<String> { words.split_whitespace().map(fold).collect() };
    table.lines().filter_map(|line| line.split_once(':')).map(move |(past, present)| {
        let past = keys(past);
        (past[0].clone(), past, keys(present))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_a_verb() {
        #[rustfmt::skip]
        let cases: &[(&str, &[&str])] = &[
            ("خواند", &["خواند", "خواندن", "خوانده", "خواندند", "میخواند", "نمیخوانیم", "بخوان", "بخوانند",
                        "نخواند", "نخوانده", "خوانده‌اند", "همیخواندم"]),
            ("گفت", &["میگوید", "نگفت", "بگویند", "گفتم", "نگوید"]),
            ("آورد", &["بیاورد", "نیاورد", "میآورند"]),
            ("افتاد", &["بیفتد", "نیفتاد", "میافتد"]),
            ("یافت", &["نیافت", "بیابد"]),
            ("کردن", &["میکنند", "نمیکرد"]),
            ("رفت", &["برود", "نرفتند", "میروم"]),
        ];
        for (verb, forms) in cases {
            for form in *forms {
                assert_eq!(class(&fold(form)), Some(&*fold(verb)), "{form}");
            }
        }
    }

    #[test]
    fn other_words() {
        #[rustfmt::skip]
        let words = ["کنند", "کنید", "گو", "میدان", "میراث", "مرد", "مرده", "نزد", "نشان", "بار", "باری", "بخار",
                     "بینی", "نیاز", "بدوی", "کردی", "دیدی", "هشت", "نهم", "داده", "شده", "برده", "بیست", "بکند", "نکند", "بدانید"];
        for word in words {
            assert_eq!(class(&fold(word)), None, "{word}");
        }
    }
}
