//! What the screen remembers: a few small structs of signals, one per concern.
//!
//! They are given by context and taken by name. What is worth sharing lives in [`Place`],
//! as it stands in the address; everything else is an answer to it, or a preference.

use gloo::timers::callback::Timeout;
use kashf::engine::protocol::{Answer, Comparison, Entry, Info, Listing, Reading, Timeline};
use kashf::view::language::Lang;
use kashf::view::messages::{Messages, messages};
use kashf::view::nothing::Lift;
use kashf::view::number::number;
use kashf::view::permalink::{Permalink, View};
use leptos::html;
use leptos::prelude::*;

use super::client::Progress;

/// Whether the page is ours or we are a guest on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Ours: the address, the title and the keys are.
    Page,
    /// An element on someone's page: nothing outside it is touched.
    Element,
}

/// In which form the page was delivered; the privacy note depends on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// One file.
    Single,
    /// A folder, from disk or from a server.
    Site,
    /// An element on another page.
    Embed,
}

/// Light or dark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// As the system says.
    #[default]
    Auto,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

impl Theme {
    /// Every theme, in the order of the chooser.
    pub const ALL: [Theme; 3] = [Theme::Auto, Theme::Light, Theme::Dark];

    /// The value of `data-theme`.
    pub fn code(self) -> &'static str {
        match self {
            Theme::Auto => "auto",
            Theme::Light => "light",
            Theme::Dark => "dark",
        }
    }

    /// The theme of that name.
    pub fn from_code(code: &str) -> Option<Theme> {
        Theme::ALL.into_iter().find(|theme| theme.code() == code)
    }
}

/// How the interface looks and speaks.
#[derive(Clone, Copy)]
pub struct Ui {
    /// Whose page it is.
    pub mode: Mode,
    /// How it was delivered.
    pub form: Form,
    /// The language.
    pub lang: RwSignal<Lang>,
    /// The theme.
    pub theme: RwSignal<Theme>,
    /// Whether the help is open.
    pub help: RwSignal<bool>,
    /// The search box, so that a key can lead to it.
    pub search_box: NodeRef<html::Input>,
    /// The root element, so that a component can find what it drew.
    pub root: NodeRef<html::Div>,
}

/// Preferences of the interface are shared by all corpora of one origin, on purpose; so the
/// keys bear the program's name only. (From `file://`, Chromium has one store for all pages.)
const STORED_LANG: &str = "kashf.lang";
const STORED_THEME: &str = "kashf.theme";

impl Ui {
    /// The wording. Tracks the language.
    pub fn say(self) -> &'static Messages {
        messages(self.lang.get())
    }

    /// What leaves the page, as a heading. Tracks the language.
    pub fn privacy(self) -> &'static str {
        if self.form == Form::Single { self.say().privacy } else { self.say().privacy_parts }
    }

    /// A number as the language writes it. Tracks the language.
    pub fn number(self, value: impl Into<u64>) -> String {
        number(self.lang.get(), value.into())
    }

    /// Takes a theme, and remembers it.
    pub fn choose_theme(self, theme: Theme) {
        self.theme.set(theme);
        self.remember(STORED_THEME, theme.code());
    }

    /// Takes a language, and remembers it.
    pub fn choose_lang(self, lang: Lang) {
        self.lang.set(lang);
        self.remember(STORED_LANG, lang.code());
    }

    /// Stores a preference. A browser may refuse (private windows, strict settings): then
    /// it is not remembered, and that is all.
    fn remember(self, key: &str, value: &str) {
        if let Some(store) = store().filter(|_| self.mode == Mode::Page) {
            let _ = store.set_item(key, value);
        }
    }
}

/// Where preferences are kept. A sandboxed frame or strict settings have no such place.
fn store() -> Option<web_sys::Storage> {
    window().local_storage().ok().flatten()
}

fn stored(key: &str) -> Option<String> {
    store()?.get_item(key).ok().flatten()
}

/// The language remembered from an earlier visit.
pub fn stored_lang() -> Option<Lang> {
    stored(STORED_LANG).and_then(|tag| Lang::from_tag(&tag))
}

/// The theme remembered from an earlier visit.
pub fn stored_theme() -> Option<Theme> {
    stored(STORED_THEME).and_then(|code| Theme::from_code(&code))
}

/// Whether a step gets a place of its own in the browser's history.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// A new place: opening a text, changing the view.
    Push,
    /// The same place in another state: typing, hits, orders.
    Replace,
}

/// While typing, the address follows after this pause: browsers limit how often it may change.
const ADDRESS_PAUSE: u32 = 250;

/// Where the reader is: the state that the address holds.
#[derive(Clone, Copy)]
pub struct Place {
    mode: Mode,
    link: RwSignal<Permalink>,
    doc: Memo<Option<String>>,
    pending: StoredValue<Option<Timeout>, LocalStorage>,
    acted: StoredValue<bool>,
}

impl Place {
    /// Starts at `link`.
    pub fn new(mode: Mode, link: Permalink) -> Place {
        let link = RwSignal::new(link);
        Place {
            mode,
            link,
            doc: Memo::new(move |_| link.with(|link| link.doc.clone())),
            pending: StoredValue::new_local(None),
            acted: StoredValue::new(false),
        }
    }

    /// Everything, without tracking.
    pub fn now(self) -> Permalink {
        self.link.get_untracked()
    }

    /// A part of it that tells only when it changes itself.
    pub fn part<T: PartialEq + Send + Sync + 'static>(
        self,
        part: impl Fn(&Permalink) -> T + Send + Sync + 'static,
    ) -> Memo<T> {
        Memo::new(move |_| self.link.with(&part))
    }

    /// Whether this text is the open one. Tracks the open text only, so that a long list can
    /// ask on every line.
    pub fn is_open(self, id: &str) -> bool {
        self.doc.with(|doc| doc.as_deref() == Some(id))
    }

    /// Whether the reader has gone anywhere yet: before that, nothing scrolls or takes focus.
    pub fn acted(self) -> bool {
        self.acted.get_value()
    }

    /// Changes the state and, on our own page, the address.
    pub fn go(self, step: Step, change: impl FnOnce(&mut Permalink)) {
        let before = self.now();
        let mut after = before.clone();
        change(&mut after);
        if after == before {
            return;
        }
        self.acted.set_value(true);
        self.link.set(after.clone());
        if self.mode == Mode::Element {
            return;
        }
        let pending = self.pending.try_update_value(Option::take).flatten().is_some();
        match step {
            Step::Push => {
                if pending {
                    write_address(Step::Replace, &before);
                }
                write_address(Step::Push, &after);
            }
            Step::Replace => {
                let timer = Timeout::new(ADDRESS_PAUSE, move || {
                    let _ = self.pending.try_update_value(Option::take);
                    if let Some(link) = self.link.try_get_untracked() {
                        write_address(Step::Replace, &link);
                    }
                });
                self.pending.set_value(Some(timer));
            }
        }
    }

    /// Follows the address after the reader went back, forward or edited it.
    pub fn follow(self, link: Permalink) {
        let _ = self.pending.try_update_value(Option::take);
        if self.link.try_with_untracked(|now| *now != link) == Some(true) {
            self.acted.set_value(true);
            self.link.set(link);
        }
    }

    /// Searches for another query, from wherever the reader is.
    pub fn search(self, query: &str) {
        self.go(Step::Push, |link| {
            link.query = query.to_owned();
            link.view = View::Search;
            link.open(None, 0);
        });
    }

    /// Opens a text; `from_search` says whether its first hit is wanted.
    pub fn open(self, id: &str, from_search: bool) {
        self.go(Step::Push, |link| link.open(Some(id), u32::from(from_search)));
    }

    /// Closes the open text. On our page this is a step back where that leads to the same list.
    pub fn close(self) {
        self.go(Step::Push, |link| link.open(None, 0));
    }

    /// Goes to a view; going to the view one is in closes the open text.
    pub fn show(self, view: View) {
        self.go(Step::Push, |link| {
            link.view = view;
            link.open(None, 0);
        });
    }

    /// The address of a text from here, for links.
    pub fn address_of(self, id: &str, from_search: bool) -> String {
        let mut link = self.now();
        link.open(Some(id), u32::from(from_search));
        format!("#{}", link.fragment())
    }
}

/// Writes the address. Browsers refuse when it changes too often: the next change mends it.
fn write_address(step: Step, link: &Permalink) {
    let fragment = format!("#{}", link.fragment());
    if let Ok(history) = window().history() {
        let _ = match step {
            Step::Push => {
                history.push_state_with_url(&wasm_bindgen::JsValue::NULL, "", Some(&fragment))
            }
            Step::Replace => {
                history.replace_state_with_url(&wasm_bindgen::JsValue::NULL, "", Some(&fragment))
            }
        };
    }
}

/// How far the corpus is.
#[derive(Clone, Debug, PartialEq)]
pub enum Phase {
    /// Being opened.
    Loading(Progress),
    /// Questions are answered.
    Ready,
    /// It could not be opened; why.
    Failed(String),
}

/// The corpus as far as the page knows it.
#[derive(Clone, Copy)]
pub struct Load {
    /// How far it is.
    pub phase: RwSignal<Phase>,
    /// What it is, once open.
    pub info: RwSignal<Option<Info>>,
    /// Parts of the texts that questions wait for.
    pub parts: RwSignal<Option<Progress>>,
}

impl Load {
    /// Nothing known yet.
    pub fn new() -> Load {
        Load {
            phase: RwSignal::new(Phase::Loading(Progress::default())),
            info: RwSignal::new(None),
            parts: RwSignal::new(None),
        }
    }

    /// Whether questions are answered. Tracks.
    pub fn is_ready(self) -> bool {
        self.phase.with(|phase| *phase == Phase::Ready)
    }
}

/// The answer to the query.
#[derive(Clone, Copy)]
pub struct Found {
    /// The latest answer; `None` while the search box is empty.
    pub answer: RwSignal<Option<Answer>>,
    /// Why there is none.
    pub failure: RwSignal<Option<String>>,
    /// Counts wishes for more results.
    pub more: RwSignal<u32>,
    /// When nothing was found: what would be found without something that stands in the way.
    pub lifts: RwSignal<Vec<(Lift, u32)>>,
}

/// The open text.
#[derive(Clone, Copy)]
pub struct Book {
    /// The text and what to mark; `None` while none is open.
    pub reading: RwSignal<Option<Reading>>,
    /// Why it could not be opened.
    pub failure: RwSignal<Option<String>>,
}

/// Two texts side by side.
#[derive(Clone, Copy)]
pub struct Pair {
    /// What they share; `None` while no two are compared.
    pub comparison: RwSignal<Option<Comparison>>,
    /// Why they could not be compared.
    pub failure: RwSignal<Option<String>>,
}

/// The timeline.
#[derive(Clone, Copy)]
pub struct Times {
    /// What is drawn; `None` until it was looked at.
    pub timeline: RwSignal<Option<Timeline>>,
    /// Why there is none.
    pub failure: RwSignal<Option<String>>,
}

/// The list of texts.
#[derive(Clone, Copy)]
pub struct Shelf {
    /// As much of the list as was fetched.
    pub listing: RwSignal<Option<Listing>>,
    /// Why there is none.
    pub failure: RwSignal<Option<String>>,
    /// Counts wishes for more of it.
    pub more: RwSignal<u32>,
    /// The few texts shown before anything is asked: the latest, or the first.
    pub first: RwSignal<Vec<Entry>>,
}
