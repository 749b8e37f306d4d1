//! How Latin letters are written in the Arabic script, by Persian and Arabic hands.
//!
//! A row is a group of letters, what may stand for it and what each costs in hundredths,
//! the reason, and a name that shows it. The costs are set by hand: 0 for the usual
//! spelling of either language, 5 to 20 for one that is common, 30 to 60 for one that is
//! known, more for a misreading. The table is the test.

use std::sync::LazyLock;

use super::table::At::{Any, Cluster, First, Inner, Last, Long, Soft};
use super::table::{Row, Table, Way, row};
use super::walk::{Cost, Lattice};

/// The rows.
#[rustfmt::skip]
pub const ROWS: &[Row] = &[
    // Consonants.
    row(Any, "b", "ب پ:60", "p is heard in final b", ("Biden", "بایدن")),
    row(Any, "p", "پ ب:20 ف:70", "Arabic has no p", ("Putin", "بوتین")),
    row(Any, "t", "ت ط:20 د:80", "foreign t is often ط in Arabic and old Persian", ("Istanbul", "اسطنبول")),
    row(Any, "d", "د ض:30 ذ:40 ط:80 ت:80", "Arabic emphatics are written d", ("Riyadh", "ریاض")),
    row(Any, "th", "ث:10 ت:10 ذ:40 ط:40 ته:50 س:60", "English th", ("Smith", "اسمیت")),
    row(Any, "dh", "ذ:10 ظ:30 ض:30 ده:30 د:30", "Arabic ذ ظ ض", ("Abu Dhabi", "ابوظبی")),
    row(Any, "j", "ج ژ:30 ی:40 خ:40 دج:40 چ:60 ه:60 گ:60", "French, German and Spanish j", ("José", "خوسه")),
    row(Any, "ch", "چ:5 تش:10 ش:25 ک:25 خ:35 ج:60", "English, French, Greek and German ch", ("Churchill", "تشرشل")),
    row(Any, "tch", "تش چ", "Arabic writes چ with two letters", ("Mitchell", "میتشل")),
    row(Any, "sh", "ش", "one sound", ("Bush", "بوش")),
    row(Any, "sch", "ش سک:20 سش:40", "German, and Italian or Dutch", ("Scholz", "شولتز")),
    row(Any, "shch", "شچ شتش ش:30", "Russian щ", ("Khrushchev", "خروشچف")),
    row(Any, "kh", "خ ک:40 ح:50", "one sound", ("Khartoum", "خرطوم")),
    row(Any, "h", "ه ح:15 خ:30 -:40 غ:60", "Arabic has two; Russian and Spanish have خ", ("Hassan", "حسن")),
    row(Any, "g", "گ غ:5 ج:15 ق:30 ک:40 ژ:50", "Arabic has no گ and borrows three letters for it", ("Grushko", "غروشکو")),
    row(Soft, "g", "ج:5 ژ:10 خ:40", "g before e and i", ("George", "جورج")),
    row(Soft, "gu", "گ غ:5 ج:25", "French gu before e and i", ("Guinea", "گینه")),
    row(Any, "gh", "غ ق:10 گ:15 ج:40 -:50", "غ, or a silent English gh", ("Baghdad", "بغداد")),
    row(Any, "k", "ک ق:25 خ:60", "ق is written k", ("Kandahar", "قندهار")),
    row(Any, "ck", "ک ق:40", "one sound", ("Bismarck", "بیسمارک")),
    row(Any, "q", "ق ک:20", "ق is its usual letter", ("Qom", "قم")),
    row(Any, "qu", "کو ک:10 ق:40", "English and French qu", ("Quebec", "کبک")),
    row(Any, "c", "ک:5 س:15 ق:35 چ:40 ش:50 تس:50 ج:60 ث:60", "c is k elsewhere than before e and i, mostly", ("Carter", "کارتر")),
    row(Soft, "c", "س تش:25 چ:25", "c before e and i; Italian c", ("Cicero", "سیسرو")),
    row(Any, "cz", "چ:10 تش:20 ز:50 ش:50", "Polish and Czech", ("Czerny", "چرنی")),
    row(Any, "cc", "ک کس:10 چ:30 تش:30", "Italian and English", ("Mecca", "مکه")),
    row(Any, "x", "کس گز:30 ز:40 خ:40 ش:40 قس:40 ح:70", "two sounds; another in Spain and in China", ("Felix", "فلیکس")),
    row(First, "mc mck", "ماک مک:5", "Scottish and Irish names", ("McKinney", "ماکینی")),
    row(Any, "cq", "ک", "French cq", ("Jacques", "ژاک")),
    row(Any, "qv", "کو:5 کف:5", "Swedish qv", ("Lindqvist", "لیندکفیست")),
    row(Any, "st", "شت:20", "German st", ("Stuttgart", "شتوتگارت")),
    row(Any, "sp", "شپ:20 شب:20", "German sp", ("Spielberg", "شپیلبرگ")),
    row(First, "sp", "اشپ:15", "German sp", ("Springe", "اشپرینگه")),
    row(First, "st", "اشت:15", "German st", ("Stein", "اشتاین")),
    row(First, "sch", "اش:5", "no word of Persian begins with two consonants", ("Schmidt", "اشمیت")),
    row(First, "wr", "ر", "silent w", ("Wright", "رایت")),
    row(First, "kn", "ن:5", "silent k", ("Knight", "نایت")),
    row(Any, "ight", "ایت", "silent gh", ("Wright", "رایت")),
    row(Any, "dg dge", "ج:5", "English dg", ("Cambridge", "کمبریج")),
    row(Any, "stle", "سل", "silent t", ("Newcastle", "نیوکاسل")),
    row(Any, "mps", "مس:10", "silent p", ("Thompson", "تامسون")),
    row(Any, "chael", "کل خاییل:5 کاییل:5 شل:10 شیل:10", "one name in many languages", ("Michael", "میخاییل")),
    row(Any, "sz", "ش:10 س:15", "Polish and Hungarian", ("Szeged", "سگد")),
    row(Any, "rz", "ژ:15 ج:20 ز:25", "Polish", ("Rzeszow", "ژشوف")),
    row(Any, "gli", "لی:10", "Italian gli", ("Cagliari", "کالیاری")),
    row(Any, "burgh", "بورگ بورغ برگ:5 بره:10 بورو:15", "Scottish names", ("Edinburgh", "ادنبره")),
    row(First, "abol abul", "ابوال:5", "the article inside a name", ("Abolfazl", "ابوالفضل")),
    row(First, "abdol abdul abdel", "عبدال:2", "the article inside a name", ("Abdelnasser", "عبدالناصر")),
    row(Last, "eddin uddin", "الدین:5", "the article inside a name", ("Alaeddin", "علاالدین")),
    row(Any, "dt", "ت", "German dt", ("Darmstadt", "دارمشتات")),
    row(Any, "f", "ف", "one sound", ("Fritz", "فریتز")),
    row(Any, "ph", "ف پ:50", "Greek ph", ("Joseph", "جوزف")),
    row(Any, "v", "و ف ب:40 پ:80", "Persian writes و, Arabic ف", ("Lavrov", "لافروف")),
    row(Any, "w", "و ف:20 او:40", "German w is v", ("Wagner", "فاغنر")),
    row(Any, "s", "س ص:15 ز:25 ش:45 ث:50", "Arabic has two; s is voiced between vowels", ("Saddam", "صدام")),
    row(Cluster, "s", "اس:5", "no word of Persian begins with two consonants", ("Stalin", "استالین")),
    row(Any, "ss", "س ص:12 سس:30", "one sound", ("Hassan", "حسان")),
    row(Any, "z", "ز تز:20 س:25 ذ:25 ظ:30 ض:30 تس:30 ث:50", "Persian writes four letters for z; German and Italian z is ts", ("Mozart", "موتسارت")),
    row(Any, "zh", "ژ ج:10 تش:35 ز:40 ش:60", "Arabic has no ژ; Chinese zh", ("Brezhnev", "بریجنیف")),
    row(Any, "ts", "تس تز:30 تص:30 س:50 ز:60", "two sounds", ("Tsipras", "تسیپراس")),
    row(Any, "tz", "تز تس:10 ز:30 س:60", "German", ("Fritz", "فریتس")),
    row(Any, "l", "ل", "one sound", ("Lenin", "لنین")),
    row(Any, "ll", "ل لل:25 ی:50 لی:50", "Spanish ll", ("Castillo", "کاستیو")),
    row(Any, "r", "ر", "one sound", ("Rome", "روم")),
    row(Any, "rh", "ر", "Greek rh", ("Rhodes", "رودس")),
    row(Any, "m", "م ن:90", "n before b is heard as m", ("Moscow", "مسکو")),
    row(Any, "n", "ن م:80", "n before b is heard as m", ("Nixon", "نیکسون")),
    row(Any, "ng", "نگ نغ:10 نج:20 نق:30 نک:30 ن:50", "Arabic has no گ", ("Washington", "واشنگتن")),
    row(Any, "gn", "نی:20 ن:40", "French and Italian gn", ("Bologna", "بولونیا")),
    row(Any, "dj", "ج دج:10", "French spelling of ج", ("Djibouti", "جیبوتی")),
    row(Any, "dzh", "ج دژ", "Russian дж", ("Dzhokhar", "جوخار")),
    row(Any, "gg", "گ غ:5 ج:10 قج:30 ک:50", "Italian gg", ("Baggio", "باجیو")),
    row(Any, "sc", "سک ش:30 س:30", "Italian and English sc", ("Scorsese", "اسکورسیزی")),
    // Vowels.
    row(Any, "a", "ا ع:35 ی:45 ه:60", "ع is not written in Latin; English a is ey", ("Saad", "سعاد")),
    row(Inner, "a", "-:12", "short a is not written", ("Ankara", "انکرا")),
    row(Long, "a", "ی:12", "English a", ("Blake", "بلیک")),
    row(Any, "ae", "ای:10 ایی:10 ا:20 ی:20 یی:20 -:30", "two vowels or one", ("Mikael", "میکاییل")),
    row(Any, "aa", "ا عا:12 ع:20", "long a, and ain between vowels", ("Talaat", "طلعت")),
    row(Any, "ua", "وا عا:20", "two vowels, and ain between them", ("Suad", "سعاد")),
    row(Any, "en", "ان:20", "French en", ("Laurent", "لوران")),
    row(Last, "et er ais ay ei ai", "ه:20", "French et", ("Calais", "کاله")),
    row(Any, "e", "ی:12 ا:40 ع:40 ه:60", "long e", ("Sergey", "سیرگی")),
    row(Inner, "e", "-", "short e is not written", ("Sergei", "سرگی")),
    row(Any, "ee", "ی", "long i", ("Reeves", "ریوز")),
    row(Any, "i", "ی ای:30 ا:50 ع:50", "English i is ay", ("Michael", "مایکل")),
    row(Inner, "i", "-:20", "short i is not written", ("Hitler", "هتلر")),
    row(Long, "i y", "ای:8", "English i", ("Clive", "کلایف")),
    row(Any, "o", "و ا:45 او:40 ع:60", "English o may be a", ("Roscoe", "راسکو")),
    row(Inner, "o", "-:18", "short o is not written", ("Moscow", "مسکو")),
    row(Any, "oo", "و -:45", "long u", ("Roosevelt", "روزولت")),
    row(Any, "ou", "و -:25 او:20 وو:30", "long u, and ow", ("Houston", "هیوستن")),
    row(Any, "u", "و ا:22 یو:25 ی:45 ع:50", "English u is a or yu", ("Trump", "ترامب")),
    row(Inner, "u", "-:25", "short u is not written", ("Muhammad", "محمد")),
    row(Any, "y", "ی ای:30 و:50 ا:60", "a vowel or a consonant", ("Syria", "سوریه")),
    row(Inner, "y", "-:35", "short y is not written", ("Sydney", "سدنی")),
    row(Any, "ai", "ای:5 ی:15 اعی:15 ایی:15 عی:20 یی:20 ا:30", "two vowels or one", ("Ismail", "اسماعیل")),
    row(Any, "ay", "ای:5 ی:10", "two vowels or one", ("Hayden", "هایدن")),
    row(Any, "ei", "ای:10 ی:10 ایی:30", "German ei is ai", ("Einstein", "اینشتاین")),
    row(Any, "ey", "ی:5 ای:20", "English ey", ("Sydney", "سیدنی")),
    row(Any, "ie", "ی یه:20 یا:20 -:50", "long i", ("Kiev", "کیف")),
    row(Any, "ea", "ی:10 ا:20 یا:10 -:40", "long i, or two vowels", ("Reagan", "ریگان")),
    row(Any, "eu", "و:15 یو:10 وی:20 او:20", "German and Greek eu", ("Freud", "فروید")),
    row(Any, "au", "او:5 و:10 اوو:20 عو:20 ا:40", "ow, or o", ("Laura", "لورا")),
    row(Any, "eau", "و", "French eau", ("Rousseau", "روسو")),
    row(Any, "aw", "او:10 و:10 ا:50", "ow, or o", ("Lawrence", "لورنس")),
    row(Any, "ow", "و او:10", "ow, or o", ("Moscow", "مسکو")),
    row(Any, "ew", "یو:10 و:10", "yu, or u", ("Newton", "نیوتن")),
    row(Any, "ia", "یا یه:20 ی:40", "two vowels", ("Diana", "دیانا")),
    row(Any, "io", "یو", "two vowels", ("Tokio", "توکیو")),
    row(Any, "iy yy", "ی", "Russian ый and ий", ("Dmitriy", "دمیتری")),
    row(Any, "oe ue", "و:10 وی:20 یو:20 -:40", "German ö and ü", ("Goethe", "گوته")),
    row(Any, "ui", "وی:5 ی:30", "two vowels", ("Louis", "لویس")),
    row(Any, "ya", "یا ی:20", "a glide", ("Yalta", "یالتا")),
    row(Any, "yu yo", "یو", "a glide", ("Yuri", "یوری")),
    row(Any, "ij", "ای:10 ی:20", "Dutch ij", ("Dijk", "دایک")),
    row(Any, "oi", "وی:5 وا:20 وای:30", "oy, or French wa", ("Detroit", "دیترویت")),
    row(Any, "oy", "وی", "oy", ("Tolstoy", "تولستوی")),
    // The beginning: a vowel is carried by alef or ain.
    row(First, "a", "ا:2 ع:15 عا:20", "alef or ain carries a vowel", ("Abbas", "عباس")),
    row(First, "au ea ia aa", "ا:2 ع:15", "alef or ain carries a vowel", ("Aaron", "ارون")),
    row(First, "e i y ae ai ay ei ey ie ee", "ا:2 ای:5 ع:15 عی:15", "alef or ain carries a vowel", ("Issa", "عیسی")),
    row(First, "o u oo ou au", "ا:2 او:2 ع:15", "alef or ain carries a vowel", ("Omar", "عمر")),
    row(First, "oe ue", "ا:2 او:2 ای:5 ع:15", "alef or ain carries a vowel", ("Oersted", "اورستد")),
    row(First, "eu yu", "یو او:2 ا:2 اوی:20 ع:20", "eu is yu in Arabic and o in Persian", ("Europe", "اروپ")),
    // The end.
    row(Last, "e", "- ه:15", "silent, or spoken and written with heh", ("Rome", "روم")),
    row(Last, "a", "ا ه:10 ی:15 اع:25 -:25", "written with alef, heh or alef maqsura", ("Moussa", "موسی")),
    row(Last, "aa", "عه:20", "heh ends the word", ("Jumaa", "جمعه")),
    row(Last, "ah eh", "ه", "heh ends the word", ("Fatimah", "فاطمه")),
    row(Last, "h", "-:10", "silent", ("Sarah", "سارا")),
    row(Last, "gh igh", "ی:20 -:20", "silent", ("Leigh", "لی")),
    row(Last, "t d s x es", "-:30", "silent in French", ("Laurent", "لوران")),
    row(Last, "aux eaux aud aut ault", "و:10", "French o", ("Giraud", "جیرو")),
    row(Last, "ier", "ییه:10 یه:15", "French ier", ("Didier", "دیدییه")),
    row(Last, "ois", "وا:10", "French wa", ("Courtois", "کورتوا")),
    row(Last, "o ou u", "ه:30 وه:30", "the pronoun of Arabic names", ("Abdou", "عبده")),
    row(Last, "ia ya", "یا یه:5 یی:15", "names of lands", ("Syria", "سوریا")),
];

/// Consonants that are written twice and spoken once.
const DOUBLED: &str = "bb dd ff kk mm nn pp rr tt vv zz";

/// The table.
pub static TABLE: LazyLock<Table> = LazyLock::new(|| Table::new(ROWS, DOUBLED));

/// The spellings in the Arabic script of a Latin key, none dearer than `bound`.
pub fn to_arabic(key: &str, bound: Cost) -> Lattice {
    TABLE.spell(key, Way::Forwards, bound).or_start(0, ARTICLE, ARTICLE_COST)
}

/// The Latin spellings of a key in the Arabic script, none dearer than `bound`, and others
/// besides: each must be checked by [`to_arabic`].
pub fn from_arabic(key: &str, bound: Cost) -> Lattice {
    let lattice = TABLE.spell(key, Way::Backwards, bound);
    if key.starts_with(ARTICLE) { lattice.or_start(2, "", ARTICLE_COST) } else { lattice }
}

/// The article of Arabic, which names of places take.
pub const ARTICLE: &str = "ال";
/// What it costs.
pub const ARTICLE_COST: Cost = 6;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_usual_spelling_is_the_cheapest() {
        let c = |latin: &str, arabic: &str| to_arabic(latin, 130).cost(arabic);
        assert_eq!(c("lavrov", "لافروف"), Some(0));
        assert_eq!(c("lavrov", "لاوروف"), Some(0));
        assert!(c("sullivan", "سولیوان") < c("sullivan", "سلوان"));
        assert_eq!(c("lavrov", "لبنان"), None);
        assert_eq!(
            c("kremlin", "الکرملین"),
            c("kremlin", "کرملین").map(|cost| cost + ARTICLE_COST)
        );
    }
}
