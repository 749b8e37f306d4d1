//! Text that is kept in the browser, under a name and the open corpus's fingerprint. Where that is
//! not allowed it lasts as long as the page, and whoever shows it says so.

use leptos::prelude::*;
use web_sys::Event;

use super::react::react;
use super::state::{Load, Mode, Ui};

/// Where a text is kept.
#[derive(Clone, Copy)]
pub struct Store {
    name: &'static str,
    /// Whether this browser does not keep it.
    pub not_kept: RwSignal<bool>,
    /// Under what; empty before a corpus is open, and where what is kept there is not ours to write
    /// over.
    key: RwSignal<String>,
    ui: Ui,
    load: Load,
}

/// The same, for as long as the page is there.
#[derive(Default)]
pub struct Stored {
    not_kept: ArcRwSignal<bool>,
    key: ArcRwSignal<String>,
}

impl Store {
    /// What is there as long as the page is, for a screen.
    pub fn of(name: &'static str, stored: &Stored, ui: Ui, load: Load) -> Store {
        let Stored { not_kept, key } = stored;
        Store { name, not_kept: not_kept.clone().into(), key: key.clone().into(), ui, load }
    }

    /// Runs when a corpus is open, and whenever another window of it may have changed what is kept.
    pub fn follow(self, read: impl Fn() + Copy + 'static) {
        react(move || {
            if self.load.is_ready() {
                read();
            }
        });
        let heard = window_event_listener(leptos::ev::Custom::<Event>::new("storage"), move |_| {
            untrack(read);
        });
        on_cleanup(move || heard.remove());
    }

    /// What is kept, unless it is `known`; gives it to `take`, which says whether it could be read.
    /// What could not, as that of a later version, is left as it is.
    pub fn read(self, known: &str, take: impl FnOnce(&str) -> bool) {
        let fingerprint =
            self.load.info.with(|info| info.as_ref().map(|info| info.fingerprint.clone()));
        let Some(fingerprint) = fingerprint else { return };
        let key = format!("kashf.{}.{fingerprint}", self.name);
        let kept = self.storage().and_then(|storage| storage.get_item(&key).ok()?);
        match kept.filter(|kept| kept != known) {
            Some(kept) if !take(&kept) => self.not_kept.set(true),
            _ => self.key.set(key),
        }
    }

    /// Keeps a text; nothing stands for none.
    pub fn keep(self, text: Option<&str>) {
        let key = self.key.get_untracked();
        let storage = self.storage().filter(|_| !key.is_empty());
        let kept = storage.is_some_and(|storage| match text {
            None => storage.remove_item(&key).is_ok(),
            Some(text) => storage.set_item(&key, text).is_ok(),
        });
        self.not_kept.set(!kept && text.is_some());
    }

    fn storage(self) -> Option<web_sys::Storage> {
        // As guests we leave nothing on someone's origin.
        window().local_storage().ok().flatten().filter(|_| self.ui.mode == Mode::Page)
    }
}
