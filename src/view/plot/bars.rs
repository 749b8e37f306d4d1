//! Words and their figures as bars.

use super::{FOOT, GAP, Picture, SIZE, SMALL, Sheet, Style, ends, is_drawn, shortened, width_of};

/// A row.
#[derive(Clone, Copy, Debug)]
pub struct Bar<'a> {
    /// What it is about.
    pub label: &'a str,
    /// How long the bar is; below nothing it grows the other way.
    pub value: f64,
    /// The value as printed.
    pub said: &'a str,
    /// The same of what it is compared with.
    pub second: Option<(f64, &'a str)>,
}

/// Rows, the first on top.
#[derive(Clone, Copy, Debug)]
pub struct Bars<'a> {
    /// The rows.
    pub rows: &'a [Bar<'a>],
    /// What the first and the second bar of a row are of; said only where there are second bars.
    pub names: [&'a str; 2],
}

/// No more rows than these are drawn.
pub const MOST_BARS: usize = 40;

const BAR: f64 = 14.0;
/// The narrower bars of a pair.
const HALF: f64 = 13.0;

/// Draws bars: all from one line, each with its value at its end. Nothing without rows.
pub fn bars(bars: &Bars<'_>, style: &Style<'_>) -> Picture {
    let rows = &bars.rows[..bars.rows.len().min(MOST_BARS)];
    if rows.is_empty() {
        return Picture::nothing(0);
    }
    let paired = rows.iter().any(|row| row.second.is_some());
    let (top, row_height) = if paired { (28.0, 2.0 * HALF + 12.0) } else { (4.0, BAR + 10.0) };
    let height = top + row_height * rows.len() as f64 + 4.0;
    let mut sheet = Sheet::new(style, height, "img");
    let lay = Lay::new(rows, sheet.width);
    if paired {
        sheet.svg.hatch("pl-hatch", "pl__tint", "pl__hatch");
        let end = sheet.key("pl__one", (0.0, 14.0), bars.names[0]);
        sheet.key("pl__two", (end + 2.0 * GAP, 14.0), bars.names[1]);
    }
    for (at, row) in rows.iter().enumerate() {
        let from = top + row_height * at as f64;
        let number = at.to_string();
        let title = match row.second {
            Some((_, second)) => {
                let [one, two] = bars.names;
                format!("{}\n{one}: {}\n{two}: {second}", row.label, row.said)
            }
            None => format!("{}: {}", row.label, row.said),
        };
        sheet.svg.open("pl__row", &[("data-row", &number)], &title);
        sheet.rect("pl__ground", (0.0, from, sheet.width, row_height));
        let middle = from + row_height / 2.0;
        let label = shortened(row.label, SIZE, lay.labels);
        sheet.text("pl__label", (lay.labels, middle + FOOT), "end", &label);
        match row.second {
            // Beside pairs it has the colour of their first.
            None => {
                let class = if paired { "pl__one" } else { "pl__bar" };
                lay.bar(&mut sheet, (class, row.value, row.said), (middle, BAR));
            }
            Some((value, said)) => {
                let off = HALF / 2.0 + 0.5;
                lay.bar(&mut sheet, ("pl__one", row.value, row.said), (middle - off, HALF));
                lay.bar(&mut sheet, ("pl__two", value, said), (middle + off, HALF));
            }
        }
        sheet.svg.close_row();
    }
    sheet.line("pl__base", (lay.zero, top, lay.zero, height - 4.0));
    Picture { svg: sheet.svg.finish(), height, left_out: bars.rows.len() - rows.len() }
}

/// Where bars are.
struct Lay {
    /// Where labels end.
    labels: f64,
    /// Where bars begin.
    zero: f64,
    /// Pixels for 1.
    scale: f64,
}

impl Lay {
    fn new(rows: &[Bar<'_>], width: f64) -> Lay {
        let widest = |sizes: &mut dyn Iterator<Item = f64>| sizes.fold(0.0, f64::max);
        let wanted = widest(&mut rows.iter().map(|row| width_of(row.label, SIZE)));
        let labels = wanted.min(width * 0.36);
        let said = rows.iter().flat_map(|row| [Some((row.value, row.said)), row.second]).flatten();
        let room = |below: bool| {
            let told = said.clone().filter(|(value, _)| (*value < 0.0) == below);
            widest(&mut told.map(|(_, words)| width_of(words, SMALL) + GAP)).min(width * 0.25)
        };
        let (low, high) = ends(said.clone().map(|(value, _)| value)).unwrap_or_default();
        let (low, high) = (low.min(0.0), high.max(0.0));
        let (from, to) = (labels + GAP + room(true), width - room(false));
        let scale = if high > low { (to - from) / (high - low) } else { 0.0 };
        Lay { labels, zero: from - low * scale, scale }
    }

    /// A bar, and its value at its end.
    fn bar(&self, sheet: &mut Sheet, bar: (&str, f64, &str), (middle, height): (f64, f64)) {
        let (class, value, said) = bar;
        let long = if is_drawn(value) { value.abs() * self.scale } else { 0.0 };
        // Something is never drawn as nothing.
        let long = if long > 0.0 { long.max(1.5) } else { 0.0 };
        let below = is_drawn(value) && value < 0.0;
        let from = if below { self.zero - long } else { self.zero };
        if long > 0.0 {
            sheet.rect(class, (from, middle - height / 2.0, long, height));
        }
        let foot = middle + FOOT - 0.5;
        match below {
            true => sheet.text("pl__figure", (from - GAP / 2.0, foot), "end", said),
            false => sheet.text("pl__figure", (from + long + GAP / 2.0, foot), "start", said),
        }
    }
}
