//! State of the screens that come with the second part of the program: made when it is first wanted,
//! kept until the page is taken away. The first part knows nothing of what it is.

use std::any::Any;
use std::sync::Arc;

use leptos::prelude::*;

/// What is kept: one thing.
#[derive(Clone, Copy)]
pub struct Kept(StoredValue<Option<Arc<dyn Any + Send + Sync>>>);

impl Kept {
    /// Nothing yet.
    pub fn new() -> Kept {
        Kept(StoredValue::new(None))
    }

    /// The thing, which is made when it is not there. Signals in it must be counted by reference
    /// ([`ArcRwSignal`]): others end with the screen that made them.
    pub fn get<T: Send + Sync + 'static>(self, make: impl FnOnce() -> T) -> Arc<T> {
        let known = self.0.get_value().and_then(|kept| kept.downcast().ok());
        known.unwrap_or_else(|| {
            let made = Arc::new(make());
            self.0.set_value(Some(made.clone()));
            made
        })
    }
}
