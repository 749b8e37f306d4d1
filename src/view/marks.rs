//! What a reader writes beside lines of a concordance: marks, labels, notes; and the way back.
//!
//! A mark belongs to a place of a document, whatever query found it. It holds the words that it
//! was given to, so that a mark is noticed that no longer fits. As a file it is JSON in UTF-8, one
//! mark a line and always in the same order: so two people's files can be compared and joined with
//! the tools they have.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// What the file calls itself.
pub const FORMAT: &str = "kashf marks";
/// The version that is written, and the newest that is read.
pub const VERSION: u32 = 1;
/// Bytes of a file, at most.
pub const LARGEST: usize = 16 << 20;
/// Marks, at most.
pub const MOST: usize = 20_000;
/// Bytes of an id, of words, a label, a note, at most.
const LONGEST: usize = 16 << 10;
/// Steps that can be taken back.
const STEPS: usize = 200;

/// A mark beside a line.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Mark {
    /// The document's own id.
    pub id: String,
    /// How many words of the document stand before the node.
    pub position: u32,
    /// The node, as it read then.
    pub words: String,
    /// One of the reader's own labels; may be empty.
    pub label: String,
    /// A note; may be empty.
    pub note: String,
}

/// A place: the document's id, and how many of its words stand before.
type Place = (String, u32);

/// A step: places with their marks before and after.
type Step = Vec<(Place, Option<Mark>, Option<Mark>)>;

/// All marks of a corpus, and what was done to them.
///
/// ```
/// use kashf::view::marks::{Mark, Marks};
/// let mut marks = Marks::default();
/// let mark = Mark { id: "a.txt".into(), position: 7, words: "nato".into(), ..Mark::default() };
/// marks.put(mark.clone());
/// marks.put(Mark { label: "treaty".into(), ..mark.clone() });
/// assert_eq!(marks.get("a.txt", 7).unwrap().label, "treaty");
/// marks.undo();
/// assert_eq!(marks.get("a.txt", 7), Some(&mark));
/// marks.undo();
/// assert!(marks.is_empty() && !marks.can_undo() && marks.can_redo());
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marks {
    marks: BTreeMap<Place, Mark>,
    done: Vec<Step>,
    undone: Vec<Step>,
}

impl Marks {
    /// Marks that were kept: nothing of them can be taken back.
    pub fn of(kept: Vec<Mark>) -> Marks {
        let placed = kept.into_iter().map(|mark| ((mark.id.clone(), mark.position), mark));
        Marks { marks: placed.take(MOST).collect(), ..Marks::default() }
    }

    /// The mark of a place.
    pub fn get(&self, id: &str, position: u32) -> Option<&Mark> {
        // Few have marks, and most ask for those that have none.
        if self.marks.is_empty() {
            return None;
        }
        self.marks.get(&(id.to_owned(), position))
    }

    /// Whether all of these are among them.
    pub fn has(&self, marks: &[Mark]) -> bool {
        marks.iter().all(|mark| self.get(&mark.id, mark.position) == Some(mark))
    }

    /// All, by document and place.
    pub fn list(&self) -> impl Iterator<Item = &Mark> {
        self.marks.values()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.marks.len()
    }

    /// True without any.
    pub fn is_empty(&self) -> bool {
        self.marks.is_empty()
    }

    /// The labels that were given, and how often each, by their letters. Marks without one are not
    /// among them.
    pub fn labels(&self) -> Vec<(&str, usize)> {
        let mut labels: BTreeMap<&str, usize> = BTreeMap::new();
        for mark in self.list().filter(|mark| !mark.label.is_empty()) {
            *labels.entry(&mark.label).or_default() += 1;
        }
        labels.into_iter().collect()
    }

    /// Marks a place, or changes its mark. Nothing happens when there are too many.
    pub fn put(&mut self, mark: Mark) {
        self.put_all(vec![mark]);
    }

    /// The same while somebody writes: what is written into one mark, one sign after the other,
    /// is one step.
    pub fn amend(&mut self, mark: Mark) {
        if !self.put_all(vec![mark]) {
            return;
        }
        let [.., before, last] = &mut self.done[..] else { return };
        if let ([(place, Some(_), middle)], [(same, Some(_), after)]) = (&mut before[..], &last[..])
            && place == same
        {
            middle.clone_from(after);
            self.done.pop();
        }
    }

    /// The same of several, in one step. Tells whether anything is otherwise now.
    pub fn put_all(&mut self, marks: Vec<Mark>) -> bool {
        let room = MOST.saturating_sub(self.marks.len());
        let placed = marks.into_iter().map(|mark| ((mark.id.clone(), mark.position), mark));
        let placed: BTreeMap<Place, Mark> = placed.collect();
        let fresh = placed.keys().filter(|place| !self.marks.contains_key(*place)).count();
        fresh <= room
            && self.step(placed.into_iter().map(|(place, mark)| (place, Some(mark))).collect())
    }

    /// Takes the mark of a place away.
    pub fn remove(&mut self, id: &str, position: u32) {
        self.step(vec![((id.to_owned(), position), None)]);
    }

    fn step(&mut self, wanted: Vec<(Place, Option<Mark>)>) -> bool {
        let change = |(place, after): (Place, Option<Mark>)| {
            let before = self.marks.get(&place).cloned();
            (before != after).then_some((place, before, after))
        };
        let step: Step = wanted.into_iter().filter_map(change).collect();
        if step.is_empty() {
            return false;
        }
        for (place, _, after) in &step {
            self.set(place, after.clone());
        }
        self.undone.clear();
        self.done.push(step);
        if self.done.len() > STEPS {
            self.done.remove(0);
        }
        true
    }

    fn set(&mut self, place: &Place, mark: Option<Mark>) {
        match mark {
            Some(mark) => drop(self.marks.insert(place.clone(), mark)),
            None => drop(self.marks.remove(place)),
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
        if let Some(step) = self.done.pop() {
            for (place, before, _) in &step {
                self.set(place, before.clone());
            }
            self.undone.push(step);
        }
    }

    /// Takes the step again that was taken back last.
    pub fn redo(&mut self) {
        if let Some(step) = self.undone.pop() {
            for (place, _, after) in &step {
                self.set(place, after.clone());
            }
            self.done.push(step);
        }
    }
}

/// Marks as a file.
pub fn write(marks: &Marks) -> String {
    let lines: Vec<String> =
        marks.list().filter_map(|mark| serde_json::to_string(mark).ok()).collect();
    format!(
        "{{\"format\":\"{FORMAT}\",\"version\":{VERSION},\"marks\":[\n{}\n]}}\n",
        lines.join(",\n")
    )
}

/// A file as it stands, before it is [checked](File::check).
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct File {
    format: String,
    version: u32,
    marks: Vec<Mark>,
}

/// Why a file is not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    /// It is none of marks.
    Other,
    /// It is of a later version.
    Newer,
    /// It holds more marks, or longer ones, than are kept.
    TooMuch,
}

impl File {
    /// The marks in it.
    ///
    /// # Errors
    ///
    /// Why it is not read.
    pub fn check(self) -> Result<Vec<Mark>, Refused> {
        let long = |mark: &Mark| {
            let Mark { id, words, label, note, .. } = mark;
            [id, words, label, note].iter().any(|it| it.len() > LONGEST)
        };
        match self {
            File { format, .. } if format != FORMAT => Err(Refused::Other),
            File { version, .. } if version > VERSION => Err(Refused::Newer),
            File { marks, .. } if marks.len() > MOST || marks.iter().any(long) => {
                Err(Refused::TooMuch)
            }
            File { marks, .. } => Ok(marks),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn mark() -> impl Strategy<Value = Mark> {
        ("[ab]", 0..4u32, "\\PC{0,5}", "[xy]{0,1}", "(?s).{0,9}").prop_map(
            |(id, position, words, label, note)| Mark { id, position, words, label, note },
        )
    }

    #[derive(Clone, Debug)]
    enum Deed {
        Put(Vec<Mark>),
        Remove(String, u32),
        Undo,
        Redo,
    }

    fn deed() -> impl Strategy<Value = Deed> {
        prop_oneof![
            prop::collection::vec(mark(), 1..4).prop_map(Deed::Put),
            ("[ab]", 0..4u32).prop_map(|(id, position)| Deed::Remove(id, position)),
            Just(Deed::Undo),
            Just(Deed::Redo),
        ]
    }

    proptest! {
        #[test]
        fn every_step_is_taken_back_and_again(deeds in prop::collection::vec(deed(), 0..40)) {
            let mut marks = Marks::default();
            // What there was after each step, and the one that we are at.
            let (mut past, mut now) = (vec![marks.marks.clone()], 0);
            for deed in deeds {
                let before = marks.marks.clone();
                match deed {
                    Deed::Put(these) => {
                        marks.put_all(these);
                    },
                    Deed::Remove(id, position) => marks.remove(&id, position),
                    Deed::Undo => {
                        marks.undo();
                        now = usize::max(now, 1) - 1;
                        prop_assert_eq!(&marks.marks, &past[now]);
                        continue;
                    }
                    Deed::Redo => {
                        marks.redo();
                        now = usize::min(now + 1, past.len() - 1);
                        prop_assert_eq!(&marks.marks, &past[now]);
                        continue;
                    }
                }
                if marks.marks != before {
                    past.truncate(now + 1);
                    past.push(marks.marks.clone());
                    now += 1;
                }
            }
            prop_assert_eq!(marks.can_undo(), now > 0);
            prop_assert_eq!(marks.can_redo(), now + 1 < past.len());
        }

        #[test]
        fn what_is_written_is_read_again(these in prop::collection::vec(mark(), 0..9)) {
            let marks = Marks::of(these);
            let file: File = serde_json::from_str(&write(&marks)).unwrap();
            prop_assert_eq!(Marks::of(file.check().unwrap()), marks);
        }

        #[test]
        fn any_text_is_read_or_refused(text in "\\PC{0,60}|\\{\"(format|marks)\":(1|\\[\\]|\"kashf marks\")\\}") {
            if let Ok(file) = serde_json::from_str::<File>(&text) {
                let _ = file.check();
            }
        }
    }

    #[test]
    fn other_files_are_refused() {
        let refused = |text: &str| serde_json::from_str::<File>(text).unwrap().check().unwrap_err();
        assert_eq!(refused("{\"format\":\"kashf decisions\"}"), Refused::Other);
        assert_eq!(refused("{\"format\":\"kashf marks\",\"version\":2}"), Refused::Newer);
        let long = format!(
            "{{\"format\":\"kashf marks\",\"version\":1,\"marks\":[{{\"note\":\"{}\"}}]}}",
            "a".repeat(LONGEST + 1)
        );
        assert_eq!(refused(&long), Refused::TooMuch);
    }

    #[test]
    fn what_is_written_into_a_mark_is_one_step() {
        let mark = |position, note: &str| Mark {
            id: "a".into(),
            position,
            note: note.into(),
            ..Mark::default()
        };
        let mut marks = Marks::default();
        marks.put(mark(1, ""));
        for note in ["a", "ab", "abc"] {
            marks.amend(mark(1, note));
        }
        // Written where nothing was yet, it is marked by that, and then written on.
        for note in ["x", "xy"] {
            marks.amend(mark(2, note));
        }
        let notes = |marks: &Marks| marks.list().map(|it| it.note.clone()).collect::<Vec<_>>();
        assert_eq!(notes(&marks), ["abc", "xy"]);
        marks.undo();
        assert_eq!(notes(&marks), ["abc", "x"]);
        marks.undo();
        assert_eq!(notes(&marks), ["abc"]);
        marks.undo();
        assert_eq!(notes(&marks), [""]);
        marks.redo();
        assert_eq!(notes(&marks), ["abc"]);
    }

    #[test]
    fn labels_are_counted() {
        let mark = |position, label: &str| Mark {
            id: "a".into(),
            position,
            label: label.into(),
            ..Mark::default()
        };
        let marks = Marks::of(vec![mark(1, "x"), mark(2, "ن"), mark(3, "x"), mark(4, "")]);
        assert_eq!(marks.labels(), [("x", 2), ("ن", 1)]);
    }
}
