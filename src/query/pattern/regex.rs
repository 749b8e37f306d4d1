//! `/…/`: regular expressions over whole words.
//!
//! The text of one becomes code for the [`Machine`](super::machine) in one reading, without a
//! tree between: each part appends its code, and what follows it (`*`, `|`) moves or copies
//! that. There is no recursion, and the code is bounded, so no text is too much to read.

use std::sync::LazyLock;

use super::machine::{Kind, Letters, Machine, Op, State};
use crate::index::lexicon::Automaton;
use crate::text::{fold::fold_piece, script};

/// A regular expression that fits words as a whole.
///
/// | | |
/// |-|-|
/// | `a` `.` | a letter; any letter |
/// | `[abc]` `[^a-z]` `[ا-ی]` | one of these; any other; one between |
/// | `\d` `\w` `\s` `\D` `\W` `\S` | a digit of any script, a letter of words, white space; others |
/// | `\.` | a sign that means something else otherwise |
/// | `ab` `a\|b` `(…)` `(?:…)` | one after the other; either; a part |
/// | `a*` `a+` `a?` `a{2}` `a{2,}` `a{2,4}` | any number; at least one; one or none; so many |
/// | `^` `$` | the beginning and end, where they stand anyway |
///
/// `؟` and `،` do for `?` and `,`, and digits of any script for counts. A `?` after a count is
/// read over, because which of many ways fits makes no difference to whether one does.
///
/// ```
/// use kashf::query::pattern::Regex;
/// let regex = Regex::parse("(ال)?م.{2,3}ون").unwrap();
/// assert!(regex.is_match("المسلمون") && regex.is_match("معلون") && !regex.is_match("مسلمونا"));
///
/// let folded = Regex::parse_folded("كِتاب.*").unwrap();
/// assert!(folded.is_match("کتابات"), "keys are folded, and so is what is looked for in them");
///
/// let bad = Regex::parse("ab)").unwrap_err();
/// assert_eq!((bad.at, bad.why), (2, "this parenthesis closes none"));
/// ```
#[derive(Debug)]
pub struct Regex(Machine);

/// Why a text is no regular expression that can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BadRegex {
    /// Where it stops making sense, in bytes.
    pub at: usize,
    /// What is wrong there.
    pub why: &'static str,
}

impl Regex {
    /// Reads a regular expression for words as printed.
    ///
    /// # Errors
    ///
    /// For what the table above does not hold, and for more than 512 steps of code: about
    /// as many letters, each counted as often as it may come.
    pub fn parse(pattern: &str) -> Result<Regex, BadRegex> {
        Reader::new(pattern, false).read()
    }

    /// Reads a regular expression for keys, folding its letters as [`crate::text::fold()`] does.
    ///
    /// Letters in a row are folded together; what is counted (`a*`) is folded apart. A letter
    /// that folding drops fits nothing, so that `[ءا]` fits an alef or nothing. Letters of a
    /// range (`[ا-ی]`) that folding drops or makes several are left out of it.
    ///
    /// # Errors
    ///
    /// As for [`parse`](Regex::parse).
    pub fn parse_folded(pattern: &str) -> Result<Regex, BadRegex> {
        Reader::new(pattern, true).read()
    }

    /// True when the whole word fits.
    pub fn is_match(&self, word: &str) -> bool {
        super::is_match(&self.0, word)
    }
}

impl Automaton for Regex {
    type State = State;

    fn start(&self) -> State {
        self.0.start()
    }

    fn step(&self, state: &State, letter: char) -> Option<State> {
        self.0.step(state, letter)
    }

    fn accepts(&self, state: &State) -> bool {
        self.0.accepts(state)
    }

    fn accepts_all(&self, state: &State) -> bool {
        self.0.accepts_all(state)
    }
}

/// The most steps of code.
const MOST_CODE: usize = 512;
/// The most parentheses in one another.
const MOST_NESTED: usize = 200;

struct Reader<'p> {
    text: &'p str,
    at: usize,
    folded: bool,
    code: Vec<Op>,
    sets: Vec<Letters>,
    /// The groups that are open; the whole is the first.
    groups: Vec<Group>,
}

/// Alternatives in the making.
struct Group {
    /// Where it opens in the text.
    at: usize,
    /// Where its code begins.
    start: usize,
    /// Where the code of its last alternative begins.
    branch: usize,
    /// The jumps at the ends of the alternatives before, which will lead to its end.
    ends: Vec<usize>,
}

type Read<T> = Result<T, BadRegex>;

impl<'p> Reader<'p> {
    fn new(text: &'p str, folded: bool) -> Reader<'p> {
        let whole = Group { at: 0, start: 0, branch: 0, ends: Vec::new() };
        let (code, sets) = (Vec::new(), Vec::new());
        Reader { text, at: 0, folded, code, sets, groups: vec![whole] }
    }

    fn read(mut self) -> Read<Regex> {
        while let Some(c) = self.peek() {
            self.part(c)?;
        }
        if let Some(group) = self.groups.get(1) {
            return bad(group.at, "this parenthesis is not closed");
        }
        self.close();
        Ok(Regex(Machine::new(self.code, self.sets)))
    }

    /// Reads what begins with `c`, and how often it may come.
    fn part(&mut self, c: char) -> Read<()> {
        let at = self.at;
        let start = match c {
            '(' => {
                self.next();
                self.group_signs()?;
                if self.groups.len() > MOST_NESTED {
                    return bad(at, "too many parentheses in one another");
                }
                self.open(at);
                return Ok(());
            }
            '|' => {
                self.next();
                return self.or();
            }
            '^' | '$' => {
                self.next();
                return self.anchor(c, at);
            }
            ')' if self.groups.len() == 1 => return bad(at, "this parenthesis closes none"),
            ')' => {
                self.next();
                self.close()
            }
            '*' | '+' | '?' | '؟' | '{' => {
                return bad(at, "there is nothing to repeat before this");
            }
            '.' => {
                self.next();
                self.letters(Letters::any())?
            }
            '[' => self.class()?,
            _ => self.literals()?,
        };
        self.repeats(start)
    }

    fn peek(&self) -> Option<char> {
        self.text[self.at..].chars().next()
    }

    fn next(&mut self) -> Option<char> {
        let c = self.peek()?;
        self.at += c.len_utf8();
        Some(c)
    }

    /// Reads over `c` if it comes next.
    fn eat(&mut self, signs: [char; 2]) -> bool {
        let comes = self.peek().is_some_and(|c| signs.contains(&c));
        if comes {
            self.next();
        }
        comes
    }

    fn push(&mut self, op: Op) -> Read<()> {
        self.insert(self.code.len(), op)
    }

    fn insert(&mut self, place: usize, op: Op) -> Read<()> {
        if self.code.len() == MOST_CODE {
            return bad(self.at, "too large");
        }
        self.code.insert(place, op);
        Ok(())
    }

    // Groups and alternatives.

    /// `?:` behind a parenthesis, and nothing else that begins with `?`.
    fn group_signs(&mut self) -> Read<()> {
        let at = self.at;
        if !self.eat(['?', '؟']) || self.eat([':', ':']) {
            return Ok(());
        }
        match self.peek() {
            Some('=' | '!' | '<') => bad(at, "look-around and names are not supported"),
            _ => bad(at, "only (…) and (?:…) are supported"),
        }
    }

    fn open(&mut self, at: usize) {
        let start = self.code.len();
        self.groups.push(Group { at, start, branch: start, ends: Vec::new() });
    }

    /// Ends an alternative; another one begins.
    fn or(&mut self) -> Read<()> {
        let Some(branch) = self.groups.last().map(|group| group.branch) else { return Ok(()) };
        let other = (self.code.len() - branch + 2) as isize;
        self.insert(branch, Op::Either(1, other))?;
        self.push(Op::Jump(0))?;
        let end = self.code.len();
        if let Some(group) = self.groups.last_mut() {
            group.ends.push(end - 1);
            group.branch = end;
        }
        Ok(())
    }

    /// Ends a group, and says where its code begins.
    fn close(&mut self) -> usize {
        let Some(group) = self.groups.pop() else { return 0 };
        let end = self.code.len();
        for jump in group.ends {
            self.code[jump] = Op::Jump((end - jump) as isize);
        }
        group.start
    }

    fn anchor(&mut self, c: char, at: usize) -> Read<()> {
        let outermost = self.groups.len() == 1;
        let begins = self.text[..at].is_empty() || self.text[..at].ends_with('|');
        let ends = matches!(self.peek(), None | Some('|'));
        match c {
            '^' if outermost && begins => Ok(()),
            '$' if outermost && ends => Ok(()),
            '^' => bad(at, "^ stands at the beginning only"),
            _ => bad(at, "$ stands at the end only"),
        }
    }

    // Counts.

    fn at_count(&self) -> bool {
        matches!(self.peek(), Some('*' | '+' | '?' | '؟' | '{'))
    }

    /// Reads the counts behind a part, whose code begins at `start`.
    fn repeats(&mut self, start: usize) -> Read<()> {
        while self.at_count() {
            let at = self.at;
            let (least, most) = match self.next() {
                Some('*') => (0, None),
                Some('+') => (1, None),
                Some('{') => self.count()?,
                _ => (0, Some(1)),
            };
            self.eat(['?', '؟']);
            let copies = most.unwrap_or(least).max(1);
            let size = self.code.len() - start;
            if copies.saturating_mul(size) > MOST_CODE {
                return bad(at, "too large");
            }
            self.repeat(start, least, most)?;
        }
        Ok(())
    }

    /// `2}`, `2,}` or `2,4}`.
    fn count(&mut self) -> Read<(usize, Option<usize>)> {
        let at = self.at;
        let least = self.number();
        let open = self.eat([',', '،']);
        let most = if open { self.number() } else { least };
        match (least, most, self.eat(['}', '}'])) {
            (Some(least), None, true) => Ok((least, None)),
            (Some(least), Some(most), true) if least <= most => Ok((least, Some(most))),
            (Some(_), Some(_), true) => bad(at, "the first number is the larger one"),
            _ => bad(at, "a count is {n}, {n,} or {n,m}"),
        }
    }

    fn number(&mut self) -> Option<usize> {
        let mut number: Option<usize> = None;
        while let Some(digit) = self.peek().and_then(script::digit) {
            self.next();
            // Any number above the most code is as bad as another.
            let larger = number.unwrap_or(0) * 10 + digit as usize;
            number = Some(larger.min(MOST_CODE + 1));
        }
        number
    }

    /// Puts copies of the last part's code where it was.
    fn repeat(&mut self, start: usize, least: usize, most: Option<usize>) -> Read<()> {
        let part = self.code.split_off(start);
        let length = part.len() as isize;
        if length == 0 {
            return Ok(());
        }
        for _ in 0..least {
            self.copy(&part)?;
        }
        match most {
            None if least > 0 => self.push(Op::Either(-length, 1)),
            None => {
                self.push(Op::Either(1, length + 2))?;
                self.copy(&part)?;
                self.push(Op::Jump(-length - 1))
            }
            Some(most) => {
                for left in (1..=most - least).rev() {
                    self.push(Op::Either(1, left as isize * (length + 1)))?;
                    self.copy(&part)?;
                }
                Ok(())
            }
        }
    }

    fn copy(&mut self, part: &[Op]) -> Read<()> {
        part.iter().try_for_each(|&op| self.push(op))
    }

    // Letters.

    /// Appends a step that takes a letter of a set, and says where it is.
    fn letters(&mut self, letters: Letters) -> Read<usize> {
        let set = self.sets.iter().position(|set| *set == letters).unwrap_or(self.sets.len());
        if set == self.sets.len() {
            self.sets.push(letters);
        }
        self.push(Op::Letter(set))?;
        Ok(self.code.len() - 1)
    }

    fn word(&mut self, word: &str) -> Read<()> {
        word.chars().try_for_each(|c| self.letters(Letters::one(c)).map(|_| ()))
    }

    /// Letters in a row that stand for themselves, up to one that is counted apart; or one kind.
    fn literals(&mut self) -> Read<usize> {
        let start = self.code.len();
        let mut run = String::new();
        let mut last = self.at;
        while let Some(c) = self.literal()? {
            if self.at_count() && !run.is_empty() {
                self.at = last;
                break;
            }
            run.push(c);
            if self.at_count() {
                break;
            }
            last = self.at;
        }
        if run.is_empty() {
            let kind = self.kind();
            return self
                .letters(Letters { kinds: kind.into_iter().collect(), ..Default::default() });
        }
        if self.folded {
            run = fold_piece(&run);
        }
        self.word(&run)?;
        Ok(start)
    }

    /// Reads a letter that stands for itself; `None`, and nothing read, before anything else.
    fn literal(&mut self) -> Read<Option<char>> {
        let at = self.at;
        match self.peek() {
            None | Some('.' | '[' | '(' | ')' | '|' | '^' | '$' | '*' | '+' | '?' | '؟' | '{') => {
                return Ok(None);
            }
            Some('\\') => {}
            Some(_) => return Ok(self.next()),
        }
        self.next();
        let why = match self.peek() {
            Some('d' | 'D' | 'w' | 'W' | 's' | 'S') => {
                self.at = at;
                return Ok(None);
            }
            Some(c) if !c.is_ascii_alphanumeric() => return Ok(self.next()),
            Some('1'..='9') => "back-references are not supported",
            Some('b' | 'B' | 'A' | 'z' | 'Z') => "it fits whole words only; leave this out",
            Some(_) => "no sign with a meaning of its own",
            None => "something must follow the backslash",
        };
        bad(at, why)
    }

    /// `\d` and its like.
    fn kind(&mut self) -> Option<(Kind, bool)> {
        self.next();
        let c = self.next()?;
        let kind = match c.to_ascii_lowercase() {
            'd' => Kind::Digit,
            'w' => Kind::OfWords,
            _ => Kind::Space,
        };
        Some((kind, c.is_ascii_lowercase()))
    }

    /// `[…]`.
    fn class(&mut self) -> Read<usize> {
        let at = self.at;
        self.next();
        let mut letters = Letters { but: self.eat(['^', '^']), ..Default::default() };
        // What is not one letter when folded.
        let mut others = Vec::new();
        let mut first = true;
        loop {
            match self.peek() {
                None => return bad(at, "this bracket is not closed"),
                Some(']') if !first => break,
                Some(_) => self.member(&mut letters, &mut others)?,
            }
            first = false;
        }
        self.next();
        if letters.but {
            others.clear();
        }
        self.open(at);
        let only_others = letters.ranges.is_empty() && letters.kinds.is_empty() && !letters.but;
        if !only_others {
            self.letters(letters)?;
        }
        for (i, other) in others.iter().enumerate() {
            if i > 0 || !only_others {
                self.or()?;
            }
            self.word(other)?;
        }
        Ok(self.close())
    }

    /// Reads a letter, a range or a kind in a class.
    fn member(&mut self, letters: &mut Letters, others: &mut Vec<String>) -> Read<()> {
        let at = self.at;
        let Some(first) = self.class_letter()? else {
            letters.kinds.extend(self.kind());
            return Ok(());
        };
        let rest = &self.text[self.at..];
        if !rest.starts_with('-') || rest.starts_with("-]") {
            self.class_one(first, letters, others);
            return Ok(());
        }
        self.next();
        match self.class_letter()? {
            Some(last) if first <= last => {
                letters.ranges.push((first, last));
                if self.folded {
                    let changed = CHANGED.iter().filter(|(c, _)| (first..=last).contains(c));
                    letters.ranges.extend(changed.map(|&(_, to)| (to, to)));
                }
                Ok(())
            }
            Some(_) => bad(at, "this range runs backwards"),
            None => bad(at, "a range runs from letter to letter"),
        }
    }

    /// Reads a letter in a class, where most signs stand for themselves.
    fn class_letter(&mut self) -> Read<Option<char>> {
        if self.peek() == Some('\\') { self.literal() } else { Ok(self.next()) }
    }

    fn class_one(&mut self, c: char, letters: &mut Letters, others: &mut Vec<String>) {
        let folded = if self.folded { fold_piece(c.encode_utf8(&mut [0; 4])) } else { c.into() };
        let mut chars = folded.chars();
        match (chars.next(), chars.next()) {
            (Some(one), None) => letters.ranges.push((one, one)),
            _ if others.contains(&folded) => {}
            _ => others.push(folded),
        }
    }
}

fn bad<T>(at: usize, why: &'static str) -> Read<T> {
    Err(BadRegex { at, why })
}

/// The letters that folding changes into one other, with that, in order.
static CHANGED: LazyLock<Vec<(char, char)>> = LazyLock::new(|| {
    let all = ('\0'..='\u{1FFFF}').filter(|&c| may_change(c));
    let change = |c: char| {
        let folded = fold_piece(c.encode_utf8(&mut [0; 4]));
        let mut chars = folded.chars();
        let one = chars.next().filter(|_| chars.next().is_none())?;
        (one != c).then_some((c, one))
    };
    all.filter_map(change).collect()
});

/// False for most of the letters that folding keeps: to fold them all would take a while.
fn may_change(c: char) -> bool {
    !matches!(c, '\u{3100}'..='\u{9FFF}' | '\u{AC00}'..='\u{F8FF}' | '\u{20000}'..)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::fold;
    use proptest::prelude::*;

    fn fits(pattern: &str, word: &str) -> bool {
        Regex::parse(pattern).unwrap().is_match(word)
    }

    fn fits_key(pattern: &str, word: &str) -> bool {
        Regex::parse_folded(pattern).unwrap().is_match(&fold(word))
    }

    #[test]
    fn words_as_a_whole() {
        for (pattern, word) in [
            ("ab", "ab"),
            ("", ""),
            ("a|", ""),
            ("^a|b$", "b"),
            ("(a|b|cd)+", "acdb"),
            ("[]a]+", "a]"),
            ("[^]a]", "b"),
            ("[a-]", "-"),
            ("[+*.()]{5}", ".(*)+"),
            ("م.{۲،۳}ن؟", "مسلم"),
            ("\\d\\D\\w\\W", "۷xy."),
            ("a{2}{3}", "aaaaaa"),
            ("a+?b*?", "aab"),
            ("}]", "}]"),
            (".", "😀"),
        ] {
            assert!(fits(pattern, word), "{pattern} {word}");
        }
        assert!(!fits("ab", "abc") && !fits("ab", "xab") && !fits("a{2,3}", "aaaa"));
        assert!(!fits("a{0}", "a") && fits("a{0}", "") && fits("(a{0}){500}", ""));
    }

    #[test]
    fn keys_are_folded_and_so_are_patterns() {
        for (pattern, word) in [
            ("كِتاب.*", "کتابات"),
            ("مسئول.?", "مسؤول"),
            ("مسئول.?", "مسوولة"),
            ("شي[ءا]", "شيء"),
            ("شي[ءا]", "شيا"),
            ("شيء+", "شی"),
            ("[أ-ي]+", "علي"),
            ("[A-Z]{3}", "abc"),
            ("Stra[ßx]e", "strasse"),
            ("\\d+", "١٢٣"),
            ("[٠-٩]+", "١٢٣"),
            ("[^ي]", "ا"),
        ] {
            assert!(fits_key(pattern, word), "{pattern} {word}");
        }
        assert!(!fits_key("[^ي]", "ی") && !fits_key("[ا-ی]{4}", "كتب"));
    }

    #[test]
    fn letters_of_ranges_that_are_not_folded_stay() {
        for c in ('\0'..=char::MAX).filter(|&c| !may_change(c) && !script::is_mark(c)) {
            assert_eq!(fold_piece(c.encode_utf8(&mut [0; 4])).chars().next(), Some(c));
        }
    }

    #[test]
    fn what_cannot_be_read_is_said() {
        for (pattern, at, why) in [
            ("ا*(", 3, "this parenthesis is not closed"),
            ("a)", 1, "this parenthesis closes none"),
            ("*a", 0, "there is nothing to repeat before this"),
            ("(*a)", 1, "there is nothing to repeat before this"),
            ("a|{2}", 2, "there is nothing to repeat before this"),
            ("[a", 0, "this bracket is not closed"),
            ("[]", 0, "this bracket is not closed"),
            ("[z-a]", 1, "this range runs backwards"),
            ("[a-\\d]", 1, "a range runs from letter to letter"),
            ("a{x}", 2, "a count is {n}, {n,} or {n,m}"),
            ("a{3,2}", 2, "the first number is the larger one"),
            ("a{600}", 1, "too large"),
            ("(?=a)", 1, "look-around and names are not supported"),
            ("(?i)a", 1, "only (…) and (?:…) are supported"),
            ("(a)\\1", 3, "back-references are not supported"),
            ("a\\b", 1, "it fits whole words only; leave this out"),
            ("\\q", 0, "no sign with a meaning of its own"),
            ("a\\", 1, "something must follow the backslash"),
            ("a^b", 1, "^ stands at the beginning only"),
            ("a$b", 1, "$ stands at the end only"),
        ] {
            assert_eq!(Regex::parse(pattern).unwrap_err(), BadRegex { at, why }, "{pattern}");
        }
    }

    #[test]
    fn hostile_patterns_are_refused_or_read_at_once() {
        for pattern in [
            "a{1000}{1000}",
            "((((a{10}){10}){10}){10}){10}",
            &"(".repeat(10_000),
            &format!("{}a{}", "(".repeat(10_000), ")".repeat(10_000)),
            &format!("a{}", "*".repeat(10_000)),
            &"a|".repeat(10_000),
            &"[a-z]".repeat(10_000),
        ] {
            assert!(Regex::parse_folded(pattern).is_err());
        }
        let word = "a".repeat(5000);
        for pattern in
            ["(a*)*", "(a*)*b", "(a|a)*b", "((a?)*)*(a+)+", "(a*a*a*a*){30}b", "(.*a.{20}){5}"]
        {
            Regex::parse(pattern).unwrap().is_match(&word);
        }
        assert!(fits("(a*)*", &word) && fits("(a{0}){99999}", ""));
        // More states than are kept: all places of the last ten letters.
        let many = Regex::parse("(a|b)*a(a|b){14}").unwrap();
        let word: String =
            (0..40_000u32).map(|i| if (i * i / 7) % 3 == 1 { 'a' } else { 'b' }).collect();
        let expected = word.as_bytes()[word.len() - 15] == b'a';
        assert_eq!(many.is_match(&word), expected);
    }

    /// Patterns that both this and the `regex` crate read.
    fn patterns() -> impl Strategy<Value = String> {
        let atom = prop_oneof![
            4 => prop::sample::select(vec!["ا", "ب", "a", "\u{64E}", "\u{200C}", "😀"]),
            1 => prop::sample::select(vec![".", "[اa]", "[^ب😀]", "[ا-ی]", "\\d", "\\W", "\\w", "\\.", "[\\d-]"]),
        ];
        atom.prop_map(String::from).prop_recursive(5, 24, 4, |inner| {
            let counts = vec!["*", "+", "?", "{2}", "{0,2}", "{1,}", "{0}", "+?", "{1,3}", "*?"];
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..4).prop_map(|parts| parts.concat()),
                prop::collection::vec(inner.clone(), 1..4)
                    .prop_map(|parts| format!("({})", parts.join("|"))),
                (inner, prop::sample::select(counts))
                    .prop_map(|(part, count)| format!("(?:{part}){count}")),
            ]
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(1000))]
        #[test]
        fn as_the_regex_crate_has_it(
            pattern in patterns(),
            words in prop::collection::vec("[اابaa\u{64E}\u{200C}😀7.]{0,6}", 12),
        ) {
            let theirs = regex::Regex::new(&format!("^(?:{pattern})$")).unwrap();
            match Regex::parse(&pattern) {
                Ok(ours) => for word in &words {
                    prop_assert_eq!(ours.is_match(word), theirs.is_match(word), "{} {}", &pattern, word);
                },
                Err(bad) => prop_assert_eq!(bad.why, "too large"),
            }
        }

        #[test]
        fn never_panics(pattern in "(\\PC|[\\]\\[(){}|*+?^$\\\\,،؟0-9اء-]){0,40}", word in "\\PC{0,20}") {
            for read in [Regex::parse, Regex::parse_folded] {
                match read(&pattern) {
                    Ok(regex) => { regex.is_match(&word); }
                    Err(bad) => prop_assert!(pattern.is_char_boundary(bad.at)),
                }
            }
        }

        #[test]
        fn a_folded_word_fits_its_key(word in "[ابئؤويیéßİЙ\u{64E}\u{654}\u{200C}ءكA1]{1,8}") {
            let regex = Regex::parse_folded(&word).unwrap();
            let key = fold(&word);
            // A word of dropped signs only is its own key, which no piece of a word is.
            prop_assert!(regex.is_match(&key) || fold::fold_piece(&word).is_empty());
        }
    }
}
