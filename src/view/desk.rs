//! The desk's wordless side: the settings in the address → what can be set, the questions; and the
//! answers → tables, with a record of how they were made.

use super::facets::value_label;
use super::language::Lang;
use super::marks::Mark;
use super::messages::messages;
use super::permalink::{Against, Permalink, View};
use super::subcorpora;
use super::table::{Cell, Column, Kind};
use crate::engine::protocol::{
    Collocate, Collocates, CollocatesRequest, ConcordanceRequest, ContextUnit, Correction,
    DispersionRequest, Expected, Frequencies, Frequency, Info, Keyword, Keywords, KeywordsRequest,
    Line, NgramsRequest, PartRow, Parts, ProfileRequest, ProfileRow, SPELLINGS, SortKey, Subcorpus,
    Unit, Window, WordOrder, WordsRequest,
};
use crate::statistics::DIVERSITIES;

/// How something is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Control {
    /// One of some values, by their codes; the first is that of the start.
    One(&'static [&'static str]),
    /// One of some values, as before, or the name of anything else that is known of the texts.
    Known(&'static [&'static str]),
    /// One of the measures, by their names; the first is that of the start.
    Measure(&'static [&'static str]),
    /// A whole number: the least, the most, and that of the start.
    Number(u32, u32, u32),
    /// Yes or no; no is that of the start.
    Switch,
    /// Words.
    Text,
    /// Up to three keys to sort by.
    Keys,
}

/// The keys that lines can be sorted by on the page.
pub const SORT_KEYS: [&str; 15] = [
    "corpus", "A1", "A2", "A3", "A4", "A5", "B1", "B2", "B3", "B4", "B5", "node", "title", "date",
    "source",
];

/// Measures to choose from for collocates.
const ASSOCIATION: &[&str] = &[
    "log-dice",
    "g2",
    "g2-simple",
    "mi",
    "mi2",
    "mi3",
    "npmi",
    "t",
    "t-exact",
    "z",
    "z-exact",
    "chi2",
    "chi2-yates",
    "dice",
    "delta-p-2-1",
    "delta-p-1-2",
    "log-ratio",
    "odds-ratio",
];

/// And for keywords.
const KEYNESS: &[&str] = &[
    "g2",
    "g2-2",
    "g2-williams",
    "bic",
    "ell",
    "chi2",
    "chi2-yates",
    "log-ratio",
    "log-ratio-walter",
    "log-ratio-low",
    "simple-maths",
    "percent-difference",
    "odds-ratio",
    "relative-risk",
    "difference-coefficient",
];

/// And of how diverse texts are.
const DIVERSITY: &[&str] =
    &["mattr", "mtld", "ttr", "msttr", "guiraud", "cttr", "herdan-c", "yule-k"];

/// What is shown beside the chosen measure.
const ASSOCIATION_SHOWN: [&str; 4] = ["log-dice", "g2", "mi", "t"];
const KEYNESS_SHOWN: [&str; 4] = ["g2", "log-ratio", "log-ratio-low", "log-ratio-high"];

const UNIT: (&str, Control) = ("as", Control::One(&["key", "form", "stem"]));
const BY: (&str, Control) = ("by", Control::Known(&["none", "lang", "source", "year"]));
const STOP: [(&str, Control); 2] =
    [("stop", Control::One(&["stop-off", "stop-on"])), ("stopwords", Control::Text)];
const LEAST: [(&str, Control); 2] =
    [("least", Control::Number(1, 1_000_000, 3)), ("leastdocs", Control::Number(1, 1_000_000, 1))];

/// What can be set in a view, by the keys of the address.
pub fn controls(view: View) -> &'static [(&'static str, Control)] {
    match view {
        View::Concordance => &[
            ("lines", Control::Keys),
            ("context", Control::Number(1, 1000, 10)),
            ("per", Control::One(&["words", "characters", "sentence"])),
            ("sample", Control::Number(0, 1_000_000, 0)),
            ("seed", Control::Number(1, 1_000_000, 1)),
            ("distinct", Control::Switch),
        ],
        View::Collocates => &[
            ("measure", Control::Measure(ASSOCIATION)),
            ("near", Control::One(&["words", "sentence", "document"])),
            ("before", Control::Number(0, 50, 5)),
            ("after", Control::Number(0, 50, 5)),
            ("expected", Control::One(&["window", "plain", "span"])),
            UNIT,
            LEAST[0],
            LEAST[1],
            STOP[0],
            STOP[1],
        ],
        View::Ngrams => &[
            ("size", Control::Number(1, 6, 3)),
            ("skip", Control::Number(0, 4, 0)),
            ("rank", Control::One(&["count", "documents", "word"])),
            UNIT,
            BY,
            LEAST[0],
            LEAST[1],
            STOP[0],
            STOP[1],
        ],
        View::Words => &[
            ("rank", Control::One(&["count", "documents", "word"])),
            UNIT,
            BY,
            ("least", Control::Number(1, 1_000_000, 1)),
            ("most", Control::Number(0, 1_000_000, 0)),
            STOP[0],
            STOP[1],
        ],
        View::Keywords => &[
            ("measure", Control::Measure(KEYNESS)),
            ("negative", Control::One(&["positive", "negative"])),
            UNIT,
            ("chance", Control::One(&["0.05", "0.01", "0.001", "0.0001", "1"])),
            ("correction", Control::One(&["bonferroni", "sidak", "none"])),
            LEAST[0],
            LEAST[1],
            STOP[0],
            STOP[1],
        ],
        View::Dispersion => &[
            ("parts", Control::One(&["texts", "sources", "days", "months", "years", "equal"])),
            ("equal", Control::Number(2, 1000, 10)),
        ],
        View::Profile => &[
            ("show", Control::One(&["diversity", "spelling"])),
            ("parts", Control::One(&["texts", "sources", "days", "months", "years", "equal"])),
            ("equal", Control::Number(2, 1000, 10)),
            ("measure", Control::Measure(DIVERSITY)),
            ("window", Control::Number(2, 100_000, 100)),
            UNIT,
        ],
        _ => &[],
    }
}

/// What is set, or that of the start. What cannot be is taken for the nearest that can.
pub fn value(link: &Permalink, key: &str, control: Control) -> String {
    let set = link.setting(key);
    match control {
        Control::One(codes) | Control::Measure(codes) => {
            codes.iter().find(|code| **code == set).unwrap_or(&codes[0]).to_string()
        }
        Control::Known(codes) => if set.is_empty() { codes[0] } else { set }.to_owned(),
        Control::Number(least, most, start) => {
            set.parse().map_or(start, |set: u32| set.clamp(least, most)).to_string()
        }
        Control::Switch => if set == "on" { "on" } else { "" }.to_owned(),
        Control::Text | Control::Keys => set.to_owned(),
    }
}

/// What would change if something were set: nothing is written for that of the start.
pub fn to_set(control: Control, value: &str) -> String {
    let start = match control {
        Control::One(codes) | Control::Measure(codes) | Control::Known(codes) => {
            codes[0].to_owned()
        }
        Control::Number(_, _, start) => start.to_string(),
        _ => String::new(),
    };
    if value == start { String::new() } else { value.to_owned() }
}

/// The settings of a view.
struct Settings<'a>(&'a Permalink);

impl Settings<'_> {
    fn text(&self, wanted: &str) -> String {
        let control = controls(self.0.view).iter().find(|(key, _)| *key == wanted);
        control.map_or(String::new(), |(key, control)| value(self.0, key, *control))
    }

    fn number(&self, key: &str) -> u32 {
        self.text(key).parse().unwrap_or_default()
    }

    fn is_on(&self, key: &str) -> bool {
        self.text(key) == "on"
    }

    fn unit(&self) -> Unit {
        match self.text("as").as_str() {
            "form" => Unit::Form,
            "stem" => Unit::Stem,
            _ => Unit::Key,
        }
    }

    fn parts(&self) -> Parts {
        match self.text("parts").as_str() {
            "sources" => Parts::Sources,
            "days" => Parts::Days,
            "months" => Parts::Months,
            "years" => Parts::Years,
            "equal" => Parts::Equal,
            _ => Parts::Documents,
        }
    }

    fn order(&self) -> WordOrder {
        match self.text("rank").as_str() {
            "documents" => WordOrder::Documents,
            "word" => WordOrder::Word,
            _ => WordOrder::Count,
        }
    }

    fn by(&self) -> String {
        let by = self.text("by");
        if by == "none" { String::new() } else { by }
    }

    fn stop(&self) -> Vec<String> {
        if self.text("stop") == "stop-on" { vec!["all".to_owned()] } else { Vec::new() }
    }

    fn stop_words(&self) -> Vec<String> {
        let words = self.text("stopwords");
        let parted = words.split(|sign: char| sign.is_whitespace() || ",،;؛".contains(sign));
        parted.filter(|word| !word.is_empty()).map(str::to_owned).collect()
    }

    /// The chosen measure first, then what is shown beside it.
    fn measures(&self, shown: &[&str]) -> Vec<String> {
        let chosen = self.text("measure");
        let others = shown.iter().filter(|id| **id != chosen).map(|id| (*id).to_owned());
        std::iter::once(chosen.clone()).chain(others).collect()
    }
}

/// The texts that are chosen.
fn within(link: &Permalink) -> Subcorpus {
    Subcorpus { filter: link.filter.clone(), ..Subcorpus::default() }
}

/// Those of them that the query finds.
fn found(link: &Permalink) -> Subcorpus {
    Subcorpus { query: link.query.trim().to_owned(), ..within(link) }
}

/// Whether a view compares what is chosen with other texts.
pub fn compares(view: View) -> bool {
    View::DESK.contains(&view) && view != View::Concordance
}

/// The other texts, where there are any to compare `chosen` with.
fn others(link: &Permalink, chosen: &Subcorpus) -> Option<Subcorpus> {
    match &link.against {
        Against::Nothing => None,
        Against::Others => Some(Subcorpus { not: vec![chosen.clone()], ..Subcorpus::default() }),
        Against::Texts(texts) => Some((**texts).clone()),
    }
}

/// What the other texts are called; nothing where there are none.
pub fn name_of_others(lang: Lang, link: &Permalink) -> String {
    match &link.against {
        Against::Nothing => String::new(),
        Against::Others => messages(lang).subcorpora.other_texts.to_owned(),
        Against::Texts(texts) => subcorpora::label(lang, texts),
    }
}

/// What the chosen texts are called, and the others.
pub fn names_of_both(lang: Lang, link: &Permalink) -> [String; 2] {
    [subcorpora::described(lang, &within(link)), name_of_others(lang, link)]
}

/// The same for tables, which need no isolates; and the column that holds them, where rows of both stand
/// in one.
pub fn names_in_tables(lang: Lang, link: &Permalink) -> ([String; 2], Column) {
    let names = names_of_both(lang, link).map(|name| name.replace(['\u{2068}', '\u{2069}'], ""));
    let name = messages(lang).subcorpora.texts.to_owned();
    (names, Column { id: "texts".to_owned(), name, kind: Kind::Text })
}

/// The keys to sort by; what is none is passed over.
pub fn sort_keys(set: &str) -> Vec<SortKey> {
    set.split(',').filter_map(|name| SortKey::named(name).ok()).take(3).collect()
}

/// The question of a concordance.
///
/// ```
/// use kashf::view::{desk, permalink::Permalink};
/// let link = Permalink::parse("#q=ناتو&view=concordance&lines=A1,B1&context=5&sample=50");
/// let request = desk::concordance(&link);
/// assert_eq!((request.context, request.sample, request.sort.len()), (5, 50, 2));
/// ```
pub fn concordance(link: &Permalink) -> ConcordanceRequest {
    let set = Settings(link);
    ConcordanceRequest {
        query: link.query.clone(),
        matching: link.matching.clone(),
        within: within(link),
        context: set.number("context"),
        unit: match set.text("per").as_str() {
            "characters" => ContextUnit::Characters,
            "sentence" => ContextUnit::Sentence,
            _ => ContextUnit::Words,
        },
        sort: sort_keys(&set.text("lines")),
        sample: set.number("sample"),
        seed: set.number("seed"),
        distinct: set.is_on("distinct"),
        ..ConcordanceRequest::default()
    }
}

/// The question for collocates.
pub fn collocates(link: &Permalink) -> CollocatesRequest {
    let set = Settings(link);
    CollocatesRequest {
        query: link.query.clone(),
        matching: link.matching.clone(),
        within: within(link),
        unit: set.unit(),
        window: match set.text("near").as_str() {
            "sentence" => Window::Sentence,
            "document" => Window::Document,
            _ => Window::Words,
        },
        before: set.number("before"),
        after: set.number("after"),
        expected: match set.text("expected").as_str() {
            "plain" => Expected::Plain,
            "span" => Expected::Span,
            _ => Expected::Window,
        },
        measures: set.measures(&ASSOCIATION_SHOWN),
        least: set.number("least"),
        least_documents: set.number("leastdocs"),
        stop: set.stop(),
        stop_words: set.stop_words(),
        against: others(link, &within(link)),
        ..CollocatesRequest::default()
    }
}

/// The question for clusters.
pub fn ngrams(link: &Permalink) -> NgramsRequest {
    let set = Settings(link);
    NgramsRequest {
        within: within(link),
        matching: link.matching.clone(),
        unit: set.unit(),
        size: set.number("size"),
        skip: set.number("skip"),
        query: link.query.clone(),
        stop: set.stop(),
        stop_words: set.stop_words(),
        least: set.number("least"),
        least_documents: set.number("leastdocs"),
        order: set.order(),
        by: set.by(),
        against: others(link, &within(link)),
        ..NgramsRequest::default()
    }
}

/// The question for a list of words.
pub fn words(link: &Permalink) -> WordsRequest {
    let set = Settings(link);
    WordsRequest {
        within: within(link),
        everything: link.matching.everything,
        unit: set.unit(),
        stop: set.stop(),
        stop_words: set.stop_words(),
        least: set.number("least"),
        most: set.number("most"),
        query: link.query.clone(),
        order: set.order(),
        by: set.by(),
        against: others(link, &within(link)),
        ..WordsRequest::default()
    }
}

/// The question for keywords: of the chosen texts that answer the query, against all others
/// or against a list from elsewhere. `None` when nothing is chosen and there is no list: then there
/// is nothing to compare with.
pub fn keywords(link: &Permalink, list: &[(String, u32)]) -> Option<KeywordsRequest> {
    let set = Settings(link);
    let chosen = found(link);
    let against = match &link.against {
        Against::Texts(texts) => Some((**texts).clone()),
        // That is what the engine takes where nothing is said.
        Against::Nothing | Against::Others => None,
    };
    let is_asked = chosen != Subcorpus::default() || against.is_some() || !list.is_empty();
    is_asked.then(|| KeywordsRequest {
        within: chosen,
        against,
        list: list.to_vec(),
        everything: link.matching.everything,
        unit: set.unit(),
        measures: set.measures(&KEYNESS_SHOWN),
        least: set.number("least"),
        least_documents: set.number("leastdocs"),
        chance: set.text("chance").parse().unwrap_or(0.05),
        correction: match set.text("correction").as_str() {
            "none" => Correction::None,
            "sidak" => Correction::Sidak,
            _ => Correction::Bonferroni,
        },
        negative: set.text("negative") == "negative",
        stop: set.stop(),
        stop_words: set.stop_words(),
        ..KeywordsRequest::default()
    })
}

/// The question for dispersion.
pub fn dispersion(link: &Permalink) -> DispersionRequest {
    let set = Settings(link);
    DispersionRequest {
        query: link.query.clone(),
        matching: link.matching.clone(),
        within: within(link),
        parts: set.parts(),
        equal: set.number("equal"),
        distances: true,
        ..DispersionRequest::default()
    }
}

/// The same question of the other texts.
pub fn dispersion_of_others(link: &Permalink) -> Option<DispersionRequest> {
    Some(DispersionRequest { within: others(link, &within(link))?, ..dispersion(link) })
}

/// The question for profiles: of the texts that the query finds, as for keywords. They come by the chosen
/// figure, but those of times and of equal parts, and all where the spelling is shown, in their own order.
pub fn profile(link: &Permalink) -> ProfileRequest {
    let set = Settings(link);
    let parts = set.parts();
    let spelling = shows_spelling(link);
    let order = match (parts, spelling) {
        (Parts::Documents | Parts::Sources, false) => set.text("measure"),
        _ => String::new(),
    };
    ProfileRequest {
        within: found(link),
        everything: link.matching.everything,
        unit: set.unit(),
        parts,
        equal: set.number("equal"),
        window: set.number("window"),
        order,
        spelling,
        ..ProfileRequest::default()
    }
}

/// The same question of the other texts.
pub fn profile_of_others(link: &Permalink) -> Option<ProfileRequest> {
    Some(ProfileRequest { within: others(link, &found(link))?, ..profile(link) })
}

/// Whether profiles show how texts are spelt, rather than how diverse they are.
pub fn shows_spelling(link: &Permalink) -> bool {
    Settings(link).text("show") == "spelling"
}

/// The figure that is chosen, by its id.
pub fn chosen_measure(link: &Permalink) -> String {
    Settings(link).text("measure")
}

/// Columns of a table, by their ids: named in the interface's language.
fn columns(lang: Lang, ids: &[(&'static str, Kind)]) -> Vec<Column> {
    let said = &messages(lang).counting;
    let column = |(id, kind): &(&'static str, Kind)| Column {
        id: (*id).to_owned(),
        name: said.column(id).to_owned(),
        kind: *kind,
    };
    ids.iter().map(column).collect()
}

/// Columns of measures.
fn measured(lang: Lang, ids: &[String]) -> Vec<Column> {
    let said = &messages(lang).measures;
    let column = |id: &String| Column {
        id: id.clone(),
        name: said.name(id).to_owned(),
        kind: Kind::Decimal(4),
    };
    ids.iter().map(column).collect()
}

/// The columns of a concordance.
pub fn concordance_columns(lang: Lang) -> Vec<Column> {
    let text = |id| (id, Kind::Text);
    let ids = ["before", "node", "after", "title", "date", "source"].map(text);
    let mut all = columns(lang, &ids);
    all.insert(0, Column { id: "id".into(), name: "id".into(), kind: Kind::Text });
    all.insert(1, Column { id: "position".into(), name: "position".into(), kind: Kind::Whole });
    all
}

/// A line of it.
pub fn concordance_cells(line: &Line) -> Vec<Cell> {
    let text = |words: &String| Cell::Text(words.clone());
    let Line { id, position, before, node, after, title, date, source, .. } = line;
    let mut cells = vec![text(id), Cell::from(*position)];
    cells.extend([before, node, after, title, date, source].map(text));
    cells
}

/// What the reader wrote beside lines, as columns after those of the concordance.
pub fn mark_columns(lang: Lang) -> Vec<Column> {
    columns(lang, &["mark", "label", "note"].map(|id| (id, Kind::Text)))
}

/// The same of a line; the first is `*` where there is a mark.
pub fn mark_cells(mark: Option<&Mark>) -> Vec<Cell> {
    let text = |words: &str| Cell::Text(words.to_owned());
    match mark {
        Some(mark) => vec![text("*"), text(&mark.label), text(&mark.note)],
        None => vec![Cell::Empty; 3],
    }
}

/// A line to be quoted: as the text has it, then where it stands, then its address. Facts are kept
/// apart with isolates, so that each runs its own way.
pub fn quoted(line: &Line, corpus: &Info, address: &str) -> String {
    let apart = |facts: &[&str]| {
        let facts = facts.iter().filter(|fact| !fact.is_empty());
        facts.map(|fact| format!("\u{2068}{fact}\u{2069}")).collect::<Vec<_>>().join(" · ")
    };
    let text = [line.before.trim_start(), &line.node, line.after.trim_end()].concat();
    let about = apart(&[&line.title, &line.source, &line.date]);
    let corpus = apart(&[&corpus.title, &corpus.fingerprint, &line.id]);
    format!("{text}\n{about}\n{corpus}\n{address}\n")
}

/// The columns of a list of words or clusters.
pub fn frequency_columns(lang: Lang, link: &Permalink, answer: &Frequencies) -> Vec<Column> {
    let word = if link.view == View::Ngrams { "cluster" } else { "word" };
    let mut all = columns(
        lang,
        &[
            (word, Kind::Text),
            ("count", Kind::Whole),
            ("documents", Kind::Whole),
            ("per-million", Kind::Decimal(4)),
        ],
    );
    if let Some(others) = &answer.against {
        let rate = ("other-per-million", Kind::Decimal(4));
        all.extend(elsewhere(columns(lang, &[("other-count", Kind::Whole), rate]), &others.value));
    }
    let (said, by) = (messages(lang), Settings(link).by());
    all.extend(answer.by.iter().map(|value| {
        let name = match value.value.as_str() {
            "" => said.counting.without_value.to_owned(),
            value => value_label(said, lang, &by, value),
        };
        // A value may read as a column of ours does.
        Column { id: format!("{by}={}", value.value), name, kind: Kind::Whole }
    }));
    all
}

/// Columns about other texts, which say their name where they have one.
fn elsewhere(mut columns: Vec<Column>, name: &str) -> Vec<Column> {
    if !name.is_empty() {
        columns.iter_mut().for_each(|it| it.name = format!("{name}: {}", it.name));
    }
    columns
}

/// A row of it; `others` says how many running words the other texts have.
pub fn frequency_cells(row: &Frequency, others: Option<u32>) -> Vec<Cell> {
    let mut cells = vec![
        Cell::Text(row.word.clone()),
        row.count.into(),
        row.documents.into(),
        Cell::Number(row.per_million),
    ];
    if let Some((count, words)) = row.against.zip(others) {
        let rate = 1e6 * f64::from(count) / f64::from(words.max(1));
        cells.extend([count.into(), Cell::Number(rate)]);
    }
    cells.extend(row.by.iter().map(|count| Cell::from(*count)));
    cells
}

/// The columns of collocates.
pub fn collocate_columns(lang: Lang, answer: &Collocates) -> Vec<Column> {
    let whole = |id| (id, Kind::Whole);
    let mut all = columns(lang, &[("word", Kind::Text)]);
    all.extend(columns(
        lang,
        &["together", "near-before", "near-after", "documents", "count"].map(whole),
    ));
    all.extend(measured(lang, &answer.measures));
    if let Some(others) = &answer.against {
        let mut apart = columns(lang, &[("other-together", Kind::Whole)]);
        apart.extend(measured(lang, &answer.measures[..answer.measures.len().min(1)]));
        let name = match others.value.as_str() {
            "" => messages(lang).subcorpora.other_texts,
            name => name,
        };
        all.extend(elsewhere(apart, name).into_iter().map(|it| match it.id.as_str() {
            "other-together" => it,
            id => Column { id: format!("other-{id}"), ..it },
        }));
    }
    all
}

/// A row of them.
pub fn collocate_cells(row: &Collocate) -> Vec<Cell> {
    let mut cells = vec![Cell::Text(row.word.clone())];
    let Collocate { together, before, after, documents, count, .. } = *row;
    cells.extend([together, before, after, documents, count].map(Cell::from));
    cells.extend(row.measures.iter().map(|value| Cell::from(*value)));
    if let Some(others) = &row.against {
        cells.push(others.together.into());
        cells.extend(others.measures.iter().take(1).map(|value| Cell::from(*value)));
    }
    cells
}

/// The columns of keywords.
pub fn keyword_columns(lang: Lang, answer: &Keywords) -> Vec<Column> {
    let mut all = columns(
        lang,
        &[
            ("word", Kind::Text),
            ("count", Kind::Whole),
            ("per-million", Kind::Decimal(4)),
            ("documents", Kind::Whole),
            ("other-count", Kind::Whole),
            ("other-per-million", Kind::Decimal(4)),
            ("chance", Kind::Decimal(2)),
        ],
    );
    all.extend(measured(lang, &answer.measures));
    all
}

/// A row of them.
pub fn keyword_cells(row: &Keyword) -> Vec<Cell> {
    let mut cells = vec![
        Cell::Text(row.word.clone()),
        row.counts[0].into(),
        Cell::Number(row.per_million[0]),
        row.documents[0].into(),
        row.counts[1].into(),
        Cell::Number(row.per_million[1]),
        Cell::Number(row.chance),
    ];
    cells.extend(row.measures.iter().map(|value| Cell::from(*value)));
    cells
}

/// The columns of parts.
pub fn part_columns(lang: Lang) -> Vec<Column> {
    columns(
        lang,
        &[
            ("part", Kind::Text),
            ("count", Kind::Whole),
            ("words", Kind::Whole),
            ("per-million", Kind::Decimal(4)),
        ],
    )
}

/// A row of them.
pub fn part_cells(lang: Lang, row: &PartRow) -> Vec<Cell> {
    let none = messages(lang).counting.without_value;
    let name = if row.name.is_empty() { none } else { &row.name };
    let rate = 1e6 * f64::from(row.hits) / f64::from(row.words.max(1));
    vec![name.into(), row.hits.into(), row.words.into(), Cell::Number(rate)]
}

/// The columns of figures by themselves: of the chosen texts, and where there are `others`, of those.
pub fn figure_columns(lang: Lang, link: &Permalink, others: bool) -> Vec<Column> {
    let decimal = Kind::Decimal(5);
    let mut all = columns(lang, &[("figure", Kind::Text), ("id", Kind::Text), ("value", decimal)]);
    if others {
        let (names, _) = names_in_tables(lang, link);
        all.push(Column { id: "other-value".to_owned(), name: String::new(), kind: decimal });
        all[2..].iter_mut().zip(names).for_each(|(column, name)| column.name = name);
    }
    all
}

/// The columns of profiles.
pub fn profile_columns(lang: Lang, spelling: bool) -> Vec<Column> {
    let whole = |id| (id, Kind::Whole);
    let ids = [("part", Kind::Text), whole("documents"), whole("words")];
    let mut all = columns(lang, &ids);
    if spelling {
        all.extend(columns(lang, &SPELLINGS.map(|it| whole(it.id))));
    } else {
        all.extend(columns(lang, &["types", "hapaxes"].map(whole)));
        all.extend(measured(lang, &DIVERSITIES.map(|it| it.id.to_owned())));
    }
    all
}

/// A row of them.
pub fn profile_cells(lang: Lang, spelling: bool, row: &ProfileRow) -> Vec<Cell> {
    let none = messages(lang).counting.without_value;
    let name = if row.name.is_empty() { none } else { &row.name };
    let mut cells: Vec<Cell> = vec![name.into(), row.documents.into(), row.tokens.into()];
    if spelling {
        cells.extend(row.spelling.iter().map(|count| Cell::from(*count)));
    } else {
        cells.extend([row.types, row.hapaxes].map(Cell::from));
        cells.extend(row.figures.iter().map(|value| value.map_or(Cell::Empty, Cell::Number)));
    }
    cells
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::protocol::ValueWords;
    use crate::statistics::{diversity, measure};
    use crate::view::messages::counting::VALUES;
    use crate::view::permalink::SETTINGS;

    #[test]
    fn whatever_can_be_set_has_a_key_and_names() {
        for (key, control) in View::DESK.into_iter().flat_map(controls) {
            assert!(SETTINGS.contains(key), "{key}");
            if let Control::One(codes) | Control::Known(codes) = control
                && *key != "chance"
            {
                assert!(codes.iter().all(|code| VALUES.contains(code)), "{codes:?}");
            }
            if let Control::Measure(ids) = control {
                let is_known = |id: &str| measure(id).is_some() || diversity(id).is_some();
                assert!(ids.iter().all(|id| is_known(id)), "{ids:?}");
            }
        }
        assert!(SORT_KEYS.iter().all(|key| VALUES.contains(key)));
    }

    #[test]
    fn columns_are_told_apart_by_their_ids() {
        let value = |value: &str| ValueWords { value: value.into(), tokens: 1 };
        let by = ["count", "word", "documents", "other-count", ""].map(value).to_vec();
        let answer = Frequencies { by, against: Some(value("o")), ..Frequencies::default() };
        let link = Permalink::parse("#view=words&by=desk");
        let columns = frequency_columns(Lang::En, &link, &answer);
        let ids: std::collections::BTreeSet<&str> =
            columns.iter().map(|it| it.id.as_str()).collect();
        assert_eq!((ids.len(), columns.len()), (11, 11));
        assert!(ids.contains("desk=count"));
    }

    #[test]
    fn what_cannot_be_is_taken_for_what_can() {
        let link = Permalink::parse("#view=ngrams&size=99&rank=nonsense&least=-3");
        let request = ngrams(&link);
        assert_eq!((request.size, request.order, request.least), (6, WordOrder::Count, 3));
        assert_eq!(to_set(Control::Number(1, 6, 3), "3"), "");
        assert_eq!(keywords(&Permalink::parse("#view=keywords"), &[]), None);
        let link = Permalink::parse("#view=keywords&q=a&measure=log-ratio&stopwords=من،%20از");
        let request = keywords(&link, &[]).unwrap();
        assert_eq!(request.measures[..2], ["log-ratio", "g2"]);
        assert_eq!(request.stop_words, ["من", "از"]);
    }
}
