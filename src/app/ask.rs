//! Which questions follow from where the reader is.
//!
//! Effects only: the outside world here is the corpus. Each kind of question has its own
//! [`Latest`], so that a late answer never overwrites a newer one.

use kashf::engine::protocol::{
    Answer, CompareRequest, Comparison, DocumentRequest, Filter, FirstRequest, ListRequest,
    Listing, Reading, Request, SearchRequest, Sort, Timeline, TimelineRequest,
};
use kashf::view::nothing::{Lift, lifts};
use kashf::view::permalink::{Permalink, View};
use leptos::prelude::*;

use super::client::{Client, Latest};
use super::decide::Desk;
use super::react::react;
use super::state::{Book, Found, Load, Pair, Place, Shelf, Times};

/// Results drawn while one types: two screens of them, so that an answer paints within the
/// frame of its keystroke. Drawing is most of the time that a keystroke takes.
const RESULTS: u32 = 12;

/// Results fetched at a time when more are wanted.
pub const MORE: u32 = 30;

/// Texts of the list fetched at a time.
pub const TEXTS: u32 = 100;

/// Texts shown before anything is asked.
const FIRST: u32 = 6;

/// The question that a place asks, and how many results of it are wanted.
fn search_of(link: &Permalink, limit: u32) -> SearchRequest {
    SearchRequest {
        query: link.query.clone(),
        limit,
        offset: 0,
        sort: link.sort,
        filter: link.filter.clone(),
        matching: link.matching.clone(),
        fold: !link.each_copy,
    }
}

/// Keeps the answer in step with the query, its order, its filter and its ways of matching.
pub fn searching(
    client: Client,
    place: Place,
    load: Load,
    found: Found,
    told: impl Fn(&Answer) + Copy + 'static,
) {
    let latest = Latest::new(client);
    let further = Latest::new(client);
    let asked = place.part(|link| search_of(link, RESULTS));
    let desk = expect_context::<Desk>();
    react(move || {
        desk.round.track();
        let request = asked.get();
        further.cancel();
        if !load.is_ready() {
            return;
        }
        if request.query.trim().is_empty() {
            latest.cancel();
            found.answer.set(None);
            found.failure.set(None);
            return;
        }
        latest.ask(FirstRequest::Search(request), move |outcome: Result<Answer, String>| {
            match outcome {
                Ok(answer) => {
                    told(&answer);
                    found.failure.set(None);
                    found.answer.set(Some(answer));
                }
                Err(message) => {
                    found.answer.set(None);
                    found.failure.set(Some(message));
                }
            }
        });
    });
    react(move || {
        if found.more.get() == 0 {
            return;
        }
        let have = found
            .answer
            .with_untracked(|answer| answer.as_ref().map_or(0, |answer| answer.hits.len()));
        let request = SearchRequest { offset: have as u32, limit: MORE, ..asked.get_untracked() };
        further.ask(FirstRequest::Search(request), move |outcome: Result<Answer, String>| {
            match outcome {
                Ok(rest) => found.answer.update(|answer| {
                    if let Some(answer) = answer {
                        answer.hits.extend(rest.hits);
                    }
                }),
                Err(message) => found.failure.set(Some(message)),
            }
        });
    });
}

/// When nothing was found, counts what would be found without each thing in the way: for as long
/// as that is shown.
pub fn lifting(client: Client, place: Place, found: Found) {
    let latest = Latest::new(client);
    // What was counted for the question before says nothing of this one.
    if !found.lifts.with_untracked(Vec::is_empty) {
        found.lifts.set(Vec::new());
    }
    react(move || {
        let nothing =
            found.answer.with(|answer| answer.as_ref().is_some_and(|answer| answer.total == 0));
        latest.cancel();
        if nothing {
            let link = place.now();
            let mut waiting: Vec<Question> = lifts(&link)
                .into_iter()
                .map(|lift| {
                    let request = search_of(&lift.applied(&link), 0);
                    (lift, request)
                })
                .collect();
            waiting.reverse();
            count_next(latest, found, waiting);
        }
    });
}

/// Something in the way, and the question without it.
type Question = (Lift, SearchRequest);

/// Asks the last of the questions, then the others.
fn count_next(latest: Latest, found: Found, mut waiting: Vec<Question>) {
    let Some((lift, request)) = waiting.pop() else { return };
    latest.ask(FirstRequest::Search(request), move |outcome: Result<Answer, String>| {
        // What cannot be counted is not offered.
        if let Ok(answer) = outcome
            && answer.total > 0
        {
            found.lifts.update(|lifts| lifts.push((lift, answer.total)));
        }
        count_next(latest, found, waiting);
    });
}

/// Keeps the open text in step with the address.
pub fn reading(
    client: Client,
    place: Place,
    load: Load,
    book: Book,
    told: impl Fn(&Reading) + Copy + 'static,
) {
    let latest = Latest::new(client);
    // A text opened from the list of texts is read without marks: nobody asked for any there.
    let asked = place.part(|link| {
        link.doc.clone().map(|id| DocumentRequest {
            id,
            query: if link.view.searches() { link.query.clone() } else { String::new() },
            // As in the results, so that the marks are the same.
            matching: link.matching.clone(),
        })
    });
    let desk = expect_context::<Desk>();
    react(move || {
        desk.round.track();
        let Some(request) = asked.get() else {
            latest.cancel();
            book.reading.set(None);
            book.failure.set(None);
            return;
        };
        if !load.is_ready() {
            return;
        }
        latest.ask(FirstRequest::Document(request), move |outcome: Result<Reading, String>| {
            match outcome {
                Ok(reading) => {
                    let other = book
                        .reading
                        .with_untracked(|old| old.as_ref().map(|old| &old.id) != Some(&reading.id));
                    if other {
                        told(&reading);
                    }
                    book.failure.set(None);
                    book.reading.set(Some(reading));
                }
                Err(message) => {
                    book.reading.set(None);
                    book.failure.set(Some(message));
                }
            }
        });
    });
}

/// Keeps two texts side by side in step with the address.
pub fn comparing(client: Client, place: Place, load: Load, pair: Pair) {
    let latest = Latest::new(client);
    let asked = place.part(|link| {
        let (left, right) = (link.doc.clone()?, link.with.clone()?);
        Some(CompareRequest { left, right })
    });
    let desk = expect_context::<Desk>();
    react(move || {
        desk.round.track();
        let request = asked.get();
        latest.cancel();
        pair.comparison.set(None);
        pair.failure.set(None);
        let Some(request) = request.filter(|_| load.is_ready()) else { return };
        latest.ask(Request::Compare(request), move |outcome: Result<Comparison, String>| {
            match outcome {
                Ok(comparison) => pair.comparison.set(Some(comparison)),
                Err(message) => pair.failure.set(Some(message)),
            }
        });
    });
}

/// Periods that a timeline has, at most.
const BINS: u32 = 120;

/// Texts that a timeline draws one by one, at most.
const ROWS: u32 = 60;

/// Keeps the timeline in step with the address; fetched when it is first looked at.
pub fn timing(client: Client, place: Place, load: Load, times: Times) {
    let latest = Latest::new(client);
    let asked = place.part(|link| (link.view == View::Timeline).then(|| timeline_of(link)));
    let desk = expect_context::<Desk>();
    react(move || {
        desk.round.track();
        let Some(request) = asked.get().filter(|_| load.is_ready()) else { return };
        latest.ask(Request::Timeline(request), move |outcome: Result<Timeline, String>| {
            match outcome {
                Ok(timeline) => {
                    times.failure.set(None);
                    times.timeline.set(Some(timeline));
                }
                Err(message) => {
                    times.timeline.set(None);
                    times.failure.set(Some(message));
                }
            }
        });
    });
}

/// What was chosen in the picture is marked in it, and cut out of it only on demand.
fn timeline_of(link: &Permalink) -> TimelineRequest {
    let mut filter = link.filter.clone();
    let (mut from, mut to) = (String::new(), String::new());
    if link.zoom {
        let published = !filter.from.is_empty() || !filter.to.is_empty();
        let Filter { spoken_from, spoken_to, .. } = &filter;
        let span = if published { (&filter.from, &filter.to) } else { (spoken_from, spoken_to) };
        (from, to) = (span.0.clone(), span.1.clone());
    } else {
        let Filter { from, to, spoken_from, spoken_to, .. } = &mut filter;
        [from, to, spoken_from, spoken_to].into_iter().for_each(String::clear);
    }
    TimelineRequest {
        query: link.query.clone(),
        filter,
        matching: link.matching.clone(),
        calendar: link.calendar,
        from,
        to,
        bins: BINS,
        rows: ROWS,
        whole: link.all_times,
    }
}

/// Keeps the list of texts in step with its order; fetched when it is first looked at.
pub fn listing(client: Client, place: Place, load: Load, shelf: Shelf) {
    let latest = Latest::new(client);
    let further = Latest::new(client);
    let asked = place.part(|link| {
        (link.view == View::Texts).then(|| ListRequest {
            limit: TEXTS,
            offset: 0,
            sort: link.order,
            filter: link.filter.clone(),
            facets: false,
        })
    });
    let desk = expect_context::<Desk>();
    react(move || {
        desk.round.track();
        let Some(request) = asked.get() else { return };
        if !load.is_ready() {
            return;
        }
        further.cancel();
        latest.ask(FirstRequest::Documents(request), move |outcome: Result<Listing, String>| {
            match outcome {
                Ok(listing) => {
                    shelf.failure.set(None);
                    shelf.listing.set(Some(listing));
                }
                Err(message) => {
                    shelf.listing.set(None);
                    shelf.failure.set(Some(message));
                }
            }
        });
    });
    react(move || {
        if shelf.more.get() == 0 {
            return;
        }
        let have = shelf
            .listing
            .with_untracked(|list| list.as_ref().map_or(0, |list| list.documents.len()));
        let Some(request) = asked.get_untracked() else {
            return;
        };
        let request = ListRequest { offset: have as u32, ..request };
        further.ask(FirstRequest::Documents(request), move |outcome: Result<Listing, String>| {
            match outcome {
                Ok(rest) => shelf.listing.update(|listing| {
                    if let Some(listing) = listing {
                        listing.documents.extend(rest.documents);
                    }
                }),
                Err(message) => shelf.failure.set(Some(message)),
            }
        });
    });
}

/// Fetches the few texts shown before anything is asked, once.
pub fn first_texts(client: Client, place: Place, load: Load, shelf: Shelf) {
    let latest = Latest::new(client);
    let asked = place.part(|link| !link.query.trim().is_empty());
    let desk = expect_context::<Desk>();
    react(move || {
        desk.round.track();
        let known = shelf.first.with_untracked(|first| !first.is_empty());
        if !load.is_ready() || asked.get() || known {
            return;
        }
        let dated = load
            .info
            .with_untracked(|info| info.as_ref().is_some_and(|info| !info.last_date.is_empty()));
        let sort = if dated { Sort::Newest } else { Sort::Relevance };
        let request = ListRequest { limit: FIRST, sort, ..ListRequest::default() };
        latest.ask(FirstRequest::Documents(request), move |outcome: Result<Listing, String>| {
            // Without them the start is plainer; a real failure shows at the first question.
            if let Ok(listing) = outcome {
                shelf.first.set(listing.documents);
            }
        });
    });
}
