//! Keywords by the size and the certainty of their effect.

use super::{
    Area, FOOT, GAP, Picture, SIZE, SMALL, Sheet, Style, Ticks, ends, is_drawn, shortened, width_of,
};
use crate::math::{ln, power};
use crate::order;
use crate::view::language::Lang;
use crate::view::number::fixed;

/// A word.
#[derive(Clone, Copy, Debug)]
pub struct Point<'a> {
    /// The word.
    pub word: &'a str,
    /// How large the effect is, and in which direction, such as a log ratio.
    pub effect: f64,
    /// How high it stands: how certain the effect is, or how frequent the word.
    pub weight: f64,
    /// What is said on pointing, and by a screen reader: the word with its figures.
    pub said: &'a str,
}

/// Words.
#[derive(Clone, Copy, Debug)]
pub struct Scatter<'a> {
    /// The words, in any order.
    pub points: &'a [Point<'a>],
    /// Whether the scale of weights is logarithmic; weights of 0 and less stand on its foot then.
    pub logarithmic: bool,
    /// What effects and weights are called.
    pub axes: [&'a str; 2],
    /// What words with an effect below nothing are called, and those with one above.
    pub sides: [&'a str; 2],
}

/// No more points than these are drawn, those with the greatest weight.
pub const MOST_POINTS: usize = 600;

/// So many words are tried as labels.
const TRIED: usize = 160;
const MARK: f64 = 4.0;
const HEAD: f64 = 26.0;
const FOOTER: f64 = 46.0;
/// In less room than this, the name of the effects has a line of its own.
const NARROW: f64 = 520.0;
const LINE: f64 = 18.0;

/// Draws words as points: discs for effects above nothing, diamonds for those below, and the
/// words of the outermost as far as they fit. Effects grow as lines run. Nothing without points.
///
/// Costs O(n log n) for n points, and then no more than the drawn ones and the tried labels.
pub fn scatter(scatter: &Scatter<'_>, style: &Style<'_>) -> Picture {
    let is_shown = |point: &&Point<'_>| is_drawn(point.effect) && is_drawn(point.weight);
    let mut points: Vec<&Point<'_>> = scatter.points.iter().filter(is_shown).collect();
    order::sort_by(&mut points, |a, b| {
        b.weight.total_cmp(&a.weight).then_with(|| a.word.cmp(b.word))
    });
    points.truncate(MOST_POINTS);
    let Some(lay) = Lay::new(&points, scatter.logarithmic, style) else {
        return Picture::nothing(scatter.points.len());
    };
    let marks: Vec<Mark<'_>> = points.iter().map(|point| lay.mark(point)).collect();
    let labels = lay.labels(&marks);
    let mut sheet = Sheet::new(style, lay.height, "group");
    lay.frame(&mut sheet, scatter);
    // The least first, so that the outermost lie on top.
    let is_plain = |at: &usize| !labels.iter().any(|label| label.of == *at);
    for mark in (0..marks.len()).rev().filter(is_plain).filter_map(|at| marks.get(at)) {
        let attributes = [("data-word", mark.of.word)];
        sheet.svg.open("pl__point", &attributes, mark.of.said);
        mark.draw(&mut sheet);
        sheet.svg.close_row();
    }
    for label in &labels {
        let Some(mark) = marks.get(label.of) else { continue };
        let attributes = [("role", "link"), ("tabindex", "0"), ("data-word", mark.of.word)];
        sheet.svg.open("pl__node", &attributes, mark.of.said);
        mark.draw(&mut sheet);
        sheet.text("pl__label pl__halo", label.place, label.anchor, &label.words);
        sheet.svg.close_row();
    }
    let left_out = scatter.points.len() - points.len();
    Picture { svg: sheet.svg.finish(), height: lay.height, left_out }
}

/// A point with its place.
struct Mark<'a> {
    of: &'a Point<'a>,
    place: (f64, f64),
    /// How far out, in both directions together.
    out: f64,
}

impl Mark<'_> {
    fn draw(&self, sheet: &mut Sheet) {
        match self.of.effect < 0.0 {
            true => sheet.diamond("pl__mark pl__two", self.place, MARK),
            false => sheet.disc("pl__mark pl__one", self.place, MARK),
        }
    }
}

/// The word of a point with its place.
struct Label {
    of: usize,
    words: String,
    place: (f64, f64),
    anchor: &'static str,
}

/// The scales.
struct Lay {
    lang: Lang,
    width: f64,
    height: f64,
    /// Where points are.
    field: Area,
    effects: (f64, f64),
    /// The ends of the weights, as logarithms if `logarithmic`.
    weights: (f64, f64),
    logarithmic: bool,
    /// Weights with a line, and how they are said.
    levels: Vec<(f64, String)>,
}

impl Lay {
    fn new(points: &[&Point<'_>], logarithmic: bool, style: &Style<'_>) -> Option<Lay> {
        let (low, high) = ends(points.iter().map(|point| point.effect))?;
        let (low, high) = (low.min(0.0), high.max(0.0));
        let pad = if high > low { (high - low) * 0.07 } else { 1.0 };
        let positive = points.iter().map(|point| point.weight).filter(|&weight| weight > 0.0);
        let logs = ends(positive.map(ln)).filter(|_| logarithmic);
        let weights = match logs {
            Some(ends) => ends,
            None => {
                let (low, high) = ends(points.iter().map(|point| point.weight))?;
                (low.min(0.0), high)
            }
        };
        let levels = match logs {
            Some((low, high)) => decades(style.lang, low, high),
            None => {
                let ticks = Ticks::between(weights.0, weights.1, 5);
                ticks.at.iter().map(|&at| (at, ticks.say(style.lang, at))).collect()
            }
        };
        let width = style.wide();
        let footer = if width < NARROW { FOOTER + LINE } else { FOOTER };
        let height = (width * 0.62).clamp(320.0, 540.0);
        let room = levels.iter().map(|level| width_of(&level.1, SMALL)).fold(0.0, f64::max);
        Some(Lay {
            lang: style.lang,
            width,
            height,
            field: Area { from: room + GAP, to: width, top: HEAD, foot: height - footer },
            effects: (low - pad, high + pad),
            weights,
            logarithmic: logs.is_some(),
            levels,
        })
    }

    fn along(&self, effect: f64) -> f64 {
        let (low, high) = self.effects;
        self.field.from + (effect - low) / (high - low) * (self.field.to - self.field.from)
    }

    /// The height of a weight, or of its logarithm, with room for a mark above and below.
    fn y(&self, weight: f64) -> f64 {
        let ((low, high), room) = (self.weights, 3.0 * MARK);
        let part = if high > low { (weight.max(low) - low) / (high - low) } else { 0.5 };
        self.field.foot - room - part * (self.field.foot - self.field.top - 2.0 * room)
    }

    fn mark<'a>(&self, of: &'a Point<'a>) -> Mark<'a> {
        let weight = match self.logarithmic {
            true if of.weight > 0.0 => ln(of.weight),
            true => self.weights.0,
            false => of.weight,
        };
        let place = (self.along(of.effect), self.y(weight));
        let most = self.effects.1.max(-self.effects.0);
        let high = (self.field.foot - place.1) / (self.field.foot - self.field.top);
        Mark { of, place, out: of.effect.abs() / most + high }
    }

    /// The words that fit, the outermost first: beside, above or below their marks, and clear of
    /// other words, of all marks and of the line of no effect.
    fn labels(&self, marks: &[Mark<'_>]) -> Vec<Label> {
        let mut outermost: Vec<usize> = (0..marks.len()).collect();
        order::sort_by(&mut outermost, |&a, &b| marks[b].out.total_cmp(&marks[a].out));
        let zero = self.along(0.0);
        let mut taken: Vec<Area> = Vec::new();
        let mut labels = Vec::new();
        for &of in outermost.iter().take(TRIED) {
            let (along, y) = marks[of].place;
            let words = shortened(marks[of].of.word, SIZE, self.width * 0.25);
            let (wide, off) = (width_of(&words, SIZE), MARK + 4.0);
            let ways = [
                ("start", along + off, y),
                ("end", along - off, y),
                ("middle", along, y - off - 6.0),
                ("middle", along, y + off + 6.0),
            ];
            let free = ways.into_iter().find_map(|(anchor, at, middle)| {
                let area = match anchor {
                    "middle" => Area::label((at - wide / 2.0, middle), true, wide),
                    anchor => Area::label((at, middle), anchor == "start", wide),
                };
                let is_clear = self.field.holds(&area)
                    && (area.from > zero || area.to < zero)
                    && !taken.iter().any(|other| other.overlaps(&area))
                    && !marks.iter().enumerate().any(|(other, mark)| {
                        other != of && Area::about(mark.place, MARK).overlaps(&area)
                    });
                is_clear.then_some((area, anchor, (at, middle + FOOT)))
            });
            if let Some((area, anchor, place)) = free {
                taken.push(area);
                labels.push(Label { of, words, place, anchor });
            }
        }
        labels
    }

    /// The scales, and what they measure.
    fn frame(&self, sheet: &mut Sheet, scatter: &Scatter<'_>) {
        let Area { from, to, top, foot } = self.field;
        for (level, words) in &self.levels {
            let y = self.y(*level);
            sheet.line("pl__grid", (from, y, to, y));
            sheet.text("pl__small", (from - GAP / 2.0, y + 4.0), "end", words);
        }
        let ticks = Ticks::between(self.effects.0, self.effects.1, (self.width / 70.0) as u32);
        for &at in &ticks.at {
            let (x, class) = (self.along(at), if at == 0.0 { "pl__zero" } else { "pl__base" });
            sheet.line(class, (x, if at == 0.0 { top } else { foot }, x, foot + 4.0));
            sheet.text("pl__small", (x, foot + 16.0), "middle", &ticks.say(self.lang, at));
        }
        sheet.line("pl__base", (from, foot, to, foot));
        let [effect, weight] = scatter.axes;
        sheet.text("pl__small", (0.0, 12.0), "start", weight);
        let below = foot + FOOTER - 8.0;
        let (narrow, wide) = (self.width < NARROW, to - from);
        let most = wide * if narrow { 0.5 } else { 0.33 };
        let [under, over] = scatter.sides.map(|side| shortened(side, SMALL, most - 3.0 * GAP));
        let over_from = to - width_of(&over, SMALL) - 2.0 * MARK - 6.0;
        sheet.diamond("pl__mark pl__two", (from + MARK, below - 4.0), MARK);
        sheet.text("pl__small", (from + 2.0 * MARK + 6.0, below), "start", &under);
        sheet.disc("pl__mark pl__one", (to - MARK, below - 4.0), MARK);
        sheet.text("pl__small", (to - 2.0 * MARK - 6.0, below), "end", &over);
        let under_to = from + width_of(&under, SMALL) + 2.0 * MARK + 6.0;
        let (middle, room, line) = match narrow {
            true => ((from + to) / 2.0, wide, below + LINE),
            false => ((under_to + over_from) / 2.0, over_from - under_to - 3.0 * GAP, below),
        };
        sheet.text("pl__small", (middle, line), "middle", &shortened(effect, SMALL, room));
    }
}

/// Round weights for a scale between two logarithms, with their logarithms: powers of ten, and
/// with 2 and 5 between where they are few.
fn decades(lang: Lang, low: f64, high: f64) -> Vec<(f64, String)> {
    let ten = ln(10.0);
    let (first, last) = ((low / ten).floor() as i32, (high / ten).ceil() as i32);
    let every = ((last - first) / 6 + 1).max(1);
    let steps: &[f64] = if last - first > 3 { &[1.0] } else { &[1.0, 2.0, 5.0] };
    let mut levels = Vec::new();
    for exponent in (first..=last).step_by(every as usize) {
        for step in steps {
            let unit = power(10.0, f64::from(exponent.abs()));
            let weight = if exponent < 0 { step / unit } else { step * unit };
            let log = ln(weight);
            // What would be said as nothing has no level.
            if exponent >= -6 && log >= low - 1e-9 && log <= high + 1e-9 {
                levels.push((log, fixed(lang, weight, (-exponent).max(0) as u32)));
            }
        }
    }
    levels
}
