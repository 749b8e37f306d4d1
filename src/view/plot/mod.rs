//! Figures → pictures: bars, bar-codes, collocation graphs, keyword plots and lines.
//!
//! Plain numbers and words go in, SVG comes out, the same on the page and in a file that is
//! saved. Every picture runs as the interface's lines do: in an interface from the right, labels
//! stand at the right, bars grow to the left, and scales and time run to the left, as on the
//! [timeline](super::timeline); only the [graph](graph()) follows the direction of the texts. So
//! a reader never has to change direction between a table, its picture and the timeline.
//!
//! What a colour says is said again by a hatch, a shape, a dash or a place. Words are isolated,
//! and shortened by an estimate of their width; labels do not overlap as far as that estimate
//! goes. What is no number, or beyond [`FAR`], is not drawn. A picture never says more than the
//! table behind it, which is what a screen reader reads: the picture is one image with a name.
//! Marks that lead somewhere are links for the keyboard (`role="link"`, in the order of tabs);
//! others say their row (`data-row`), and all say what they stand for on pointing.

mod barcode;
mod bars;
mod graph;
mod lines;
mod scatter;
#[cfg(test)]
mod tests;

pub use barcode::{Barcode, MOST_PARTS, Part, Scaled, barcode};
pub use bars::{Bar, Bars, MOST_BARS, bars};
pub use graph::{Collocate, Graph, MOST_COLLOCATES, graph};
pub use lines::{Bin, Lines, MOST_SERIES, Series, lines};
pub use scatter::{MOST_POINTS, Point, Scatter, scatter};

use super::language::{Dir, Lang};
use super::number::fixed;
use super::svg::{Frame, Svg};
use crate::math::{ln, power};

/// How a picture is drawn.
#[derive(Clone, Copy, Debug)]
pub struct Style<'a> {
    /// The interface's language: of numbers and of the direction.
    pub lang: Lang,
    /// The whole width, in CSS pixels; less than 240 is taken for 240.
    pub width: f64,
    /// What a screen reader calls the picture.
    pub name: &'a str,
}

impl Style<'_> {
    fn wide(&self) -> f64 {
        if self.width >= NARROWEST { self.width.min(WIDEST) } else { NARROWEST }
    }
}

/// The picture, and what it does not show.
#[derive(Clone, Debug, PartialEq)]
pub struct Picture {
    /// `<svg>…</svg>`; empty when there was nothing to draw.
    pub svg: String,
    /// Its height, in CSS pixels.
    pub height: f64,
    /// How many rows, points, words or series found no place. The table has them.
    pub left_out: usize,
}

impl Picture {
    /// Nothing to draw, of what came in.
    fn nothing(left_out: usize) -> Picture {
        Picture { svg: String::new(), height: 0.0, left_out }
    }
}

/// The rules of a picture that is saved by itself: those of `style/plots.css` with the colours of
/// the light page.
pub const SAVED: &str = "\
    .pl__label,.pl__small,.pl__figure,.pl__middle{font-family:sans-serif;font-size:13px;\
    font-variant-numeric:tabular-nums;fill:#221e19}\
    .pl__small,.pl__figure{font-size:12px;fill:#655c50}.pl__figure{fill:#221e19}\
    .pl__strong{font-weight:600}.pl__middle{font-size:15px;font-weight:700}\
    .pl__halo{stroke:#fbf9f4;stroke-width:3px;stroke-linejoin:round;paint-order:stroke}\
    .pl__bar{fill:#0c5b6c}.pl__one{fill:#3166c5}.pl__two{fill:#cd6003}\
    rect.pl__two{fill:url(#pl-hatch);stroke:#cd6003}.pl__tint{fill:#fbf9f4}\
    .pl__hatch{stroke:#cd6003;stroke-width:1.8}\
    .pl__disc,.pl__mark{fill-opacity:0.85;stroke:#fbf9f4}.pl__base{stroke:#b9ae99}\
    .pl__grid{stroke:#e4ddce}.pl__ring{fill:none;stroke:#b9ae99;stroke-dasharray:1 4}\
    .pl__zero{stroke:#655c50}.pl__strip{fill:#f3efe5}.pl__hit{fill:none;stroke:#0c5b6c}\
    .pl__hit--few{stroke-opacity:0.55}.pl__hit--some{stroke-opacity:0.78}\
    .pl__way{fill:none;stroke:#b9ae99;stroke-opacity:0.6}\
    .pl__pill{fill:#fbf9f4;stroke:#221e19;rx:15px}\
    .pl__line{fill:none;stroke-width:2.2;stroke-linejoin:round}.pl__line--1{stroke:#3166c5}\
    .pl__line--2{stroke:#cd6003;stroke-dasharray:7 3}\
    .pl__line--3{stroke:#119785;stroke-dasharray:2.5 2.5}\
    .pl__line--4{stroke:#810f71;stroke-dasharray:9 3 2 3}\
    .pl__line--5{stroke:#5a4901;stroke-dasharray:14 4}\
    .pl__line--6{stroke:#1b1a1b;stroke-dasharray:5 2 1 2 1 2}.pl__dot--1{fill:#3166c5}\
    .pl__dot--2{fill:#cd6003}.pl__dot--3{fill:#119785}.pl__dot--4{fill:#810f71}\
    .pl__dot--5{fill:#5a4901}.pl__dot--6{fill:#1b1a1b}\
    .pl__ground{fill:none;pointer-events:all}";

/// Numbers beyond this are not drawn: a scale with them would show nothing else.
pub const FAR: f64 = 1e15;

const NARROWEST: f64 = 240.0;
const WIDEST: f64 = 4000.0;
/// The size of labels, and of what stands under them and along scales, in CSS pixels: as in
/// `style/plots.css`.
const SIZE: f64 = 13.0;
const SMALL: f64 = 12.0;
/// From the middle of a line of labels down to the letters' foot.
const FOOT: f64 = 4.5;
/// Between a label and what it belongs to.
const GAP: f64 = 8.0;

/// True of what can be drawn.
fn is_drawn(value: f64) -> bool {
    value.is_finite() && value.abs() <= FAR
}

/// About how wide words are, in CSS pixels, in letters of so many: rather too wide than too
/// narrow for the faces of the interface.
///
/// ```
/// use kashf::view::plot::width_of;
/// assert_eq!(width_of("", 12.0), 0.0);
/// assert!(width_of("will", 12.0) < width_of("WIMAX", 12.0));
/// assert_eq!(width_of("كِتَاب", 12.0), width_of("كتاب", 12.0));
/// ```
pub fn width_of(words: &str, size: f64) -> f64 {
    let is_seen = |letter: &char| share(*letter) > 0.0 || *letter == '\u{200C}';
    let letters: Vec<char> = words.chars().filter(is_seen).collect();
    let mut all = 0.0;
    for (at, &letter) in letters.iter().enumerate() {
        // The last letter of a word in Arabic script has a tail.
        let next = letters.get(at + 1).copied();
        let is_last = !next.is_some_and(char::is_alphanumeric);
        let has_tail = is_last && "بتثپجچحخسشصضعغفقكکگليیىن".contains(letter);
        all += share(letter) + if has_tail { 0.3 } else { 0.0 };
    }
    all * size
}

/// The width of a letter, of the letters' size.
fn share(letter: char) -> f64 {
    match letter {
        '\0'..='\u{1F}' | '\u{7F}'..='\u{9F}' => 0.0,
        '\u{300}'..='\u{36F}' | '\u{610}'..='\u{61A}' | '\u{61C}' | '\u{64B}'..='\u{65F}' => 0.0,
        '\u{670}' | '\u{6D6}'..='\u{6DC}' | '\u{6DF}'..='\u{6E4}' | '\u{6E7}'..='\u{6ED}' => 0.0,
        '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' => 0.0,
        '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' => 0.0,
        'i' | 'j' | 'l' | 'I' | '\'' | '|' | '.' | ',' | ':' | ';' | '!' | '·' | '٫' | '٬' => {
            0.3
        }
        ' ' | '\u{A0}' | 'f' | 't' | 'r' | '(' | ')' | '[' | ']' | '-' | '/' | '،' | '؛' => 0.4,
        'm' | 'w' | 'M' | 'W' | '@' | '%' | '…' | '—' | '٪' => 0.97,
        'A'..='Z' => 0.73,
        'ا' | 'أ' | 'إ' | 'آ' | 'ل' => 0.3,
        'د' | 'ذ' | 'ر' | 'ز' | 'ژ' | 'و' | 'ؤ' | 'ء' => 0.5,
        '\u{660}'..='\u{669}' | '\u{6F0}'..='\u{6F9}' => 0.65,
        'س' | 'ش' | 'ص' | 'ض' => 0.96,
        'ط' | 'ظ' | 'م' | 'ه' | 'ة' | 'ك' | 'ک' | 'گ' | 'ج' | 'چ' | 'ح' | 'خ' => 0.66,
        '\u{600}'..='\u{6FF}' | '\u{750}'..='\u{77F}' | '\u{FB50}'..='\u{FDFF}' => 0.58,
        '\u{2E80}'..='\u{A4CF}' | '\u{AC00}'..='\u{D7FF}' | '\u{F900}'..='\u{FAFF}' => 1.05,
        '\u{10000}'.. => 1.3,
        _ => 0.65,
    }
}

/// Words cut, with an ellipsis, to what [`width_of`] finds no wider than told; without the signs
/// that would turn the line's direction.
fn shortened(words: &str, size: f64, width: f64) -> String {
    let is_turn = |it: char| matches!(it, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
    let mut kept = String::new();
    for letter in words.chars().filter(|&letter| !is_turn(letter)) {
        kept.push(letter);
        // What is far too long is not measured to its end, letter after letter.
        if kept.len() > 16 && width_of(&kept, size) > width * 1.5 {
            break;
        }
    }
    if width_of(&kept, size) <= width {
        return kept;
    }
    while !kept.is_empty() && width_of(&kept, size) + share('…') * size > width {
        kept.pop();
    }
    format!("{}…", kept.trim_end())
}

/// Words that keep their direction, whatever stands around them.
fn isolated(words: &str) -> String {
    format!("\u{2068}{words}\u{2069}")
}

/// A sheet to draw on, measured from where lines begin: mirrored in a direction from the right.
#[derive(Debug)]
struct Sheet {
    svg: Svg,
    width: f64,
    dir: Dir,
}

impl Sheet {
    fn new(style: &Style<'_>, height: f64, role: &str) -> Sheet {
        let (width, dir) = (style.wide(), style.lang.dir());
        Sheet { svg: Svg::named((width, height), role, style.name), width, dir }
    }

    /// From the left.
    fn x(&self, along: f64) -> f64 {
        if self.dir == Dir::Rtl { self.width - along } else { along }
    }

    fn rect(&mut self, class: &str, (along, top, width, height): Frame) {
        let x = if self.dir == Dir::Rtl { self.x(along) - width } else { along };
        self.svg.rect(class, (x, top, width, height));
    }

    fn line(&mut self, class: &str, (from, top, to, foot): Frame) {
        let (from, to) = (self.x(from), self.x(to));
        self.svg.line(class, (from, top, to, foot));
    }

    /// Words of which the part that `anchor` names is at the place.
    fn text(&mut self, class: &str, (along, foot): (f64, f64), anchor: &str, words: &str) {
        let x = self.x(along);
        self.svg.text(class, (x, foot), anchor, self.dir, &isolated(words));
    }

    fn disc(&mut self, class: &str, (along, y): (f64, f64), radius: f64) {
        let x = self.x(along);
        self.svg.disc(class, (x, y), radius);
    }

    fn diamond(&mut self, class: &str, (along, y): (f64, f64), radius: f64) {
        let (x, wide) = (self.x(along), radius * 1.2);
        let top = (x, y - wide);
        let around = vec![top, (x + wide, y), (x, y + wide), (x - wide, y), top];
        self.svg.strokes(class, &[around]);
    }

    /// What a swatch stands for; returns where the words end.
    fn key(&mut self, class: &str, (along, foot): (f64, f64), words: &str) -> f64 {
        self.rect(class, (along, foot - 9.5, 11.0, 11.0));
        self.text("pl__small", (along + 11.0 + 6.0, foot), "start", words);
        along + 17.0 + width_of(words, SMALL)
    }
}

/// Round numbers for a scale, in order, and how many decimals they need.
#[derive(Clone, Debug, PartialEq)]
struct Ticks {
    at: Vec<f64>,
    places: u32,
}

impl Ticks {
    /// About `most` round numbers between two; the first alone where nothing is between.
    fn between(low: f64, high: f64, most: u32) -> Ticks {
        let raw = (high - low) / f64::from(most.max(1));
        if !is_drawn(raw) || raw < 1e-6 {
            return Ticks { at: vec![low], places: 0 };
        }
        let exponent = (ln(raw) / ln(10.0)).floor() as i32;
        let unit = power(10.0, f64::from(exponent.abs()));
        let times = |step: f64| if exponent < 0 { step / unit } else { step * unit };
        let step = [1.0, 2.0, 5.0, 10.0].into_iter().find(|&step| times(step) >= raw * 0.999_999);
        let step = step.unwrap_or(10.0);
        let first = (low / times(step) - 1e-6).ceil() as i64;
        let last = (high / times(step) + 1e-6).floor() as i64;
        let at = (first..=last).map(|count| times(count as f64 * step)).collect();
        let places = (-exponent).max(0) as u32;
        Ticks { at, places: if step == 10.0 { places.saturating_sub(1) } else { places } }
    }

    fn say(&self, lang: Lang, value: f64) -> String {
        fixed(lang, value, self.places)
    }
}

/// The least and the most of what can be drawn; none of nothing.
fn ends(values: impl Iterator<Item = f64>) -> Option<(f64, f64)> {
    values.filter(|&value| is_drawn(value)).fold(None, |ends, value| match ends {
        None => Some((value, value)),
        Some((low, high)) => Some((f64::min(low, value), f64::max(high, value))),
    })
}

/// A part of the sheet: from, to, top and foot, measured as the sheet is.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Area {
    from: f64,
    to: f64,
    top: f64,
    foot: f64,
}

impl Area {
    /// How far apart two areas are, in the direction in which they are farther; 0 or less where
    /// they overlap.
    fn gap(&self, other: &Area) -> f64 {
        let along = (other.from - self.to).max(self.from - other.to);
        let across = (other.top - self.foot).max(self.top - other.foot);
        along.max(across)
    }

    fn overlaps(&self, other: &Area) -> bool {
        self.gap(other) <= 0.0
    }

    fn holds(&self, other: &Area) -> bool {
        other.from >= self.from
            && other.to <= self.to
            && other.top >= self.top
            && other.foot <= self.foot
    }

    /// The least that holds both.
    fn with(&self, other: &Area) -> Area {
        Area {
            from: self.from.min(other.from),
            to: self.to.max(other.to),
            top: self.top.min(other.top),
            foot: self.foot.max(other.foot),
        }
    }

    /// About a place.
    fn about((along, y): (f64, f64), radius: f64) -> Area {
        Area { from: along - radius, to: along + radius, top: y - radius, foot: y + radius }
    }

    /// Of a label whose middle line is at `y`: from the place on, or up to it.
    fn label((along, y): (f64, f64), is_start: bool, width: f64) -> Area {
        let (from, to) = if is_start { (along, along + width) } else { (along - width, along) };
        Area { from, to, top: y - SIZE * 0.7, foot: y + SIZE * 0.7 }
    }
}
