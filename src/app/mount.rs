//! The way in: the start script calls [`mount`] with an element and the corpus.

use std::cell::Cell;
use std::rc::Rc;

use gloo::events::EventListener;
use js_sys::{Object, Reflect};
use kashf::engine::protocol::{Answer, Reading};
use kashf::view::language::Lang;
use kashf::view::permalink::{Permalink, View};
use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;
use web_sys::{CustomEvent, CustomEventInit, HtmlElement, KeyboardEvent};

use super::client::{Client, Corpus};
use super::decide::Desk;
use super::kept::Kept;
use super::more::More;
use super::part::frame::Frame;
use super::react::react;
use super::state::{
    Book, Form, Found, Load, Mode, Pair, Phase, Place, Shelf, Step, Theme, Times, Ui, stored_lang,
    stored_theme,
};
use super::{ask, keys};

/// A page that was mounted.
#[wasm_bindgen]
pub struct Mounted {
    handle: Option<Handle>,
}

/// What it takes to change it from outside and to take it away.
struct Handle {
    ui: Ui,
    place: Place,
    take_away: Box<dyn FnOnce()>,
}

/// A script that lets go of its handle has not asked for the page to go: JavaScript's
/// collector frees such handles whenever it likes. Only [`Mounted::unmount`] takes it away.
impl Drop for Mounted {
    fn drop(&mut self) {
        std::mem::forget(self.handle.take());
    }
}

#[wasm_bindgen]
impl Mounted {
    /// Takes the page away; calling it again does nothing.
    pub fn unmount(&mut self) {
        if let Some(handle) = self.handle.take() {
            (handle.take_away)();
        }
    }

    /// Changes `lang`, `theme`, `view` or `query` from outside. Unknown names and values are
    /// passed over.
    pub fn set(&self, name: &str, value: &str) {
        let Some(Handle { ui, place, .. }) = &self.handle else {
            return;
        };
        match name {
            "lang" => {
                if let Some(lang) = Lang::from_tag(value) {
                    ui.lang.set(lang);
                }
            }
            "theme" => ui.theme.set(Theme::from_code(value).unwrap_or_default()),
            "view" => {
                if let Some(view) = View::from_code(value).filter(|view| *view != place.now().view)
                {
                    place.show(view);
                }
            }
            "query" => place.go(Step::Replace, |link| link.query = value.to_owned()),
            _ => {}
        }
    }
}

/// Draws the page into `root` and keeps it going.
///
/// `options` is `{mode: 'page'|'element', form: 'single'|'site'|'dev'|'embed', lang?, theme?,
/// view?, host}`. `host` gets `data-kashf`: `loading`, then `ready` or `failed`.
#[wasm_bindgen]
pub fn mount(root: HtmlElement, corpus: Corpus, options: JsValue) -> Mounted {
    console_error_panic_hook::set_once();
    let given = Given::read(&options, &root);
    let out = Rc::new(Cell::new(None));
    let inner = Rc::clone(&out);
    let handle = leptos::mount::mount_to(root, move || {
        let (ui, place) = provide(corpus, &given);
        inner.set(Some((ui, place)));
        leptos::view! { <Frame /> }
    });
    let take_away: Box<dyn FnOnce()> = Box::new(move || drop(handle));
    Mounted { handle: out.take().map(|(ui, place)| Handle { ui, place, take_away }) }
}

/// What the start script gave along.
struct Given {
    mode: Mode,
    form: Form,
    lang: Option<Lang>,
    theme: Option<Theme>,
    view: Option<View>,
    host: HtmlElement,
}

impl Given {
    fn read(options: &JsValue, root: &HtmlElement) -> Given {
        let text = |name: &str| {
            let value = Reflect::get(options, &name.into()).unwrap_or_default();
            value.as_string().unwrap_or_default()
        };
        let host = Reflect::get(options, &"host".into()).unwrap_or_default();
        Given {
            mode: if text("mode") == "element" { Mode::Element } else { Mode::Page },
            form: match text("form").as_str() {
                "single" => Form::Single,
                "embed" => Form::Embed,
                _ => Form::Site,
            },
            lang: Lang::from_tag(&text("lang")),
            theme: Theme::from_code(&text("theme")),
            view: View::from_code(&text("view")),
            host: host.dyn_into().unwrap_or_else(|_| root.clone()),
        }
    }
}

/// Makes the state, and ties it to the corpus, the address, the document and the keys.
fn provide(corpus: Corpus, given: &Given) -> (Ui, Place) {
    let page = given.mode == Mode::Page;
    let mut link = if page { Permalink::parse(&fragment()) } else { Permalink::default() };
    if link == Permalink::default() {
        link.view = given.view.unwrap_or_default();
    }
    let lang = link
        .lang
        .or_else(|| page.then(stored_lang).flatten())
        .or(given.lang)
        .or_else(preferred_lang);
    let theme = page.then(stored_theme).flatten().or(given.theme).unwrap_or_default();
    let ui = Ui {
        mode: given.mode,
        form: given.form,
        lang: RwSignal::new(lang.unwrap_or_default()),
        theme: RwSignal::new(theme),
        help: RwSignal::new(false),
        search_box: NodeRef::new(),
        root: NodeRef::new(),
    };
    let place = Place::new(given.mode, link);
    let load = Load::new();
    let found = Found {
        answer: RwSignal::new(None),
        failure: RwSignal::new(None),
        more: RwSignal::new(0),
        lifts: RwSignal::new(Vec::new()),
    };
    let book = Book { reading: RwSignal::new(None), failure: RwSignal::new(None) };
    let times = Times { timeline: RwSignal::new(None), failure: RwSignal::new(None) };
    let pair = Pair { comparison: RwSignal::new(None), failure: RwSignal::new(None) };
    let shelf = Shelf {
        listing: RwSignal::new(None),
        failure: RwSignal::new(None),
        more: RwSignal::new(0),
        first: RwSignal::new(Vec::new()),
    };
    let client = Client::new(corpus);
    provide_context(ui);
    provide_context(place);
    provide_context(load);
    provide_context(found);
    provide_context(book);
    provide_context(pair);
    provide_context(times);
    provide_context(shelf);
    provide_context(client);
    let more = More::new(client);
    provide_context(more);
    let desk = Desk::new(client, ui, load, shelf);
    provide_context(desk);
    provide_context(Kept::new());

    open(client, load, ui, desk, lang.is_none());
    let host = StoredValue::new_local(given.host.clone());
    ask::searching(client, place, load, found, move |answer: &Answer| {
        tell(
            host,
            "kashf-search",
            &[("query", answer.query.as_str().into()), ("total", answer.total.into())],
        );
    });
    ask::reading(client, place, load, book, move |reading: &Reading| {
        let title = reading.meta.title.as_str();
        tell(host, "kashf-open", &[("id", reading.id.as_str().into()), ("title", title.into())]);
    });
    ask::first_texts(client, place, load, shelf);
    more.follow(found);
    show_phase(host, load);
    if page {
        follow_address(ui, place);
        own_document(ui, place, load, book);
        listen_on_window(ui, place, book);
    }
    (ui, place)
}

/// Waits for the corpus and says how far it is.
fn open(client: Client, load: Load, ui: Ui, desk: Desk, choose: bool) {
    client.watch(move |progress| {
        let opening = load.phase.try_with_untracked(|phase| matches!(phase, Phase::Loading(_)));
        match opening {
            Some(true) => load.phase.set(Phase::Loading(progress)),
            Some(false) => load.parts.set(Some(progress).filter(|told| told.done < told.total)),
            None => {}
        }
    });
    spawn_local(async move {
        let outcome = client.ready().await;
        if load.phase.is_disposed() {
            return;
        }
        match outcome {
            Ok(info) => {
                // Nobody said a language we speak: take the one most texts are in.
                let main = info.languages.first().and_then(|share| Lang::from_tag(&share.name));
                if let (true, Some(lang)) = (choose, main) {
                    ui.lang.set(lang);
                }
                load.info.set(Some(info.clone()));
                // Whatever is asked from now on is answered with what was decided before.
                desk.open(&info);
                load.phase.set(Phase::Ready);
            }
            Err(message) => load.phase.set(Phase::Failed(message)),
        }
    });
}

fn fragment() -> String {
    window().location().hash().unwrap_or_default()
}

/// The first language of the browser that the interface speaks.
fn preferred_lang() -> Option<Lang> {
    let tags = window().navigator().languages();
    tags.iter().find_map(|tag| Lang::from_tag(&tag.as_string()?))
}

/// Fires an event on the host: the element, or the page's root.
fn tell(host: StoredValue<HtmlElement, LocalStorage>, name: &str, parts: &[(&str, JsValue)]) {
    let detail = Object::new();
    for (key, value) in parts {
        let _ = Reflect::set(&detail, &(*key).into(), value);
    }
    let init = CustomEventInit::new();
    init.set_bubbles(true);
    init.set_composed(true);
    init.set_detail(&detail);
    if let (Ok(event), Some(host)) =
        (CustomEvent::new_with_event_init_dict(name, &init), host.try_get_value())
    {
        let _ = host.dispatch_event(&event);
    }
}

/// Scripts and tests wait for `data-kashf="ready"`.
fn show_phase(host: StoredValue<HtmlElement, LocalStorage>, load: Load) {
    react(move || {
        let word = load.phase.with(|phase| match phase {
            Phase::Loading(_) => "loading",
            Phase::Ready => "ready",
            Phase::Failed(_) => "failed",
        });
        host.with_value(|host| {
            let _ = host.set_attribute("data-kashf", word);
        });
    });
}

/// Back, forward, and an address edited by hand.
fn follow_address(ui: Ui, place: Place) {
    let follow = move |_: &web_sys::Event| {
        let link = Permalink::parse(&fragment());
        if let Some(lang) = link.lang {
            ui.lang.set(lang);
        }
        place.follow(link);
    };
    keep(EventListener::new(&window(), "popstate", follow));
    keep(EventListener::new(&window(), "hashchange", follow));
}

/// The document's language, direction, theme and title follow the page.
fn own_document(ui: Ui, place: Place, load: Load, book: Book) {
    react(move || {
        let lang = ui.lang.get();
        if let Some(html) = document().document_element() {
            let _ = html.set_attribute("lang", lang.code());
            let _ = html.set_attribute("dir", lang.dir().code());
            let _ = html.set_attribute("data-theme", ui.theme.get().code());
        }
    });
    let query =
        place.part(|link| if link.view.searches() { link.query.clone() } else { String::new() });
    let view = place.part(|link| link.view);
    react(move || {
        let Some(corpus) = load.info.with(|info| info.as_ref().map(|info| info.title.clone()))
        else {
            return;
        };
        let text = book.reading.with(|reading| {
            reading.as_ref().map(|reading| match reading.meta.title.trim() {
                "" => reading.id.clone(),
                title => title.to_owned(),
            })
        });
        let part = match (text, view.get()) {
            (Some(title), _) => title,
            (None, View::Search) => query.get(),
            (None, View::Timeline) => ui.say().timeline_name.to_owned(),
            (None, View::Texts) => ui.say().texts.to_owned(),
            (None, View::About) => ui.say().about.to_owned(),
            (None, _) if query.with(|query| query.trim().is_empty()) => {
                ui.say().desk_name.to_owned()
            }
            (None, _) => query.get(),
        };
        // A title is plain text, so directions are kept apart with isolates.
        let title = match part.trim() {
            "" => corpus,
            part => format!("\u{2068}{part}\u{2069} · \u{2068}{corpus}\u{2069}"),
        };
        document().set_title(&title);
    });
}

fn listen_on_window(ui: Ui, place: Place, book: Book) {
    keep(EventListener::new_with_options(
        &document(),
        "keydown",
        gloo::events::EventListenerOptions::enable_prevent_default(),
        move |event| {
            if let Some(event) = event.dyn_ref::<KeyboardEvent>() {
                keys::press(event, ui, place, book);
            }
        },
    ));
}

/// Listens until the page is taken away.
fn keep(listener: EventListener) {
    let listener = StoredValue::new_local(Some(listener));
    on_cleanup(move || {
        let _ = listener.try_update_value(Option::take);
    });
}
