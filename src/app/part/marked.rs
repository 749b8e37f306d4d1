//! A short text whose hits are marked.

use kashf::engine::protocol::Piece;
use kashf::view::language::direction;
use leptos::prelude::*;

/// Sets pieces one after the other, hits as `<mark>`. No white space comes between them, so
/// that Arabic letters join across.
pub fn marked(pieces: Vec<Piece>) -> impl IntoView {
    pieces
        .into_iter()
        .map(|piece| match piece.hit {
            true => view! { <mark class="hit">{piece.text}</mark> }.into_any(),
            false => piece.text.into_any(),
        })
        .collect_view()
}

/// The direction of joined pieces, as an attribute's value.
pub fn direction_of(pieces: &[Piece]) -> &'static str {
    let text: String = pieces.iter().map(|piece| piece.text.as_str()).collect();
    direction(&text).map_or("auto", |dir| dir.code())
}
