//! A word and its collocates, as a graph.

use super::{
    Area, FOOT, Picture, SIZE, SMALL, Sheet, Style, Ticks, ends, is_drawn, shortened, width_of,
};
use crate::order;
use crate::view::language::Dir;

/// A word that stands with the word in the middle.
#[derive(Clone, Copy, Debug)]
pub struct Collocate<'a> {
    /// The word.
    pub word: &'a str,
    /// How strong the association is: the stronger, the nearer. Left out unless it is a number.
    pub strength: f64,
    /// How often it stands there before the word, and how often after it.
    pub sides: [u32; 2],
    /// What is said on pointing, and by a screen reader: the word with its figures.
    pub said: &'a str,
}

/// A word and its collocates.
#[derive(Clone, Copy, Debug)]
pub struct Graph<'a> {
    /// The word in the middle.
    pub word: &'a str,
    /// What stands with it, in any order.
    pub collocates: &'a [Collocate<'a>],
    /// The direction of the texts: what comes before stands where their lines begin.
    pub dir: Dir,
    /// The interface's words for before and after.
    pub sides: [&'a str; 2],
    /// What the rings measure, such as the name of the figure of association.
    pub measure: &'a str,
}

/// No more collocates than these are drawn, the strongest.
pub const MOST_COLLOCATES: usize = 40;

const ROLE: &str = "group";
/// Room for the names of the sides, and for the name of the rings.
const HEAD: f64 = 22.0;
/// The height of the word in the middle.
const PILL: f64 = 30.0;
/// The height of the words on a ring.
const RING: f64 = 14.0;
/// Clear of one another by more than this, labels want no more room.
const CLEAR: f64 = 26.0;

/// Draws a graph: the stronger a collocate, the nearer, the rings saying how strong; the more
/// often it stands with the word, the larger its disc. What stands more often before the word
/// is on that side, and the more evenly it stands on both, the nearer it is to the middle.
/// The same input gives the same picture; nothing without collocates.
///
/// Costs O(k²) for the at most [`MOST_COLLOCATES`] that are drawn.
pub fn graph(graph: &Graph<'_>, style: &Style<'_>) -> Picture {
    let mut drawn: Vec<&Collocate<'_>> =
        graph.collocates.iter().filter(|one| is_drawn(one.strength)).collect();
    order::sort_by(&mut drawn, |a, b| {
        b.strength.total_cmp(&a.strength).then_with(|| a.word.cmp(b.word))
    });
    drawn.truncate(MOST_COLLOCATES);
    let Some((low, high)) = ends(drawn.iter().map(|one| one.strength)) else {
        return Picture::nothing(graph.collocates.len());
    };
    let mut lay = Lay::new(graph, (low, high), style, 0);
    let mut nodes = lay.place(&drawn);
    // The picture grows until all have their place.
    for grown in 1..5 {
        if nodes.len() < drawn.len() {
            lay = Lay::new(graph, (low, high), style, grown);
            nodes = lay.place(&drawn);
        }
    }
    let svg = lay.draw(graph, style, &nodes);
    Picture { svg, height: lay.height, left_out: graph.collocates.len() - nodes.len() }
}

/// A collocate with its place.
struct Node<'a> {
    of: &'a Collocate<'a>,
    label: String,
    center: (f64, f64),
    radius: f64,
    /// Whether it is on the side of what comes before.
    before: bool,
    /// Where on its ring: see [`Lay::place`].
    turn: f64,
    area: Area,
}

/// Where things are, measured from where lines of the texts begin.
struct Lay {
    width: f64,
    height: f64,
    center: (f64, f64),
    /// Half the width and half the height of the farthest ring.
    far: (f64, f64),
    /// The nearest ring, as a part of the farthest.
    near: f64,
    ends: (f64, f64),
    /// The word in the middle, as far as there is room.
    word: String,
    rings: Vec<(f64, String)>,
}

impl Lay {
    fn new(graph: &Graph<'_>, ends: (f64, f64), style: &Style<'_>, grown: u32) -> Lay {
        let width = style.wide();
        let height = (width * 0.62).clamp(380.0, 560.0) * (1.0 + f64::from(grown) * 0.25);
        let labels =
            graph.collocates.iter().map(|one| width_of(one.word, SIZE)).fold(0.0, f64::max);
        let far = (width / 2.0 - 20.0 - 0.7 * labels.min(width * 0.24), height / 2.0 - HEAD - SIZE);
        let word = shortened(graph.word, SIZE + 2.0, width * 0.26);
        let half = width_of(&word, SIZE + 2.0) / 2.0 + 14.0;
        let near = ((half + 20.0) / far.0).max((PILL / 2.0 + 26.0) / far.1).min(0.7);
        let mut lay = Lay {
            width,
            height,
            center: (width / 2.0, height / 2.0),
            far,
            near,
            ends,
            word,
            rings: Vec::new(),
        };
        // As many rings as their words have room.
        let rings = |most| {
            let ticks = Ticks::between(ends.0, ends.1, most);
            let said = |&at: &f64| (lay.ring(at), ticks.say(style.lang, at));
            ticks.at.iter().map(said).collect::<Vec<_>>()
        };
        let are_apart = |rings: &Vec<(f64, String)>| {
            let mut pairs = rings.iter().zip(rings.iter().skip(1));
            pairs.all(|(one, next)| (one.0 - next.0).abs() * lay.far.1 >= RING)
        };
        let found = (1..=4).rev().map(rings).find(are_apart);
        if ends.1 > ends.0 {
            lay.rings = found.unwrap_or_default();
        }
        lay
    }

    /// The ring of a strength, as a part of the farthest.
    fn ring(&self, strength: f64) -> f64 {
        let (low, high) = self.ends;
        let part = if high > low { (high - strength) / (high - low) } else { 0.5 };
        self.near + (1.0 - self.near) * part
    }

    fn pill(&self) -> Area {
        let half = width_of(&self.word, SIZE + 2.0) / 2.0 + 14.0;
        let (x, y) = self.center;
        Area { from: x - half, to: x + half, top: y - PILL / 2.0, foot: y + PILL / 2.0 }
    }

    /// The words on the rings: at their tops.
    fn ring_labels(&self) -> Vec<(Area, &str)> {
        let one = |(ring, words): &(f64, String)| {
            let (half, y) = (width_of(words, SMALL) / 2.0 + 2.0, self.center.1 - ring * self.far.1);
            Area {
                from: self.center.0 - half,
                to: self.center.0 + half,
                top: y - RING / 2.0,
                foot: y + RING / 2.0,
            }
        };
        self.rings.iter().map(|ring| (one(ring), ring.1.as_str())).collect()
    }

    /// Finds each its place, the strongest first: of the places on its ring the one that is
    /// nearest to where its sides would have it and yet clear of the others. Those that find
    /// none are missing.
    fn place<'a>(&self, collocates: &[&'a Collocate<'a>]) -> Vec<Node<'a>> {
        let total =
            |one: &Collocate<'_>| one.sides.iter().map(|&side| f64::from(side)).sum::<f64>();
        let most = collocates.iter().map(|one| total(one)).fold(1.0, f64::max);
        let mut taken = vec![self.pill()];
        taken.extend(self.ring_labels().into_iter().map(|(area, _)| area));
        let mut nodes: Vec<Node<'a>> = Vec::new();
        for &of in collocates {
            let [before, after] = of.sides.map(f64::from);
            let radius = 3.0 + 10.0 * (total(of) / most).sqrt();
            let even = 1.0 - (before - after).abs() / (before + after).max(1.0);
            let label = shortened(of.word, SIZE, self.width * 0.24);
            // `turn` is the tangent of half the angle: from −1, below the middle, to 1, above.
            let node = |turn: f64, off: f64| {
                let ring = self.ring(of.strength) * off / (1.0 + turn * turn);
                let along = ring * self.far.0 * (1.0 - turn * turn);
                let y = self.center.1 - ring * self.far.1 * 2.0 * turn;
                let is_before = before > after;
                let x = self.center.0 + if is_before { -along } else { along };
                let beside = if is_before { x - radius - 4.0 } else { x + radius + 4.0 };
                let words = Area::label((beside, y), !is_before, width_of(&label, SIZE));
                let area = words.with(&Area::about((x, y), radius + 1.0));
                (x, y, is_before, area)
            };
            let sheet =
                Area { from: 2.0, to: self.width - 2.0, top: HEAD, foot: self.height - HEAD };
            let mut best: Option<(f64, _)> = None;
            // Exactly on its ring, or else nearly so.
            for off in [1.0, 0.97, 1.03] {
                for step in -22..=22 {
                    let turn = f64::from(step) / 22.5;
                    let found = node(turn, off);
                    let free = taken.iter().map(|area| area.gap(&found.3)).fold(CLEAR, f64::min);
                    // Its line is not to run through one that is nearer.
                    let nearer = nodes.iter().filter(|node| node.before == found.2);
                    let apart = nearer.map(|node| (node.turn - turn).abs()).fold(0.14, f64::min);
                    let score = free - (turn.abs() - even).abs() * CLEAR + apart * 6.0 * CLEAR;
                    let better = best.as_ref().is_none_or(|(known, _)| score > *known);
                    if free > 1.5 && sheet.holds(&found.3) && better {
                        best = Some((score, (turn, found)));
                    }
                }
                if best.is_some() {
                    break;
                }
            }
            if let Some((_, (turn, (x, y, before, area)))) = best {
                taken.push(area);
                nodes.push(Node { of, label, center: (x, y), radius, before, turn, area });
            }
        }
        nodes
    }

    fn draw(&self, graph: &Graph<'_>, style: &Style<'_>, nodes: &[Node<'_>]) -> String {
        let mut sheet = Sheet::new(style, self.height, ROLE);
        sheet.dir = graph.dir;
        for (ring, _) in &self.rings {
            let half = (ring * self.far.0, ring * self.far.1);
            sheet.svg.ellipse("pl__ring", self.center, half);
        }
        let middle = (sheet.x(self.center.0), self.center.1);
        let ways: Vec<Vec<(f64, f64)>> = nodes
            .iter()
            .map(|node| vec![middle, (sheet.x(node.center.0), node.center.1)])
            .collect();
        sheet.svg.strokes("pl__way", &ways);
        for (area, words) in self.ring_labels() {
            let place = (self.center.0, area.foot - 3.0);
            sheet.text("pl__small pl__halo", place, "middle", words);
        }
        let pill = self.pill();
        sheet.rect("pl__pill", (pill.from, pill.top, pill.to - pill.from, PILL));
        let place = (self.center.0, self.center.1 + FOOT + 0.5);
        sheet.text("pl__middle", place, "middle", &self.word);
        let [before, after] = graph.sides;
        sheet.disc("pl__disc pl__one", (6.0, 9.5), 5.0);
        sheet.text("pl__small", (16.0, 14.0), "start", before);
        sheet.disc("pl__disc pl__two", (self.width - 6.0, 9.5), 5.0);
        sheet.text("pl__small", (self.width - 16.0, 14.0), "end", after);
        sheet.text("pl__small", (self.center.0, self.height - 6.0), "middle", graph.measure);
        for node in nodes {
            let attributes = [("role", "link"), ("tabindex", "0"), ("data-word", node.of.word)];
            sheet.svg.open("pl__node", &attributes, node.of.said);
            let Area { from, to, top, foot } = node.area;
            sheet.rect("pl__ground", (from, top, to - from, foot - top));
            let class = if node.before { "pl__disc pl__one" } else { "pl__disc pl__two" };
            sheet.disc(class, node.center, node.radius);
            let off = node.radius + 4.0;
            let (off, anchor) = if node.before { (-off, "end") } else { (off, "start") };
            let place = (node.center.0 + off, node.center.1 + FOOT);
            sheet.text("pl__label pl__halo", place, anchor, &node.label);
            sheet.svg.close_row();
        }
        sheet.svg.finish()
    }
}
