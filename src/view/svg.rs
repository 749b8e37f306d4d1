//! Shapes and words → SVG, every word escaped.
//!
//! Colours and letters are given by classes: on the page by the style sheet, in a file of its
//! own by a style that [`to_save`] puts in.

use std::fmt::Write as _;

use super::language::Dir;

/// A picture that is being drawn.
#[derive(Debug)]
pub struct Svg(String);

/// Left, top, width and height; of a line, its two ends.
pub type Frame = (f64, f64, f64, f64);

impl Svg {
    /// An empty picture of so many CSS pixels.
    pub fn new(width: f64, height: f64) -> Svg {
        let mut out = String::new();
        let (width, height) = (tenths(width), tenths(height));
        let _ = write!(
            out,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\">\
             <defs><pattern id=\"kashf-hatch\" width=\"5\" height=\"5\" patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\">\
             <path class=\"tl__hatch\" d=\"M0 0V5\"/></pattern></defs>"
        );
        Svg(out)
    }

    /// An empty picture that a screen reader calls by a name, and as what: `img`, or `group` for
    /// one with parts that take the focus.
    pub fn named((width, height): (f64, f64), role: &str, name: &str) -> Svg {
        let mut out = String::new();
        let (width, height) = (tenths(width), tenths(height));
        let _ = write!(
            out,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\" role=\"{role}\" aria-label=\""
        );
        escape(name, &mut out);
        out.push_str("\">");
        Svg(out)
    }

    /// A hatch to fill shapes with, by its id: lines of one class on a ground of another.
    pub fn hatch(&mut self, id: &str, ground: &str, lines: &str) {
        let _ = write!(
            self.0,
            "<defs><pattern id=\"{id}\" width=\"4\" height=\"4\" patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\">\
             <rect class=\"{ground}\" width=\"4\" height=\"4\"/><path class=\"{lines}\" d=\"M1 0V4\"/></pattern></defs>"
        );
    }

    /// The whole.
    pub fn finish(mut self) -> String {
        self.0.push_str("</svg>");
        self.0
    }

    /// A rectangle.
    pub fn rect(&mut self, class: &str, frame: Frame) {
        self.rect_open(class, frame);
        self.0.push_str("/>");
    }

    /// A rectangle that says something on pointing.
    pub fn titled_rect(&mut self, class: &str, frame: Frame, title: &str) {
        self.rect_open(class, frame);
        self.0.push_str("><title>");
        escape(title, &mut self.0);
        self.0.push_str("</title></rect>");
    }

    fn rect_open(&mut self, class: &str, (x, y, width, height): Frame) {
        let [x, y, width, height] = [x, y, width, height].map(tenths);
        let _ = write!(
            self.0,
            "<rect class=\"{class}\" x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\""
        );
    }

    /// A line from one end to the other.
    pub fn line(&mut self, class: &str, (x1, y1, x2, y2): Frame) {
        let [x1, y1, x2, y2] = [x1, y1, x2, y2].map(tenths);
        let _ = write!(self.0, "<path class=\"{class}\" d=\"M{x1} {y1}L{x2} {y2}\"/>");
    }

    /// Words; `anchor` says which part of them is at the place: `start`, `middle`, `end`.
    pub fn text(&mut self, class: &str, (x, y): (f64, f64), anchor: &str, dir: Dir, words: &str) {
        let ([x, y], dir) = ([x, y].map(tenths), dir.code());
        let _ = write!(
            self.0,
            "<text class=\"{class}\" x=\"{x}\" y=\"{y}\" text-anchor=\"{anchor}\" direction=\"{dir}\">"
        );
        escape(words, &mut self.0);
        self.0.push_str("</text>");
    }

    /// A disc about a place.
    pub fn disc(&mut self, class: &str, (x, y): (f64, f64), radius: f64) {
        let [x, y, radius] = [x, y, radius].map(tenths);
        let _ = write!(self.0, "<circle class=\"{class}\" cx=\"{x}\" cy=\"{y}\" r=\"{radius}\"/>");
    }

    /// An ellipse about a place, half as wide and half as high as told.
    pub fn ellipse(&mut self, class: &str, (x, y): (f64, f64), (wide, high): (f64, f64)) {
        let [x, y, wide, high] = [x, y, wide, high].map(tenths);
        let _ = write!(
            self.0,
            "<ellipse class=\"{class}\" cx=\"{x}\" cy=\"{y}\" rx=\"{wide}\" ry=\"{high}\"/>"
        );
    }

    /// A path through places, in as many strokes as there are lists with two places or more.
    pub fn strokes(&mut self, class: &str, strokes: &[Vec<(f64, f64)>]) {
        let _ = write!(self.0, "<path class=\"{class}\" d=\"");
        for stroke in strokes.iter().filter(|stroke| stroke.len() > 1) {
            for (at, place) in stroke.iter().enumerate() {
                let (x, y) = (tenths(place.0), tenths(place.1));
                let _ = write!(self.0, "{}{x} {y}", if at == 0 { 'M' } else { 'L' });
            }
        }
        self.0.push_str("\"/>");
    }

    /// Upright bands of one height, each from a left end and so wide, as one path: the middle of
    /// the bands is at `y`.
    pub fn bands(&mut self, class: &str, y: f64, height: f64, bands: &[(f64, f64)]) {
        let (y, height) = (tenths(y), tenths(height));
        let _ = write!(self.0, "<path class=\"{class}\" stroke-width=\"{height}\" d=\"");
        let mut last = None;
        for &(left, width) in bands {
            let (left, width) = (tenths(left), tenths(width));
            let _ = match last {
                None => write!(self.0, "M{left} {y}h{width}"),
                Some(end) => write!(self.0, "m{} 0h{width}", tenths(left - end)),
            };
            last = Some(left + width);
        }
        self.0.push_str("\"/>");
    }

    /// Begins a group with attributes and, unless it is empty, with what it says on pointing.
    pub fn open(&mut self, class: &str, attributes: &[(&str, &str)], title: &str) {
        let _ = write!(self.0, "<g class=\"{class}\"");
        for (name, value) in attributes {
            let _ = write!(self.0, " {name}=\"");
            escape(value, &mut self.0);
            self.0.push('"');
        }
        self.0.push('>');
        if !title.is_empty() {
            self.0.push_str("<title>");
            escape(title, &mut self.0);
            self.0.push_str("</title>");
        }
    }

    /// Begins what belongs to a document.
    pub fn open_row(&mut self, class: &str, id: &str) {
        let _ = write!(self.0, "<g class=\"{class}\" data-doc=\"");
        escape(id, &mut self.0);
        self.0.push_str("\">");
    }

    /// Ends it.
    pub fn close_row(&mut self) {
        self.0.push_str("</g>");
    }
}

/// A picture as a file of its own, with what gives it its colours and letters: rules of CSS.
pub fn to_save(svg: &str, css: &str) -> String {
    match svg.split_once('>') {
        Some((open, rest)) => format!("{open}><style>{css}</style>{rest}\n"),
        None => String::new(),
    }
}

/// Rounded to tenths: finer than any screen, and the same on every machine. Nothing for what is
/// no number.
fn tenths(value: f64) -> f64 {
    // Nothing added makes nought of what is barely below it.
    if value.is_finite() { (value * 10.0).round() / 10.0 + 0.0 } else { 0.0 }
}

/// What has a meaning in XML is written as its name; what XML has no place for is left out.
fn escape(words: &str, out: &mut String) {
    for letter in words.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' | '\r' => out.push(' '),
            '\0'..='\u{1F}' | '\u{FFFE}' | '\u{FFFF}' => {}
            letter => out.push(letter),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn foreign_words_stay_words() {
        let mut svg = Svg::new(10.0, 10.04);
        svg.text("a", (1.26, 2.0), "start", Dir::Rtl, "</text><script>\u{8}&\"");
        let svg = svg.finish();
        assert!(svg.contains("viewBox=\"0 0 10 10\""));
        assert!(svg.contains(
            "<text class=\"a\" x=\"1.3\" y=\"2\" text-anchor=\"start\" direction=\"rtl\">&lt;/text&gt;&lt;script&gt;&amp;&quot;</text>"
        ));
        assert!(to_save(&svg, "a{}").contains("height=\"10\"><style>a{}</style><defs>"));
    }
}
