//! Texts that the reader chose and gave a name: kept, combined, written into an address and a file.
//!
//! A subcorpus says which texts it is by what is known of them, by a query, by their ids, and by other
//! subcorpora ([`Subcorpus`]): so it means the same wherever its address or file is opened, and grows
//! with the corpus.

use serde::Deserialize;

use super::facets::{limit_label, limits};
use super::fragment::code;
use super::language::Lang;
use super::messages::messages;
use crate::engine::protocol::Subcorpus;

/// What the file calls itself.
pub const FORMAT: &str = "kashf subcorpora";
/// The version that is written, and the newest that is read.
pub const VERSION: u32 = 1;
/// Bytes of a file, at most.
pub const LARGEST_FILE: usize = 4 << 20;
/// Named subcorpora, at most.
pub const MOST: usize = 200;
/// Letters of a name, at most.
pub const LONGEST_NAME: usize = 100;
/// Bytes of one in an address, at most: some thousand texts that were picked one by one.
pub const LONGEST: usize = 96 << 10;
/// Subcorpora within each other, at most: less than the engine answers, for it will stand in more.
const DEEPEST: usize = 12;
/// Brackets within each other that those make in JSON, at most, and some to spare.
const DEEPEST_JSON: u32 = 64;
/// Steps that can be taken back.
const STEPS: usize = 100;

/// How two are made one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Combined {
    /// Texts that are in both.
    Both,
    /// Texts that are in one or the other.
    Either,
    /// Texts of the first that are not in the second.
    Without,
}

impl Combined {
    /// All, in the order in which they are offered.
    pub const ALL: [Combined; 3] = [Combined::Both, Combined::Either, Combined::Without];

    /// The two as one, under a name.
    ///
    /// ```
    /// use kashf::engine::protocol::Subcorpus;
    /// use kashf::view::subcorpora::Combined;
    /// let [a, b] = ["a", "b"].map(|it| Subcorpus { query: it.into(), ..Subcorpus::default() });
    /// let both = Combined::Without.of("a alone", a.clone(), b.clone());
    /// assert_eq!((both.and, both.not), (vec![a], vec![b]));
    /// ```
    pub fn of(self, name: &str, first: Subcorpus, second: Subcorpus) -> Subcorpus {
        let named = Subcorpus { name: name.to_owned(), ..Subcorpus::default() };
        match self {
            Combined::Both => Subcorpus { and: vec![first, second], ..named },
            Combined::Either => Subcorpus { or: vec![first, second], ..named },
            Combined::Without => Subcorpus { and: vec![first], not: vec![second], ..named },
        }
    }
}

/// All that were named, by their names, and what was done to them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Subcorpora {
    named: Vec<Subcorpus>,
    done: Vec<Vec<Subcorpus>>,
    undone: Vec<Vec<Subcorpus>>,
}

impl Subcorpora {
    /// Those that were kept: nothing of them can be taken back.
    pub fn of(kept: Vec<Subcorpus>) -> Subcorpora {
        let mut all = Subcorpora::default();
        kept.into_iter().for_each(|one| all.set(one));
        all
    }

    /// All, by the letters of their names.
    pub fn list(&self) -> &[Subcorpus] {
        &self.named
    }

    /// The one of a name.
    pub fn get(&self, name: &str) -> Option<&Subcorpus> {
        self.named.iter().find(|one| one.name == name)
    }

    /// Adds one, or puts it in the place of that of the same name. False, and nothing is done, when
    /// it has no name, too long a one, names too many texts for an address, or there are too many.
    pub fn put(&mut self, one: Subcorpus) -> bool {
        self.put_all(vec![one])
    }

    /// The same of several, in one step: all of them or none.
    pub fn put_all(&mut self, several: Vec<Subcorpus>) -> bool {
        let mut after = self.clone();
        for one in several {
            if !is_well(&one) {
                return false;
            }
            after.set(one);
        }
        let fits = after.named.len() <= MOST;
        if fits {
            self.step(after.named);
        }
        fits
    }

    /// Gives one another name; that of the other name, if there is one, is gone.
    pub fn rename(&mut self, name: &str, to: &str) -> bool {
        let Some(one) = self.get(name).cloned() else { return false };
        let one = Subcorpus { name: to.to_owned(), ..one };
        let fits = is_well(&one);
        if fits {
            let mut after = self.clone();
            after.named.retain(|it| it.name != name);
            after.set(one);
            self.step(after.named);
        }
        fits
    }

    /// Forgets one.
    pub fn remove(&mut self, name: &str) {
        let after = self.named.iter().filter(|one| one.name != name).cloned().collect();
        self.step(after);
    }

    fn set(&mut self, one: Subcorpus) {
        let place = self.named.partition_point(|it| it.name < one.name);
        match self.named.get_mut(place).filter(|it| it.name == one.name) {
            Some(same) => *same = one,
            None => self.named.insert(place, one),
        }
    }

    fn step(&mut self, after: Vec<Subcorpus>) {
        if after == self.named {
            return;
        }
        self.undone.clear();
        self.done.push(std::mem::replace(&mut self.named, after));
        if self.done.len() > STEPS {
            self.done.remove(0);
        }
    }

    /// Whether there is a step to take back.
    pub fn can_undo(&self) -> bool {
        !self.done.is_empty()
    }

    /// Whether there is one that was taken back.
    pub fn can_redo(&self) -> bool {
        !self.undone.is_empty()
    }

    /// Takes the last step back, if there is one.
    pub fn undo(&mut self) {
        if let Some(before) = self.done.pop() {
            self.undone.push(std::mem::replace(&mut self.named, before));
        }
    }

    /// Takes the step again that was taken back last.
    pub fn redo(&mut self) {
        if let Some(after) = self.undone.pop() {
            self.done.push(std::mem::replace(&mut self.named, after));
        }
    }
}

/// What a subcorpus is called; one without a name by what it is.
///
/// ```
/// use kashf::engine::protocol::Subcorpus;
/// use kashf::view::{language::Lang, subcorpora::label};
/// let nato = Subcorpus { query: "nato".into(), ..Subcorpus::default() };
/// let named = Subcorpus { name: "N".into(), ..nato.clone() };
/// let others = Subcorpus { not: vec![named.clone()], ..nato };
/// assert_eq!(label(Lang::En, &named), "\u{2068}N\u{2069}");
/// assert_eq!(label(Lang::En, &others), "\u{2068}nato\u{2069}; not \u{2068}N\u{2069}");
/// ```
pub fn label(lang: Lang, texts: &Subcorpus) -> String {
    match texts.name.as_str() {
        "" => described(lang, texts),
        name => isolated(name),
    }
}

/// What a subcorpus is: what is known of its texts, and how it was made of others.
pub fn described(lang: Lang, texts: &Subcorpus) -> String {
    let said = messages(lang);
    let Subcorpus { query, filter, documents, and, or, not, .. } = texts;
    let mut parts = Vec::new();
    if !query.is_empty() {
        parts.push(isolated(query));
    }
    let limits = limits(filter);
    parts.extend(limits.iter().map(|limit| limit_label(said, lang, filter, limit)));
    if !documents.is_empty() {
        parts.push(said.subcorpora.picked.say(lang, documents.len() as u64));
    }
    let labels = |all: &[Subcorpus], between: &str| {
        all.iter().map(|it| label(lang, it)).collect::<Vec<_>>().join(between)
    };
    let words = &said.subcorpora;
    if !and.is_empty() {
        parts.push(labels(and, &format!(" {} ", words.both_short)));
    }
    if !or.is_empty() {
        parts.push(labels(or, &format!(" {} ", words.either_short)));
    }
    parts.extend(not.iter().map(|it| format!("{} {}", words.without_short, label(lang, it))));
    match parts.is_empty() {
        true => words.all_texts.to_owned(),
        false => parts.join(if lang == Lang::En { "; " } else { "؛ " }),
    }
}

/// Words that run their own way, whatever stands beside them.
fn isolated(words: &str) -> String {
    format!("\u{2068}{words}\u{2069}")
}

fn depth(texts: &Subcorpus) -> usize {
    let Subcorpus { filter, and, or, not, .. } = texts;
    let inside = filter.within.iter().chain(and).chain(or).chain(not);
    1 + inside.map(depth).max().unwrap_or(0)
}

/// Whether it can be kept: its name and its address are not too long, and it is not too deep.
fn is_well(one: &Subcorpus) -> bool {
    let length = one.name.trim().chars().count();
    (1..=LONGEST_NAME).contains(&length) && depth(one) <= DEEPEST && code(one).len() <= LONGEST
}

/// All as a file: JSON in UTF-8, a subcorpus a line, by their names.
pub fn write(all: &Subcorpora) -> String {
    let lines: Vec<String> =
        all.list().iter().filter_map(|one| serde_json::to_string(one).ok()).collect();
    format!(
        "{{\"format\":\"{FORMAT}\",\"version\":{VERSION},\"subcorpora\":[\n{}\n]}}\n",
        lines.join(",\n")
    )
}

/// Whether nothing in a JSON text stands deeper in it than what we write does: a reader that goes down
/// into it comes up again.
///
/// ```
/// use kashf::view::subcorpora::is_shallow;
/// assert!(is_shallow(r#"{"and":[{"name":"[[[ \"{"}]}"#));
/// assert!(!is_shallow(&"[".repeat(100_000)));
/// ```
pub fn is_shallow(text: &str) -> bool {
    let (mut depth, mut quoted, mut escaped) = (0_u32, false, false);
    for byte in text.bytes() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = quoted,
            b'"' => quoted = !quoted,
            b'[' | b'{' if !quoted => depth += 1,
            b']' | b'}' if !quoted => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > DEEPEST_JSON {
            return false;
        }
    }
    true
}

/// A file as it stands, before it is [checked](File::check).
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct File {
    format: String,
    version: u32,
    subcorpora: Vec<Subcorpus>,
}

/// Why a file is not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    /// It is none of subcorpora.
    Other,
    /// It is of a later version.
    Newer,
    /// It holds too many, one without a name, or too many within each other.
    TooMuch,
}

impl File {
    /// The subcorpora in it.
    ///
    /// # Errors
    ///
    /// Why it is not read.
    pub fn check(self) -> Result<Vec<Subcorpus>, Refused> {
        let File { format, version, subcorpora } = self;
        match () {
            () if format != FORMAT => Err(Refused::Other),
            () if version > VERSION => Err(Refused::Newer),
            () if subcorpora.len() > MOST || !subcorpora.iter().all(is_well) => {
                Err(Refused::TooMuch)
            }
            () => Ok(subcorpora),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::fragment::any::subcorpus;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn any_text_is_read_or_refused(text in "\\PC{0,60}|[{}\\[\\]\":a-z,]{0,60}") {
            if let Ok(file) = serde_json::from_str::<File>(&text) {
                let _ = file.check();
            }
        }

        #[test]
        fn every_step_is_taken_back(several in prop::collection::vec(subcorpus(), 1..12)) {
            let mut all = Subcorpora::default();
            let mut past = vec![Vec::new()];
            for one in several {
                let gone = one.query.is_empty();
                let name = one.name.clone();
                match gone {
                    true => all.remove(&name),
                    false => { all.put(one); }
                }
                if past.last().unwrap() != all.list() {
                    past.push(all.list().to_vec());
                }
                prop_assert!(all.list().is_sorted_by(|a, b| a.name < b.name));
            }
            let file: File = serde_json::from_str(&write(&all)).unwrap();
            let again = Subcorpora::of(file.check().unwrap());
            prop_assert_eq!(again.list(), all.list());
            prop_assert!(is_shallow(&write(&all)));
            for before in past.iter().rev().skip(1) {
                all.undo();
                prop_assert_eq!(all.list(), &before[..]);
            }
            prop_assert!(!all.can_undo());
            for after in &past[1..] {
                all.redo();
                prop_assert_eq!(all.list(), &after[..]);
            }
        }
    }

    #[test]
    fn names_are_needed_and_files_checked() {
        let mut all = Subcorpora::default();
        assert!(!all.put(Subcorpus::default()) && !all.can_undo());
        let named = |name: &str| Subcorpus { name: name.into(), ..Subcorpus::default() };
        assert!(!all.put(named(&"a".repeat(LONGEST_NAME + 1))));
        assert!(all.put(named("a")) && all.put(named("b")));
        assert!(all.rename("a", "b") && all.list() == [named("b")]);
        assert!(!all.rename("b", " ") && !all.rename("z", "y"));
        let many: Vec<Subcorpus> = (0..=MOST).map(|it| named(&it.to_string())).collect();
        assert!(!all.put_all(many));
        let refused = |text: &str| serde_json::from_str::<File>(text).unwrap().check().unwrap_err();
        assert_eq!(refused("{\"format\":\"kashf marks\"}"), Refused::Other);
        let head = format!("{{\"format\":\"{FORMAT}\",\"version\":");
        assert_eq!(refused(&format!("{head}2}}")), Refused::Newer);
        assert_eq!(refused(&format!("{head}1,\"subcorpora\":[{{}}]}}")), Refused::TooMuch);
        let deep =
            (0..DEEPEST).fold(named("x"), |inner, _| Subcorpus { and: vec![inner], ..named("x") });
        // As deep as can be kept is not too deep to be read.
        let Subcorpus { and: inner, .. } = deep.clone();
        let mut kept = Subcorpora::default();
        assert!(kept.put(inner[0].clone()) && is_shallow(&write(&kept)));
        assert!(!Subcorpora::default().put(deep));
        let many: Vec<String> = (0..20_000).map(|it| format!("{it}.txt")).collect();
        assert!(!Subcorpora::default().put(Subcorpus { documents: many, ..named("x") }));
    }
}
