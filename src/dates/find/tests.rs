//! What is found in texts made up for it, and what must not be.

use super::*;
use proptest::prelude::*;

/// What is found, in brackets behind its text.
fn read(text: &str, lang: &str) -> String {
    let show = |date: Date| {
        let calendar = match date.calendar {
            Calendar::Gregorian => 'g',
            Calendar::Jalali => 'j',
            Calendar::Hijri => 'h',
        };
        let part = |part: Option<i32>| part.map_or("?".into(), |part| part.to_string());
        let (month, day) = (date.month.map(i32::from), date.day.map(i32::from));
        format!("{calendar}{}-{}-{}", part(date.year), part(month), part(day))
    };
    let shown = find(text, lang).into_iter().map(|mention| {
        let mut shown = match mention.said {
            Said::Date(date) => show(date),
            Said::Range(first, last) => format!("{}..{}", show(first), show(last)),
            Said::Weekday(weekday) => format!("{weekday:?}"),
            Said::Relative { unit, count, .. } => format!("{unit:?}{count:+}"),
            Said::Distance { unit, count } => format!("~{unit:?}{count:+}"),
            Said::Time(time) => format!("{}:{:02}", time.minute / 60, time.minute % 60),
        };
        if let Some(part) = mention.part {
            shown = format!("{part:?} {shown}");
        }
        if let Some(which) = mention.which {
            shown = format!("{which:?} {shown}");
        }
        if let Some(weekday) = mention.weekday {
            shown += &format!(" {weekday:?}");
        }
        if let Some(time) = mention.time {
            shown += &format!(" {}:{:02}", time.minute / 60, time.minute % 60);
            shown += &time.zone.map_or(String::new(), |zone| format!("{zone:+}"));
        }
        if let Some(gloss) = mention.gloss {
            shown += &format!(" = {}", show(gloss));
        }
        format!("{}[{shown}]", mention.span.of(text).unwrap())
    });
    shown.collect::<Vec<_>>().join(" ")
}

#[test]
fn dates_of_three_calendars() {
    #[rustfmt::skip]
    let cases = [
        ("fa", "روز سه شنبه ۱۲ بهمن ماه سال ۱۴۰۰ در ژنو", "روز سه شنبه ۱۲ بهمن ماه سال ۱۴۰۰[j1400-11-12 Tuesday]"),
        ("fa", "بیست و پنجم مهرماه ۱۳۹۹", "بیست و پنجم مهرماه ۱۳۹۹[j1399-7-25]"),
        ("fa", "۳ میزان ۱۳۹۸ خورشیدی", "۳ میزان ۱۳۹۸ خورشیدی[j1398-7-3]"),
        ("fa", "۱۴۰۲/۰۳/۰۵", "۱۴۰۲/۰۳/۰۵[j1402-3-5]"),
        ("fa", "۵ می ۲۰۲۰ میلادی", "۵ می ۲۰۲۰ میلادی[g2020-5-5]"),
        ("ar", "الأحد ١٢ كانون الأول/ديسمبر ٢٠٢١", "الأحد ١٢ كانون الأول/ديسمبر ٢٠٢١[g2021-12-12 Sunday]"),
        ("ar", "3 آذار (مارس) 2020", "3 آذار (مارس) 2020[g2020-3-3]"),
        ("ar", "الخامس من جويلية 1962", "الخامس من جويلية 1962[g1962-7-5]"),
        ("ar", "5 شوال 1441 هـ الموافق 28 مايو 2020 م", "5 شوال 1441 هـ الموافق 28 مايو 2020 م[h1441-10-5 = g2020-5-28]"),
        ("ar", "4/9/1443هـ", "4/9/1443هـ[h1443-9-4]"),
        ("en", "on the 5th of May, 2020 and 22-NOV-1999", "5th of May, 2020[g2020-5-5] 22-NOV-1999[g1999-11-22]"),
        ("en", "Friday, 2nd, April 2021 GMT", "Friday, 2nd, April 2021[g2021-4-2 Friday]"),
        ("ru", "в среду, 3 марта 2021 г. вечером", "среду, 3 марта 2021 г[g2021-3-3 Wednesday]"),
        ("fr", "mercredi 1er août 2018", "mercredi 1er août 2018[g2018-8-1 Wednesday]"),
    ];
    for (lang, text, expected) in cases {
        assert_eq!(read(text, lang), expected);
    }
}

#[test]
fn times_of_day() {
    #[rustfmt::skip]
    let cases = [
        ("ar", "الثلاثاء ٤ يناير ٢٠٢٢\n08:20 بتوقيت غرينتش", "الثلاثاء ٤ يناير ٢٠٢٢\n08:20 بتوقيت غرينتش[g2022-1-4 Tuesday 8:20+0]"),
        ("en", "2021-12-20T10:15:00Z", "2021-12-20T10:15:00[g2021-12-20 10:15]"),
        ("en", "5:30 p.m., May 3, 2020", "5:30 p.m., May 3, 2020[g2020-5-3 17:30]"),
        ("fa", "شنبه ۴ دی ۱۴۰۰ ساعت ۹:۰۵", "شنبه ۴ دی ۱۴۰۰ ساعت ۹:۰۵[j1400-10-4 Saturday 9:05]"),
    ];
    for (lang, text, expected) in cases {
        assert_eq!(read(text, lang), expected);
    }
}

#[test]
fn not_in_full() {
    #[rustfmt::skip]
    let cases = [
        ("fa", "۱۷ دسامبر (دی)", "۱۷ دسامبر (دی)[g?-12-17 = j?-10-?]"),
        ("fa", "در دسامبر (دی) سال ۲۰۲۱", "دسامبر (دی) سال ۲۰۲۱[g2021-12-? = j?-10-?]"),
        ("ar", "نهاية عام 2021", "نهاية عام 2021[Late g2021-?-?]"),
        ("fa", "اواخر اسفند", "اواخر اسفند[Late j?-12-?]"),
        ("fa", "امروز، چهارشنبه", "امروز، چهارشنبه[Day+0 Wednesday]"),
        ("fa", "عصر سهشنبه", "سهشنبه[Tuesday]"),
        ("fa", "دو هفته پیش", "دو هفته پیش[~Week-2]"),
        ("ar", "في ديسمبر الماضي", "ديسمبر الماضي[Last g?-12-?]"),
        ("ar", "والأربعاء المقبل", "والأربعاء المقبل[Next Wednesday]"),
        ("en", "mid-March 2020", "mid-March 2020[Middle g2020-3-?]"),
        ("en", "14-16 June 2019", "14-16 June 2019[g2019-6-14..g2019-6-16]"),
    ];
    for (lang, text, expected) in cases {
        assert_eq!(read(text, lang), expected);
    }
}

#[test]
fn what_is_no_time() {
    #[rustfmt::skip]
    let cases = [
        ("fa", "مهر و محبت او، تیر و کمان، آب و هوا، می شود"), ("fa", "جوان ۲۵ ساله"), ("fa", "۵ می شود"), ("fa", "در این روز و روز بعد"), ("fa", "یک کتاب و دو دفتر"),
        ("ar", "أسد وميزان وثور"), ("ar", "العالم الأول"), ("ar", "من 5 إلى 7 كتب"),
        ("en", "you may go; the sun; march on"), ("en", "version 1.2.2020.4 and 1/2"), ("en", "at 12 sites"),
        ("ru", "в 20 городах"), ("fr", "mars et vénus"), ("und", "10-03-90 2.5 1,000"),
    ];
    for (lang, text) in cases {
        assert_eq!(read(text, lang), "", "{text}");
    }
}

proptest! {
    #[test]
    fn spans_fit_the_text(
        pieces in proptest::collection::vec(prop_oneof![
            "\\PC{0,3}", "[0-9]{1,4}", "[۰-۹]{1,4}",
            proptest::sample::select(vec![
                " ", "/", "-", ".", ":", "، ", "(", ")", "\n", "\u{200C}", "am", "p.m.", "و", "من", "of",
                "دی", "ماه", "سال", "هـ", "م", "شنبه", "سه", "ساعت", "ديسمبر", "كانون", "الأول", "شوال",
                "الموافق", "نهاية", "May", "last", "week", "ago", "today", "у", "года", "мая", "GMT", "پیش", "ی\u{654}",
            ]).prop_map(str::to_string),
        ], 0..24),
        lang in proptest::sample::select(vec!["fa", "ar", "en", "ru", "fr", "und"]),
    ) {
        let text = pieces.concat();
        let mut end = 0;
        for mention in find(&text, lang) {
            prop_assert!(mention.span.start >= end && mention.span.end > mention.span.start);
            prop_assert!(mention.span.of(&text).is_some());
            end = mention.span.end;
            for anchor in [None, Some(crate::dates::Interval::day(crate::dates::Day(18_000)))] {
                if let Some(resolved) = crate::dates::resolve(&mention, anchor) {
                    prop_assert!(resolved.interval.first <= resolved.interval.last);
                }
            }
        }
    }
}

#[test]
fn parts_and_beginnings() {
    assert_eq!(read("اواخر ماه خرداد ۱۳۹۸", "fa"), "اواخر ماه خرداد ۱۳۹۸[Late j1398-3-?]");
    assert_eq!(read("منذ عام 2011. قبل عام", "ar"), "عام 2011[g2011-?-?] قبل عام[~Year-1]");
    assert_eq!(read("در روزهای آینده", "fa"), "");
}
