//! What may be asked about counts: concordance, words, clusters, collocates, keywords,
//! dispersion; and about which texts.

use serde::{Deserialize, Serialize};

use super::{Filter, Matching, Note, Reason};
pub use crate::analysis::{
    ContextUnit, Expected, Parts, SPELLINGS, SortKey, Spelling, Unit, Window,
};
pub use crate::statistics::Correction;

/// Some of the texts. Everything that is given must hold; nothing given is all of them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Subcorpus {
    /// What people call it; it changes nothing.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub name: String,
    /// A query that the documents answer; may be empty.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub query: String,
    /// What is known of them.
    #[serde(skip_serializing_if = "Filter::is_empty")]
    pub filter: Filter,
    /// Their own ids; empty for no such choice.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub documents: Vec<String>,
    /// They must be in each of these as well.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub and: Vec<Subcorpus>,
    /// Those of these are in it too; when nothing else says which are, only those.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub or: Vec<Subcorpus>,
    /// And those of these are not, whatever else holds.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub not: Vec<Subcorpus>,
}

/// A question for a concordance: every hit with what stands before and after it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct ConcordanceRequest {
    /// As the reader typed it.
    pub query: String,
    /// How its words may match.
    pub matching: Matching,
    /// In which texts.
    pub within: Subcorpus,
    /// How much stands on each side, in `unit`s; 1000 at most. Not counted for sentences.
    pub context: u32,
    /// What the context is measured in.
    pub unit: ContextUnit,
    /// Up to three keys, the first counts most: `"A1"`, `"B2"`, `"node"`, `"title"`, `"date"`,
    /// `"source"`. Nothing: as in the corpus.
    pub sort: Vec<SortKey>,
    /// How many lines to return, at most.
    pub limit: u32,
    /// How many lines to pass over first.
    pub offset: u32,
    /// So many lines, chosen by chance; 0 for all.
    pub sample: u32,
    /// Which chance: the same number chooses the same lines, on every machine.
    pub seed: u32,
    /// Whether of lines that read the same only the first is there.
    pub distinct: bool,
    /// Only lines at these places, 100,000 at most; `None` for all. Places that are not there
    /// are passed over.
    pub only: Option<Vec<Spot>>,
}

/// A place in a document.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Spot {
    /// The document's own id.
    pub id: String,
    /// How many words of it stand before.
    pub position: u32,
}

impl Default for ConcordanceRequest {
    fn default() -> ConcordanceRequest {
        ConcordanceRequest {
            query: String::new(),
            matching: Matching::default(),
            within: Subcorpus::default(),
            context: 8,
            unit: ContextUnit::default(),
            sort: Vec::new(),
            limit: 100,
            offset: 0,
            sample: 0,
            seed: 1,
            distinct: false,
            only: None,
        }
    }
}

/// The answer to a [`ConcordanceRequest`].
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Concordance {
    /// Lines in all: hits, or those of the sample, without repeated ones when so wanted.
    pub total: u32,
    /// Hits in all.
    pub hits: u32,
    /// Documents that they stand in.
    pub documents: u32,
    /// Words of all texts that were asked.
    pub words: u32,
    /// What the reader should know about how the query was read.
    pub notes: Vec<Note>,
    /// The wanted lines.
    pub lines: Vec<Line>,
}

/// A line of a concordance. `before`, `node` and `after` together are what the text says, byte for
/// byte.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Line {
    /// The document's own id.
    pub id: String,
    /// Its title as printed; its id when it has none.
    pub title: String,
    /// Its language, `"und"` when not known.
    pub lang: String,
    /// Its date as given; may be empty.
    pub date: String,
    /// Its source as given; may be empty.
    pub source: String,
    /// How many words of the document stand before the node.
    pub position: u32,
    /// Which of the marks that the reader counts in the document this is, from 1.
    pub hit: u32,
    /// What stands before.
    pub before: String,
    /// What was found.
    pub node: String,
    /// What stands after.
    pub after: String,
    /// Why it was found.
    pub why: Option<Reason>,
    /// How many more lines read the same and are left out for it.
    pub repeated: u32,
}

/// In which order a list of words stands. Equals are in the order of their letters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum WordOrder {
    /// The most frequent first.
    #[default]
    Count,
    /// Those in the most documents first.
    Documents,
    /// By their letters.
    Word,
}

/// A question for a list of words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct WordsRequest {
    /// In which texts.
    pub within: Subcorpus,
    /// Whether what is no article counts too.
    pub everything: bool,
    /// What one word is.
    pub unit: Unit,
    /// Languages (`"all"`: all) whose function words do not count.
    pub stop: Vec<String>,
    /// Other words that do not count.
    pub stop_words: Vec<String>,
    /// Words that occur less often are left out.
    pub least: u32,
    /// Words that occur more often are left out; 0 for no bound. 1 leaves the hapaxes.
    pub most: u32,
    /// Only words that this query finds; may be empty.
    pub query: String,
    /// The order.
    pub order: WordOrder,
    /// What is known of documents whose values get a count each; may be empty.
    pub by: String,
    /// Other texts, in which the words of these are counted too.
    pub against: Option<Subcorpus>,
    /// How many to return, at most.
    pub limit: u32,
    /// How many to pass over first.
    pub offset: u32,
}

impl Default for WordsRequest {
    fn default() -> WordsRequest {
        WordsRequest {
            within: Subcorpus::default(),
            everything: false,
            unit: Unit::Key,
            stop: Vec::new(),
            stop_words: Vec::new(),
            least: 1,
            most: 0,
            query: String::new(),
            order: WordOrder::Count,
            by: String::new(),
            against: None,
            limit: 100,
            offset: 0,
        }
    }
}

/// The answer to a [`WordsRequest`] and to an [`NgramsRequest`].
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Frequencies {
    /// Rows in all.
    pub total: u32,
    /// Running words of the texts: what *per million* is of.
    pub tokens: u32,
    /// Different words in them, or different clusters.
    pub types: u32,
    /// Of those, such as occur once.
    pub hapaxes: u32,
    /// Documents of the texts.
    pub documents: u32,
    /// The values that were counted apart, each with its running words.
    pub by: Vec<ValueWords>,
    /// The other texts that were asked for: what they are called, and their running words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub against: Option<ValueWords>,
    /// The wanted rows.
    pub rows: Vec<Frequency>,
    /// What the reader should know about how the query was read.
    pub notes: Vec<Note>,
}

/// A value of what is known of documents, and how many words they have.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct ValueWords {
    /// The value; empty for documents that have none.
    pub value: String,
    /// Running words.
    pub tokens: u32,
}

/// A word or a cluster, and how often it occurs.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Frequency {
    /// As it is mostly printed.
    pub word: String,
    /// How often.
    pub count: u32,
    /// In how many documents.
    pub documents: u32,
    /// How often in a million words: 1,000,000 · count / tokens.
    pub per_million: f64,
    /// How often with each of the values that are counted apart.
    pub by: Vec<u32>,
    /// How often in the other texts, where they were asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub against: Option<u32>,
}

/// A question for clusters of words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct NgramsRequest {
    /// In which texts.
    pub within: Subcorpus,
    /// Whether what is no article counts too, and how the words of the query may match.
    pub matching: Matching,
    /// What one word is.
    pub unit: Unit,
    /// How many words, 1 to 6.
    pub size: u32,
    /// How many words may be passed over inside, 0 to 4.
    pub skip: u32,
    /// Only clusters around what this query finds; may be empty.
    pub query: String,
    /// Languages (`"all"`: all) whose function words do not count: a cluster of nothing else is left out.
    pub stop: Vec<String>,
    /// Other words like them.
    pub stop_words: Vec<String>,
    /// Clusters that occur less often are left out.
    pub least: u32,
    /// In how many documents, at least.
    pub least_documents: u32,
    /// The order.
    pub order: WordOrder,
    /// What is known of documents whose values get a count each; may be empty.
    pub by: String,
    /// Other texts, in which the clusters of these are counted too.
    pub against: Option<Subcorpus>,
    /// How many to return, at most.
    pub limit: u32,
    /// How many to pass over first.
    pub offset: u32,
}

impl Default for NgramsRequest {
    fn default() -> NgramsRequest {
        NgramsRequest {
            within: Subcorpus::default(),
            matching: Matching::default(),
            unit: Unit::Key,
            size: 2,
            skip: 0,
            query: String::new(),
            stop: Vec::new(),
            stop_words: Vec::new(),
            least: 2,
            least_documents: 1,
            order: WordOrder::Count,
            by: String::new(),
            against: None,
            limit: 100,
            offset: 0,
        }
    }
}

/// A question for the words that stand near a node.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct CollocatesRequest {
    /// What the node is.
    pub query: String,
    /// How its words may match.
    pub matching: Matching,
    /// In which texts.
    pub within: Subcorpus,
    /// What one word is.
    pub unit: Unit,
    /// What counts as near.
    pub window: Window,
    /// Words before the node that are near; 50 at most.
    pub before: u32,
    /// Words after it.
    pub after: u32,
    /// What chance alone would give.
    pub expected: Expected,
    /// The measures that are wanted, by their names; the first gives the order.
    pub measures: Vec<String>,
    /// Collocates that are near less often are left out.
    pub least: u32,
    /// Those near in fewer documents, too.
    pub least_documents: u32,
    /// Languages (`"all"`: all) whose function words are left out.
    pub stop: Vec<String>,
    /// Other words that are left out.
    pub stop_words: Vec<String>,
    /// Other texts, in which it is told how the collocates of these stand to the node.
    pub against: Option<Subcorpus>,
    /// How many to return, at most.
    pub limit: u32,
    /// How many to pass over first.
    pub offset: u32,
}

impl Default for CollocatesRequest {
    fn default() -> CollocatesRequest {
        CollocatesRequest {
            query: String::new(),
            matching: Matching::default(),
            within: Subcorpus::default(),
            unit: Unit::Key,
            window: Window::Words,
            before: 5,
            after: 5,
            expected: Expected::Window,
            measures: ["log-dice", "g2", "mi", "t"].map(str::to_owned).to_vec(),
            least: 3,
            least_documents: 1,
            stop: Vec::new(),
            stop_words: Vec::new(),
            against: None,
            limit: 100,
            offset: 0,
        }
    }
}

/// The answer to a [`CollocatesRequest`].
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Collocates {
    /// Collocates in all.
    pub total: u32,
    /// How often the node occurs.
    pub node: u32,
    /// In how many documents.
    pub node_documents: u32,
    /// Words, sentences or documents that are near it: R1 of the tables.
    pub near: u64,
    /// And all that could be: N.
    pub all: u64,
    /// The node in the other texts, where some were asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub against: Option<NodeElsewhere>,
    /// The measures of the rows, in their order.
    pub measures: Vec<String>,
    /// The wanted rows.
    pub rows: Vec<Collocate>,
    /// What the reader should know about how the query was read.
    pub notes: Vec<Note>,
}

/// A word near the node.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Collocate {
    /// As it is mostly printed.
    pub word: String,
    /// How often it is near, before or after; each place once.
    pub together: u32,
    /// How often it stands before a node. What stands between two nodes may be both.
    pub before: u32,
    /// How often after.
    pub after: u32,
    /// In how many documents it is near.
    pub documents: u32,
    /// How often it occurs in all.
    pub count: u32,
    /// O11, O12, O21 and O22: what the measures are of.
    pub table: [u64; 4],
    /// The measures; `None` where one is not defined.
    pub measures: Vec<Option<f64>>,
    /// The same in the other texts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub against: Option<CollocateElsewhere>,
}

/// The node of collocates, in other texts.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct NodeElsewhere {
    /// The name of those texts; may be empty.
    pub value: String,
    /// How often it occurs there.
    pub node: u32,
    /// In how many documents.
    pub node_documents: u32,
    /// R1 of the tables.
    pub near: u64,
    /// N of them.
    pub all: u64,
}

/// A collocate, in other texts. It need not be near there.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct CollocateElsewhere {
    /// How often it is near; each place once.
    pub together: u32,
    /// How often it occurs in all.
    pub count: u32,
    /// O11, O12, O21 and O22.
    pub table: [u64; 4],
    /// The measures; `None` where one is not defined.
    pub measures: Vec<Option<f64>>,
}

/// A question for words that are more frequent in some texts than in others.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct KeywordsRequest {
    /// The texts.
    pub within: Subcorpus,
    /// The others; `None` for all that are not in the first.
    pub against: Option<Subcorpus>,
    /// Counts from elsewhere instead: words and how often each occurs.
    pub list: Vec<(String, u32)>,
    /// Running words of that list; 0 for the sum of its counts.
    pub list_tokens: u32,
    /// Whether what is no article counts too.
    pub everything: bool,
    /// What one word is.
    pub unit: Unit,
    /// The measures that are wanted, by their names; the first gives the order.
    pub measures: Vec<String>,
    /// Words that occur less often in both together are left out.
    pub least: u32,
    /// Words that stand in fewer documents are left out, of the first texts for keywords, of the
    /// others for negative ones.
    pub least_documents: u32,
    /// Only words that chance would make so different no oftener than this; 1 for all.
    pub chance: f64,
    /// How chance is corrected for the number of words that were tested.
    pub correction: Correction,
    /// The words that are rarer in the first texts, instead of those that are more frequent.
    pub negative: bool,
    /// Languages (`"all"`: all) whose function words are left out.
    pub stop: Vec<String>,
    /// Other words that are left out.
    pub stop_words: Vec<String>,
    /// How many to return, at most.
    pub limit: u32,
    /// How many to pass over first.
    pub offset: u32,
}

impl Default for KeywordsRequest {
    fn default() -> KeywordsRequest {
        KeywordsRequest {
            within: Subcorpus::default(),
            against: None,
            list: Vec::new(),
            list_tokens: 0,
            everything: false,
            unit: Unit::Key,
            measures: ["g2", "log-ratio", "log-ratio-low", "log-ratio-high", "percent-difference"]
                .map(str::to_owned)
                .to_vec(),
            least: 3,
            least_documents: 1,
            chance: 0.05,
            correction: Correction::Bonferroni,
            negative: false,
            stop: Vec::new(),
            stop_words: Vec::new(),
            limit: 100,
            offset: 0,
        }
    }
}

/// The answer to a [`KeywordsRequest`].
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Keywords {
    /// Keywords in all.
    pub total: u32,
    /// Words that were tested: the number of tests.
    pub tests: u32,
    /// What chance must be below for each of them, corrected.
    pub chance: f64,
    /// How many standard errors wide intervals are on each side, corrected.
    pub z: f64,
    /// Running words and documents of the texts, and of the others.
    pub tokens: [u64; 2],
    /// Documents likewise; of a list from elsewhere 0.
    pub documents: [u32; 2],
    /// The measures of the rows, in their order.
    pub measures: Vec<String>,
    /// The wanted rows.
    pub rows: Vec<Keyword>,
    /// What the reader should know about how the queries were read.
    pub notes: Vec<Note>,
}

/// A word that is more frequent, or rarer, in some texts than in others.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Keyword {
    /// As it is mostly printed.
    pub word: String,
    /// How often in the texts, and in the others.
    pub counts: [u32; 2],
    /// In how many documents of each.
    pub documents: [u32; 2],
    /// How often in a million words of each.
    pub per_million: [f64; 2],
    /// How often chance alone makes so large a difference, by G² of four terms.
    pub chance: f64,
    /// O11, O12, O21 and O22.
    pub table: [u64; 4],
    /// The measures; `None` where one is not defined.
    pub measures: Vec<Option<f64>>,
}

/// A question for how evenly something is spread.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct DispersionRequest {
    /// What.
    pub query: String,
    /// How its words may match.
    pub matching: Matching,
    /// In which texts.
    pub within: Subcorpus,
    /// What the parts are.
    pub parts: Parts,
    /// How many equal parts, 2 to 1000.
    pub equal: u32,
    /// Whether to tell the distances that some figures go by.
    pub distances: bool,
    /// How many parts to return with their places, at most, those with most hits first.
    pub limit: u32,
    /// How many to pass over first.
    pub offset: u32,
}

impl Default for DispersionRequest {
    fn default() -> DispersionRequest {
        DispersionRequest {
            query: String::new(),
            matching: Matching::default(),
            within: Subcorpus::default(),
            parts: Parts::Documents,
            equal: 10,
            distances: false,
            limit: 40,
            offset: 0,
        }
    }
}

/// The answer to a [`DispersionRequest`].
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Dispersion {
    /// Parts in all that have words.
    pub parts: u32,
    /// Hits in all.
    pub hits: u32,
    /// Running words.
    pub words: u64,
    /// The figures: name and value, `None` where one is not defined.
    pub figures: Vec<(String, Option<f64>)>,
    /// The wanted parts.
    pub rows: Vec<PartRow>,
    /// Hits and words of every part, in their order: what the figures are of.
    pub spread: Vec<(u32, u32)>,
    /// Words from each hit to the next, and from the last round to the first, where they were asked
    /// for; nothing when there are more than 50,000.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub distances: Vec<u32>,
    /// Where the parts are times, what each of those is called: ISO 8601, ascending; texts without
    /// one come first, under no name. Else nothing.
    pub times: Vec<String>,
    /// What the reader should know about how the query was read.
    pub notes: Vec<Note>,
}

/// A part of the texts and what stands in it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct PartRow {
    /// The document's own id; empty for parts that are no documents.
    pub id: String,
    /// What it is called: a title, a source, a day, a number.
    pub name: String,
    /// Hits.
    pub hits: u32,
    /// Running words.
    pub words: u32,
    /// How many words of the part stand before each hit.
    pub places: Vec<u32>,
}

/// A question for what texts are like: how long, how diverse, how spelt.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct ProfileRequest {
    /// Which texts.
    pub within: Subcorpus,
    /// Whether what is no article counts too.
    pub everything: bool,
    /// What one word is.
    pub unit: Unit,
    /// What the parts are.
    pub parts: Parts,
    /// How many equal parts, 2 to 1000.
    pub equal: u32,
    /// Words of a window of MATTR and of a segment of MSTTR, 2 to 100,000.
    pub window: u32,
    /// The figure that gives the order, the highest first; empty for the number of words. Times and
    /// equal parts stay in their own order where it is empty.
    pub order: String,
    /// Whether to tell how texts are spelt, for which every word is read as it is printed.
    pub spelling: bool,
    /// How many parts to return, at most.
    pub limit: u32,
    /// How many to pass over first.
    pub offset: u32,
}

impl Default for ProfileRequest {
    fn default() -> ProfileRequest {
        ProfileRequest {
            within: Subcorpus::default(),
            everything: false,
            unit: Unit::Key,
            parts: Parts::Documents,
            equal: 10,
            window: 100,
            order: String::new(),
            spelling: false,
            limit: 100,
            offset: 0,
        }
    }
}

/// The answer to a [`ProfileRequest`].
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Profiles {
    /// Parts in all that have words.
    pub parts: u32,
    /// The names of the figures of diversity.
    pub figures: Vec<String>,
    /// The names of the signs that texts differ in, where the spelling was asked for; else nothing.
    pub spellings: Vec<String>,
    /// All parts together.
    pub all: ProfileRow,
    /// The wanted parts.
    pub rows: Vec<ProfileRow>,
    /// What the reader should know about how a query was read.
    pub notes: Vec<Note>,
}

/// What a part of the texts is like.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct ProfileRow {
    /// The document's own id; empty for parts that are no documents.
    pub id: String,
    /// What it is called: a title, a source, a day, a number; nothing for all parts together.
    pub name: String,
    /// In how many documents it is.
    pub documents: u32,
    /// Running words.
    pub tokens: u32,
    /// Different words.
    pub types: u32,
    /// Those that occur once.
    pub hapaxes: u32,
    /// The sum of the squares of how often each occurs.
    pub squares: f64,
    /// The figures; `None` where one is not defined.
    pub figures: Vec<Option<f64>>,
    /// Of those that go by the order of the words, in their places, what each is of: for windows and
    /// segments the different words of each, summed, the words of one, and how many there are; for MTLD the
    /// words, and the factors forwards and backwards.
    pub ordered: Vec<Option<[f64; 3]>>,
    /// How many words have each of the signs; nothing where the spelling was not asked for.
    pub spelling: Vec<u32>,
}
