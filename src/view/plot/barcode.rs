//! Where in its texts a word stands, as bar-codes.

use super::{FOOT, GAP, Picture, SIZE, SMALL, Sheet, Style, Ticks, shortened, width_of};
use crate::view::number::percent;

/// A text, or a part of one.
#[derive(Clone, Copy, Debug)]
pub struct Part<'a> {
    /// What it is called.
    pub label: &'a str,
    /// What stands under that, such as its length; empty for nothing.
    pub under: &'a str,
    /// Its length in words.
    pub length: u32,
    /// Where hits are, in words from its beginning, in any order; those beyond the length are
    /// not drawn.
    pub hits: &'a [u32],
    /// How many hits, as printed.
    pub count: &'a str,
    /// What stands under that, such as how evenly they are dispersed; empty for nothing.
    pub dispersion: &'a str,
}

/// How long rows are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Scaled {
    /// As long as their texts: the longest has the whole width.
    #[default]
    ByLength,
    /// All the whole width.
    Alike,
}

/// Rows, the first on top.
#[derive(Clone, Copy, Debug)]
pub struct Barcode<'a> {
    /// The rows.
    pub parts: &'a [Part<'a>],
    /// How long they are.
    pub scaled: Scaled,
    /// What the scale below counts, such as "words from the beginning".
    pub axis: &'a str,
}

/// No more rows than these are drawn.
pub const MOST_PARTS: usize = 60;

const STRIP: f64 = 24.0;
/// In less room than this, labels stand above their strips.
const NARROW: f64 = 520.0;
/// A pixel with so many hits tells more than that there are some.
const DENSE: u32 = 4;

/// Draws bar-codes: a thin line for each hit, the beginning where lines begin. Where hits are
/// denser than pixels, the shade of a pixel says how many: with at most `m` hits in any pixel of
/// the picture, the first of three shades goes to the third root of `m`, the second to its
/// square. Nothing without parts.
pub fn barcode(barcode: &Barcode<'_>, style: &Style<'_>) -> Picture {
    let parts = &barcode.parts[..barcode.parts.len().min(MOST_PARTS)];
    if parts.is_empty() {
        return Picture::nothing(0);
    }
    let lay = Lay::new(parts, barcode, style.wide());
    let foot = if lay.above && !barcode.axis.is_empty() { 44.0 } else { 28.0 };
    let height = lay.row * parts.len() as f64 + foot;
    let mut sheet = Sheet::new(style, height, "img");
    let rows: Vec<Vec<u32>> = parts.iter().map(|part| lay.pixels(part)).collect();
    let most = rows.iter().flatten().copied().max().unwrap_or(0);
    for (at, (part, pixels)) in parts.iter().zip(&rows).enumerate() {
        let top = lay.row * at as f64;
        let (number, title) = (at.to_string(), format!("{}: {}", part.label, part.count));
        sheet.svg.open("pl__row", &[("data-row", &number)], &title);
        sheet.rect("pl__ground", (0.0, top, sheet.width, lay.row));
        lay.words(&mut sheet, part, top);
        let strip = top + if lay.above { 20.0 } else { 4.0 };
        sheet.rect("pl__strip", (lay.from, strip, pixels.len() as f64, STRIP));
        hits(&mut sheet, lay.from, strip + STRIP / 2.0, pixels, most);
        sheet.svg.close_row();
    }
    lay.axis(&mut sheet, barcode, style, height - foot);
    Picture { svg: sheet.svg.finish(), height, left_out: barcode.parts.len() - parts.len() }
}

fn cube(count: u32) -> u128 {
    u128::from(count).pow(3)
}

/// The hits of a strip from `from` on: a path for each shade.
fn hits(sheet: &mut Sheet, from: f64, middle: f64, pixels: &[u32], most: u32) {
    let shade = |count: u32| match count {
        0 => 0,
        _ if most < DENSE => 3,
        _ if cube(count) <= u128::from(most) => 1,
        _ if cube(count) <= u128::from(most) * u128::from(most) => 2,
        _ => 3,
    };
    for (level, class) in (1..).zip(["pl__hit pl__hit--few", "pl__hit pl__hit--some", "pl__hit"]) {
        let mut bands: Vec<(f64, f64)> = Vec::new();
        let mut begun = None;
        for (at, count) in pixels.iter().copied().chain([0]).enumerate() {
            match (begun, shade(count) == level) {
                (None, true) => begun = Some(at),
                (Some(first), false) => {
                    bands.push((from + first as f64, (at - first) as f64));
                    begun = None;
                }
                _ => {}
            }
        }
        if bands.is_empty() {
            continue;
        }
        if sheet.x(1.0) < sheet.x(0.0) {
            bands.reverse();
            for band in &mut bands {
                band.0 = sheet.x(band.0 + band.1);
            }
        }
        sheet.svg.bands(class, middle, STRIP, &bands);
    }
}

/// Where things are.
struct Lay {
    /// Whether labels stand above their strips.
    above: bool,
    /// Where strips begin, and the length of a whole one, in whole pixels.
    from: f64,
    long: f64,
    /// The length of the longest text, or none where all strips are alike.
    longest: Option<u32>,
    /// The width of the counts, at the end.
    counts: f64,
    /// The height of a row.
    row: f64,
}

impl Lay {
    fn new(parts: &[Part<'_>], barcode: &Barcode<'_>, width: f64) -> Lay {
        let Barcode { scaled, axis, .. } = *barcode;
        let widest = |one: &dyn Fn(&Part<'_>) -> f64| parts.iter().map(one).fold(0.0, f64::max);
        let both = |first: &str, second: &str| width_of(first, SIZE).max(width_of(second, SMALL));
        let counts = widest(&|part| both(part.count, part.dispersion)).min(width * 0.25);
        let labels = widest(&|part| both(part.label, part.under));
        let labels = labels.max(width_of(axis, SMALL)).min(width * 0.3);
        let above = width < NARROW;
        let from = if above { 0.0 } else { (labels + 1.5 * GAP).round() };
        let long = (width - from - counts - 1.5 * GAP).floor();
        let longest = parts.iter().map(|part| part.length).max();
        Lay {
            above,
            from,
            long,
            longest: longest.filter(|_| scaled == Scaled::ByLength),
            counts,
            row: STRIP + if above { 30.0 } else { 14.0 },
        }
    }

    /// How many hits each pixel of a strip has.
    fn pixels(&self, part: &Part<'_>) -> Vec<u32> {
        let share = match self.longest {
            Some(longest) if longest > 0 => f64::from(part.length) / f64::from(longest),
            _ => 1.0,
        };
        let count = (self.long * share).round().max(1.0);
        let mut pixels = vec![0; count as usize];
        for &hit in part.hits.iter().filter(|&&hit| hit < part.length) {
            let at = f64::from(hit) / f64::from(part.length) * count;
            if let Some(pixel) = pixels.get_mut(at as usize) {
                *pixel += 1;
            }
        }
        pixels
    }

    /// What a part is called, and how many hits it has.
    fn words(&self, sheet: &mut Sheet, part: &Part<'_>, top: f64) {
        let end = sheet.width;
        if self.above {
            let under = shortened(part.under, SMALL, self.long * 0.4);
            let room = self.long - width_of(&under, SMALL) - GAP;
            sheet.text("pl__label", (0.0, top + 14.0), "start", &shortened(part.label, SIZE, room));
            sheet.text("pl__small", (self.long, top + 14.0), "end", &under);
        } else {
            let room = self.from - 1.5 * GAP;
            let lift = if part.under.is_empty() { 0.0 } else { 7.0 };
            let middle = top + 4.0 + STRIP / 2.0 + FOOT;
            let label = shortened(part.label, SIZE, room);
            sheet.text("pl__label", (room, middle - lift), "end", &label);
            if lift > 0.0 {
                let under = shortened(part.under, SMALL, room);
                sheet.text("pl__small", (room, middle + lift + 1.0), "end", &under);
            }
        }
        let lift = if part.dispersion.is_empty() { 0.0 } else { 7.0 };
        let middle = top + if self.above { 20.0 } else { 4.0 } + STRIP / 2.0 + FOOT;
        let from = end - self.counts;
        let count = shortened(part.count, SIZE, self.counts);
        sheet.text("pl__label pl__strong", (from, middle - lift), "start", &count);
        if lift > 0.0 {
            let told = shortened(part.dispersion, SMALL, self.counts);
            sheet.text("pl__small", (from, middle + lift + 1.0), "start", &told);
        }
    }

    /// The scale below the strips, and what it counts.
    fn axis(&self, sheet: &mut Sheet, barcode: &Barcode<'_>, style: &Style<'_>, top: f64) {
        let marks: Vec<(f64, String)> = match self.longest {
            None => [0, 50, 100].map(|at| (at as f64 / 100.0, percent(style.lang, at, 100))).into(),
            Some(0) => Vec::new(),
            Some(longest) => {
                let longest = f64::from(longest);
                let ticks = Ticks::between(0.0, longest, 4);
                ticks.at.iter().map(|&at| (at / longest, ticks.say(style.lang, at))).collect()
            }
        };
        sheet.line("pl__base", (self.from, top + 0.5, self.from + self.long, top + 0.5));
        for (share, words) in &marks {
            let at = self.from + share * self.long;
            sheet.line("pl__base", (at, top, at, top + 4.0));
            // None is to reach over the edge.
            let half = width_of(words, SMALL) / 2.0;
            let anchor = match (at < half, at + half > sheet.width) {
                (true, _) => "start",
                (_, true) => "end",
                _ => "middle",
            };
            sheet.text("pl__small", (at, top + 17.0), anchor, words);
        }
        if barcode.axis.is_empty() {
            return;
        }
        let half = marks.first().map_or(0.0, |(_, words)| width_of(words, SMALL) / 2.0);
        let (place, anchor, room) = match self.above {
            true => ((0.0, top + 34.0), "start", sheet.width),
            false => ((self.from - half - GAP, top + 17.0), "end", self.from - half - GAP),
        };
        sheet.text("pl__small", place, anchor, &shortened(barcode.axis, SMALL, room));
    }
}
