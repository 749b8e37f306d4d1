//! Two documents → what is the same in them and what is not, side by side.

use super::listing::line;
use super::protocol::{CompareRequest, Compared, Comparison};
use super::reading::find;
use crate::error::Error;
use crate::id::{DocId, Span};
use crate::index::Index;
use crate::reuse::{self, Kind, Piece, Shingles};
use crate::text;

/// Compares two documents.
///
/// # Errors
///
/// When there is no document of one of the ids, or its text is damaged.
pub fn compare(index: &Index, request: &CompareRequest) -> Result<Comparison, Error> {
    let (left, right) = (find(index, &request.left)?, find(index, &request.right)?);
    // Both are wanted at once.
    let sides = (side(index, left), side(index, right));
    let ((mut left, of_left), (mut right, of_right)) = (sides.0?, sides.1?);
    let pieces = reuse::diff(&left.text, &right.text);
    let measure = of_left.compare(&of_right);
    left.alone = alone(&left, &pieces, Kind::Left, |piece| piece.left);
    right.alone = alone(&right, &pieces, Kind::Right, |piece| piece.right);
    Ok(Comparison {
        rows: reuse::rows(&left.text, &right.text, &pieces),
        relation: (measure.shared > 0).then(|| measure.relation()),
        measure,
        left,
        right,
    })
}

fn side(index: &Index, id: DocId) -> Result<(Compared, Shingles), Error> {
    let (entry, text) = (line(index, id), index.text(id));
    let (record, details) = (index.record(id)?, index.details(id)?);
    let text = text?;
    let shingles = reuse::shingles(&text, &reuse::compared(record.title_span, &details.zones));
    let side = Compared { entry: Some(entry?), text, zones: details.zones, alone: 0 };
    Ok((side, shingles))
}

/// The words of an article that only it has, and that were not merely moved.
fn alone(side: &Compared, pieces: &[Piece], kind: Kind, span: impl Fn(&Piece) -> Span) -> u32 {
    let alone = pieces.iter().filter(|piece| piece.kind == kind && piece.moved.is_none());
    alone.map(|piece| words(side, span(piece))).sum()
}

/// The words of a span that are of the article.
fn words(side: &Compared, span: Span) -> u32 {
    let Some(part) = span.of(&side.text) else { return 0 };
    let in_article = |at: u32| {
        let place = side.zones.partition_point(|(zone, _)| zone.end <= at);
        let zone = side.zones.get(place).filter(|(zone, _)| zone.start <= at);
        zone.is_none_or(|(_, zone)| zone.is_article())
    };
    text::words(part).filter(|word| in_article(span.start + word.start as u32)).count() as u32
}
