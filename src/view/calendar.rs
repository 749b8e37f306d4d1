//! Names of months in three calendars, and dates of any of them in words.

use super::language::Lang;
use super::number::digits;
use crate::engine::protocol::Calendar;

/// The name of a month, from 1; `None` when there is no such month.
///
/// ```
/// use kashf::engine::protocol::Calendar;
/// use kashf::view::{calendar::month_name, language::Lang};
/// assert_eq!(month_name(Lang::Fa, Calendar::Jalali, 10), Some("دی"));
/// assert_eq!(month_name(Lang::Ar, Calendar::Hijri, 9), Some("رمضان"));
/// ```
pub fn month_name(lang: Lang, calendar: Calendar, month: u32) -> Option<&'static str> {
    let names = match (calendar, lang) {
        (Calendar::Gregorian, Lang::En) => &GREGORIAN_EN,
        (Calendar::Gregorian, Lang::Ar) => &GREGORIAN_AR,
        (Calendar::Gregorian, Lang::Fa) => &GREGORIAN_FA,
        (Calendar::Jalali, Lang::En) => &JALALI_EN,
        (Calendar::Jalali, Lang::Ar) => &JALALI_AR,
        (Calendar::Jalali, Lang::Fa) => &JALALI_FA,
        (Calendar::Hijri, Lang::En) => &HIJRI_EN,
        (Calendar::Hijri, Lang::Ar) => &HIJRI_AR,
        (Calendar::Hijri, Lang::Fa) => &HIJRI_FA,
    };
    names.get(month.checked_sub(1)? as usize).copied()
}

/// A year, a month of it, or a day of that, in words; what is 0 is left out.
///
/// ```
/// use kashf::engine::protocol::Calendar;
/// use kashf::view::{calendar::in_words, language::Lang};
/// assert_eq!(in_words(Lang::Fa, Calendar::Jalali, (1400, 9, 26)), "۲۶ آذر ۱۴۰۰");
/// assert_eq!(in_words(Lang::En, Calendar::Gregorian, (2021, 12, 0)), "December 2021");
/// ```
pub fn in_words(lang: Lang, calendar: Calendar, (year, month, day): (i32, u8, u8)) -> String {
    let month = month_name(lang, calendar, month.into()).unwrap_or_default();
    let words = match (month, day) {
        ("", _) => year.to_string(),
        (month, 0) => format!("{month} {year}"),
        (month, day) => format!("{day} {month} {year}"),
    };
    digits(lang, &words)
}

type Months = [&'static str; 12];

const GREGORIAN_EN: Months = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const GREGORIAN_AR: Months = [
    "يناير",
    "فبراير",
    "مارس",
    "أبريل",
    "مايو",
    "يونيو",
    "يوليو",
    "أغسطس",
    "سبتمبر",
    "أكتوبر",
    "نوفمبر",
    "ديسمبر",
];
const GREGORIAN_FA: Months = [
    "ژانویه",
    "فوریه",
    "مارس",
    "آوریل",
    "مه",
    "ژوئن",
    "ژوئیه",
    "اوت",
    "سپتامبر",
    "اکتبر",
    "نوامبر",
    "دسامبر",
];
const JALALI_EN: Months = [
    "Farvardin",
    "Ordibehesht",
    "Khordad",
    "Tir",
    "Mordad",
    "Shahrivar",
    "Mehr",
    "Aban",
    "Azar",
    "Dey",
    "Bahman",
    "Esfand",
];
const JALALI_AR: Months = [
    "فروردين",
    "أرديبهشت",
    "خرداد",
    "تير",
    "مرداد",
    "شهريور",
    "مهر",
    "آبان",
    "آذر",
    "دي",
    "بهمن",
    "إسفند",
];
const JALALI_FA: Months = [
    "فروردین",
    "اردیبهشت",
    "خرداد",
    "تیر",
    "مرداد",
    "شهریور",
    "مهر",
    "آبان",
    "آذر",
    "دی",
    "بهمن",
    "اسفند",
];
const HIJRI_EN: Months = [
    "Muharram",
    "Safar",
    "Rabiʿ I",
    "Rabiʿ II",
    "Jumada I",
    "Jumada II",
    "Rajab",
    "Shaʿban",
    "Ramadan",
    "Shawwal",
    "Dhu al-Qaʿda",
    "Dhu al-Hijja",
];
const HIJRI_AR: Months = [
    "محرم",
    "صفر",
    "ربيع الأول",
    "ربيع الآخر",
    "جمادى الأولى",
    "جمادى الآخرة",
    "رجب",
    "شعبان",
    "رمضان",
    "شوال",
    "ذو القعدة",
    "ذو الحجة",
];
const HIJRI_FA: Months = [
    "محرم",
    "صفر",
    "ربیع‌الاول",
    "ربیع‌الثانی",
    "جمادی‌الاول",
    "جمادی‌الثانی",
    "رجب",
    "شعبان",
    "رمضان",
    "شوال",
    "ذی‌القعده",
    "ذی‌الحجه",
];
