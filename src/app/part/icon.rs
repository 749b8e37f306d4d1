//! The mark of the program, and the few signs on its buttons. Drawn here, so that nothing
//! is fetched and the colours follow the theme.

use leptos::prelude::*;

/// The mark: a page whose lifted corner uncovers what lies below. The same drawing as
/// `style/icon.svg`, in the colours of the theme.
#[component]
pub fn Mark() -> impl IntoView {
    view! {
        <svg class="mark" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
            <path class="mark__below" d="M9 15h4.5a.5.5 0 0 0 .5-.5V9z" />
            <path class="mark__page" d="M3 1h10a1 1 0 0 1 1 1v7L8 15H3a1 1 0 0 1-1-1V2a1 1 0 0 1 1-1z" />
            <path class="mark__fold" d="M14 9H9a1 1 0 0 0-1 1v5z" />
            <path class="mark__line" d="M4 4h8v1.25H4zM4 7h8v1.25H4zM4 10h3v1.25H4z" />
        </svg>
    }
}

/// A sign on a button.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    /// A lens.
    Lens,
    /// A cross.
    Cross,
    /// To where the line begins.
    Back,
    /// To where the line goes on.
    On,
    /// Up.
    Up,
    /// Down.
    Down,
    /// The sun.
    Sun,
    /// The moon.
    Moon,
    /// A disc half in shadow.
    Half,
    /// A pilcrow.
    Given,
    /// Ever shorter lines.
    Funnel,
    /// A pencil.
    Pencil,
    /// A ribbon between pages.
    Ribbon,
}

impl Sign {
    fn path(self) -> &'static str {
        match self {
            Sign::Lens => "M7 2.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9zM10.5 10.5 14 14",
            Sign::Cross => "M4 4l8 8M12 4l-8 8",
            Sign::Back => "M10 3 5 8l5 5",
            Sign::On => "M6 3l5 5-5 5",
            Sign::Up => "M3 10l5-5 5 5",
            Sign::Down => "M3 6l5 5 5-5",
            Sign::Sun => {
                "M8 5.2a2.8 2.8 0 1 0 0 5.6 2.8 2.8 0 0 0 0-5.6zM8 1v1.5M8 13.5V15M1 8h1.5M13.5 8H15M3 3l1.1 1.1M11.9 11.9 13 13M13 3l-1.1 1.1M4.1 11.9 3 13"
            }
            Sign::Moon => "M13 9.6A5.5 5.5 0 0 1 6.4 3a5.5 5.5 0 1 0 6.6 6.6z",
            Sign::Half => "M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2zM8 2v12M10 3v10M12 4v8",
            Sign::Given => "M11 14V2.5M8 14V2.5M13 2.5H6.5a3 3 0 0 0 0 6H8",
            Sign::Pencil => {
                "M3 13l.8-3L11 2.8a1.4 1.4 0 0 1 2 0l.2.2a1.4 1.4 0 0 1 0 2L6 12.2zM9.8 4l2.2 2.2"
            }
            Sign::Ribbon => "M4.5 2.5h7v11L8 10.6l-3.5 2.9z",
            Sign::Funnel => "M2 4h12M4.5 8h7M6.5 12h3",
        }
    }

    /// Whether it points along the line, and so turns with the direction.
    fn turns(self) -> bool {
        matches!(self, Sign::Back | Sign::On)
    }
}

/// Draws a sign; it says nothing to screen readers, its button does.
#[component]
pub fn Icon(
    /// Which one.
    sign: Sign,
) -> impl IntoView {
    view! {
        <svg class="icon" class:icon--turns=sign.turns() viewBox="0 0 16 16" aria-hidden="true" focusable="false">
            <path d=sign.path() />
        </svg>
    }
}
