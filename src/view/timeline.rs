//! A timeline → its picture: how many texts came out when, how many speak of when, and, where
//! they are few, each text with the times that it speaks of.
//!
//! Time runs as the interface's lines do. Days lie on an even scale; a bin is as wide as its
//! days. What is known only as an interval is drawn as one, what was inferred is hatched, what
//! contradicts itself bears a sign. The picture is SVG, the same on the page and in the file
//! that is saved; what comes from texts is escaped.

use super::calendar::in_words;
use super::language::{Dir, Lang};
use super::messages::{fill, messages};
use super::number::number;
use super::svg::Svg;
use crate::engine::protocol::{
    Bin, Calendar, Day, Days, TimeUnit, Timeline, TimelineRow, gregorian_days,
};

/// How it is drawn.
#[derive(Clone, Debug)]
pub struct Style<'a> {
    /// The interface's language: of numbers, months and the direction of time.
    pub lang: Lang,
    /// Whose months and years are named.
    pub calendar: Calendar,
    /// The whole width, in CSS pixels.
    pub width: f64,
    /// The name of the band of publication, and of that of the times spoken of.
    pub bands: [&'a str; 2],
    /// The chosen span of either band, in ISO days, possibly only years or months.
    pub chosen: [(&'a str, &'a str); 2],
}

/// The picture, and what lies where.
#[derive(Clone, Debug, PartialEq)]
pub struct Picture {
    /// `<svg>…</svg>`.
    pub svg: String,
    /// Its height, in CSS pixels.
    pub height: f64,
    /// From where to where either band reaches, from the top.
    pub bands: [(f64, f64); 2],
}

/// The room at the sides, beside the scale.
const SIDE: f64 = 10.0;
/// The height of a band's name, of its bars, and of the scale between the bands.
const NAME: f64 = 22.0;
const BARS: f64 = 96.0;
const SCALE: f64 = 30.0;
/// The height of a text's line: its title, and its times below.
const ROW: f64 = 44.0;
/// Labels of the scale begin at least so far from each other.
const APART: f64 = 58.0;
/// Room for a letter of a label or a title: few of the interface's are wider.
const LETTER: f64 = 7.5;
/// Nothing is drawn narrower than this.
const THIN: f64 = 2.0;

/// Draws a timeline; empty without bins.
pub fn picture(timeline: &Timeline, style: &Style<'_>) -> Picture {
    let Some(scale) = Scale::new(timeline, style) else {
        return Picture { svg: String::new(), height: 0.0, bands: [(0.0, 0.0); 2] };
    };
    let first = (NAME, NAME + BARS);
    let second = (first.1 + SCALE + NAME, first.1 + SCALE + NAME + BARS);
    let rows = second.1 + 12.0;
    let height = rows + ROW * timeline.rows.len() as f64 + 8.0;
    let mut drawing = Drawing { svg: Svg::new(style.width, height), style, scale, timeline };
    for (band, chosen) in [first, second].into_iter().zip(style.chosen) {
        drawing.chosen(band, chosen);
    }
    let texts = |bin: &Bin| bin.given + bin.inferred;
    let given: &[Kind<'_>] = &[("tl__given", &|bin| bin.given), ("tl__inferred", &texts)];
    drawing.band(style.bands[0], first, given);
    drawing.ticks(first.1);
    drawing.band(style.bands[1], second, &[("tl__spoken", &|bin| f64::from(bin.speaking))]);
    for (at, row) in (0u32..).zip(&timeline.rows) {
        drawing.row(rows + ROW * f64::from(at), row);
    }
    Picture { svg: drawing.svg.finish(), height, bands: [first, second] }
}

/// Where days lie.
#[derive(Clone, Copy, Debug)]
pub struct Scale {
    first: i32,
    /// One past the last.
    end: i32,
    width: f64,
    dir: Dir,
}

impl Scale {
    /// The scale of a timeline; none without bins.
    pub fn new(timeline: &Timeline, style: &Style<'_>) -> Option<Scale> {
        let first = day(&timeline.bins.first()?.from)?;
        let end = day(&timeline.bins.last()?.to)?.checked_add(1)?;
        (first < end).then_some(Scale { first, end, width: style.width, dir: style.lang.dir() })
    }

    /// Where the day begins, from the left.
    fn at(&self, day: i32) -> f64 {
        let part = f64::from(day - self.first) / f64::from(self.end - self.first);
        let along = SIDE + part * (self.width - 2.0 * SIDE);
        if self.dir == Dir::Rtl { self.width - along } else { along }
    }

    /// The left and the right end of days, both included, as far as they are on the scale.
    fn days(&self, from: i32, to: i32) -> Option<(f64, f64)> {
        let (from, to) = (from.max(self.first), to.min(self.end - 1));
        let (a, b) = (self.at(from), self.at(to.checked_add(1)?));
        (from <= to).then_some((a.min(b), a.max(b)))
    }

    /// The ends of a span in ISO, each a day, a month, a year or empty for no end.
    fn span(&self, from: &str, to: &str) -> Option<(f64, f64)> {
        if from.is_empty() && to.is_empty() {
            return None;
        }
        let first = if from.is_empty() { self.first } else { day(from)? };
        let last = if to.is_empty() { self.end - 1 } else { last_day(to)? };
        self.days(first, last)
    }

    /// The day at a place, from the left.
    pub fn day_at(&self, x: f64) -> i32 {
        let along = if self.dir == Dir::Rtl { self.width - x } else { x };
        let part = ((along - SIDE) / (self.width - 2.0 * SIDE)).clamp(0.0, 1.0);
        let day = self.first + (part * f64::from(self.end - self.first)) as i32;
        day.min(self.end - 1)
    }
}

/// The bins that hold the days at two places: the first day of the earlier, and the last of the
/// later. `None` without bins.
pub fn chosen(timeline: &Timeline, scale: &Scale, a: f64, b: f64) -> Option<(String, String)> {
    let days = [scale.day_at(a), scale.day_at(b)];
    let (first, last) = (days[0].min(days[1]), days[0].max(days[1]));
    let holding = |wanted: i32| {
        timeline.bins.iter().find(|bin| day(&bin.to).is_some_and(|end| end >= wanted))
    };
    Some((holding(first)?.from.clone(), holding(last)?.to.clone()))
}

/// A kind of bars: its class, and what of a bin each stands for.
type Kind<'a> = (&'a str, &'a dyn Fn(&Bin) -> f64);

/// A picture that is being drawn.
struct Drawing<'a> {
    svg: Svg,
    style: &'a Style<'a>,
    scale: Scale,
    timeline: &'a Timeline,
}

impl Drawing<'_> {
    /// Where lines begin.
    fn start(&self) -> f64 {
        if self.scale.dir == Dir::Rtl { self.style.width - SIDE } else { SIDE }
    }

    /// Words that begin at a place.
    fn say(&mut self, class: &str, place: (f64, f64), words: &str) {
        self.svg.text(class, place, "start", self.scale.dir, words);
    }

    /// The chosen span of a band.
    fn chosen(&mut self, (top, foot): (f64, f64), (from, to): (&str, &str)) {
        if let Some((from, to)) = self.scale.span(from, to) {
            self.svg.rect("tl__chosen", (from, top, to - from, foot - top));
        }
    }

    /// A band: its name, the most that a bar stands for, and the bars, the later kinds behind.
    fn band(&mut self, name: &str, (top, foot): (f64, f64), kinds: &[Kind<'_>]) {
        let bins = &self.timeline.bins;
        let most = kinds.iter().flat_map(|(_, count)| bins.iter().map(count)).fold(0.0, f64::max);
        let most_told = number(self.style.lang, most.ceil() as u64);
        // In parentheses: a dot before it would be read as an Arabic nought.
        let told = if most > 0.0 { format!("{name} ({most_told})") } else { name.to_string() };
        self.say("tl__name", (self.start(), top - 7.0), &told);
        self.svg.line("tl__base", (SIDE, foot, self.style.width - SIDE, foot));
        for (class, count) in kinds.iter().rev() {
            for bin in bins.iter().filter(|bin| count(bin) > 0.0) {
                let Some((left, right)) = ends(&self.scale, &bin.from, &bin.to) else { continue };
                let height = (count(bin) / most * (foot - top)).max(THIN);
                let gap = if right - left > 4.0 { 1.0 } else { 0.0 };
                let width = (right - left - gap).max(THIN);
                self.svg.rect(class, (left, foot - height, width, height));
            }
        }
    }

    /// The scale: a stroke where a year (a month, a decade) begins, with its name where there
    /// is room.
    fn ticks(&mut self, top: f64) {
        let width = self.style.width;
        // Where the last label ends.
        let mut taken = f64::NEG_INFINITY;
        let labels = labels(self.timeline, self.style);
        for (bin, label) in self.timeline.bins.iter().zip(labels) {
            let (Some(label), Some(first)) = (label, day(&bin.from)) else { continue };
            let x = self.scale.at(first);
            let along = if self.scale.dir == Dir::Rtl { width - x } else { x };
            self.svg.line("tl__tick", (x, top, x, top + 5.0));
            let end = along + label.chars().count() as f64 * LETTER;
            if along >= taken && end <= width {
                taken = (end + LETTER).max(along + APART);
                self.say("tl__label", (x, top + 19.0), &label);
            }
        }
    }

    /// A text: its title, when it came out, and the times that it speaks of.
    fn row(&mut self, top: f64, row: &TimelineRow) {
        let (line, width) = (top + 30.0, self.style.width);
        self.svg.open_row("tl__row", &row.id);
        self.svg.rect("tl__ground", (0.0, top, width, ROW));
        // A title of another script is isolated, so that its brackets stay with it.
        let title = format!("\u{2068}{}\u{2069}", shortened(&row.title, width - 2.0 * SIDE));
        self.say("tl__title", (self.start(), top + 15.0), &title);
        self.svg.line("tl__track", (SIDE, line, width - SIDE, line));
        for said in &row.times {
            let Some((left, right)) = ends(&self.scale, &said.from, &said.to) else { continue };
            let class = if said.conflict { "tl__time tl__time--conflict" } else { "tl__time" };
            let frame = (left, line - 4.0, (right - left).max(THIN), 8.0);
            self.svg.titled_rect(class, frame, &said.text);
        }
        if let Some(days) = &row.published {
            self.published(line, days, row.inferred);
        }
        self.svg.close_row();
    }

    fn published(&mut self, line: f64, days: &Days, inferred: bool) {
        let Some((left, right)) = ends(&self.scale, &days.from, &days.to) else { return };
        let class = if inferred { "tl__day tl__day--inferred" } else { "tl__day" };
        let (width, middle) = ((right - left).max(7.0), (left + right) / 2.0);
        let told = match days.from == days.to {
            true => days.from.clone(),
            false => format!("{}/{}", days.from, days.to),
        };
        let frame = (middle - width / 2.0, line - 7.0, width, 14.0);
        self.svg.titled_rect(class, frame, &told);
    }
}

/// The names at the scale: those of the unit above where it begins, else of the unit itself.
fn labels(timeline: &Timeline, style: &Style<'_>) -> Vec<Option<String>> {
    let begins = |bin: &Bin| match timeline.unit {
        TimeUnit::Day => bin.day == 1,
        TimeUnit::Month => bin.month == 1,
        TimeUnit::Year => bin.year % 10 == 0,
        TimeUnit::Decade => bin.year % 100 == 0,
        TimeUnit::Century => true,
    };
    // Where the unit above begins seldom, the unit itself is named.
    let seldom = timeline.bins.iter().filter(|bin| begins(bin)).count() < 4;
    let label = |bin: &Bin| {
        let of_above = match timeline.unit {
            TimeUnit::Day => (bin.year, bin.month, 0),
            _ => (bin.year, 0, 0),
        };
        let own = match timeline.unit {
            TimeUnit::Day => (bin.year, bin.month, bin.day),
            TimeUnit::Month => (bin.year, bin.month, 0),
            _ => (bin.year, 0, 0),
        };
        let named = if seldom { own } else { of_above };
        (seldom || begins(bin)).then(|| in_words(style.lang, style.calendar, named))
    };
    timeline.bins.iter().map(label).collect()
}

/// The name of a bin; of one without an end, until or from when.
pub fn bin_name(lang: Lang, calendar: Calendar, unit: TimeUnit, bin: &Bin) -> String {
    let said = messages(lang);
    for (end, other, sentence) in
        [(&bin.from, &bin.to, said.dates_to), (&bin.to, &bin.from, said.dates_from)]
    {
        if end.is_empty() {
            let date = day(other).map(|day| in_words(lang, calendar, Day(day).date(calendar)));
            return fill(sentence, &[&date.unwrap_or_default()]);
        }
    }
    let year = |year: i32| in_words(lang, calendar, (year, 0, 0));
    match unit {
        TimeUnit::Day => in_words(lang, calendar, (bin.year, bin.month, bin.day)),
        TimeUnit::Month => in_words(lang, calendar, (bin.year, bin.month, 0)),
        TimeUnit::Year => year(bin.year),
        TimeUnit::Decade => format!("{}–{}", year(bin.year), year(bin.year + 9)),
        TimeUnit::Century => format!("{}–{}", year(bin.year), year(bin.year + 99)),
    }
}

/// The table behind the picture, its heading first: ISO days from and to, the texts of then, how
/// many of those by inferred dates, the texts that speak of it, and in how many expressions.
/// Lines are those of [`lines`]; how many texts speak of what no bin holds is not told.
pub fn table(timeline: &Timeline) -> Vec<Vec<String>> {
    let names = ["from", "to", "texts", "inferred", "speaking", "mentions"];
    let mut table = vec![names.map(String::from).to_vec()];
    for bin in lines(timeline) {
        table.push(vec![
            bin.from.clone(),
            bin.to.clone(),
            rounded(bin.given + bin.inferred),
            rounded(bin.inferred),
            if is_outside(&bin) { String::new() } else { bin.speaking.to_string() },
            bin.mentions.to_string(),
        ]);
    }
    table
}

/// The bins with something in them; before and behind them, what no bin holds, as a bin without
/// a beginning and one without an end.
pub fn lines(timeline: &Timeline) -> Vec<Bin> {
    let day = |iso: &str, days: i32| day(iso).map(|day| Day(day).plus(days).to_string());
    let before = timeline.bins.first().and_then(|bin| day(&bin.from, -1));
    let behind = timeline.bins.last().and_then(|bin| day(&bin.to, 1));
    let earlier = before.map(|to| Bin { to, mentions: timeline.earlier, ..Bin::default() });
    let later = behind.map(|from| Bin { from, mentions: timeline.later, ..Bin::default() });
    let all = earlier.into_iter().chain(timeline.bins.iter().cloned()).chain(later);
    all.filter(|bin| !is_empty(bin)).collect()
}

/// True of what no bin of the picture holds.
pub fn is_outside(bin: &Bin) -> bool {
    bin.from.is_empty() || bin.to.is_empty()
}

/// The texts that are listed singly, a line for each time that one speaks of, and one for its
/// own; the heading first.
pub fn rows_table(timeline: &Timeline) -> Vec<Vec<String>> {
    let names = ["id", "title", "what", "from", "to", "said", "inferred", "conflict"];
    let mut lines = vec![names.map(String::from).to_vec()];
    for row in &timeline.rows {
        let mut put = |what: &str, from: &str, to: &str, said: &str, flags: [bool; 2]| {
            let [inferred, conflict] = flags.map(|flag| if flag { "yes" } else { "no" });
            let cells = [&row.id, &row.title, what, from, to, said, inferred, conflict];
            lines.push(cells.map(String::from).to_vec());
        };
        if let Some(days) = &row.published {
            put("published", &days.from, &days.to, "", [row.inferred, false]);
        }
        for said in &row.times {
            put("speaks of", &said.from, &said.to, &said.text, [false, said.conflict]);
        }
    }
    lines
}

/// True when nothing is of that time.
fn is_empty(bin: &Bin) -> bool {
    bin.given + bin.inferred == 0.0 && bin.mentions == 0
}

/// A share of texts to two places, which is all that it says.
fn rounded(texts: f64) -> String {
    ((texts * 100.0).round() / 100.0).to_string()
}

/// The rules of a picture that is saved by itself: the colours of the light page.
pub const SAVED: &str = "text{font:12px sans-serif;fill:#221e19}.tl__label,.tl__name{fill:#655c50}\
    .tl__given,.tl__day{fill:#0c5b6c}.tl__inferred,.tl__day--inferred{fill:url(#kashf-hatch);stroke:#0c5b6c}\
    .tl__hatch{stroke:#0c5b6c;stroke-width:2.5}.tl__spoken,.tl__time{fill:#e0a526}\
    .tl__time--conflict{fill:#98301f}.tl__base,.tl__tick{stroke:#b9ae99}.tl__track{stroke:#e4ddce}\
    .tl__chosen{fill:#e0ecea}.tl__ground{fill:none}";

/// A title cut to about so many pixels.
fn shortened(title: &str, width: f64) -> String {
    let most = (width / LETTER) as usize;
    match title.char_indices().nth(most) {
        Some((end, _)) => format!("{}…", title[..end].trim_end()),
        None => title.to_string(),
    }
}

fn ends(scale: &Scale, from: &str, to: &str) -> Option<(f64, f64)> {
    scale.days(day(from)?, day(to)?)
}

/// The number of a day in ISO 8601, from 1 January 1970; of a month or a year, of its first day.
fn day(iso: &str) -> Option<i32> {
    gregorian_days(iso).map(|days| days.first.0)
}

/// The number of the last day of a day, a month or a year in ISO 8601.
fn last_day(iso: &str) -> Option<i32> {
    gregorian_days(iso).map(|days| days.last.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::protocol::{Certainty, ResolvedBy, Said};

    fn bin(from: &str, to: &str, (year, month, day): (i32, u8, u8), given: f64) -> Bin {
        let (from, to) = (from.to_string(), to.to_string());
        Bin { from, to, year, month, day, given, ..Bin::default() }
    }

    fn timeline() -> Timeline {
        let row = TimelineRow {
            id: "a\"b".into(),
            title: "<b>(OSCE)".into(),
            published: Some(Days { from: "2021-12-20".into(), to: "2021-12-20".into() }),
            times: vec![Said {
                from: "2022-01-10".into(),
                to: "2022-01-12".into(),
                text: "۱۰ ژانویه".into(),
                certainty: Certainty::Certain,
                kind: ResolvedBy::Stated,
                conflict: false,
                later: false,
            }],
            ..TimelineRow::default()
        };
        Timeline {
            total: 1,
            unit: TimeUnit::Month,
            bins: vec![
                bin("2021-12-01", "2021-12-31", (2021, 12, 1), 1.0),
                bin("2022-01-01", "2022-01-31", (2022, 1, 1), 3.0),
            ],
            rows: vec![row],
            ..Timeline::default()
        }
    }

    fn style(lang: Lang) -> Style<'static> {
        let chosen = [("2022", ""), ("", "")];
        Style { lang, calendar: Calendar::Gregorian, width: 820.0, bands: ["P", "T"], chosen }
    }

    #[test]
    fn days_are_numbered() {
        for (iso, expected) in [
            ("1970-01-01", Some(0)),
            ("2000-02-29", Some(11_016)),
            ("2021-12-17", Some(18_978)),
            ("2021-12", Some(18_962)),
            ("2021", Some(18_628)),
            ("0001-01-01", Some(-719_162)),
            ("2021-13-01", None),
            ("soon", None),
            ("", None),
        ] {
            assert_eq!(day(iso), expected, "{iso}");
        }
        assert_eq!(last_day("2020-02"), day("2020-02-29"));
        assert_eq!(last_day("2021-12"), day("2021-12-31"));
        assert_eq!(last_day("2021"), day("2021-12-31"));
    }

    #[test]
    fn what_no_bin_holds_has_lines_too() {
        let inside = lines(&timeline()).len();
        let timeline = Timeline { earlier: 3, later: 1, ..timeline() };
        let all = lines(&timeline);
        assert_eq!(all.len(), inside + 2);
        let table = table(&timeline);
        assert_eq!(table[1], ["", "2021-11-30", "0", "0", "", "3"]);
        let names: Vec<String> = [&all[0], all.last().unwrap()]
            .map(|bin| bin_name(Lang::En, Calendar::Gregorian, timeline.unit, bin))
            .to_vec();
        assert_eq!(names[0], "until 30 November 2021");
        assert!(names[1].starts_with("from "), "{names:?}");
        assert!(bin_name(Lang::Fa, Calendar::Jalali, timeline.unit, &all[0]).contains("آذر"));
    }

    #[test]
    fn time_runs_as_lines_do() {
        let timeline = timeline();
        for (lang, first) in [(Lang::En, 10.0), (Lang::Fa, 810.0)] {
            let scale = Scale::new(&timeline, &style(lang)).unwrap();
            assert_eq!(scale.at(day("2021-12-01").unwrap()), first);
            let x = scale.at(day("2022-01-10").unwrap());
            assert!((scale.day_at(x) - day("2022-01-10").unwrap()).abs() <= 1);
            // From anywhere in one bin to anywhere in another: both whole.
            let both = chosen(&timeline, &scale, x, first).unwrap();
            assert_eq!(both, ("2021-12-01".to_string(), "2022-01-31".to_string()));
            assert_eq!(chosen(&timeline, &scale, x, x).unwrap().0, "2022-01-01");
            // Beyond the ends, the ends.
            assert_eq!(chosen(&timeline, &scale, -9.0, 9e9).unwrap(), both);
        }
    }

    #[test]
    fn what_texts_say_is_escaped() {
        let svg = picture(&timeline(), &style(Lang::En)).svg;
        assert!(svg.contains("&lt;b&gt;(OSCE)") && !svg.contains("<b>"));
        assert!(svg.contains("data-doc=\"a&quot;b\""));
        assert!(svg.contains("<title>۱۰ ژانویه</title>"));
        assert!(svg.contains("tl__chosen"));
        assert_eq!(svg.matches("<g ").count(), svg.matches("</g>").count());
    }

    #[test]
    fn without_bins_there_is_no_picture() {
        assert_eq!(picture(&Timeline::default(), &style(Lang::En)).svg, "");
    }
}
