//! The state of the page as the address's fragment, there and back.
//!
//! `#q=…&view=search&doc=…&with=…&hit=3&sort=newest&in=fa,ar&source=…&source=…&from=2021-12
//! &to=2022&sfrom=2021&sto=2022&meta.author=…&within=…&against=…&without=fuzzy,name&names=off
//! &zones=all&copies=each&cal=jalali&zoom=on&times=all&text=given&context=12&lang=fa`, with the [`SETTINGS`] of the
//! desk before the language: only what differs from the
//! start is written, in this order, so equal states have equal addresses. Reading never fails:
//! what is not understood is passed over, since an address is foreign input. How texts are chosen
//! in it is in [`fragment`](super::fragment).

use std::collections::BTreeMap;

use super::fragment::{Fragment, code, from_code, listed, pairs, put_filter, read_filter};
use super::language::Lang;
use crate::engine::protocol::{Calendar, Filter, Matching, Reason, Sort, Subcorpus};

/// The longest fragment that is read, in bytes; the rest of a longer one is ignored.
const LONGEST: usize = 512 * 1024;

/// A screen of the page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum View {
    /// Searching, the start.
    #[default]
    Search,
    /// The list of texts.
    Texts,
    /// When texts appeared, and the times that they speak of.
    Timeline,
    /// Every hit with what stands before and after it.
    Concordance,
    /// The words that stand near what was found.
    Collocates,
    /// How often words stand in a row.
    Ngrams,
    /// How often each word occurs.
    Words,
    /// The words that some texts have more often than the others.
    Keywords,
    /// How evenly what was found is spread.
    Dispersion,
    /// What the texts are like.
    Profile,
    /// What the corpus is.
    About,
}

impl View {
    /// The screens that the header leads to, in its order.
    pub const HEADER: [View; 5] =
        [View::Search, View::Texts, View::Timeline, View::Concordance, View::About];

    /// The screens of the desk, in their order.
    pub const DESK: [View; 7] = [
        View::Concordance,
        View::Collocates,
        View::Ngrams,
        View::Words,
        View::Keywords,
        View::Dispersion,
        View::Profile,
    ];

    /// Its name in the fragment and in test hooks.
    pub fn code(self) -> &'static str {
        match self {
            View::Search => "search",
            View::Texts => "texts",
            View::Timeline => "timeline",
            View::Concordance => "concordance",
            View::Collocates => "collocates",
            View::Ngrams => "ngrams",
            View::Words => "words",
            View::Keywords => "keywords",
            View::Dispersion => "dispersion",
            View::Profile => "profile",
            View::About => "about",
        }
    }

    /// Whether it answers the query.
    pub fn searches(self) -> bool {
        matches!(self, View::Search | View::Timeline) || self.counts()
    }

    /// Whether it is one of the desk.
    pub fn counts(self) -> bool {
        View::DESK.contains(&self)
    }

    /// The screen of that name.
    pub fn from_code(code: &str) -> Option<View> {
        let all = View::HEADER.into_iter().chain(View::DESK);
        all.into_iter().find(|view| view.code() == code)
    }
}

/// Everything about the page that is worth sharing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Permalink {
    /// The query as typed.
    pub query: String,
    /// The screen.
    pub view: View,
    /// The open document's own id.
    pub doc: Option<String>,
    /// The id of another document, when the two are shown side by side.
    pub with: Option<String>,
    /// Which of its hits is current, from 1; 0 when none is.
    pub hit: u32,
    /// The order of the results.
    pub sort: Sort,
    /// The order of the list of texts.
    pub order: Sort,
    /// Which documents count: of the results, and of the list of texts.
    pub filter: Filter,
    /// What those are compared with, in the views of the desk that compare.
    pub against: Against,
    /// How words may match.
    pub matching: Matching,
    /// Whether copies get lines of their own in the results.
    pub each_copy: bool,
    /// Whose months and years the timeline names.
    pub calendar: Calendar,
    /// Whether the timeline draws only the span that was chosen in it.
    pub zoom: bool,
    /// Whether the timeline spans all times spoken of, however far they lie.
    pub all_times: bool,
    /// Whether the open text is shown as given, unset.
    pub given: bool,
    /// What was set on the desk: of [`SETTINGS`] those that differ from the start.
    pub settings: BTreeMap<&'static str, String>,
    /// The interface's language, when the address demands one.
    pub lang: Option<Lang>,
}

/// Other texts, beside those that are chosen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Against {
    /// None.
    #[default]
    Nothing,
    /// All that are not chosen.
    Others,
    /// These.
    Texts(Box<Subcorpus>),
}

impl Against {
    const OTHERS: &str = "others";
    const ALL: &str = "all";

    /// As the fragment has it.
    pub fn code(&self) -> String {
        match self {
            Against::Nothing => String::new(),
            Against::Others => Against::OTHERS.to_owned(),
            Against::Texts(texts) if **texts == Subcorpus::default() => Against::ALL.to_owned(),
            Against::Texts(texts) => code(texts),
        }
    }

    /// What has that code.
    ///
    /// ```
    /// use kashf::view::permalink::Against;
    /// for code in ["", "others", "all", "name=N&q=nato"] {
    ///     assert_eq!(Against::from_code(code).code(), code);
    /// }
    /// ```
    pub fn from_code(code: &str) -> Against {
        match code {
            "" => Against::Nothing,
            Against::OTHERS => Against::Others,
            Against::ALL => Against::Texts(Box::default()),
            code => Against::Texts(Box::new(from_code(code))),
        }
    }
}

/// What can be set on the desk, by the keys of the fragment. What they mean is in
/// [`desk`](super::desk).
pub const SETTINGS: [&str; 29] = [
    "context",
    "per",
    "lines",
    "sample",
    "seed",
    "distinct",
    "as",
    "near",
    "before",
    "after",
    "expected",
    "measure",
    "least",
    "leastdocs",
    "most",
    "stop",
    "stopwords",
    "size",
    "skip",
    "rank",
    "by",
    "negative",
    "chance",
    "correction",
    "parts",
    "equal",
    "picture",
    "show",
    "window",
];

/// An order's name in the fragment.
pub fn sort_code(sort: Sort) -> &'static str {
    match sort {
        Sort::Relevance => "relevance",
        Sort::Newest => "newest",
        Sort::Date => "date",
        Sort::Title => "title",
        Sort::Source => "source",
    }
}

/// The order of that name.
pub fn sort_from_code(code: &str) -> Option<Sort> {
    [Sort::Relevance, Sort::Newest, Sort::Date, Sort::Title, Sort::Source]
        .into_iter()
        .find(|sort| sort_code(*sort) == code)
}

const CALENDARS: [Calendar; 3] = [Calendar::Gregorian, Calendar::Jalali, Calendar::Hijri];

/// A calendar's name in the fragment and in test hooks.
pub fn calendar_code(calendar: Calendar) -> &'static str {
    match calendar {
        Calendar::Gregorian => "gregorian",
        Calendar::Jalali => "jalali",
        Calendar::Hijri => "hijri",
    }
}

/// The calendar of that name.
pub fn calendar_from_code(code: &str) -> Option<Calendar> {
    CALENDARS.into_iter().find(|calendar| calendar_code(*calendar) == code)
}

/// A way of matching, by its name in the fragment, in test hooks and in the script interface.
pub fn reason_code(reason: Reason) -> &'static str {
    match reason {
        Reason::Exact => "exact",
        Reason::Variant => "variant",
        Reason::Inflection => "inflection",
        Reason::Compound => "compound",
        Reason::Name => "name",
        Reason::Fuzzy => "fuzzy",
        Reason::Prefix => "prefix",
        Reason::Pattern => "pattern",
    }
}

impl Permalink {
    /// Whether both ask the same, whatever text is open and whatever language the page speaks.
    ///
    /// ```
    /// use kashf::view::permalink::Permalink;
    /// let link = Permalink::parse("#q=nato&doc=a.txt&hit=2&lang=fa");
    /// assert!(link.asks_as(&Permalink::parse("#q=nato")));
    /// assert!(!link.asks_as(&Permalink::parse("#q=nato&from=2021")));
    /// ```
    pub fn asks_as(&self, other: &Permalink) -> bool {
        let asked = |link: &Permalink| Permalink {
            doc: None,
            with: None,
            hit: 0,
            given: false,
            lang: None,
            ..link.clone()
        };
        asked(self) == asked(other)
    }

    /// Opens a text as a page, or none; `hit` says which of its hits is wanted, from 1.
    pub fn open(&mut self, doc: Option<&str>, hit: u32) {
        self.doc = doc.map(str::to_owned);
        self.hit = hit;
        self.with = None;
        self.given = false;
    }

    /// What is set under a key of [`SETTINGS`]; empty for the start.
    pub fn setting(&self, key: &str) -> &str {
        self.settings.get(key).map_or("", String::as_str)
    }

    /// Sets what stands under a key of [`SETTINGS`]; empty for the start. Other keys are passed
    /// over.
    pub fn set(&mut self, key: &str, value: &str) {
        let Some(key) = SETTINGS.into_iter().find(|known| *known == key) else { return };
        if value.is_empty() {
            self.settings.remove(key);
        } else {
            self.settings.insert(key, value.to_owned());
        }
    }

    /// Reads a fragment, with or without its `#`. Of a repeated key the last counts, but
    /// sources and other metadata may come several times: each is one more value.
    ///
    /// ```
    /// use kashf::view::permalink::{Permalink, View};
    /// let link = Permalink::parse("#q=%D9%86%D8%A7%D8%AA%D9%88&view=texts&nonsense=%ZZ");
    /// assert_eq!((link.query.as_str(), link.view), ("ناتو", View::Texts));
    /// ```
    pub fn parse(fragment: &str) -> Permalink {
        let fragment = fragment.strip_prefix('#').unwrap_or(fragment);
        let mut end = fragment.len().min(LONGEST);
        while !fragment.is_char_boundary(end) {
            end -= 1;
        }
        let mut link = Permalink::default();
        for (key, value) in pairs(&fragment[..end]) {
            if let Some(value) = read_filter(&mut link.filter, &key, value, 0) {
                link.read(&key, value);
            }
        }
        link
    }

    fn read(&mut self, key: &str, value: String) {
        match key {
            "q" => self.query = value,
            "view" => self.view = View::from_code(&value).unwrap_or_default(),
            "doc" => self.doc = (!value.is_empty()).then_some(value),
            "with" => self.with = (!value.is_empty()).then_some(value),
            "hit" => self.hit = value.parse().unwrap_or_default(),
            "sort" => self.sort = sort_from_code(&value).unwrap_or_default(),
            "order" => self.order = sort_from_code(&value).unwrap_or_default(),
            "without" => {
                let among =
                    |reason: &Reason| listed(&value).any(|code| code == reason_code(*reason));
                self.matching.without = Reason::ALL.into_iter().filter(among).collect();
            }
            "names" => self.matching.names = value != "off",
            "zones" => self.matching.everything = value == "all",
            "copies" => self.each_copy = value == "each",
            "cal" => self.calendar = calendar_from_code(&value).unwrap_or_default(),
            "zoom" => self.zoom = value == "on",
            "times" => self.all_times = value == "all",
            "text" => self.given = value == "given",
            "lang" => self.lang = Lang::from_tag(&value),
            "against" => self.against = Against::from_code(&value),
            _ => self.set(key, &value),
        }
    }

    /// Writes the fragment, without `#`; empty for the start.
    pub fn fragment(&self) -> String {
        let mut out = Fragment::default();
        out.put("q", &self.query);
        if self.view != View::default() {
            out.put("view", self.view.code());
        }
        out.put("doc", self.doc.as_deref().unwrap_or_default());
        out.put("with", self.with.as_deref().unwrap_or_default());
        if self.hit > 0 {
            out.put("hit", &self.hit.to_string());
        }
        for (key, sort) in [("sort", self.sort), ("order", self.order)] {
            if sort != Sort::default() {
                out.put(key, sort_code(sort));
            }
        }
        put_filter(&mut out, &self.filter);
        out.put("against", &self.against.code());
        let without: Vec<_> = self.matching.without.iter().copied().map(reason_code).collect();
        out.put("without", &without.join(","));
        if !self.matching.names {
            out.put("names", "off");
        }
        if self.matching.everything {
            out.put("zones", "all");
        }
        if self.each_copy {
            out.put("copies", "each");
        }
        if self.calendar != Calendar::default() {
            out.put("cal", calendar_code(self.calendar));
        }
        if self.zoom {
            out.put("zoom", "on");
        }
        if self.all_times {
            out.put("times", "all");
        }
        if self.given {
            out.put("text", "given");
        }
        for (key, value) in &self.settings {
            out.pair(key, value);
        }
        out.put("lang", self.lang.map(Lang::code).unwrap_or_default());
        out.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::fragment::any::{filter, subcorpus};
    use proptest::prelude::*;

    fn link() -> impl Strategy<Value = Permalink> {
        let sort = prop::sample::select(vec![
            Sort::Relevance,
            Sort::Date,
            Sort::Newest,
            Sort::Title,
            Sort::Source,
        ]);
        let text = "[\\PC\u{200c}&=#%+ \n]{0,12}";
        (
            text,
            prop::sample::select(View::HEADER.into_iter().chain(View::DESK).collect::<Vec<_>>()),
            prop::option::of(text.prop_filter("an id is not empty", |id| !id.is_empty())),
            prop::option::of(text.prop_filter("an id is not empty", |id| !id.is_empty())),
            0u32..9999,
            sort.clone(),
            sort,
            filter(),
            matching(),
            (any::<[bool; 4]>(), prop::sample::select(CALENDARS.to_vec())),
            (prop::option::of(prop::sample::select(Lang::ALL.to_vec())), settings(), against()),
        )
            .prop_map(
                |(
                    query,
                    view,
                    doc,
                    with,
                    hit,
                    sort,
                    order,
                    filter,
                    matching,
                    ([each_copy, given, zoom, all_times], calendar),
                    (lang, settings, against),
                )| Permalink {
                    query,
                    view,
                    doc,
                    with,
                    hit,
                    sort,
                    order,
                    filter,
                    against,
                    matching,
                    each_copy,
                    calendar,
                    zoom,
                    all_times,
                    given,
                    settings,
                    lang,
                },
            )
    }

    fn against() -> impl Strategy<Value = Against> {
        prop_oneof![
            Just(Against::Nothing),
            Just(Against::Others),
            subcorpus().prop_map(|texts| Against::Texts(Box::new(texts))),
        ]
    }

    fn settings() -> impl Strategy<Value = BTreeMap<&'static str, String>> {
        let key = prop::sample::select(SETTINGS.to_vec());
        prop::collection::btree_map(key, "[\\PC\u{200c}&=#%+., ]{1,8}", 0..3)
    }

    fn matching() -> impl Strategy<Value = Matching> {
        (prop::sample::subsequence(Reason::ALL.to_vec(), 0..=8), any::<bool>(), any::<bool>())
            .prop_map(|(without, names, everything)| Matching { without, names, everything })
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_again(link in link()) {
            let fragment = link.fragment();
            prop_assert!(fragment.is_ascii());
            prop_assert_eq!(Permalink::parse(&fragment), link);
        }

        #[test]
        fn reading_never_fails(fragment in "\\PC{0,80}", tail in "[%0-9a-f&=q#+]{0,40}") {
            let link = Permalink::parse(&format!("{fragment}{tail}"));
            // And what was read settles: written and read once more it is the same.
            prop_assert_eq!(Permalink::parse(&link.fragment()), link);
        }
    }

    #[test]
    fn start_is_an_empty_fragment() {
        assert_eq!(Permalink::default().fragment(), "");
        assert_eq!(Permalink::parse("#"), Permalink::default());
        assert_eq!(Permalink::parse("view=nowhere&hit=-3&sort=sideways"), Permalink::default());
    }

    #[test]
    fn a_readable_address() {
        let link = Permalink {
            query: "a b".into(),
            doc: Some("fa/001.txt".into()),
            hit: 3,
            lang: Some(Lang::Fa),
            ..Permalink::default()
        };
        assert_eq!(link.fragment(), "q=a%20b&doc=fa/001.txt&hit=3&lang=fa");
    }

    #[test]
    fn filters_and_switches_in_an_address() {
        let link = Permalink::parse(
            "q=a&only=fa,ar&source=B&source=&from=2021-12&to=2022&meta.by%20whom=%D9%86,x\
             &without=name,nonsense,fuzzy,name&names=off",
        );
        assert_eq!(link.filter.lang, ["fa", "ar"]);
        assert_eq!(link.filter.source, ["B", ""]);
        assert_eq!(link.filter.more["by whom"], ["ن,x"]);
        assert_eq!(
            link.matching,
            Matching {
                without: vec![Reason::Name, Reason::Fuzzy],
                names: false,
                everything: false
            }
        );
        assert_eq!(
            link.fragment(),
            "q=a&in=fa,ar&source=B&source=&from=2021-12&to=2022&meta.by%20whom=%D9%86,x\
             &without=name,fuzzy&names=off",
        );
    }

    #[test]
    fn a_giant_address_is_cut() {
        let link = Permalink::parse(&format!("q={}", "ن".repeat(100_000)));
        assert!(link.query.len() <= LONGEST);
    }
}
