//! Lines of a concordance → a page of its own, to print: every line whole, in its own direction.

use std::fmt::Write as _;

use super::language::{Dir, Lang, direction, usual_direction};
use super::marks::{Mark, Marks};
use super::messages::messages;
use super::number::number;
use crate::engine::protocol::Line;

/// All that the page needs; it asks nobody for anything.
const STYLE: &str = "\
body{font:11pt/1.6 \"Noto Naskh Arabic\",\"Scheherazade New\",Georgia,\"Noto Serif\",serif;margin:2em auto;max-width:62em;padding:0 1em;color:#111;background:#fff}\
h1{font-size:1.3em}ol{list-style:none;margin:0;padding:0}\
li{display:grid;grid-template-columns:3em 1fr;column-gap:.8em;padding:.35em 0;border-bottom:1px solid #ccc;break-inside:avoid}\
.n,.s,dl{color:#555;font-size:.82em}.l{display:grid;grid-template-columns:1fr fit-content(40%) 1fr;column-gap:.5em}\
.b{text-align:end}b{font-weight:700}.s,.m{grid-column:2}.m{margin:0;font-weight:700;white-space:pre-wrap;overflow-wrap:anywhere}.t{font-weight:400}\
bdi{white-space:pre-wrap;overflow-wrap:anywhere}dl{display:grid;grid-template-columns:max-content 1fr;gap:.1em 1em}dd{margin:0;overflow-wrap:anywhere}\
@page{size:A4;margin:16mm}@media print{body{margin:0;max-width:none;padding:0}}";

/// The page.
pub fn concordance_html(
    title: &str,
    lang: Lang,
    lines: &[Line],
    marks: &Marks,
    method: &[(String, String)],
) -> String {
    let said = &messages(lang).counting;
    let mut out = format!(
        "<!doctype html>\n<html lang=\"{}\" dir=\"{}\">\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n<title>",
        lang.code(),
        lang.dir().code(),
    );
    escape(title, &mut out);
    let _ = write!(out, "</title>\n<style>{STYLE}</style>\n<h1><bdi>");
    escape(title, &mut out);
    let _ = write!(out, "</bdi> · {}</h1>\n<ol>\n", said.views[0]);
    for (place, line) in (1u64..).zip(lines) {
        put_line(&mut out, lang, place, line, marks.get(&line.id, line.position));
    }
    let _ = write!(out, "</ol>\n<h2>{}</h2>\n<dl>\n", said.method);
    for (name, value) in method {
        out.push_str("<dt><bdi>");
        escape(name, &mut out);
        out.push_str("</bdi></dt><dd><bdi>");
        escape(value, &mut out);
        out.push_str("</bdi></dd>\n");
    }
    out.push_str("</dl>\n</html>\n");
    out
}

fn put_line(out: &mut String, lang: Lang, place: u64, line: &Line, mark: Option<&Mark>) {
    let whole = [&line.before, &line.node, &line.after].map(String::as_str).concat();
    let dir = direction(&whole).or(usual_direction(&line.lang)).unwrap_or(Dir::Ltr).code();
    let _ = write!(
        out,
        "<li><span class=\"n\">{}</span><div class=\"l\" dir=\"{dir}\" lang=\"",
        number(lang, place)
    );
    escape(&line.lang, out);
    let _ = write!(out, "\"><span class=\"b\"><bdi dir=\"{dir}\">");
    escape(&line.before, out);
    let _ = write!(out, "</bdi></span><b><bdi dir=\"{dir}\">");
    escape(&line.node, out);
    let _ = write!(out, "</bdi></b><span><bdi dir=\"{dir}\">");
    escape(&line.after, out);
    out.push_str("</bdi></span></div><span class=\"s\">");
    let facts = [&line.title, &line.date, &line.source];
    for (at, fact) in facts.into_iter().filter(|fact| !fact.is_empty()).enumerate() {
        out.push_str(if at > 0 { " · <bdi>" } else { "<bdi>" });
        escape(fact, out);
        out.push_str("</bdi>");
    }
    out.push_str("</span>");
    let written = mark.map_or(["", ""], |mark| [&mark.label, &mark.note]);
    for (words, class) in written.into_iter().zip(["m", "m t"]) {
        if !words.is_empty() {
            let _ = write!(out, "<p class=\"{class}\" dir=\"auto\">");
            escape(words, out);
            out.push_str("</p>");
        }
    }
    out.push_str("</li>\n");
}

fn escape(words: &str, out: &mut String) {
    for letter in words.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            letter => out.push(letter),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn foreign_words_stay_words_and_each_line_runs_as_it_does() {
        let line = |before: &str, node: &str| Line {
            before: before.into(),
            node: node.into(),
            after: " </bdi><script>x</script>\"".into(),
            title: "<b>&".into(),
            lang: "fa\" onclick=\"".into(),
            ..Line::default()
        };
        let lines = [line("گفت: «", "ناتو"), line("said ", "NATO")];
        let method = [("query".to_owned(), "<i>".to_owned())];
        let mark =
            Mark { position: 0, label: "<u>".into(), note: "a\nb".into(), ..Mark::default() };
        let page = concordance_html("</title>", Lang::Fa, &lines, &Marks::of(vec![mark]), &method);
        assert!(page.contains("&lt;u&gt;</p><p class=\"m t\" dir=\"auto\">a\nb</p>"));
        assert!(
            page.contains("<html lang=\"fa\" dir=\"rtl\">") && page.contains("default-src 'none'")
        );
        assert!(
            !page.contains("<script") && !page.contains("<i>") && !page.contains("\" onclick=\"")
        );
        assert_eq!(
            (
                page.matches("class=\"l\" dir=\"rtl\"").count(),
                page.matches("class=\"l\" dir=\"ltr\"").count()
            ),
            (1, 1)
        );
        assert!(
            page.contains("۲")
                && page.contains("گفت: «</bdi></span><b><bdi dir=\"rtl\">ناتو</bdi></b>")
        );
    }
}
