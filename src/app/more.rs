//! The second part of the program: what the first sight of a corpus does not need.
//!
//! The page is one program, but it comes in two files where the build cut it (`--cfg
//! kashf_cut`, see `build.rs`). The functions below `cut` are where: what is reached only through
//! them is in the second file. [`rare`] draws something of it, and loads it first; so nothing
//! else may call [`draw`], and the engine asks for it in its own way (see `worker`).

use gloo::timers::callback::Timeout;
use kashf::engine::protocol::{Copies, Reading};
use kashf::view::permalink::View;
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use crate::client::Client;
use crate::part::copies::listed;
use crate::part::foot::Foot;
use crate::part::help::Everything;
use crate::part::nothing::Nothing;
use crate::part::subcorpora::Subcorpora;
use crate::part::zoning::Zoning;
use crate::react::react;
use crate::screen::{
    about::About, compare::Compare, counting::Counting, texts::Texts, timeline::TimelineScreen,
};
use crate::state::{Found, Ui};

/// What is drawn by the second part.
#[derive(Clone)]
pub enum Rare {
    /// The screen of times.
    Timeline,
    /// The list of all texts.
    Texts,
    /// One of the desk's views.
    Counting(View),
    /// What the corpus is.
    About,
    /// Two texts side by side.
    Compare,
    /// All of the help.
    Help,
    /// What stands below an open text.
    Foot(Box<Reading>),
    /// A text whose parts are corrected.
    Zoning(Box<Reading>),
    /// Why nothing was found.
    Nothing,
    /// The chooser of texts with names.
    Subcorpora,
    /// The copies behind a result, by its id.
    Copies(String, Box<Copies>),
}

fn draw(what: Rare) -> AnyView {
    match what {
        Rare::Timeline => view! { <TimelineScreen /> }.into_any(),
        Rare::Texts => view! { <Texts /> }.into_any(),
        Rare::Counting(which) => view! { <Counting view=which /> }.into_any(),
        Rare::About => view! { <About /> }.into_any(),
        Rare::Compare => view! { <Compare /> }.into_any(),
        Rare::Help => view! { <Everything /> }.into_any(),
        Rare::Foot(reading) => view! { <Foot reading=*reading /> }.into_any(),
        Rare::Zoning(reading) => view! { <Zoning reading=*reading /> }.into_any(),
        Rare::Nothing => view! { <Nothing /> }.into_any(),
        Rare::Subcorpora => view! { <Subcorpora names=false compares=false /> }.into_any(),
        Rare::Copies(id, copies) => listed(&id, *copies, true),
    }
}

/// Where the second part is.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Phase {
    /// Not wanted yet.
    Away,
    /// On its way.
    Coming,
    /// Here.
    Here,
    /// It could not be loaded; why.
    Failed(String),
}

/// After the first answer was drawn, the line is left to what the reader does next for so many
/// milliseconds.
const PAUSE: u32 = 1500;

/// The way to the second part.
#[derive(Clone, Copy)]
pub struct More {
    phase: RwSignal<Phase>,
    client: Client,
}

impl More {
    /// Not loaded, unless the program was not cut.
    pub fn new(client: Client) -> More {
        let phase = if cfg!(kashf_cut) { Phase::Away } else { Phase::Here };
        More { phase: RwSignal::new(phase), client }
    }

    /// Loads it some time after the first answer, before anybody has to wait for it.
    pub fn follow(self, found: Found) {
        let answered = Memo::new(move |_| found.answer.with(Option::is_some));
        react(move || {
            if answered.get() {
                Timeout::new(PAUSE, move || self.fetch()).forget();
            }
        });
    }

    /// Loads it, unless it is here or on its way.
    fn fetch(self) {
        let idle = |phase: &Phase| matches!(phase, Phase::Away | Phase::Failed(_));
        if self.phase.try_with_untracked(idle) != Some(true) {
            return;
        }
        self.phase.set(Phase::Coming);
        spawn_local(async move {
            let phase = match self.client.more().await {
                Ok(()) => Phase::Here,
                Err(message) => Phase::Failed(message),
            };
            let _ = self.phase.try_set(phase);
        });
    }
}

/// Something of the second part; until that is here a line that says so, and if it cannot be
/// loaded, why, and a way to try again.
pub fn rare(what: Rare) -> AnyView {
    let ui = expect_context::<Ui>();
    let more = expect_context::<More>();
    more.fetch();
    let drawn = move || match more.phase.get() {
        Phase::Here => cut::draw(what.clone()),
        Phase::Failed(message) => failed(ui, more, message),
        Phase::Away | Phase::Coming => {
            view! { <p class="quiet reader__opening" role="status">{ui.say().opening}</p> }
                .into_any()
        }
    };
    drawn.into_any()
}

/// Something of the second part that can be done without: drawn when that is here, not asked for.
pub fn by_and_by(what: Rare) -> AnyView {
    let more = expect_context::<More>();
    let is_here = move || more.phase.with(|phase| *phase == Phase::Here);
    let drawn = move || is_here().then(|| cut::draw(what.clone()));
    drawn.into_any()
}

fn failed(ui: Ui, more: More, message: String) -> AnyView {
    view! {
        <p class="trouble" role="alert" data-testid="error">
            {ui.say().request_failed}" "<bdi>{message}</bdi>" "
            <button type="button" class="link" data-testid="try-again" on:click=move |_| more.fetch()>
                {ui.say().try_again}
            </button>
        </p>
    }
    .into_any()
}

/// Where the program is cut. A call of what is declared here becomes a call of what is defined
/// here under the same number, in the second file.
#[cfg(kashf_cut)]
#[allow(improper_ctypes, improper_ctypes_definitions, reason = "both sides are ours")]
pub mod cut {
    use kashf::engine::Engine;
    use leptos::prelude::AnyView;
    use wasm_bindgen::JsValue;

    use super::Rare;

    #[link(wasm_import_module = "__wasm_split_placeholder__")]
    unsafe extern "C" {
        // SAFETY: the build gives both the functions defined below, which have these types.
        #[link_name = "__wasm_split_00more00_import_00000000000000000000000000000001"]
        pub(super) safe fn draw(what: Rare) -> AnyView;
        #[link_name = "__wasm_split_00more00_import_00000000000000000000000000000002"]
        pub safe fn answer(engine: &Engine, request: JsValue) -> Result<JsValue, String>;
    }

    // SAFETY: nothing else has these names.
    #[unsafe(export_name = "__wasm_split_00more00_export_00000000000000000000000000000001")]
    extern "C" fn drawn(what: Rare) -> AnyView {
        super::draw(what)
    }

    // SAFETY: nothing else has these names.
    #[unsafe(export_name = "__wasm_split_00more00_export_00000000000000000000000000000002")]
    extern "C" fn answered(engine: &Engine, request: JsValue) -> Result<JsValue, String> {
        crate::worker::answer(engine, request)
    }
}

/// The program is not cut.
#[cfg(not(kashf_cut))]
pub mod cut {
    pub(super) use super::draw;
    pub use crate::worker::answer;
}
