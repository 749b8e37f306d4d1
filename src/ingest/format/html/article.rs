//! Which of a page's text is its article.
//!
//! In four steps, each one walk over the list of elements: what elements say of themselves
//! ([`classes`](super::classes)) is believed unless most of the page's prose is inside; each
//! paragraph scores by its length and commas for the elements around it, less with distance;
//! the best element, less its share of links, is the article, with neighbours that read like
//! it; and what is mostly links inside is taken out again. The scoring is Arc90's Readability,
//! as its descendants have refined it. Where the page carries the text of its article a second time, for
//! machines (JSON-LD `articleBody`), the element that holds those words is the article.

use std::collections::BTreeSet;

use crate::document::Zone;
use crate::id::Span;
use crate::ingest::zones::{Cue, cue, is_date, key};

use super::outline::{Node, Outline, Piece, Tag};

/// What the head of the page says of the article.
#[derive(Default)]
pub struct Told {
    pub title: String,
    /// Its text.
    pub body: String,
}

/// Letters of the shortest text that scores.
const SHORTEST: usize = 25;
/// Levels of elements above a paragraph that it scores for.
const LEVELS: usize = 6;
/// And elements that are passed on the way, those that are no blocks included.
const CLIMB: usize = 64;
/// Letters of a piece that are compared with the text in the head.
const PROBE: usize = 60;
/// Letters of the longest lines about an article: who wrote it, and when.
const LONGEST_NOTE: usize = 300;
/// Letters of a heading that may be a lead.
const LEAD: usize = 80;
/// The part of a list that may be links, and of another block.
const LINKS: f32 = 0.5;
const FEW_LINKS: f32 = 0.3;
/// Letters in the head's text that make it worth comparing, and that are compared.
const MOST_TOLD: usize = 200_000;
const TOLD: usize = 300;

/// The zones of a page's text.
pub fn zones(outline: &Outline, text: &str, told: &Told) -> Vec<(Span, Zone)> {
    let mut page = Page::new(outline, text, told);
    page.believe();
    page.score();
    let chosen = page.choose();
    page.clean(&chosen);
    page.settle(&chosen);
    spans(outline, &page.zones)
}

/// Sums over an element and all in it.
#[derive(Clone, Copy, Default)]
struct Sums {
    /// Letters and marks, without white space.
    letters: usize,
    links: usize,
    commas: usize,
    paragraphs: usize,
    items: usize,
    /// In headings.
    heads: usize,
    /// Score of all paragraphs in it.
    prose: f32,
    /// Letters that the head of the page has as well.
    told: usize,
    /// Pieces that are the title.
    titles: usize,
}

impl Sums {
    fn add(&mut self, other: Sums) {
        self.letters += other.letters;
        self.links += other.links;
        self.commas += other.commas;
        self.paragraphs += other.paragraphs;
        self.items += other.items;
        self.heads += other.heads;
        self.prose += other.prose;
        self.told += other.told;
        self.titles += other.titles;
    }

    /// The part of its letters that is links.
    fn link_density(&self) -> f32 {
        self.links as f32 / self.letters.max(1) as f32
    }
}

struct Page<'a> {
    outline: &'a Outline,
    text: &'a str,
    told: &'a Told,
    /// By piece.
    pieces: Vec<Sums>,
    zones: Vec<Zone>,
    /// By element.
    sums: Vec<Sums>,
    /// What an element is, by itself or those around it.
    believed: Vec<Option<Zone>>,
    scores: Vec<f32>,
}

impl<'a> Page<'a> {
    fn new(outline: &'a Outline, text: &'a str, told: &'a Told) -> Page<'a> {
        let nodes = outline.nodes.len();
        let words = letters(&told.body);
        let body = if words.len() >= TOLD { words } else { String::new() };
        let probes = probes(&body);
        let pieces = outline
            .pieces
            .iter()
            .map(|piece| measure(text, piece, &outline.nodes[piece.node as usize], &probes))
            .collect::<Vec<Sums>>();
        let title = key(&told.title);
        let mut pieces = pieces;
        for (piece, sums) in outline.pieces.iter().zip(&mut pieces) {
            let heading = outline.nodes[piece.node as usize].tag == Tag::Heading(1);
            sums.titles = usize::from(heading || is_title(text_of(text, piece), &title));
        }
        let mut sums = vec![Sums::default(); nodes];
        for (piece, found) in outline.pieces.iter().zip(&pieces) {
            sums[piece.node as usize].add(*found);
        }
        for at in (1..nodes).rev() {
            let mut own = sums[at];
            own.paragraphs += usize::from(outline.nodes[at].tag == Tag::Paragraph);
            own.items += usize::from(outline.nodes[at].tag == Tag::Item);
            sums[at] = own;
            sums[outline.nodes[at].parent as usize].add(own);
        }
        let zones = vec![Zone::Body; pieces.len()];
        let (believed, scores) = (vec![None; nodes], vec![0.0; nodes]);
        Page { outline, text, told, pieces, zones, sums, believed, scores }
    }

    /// What elements say that they are, unless most of the prose is in them.
    fn believe(&mut self) {
        let all = self.sums[0];
        for (at, node) in self.outline.nodes.iter().enumerate().skip(1) {
            let sums = self.sums[at];
            let most = sums.prose > all.prose * 0.5 || sums.told * 2 > all.told.max(1);
            let titled = sums.titles > 0 && sums.prose > all.prose * 0.1;
            let long = |zone| {
                matches!(zone, Zone::Source | Zone::Tags | Zone::Dateline)
                    && sums.letters > LONGEST_NOTE
            };
            let own = node.zone.filter(|&zone| !most && !titled && !long(zone));
            self.believed[at] = self.believed[node.parent as usize].or(own);
        }
    }

    fn score(&mut self) {
        let nodes = &self.outline.nodes;
        for (piece, sums) in self.outline.pieces.iter().zip(&self.pieces) {
            let mut at = piece.node as usize;
            if self.believed[at].is_some() || sums.prose == 0.0 {
                continue;
            }
            // A paragraph scores for what it is in; text beside blocks is a paragraph itself.
            if !nodes[at].has_blocks {
                at = nodes[at].parent as usize;
            }
            let mut level = 0;
            for _ in 0..CLIMB {
                if level == LEVELS {
                    break;
                }
                if nodes[at].tag != Tag::Inline {
                    let share = if level < 2 { level + 1 } else { level * 3 };
                    self.scores[at] += sums.prose / share as f32;
                    level += 1;
                }
                if at == 0 {
                    break;
                }
                at = nodes[at].parent as usize;
            }
        }
        for (at, node) in nodes.iter().enumerate() {
            if self.scores[at] > 0.0 {
                let base = match node.tag {
                    Tag::Block => 5,
                    Tag::Article | Tag::Main => 10,
                    Tag::Cell | Tag::Quote | Tag::Verbatim => 3,
                    Tag::List | Tag::Item | Tag::Form => -3,
                    Tag::Heading(_) => -5,
                    _ => 0,
                };
                let body = if node.is_body { 50 } else { 0 };
                let score = self.scores[at] + (base + body + node.weight) as f32;
                self.scores[at] = score.max(0.0) * (1.0 - self.sums[at].link_density());
            }
        }
    }

    /// The elements whose text is the article.
    fn choose(&self) -> Vec<bool> {
        let nodes = &self.outline.nodes;
        let mut chosen = vec![false; nodes.len()];
        let scored = self.widened(self.best());
        let top = match self.told_element(scored) {
            Some(top) => top,
            None => {
                self.neighbours(scored, &mut chosen);
                scored
            }
        };
        chosen[top] = true;
        for at in 1..nodes.len() {
            chosen[at] |= chosen[nodes[at].parent as usize];
        }
        chosen
    }

    /// The smallest element with nearly all of the text that the head has, unless that is only
    /// the beginning of what scores best.
    fn told_element(&self, scored: usize) -> Option<usize> {
        let all = self.sums[0].told;
        if all < TOLD {
            return None;
        }
        let enough = |at: &usize| self.sums[*at].told * 20 >= all * 19;
        let found = (0..self.sums.len()).rev().find(enough)?;
        let inside = scored < found && (found as u32) < self.outline.nodes[scored].end;
        (!inside || self.sums[found].prose * 2.0 > self.sums[scored].prose).then_some(found)
    }

    fn best(&self) -> usize {
        let better =
            |best: usize, at: usize| if self.scores[at] > self.scores[best] { at } else { best };
        (0..self.scores.len()).fold(0, better)
    }

    /// The best element, or one around it that holds more of the article.
    fn widened(&self, best: usize) -> usize {
        let nodes = &self.outline.nodes;
        let parent = |at: usize| nodes[at].parent as usize;
        let mut top = best;
        // Several good elements in one: that one.
        let good: Vec<usize> = {
            let mut ranked: Vec<usize> = (1..nodes.len())
                .filter(|&at| self.scores[at] >= self.scores[best] * 0.75)
                .collect();
            ranked.sort_by(|&a, &b| self.scores[b].total_cmp(&self.scores[a]).then(a.cmp(&b)));
            ranked.truncate(6);
            ranked
        };
        if good.len() > 3 {
            let mut around = parent(top);
            for _ in 0..nodes.len().min(64) {
                let inside = good
                    .iter()
                    .filter(|&&at| around < at && (at as u32) < nodes[around].end)
                    .count();
                if inside > 3 && nodes[around].tag != Tag::Root {
                    top = around;
                    break;
                }
                around = parent(around);
            }
        }
        let mut last = self.scores[top];
        let least = last / 3.0;
        let mut around = parent(top);
        while around != 0 && nodes[around].tag != Tag::Root {
            let score = self.scores[around];
            if score < least {
                break;
            }
            if score > last {
                top = around;
                break;
            }
            last = score;
            around = parent(around);
        }
        top
    }

    /// Elements beside the best that read like it.
    fn neighbours(&self, top: usize, chosen: &mut [bool]) {
        if top == 0 {
            return;
        }
        let nodes = &self.outline.nodes;
        let parent = nodes[top].parent as usize;
        let least = (self.scores[top] * 0.2).max(10.0);
        let mut at = parent + 1;
        while at < nodes[parent].end as usize {
            let (node, sums) = (&nodes[at], self.sums[at]);
            let reads = match node.tag {
                Tag::Paragraph => {
                    let density = sums.link_density();
                    sums.letters > 80 && density < 0.25 || sums.prose > 0.0 && density == 0.0
                }
                _ => false,
            };
            chosen[at] |= self.believed[at].is_none() && (self.scores[at] >= least || reads);
            at = node.end as usize;
        }
    }

    /// Prose between the headline and the article is its lead.
    fn lead(&self, chosen: &[bool]) -> std::ops::Range<usize> {
        let pieces = &self.outline.pieces;
        let first = pieces.iter().position(|piece| chosen[piece.node as usize]).unwrap_or(0);
        let title = (0..first).rev().find(|&at| {
            self.pieces[at].titles > 0 && self.believed[pieces[at].node as usize].is_none()
        });
        title.map_or(first..first, |title| title + 1..first)
    }

    fn reads_as_lead(&self, at: usize) -> bool {
        let sums = self.pieces[at];
        sums.prose > 0.0 || sums.heads >= LEAD && sums.links == 0
    }

    /// Takes blocks of links and the like out of the article.
    fn clean(&mut self, chosen: &[bool]) {
        let nodes = &self.outline.nodes;
        let pieces = self.outline.pieces.iter().zip(&self.pieces);
        let inside = |node: usize| chosen[node] && self.believed[node].is_none();
        let all: f32 =
            pieces.filter(|(p, _)| inside(p.node as usize)).map(|(_, sums)| sums.prose).sum();
        for at in 1..nodes.len() {
            let parent = nodes[at].parent as usize;
            if !chosen[at] || self.believed[at].is_some() {
                continue;
            }
            if self.believed[parent].is_some() {
                self.believed[at] = self.believed[parent];
                continue;
            }
            let most = self.sums[at].prose > all * 0.5
                || self.sums[at].told * 2 > self.sums[0].told.max(1);
            if !most && self.is_furniture(at) {
                self.believed[at] = Some(Zone::Related);
            }
        }
    }

    fn is_furniture(&self, at: usize) -> bool {
        let (node, sums) = (&self.outline.nodes[at], self.sums[at]);
        let list = node.tag == Tag::List;
        if !matches!(node.tag, Tag::Block | Tag::List | Tag::Table | Tag::Form) || sums.letters == 0
        {
            return false;
        }
        if node.weight < 0 {
            return true;
        }
        if sums.commas >= 10 || sums.told > 0 {
            return false;
        }
        let density = sums.link_density();
        let heads = sums.heads as f32 / sums.letters as f32;
        let alone = !list && heads < 0.9 && sums.letters < SHORTEST && node.has_blocks;
        alone
            || !list && node.tag != Tag::Table && sums.items > sums.paragraphs + 100
            || node.weight < 25 && density > if list { LINKS } else { FEW_LINKS }
            || node.weight >= 25 && density > LINKS
    }

    /// The zone of each piece.
    fn settle(&mut self, chosen: &[bool]) {
        let first = self.outline.pieces.iter().position(|piece| chosen[piece.node as usize]);
        let first = first.unwrap_or(0);
        let title = key(&self.told.title);
        let mut headline = false;
        let lead = self.lead(chosen);
        for (at, piece) in self.outline.pieces.iter().enumerate() {
            let node = &self.outline.nodes[piece.node as usize];
            let line = text_of(self.text, piece);
            let believed = self.believed[piece.node as usize];
            let inside = chosen[piece.node as usize];
            let is_title = is_title(line, &title);
            let heads = matches!(node.tag, Tag::Heading(1))
                && (title.is_empty() || inside || believed.is_none());
            self.zones[at] = if is_title || heads && !headline && self.pieces[at].prose < 8.0 {
                let zone = if headline { Zone::Repeated } else { Zone::Headline };
                let seen = believed.filter(|zone| !matches!(zone, Zone::Navigation)).is_some();
                headline |= !seen;
                if seen { believed.unwrap_or(Zone::Related) } else { zone }
            } else if let Some(zone) = believed {
                zone
            } else if inside || lead.contains(&at) && self.reads_as_lead(at) {
                self.by_words(at, piece, line)
            } else if self.sums[piece.node as usize].link_density() > 0.5
                && at > first
                && self.pieces[at].letters > 20
            {
                Zone::Related
            } else {
                by_cue(line).unwrap_or(Zone::Navigation)
            };
        }
    }

    /// A line inside the article may still say that it is none of it.
    fn by_words(&self, at: usize, piece: &Piece, line: &str) -> Zone {
        let sums = self.pieces[at];
        let whole = self.outline.nodes[piece.node as usize].tag != Tag::Inline;
        if sums.told > 0 || !whole || sums.letters > 200 {
            return Zone::Body;
        }
        by_cue(line).unwrap_or(if is_date(line) { Zone::Dateline } else { Zone::Body })
    }
}

/// A line says the title, or all of it before the name of the site.
fn is_title(line: &str, title: &str) -> bool {
    if title.is_empty() || line.len() > 1000 {
        return false;
    }
    let line = key(line);
    line == title || line.len() >= 15 && title.starts_with(&line)
}

/// The zone that a line's words name.
fn by_cue(line: &str) -> Option<Zone> {
    let sentence = line.ends_with(['.', '؟', '!', '?', '。']);
    Some(match cue(line, sentence)? {
        Cue::Source => Zone::Source,
        Cue::Tags => Zone::Tags,
        Cue::Date => Zone::Dateline,
        Cue::Comments => Zone::Comments,
        Cue::Related => Zone::Related,
        Cue::Advertising => Zone::Advertising,
        Cue::Caption => Zone::Caption,
        Cue::End | Cue::Furniture => Zone::Navigation,
        Cue::Section | Cue::FaintFurniture => return None,
    })
}

fn text_of<'a>(text: &'a str, piece: &Piece) -> &'a str {
    text.get(piece.start as usize..piece.end as usize).unwrap_or_default()
}

fn measure(text: &str, piece: &Piece, node: &Node, probes: &BTreeSet<u64>) -> Sums {
    let line = text_of(text, piece);
    let (mut count, mut commas) = (0, 0);
    for c in line.chars() {
        count += usize::from(!c.is_whitespace());
        commas += usize::from(matches!(c, ',' | '،' | '、' | '，' | '﹐' | '︐' | '؛' | '。'));
    }
    let links = count * piece.link as usize / line.len().max(1);
    let heading = matches!(node.tag, Tag::Heading(_));
    // A letter of the scripts that write a word or a syllable with one weighs more.
    let wide = if line.len() > count * 5 / 2 { 2 } else { 1 };
    let counts = count * wide >= SHORTEST && links * 2 <= count && !heading;
    let prose =
        if counts { 1.0 + commas as f32 + ((count * wide) as f32 / 100.0).min(3.0) } else { 0.0 };
    let told = if !probes.is_empty() && is_told(line, probes) { count } else { 0 };
    let heads = if heading { count } else { 0 };
    Sums { letters: count, links, commas, heads, prose, told, ..Sums::default() }
}

/// The letters and figures of a text.
fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// Hashes of all stretches of so many letters.
fn probes(letters: &str) -> BTreeSet<u64> {
    let letters: Vec<char> = letters.chars().take(MOST_TOLD).collect();
    letters.windows(PROBE / 2).map(hash).collect()
}

fn hash(letters: &[char]) -> u64 {
    letters.iter().fold(0xcbf2_9ce4_8422_2325, |hash, &c| {
        (hash ^ u64::from(c)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}

/// The beginning and the end of a line stand in the head's text.
fn is_told(line: &str, probes: &BTreeSet<u64>) -> bool {
    let letters: Vec<char> = line.chars().filter(|c| c.is_alphanumeric()).take(4000).collect();
    let length = PROBE / 2;
    letters.len() >= length
        && (probes.contains(&hash(&letters[..length]))
            || probes.contains(&hash(&letters[letters.len() - length..])))
}

/// Neighbouring pieces of one zone make one span, but for headlines.
fn spans(outline: &Outline, zones: &[Zone]) -> Vec<(Span, Zone)> {
    let mut spans: Vec<(Span, Zone)> = Vec::new();
    let mut before = Zone::Body;
    for (piece, &zone) in outline.pieces.iter().zip(zones) {
        if zone != Zone::Body {
            match spans.last_mut() {
                Some((last, _)) if before == zone => last.end = piece.end,
                _ => spans.push((Span::new(piece.start, piece.end), zone)),
            }
        }
        before = zone;
    }
    spans
}

#[cfg(test)]
mod tests {
    use crate::document::{Document, Zone};
    use crate::ingest::format::html::read;

    /// A paragraph in our own words, told apart by a number.
    fn paragraph(n: u32) -> String {
        format!(
            "<p>Paragraph {n} tells, slowly and with some care, how the river rose in spring, and what the town did about it.</p>"
        )
    }

    fn page(source: &str) -> Document {
        read("a.html", source).unwrap().documents.remove(0)
    }

    /// The zone of the first place that says this.
    fn zone(document: &Document, words: &str) -> Zone {
        let at = document.text.find(words).unwrap_or_else(|| panic!("{words}: {}", document.text))
            as u32;
        let found = document.zones.iter().find(|(span, _)| span.start <= at && at < span.end);
        found.map_or(Zone::Body, |(_, zone)| *zone)
    }

    fn around(article: &str) -> Document {
        page(&format!(
            "<!doctype html><title>The river rose | A paper</title><body><nav><a href=/>Front page</a> <a href=/s>Sport</a></nav>\
             {article}<footer>All rights reserved, and so on, by the paper.</footer>"
        ))
    }

    #[test]
    fn a_page_by_its_elements() {
        let text: String = (1..5).map(paragraph).collect();
        let document = around(&format!(
            "<div class=page><article><h1>The river rose</h1><p class=byline>By A Writer</p>\
             <figure><img src=x><figcaption>The river in May</figcaption></figure>{text}\
             <div class=share-buttons><a href=f>Tell a friend</a></div><div class='post-tags'><a href=t>water</a></div></article>\
             <aside><h3>Elsewhere</h3><p>A bear was seen, and it was hungry, near the old mill by the lake.</p></aside>\
             <section id=comments><p>I was there, and it was wet, and nobody helped me at all.</p></section></div>"
        ));
        for (words, expected) in [
            ("Front page", Zone::Navigation),
            ("The river rose", Zone::Headline),
            ("By A Writer", Zone::Source),
            ("The river in May", Zone::Caption),
            ("Paragraph 1", Zone::Body),
            ("Paragraph 4", Zone::Body),
            ("Tell a friend", Zone::Navigation),
            ("water", Zone::Tags),
            ("A bear", Zone::Related),
            ("I was there", Zone::Comments),
            ("All rights", Zone::Navigation),
        ] {
            assert_eq!(zone(&document, words), expected, "{words}");
        }
    }

    #[test]
    fn a_page_without_telling_names() {
        let text: String = (1..5).map(paragraph).collect();
        let links: String = (0..9)
            .map(|n| format!("<li><a href=/{n}>Another story, number {n}</a></li>"))
            .collect();
        let document = page(&format!(
            "<title>T</title><table><tr><td><ul>{links}</ul></td><td><font>{text}</font><ul>{}</ul></td></tr></table>",
            links.replace("Another", "One more")
        ));
        assert_eq!(zone(&document, "Paragraph 1"), Zone::Body);
        assert_eq!(zone(&document, "Paragraph 4"), Zone::Body);
        assert!(!zone(&document, "Another story").is_article());
        assert_eq!(zone(&document, "One more story, number 3"), Zone::Related);
    }

    #[test]
    fn a_name_is_not_believed_of_most_of_the_text() {
        let text: String = (1..6).map(paragraph).collect();
        for class in ["sidebar", "comments-open ad", "related", "js-share"] {
            let document = around(&format!("<div class='{class}'>{text}</div>"));
            assert_eq!(zone(&document, "Paragraph 3"), Zone::Body, "{class}");
        }
    }

    #[test]
    fn leads_and_neighbours_belong_to_it() {
        let text: String = (1..6).map(paragraph).collect();
        let lead = "It was the highest water in years, said the mayor, who was there.";
        let document = around(&format!(
            "<div><h1>The river rose</h1><div class=x><p>{lead}</p></div></div><div class=story>{text}</div>"
        ));
        assert_eq!(zone(&document, lead), Zone::Body);
        assert_eq!(zone(&document, "Paragraph 5"), Zone::Body);
    }

    #[test]
    fn what_the_page_tells_machines_decides() {
        let own = "The short report, which nobody else has printed, says that the water came at night and went by day. ".repeat(4);
        let other: String = (1..9).map(paragraph).collect();
        let page = |data: &str| {
            page(&format!(
                "<title>T</title>{data}<div>{other}</div><div><div><p>{own}</p></div></div>"
            ))
        };
        let data = format!(
            "<script type='application/ld+json'>{{\"@type\": \"NewsArticle\", \"articleBody\": \"{own}\"}}</script>"
        );
        assert_eq!(zone(&page(&data), "The short report"), Zone::Body);
        assert_eq!(zone(&page(&data), "Paragraph 2"), Zone::Navigation);
        assert_eq!(zone(&page(""), "Paragraph 2"), Zone::Body);
    }

    #[test]
    fn lines_inside_may_say_that_they_are_none_of_it() {
        let text: String = (1..5).map(paragraph).collect();
        let document = around(&format!(
            "<article>{text}<p>Read also: A mill is for sale</p><p>Advertisement</p>{}</article>",
            paragraph(7)
        ));
        assert_eq!(zone(&document, "Read also"), Zone::Related);
        assert_eq!(zone(&document, "Advertisement"), Zone::Advertising);
        assert_eq!(zone(&document, "Paragraph 7"), Zone::Body);
    }

    #[test]
    fn depth_and_size_cost_no_more_than_their_bytes() {
        let deep = "<div class=a><span class=ad>".repeat(50_000);
        let document =
            page(&format!("<title>T</title>{deep}{}", (1..4).map(paragraph).collect::<String>()));
        assert!(document.text.contains("Paragraph 3"));
        let ends = "</span></div></p></td>".repeat(50_000);
        assert!(
            page(&format!("<td>{}{ends}{}", "<b><i>".repeat(50_000), paragraph(1)))
                .text
                .contains("Paragraph 1")
        );
        let rows = "<table><tr><td><li>x".repeat(30_000);
        assert!(page(&rows).text.starts_with('x'));
    }
}
