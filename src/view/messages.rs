//! Everything the page says, in three languages.
//!
//! One struct of fields, one value per language: a missing translation does not compile.
//! Nouns with numbers are a [`Count`], so that each language can bend them as it must;
//! `{}` in a sentence is where a value goes, see [`said`] and [`fill`].

use std::marker::PhantomData;
use std::ops::Deref;

use super::language::Lang;
use super::number::Count;
use crate::engine::protocol::{GIVEN_DATE, NoteKind, Reason, Sort, Zone};
pub use copies::CopiesWording;
pub use counting::CountingWording;
pub use deciding::{Decided, Deciding};
pub use measures::{FigureWording, MeasureWording};
pub use subcorpora::SubcorporaWording;
pub use timeline::TimelineWording;

use arabic::ARABIC;
use english::ENGLISH;
use persian::PERSIAN;

mod arabic;
mod copies;
pub mod counting;
pub mod deciding;
mod english;
mod measures;
mod persian;
mod subcorpora;
mod timeline;

/// Wording that stands apart from the [`Messages`] of its language, so that the first part of the
/// page's program can do without it: only who reads it holds on to it. It reads like a field.
#[derive(Debug)]
pub struct Apart<T>(Lang, PhantomData<T>);

/// What can stand apart.
pub trait Worded: Sized + 'static {
    /// It, in one language.
    fn in_language(lang: Lang) -> &'static Self;
}

impl<T: Worded> Apart<T> {
    const fn new(lang: Lang) -> Apart<T> {
        Apart(lang, PhantomData)
    }
}

impl<T: Worded> Deref for Apart<T> {
    type Target = T;

    fn deref(&self) -> &T {
        T::in_language(self.0)
    }
}

/// The groups of the query language.
pub type Groups = [Group; 9];

impl Worded for Groups {
    fn in_language(lang: Lang) -> &'static Groups {
        static ALL: [Groups; 3] = [english::GROUPS, arabic::GROUPS, persian::GROUPS];
        &ALL[lang as usize]
    }
}

/// The first examples of the first groups.
const fn rules(groups: &Groups) -> [Row; 6] {
    let mut rules = [groups[0].rows[0]; 6];
    let mut at = 1;
    while at < rules.len() {
        rules[at] = groups[at].rows[0];
        at += 1;
    }
    rules
}

/// A part of the query language.
#[derive(Clone, Copy, Debug)]
pub struct Group {
    /// What it is about.
    pub title: &'static str,
    /// Examples and what they do.
    pub rows: &'static [Row],
    /// What else to know; may be empty. Signs stand between backticks.
    pub note: &'static str,
}

/// An example of the query language.
#[derive(Clone, Copy, Debug)]
pub struct Row {
    /// A query, to be tried.
    pub example: &'static str,
    /// What it does. Signs stand between backticks.
    pub means: &'static str,
}

/// The wording of the interface in one language.
#[derive(Debug)]
pub struct Messages {
    /// The language.
    pub code: Lang,

    // The frame
    /// Link past the header.
    pub skip: &'static str,
    /// Name of the row of views.
    pub views: &'static str,
    /// A view.
    pub search: &'static str,
    /// A view.
    pub texts: &'static str,
    /// A view.
    pub about: &'static str,
    /// The button that opens the help.
    pub help: &'static str,
    /// Closes a dialogue.
    pub close: &'static str,
    /// Name of the language chooser.
    pub language: &'static str,
    /// Name of the theme chooser.
    pub theme: &'static str,
    /// A theme.
    pub theme_auto: &'static str,
    /// A theme.
    pub theme_light: &'static str,
    /// A theme.
    pub theme_dark: &'static str,

    // Searching
    /// Name of the search box.
    pub search_label: &'static str,
    /// Inside the empty search box.
    pub placeholder: &'static str,
    /// Empties the search box.
    pub clear: &'static str,
    /// How many documents were found.
    pub found: Count,
    /// How many words were hit in them.
    pub places: Count,
    /// How many documents have every word asked for.
    pub complete: Count,
    /// Name of the list of results.
    pub results: &'static str,
    /// Before the words that a document lacks.
    pub missing: &'static str,
    /// Button that brings more results or texts; the number is how many.
    pub more: Count,
    /// Name of the choice of order.
    pub sort: &'static str,
    /// An order.
    pub sort_relevance: &'static str,
    /// An order of the list of texts.
    pub sort_corpus: &'static str,
    /// An order.
    pub sort_newest: &'static str,
    /// An order.
    pub sort_oldest: &'static str,
    /// An order.
    pub sort_title: &'static str,
    /// An order.
    pub sort_source: &'static str,
    /// Name of the row of languages to keep.
    pub only: &'static str,
    /// Takes every language again.
    pub all_languages: &'static str,
    /// Heading over the first texts, before a query.
    pub first_texts: &'static str,
    /// Heading over the latest texts, before a query.
    pub latest_texts: &'static str,
    /// Link to the list of texts.
    pub all_texts: &'static str,
    /// Heading over the rules of queries.
    pub how: &'static str,
    /// Before anything was typed, for screen readers.
    pub untitled_search: &'static str,

    // How the words matched
    /// Name of the lines above the results.
    pub reasons: &'static str,
    /// [`Reason::Exact`], after a number or before forms.
    pub way_exact: &'static str,
    /// [`Reason::Variant`].
    pub way_variant: &'static str,
    /// [`Reason::Inflection`].
    pub way_inflection: &'static str,
    /// [`Reason::Compound`].
    pub way_compound: &'static str,
    /// [`Reason::Name`].
    pub way_name: &'static str,
    /// [`Reason::Fuzzy`].
    pub way_fuzzy: &'static str,
    /// [`Reason::Prefix`].
    pub way_prefix: &'static str,
    /// [`Reason::Pattern`].
    pub way_pattern: &'static str,
    /// The forms that a way found, for a tooltip.
    pub way_forms: &'static str,
    /// Tooltip of a way that was switched off.
    pub way_off: &'static str,
    /// Counts what stands outside the articles, after a number.
    pub way_outside: &'static str,
    /// Tooltip of that.
    pub outside_about: &'static str,
    /// Names of zones, in the order of [`Zone::ALL`].
    pub zones: [&'static str; Zone::ALL.len()],
    /// Below another document's article: `{}` is its id.
    pub found_below: &'static str,
    /// How a field is known, in the order: a line of the text, inferred, a table, decided.
    pub origins: [&'static str; 4],
    /// The date as the metadata gave it; those whom a text names as its sources.
    pub fields: [&'static str; 2],
    /// Copies of a text, and two texts side by side.
    pub copies: CopiesWording,
    /// Name of the desk.
    pub desk_name: &'static str,
    /// Leads from the results to the concordance.
    pub as_concordance: &'static str,
    /// The desk.
    pub counting: Apart<CountingWording>,
    /// Name of the timeline.
    pub timeline_name: &'static str,
    /// The timeline.
    pub timeline: Apart<TimelineWording>,
    /// Texts with names.
    pub subcorpora: Apart<SubcorporaWording>,
    /// Figures of statistics and their receipts.
    pub measures: Apart<MeasureWording>,
    /// Shows the forms under the lines.
    pub forms: &'static str,
    /// Stands for all words, where they are many.
    pub all_words: Count,
    /// Unfolds the words one by one.
    pub by_word: &'static str,
    /// Between the members of a list.
    pub comma: &'static str,

    // The filter
    /// The button that opens it, and its name.
    pub filter: &'static str,
    /// Lets go of what was chosen of one name; before that name, for screen readers.
    pub clear_facet: &'static str,
    /// The button for it.
    pub clear_short: &'static str,
    /// Lets go of everything chosen.
    pub clear_filter: &'static str,
    /// Takes one thing chosen away; `{}` is which.
    pub lift_one: &'static str,
    /// Name of what was chosen.
    pub chosen: &'static str,
    /// In place of a value that nobody gave.
    pub facet_none: &'static str,
    /// In place of a date that nobody gave.
    pub facet_undated: &'static str,
    /// Values that are not listed.
    pub facet_rest: Count,
    /// Shows the values that are folded away.
    pub facet_all: Count,
    /// Folds them away again.
    pub facet_fewer: &'static str,
    /// The earliest date.
    pub date_from: &'static str,
    /// The latest date.
    pub date_to: &'static str,
    /// What can be typed there.
    pub date_expected: &'static str,
    /// A span of dates open at its end.
    pub dates_from: &'static str,
    /// A span of dates open at its beginning.
    pub dates_to: &'static str,
    /// A subcorpus without a name.
    pub some_texts: &'static str,
    /// What a text must speak of: {} is a span of dates in words.
    pub speaking_of: &'static str,

    // Nothing found
    /// A filter stands in the way: which, and how many texts it hides.
    pub hidden_filter: &'static str,
    /// Takes it away.
    pub lift_filter: &'static str,
    /// A way of matching that is off stands in the way: which, and how many texts it hides.
    pub hidden_way: &'static str,
    /// Switches it on.
    pub lift_way: &'static str,
    /// Filters and switches together stand in the way: how many texts they hide.
    pub hidden_all: &'static str,
    /// Takes all of them away.
    pub lift_all: &'static str,
    /// How many texts have any of the words.
    pub hidden_loose: &'static str,
    /// Searches for any of the words.
    pub lift_loose: &'static str,
    /// The corpus is empty.
    pub bare_empty: &'static str,
    /// The corpus has nothing in this language.
    pub bare_language: &'static str,
    /// The corpus has no dates.
    pub bare_undated: &'static str,
    /// The corpus has other dates: the first and the last.
    pub bare_elsewhen: &'static str,
    /// Nothing better can be said.
    pub nothing_known: &'static str,

    // How to ask
    /// The query language, group by group.
    pub groups: Apart<Groups>,
    rules: [Row; 6],
    /// Opens the whole of it.
    pub how_all: &'static str,
    /// Tooltip of an example.
    pub try_it: &'static str,

    // Notes on a query; `{}` is the part it is about, and signs stand between backticks
    /// A word that is not in the corpus.
    pub note_absent: &'static str,
    /// Several words that do not stand in the corpus as the query has them.
    pub note_absent_row: &'static str,
    /// A word read as a beginning.
    pub note_prefix: &'static str,
    /// An open quotation mark.
    pub note_unclosed: &'static str,
    /// Nothing but words to leave out.
    pub note_exclusions: &'static str,
    /// Nothing to look for.
    pub note_nothing: &'static str,
    /// A query longer than is read.
    pub note_long: &'static str,
    /// A word read as its nearest spellings, which follow.
    pub note_near: &'static str,
    /// Looks for exactly what was typed.
    pub exactly: &'static str,
    /// A word whose nearest spellings follow.
    pub note_did_you_mean: &'static str,
    /// An open parenthesis.
    pub note_open: &'static str,
    /// A parenthesis that closes nothing.
    pub note_stray: &'static str,
    /// An operator with nothing to join.
    pub note_operator: &'static str,
    /// Nearness of what has no place.
    pub note_not_positional: &'static str,
    /// A regular expression that cannot be read.
    pub note_regex: &'static str,
    /// CQL that cannot be read.
    pub note_cql: &'static str,
    /// A field that no text has.
    pub note_field: &'static str,
    /// A date that cannot be read.
    pub note_date: &'static str,
    /// A pattern that too many words fit.
    pub note_many_words: &'static str,
    /// Something in too many places.
    pub note_many_places: &'static str,
    /// `{}`: the word, which stands only in what is no article.
    pub note_outside: &'static str,

    // Reading
    /// Closes the reader.
    pub back: &'static str,
    /// Opens the text before.
    pub previous_text: &'static str,
    /// Opens the text after.
    pub next_text: &'static str,
    /// Name of the hit navigator.
    pub hits: &'static str,
    /// Which hit of how many.
    pub hit_position: &'static str,
    /// Goes to the next hit.
    pub hit_next: &'static str,
    /// Goes to the hit before.
    pub hit_previous: &'static str,
    /// Shows the text unset.
    pub as_given: &'static str,
    /// Shows the text set as a page.
    pub as_page: &'static str,
    /// Copies the text.
    pub copy: &'static str,
    /// It was copied.
    pub copied: &'static str,
    /// It could not be copied.
    pub copy_failed: &'static str,
    /// Saves the text as a file.
    pub download: &'static str,
    /// Over the text as given.
    pub given_note: &'static str,
    /// Heading of the table of metadata.
    pub known: &'static str,
    /// Heading of the citation.
    pub cite: &'static str,
    /// Copies a link.
    pub copy_link: &'static str,
    /// While a text is fetched.
    pub opening: &'static str,

    // What is known
    /// A field.
    pub title: &'static str,
    /// A field.
    pub author: &'static str,
    /// A field.
    pub source: &'static str,
    /// A field.
    pub date: &'static str,
    /// A field.
    pub lang: &'static str,
    /// A field.
    pub address: &'static str,
    /// A field.
    pub words: &'static str,
    /// A field: the place in the corpus.
    pub number_in_corpus: &'static str,
    /// A field.
    pub id: &'static str,
    /// In place of a value.
    pub not_known: &'static str,
    /// A document's length.
    pub word_count: Count,
    /// How many documents.
    pub text_count: Count,
    /// How many languages.
    pub language_count: Count,
    /// How many sources.
    pub source_count: Count,

    // About the corpus
    /// Heading.
    pub about_heading: &'static str,
    /// Heading.
    pub languages: &'static str,
    /// Heading.
    pub sources: &'static str,
    /// The sources that are not listed one by one.
    pub rest: &'static str,
    /// A number.
    pub types: &'static str,
    /// The dates.
    pub range: &'static str,
    /// First and last date.
    pub range_between: &'static str,
    /// A field.
    pub licence: &'static str,
    /// When no licence was stated.
    pub licence_unknown: &'static str,
    /// A field.
    pub built: &'static str,
    /// Why there is no time.
    pub built_unknown: &'static str,
    /// A field.
    pub generator: &'static str,
    /// A field: the analysis chain.
    pub chain: &'static str,
    /// A field.
    pub format: &'static str,
    /// Its value.
    pub format_version: &'static str,
    /// A field.
    pub fingerprint: &'static str,
    /// What it is for.
    pub fingerprint_means: &'static str,
    /// A field.
    pub text_size: &'static str,
    /// A field.
    pub index_size: &'static str,
    /// The heading over the picture of sizes.
    pub size_heading: &'static str,
    /// A part of the index.
    pub size_texts: &'static str,
    /// A part of the index.
    pub size_words: &'static str,
    /// A part of the index.
    pub size_facts: &'static str,
    /// A part of the index.
    pub size_root: &'static str,
    /// What the shares in that picture are of.
    pub size_note: &'static str,
    /// Heading.
    pub technical: &'static str,
    /// Heading.
    pub privacy: &'static str,
    /// For the single page.
    pub privacy_single: &'static str,
    /// The heading over what can be seen from outside, for pages that load parts of the texts.
    pub privacy_parts: &'static str,
    /// One line of it, under every view of the single page.
    pub privacy_short: &'static str,
    /// For the site.
    pub privacy_site: &'static str,
    /// For an embedded element.
    pub privacy_embed: &'static str,
    /// The button that keeps a site's files on the device.
    pub keep: &'static str,
    /// While they come.
    pub keeping: &'static str,
    /// When they are kept.
    pub kept: &'static str,
    /// The button that removes them.
    pub forget: &'static str,
    /// Heading.
    pub cite_heading: &'static str,
    /// What to name.
    pub cite_how: &'static str,

    /// Correcting what is known of texts.
    pub deciding: Apart<Deciding>,
    /// Of which the first page needs a little.
    pub decided: Decided,

    // Loading and failing
    /// Heading while loading.
    pub loading: &'static str,
    /// A stage of loading.
    pub stage_program: &'static str,
    /// A stage of loading.
    pub stage_fetch: &'static str,
    /// A stage of loading.
    pub stage_inflate: &'static str,
    /// A stage of loading.
    pub stage_open: &'static str,
    /// After typing while loading.
    pub waiting: &'static str,
    /// Heading of the failure.
    pub failed: &'static str,
    /// What to do.
    pub failed_do: &'static str,
    /// Before the message of one failed request.
    pub request_failed: &'static str,
    /// Asks once more.
    pub try_again: &'static str,

    // Help
    /// Heading.
    pub help_keys: &'static str,
    /// What `/` does.
    pub key_search: &'static str,
    /// What the arrows do.
    pub key_arrows: &'static str,
    /// What Enter does.
    pub key_enter: &'static str,
    /// What Escape does.
    pub key_escape: &'static str,
    /// What n and p do.
    pub key_hits: &'static str,
    /// What the brackets do.
    pub key_texts: &'static str,
    /// What 1, 2, 3 do.
    pub key_views: &'static str,
    /// What the keys for lines of a concordance do.
    pub key_lines: &'static str,
    /// What `?` does.
    pub key_help: &'static str,
}

/// The wording in a language.
pub fn messages(lang: Lang) -> &'static Messages {
    match lang {
        Lang::En => &ENGLISH,
        Lang::Ar => &ARABIC,
        Lang::Fa => &PERSIAN,
    }
}

/// A stretch of a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Said {
    /// Words of the interface's language.
    Words(&'static str),
    /// Signs of the query language, which run as they are typed.
    Signs(&'static str),
    /// Where a value goes.
    Gap,
}

/// A sentence cut into words, signs (between backticks) and gaps (`{}`).
///
/// ```
/// use kashf::view::messages::{Said, said};
/// assert_eq!(said("in {}: `a OR b`"), [
///     Said::Words("in "), Said::Gap, Said::Words(": "), Said::Signs("a OR b"),
/// ]);
/// ```
pub fn said(sentence: &'static str) -> Vec<Said> {
    let mut parts = Vec::new();
    for (place, part) in sentence.split('`').enumerate() {
        if place % 2 == 1 {
            parts.push(Said::Signs(part));
            continue;
        }
        for (gap, words) in part.split("{}").enumerate() {
            if gap > 0 {
                parts.push(Said::Gap);
            }
            if !words.is_empty() {
                parts.push(Said::Words(words));
            }
        }
    }
    parts
}

/// A sentence with its `{}`s filled, in order.
///
/// ```
/// use kashf::view::{language::Lang, messages::{fill, messages}};
/// assert_eq!(fill(messages(Lang::En).hit_position, &["3", "14"]), "3 of 14");
/// ```
pub fn fill(sentence: &str, values: &[&str]) -> String {
    let mut parts = sentence.split("{}");
    let mut out = parts.next().unwrap_or_default().to_owned();
    for (place, part) in parts.enumerate() {
        out.push_str(values.get(place).copied().unwrap_or_default());
        out.push_str(part);
    }
    out
}

/// A sentence with its `{}`s filled by words that may run another way: each is isolated, so
/// that brackets and digits around it stay where they belong.
pub fn filled_isolated(sentence: &str, values: &[&str]) -> String {
    let isolated: Vec<String> =
        values.iter().map(|value| format!("\u{2068}{value}\u{2069}")).collect();
    let isolated: Vec<&str> = isolated.iter().map(String::as_str).collect();
    fill(sentence, &isolated)
}

impl Messages {
    /// The sentence for a note on a query; `about` is the part it is about.
    pub fn note(&self, kind: NoteKind, about: &str) -> &'static str {
        match kind {
            NoteKind::Absent if about.contains(' ') => self.note_absent_row,
            NoteKind::Absent => self.note_absent,
            NoteKind::ReadAsPrefix => self.note_prefix,
            NoteKind::UnclosedQuote => self.note_unclosed,
            NoteKind::OnlyExclusions => self.note_exclusions,
            NoteKind::NoWords => self.note_nothing,
            NoteKind::TooLong => self.note_long,
            NoteKind::ReadAsNear => self.note_near,
            NoteKind::DidYouMean => self.note_did_you_mean,
            NoteKind::UnclosedParenthesis => self.note_open,
            NoteKind::StrayParenthesis => self.note_stray,
            NoteKind::StrayOperator => self.note_operator,
            NoteKind::NotPositional => self.note_not_positional,
            NoteKind::BadRegex => self.note_regex,
            NoteKind::BadCql => self.note_cql,
            NoteKind::UnknownField => self.note_field,
            NoteKind::BadDate => self.note_date,
            NoteKind::TooManyWords => self.note_many_words,
            NoteKind::TooManyPlaces => self.note_many_places,
            NoteKind::OnlyOutside => self.note_outside,
        }
    }

    /// A way of matching.
    pub fn way(&self, reason: Reason) -> &'static str {
        match reason {
            Reason::Exact => self.way_exact,
            Reason::Variant => self.way_variant,
            Reason::Inflection => self.way_inflection,
            Reason::Compound => self.way_compound,
            Reason::Name => self.way_name,
            Reason::Fuzzy => self.way_fuzzy,
            Reason::Prefix => self.way_prefix,
            Reason::Pattern => self.way_pattern,
        }
    }

    /// What a field of metadata is called that the program itself names; `None` of others, which
    /// are called as the texts' own makers called them.
    pub fn field(&self, name: &str) -> Option<&'static str> {
        match name {
            GIVEN_DATE => Some(self.fields[0]),
            "attribution" => Some(self.fields[1]),
            "keywords" => Some(self.zones[Zone::Tags as usize]),
            "section" => Some(self.zones[Zone::Section as usize]),
            _ => None,
        }
    }

    /// Words in a row, each kept to its own direction; plain text, for tooltips.
    pub fn list<'a>(&self, words: impl IntoIterator<Item = &'a String>) -> String {
        let apart: Vec<String> =
            words.into_iter().map(|word| format!("\u{2068}{word}\u{2069}")).collect();
        apart.join(self.comma)
    }

    /// The name of an order of results.
    pub fn sort_name(&self, sort: Sort) -> &'static str {
        match sort {
            Sort::Relevance => self.sort_relevance,
            Sort::Newest => self.sort_newest,
            Sort::Date => self.sort_oldest,
            Sort::Title => self.sort_title,
            Sort::Source => self.sort_source,
        }
    }

    /// The name of an order of the list of texts, which knows no best.
    pub fn order_name(&self, sort: Sort) -> &'static str {
        match sort {
            Sort::Relevance => self.sort_corpus,
            other => self.sort_name(other),
        }
    }

    /// The sentence for a stage of loading; an unknown stage is called loading.
    pub fn stage(&self, stage: &str) -> &'static str {
        match stage {
            "program" => self.stage_program,
            "fetch" | "load" => self.stage_fetch,
            "inflate" => self.stage_inflate,
            "open" => self.stage_open,
            _ => self.loading,
        }
    }

    /// What one should know first of how to ask: the beginnings of some groups.
    pub fn rules(&self) -> impl Iterator<Item = &Row> {
        self.rules.iter()
    }

    /// The keys, and what they do.
    pub fn keys(&self) -> [(&'static [&'static str], &'static str); 9] {
        [
            (&["/"], self.key_search),
            (&["↓", "↑"], self.key_arrows),
            (&["Enter"], self.key_enter),
            (&["Esc"], self.key_escape),
            (&["n", "p"], self.key_hits),
            (&["[", "]"], self.key_texts),
            (&["1", "2", "3", "4", "5"], self.key_views),
            (&["m", "e"], self.key_lines),
            (&["?"], self.key_help),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a translation must keep: the number of places to fill, in every sentence.
    #[test]
    fn translations_have_the_same_places() {
        for lang in Lang::ALL {
            let said = messages(lang);
            for (sentence, count) in [
                (said.note_absent, 1),
                (said.note_absent_row, 1),
                (said.note_prefix, 1),
                (said.hit_position, 2),
                (said.range_between, 2),
                (said.format_version, 1),
                (said.way_forms, 1),
                (said.clear_facet, 1),
                (said.lift_one, 1),
                (said.dates_from, 1),
                (said.dates_to, 1),
                (said.speaking_of, 1),
                (said.subcorpora.only_found, 1),
                (said.subcorpora.pick_one, 1),
                (said.hidden_filter, 2),
                (said.hidden_way, 2),
                (said.hidden_all, 1),
                (said.hidden_loose, 1),
                (said.bare_language, 1),
                (said.bare_elsewhen, 2),
                (said.note_near, 1),
                (said.note_did_you_mean, 1),
                (said.exactly, 1),
                (said.note_operator, 1),
                (said.note_field, 1),
                (said.note_date, 1),
                (said.note_many_words, 1),
                (said.note_many_places, 1),
                (said.note_outside, 1),
                (said.deciding.date_expected, 1),
            ] {
                assert_eq!(sentence.matches("{}").count(), count, "{sentence}");
            }
            assert_eq!(said.code, lang);
        }
    }

    #[test]
    fn sentences_are_filled() {
        assert_eq!(fill("{} and {}", &["a", "b"]), "a and b");
        assert_eq!(fill("{} and {}", &["a"]), "a and ");
        assert_eq!(messages(Lang::Ar).found.say(Lang::Ar, 12), "١٢ نصًّا");
        assert_eq!(messages(Lang::Fa).found.say(Lang::Fa, 12), "۱۲ متن");
    }

    /// Signs must not drift into the words around them, nor an example fail to show what it
    /// is about in the other languages.
    #[test]
    fn the_help_is_the_same_in_all_languages() {
        let english = messages(Lang::En);
        for lang in Lang::ALL {
            for (group, model) in messages(lang).groups.iter().zip(english.groups.iter()) {
                assert_eq!(group.rows.len(), model.rows.len(), "{}", group.title);
                assert_eq!(group.note.is_empty(), model.note.is_empty(), "{}", group.title);
                for (row, model) in group.rows.iter().zip(model.rows) {
                    assert_eq!(signs(row.example), signs(model.example), "{}", row.example);
                    assert_eq!(row.means.matches('`').count() % 2, 0, "{}", row.means);
                }
            }
        }
    }

    /// The operators of a query, without its words.
    fn signs(query: &str) -> String {
        const OPERATORS: [&str; 5] = ["AND", "OR", "NOT", "NEAR", "W"];
        let words = query.split(|letter: char| !letter.is_ascii_uppercase());
        let operators: Vec<_> = words.filter(|word| OPERATORS.contains(word)).collect();
        // Dates are written with other signs elsewhere.
        let mut before = ' ';
        let is_sign = |letter: &char| {
            let within_date = std::mem::replace(&mut before, *letter).is_numeric();
            "\"()*~=/[]{}&-:".contains(*letter) && !within_date
        };
        format!("{} {}", operators.join(" "), query.chars().filter(is_sign).collect::<String>())
    }

    #[test]
    fn fields_of_our_own_are_named() {
        assert_eq!(messages(Lang::Fa).field(GIVEN_DATE), Some("تاریخ داده‌شده"));
        assert_eq!(messages(Lang::Ar).field("keywords"), Some("كلمات دلالية"));
        assert_eq!(messages(Lang::Ar).field("desk"), None);
    }

    #[test]
    fn unknown_stage() {
        assert_eq!(messages(Lang::En).stage("zip"), messages(Lang::En).loading);
    }
}
