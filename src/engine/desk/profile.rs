//! Texts → what each part of them is like: how long, how diverse, how spelt.

use std::sync::Arc;

use super::{Corpus, not_here, page};
use crate::analysis::{
    Part, Parts, Profile, Profiler, SPELLINGS, Scope, Stretch, Unit, stretches_by_part,
};
use crate::engine::listing::shown_title;
use crate::engine::protocol::{Note, ProfileRequest, ProfileRow, Profiles};
use crate::error::Error;
use crate::id::DocId;
use crate::order;
use crate::statistics::{DIVERSITIES, diversity};

/// How many equal parts there may be.
const EQUAL: std::ops::RangeInclusive<u32> = 2..=1000;
/// Words of a window.
const WINDOW: std::ops::RangeInclusive<u32> = 2..=100_000;

/// The profiles of all parts, as they come in the corpus.
#[derive(Debug)]
pub struct Profiled {
    /// The question, whichever parts are wanted, in whatever order.
    request: ProfileRequest,
    all: Read,
    parts: Vec<(Part, Read)>,
    notes: Vec<Note>,
}

#[derive(Debug)]
struct Read {
    profile: Profile,
    documents: u32,
}

/// Answers a question for profiles.
///
/// # Errors
///
/// When more is asked than is possible, or something is not here or damaged.
pub fn profile(corpus: Corpus<'_>, request: &ProfileRequest) -> Result<Profiles, Error> {
    if request.parts == Parts::Equal && !EQUAL.contains(&request.equal) {
        return Err(Error::unsupported(format!(
            "expected 2 to 1000 equal parts, found {}",
            request.equal
        )));
    }
    if !WINDOW.contains(&request.window) {
        return Err(Error::unsupported(format!(
            "expected a window of 2 to 100,000 words, found {}",
            request.window
        )));
    }
    if !request.order.is_empty() && diversity(&request.order).is_none() {
        let known: Vec<&str> = DIVERSITIES.iter().map(|it| it.id).collect();
        return Err(Error::unsupported(format!(
            "expected a figure ({}) to order by, found “{}”",
            known.join(", "),
            request.order
        )));
    }
    let profiled = profiled(corpus, request)?;
    let places = in_order(&profiled.parts, request);
    let rows: Vec<Result<ProfileRow, Error>> = page(places, request.offset, request.limit)
        .into_iter()
        .map(|at| {
            let (part, read) = &profiled.parts[at];
            let (id, name) = match part.document {
                Some(document) => {
                    (corpus.index.id(DocId(document))?, shown_title(corpus.index, DocId(document))?)
                }
                None => (String::new(), part.value.clone()),
            };
            Ok(ProfileRow { id, name, ..row(read) })
        })
        .collect();
    Ok(Profiles {
        parts: profiled.parts.len() as u32,
        figures: DIVERSITIES.iter().map(|it| it.id.to_owned()).collect(),
        spellings: match request.spelling {
            true => SPELLINGS.iter().map(|it| it.id.to_owned()).collect(),
            false => Vec::new(),
        },
        all: row(&profiled.all),
        rows: rows.into_iter().collect::<Result<_, _>>()?,
        notes: profiled.notes.clone(),
    })
}

fn row(read: &Read) -> ProfileRow {
    let Read { profile, documents } = read;
    // A corpus has no more words than that.
    let whole = |count: u64| u32::try_from(count).unwrap_or(u32::MAX);
    ProfileRow {
        documents: *documents,
        tokens: whole(profile.richness.tokens),
        types: whole(profile.richness.types),
        hapaxes: whole(profile.richness.hapaxes),
        squares: profile.richness.squares,
        figures: profile.figures.clone(),
        ordered: profile.ordered.clone(),
        spelling: profile.spelling.clone(),
        ..ProfileRow::default()
    }
}

/// The places of the parts, in the order that is asked for.
fn in_order(parts: &[(Part, Read)], request: &ProfileRequest) -> Vec<usize> {
    let mut places: Vec<usize> = (0..parts.len()).collect();
    let figure = DIVERSITIES.iter().position(|it| it.id == request.order);
    match (figure, request.parts) {
        (Some(at), _) => {
            // What has none comes last.
            let of = |place: usize| parts[place].1.profile.figures[at].unwrap_or(f64::NEG_INFINITY);
            order::sort_by(&mut places, |&a, &b| of(b).total_cmp(&of(a)));
        }
        (None, Parts::Documents | Parts::Sources) => {
            let of = |place: usize| parts[place].1.profile.richness.tokens;
            order::sort_by(&mut places, |&a, &b| of(b).cmp(&of(a)));
        }
        _ => {}
    }
    places
}

/// All profiles of a question; those of the last are kept.
fn profiled(corpus: Corpus<'_>, request: &ProfileRequest) -> Result<Arc<Profiled>, Error> {
    let request = ProfileRequest { offset: 0, limit: 0, order: String::new(), ..request.clone() };
    if let Some(known) = corpus.kept.profiled().as_ref().filter(|known| known.request == request) {
        return Ok(known.clone());
    }
    let mut notes = Vec::new();
    let set = corpus.documents(&request.within, &mut notes)?;
    let scope = Scope::new(corpus.index, set, request.everything);
    let parts = stretches_by_part(corpus.index, &scope, request.parts, request.equal)?;
    let words = corpus.words(request.unit)?;
    let forms = match (request.spelling, request.unit) {
        (true, Unit::Key | Unit::Stem) => Some(corpus.words(Unit::Form)?),
        _ => None,
    };
    let printed = forms.as_ref().or(request.spelling.then_some(&words));
    let mut profiler = Profiler::new(&words, printed, request.window as usize);
    let mut read = |stretches: &[Stretch]| {
        let mut documents: Vec<u32> = stretches.iter().map(|it| it.document).collect();
        documents.dedup();
        Read { profile: profiler.profile(stretches), documents: documents.len() as u32 }
    };
    let all = read(&scope.stretches);
    let parts: Vec<(Part, Read)> =
        parts.into_iter().map(|(part, stretches)| (part, read(&stretches))).collect();
    if corpus.index.missed() > 0 {
        return Err(not_here());
    }
    let profiled = Arc::new(Profiled { request, all, parts, notes });
    *corpus.kept.profiled() = Some(profiled.clone());
    Ok(profiled)
}
