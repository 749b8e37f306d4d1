//! The words that expressions of time are made of, in every language at once.
//!
//! A word or phrase is looked up by a hash of its key (see [`crate::text::fold()`]), so
//! that all spellings of it are one, and is one whether its parts are written together,
//! with a half-space or apart. What a word means may depend on the language of the
//! document: جوان is June in the Maghreb and "young" in Persian.

use std::sync::LazyLock;

use super::calendar::{Calendar, Weekday};
use super::{Part, Unit};
use crate::text::fold;

/// What a word contributes to an expression of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sense {
    /// A month; `alone` when the word needs no number beside it to be one.
    Month {
        calendar: Calendar,
        month: u8,
        alone: bool,
    },
    /// A day of the week; `alone` as with months.
    Weekday {
        weekday: Weekday,
        alone: bool,
    },
    /// Which calendar a year is of.
    Era(Calendar),
    /// A single letter that may be short for an era.
    Letter(char),
    /// A day, counted from today.
    Day(i8),
    /// So many of a unit: weeks, a dual such as يومين.
    Unit(Unit, u8),
    /// "ago", behind what it counts.
    AgoBehind,
    /// "ago", before what it counts.
    AgoBefore,
    /// "from now", before or behind.
    Ahead,
    /// last, next, this.
    Last,
    Next,
    This,
    /// early, the middle of, the end of.
    Part(Part),
    /// A number in words: "two", and "second" when `ordinal`.
    Number {
        value: u8,
        ordinal: bool,
    },
    /// The ending of a number that ranks: 8th, 1er.
    Ending,
    /// Stands between the parts of a date: of, من.
    Of,
    /// Before a year that nothing else marks: "in 2016".
    In,
    /// The same day in another calendar follows: الموافق.
    Equals,
    /// The time of day follows.
    Clock,
    /// "and", between hours and minutes.
    And,
    /// The half of the day: before noon, after it.
    Half {
        after_noon: bool,
    },
    /// Minutes since midnight, by name.
    Hour(u16),
    /// "by the time of", before a zone.
    ByTime,
    /// A time zone, in minutes east of Greenwich.
    Zone(i16),
    /// Minutes and seconds of a time.
    Minute,
}

/// Sets of languages.
pub type Langs = u8;
pub const FA: Langs = 1;
pub const AR: Langs = 2;
pub const EN: Langs = 4;
pub const RU: Langs = 8;
pub const FR: Langs = 16;
/// German, Spanish, Italian, Portuguese, Turkish, Dutch: of these, only the months.
pub const OTHER: Langs = 32;
pub const ANY: Langs = 63;

/// The set that a document's language is; any when it is not known.
pub fn langs(tag: &str) -> Langs {
    match tag.split(['-', '_']).next().unwrap_or_default() {
        "fa" | "prs" | "ps" => FA,
        "ar" => AR,
        "en" => EN,
        "ru" | "uk" | "be" => RU,
        "fr" => FR,
        "" | "und" => ANY,
        _ => OTHER,
    }
}

/// Months: calendar, languages in which the words mean them, alone?, from the first.
#[rustfmt::skip]
const MONTHS: &[(Calendar, Langs, bool, [&str; 12])] = &[
    (Calendar::Gregorian, ANY, true, ["ژانویه|جنوری", "فوریه|فبروری", "", "آوریل|آپریل|اپریل", "", "ژوئن|جون", "ژوئیه|جولای|ژوییه", "آگوست|اگست", "سپتامبر|سپتمبر", "اکتبر|اکتوبر", "نوامبر|نومبر", "دسامبر|دسمبر"]),
    (Calendar::Gregorian, FA, false, ["", "", "مارس|مارچ", "", "مه|می", "", "", "اوت", "", "", "", ""]),
    (Calendar::Gregorian, ANY, true, ["يناير|جانفي", "فبراير|فيفري", "", "أبريل|أفريل|إبريل", "مايو", "يونيو|يونيه", "يوليو|يوليه|يوليوز|جويلية", "أغسطس|أغشت", "سبتمبر|شتنبر", "أكتوبر", "نوفمبر|نونبر|نوفمبير", "ديسمبر|دجنبر"]),
    (Calendar::Gregorian, AR, false, ["", "", "مارس", "", "ماي", "جوان", "", "آب|أوت|غشت", "", "", "", ""]),
    (Calendar::Gregorian, ANY, true, ["كانون الثاني|كانون ثاني|ك2", "شباط", "", "نيسان", "أيار", "حزيران", "تموز", "", "أيلول", "تشرين الأول|تشرين أول", "تشرين الثاني|تشرين ثاني", "كانون الأول|كانون أول"]),
    // Persian آذر is another word with the same key but for one letter: آذار has two alefs.
    (Calendar::Gregorian, ANY, false, ["", "", "آذار", "", "", "", "", "آب", "", "", "", ""]),
    (Calendar::Gregorian, ANY, true, ["January", "February", "", "April", "", "June", "July", "", "September", "October", "November", "December"]),
    (Calendar::Gregorian, ANY, false, ["Jan", "Feb", "March|Mar", "Apr", "May", "Jun", "Jul", "August|Aug", "Sept|Sep", "Oct", "Nov", "Dec"]),
    (Calendar::Gregorian, ANY, true, ["января|январь|январе|январю", "февраля|февраль|феврале", "марта|марте", "апреля|апрель|апреле", "", "июня|июнь|июне", "июля|июль|июле", "августа|августе", "сентября|сентябрь|сентябре", "октября|октябрь|октябре", "ноября|ноябрь|ноябре", "декабря|декабрь|декабре"]),
    (Calendar::Gregorian, ANY, false, ["янв", "фев|февр", "март|мар", "апр", "мая|май|мае", "июн", "июл", "август|авг", "сен|сент", "окт", "ноя|нояб", "дек"]),
    (Calendar::Gregorian, FR | OTHER, true, ["janvier", "février", "", "avril", "", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"]),
    (Calendar::Gregorian, FR | OTHER, false, ["janv", "févr|fév", "mars", "avr", "mai", "", "juil", "", "", "", "", "déc"]),
    (Calendar::Gregorian, OTHER, false, ["januar|jänner|januari|enero|ene|gennaio|janeiro|ocak", "februar|februari|febrero|febbraio|fevereiro|şubat", "märz|maart|marzo|março|mart", "abril|abr|aprile|nisan", "mei|mayo|maggio|maio|mayıs", "juni|junio|giugno|giu|junho|haziran", "juli|julio|luglio|lug|julho|temmuz", "augustus|agosto|ago|ağustos", "septiembre|settembre|setembro|eylül", "oktober|okt|octubre|ottobre|outubro|ekim", "noviembre|novembro|kasım", "dezember|dez|diciembre|dic|dicembre|dezembro|aralık"]),
    (Calendar::Jalali, ANY, true, ["فروردین", "اردیبهشت", "خرداد", "", "مرداد|امرداد", "شهریور", "", "", "", "", "", "اسفند"]),
    (Calendar::Jalali, ANY, true, ["فروردین ماه", "اردیبهشت ماه", "خرداد ماه", "تیر ماه", "مرداد ماه|امرداد ماه", "شهریور ماه", "مهر ماه", "آبان ماه", "آذر ماه", "دی ماه", "بهمن ماه", "اسفند ماه"]),
    (Calendar::Jalali, ANY & !AR, false, ["", "", "", "تیر", "", "", "مهر", "آبان", "آذر", "دی", "بهمن", ""]),
    (Calendar::Jalali, FA, false, ["حمل", "ثور", "جوزا", "سرطان", "اسد", "سنبله", "میزان", "عقرب", "قوس", "جدی", "دلو", "حوت"]),
    (Calendar::Jalali, ANY, false, ["Farvardin", "Ordibehesht", "Khordad", "Tir", "Mordad|Amordad", "Shahrivar", "Mehr", "Aban", "Azar", "Dey", "Bahman", "Esfand"]),
    (Calendar::Hijri, ANY, true, ["محرم الحرام", "صفر المظفر", "ربيع الأول", "ربيع الثاني|ربيع الآخر", "جمادى الأولى|جمادى الأول|جمادي الأول", "جمادى الآخرة|جمادى الثانية|جمادى الثاني|جمادى الآخر", "رجب المرجب", "شعبان المعظم", "رمضان|رمضان المبارك", "", "ذو القعدة|ذي القعدة|ذوالقعدة|ذی قعده|ذیقعده", "ذو الحجة|ذي الحجة|ذوالحجة|ذی حجه|ذیحجه"]),
    (Calendar::Hijri, ANY, false, ["محرم|المحرم", "صفر", "", "", "", "", "رجب", "شعبان", "", "شوال|شوال المکرم", "", ""]),
    (Calendar::Hijri, ANY, false, ["Muharram", "Safar", "Rabi al Awwal|Rabi al Ula", "Rabi al Thani|Rabi al Akhir", "Jumada al Ula|Jumada al Awwal", "Jumada al Akhira|Jumada al Thani|Jumada al Thaniya", "Rajab", "Shaban|Sha ban", "Ramadan|Ramadhan|Ramazan", "Shawwal", "Dhu al Qadah|Dhu al Qa dah|Dhul Qadah|Dhu l Qadah", "Dhu al Hijjah|Dhul Hijjah|Dhu l Hijjah"]),
];

/// Weekdays: languages, alone?, from Monday.
#[rustfmt::skip]
const WEEKDAYS: &[(Langs, bool, [&str; 7])] = &[
    (ANY, true, ["دو شنبه", "سه شنبه", "چهار شنبه", "پنج شنبه", "آدینه", "", "یک شنبه"]),
    (ANY & !AR, true, ["", "", "", "", "جمعه", "شنبه", ""]),
    (AR, true, ["", "", "", "", "جمعة|الجمعة", "السبت", "الأحد"]),
    (ANY, true, ["الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", ""]),
    (ANY, true, ["يوم الاثنين|يوم اثنين", "يوم الثلاثاء", "يوم الأربعاء", "يوم الخميس", "يوم الجمعة", "يوم السبت", "يوم الأحد"]),
    (ANY, true, ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]),
    (ANY, false, ["Mon", "Tue|Tues", "Wed", "Thu|Thur|Thurs", "Fri", "Sat", "Sun"]),
    (ANY, true, ["понедельник|понедельника", "вторник|вторника", "среду", "четверг|четверга", "пятница|пятницу|пятницы", "суббота|субботу|субботы", "воскресенье|воскресенья"]),
    (ANY, false, ["пн|пнд", "вт|втр", "ср|срд|среда|среды", "чт|чтв", "пт|птн", "сб|сбт", "вс|вск"]),
    (FR, true, ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"]),
    (OTHER, false, ["montag|lunes|lunedì|segunda feira|pazartesi", "dienstag|martes|martedì|terça feira|salı", "mittwoch|miércoles|mercoledì|quarta feira|çarşamba", "donnerstag|jueves|giovedì|quinta feira|perşembe", "freitag|viernes|venerdì|sexta feira|cuma", "samstag|sábado|sabato|cumartesi", "sonntag|domingo|domenica|pazar"]),
];

/// Everything else: languages, what it means, the words.
#[rustfmt::skip]
const WORDS: &[(Langs, Sense, &str)] = &[
    (ANY, Sense::Era(Calendar::Jalali), "خورشیدی|شمسی|هجری شمسی|هجری خورشیدی|هـ ش|ه ش|SH"),
    (ANY, Sense::Era(Calendar::Hijri), "قمری|هجری قمری|هجرية|هجري|للهجرة|هـ ق|ه ق|AH"),
    (ANY, Sense::Era(Calendar::Gregorian), "میلادی|ميلادية|للميلاد|CE|AD|н э"),
    (ANY, Sense::Letter('ه'), "هـ"), (ANY, Sense::Letter('م'), "م"),
    (ANY, Sense::Letter('ش'), "ش"), (ANY, Sense::Letter('ق'), "ق"),
    (ANY, Sense::Letter('ص'), "ص"), (ANY, Sense::Letter('ب'), "ب"),

    (ANY, Sense::Day(0), "امروز|اليوم|today|сегодня|aujourd hui|امشب|tonight"),
    (FA, Sense::Day(-1), "دیروز|دیشب|شب گذشته"), (FA, Sense::Day(1), "فردا|فردا شب"),
    (FA, Sense::Day(-2), "پریروز"), (FA, Sense::Day(2), "پس فردا"),
    (AR, Sense::Day(-1), "أمس|بالأمس|البارحة|الأمس|مساء أمس|صباح أمس"), (AR, Sense::Day(1), "غدا|الغد"),
    (AR, Sense::Day(-2), "أول أمس|أمس الأول|أول من أمس"), (AR, Sense::Day(2), "بعد غد"),
    (ANY, Sense::Day(-1), "yesterday|вчера"), (ANY, Sense::Day(1), "tomorrow|завтра"),
    (ANY, Sense::Day(-2), "day before yesterday|позавчера"), (ANY, Sense::Day(2), "day after tomorrow|послезавтра"),
    (FR, Sense::Day(-1), "hier"), (FR, Sense::Day(1), "demain"),
    (FR, Sense::Day(-2), "avant hier"), (FR, Sense::Day(2), "après demain"),

    (FA, Sense::Unit(Unit::Day, 1), "روز|روزهای"), (FA, Sense::Unit(Unit::Week, 1), "هفته"),
    (FA, Sense::Unit(Unit::Month, 1), "ماه|ماههای"), (FA, Sense::Unit(Unit::Year, 1), "سال|سالهای"),
    (AR, Sense::Unit(Unit::Day, 1), "يوم|أيام|يوما"), (AR, Sense::Unit(Unit::Day, 2), "يومين|يومان"),
    (AR, Sense::Unit(Unit::Week, 1), "أسبوع|الأسبوع|أسابيع|أسبوعا"), (AR, Sense::Unit(Unit::Week, 2), "أسبوعين|أسبوعان"),
    (AR, Sense::Unit(Unit::Month, 1), "شهر|الشهر|أشهر|شهرا|شهور"), (AR, Sense::Unit(Unit::Month, 2), "شهرين|شهران"),
    (AR, Sense::Unit(Unit::Year, 1), "عام|العام|سنة|السنة|أعوام|سنوات|عاما|لعام|بعام|لسنة"), (AR, Sense::Unit(Unit::Year, 2), "عامين|سنتين|عامان|سنتان"),
    (ANY, Sense::Unit(Unit::Day, 1), "day|days"), (ANY, Sense::Unit(Unit::Week, 1), "week|weeks"),
    (ANY, Sense::Unit(Unit::Month, 1), "month|months"), (ANY, Sense::Unit(Unit::Year, 1), "year|years"),
    (RU, Sense::Unit(Unit::Day, 1), "день|дня|дней"), (RU, Sense::Unit(Unit::Week, 1), "неделя|неделю|недели|неделе|недель"),
    (RU, Sense::Unit(Unit::Month, 1), "месяц|месяца|месяцев|месяце"), (RU, Sense::Unit(Unit::Year, 1), "год|года|году|лет|г|гг"),
    (FR, Sense::Unit(Unit::Day, 1), "jour|jours"), (FR, Sense::Unit(Unit::Week, 1), "semaine|semaines"),
    (FR, Sense::Unit(Unit::Month, 1), "mois"), (FR, Sense::Unit(Unit::Year, 1), "an|ans|année|l année|l an"),

    (FA, Sense::AgoBehind, "پیش|قبل|پیشتر"), (ANY, Sense::AgoBehind, "ago"), (RU, Sense::AgoBehind, "назад"),
    (AR, Sense::AgoBefore, "قبل|منذ"), (FR, Sense::AgoBefore, "il y a"),
    (AR, Sense::Ahead, "بعد"), (FA, Sense::Ahead, "دیگر"), (RU, Sense::Ahead, "через"), (FR, Sense::Ahead, "dans"), (EN, Sense::Ahead, "hence"),
    (FA, Sense::Last, "گذشته|سپری شده"), (FA, Sense::Next, "آینده|آتی"), (FA, Sense::This, "این|جاری"),
    (AR, Sense::Last, "الماضي|الماضية|المنصرم|المنصرمة|الفائت|الفائتة"), (AR, Sense::Next, "المقبل|المقبلة|القادم|القادمة"), (AR, Sense::This, "هذا|هذه|الجاري|الجارية|الحالي|الحالية"),
    (ANY, Sense::Last, "last"), (ANY, Sense::Next, "next"), (ANY, Sense::This, "this"),
    (RU, Sense::Last, "прошлый|прошлая|прошлой|прошлую|прошлом|прошлого|прошлое|минувший|минувшую"), (RU, Sense::Next, "следующий|следующая|следующей|следующую|следующем|следующего|будущий|будущем|будущей"), (RU, Sense::This, "этот|эта|этой|этом|эту|этого|нынешний|нынешнем"),
    (FR, Sense::Last, "dernier|dernière|passé|passée"), (FR, Sense::Next, "prochain|prochaine"), (FR, Sense::This, "ce|cet|cette"),

    (FA, Sense::Part(Part::Early), "اوایل|آغاز|ابتدای"), (FA, Sense::Part(Part::Middle), "اواسط|میانه|نیمه"), (FA, Sense::Part(Part::Late), "اواخر|پایان|انتهای"),
    (AR, Sense::Part(Part::Early), "بداية|أوائل|مطلع|مستهل"), (AR, Sense::Part(Part::Middle), "منتصف|أواسط"), (AR, Sense::Part(Part::Late), "نهاية|أواخر|ختام"),
    (ANY, Sense::Part(Part::Early), "early|beginning of|start of|beginning of the|start of the"), (ANY, Sense::Part(Part::Middle), "mid|middle of|middle of the"), (ANY, Sense::Part(Part::Late), "late|end of|end of the|close of"),
    (RU, Sense::Part(Part::Early), "начале|начала|начало"), (RU, Sense::Part(Part::Middle), "середине|середины|середина"), (RU, Sense::Part(Part::Late), "конце|конца|конец"),
    (FR, Sense::Part(Part::Early), "début|début de"), (FR, Sense::Part(Part::Middle), "mi|milieu de"), (FR, Sense::Part(Part::Late), "fin|fin de"),

    (ANY, Sense::Ending, "st|nd|rd|th|er|го|ого|ое|ام"),
    (AR, Sense::Of, "من|شهر"), (ANY, Sense::Of, "of|day of"), (FR | OTHER, Sense::Of, "de|del"), (FA, Sense::Of, "از|مورخ|مورخه"),
    (EN, Sense::In, "in|since|by|during"), (FR, Sense::In, "en|depuis"),
    (ANY, Sense::Equals, "الموافق|الموافق ل|موافق|المصادف|مصادف با|برابر با|مطابق با"),
    (ANY, Sense::Clock, "ساعت|الساعة|at|heures"), (RU, Sense::Clock, "в"), (FR, Sense::Clock, "à"), (FA, Sense::Clock, "در ساعت|راس ساعت"), (OTHER, Sense::Clock, "u|en|um"),
    (FA | AR, Sense::And, "و"), (FA, Sense::Minute, "دقیقه|ثانیه"),
    (ANY, Sense::Half { after_noon: false }, "صباحا|بامداد|صبح|утра"), (ANY, Sense::Half { after_noon: true }, "مساء|بعد از ظهر|عصر|ظهرا|вечера|дня"),
    (ANY, Sense::Hour(720), "noon|at noon"), (ANY, Sense::Hour(0), "midnight|at midnight"),
    (ANY, Sense::ByTime, "بتوقيت|به وقت|по времени|توقيت"),
    (ANY, Sense::Zone(0), "GMT|UTC|غرينتش|جرينتش|غرينيتش|جرينيتش|گرینویچ|گرینیچ|بتوقيت غرينتش|بتوقيت جرينتش|توقيت غرينتش|به وقت گرینویچ|по Гринвичу|تغ"),
    (ANY, Sense::Zone(180), "MSK|мск|بتوقيت موسكو|به وقت مسکو|по московскому времени|بتوقيت مكة المكرمة|بتوقيت مكة"),
    (ANY, Sense::Zone(210), "به وقت تهران|بتوقيت طهران"),
    (ANY, Sense::Zone(60), "CET"), (ANY, Sense::Zone(-300), "EST"), (ANY, Sense::Zone(-240), "EDT"),

    (EN, Sense::Number { value: 1, ordinal: false }, "one"), (EN, Sense::Number { value: 2, ordinal: false }, "two|couple of"),
    (EN, Sense::Number { value: 3, ordinal: false }, "three"), (EN, Sense::Number { value: 4, ordinal: false }, "four"), (EN, Sense::Number { value: 5, ordinal: false }, "five"),
    (EN, Sense::Number { value: 6, ordinal: false }, "six"), (EN, Sense::Number { value: 7, ordinal: false }, "seven"), (EN, Sense::Number { value: 8, ordinal: false }, "eight"),
    (EN, Sense::Number { value: 9, ordinal: false }, "nine"), (EN, Sense::Number { value: 10, ordinal: false }, "ten"), (EN, Sense::Number { value: 1, ordinal: true }, "first"),
    (RU, Sense::Number { value: 2, ordinal: false }, "два|две"), (RU, Sense::Number { value: 3, ordinal: false }, "три"), (RU, Sense::Number { value: 4, ordinal: false }, "четыре"),
    (RU, Sense::Number { value: 5, ordinal: false }, "пять"), (RU, Sense::Number { value: 6, ordinal: false }, "шесть"), (RU, Sense::Number { value: 10, ordinal: false }, "десять"),
    (FR, Sense::Number { value: 1, ordinal: false }, "un|une"), (FR, Sense::Number { value: 2, ordinal: false }, "deux"), (FR, Sense::Number { value: 3, ordinal: false }, "trois"),
    (FR, Sense::Number { value: 4, ordinal: false }, "quatre"), (FR, Sense::Number { value: 5, ordinal: false }, "cinq"), (FR, Sense::Number { value: 6, ordinal: false }, "six"), (FR, Sense::Number { value: 10, ordinal: false }, "dix"),
    (FR, Sense::Number { value: 1, ordinal: true }, "premier"),
    (AR, Sense::Number { value: 3, ordinal: false }, "ثلاثة|ثلاث"), (AR, Sense::Number { value: 4, ordinal: false }, "أربعة|أربع"), (AR, Sense::Number { value: 5, ordinal: false }, "خمسة|خمس"),
    (AR, Sense::Number { value: 6, ordinal: false }, "ستة|ست"), (AR, Sense::Number { value: 7, ordinal: false }, "سبعة|سبع"), (AR, Sense::Number { value: 8, ordinal: false }, "ثمانية|ثماني"),
    (AR, Sense::Number { value: 9, ordinal: false }, "تسعة|تسع"), (AR, Sense::Number { value: 10, ordinal: false }, "عشرة|عشر"),
];

/// Persian numbers from one to twenty, plain and ranking.
#[rustfmt::skip]
const PERSIAN: [(&str, &str); 20] = [
    ("یک", "یکم|اول"), ("دو", "دوم"), ("سه", "سوم"), ("چهار", "چهارم"), ("پنج", "پنجم"), ("شش", "ششم"), ("هفت", "هفتم"),
    ("هشت", "هشتم"), ("نه", "نهم"), ("ده", "دهم"), ("یازده", "یازدهم"), ("دوازده", "دوازدهم"), ("سیزده", "سیزدهم"),
    ("چهارده", "چهاردهم"), ("پانزده", "پانزدهم"), ("شانزده", "شانزدهم"), ("هفده", "هفدهم"), ("هجده", "هجدهم|هیجدهم"),
    ("نوزده", "نوزدهم"), ("بیست", "بیستم"),
];

/// Arabic ranking numbers from first to ninth, as such and in eleventh, twenty-first, ….
#[rustfmt::skip]
const ARABIC: [(&str, &str); 9] = [
    ("الأول", "الحادي"), ("الثاني", "الثاني"), ("الثالث", "الثالث"), ("الرابع", "الرابع"), ("الخامس", "الخامس"),
    ("السادس", "السادس"), ("السابع", "السابع"), ("الثامن", "الثامن"), ("التاسع", "التاسع"),
];

/// The words behind one hash.
struct Entry {
    hash: u64,
    langs: Langs,
    /// `None`: only the beginning of phrases.
    sense: Option<Sense>,
}

/// The dictionary: entries by ascending hash, and a sieve in front of them.
pub struct Dictionary {
    entries: Vec<Entry>,
    sieve: Vec<u64>,
}

/// The hash of no letters.
pub const EMPTY: u64 = 0;

/// The hash of a key and one more letter.
#[inline]
pub fn with_letter(hash: u64, letter: u32) -> u64 {
    (hash.rotate_left(5) ^ u64::from(letter)).wrapping_mul(0x517C_C1B7_2722_0A95)
}

/// Bits of a hash that the sieve looks at, from the top, where they are mixed best.
const SIEVE_BITS: u32 = 16;

impl Dictionary {
    /// The one there is.
    pub fn get() -> &'static Dictionary {
        static DICTIONARY: LazyLock<Dictionary> = LazyLock::new(Dictionary::build);
        &DICTIONARY
    }

    /// What the letters so far mean in these languages, and whether more may follow.
    #[inline]
    pub fn look_up(&self, hash: u64, langs: Langs) -> (Option<Sense>, bool) {
        let bit = hash >> (64 - SIEVE_BITS);
        if self.sieve[(bit >> 6) as usize] & (1 << (bit & 63)) == 0 {
            return (None, false);
        }
        let first = self.entries.partition_point(|entry| entry.hash < hash);
        let same = self.entries[first..].iter().take_while(|entry| entry.hash == hash);
        same.filter(|entry| entry.langs & langs > 0).fold((None, false), |(sense, more), entry| {
            (sense.or(entry.sense), more || entry.sense.is_none())
        })
    }

    fn build() -> Dictionary {
        let mut dictionary =
            Dictionary { entries: Vec::new(), sieve: vec![0; 1 << (SIEVE_BITS - 6)] };
        dictionary.add_all();
        // Stable: of words that are one key, the first of the tables wins.
        dictionary.entries.sort_by_key(|entry| entry.hash);
        for entry in &dictionary.entries {
            let bit = entry.hash >> (64 - SIEVE_BITS);
            dictionary.sieve[(bit >> 6) as usize] |= 1 << (bit & 63);
        }
        dictionary
    }

    fn add_all(&mut self) {
        for &(calendar, langs, alone, names) in MONTHS {
            for (month, names) in (1..).zip(names) {
                self.add(langs, Sense::Month { calendar, month, alone }, names);
            }
        }
        for &(langs, alone, names) in WEEKDAYS {
            for (weekday, names) in Weekday::ALL.into_iter().zip(names) {
                self.add(langs, Sense::Weekday { weekday, alone }, names);
            }
        }
        for &(langs, sense, words) in WORDS {
            self.add(langs, sense, words);
        }
        self.add_numbers();
    }

    fn add_numbers(&mut self) {
        let plain = |value| Sense::Number { value, ordinal: false };
        let rank = |value| Sense::Number { value, ordinal: true };
        for (value, (word, ranking)) in (1..).zip(PERSIAN) {
            self.add(FA, plain(value), word);
            self.add(FA, rank(value), ranking);
            if value < 10 {
                for ranking in ranking.split('|') {
                    self.add(FA, rank(value + 20), &format!("بیست و {ranking}"));
                }
            }
        }
        self.add(FA, rank(30), "سی ام|سی‌ام");
        self.add(FA, rank(31), "سی و یکم");
        for (value, (word, before)) in (1..).zip(ARABIC) {
            self.add(AR, rank(value), word);
            self.add(AR, rank(value + 10), &format!("{before} عشر"));
            self.add(AR, rank(value + 20), &format!("{before} والعشرين|{before} والعشرون"));
        }
        self.add(AR, rank(10), "العاشر");
        self.add(AR, rank(20), "العشرين|العشرون");
        self.add(AR, rank(30), "الثلاثين|الثلاثون");
        self.add(AR, rank(31), "الحادي والثلاثين|الحادي والثلاثون");
    }

    /// Adds phrases parted by bars, each with all its beginnings; in Arabic words, also with
    /// an "and" in front.
    fn add(&mut self, langs: Langs, sense: Sense, phrases: &str) {
        for phrase in phrases.split('|').filter(|phrase| !phrase.is_empty()) {
            self.add_phrase(langs, sense, phrase);
            let takes_and =
                matches!(sense, Sense::Month { .. } | Sense::Weekday { .. } | Sense::Day(_));
            if langs & AR > 0 && takes_and && phrase.chars().all(|c| !c.is_ascii_alphabetic()) {
                self.add_phrase(AR, sense, &format!("و{phrase}"));
            }
        }
    }

    fn add_phrase(&mut self, langs: Langs, sense: Sense, phrase: &str) {
        let mut hash = EMPTY;
        let mut words = phrase.split_whitespace().peekable();
        while let Some(word) = words.next() {
            hash = fold(word).chars().fold(hash, |hash, c| with_letter(hash, c as u32));
            let sense = words.peek().is_none().then_some(sense);
            self.entries.push(Entry { hash, langs, sense });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sense(word: &str, langs: Langs) -> Option<Sense> {
        let hash = fold(word).chars().fold(EMPTY, |hash, c| with_letter(hash, c as u32));
        Dictionary::get().look_up(hash, langs).0
    }

    fn month(word: &str, langs: Langs) -> Option<(Calendar, u8)> {
        match sense(word, langs) {
            Some(Sense::Month { calendar, month, .. }) => Some((calendar, month)),
            _ => None,
        }
    }

    #[test]
    fn a_word_depends_on_the_language() {
        assert_eq!(month("جوان", AR), Some((Calendar::Gregorian, 6)));
        assert_eq!(month("جوان", FA), None);
        assert_eq!(month("آذر", FA), Some((Calendar::Jalali, 9)));
        assert_eq!(month("آذار", AR), Some((Calendar::Gregorian, 3)));
        assert_eq!(month("آذر", AR), None);
        assert_eq!(month("میزان", FA), Some((Calendar::Jalali, 7)));
        assert_eq!(month("ميزان", AR), None);
    }

    #[test]
    fn spellings_of_weekdays() {
        for word in ["سه‌شنبه", "سهشنبه", "سه¬شنبه"] {
            let tuesday = Sense::Weekday { weekday: Weekday::Tuesday, alone: true };
            assert_eq!(sense(word, FA), Some(tuesday), "{word}");
        }
    }

    #[test]
    fn no_two_words_share_a_hash_by_accident() {
        let dictionary = Dictionary::get();
        assert!(dictionary.entries.len() > 700);
        assert_eq!(dictionary.look_up(12345, ANY), (None, false));
    }
}
