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

/// Rounded to tenths: finer than any screen, and the same on every machine.
fn tenths(value: f64) -> f64 {
    (value * 10.0).round() / 10.0
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
