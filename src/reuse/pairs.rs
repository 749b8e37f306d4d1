//! The signatures of a corpus → the pairs of documents that have passages in common.
//!
//! A join of prints: each document meets those that have a print of its own. Texts that are
//! wholly the same are found first and stand for one. A print of more than [`FREQUENT`]
//! documents is boilerplate, or a text with very many copies; there each document meets only
//! the [`NEIGHBOURS`] next longer ones, which finds the copies and leaves the rest. So the
//! work grows with the corpus and not with the square of it, whatever is in it.

use super::signature::{Shingles, Signature};
use super::{Measure, Relation};
use crate::id::DocId;
use crate::order;

/// Two documents that share passages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pair {
    /// The one that comes first in the corpus.
    pub left: DocId,
    /// The other.
    pub right: DocId,
    /// How much they share.
    pub measure: Measure,
    /// Whether that was counted in the texts, not estimated by their prints.
    pub exact: bool,
}

impl Pair {
    /// What they are to each other.
    pub fn relation(&self) -> Relation {
        self.measure.relation()
    }
}

/// Documents that a print of few has at most.
const FREQUENT: usize = 32;
/// Longer documents that one meets by a frequent print.
const NEIGHBOURS: usize = 8;
/// Prints of few that a pair must share, when neither is a copy or an excerpt: passages of
/// some thirty words in all.
const PASSAGES: u16 = 3;
/// Documents of fewer shingles meet by one print; others by two.
const SHORT: u32 = 33;
/// The prints are joined in so many portions, to hold few at a time.
const PORTIONS: u64 = 16;

/// The pairs of documents that share passages, estimated, by their numbers.
///
/// All copies and excerpts are found that share prints enough; of documents that are the same
/// wholly, each is paired with the first only, and only the first with others. Documents
/// that merely overlap are paired if what they share is rare in the corpus.
pub fn pairs(signatures: &[Signature]) -> Vec<Pair> {
    let mut found = Vec::new();
    let mut ranked = unlike(signatures, &mut found);
    ranked.sort_unstable_by_key(|&document| {
        (std::cmp::Reverse(signatures[document as usize].shingles), document)
    });
    let postings = Postings::new(signatures, &ranked);
    let mut meetings = Meetings { counts: vec![(0, 0); ranked.len()], met: Vec::new() };
    for rank in 0..ranked.len() {
        postings.meet(rank, &mut meetings);
        for (other, all, rare) in meetings.take() {
            let (left, right) = (ranked[rank].min(ranked[other]), ranked[rank].max(ranked[other]));
            let (a, b) = (&signatures[left as usize], &signatures[right as usize]);
            if all < 2 && a.shingles.min(b.shingles) >= SHORT {
                continue;
            }
            let measure = a.estimate(b);
            if measure.relation() < Relation::Overlap || rare >= PASSAGES {
                found.push(Pair { left: DocId(left), right: DocId(right), measure, exact: false });
            }
        }
    }
    found.sort_unstable_by_key(|pair| (pair.left, pair.right));
    found
}

/// The documents that are unlike each other: the first of each text. The others are paired
/// with it.
fn unlike(signatures: &[Signature], found: &mut Vec<Pair>) -> Vec<u32> {
    let numbered = (0u32..).zip(signatures).filter(|(_, it)| !it.prints.is_empty());
    let mut by_text: Vec<(u64, u32, u32)> =
        numbered.map(|(document, it)| (it.whole, it.shingles, document)).collect();
    by_text.sort_unstable();
    let mut firsts: Vec<u32> = Vec::new();
    for (_, _, document) in by_text {
        let signature = &signatures[document as usize];
        match firsts.last() {
            Some(&first) if signature.is_same(&signatures[first as usize]) => {
                let measure = signature.estimate(signature);
                let (left, right) = (DocId(first), DocId(document));
                found.push(Pair { left, right, measure, exact: true });
            }
            _ => firsts.push(document),
        }
    }
    firsts
}

/// Which documents have which print, those of one document left out. Documents go by their
/// rank: the longest is the first.
struct Postings {
    /// The ranks that have a print, one print after the other, ascending.
    ranks: Vec<u32>,
    /// Where in `ranks` each print begins.
    prints: Vec<usize>,
    /// The print and the place in `ranks` of each print of each document.
    own: Vec<(u32, u32)>,
    /// Where in `own` each document begins.
    documents: Vec<usize>,
}

impl Postings {
    fn new(signatures: &[Signature], ranked: &[u32]) -> Postings {
        let (mut ranks, mut prints) = (Vec::new(), Vec::new());
        let mut portion = Vec::new();
        for number in 0..PORTIONS {
            collect(signatures, ranked, number, &mut portion);
            for run in portion.chunk_by(|a, b| a >> 32 == b >> 32).filter(|run| run.len() > 1) {
                prints.push(ranks.len());
                ranks.extend(run.iter().map(|entry| *entry as u32));
            }
        }
        prints.push(ranks.len());
        let mut documents = vec![0; ranked.len() + 1];
        ranks.iter().for_each(|rank| documents[*rank as usize + 1] += 1);
        (1..documents.len()).for_each(|rank| documents[rank] += documents[rank - 1]);
        let (mut next, mut own) = (documents.clone(), vec![(0, 0); ranks.len()]);
        for print in 0..prints.len() - 1 {
            for place in prints[print]..prints[print + 1] {
                let next = &mut next[ranks[place] as usize];
                own[*next] = (print as u32, place as u32);
                *next += 1;
            }
        }
        Postings { ranks, prints, own, documents }
    }

    /// Counts which longer documents have prints of this one.
    fn meet(&self, rank: usize, meetings: &mut Meetings) {
        for &(print, place) in &self.own[self.documents[rank]..self.documents[rank + 1]] {
            let (start, place) = (self.prints[print as usize], place as usize);
            let rare = self.prints[print as usize + 1] - start <= FREQUENT;
            let from = if rare { start } else { start.max(place.saturating_sub(NEIGHBOURS)) };
            self.ranks[from..place].iter().for_each(|&other| meetings.count(other, rare));
        }
    }
}

/// The prints of one portion, each above the rank of the document that has it, ascending.
fn collect(signatures: &[Signature], ranked: &[u32], portion: u64, into: &mut Vec<u64>) {
    into.clear();
    let bound = |number: u64| number << 32;
    for (rank, &document) in (0u64..).zip(ranked) {
        let prints = &signatures[document as usize].prints;
        let below = |number: u64| {
            prints.partition_point(|&print| u64::from(print) * PORTIONS < bound(number))
        };
        let own = prints.get(below(portion)..below(portion + 1)).unwrap_or_default();
        into.extend(own.iter().map(|&print| (u64::from(print) << 32) | rank));
    }
    into.sort_unstable();
    into.dedup();
}

/// How many prints one document shares with each of the others.
struct Meetings {
    /// By rank: all of them, and those of few documents.
    counts: Vec<(u16, u16)>,
    met: Vec<u32>,
}

impl Meetings {
    fn count(&mut self, other: u32, rare: bool) {
        let (all, of_few) = &mut self.counts[other as usize];
        if *all == 0 {
            self.met.push(other);
        }
        *all = all.saturating_add(1);
        *of_few = of_few.saturating_add(u16::from(rare));
    }

    /// Those that were met, with their counts, which start anew.
    fn take(&mut self) -> impl Iterator<Item = (usize, u16, u16)> {
        self.met.drain(..).map(|other| {
            let (all, rare) = std::mem::take(&mut self.counts[other as usize]);
            (other as usize, all, rare)
        })
    }
}

/// Counts the pairs that may be copies or excerpts in the texts themselves.
///
/// `read` gives the shingles of a document, or nothing when it cannot be read; then the
/// estimate stays. A document is asked for more than once when it is in many pairs.
pub fn verified(
    mut pairs: Vec<Pair>,
    read: &mut dyn FnMut(DocId) -> Option<Shingles>,
) -> Vec<Pair> {
    order::sort_by_key(&mut pairs, |pair| (pair.left, pair.right));
    let mut texts = Texts { kept: vec![None; TEXTS], size: 0, read };
    let mut left: Option<(DocId, Option<Shingles>)> = None;
    for pair in pairs.iter_mut().filter(|pair| is_near(pair)) {
        if left.as_ref().is_none_or(|(document, _)| *document != pair.left) {
            left = Some((pair.left, texts.get(pair.left).cloned()));
        }
        let of_left = left.as_ref().and_then(|(_, shingles)| shingles.as_ref());
        if let (Some(of_left), Some(of_right)) = (of_left, texts.get(pair.right)) {
            (pair.measure, pair.exact) = (of_left.compare(of_right), true);
        }
    }
    pairs.retain(|pair| pair.measure.shared > 0);
    pairs
}

/// Whether an estimate is near enough to the bound of a copy or an excerpt, or above it.
fn is_near(pair: &Pair) -> bool {
    let Measure { shared, left, right } = pair.measure;
    !pair.exact && 5 * u64::from(shared) >= 2 * u64::from(left.min(right))
}

/// How many documents are kept when they were read, and how many shingles of theirs.
const TEXTS: usize = 1024;
const SIZE: usize = 1 << 22;

/// The shingles of documents that were read lately.
struct Texts<'a> {
    kept: Vec<Option<(DocId, Shingles)>>,
    size: usize,
    read: &'a mut dyn FnMut(DocId) -> Option<Shingles>,
}

impl Texts<'_> {
    fn get(&mut self, document: DocId) -> Option<&Shingles> {
        let place = document.0 as usize % TEXTS;
        if self.kept[place].as_ref().is_none_or(|(kept, _)| *kept != document) {
            let shingles = (self.read)(document)?;
            if self.size > SIZE {
                self.kept.fill(None);
                self.size = 0;
            }
            self.size += shingles.len();
            self.kept[place] = Some((document, shingles));
        }
        self.kept[place].as_ref().map(|(_, shingles)| shingles)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reuse::{shingles, signature};

    const FLOOD: &str = "وأعلنت هيئة الأرصاد أن الأمطار ستستمر حتى نهاية الأسبوع على المناطق الجبلية، \
        ودعت السكان إلى الابتعاد عن الأودية ومجاري السيول، مؤكدة أن فرقها تعمل على مدار الساعة \
        لرصد مستوى المياه في السدود الثلاثة التي بلغت نسبة امتلائها حدًّا لم تبلغه منذ عشرين عامًا.";
    const TRADE: &str = "صادرات غیرنفتی کشور در نیمه نخست سال به بیست میلیارد دلار رسید که نسبت به \
        مدت مشابه سال گذشته رشدی ده درصدی نشان می‌دهد. به گفته رئیس گمرک، بیشترین صادرات به کشورهای \
        همسایه بوده و سهم کالاهای پتروشیمی از آن کمتر از نصف است، هرچند بهای جهانی آن بالا رفته است.";

    fn found(texts: &[&str]) -> Vec<(u32, u32, Relation)> {
        let signatures: Vec<Signature> = texts.iter().map(|text| signature(text, &[])).collect();
        let read = &mut |document: DocId| Some(shingles(texts[document.0 as usize], &[]));
        let pairs = verified(pairs(&signatures), read);
        assert!(pairs.iter().all(|pair| pair.exact || pair.relation() == Relation::Overlap));
        pairs.iter().map(|pair| (pair.left.0, pair.right.0, pair.relation())).collect()
    }

    #[test]
    fn copies_excerpts_and_passages() {
        let retyped = FLOOD.replace('أ', "ا").replace('ة', "ه").replace('ي', "ی");
        let edited = format!("عاجل: {}", FLOOD.replace("الجبلية", "الشرقية"));
        let both = format!("{FLOOD}\n{TRADE}");
        let unlike = "Nothing of what stands here was ever written in any of the other texts above";
        assert_eq!(
            found(&[FLOOD, TRADE, &retyped, &edited, &both, unlike, ""]),
            [
                (0, 2, Relation::Same),
                (0, 3, Relation::Copy),
                (0, 4, Relation::Excerpt),
                (1, 4, Relation::Copy),
                (3, 4, Relation::Excerpt),
            ]
        );
    }

    #[test]
    fn a_thousand_copies_and_a_line_that_all_have() {
        let line = "All rights reserved; no part of this page may be copied, stored or sent on \
            without leave of the publisher, whose address is given below in full";
        let text = |number: usize| {
            let own: Vec<String> = (0..60).map(|word| format!("w{number}x{word}")).collect();
            format!("{} {line}", own.join(" "))
        };
        let signatures = |texts: &[String]| -> Vec<Signature> {
            texts.iter().map(|text| signature(text, &[])).collect()
        };
        // The line is a third of each text: no copy, no excerpt, and nothing rare.
        let texts: Vec<String> = (0..2000).map(text).collect();
        assert_eq!(pairs(&signatures(&texts)), []);
        // A thousand texts that differ by one word: each meets a few others.
        let first = text(0);
        let texts: Vec<String> = (0..1000).map(|number| format!("{first} n{number}")).collect();
        let pairs = pairs(&signatures(&texts));
        assert!(pairs.iter().all(|pair| pair.relation() == Relation::Copy));
        assert!((999..30_000).contains(&pairs.len()), "{}", pairs.len());
    }
}
