//! How one name differs between Persian and Arabic spelling.
//!
//! One table for both directions: it does not know which language a key is in. What a
//! letter may become includes the letter itself, at no cost.

use std::sync::LazyLock;

use super::latin::{ARTICLE, ARTICLE_COST};
use super::table::At::{Any, First, Inner, Last};
use super::table::{Row, Table, Way, row};
use super::walk::{Cost, Lattice};

/// The rows.
#[rustfmt::skip]
pub const ROWS: &[Row] = &[
    row(Any, "و", "و ف:8 ب:25 ا:40 او:15 یو:20 وو:10", "Persian writes v with و, Arabic with ف", ("لاوروف", "لافروف")),
    row(Any, "ف", "ف و:8 پ:30", "Arabic ف for v", ("لافروف", "لاوروف")),
    row(Any, "وو", "و:10 وف:10", "Arabic shuns a double و", ("کوزوو", "کوسوفو")),
    row(Any, "گ", "گ غ:5 ج:12 ق:25 ک:20 خ:35", "Arabic has no گ", ("گروشکو", "غروشکو")),
    row(Any, "غ", "غ گ:5 ج:20 ق:20", "Arabic غ for g", ("هامبورغ", "هامبورگ")),
    row(Any, "ج", "ج گ:12 ژ:8 چ:15 ی:45 خ:45", "Arabic ج for g, j and ch", ("کیلوج", "کیلوگ")),
    row(Any, "ژ", "ژ ج:8 ز:20 ش:35 خ:45 گ:30", "Arabic has no ژ", ("ژنو", "جنوا")),
    row(Any, "پ", "پ ب:3 ف:25", "Arabic has no پ", ("پوتین", "بوتین")),
    row(Any, "ب", "ب پ:3 و:25", "Arabic ب for p", ("ترامب", "ترامپ")),
    row(Any, "چ", "چ تش:3 ش:15 ج:25 ک:30 س:35", "Arabic has no چ", ("چرچیل", "تشرشل")),
    row(Any, "تش", "چ:3 ژ:25", "Arabic تش for ch", ("تشیلی", "چیلی")),
    row(Any, "ش", "ش چ:15 س:35 ژ:35", "French and English ch", ("شیلی", "چیلی")),
    row(Any, "ت", "ت ط:8 ث:10 د:40", "old loans have ط", ("استانبول", "اسطنبول")),
    row(Any, "ط", "ط ت:8", "old loans have ط", ("مالطا", "مالتا")),
    row(Any, "ث", "ث ت:10 س:15", "English and Greek th", ("سمیث", "سمیت")),
    row(Any, "س", "س ز:15 ص:10 ث:15 ش:35", "s is voiced between vowels", ("کوسوفو", "کوزوو")),
    row(Any, "ص", "ص س:10 ز:30", "old loans have ص", ("صوفیا", "سوفیا")),
    row(Any, "ز", "ز س:15 ژ:25 ذ:20 تس:30 ج:35", "z and s", ("کوزوو", "کوسوفو")),
    row(Any, "تس", "تز:10 ز:20", "German z", ("شولتس", "شولتز")),
    row(Any, "تز", "تس:10", "German z", ("شولتز", "شولتس")),
    row(Any, "د", "د ذ:30 ض:30 ت:40", "Arabic emphatics", ("رودس", "روذس")),
    row(Any, "ذ", "ذ د:30 ز:20", "Arabic emphatics", ("اذربیجان", "ازربیجان")),
    row(Any, "ض", "ض د:30 ز:30", "Arabic emphatics", ("ریاض", "ریاد")),
    row(Any, "ظ", "ظ ز:25 ض:20", "Arabic emphatics", ("ابوظبی", "ابوضبی")),
    row(Any, "ک", "ک ق:12 گ:20 خ:20 چ:35 س:35", "k of old loans is ق", ("کرواتیا", "قرواتیا")),
    row(Any, "ق", "ق ک:12 غ:15 گ:20", "k of old loans is ق", ("قرقیزستان", "قرغیزستان")),
    row(Any, "کس", "گز:30 قس:20 خ:30", "x", ("مکسیک", "مخیک")),
    row(Any, "خ", "خ ه:20 ک:20 ح:20 ژ:40", "kh and h", ("خاوییر", "هاوییر")),
    row(Any, "ه", "ه ح:15 خ:20 -:35 غ:40", "kh and h", ("هاوانا", "خاوانا")),
    row(Any, "ح", "ح ه:15 خ:25", "two h", ("حیفا", "هیفا")),
    row(Any, "ع", "ع ا:20 -:25", "ain is not heard", ("عمان", "امان")),
    row(Any, "ل", "ل", "one sound", ("لندن", "لندن")),
    row(Any, "ر", "ر", "one sound", ("روم", "روم")),
    row(Any, "م", "م", "one sound", ("روم", "روم")),
    row(Any, "ن", "ن", "one sound", ("لندن", "لندن")),
    row(Any, "دج", "ج:8", "English dge", ("کامبریدج", "کامبریج")),
    row(Any, "نگ", "نغ:3 نج:8 نق:15 ن:25 نک:20", "ng", ("واشینگتن", "واشینطن")),
    row(Any, "نغ نج", "نگ:5", "ng", ("شنغهای", "شنگهای")),
    row(Any, "ا", "ا ی:40 و:35 او:15", "English a", ("سالیوان", "سولیوان")),
    row(Inner, "ا", "-:12 ایا:25", "a vowel is written or not", ("دانمارک", "دنمارک")),
    row(Inner, "-", "ا:12 ی:12 و:15", "a vowel is written or not", ("پسکوف", "بیسکوف")),
    row(Any, "ی", "ی ای:10 یی:10 ا:40", "ay and ey", ("بلینکن", "بلاینکن")),
    row(Inner, "ی", "-:12", "a vowel is written or not", ("زیلینسکی", "زلنسکی")),
    row(Inner, "و", "-:18", "a vowel is written or not", ("بولیوی", "بلیوی")),
    row(Any, "ای", "ی:10 -:30", "ay and ey", ("هایتی", "هیتی")),
    row(Any, "یی", "ی:8 ای:10", "ay and ey", ("رییس", "ریس")),
    row(Any, "او", "و:10", "ow and o", ("اوسلو", "وسلو")),
    row(Any, "یو", "و:15", "yu and u", ("هیوستن", "هوستن")),
    row(First, "اس", "س:3", "no word of Persian begins with two consonants", ("استولتنبرگ", "ستولتنبرغ")),
    row(First, "س", "اس:3", "no word of Persian begins with two consonants", ("ستالین", "استالین")),
    row(First, "ش", "اش:8", "no word of Persian begins with two consonants", ("شتاین", "اشتاین")),
    row(First, "ن م", "ان:20 ام:20", "an African n before a consonant", ("نجامینا", "انجامنا")),
    row(First, "ا", "ای:8 او:8 ع:25", "alef carries a vowel", ("استونیا", "ایستونیا")),
    row(First, "او ای", "ا:8", "alef carries a vowel", ("اوکرانیا", "اکرانیا")),
    row(Last, "ه", "ا:3 -:25 ی:20", "a is written with heh or alef", ("روسیه", "روسیا")),
    row(Last, "ا", "ه:3 ی:20", "a is written with heh or alef", ("روسیا", "روسیه")),
    row(Last, "ی", "یا:10 یه:12 ه:15", "names of lands", ("لیبی", "لیبیا")),
    row(Last, "یا یه", "ی:10", "names of lands", ("لیبیا", "لیبی")),
];

static TABLE: LazyLock<Table> = LazyLock::new(|| Table::new(ROWS, ""));

/// The other spellings of a key, and itself, none dearer than `bound`.
pub fn respelt(key: &str, bound: Cost) -> Lattice {
    let lattice = TABLE.spell(key, Way::Forwards, bound).or_start(0, ARTICLE, ARTICLE_COST);
    if key.starts_with(ARTICLE) { lattice.or_start(2, "", ARTICLE_COST) } else { lattice }
}
