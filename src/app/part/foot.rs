//! What stands below an open text: its copies, its times, what is known of it, how to cite it.

use kashf::engine::protocol::Reading;
use leptos::prelude::*;

use super::copies::CopiesOf;
use super::known::{Citation, Known};
use super::times::TimesOf;

/// All of it.
#[component]
pub fn Foot(
    /// The text.
    reading: Reading,
) -> impl IntoView {
    view! {
        <CopiesOf reading=reading.clone() />
        <TimesOf reading=reading.clone() />
        <Known reading=reading.clone() />
        <Citation reading=reading />
    }
    .into_any()
}
