//! Effects, in one shape.

use leptos::prelude::Effect;

/// Runs now, and again whenever a signal changes that it read. (Made of a box, because every
/// closure that is given to an [`Effect`] itself is a kilobyte of program.)
pub fn react(run: impl FnMut() + 'static) {
    boxed(Box::new(run));
}

fn boxed(mut run: Box<dyn FnMut()>) {
    Effect::new(move |_: Option<()>| run());
}
