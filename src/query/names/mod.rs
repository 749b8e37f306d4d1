//! A name in one spelling → the same name as the corpus spells it in other scripts and
//! languages: Lavrov finds لاوروف and لافروف, and each of these finds the other.
//!
//! Three things find a name. A small table has those that are translated and not spelt by
//! sound ([`exonyms`]: Germany, آلمان, ألمانيا). For the rest, tables of letters say what
//! may stand for what ([`latin`], [`cyrillic`], [`arabic`]), and the lexicon is walked once
//! along all spellings together ([`walk`]). Nothing is stored in the index.
//!
//! [`candidates`] is everything that may be the name; [`forms`] is what a search takes
//! without being asked, and rather too little than too much. Names of several words are
//! found word by word. Not done: Arabic script to Cyrillic, but for the table.

pub mod arabic;
pub mod cyrillic;
mod evidence;
pub mod exonyms;
pub mod latin;
mod table;
pub mod walk;
pub mod words;

use crate::id::KeyId;
use crate::index::reader::Index;
use crate::order;
use crate::text::stop;
use evidence::Languages;
use walk::{Cost, Lattice};

/// A spelling that the corpus has.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Form {
    /// Its key.
    pub key: KeyId,
    /// How far it is from the plainest spelling: 0 is that, 1 hardly the same name.
    pub cost: f32,
    /// How often the corpus has it.
    pub count: u32,
    /// True when it is what the other language calls the same, and not its sound.
    pub exonym: bool,
}

/// Everything that may be the name `key` in another script or spelling, best first, at most
/// `most`; never `key` itself, and nothing for what is no word of one script.
pub fn candidates(index: &Index, key: &str, most: usize) -> Vec<Form> {
    let Some(name) = Name::of(index, key) else { return Vec::new() };
    name.candidates(&|_, _, _| true).iter().take(most).map(Candidate::form).collect()
}

/// The spellings of the name `key` that a search takes: those that are surely the same, at
/// most [`MOST`] of each script, best first. Nothing for a word that is hardly a name.
pub fn forms(index: &Index, key: &str) -> Vec<Form> {
    let missed = index.missed();
    let Some(name) = Name::of(index, key) else { return Vec::new() };
    let mut taken = Vec::new();
    // What is hardly a name is not looked for: that would read much of the lexicon.
    let is_likely = name.may_be_spelt() && name.is_likely() && index.missed() == missed;
    let all = match is_likely {
        true => name.candidates(&|key, script, cost| name.is_near(key, script, cost)),
        false => name.ranked(name.exonyms()),
    };
    for script in [Script::Arabic, Script::Latin, Script::Cyrillic] {
        let ours = all.iter().filter(|candidate| candidate.script == script);
        taken.extend(name.confident(ours.collect()).into_iter().take(MOST));
    }
    order::sort_by_key(&mut taken, |candidate| candidate.rank());
    taken.into_iter().map(Candidate::form).collect()
}

/// The most forms of one script that a search takes.
pub const MOST: usize = 3;

/// The dearest spelling that is still looked at.
const BOUND: Cost = 130;

/// The same where a table is read backwards, which leads into many more words.
const BOUND_BACKWARDS: Cost = 65;

/// Letters of the shortest word whose spellings a search takes, and of the longest that is
/// looked up. Three letters of Arabic script, which leaves vowels out, can be a candidate.
const SHORTEST: usize = 4;
const LONGEST: usize = 24;

/// A script with names in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Script {
    Arabic,
    Latin,
    Cyrillic,
}

impl Script {
    /// The script of a key, when all of it is in one.
    fn of(key: &str) -> Option<Script> {
        let script = |c: char| match c {
            'a'..='z' => Some(Script::Latin),
            'а'..='я' => Some(Script::Cyrillic),
            'ا'..='ی' => Some(Script::Arabic),
            _ => None,
        };
        let first = script(key.chars().next()?)?;
        key.chars().all(|c| script(c) == Some(first)).then_some(first)
    }
}

/// A key of the corpus that may be the name.
struct Candidate {
    key: KeyId,
    script: Script,
    cost: Cost,
    count: u32,
    exonym: bool,
}

impl Candidate {
    /// Less is better: the cost, and a little for being frequent, .015 for each doubling.
    fn rank(&self) -> (bool, i32, KeyId) {
        let bits = (self.count + 1).ilog2().min(8) as i32;
        (!self.exonym, 2 * i32::from(self.cost) - 3 * bits, self.key)
    }

    fn form(&self) -> Form {
        let Candidate { key, cost, count, exonym, .. } = *self;
        Form { key, cost: f32::from(cost) / 100.0, count, exonym }
    }
}

/// A word that is asked about.
struct Name<'a> {
    index: &'a Index,
    key: &'a str,
    script: Script,
    /// The word itself, when the corpus has it.
    id: Option<KeyId>,
}

/// The spellings the other way round.
type Check = fn(&str, Cost) -> Lattice;

/// Whether a key of a script that the word can be spelt as for so much is wanted.
type Wanted<'w> = &'w dyn Fn(&str, Script, Cost) -> bool;

impl<'a> Name<'a> {
    fn of(index: &'a Index, key: &'a str) -> Option<Name<'a>> {
        let script = Script::of(key)?;
        let missed = index.missed();
        let id = index.lexicon().find(key);
        (index.missed() == missed).then_some(Name { index, key, script, id })
    }

    /// Everything found that is wanted, best first, and what the table of exonyms has.
    fn candidates(&self, wanted: Wanted<'_>) -> Vec<Candidate> {
        let mut found = self.exonyms();
        if self.may_be_spelt() {
            self.spellings(wanted, &mut found);
        }
        self.ranked(found)
    }

    /// False where no other spelling is looked for.
    fn may_be_spelt(&self) -> bool {
        let shortest = if self.script == Script::Arabic { SHORTEST - 1 } else { SHORTEST };
        let somewhere = self.script != Script::Arabic || self.spellings_of_arabic() != [false; 2];
        somewhere && (shortest..=LONGEST).contains(&self.key.chars().count())
    }

    /// Whether a word in the Arabic script may have other spellings in that, and in the Latin
    /// one: a word of a corpus of one language has none there.
    fn spellings_of_arabic(&self) -> [bool; 2] {
        let known = self.index.stemmers();
        let arabic = known.iter().filter(|stemmer| stemmer.writes_arabic()).count();
        [arabic > 1, arabic < known.len()].map(|others| others || self.id.is_none())
    }

    /// Each key once, best first.
    fn ranked(&self, mut found: Vec<Candidate>) -> Vec<Candidate> {
        order::sort_by_key(&mut found, |candidate| (candidate.key, candidate.rank()));
        found.dedup_by_key(|candidate| candidate.key);
        order::sort_by_key(&mut found, Candidate::rank);
        found
    }

    /// What the table of [`exonyms`] has: what other languages call it, not what else its
    /// own does.
    fn exonyms(&self) -> Vec<Candidate> {
        let mut found = Vec::new();
        let ours = self.id.map(|id| Languages::of(self.index, id));
        let ours = ours.as_ref().and_then(|languages| languages.mostly(80)).unwrap_or_default();
        let mut add = |key: &str, lang: &str| {
            let Some(id) = self.index.lexicon().find(key) else { return };
            if Some(id) != self.id && self.is_of(id, lang) {
                let script = Script::of(key).unwrap_or(self.script);
                found.push(self.candidate(id, script, 0, true));
            }
        };
        for (form, others) in exonyms::rows(self.key) {
            if self.id.is_some_and(|id| !self.is_of(id, form.lang)) {
                continue;
            }
            let lang = if form.lang.is_empty() { ours } else { form.lang };
            for other in others.iter().filter(|other| other.lang.is_empty() || other.lang != lang) {
                add(other.key, other.lang);
                if other.may_take_article {
                    add(&format!("{}{}", latin::ARTICLE, other.key), "ar");
                }
            }
        }
        found
    }

    /// False for a key that should be a word of Persian and is one of Arabic, mostly, or the
    /// other way round: كيف is *how*, and کیف Kyiv.
    fn is_of(&self, id: KeyId, lang: &str) -> bool {
        let stranger = match lang {
            "fa" => "ar",
            "ar" => "fa",
            _ => return true,
        };
        Languages::of(self.index, id).share(stranger) < 50
    }

    /// What the tables of letters find.
    fn spellings(&self, wanted: Wanted<'_>, found: &mut Vec<Candidate>) {
        let key = self.key;
        let mut walk = |lattice, script, check: Option<Check>| {
            self.walk(&lattice, script, check, wanted, found);
        };
        match self.script {
            Script::Latin => {
                walk(latin::to_arabic(key, BOUND), Script::Arabic, None);
                walk(
                    cyrillic::from_latin(key, BOUND_BACKWARDS),
                    Script::Cyrillic,
                    Some(cyrillic::to_latin),
                );
            }
            Script::Cyrillic => {
                walk(cyrillic::to_arabic(key, BOUND), Script::Arabic, None);
                walk(cyrillic::to_latin(key, BOUND), Script::Latin, None);
            }
            Script::Arabic => {
                let [respelt, latin] = self.spellings_of_arabic();
                if respelt {
                    walk(arabic::respelt(key, BOUND), Script::Arabic, None);
                }
                if latin {
                    let lattice = latin::from_arabic(key, BOUND_BACKWARDS);
                    walk(lattice, Script::Latin, Some(latin::to_arabic));
                }
            }
        }
    }

    /// Adds the wanted keys of a script that are one of the lattice's spellings; `check` says
    /// what each really costs, where the lattice cannot.
    fn walk(
        &self,
        lattice: &Lattice,
        script: Script,
        check: Option<Check>,
        wanted: Wanted<'_>,
        found: &mut Vec<Candidate>,
    ) {
        let lexicon = self.index.lexicon();
        lexicon.search(lattice, |id, state| {
            let key = lexicon.key(id).unwrap_or_default();
            let cost = match check {
                Some(check) => check(&key, BOUND).cost(self.key),
                None => lattice.cost_at(state),
            };
            if let Some(cost) =
                cost.filter(|&cost| Some(id) != self.id && wanted(&key, script, cost))
            {
                found.push(self.candidate(id, script, cost, false));
            }
            true
        });
    }

    fn candidate(&self, key: KeyId, script: Script, cost: Cost, exonym: bool) -> Candidate {
        Candidate { key, script, cost, count: self.index.count(key) as u32, exonym }
    }

    /// False for a word that is hardly a name.
    fn is_likely(&self) -> bool {
        let count = self.id.map_or(0, |id| self.index.count(id));
        if self.key.chars().count() < SHORTEST || stop::is_stop(self.key) {
            return false;
        }
        if self.script == Script::Arabic {
            let is_common = evidence::is_common(self.index, count as u32);
            return !is_common && !evidence::is_inflected(self.index, self.key);
        }
        // Printed a few times, a word may only have stood in headlines.
        let is_known = count >= FEW || !words::is_ordinary(self.key);
        let capitals = self.id.and_then(|id| evidence::capitals(self.index, id));
        is_known && capitals.is_none_or(|share| share >= 50)
    }

    /// Those of one script that are surely the name; all are [near](Name::is_near) or exonyms.
    fn confident<'c>(&self, mut all: Vec<&'c Candidate>) -> Vec<&'c Candidate> {
        all.retain(|candidate| candidate.exonym || self.is_safe(candidate));
        let bound = match all.iter().map(|candidate| candidate.cost).min() {
            Some(_) if all.iter().any(|candidate| candidate.exonym) => BESIDE_EXONYM,
            Some(best) => best + NEAR,
            None => 0,
        };
        all.retain(|candidate| candidate.cost <= bound);
        all
    }

    /// False for a spelling that is too far, whatever the corpus says of it.
    fn is_near(&self, key: &str, script: Script, cost: Cost) -> bool {
        let dearest = (A_LETTER * self.key.chars().count() as Cost).min(DEAREST);
        if cost > dearest || stop::is_stop(key) {
            return false;
        }
        let letters = letters(key);
        match (self.script, script) {
            (Script::Latin, Script::Arabic) => letters > 3 || cost <= A_SHORT_ONE,
            _ if letters <= 3 => false,
            (Script::Cyrillic, Script::Arabic) => cost <= self.allowance(),
            (Script::Arabic, Script::Arabic) => cost <= self.allowance() && self.is_respelt(key),
            (Script::Arabic, _) => cost <= self.allowance() && !words::is_ordinary(key),
            _ => cost <= 50 && !words::is_ordinary(key),
        }
    }

    /// False for a near spelling that the corpus has as some other word.
    fn is_safe(&self, candidate: &Candidate) -> bool {
        let key = self.index.lexicon().key(candidate.key).unwrap_or_default();
        let is_common = evidence::is_common(self.index, candidate.count);
        if is_common && (candidate.cost > 10 || letters(&key) < 5) {
            return false;
        }
        match (self.script, candidate.script) {
            (Script::Latin | Script::Cyrillic, Script::Arabic) => true,
            (Script::Arabic, Script::Arabic) => {
                !evidence::is_inflected(self.index, &key) && self.is_neighbour(candidate)
            }
            _ => evidence::capitals(self.index, candidate.key).is_some_and(|share| share >= 80),
        }
    }

    /// What a spelling may cost where the corpus cannot say that the word is a name: next to
    /// nothing for a short one.
    fn allowance(&self) -> Cost {
        match self.key.chars().count() as Cost {
            ..=4 => 5,
            5 => 15,
            letters => (4 * letters).min(40),
        }
    }

    /// True for two spellings in the Arabic script that differ as Persian and Arabic differ
    /// in foreign names: one has a letter for which the other must take another. Vowels
    /// alone are no sign, and the article is a matter of inflection.
    fn is_respelt(&self, key: &str) -> bool {
        let with_article = |key: &str| key.starts_with(latin::ARTICLE);
        if with_article(key) || with_article(self.key) {
            return false;
        }
        let count = |key: &str, letters: &str| key.chars().filter(|&c| letters.contains(c)).count();
        let persian = (count(self.key, "پچژگ"), count(key, "پچژگ"));
        let labial = (count(self.key, "ف"), count(key, "ف"));
        persian.0 != persian.1 || labial.0 != labial.1
    }

    /// True when a word of Persian stands beside one of Arabic: each mostly in documents of
    /// its own language. Without that, two words of one language would pass for a name.
    fn is_neighbour(&self, candidate: &Candidate) -> bool {
        let theirs = Languages::of(self.index, candidate.key);
        let Some(id) = self.id else { return true };
        let ours = Languages::of(self.index, id);
        let (ours, theirs) = (ours.mostly(80), theirs.mostly(80));
        ours.is_some() && theirs.is_some() && ours != theirs
    }
}

/// Letters of a key, without an article.
fn letters(key: &str) -> usize {
    key.strip_prefix(latin::ARTICLE).unwrap_or(key).chars().count()
}

/// So many occurrences prove nothing.
const FEW: usize = 5;
/// The dearest spelling of three letters: with vowels left out, many words are near it.
const A_SHORT_ONE: Cost = 25;
/// Hundredths that a letter may cost, and the dearest spelling that is taken at all.
const A_LETTER: Cost = 11;
const DEAREST: Cost = 90;
/// Hundredths by which a form may be dearer than the best.
const NEAR: Cost = 27;
/// The dearest spelling by sound that is taken beside an exonym.
const BESIDE_EXONYM: Cost = 15;

#[cfg(test)]
mod tests {
    use super::table::{Row, alternatives};
    use super::*;
    use crate::text::fold;

    /// Every row shows a name that has its letters, and that the table spells so.
    fn check(rows: &[Row], spell: fn(&str, Cost) -> Lattice) {
        for row in rows {
            let (from, to) = (fold(row.eg.0).replace(' ', ""), fold(row.eg.1));
            let shown = alternatives(row.from).any(|(letters, _)| from.contains(letters));
            assert!(shown, "{} ({}): not in {from}", row.from, row.why);
            let cost = spell(&from, 90).cost(&to);
            assert!(cost.is_some(), "{} ({}): {from} is not {to}", row.from, row.why);
            for (letters, cost) in alternatives(row.from).chain(alternatives(row.to)) {
                assert!(letters.is_empty() || fold(letters) == letters, "{letters} is no key");
                assert!(cost < 100, "{} ({}): too dear", row.from, row.why);
            }
        }
    }

    #[test]
    fn the_tables_are_the_test() {
        check(latin::ROWS, latin::to_arabic);
        check(cyrillic::ROWS, cyrillic::to_latin);
        check(arabic::ROWS, arabic::respelt);
    }
}
