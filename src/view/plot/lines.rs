//! Figures over time, as lines.

use super::{
    Area, FOOT, GAP, Picture, SIZE, SMALL, Sheet, Style, Ticks, ends, is_drawn, shortened, width_of,
};
use crate::order;

/// A span of time.
#[derive(Clone, Copy, Debug)]
pub struct Bin<'a> {
    /// What it is called on the scale.
    pub label: &'a str,
    /// What is said on pointing: its name and its values.
    pub said: &'a str,
}

/// A line.
#[derive(Clone, Copy, Debug)]
pub struct Series<'a> {
    /// What it is of.
    pub name: &'a str,
    /// A value for each bin; the line is broken at what is no number.
    pub values: &'a [f64],
}

/// Lines over the same bins.
#[derive(Clone, Copy, Debug)]
pub struct Lines<'a> {
    /// The bins, the earliest first, all of the same length.
    pub bins: &'a [Bin<'a>],
    /// The lines.
    pub series: &'a [Series<'a>],
    /// What the values are, such as "per million words".
    pub axis: &'a str,
}

/// No more lines than these are drawn.
pub const MOST_SERIES: usize = 6;

const HEAD: f64 = 26.0;
const FOOTER: f64 = 26.0;
/// Labels at the end are so far from each other, from middle to middle.
const APART: f64 = 17.0;

/// Draws lines over time, from nothing up (or, with values below nothing, from the least), each
/// named at its end. Time runs as the interface's lines do, as on the timeline: there a reader
/// has just chosen a span, and the two pictures stand on one page. Nothing without values.
pub fn lines(lines: &Lines<'_>, style: &Style<'_>) -> Picture {
    let series = &lines.series[..lines.series.len().min(MOST_SERIES)];
    let bins = lines.bins.len();
    let values = series.iter().flat_map(|one| one.values.iter().take(bins).copied());
    let Some((low, high)) = ends(values) else { return Picture::nothing(lines.series.len()) };
    let lay = Lay::new(lines, series, (low.min(0.0), high.max(0.0)), style);
    let mut sheet = Sheet::new(style, lay.height, "img");
    lay.frame(&mut sheet, lines, style);
    for (class, one) in CLASSES.into_iter().zip(series) {
        let strokes = lay.strokes(one.values, bins);
        let on_sheet = |&(along, y): &(f64, f64)| (sheet.x(along), y);
        let mirrored: Vec<Vec<(f64, f64)>> =
            strokes.iter().map(|stroke| stroke.iter().map(on_sheet).collect()).collect();
        if mirrored.iter().any(|stroke| stroke.len() > 1) {
            sheet.svg.strokes(class[0], &mirrored);
        }
        // What has no neighbour is no line.
        for alone in strokes.iter().filter(|stroke| stroke.len() == 1) {
            sheet.disc(class[1], alone[0], 3.0);
        }
    }
    lay.names(&mut sheet, series, bins);
    lay.columns(&mut sheet, lines.bins);
    let left_out = lines.series.len() - series.len();
    Picture { svg: sheet.svg.finish(), height: lay.height, left_out }
}

/// The classes of a line and of its dots.
const CLASSES: [[&str; 2]; MOST_SERIES] = [
    ["pl__line pl__line--1", "pl__dot pl__dot--1"],
    ["pl__line pl__line--2", "pl__dot pl__dot--2"],
    ["pl__line pl__line--3", "pl__dot pl__dot--3"],
    ["pl__line pl__line--4", "pl__dot pl__dot--4"],
    ["pl__line pl__line--5", "pl__dot pl__dot--5"],
    ["pl__line pl__line--6", "pl__dot pl__dot--6"],
];

/// The scales.
struct Lay {
    height: f64,
    field: Area,
    ends: (f64, f64),
    ticks: Ticks,
    bins: usize,
    /// The width of the names at the end.
    names: f64,
}

impl Lay {
    fn new(lines: &Lines<'_>, series: &[Series<'_>], ends: (f64, f64), style: &Style<'_>) -> Lay {
        let width = style.wide();
        let height = (width * 0.45).clamp(220.0, 380.0);
        let mut ticks = Ticks::between(ends.0, ends.1, 4);
        // No value is far above the topmost round number.
        if let [.., before, last] = ticks.at[..]
            && last + (last - before) * 0.3 < ends.1
        {
            ticks.at.push(last + (last - before));
        }
        let top = ticks.at.last().copied().unwrap_or(ends.1).max(ends.1);
        let said = ticks.at.iter().map(|&at| width_of(&ticks.say(style.lang, at), SMALL));
        let room = said.fold(0.0, f64::max);
        let wanted = series.iter().map(|one| width_of(one.name, SIZE)).fold(0.0, f64::max);
        let names = wanted.min(width * 0.26);
        let to = width - names - SAMPLE - GAP;
        let field = Area { from: room + GAP, to, top: HEAD, foot: height - FOOTER };
        Lay { height, field, ends: (ends.0, top), ticks, bins: lines.bins.len(), names }
    }

    /// The middle of a bin.
    fn along(&self, bin: usize) -> f64 {
        let (wide, inset) = (self.field.to - self.field.from, 4.0);
        match self.bins {
            0 | 1 => self.field.from + wide / 2.0,
            bins => self.field.from + inset + bin as f64 / (bins - 1) as f64 * (wide - inset),
        }
    }

    fn y(&self, value: f64) -> f64 {
        let (low, high) = self.ends;
        let part = if high > low { (value - low) / (high - low) } else { 0.0 };
        self.field.foot - part * (self.field.foot - self.field.top)
    }

    /// The unbroken parts of a line. Where bins are denser than pixels, of those at one pixel
    /// only the least and the greatest, in their order.
    fn strokes(&self, values: &[f64], bins: usize) -> Vec<Vec<(f64, f64)>> {
        let dense = bins as f64 > self.field.to - self.field.from;
        let mut strokes: Vec<Vec<(f64, f64)>> = vec![Vec::new()];
        for (at, &value) in values.iter().take(bins).enumerate() {
            let stroke = strokes.last_mut();
            match (is_drawn(value), stroke) {
                (true, Some(stroke)) => {
                    let along = self.along(at);
                    let along = if dense { along.floor() } else { along };
                    put(stroke, (along, self.y(value)), dense);
                }
                (false, Some(stroke)) if !stroke.is_empty() => strokes.push(Vec::new()),
                _ => {}
            }
        }
        strokes.retain(|stroke| !stroke.is_empty());
        strokes
    }

    /// The scale of values, with its lines, and that of time.
    fn frame(&self, sheet: &mut Sheet, lines: &Lines<'_>, style: &Style<'_>) {
        let Area { from, to, foot, .. } = self.field;
        for &at in &self.ticks.at {
            let y = self.y(at);
            let class = if at == 0.0 { "pl__base" } else { "pl__grid" };
            sheet.line(class, (from, y, to, y));
            let said = self.ticks.say(style.lang, at);
            sheet.text("pl__small", (from - GAP / 2.0, y + 4.0), "end", &said);
        }
        sheet.text("pl__small", (0.0, 12.0), "start", lines.axis);
        let widest = lines.bins.iter().map(|bin| width_of(bin.label, SMALL)).fold(0.0, f64::max);
        let fitting = ((to - from) / (widest + 2.0 * GAP)).floor().max(1.0) as usize;
        let every = self.bins.div_ceil(fitting.min(10)).max(1);
        for (at, bin) in lines.bins.iter().enumerate().step_by(every) {
            let x = self.along(at);
            sheet.line("pl__base", (x, foot, x, foot + 4.0));
            let half = width_of(bin.label, SMALL) / 2.0;
            let x = x.max(half);
            sheet.text("pl__small", (x, foot + 17.0), "middle", bin.label);
        }
    }

    /// The names of lines at their ends, each clear of the others; its line leads there.
    fn names(&self, sheet: &mut Sheet, series: &[Series<'_>], bins: usize) {
        let last = |one: &Series<'_>| {
            let known = one.values.iter().take(bins).rev().find(|value| is_drawn(**value));
            known.map(|&value| self.y(value))
        };
        let mut named: Vec<(usize, f64)> =
            series.iter().enumerate().filter_map(|(at, one)| Some((at, last(one)?))).collect();
        order::sort_by(&mut named, |a, b| a.1.total_cmp(&b.1).then(a.0.cmp(&b.0)));
        let mut low = self.field.top;
        for (_, y) in &mut named {
            *y = y.max(low);
            low = *y + APART;
        }
        let mut high = self.field.foot;
        for (_, y) in named.iter_mut().rev() {
            *y = y.min(high);
            high = *y - APART;
        }
        for (at, y) in named {
            let (from, to) = (self.field.to, self.field.to + SAMPLE);
            let own = last(&series[at]).unwrap_or(y);
            sheet.line(CLASSES[at][0], (from, own, to, y));
            let name = shortened(series[at].name, SIZE, self.names);
            sheet.text("pl__label", (to + GAP / 2.0, y + FOOT), "start", &name);
        }
    }

    /// For each bin what is said on pointing there.
    fn columns(&self, sheet: &mut Sheet, bins: &[Bin<'_>]) {
        let Area { from, to, top, foot } = self.field;
        let wide = (to - from) / self.bins.max(1) as f64;
        // Nobody can point at less than two pixels.
        if wide < 2.0 {
            return;
        }
        for (at, bin) in bins.iter().enumerate() {
            let number = at.to_string();
            sheet.svg.open("pl__column", &[("data-row", &number)], bin.said);
            let left = (self.along(at) - wide / 2.0).min(to - wide).max(from);
            sheet.rect("pl__ground", (left, top, wide, foot - top));
            sheet.svg.close_row();
        }
    }
}

/// From the end of a line to its name.
const SAMPLE: f64 = 26.0;

/// Puts a place at the end of a stroke; in a dense one no third place at the same pixel.
fn put(stroke: &mut Vec<(f64, f64)>, place: (f64, f64), dense: bool) {
    let known = stroke.iter().rev().take(2).filter(|known| known.0 == place.0).count();
    if !dense || known < 2 {
        return stroke.push(place);
    }
    let end = stroke.len();
    let (a, b) = (stroke[end - 2].1, stroke[end - 1].1);
    if place.1 > a.max(b) || place.1 < a.min(b) {
        let keep_first = (place.1 > a) == (a < b) || a == b;
        if !keep_first {
            stroke[end - 2] = stroke[end - 1];
        }
        stroke[end - 1] = place;
    }
}
