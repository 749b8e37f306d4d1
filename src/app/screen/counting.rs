//! The desk: concordance, collocates, clusters, words, keywords, dispersion. One frame for all six:
//! what is asked, what can be set, the table, its picture, and what can be saved.

use std::sync::Arc;

use kashf::engine::protocol::{
    Collocates, CollocatesRequest, Concordance, ConcordanceRequest, DispersionRequest, Frequencies,
    Keywords, KeywordsRequest, Line, NgramsRequest, WordsRequest,
};
use kashf::statistics::{Contingency, Spread};
use kashf::view::desk;
use kashf::view::language::{Dir, direction, usual_direction};
use kashf::view::messages::fill;
use kashf::view::number::real;
use kashf::view::permalink::View;
use kashf::view::plot::{self, Picture, Style};
use kashf::view::receipt::Receipt as Worked;
use kashf::view::table::{Cell, Kind};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{ClipboardEvent, Element, KeyboardEvent, MouseEvent};

use super::reader::Reader;
use crate::counting::{CellsOf, ColumnsOf, LeadsOf, List, Question};
use crate::part::filter::Filter;
use crate::part::grid::Grid;
use crate::part::limits::Limits;
use crate::part::receipt::Receipt;
use crate::part::save_table::SaveTable;
use crate::part::search_box::SearchBox;
use crate::part::settings::Settings;
use crate::part::trouble::Trouble;
use crate::state::{Place, Step, Ui};

/// The height of a row, in CSS pixels: as in `style/parts.css`.
const ROW: f64 = 36.0;
/// Digits of a figure that count.
const DIGITS: usize = 5;
/// Rows that a picture is drawn of.
const DRAWN: usize = 40;

/// The screen of one of the desk's views.
#[component]
pub fn Counting(
    /// Which.
    view: View,
) -> impl IntoView {
    let ui = expect_context::<Ui>();
    let place = expect_context::<Place>();
    let open = place.part(|link| link.doc.is_some());
    let number = View::DESK.iter().position(|it| *it == view).unwrap_or_default();
    view! {
        <div class="split split--wide" class:split--open=open>
            <section class="split__list counting" aria-label=move || ui.say().counting.views[number]>
                <nav class="counting__views" aria-label=move || ui.say().desk_name>
                    {View::DESK.map(|it| tab(ui, place, it, view)).collect_view()}
                </nav>
                <SearchBox />
                <p class="quiet counting__about">{move || ui.say().counting.abouts[number]}</p>
                <div class="search__choices"><Filter /><Limits langs=false /></div>
                <Settings view=view />
                {match view {
                    View::Collocates => collocates(ui, place),
                    View::Ngrams => clusters(ui, place),
                    View::Words => words(ui, place),
                    View::Keywords => keywords(ui, place),
                    View::Dispersion => dispersion(ui, place),
                    _ => concordance(ui, place),
                }}
            </section>
            {move || open.get().then(|| view! { <Reader /> })}
        </div>
    }
    .into_any()
}

fn tab(ui: Ui, place: Place, view: View, here: View) -> AnyView {
    let number = View::DESK.iter().position(|it| *it == view).unwrap_or_default();
    // The header has the one that opens the desk.
    let hook = match view {
        View::Concordance => "desk-concordance".to_owned(),
        view => format!("view-{}", view.code()),
    };
    view! {
        <button
            type="button"
            class="chip"
            data-testid=hook
            aria-current=(view == here).then_some("page")
            aria-pressed=(view == here).to_string()
            on:click=move |_| place.go(Step::Push, |link| {
                link.view = view;
                link.open(None, 0);
            })
        >
            {move || ui.say().counting.views[number]}
        </button>
    }
    .into_any()
}

/// What stands above every table: what was counted, or what to do, or what went wrong.
fn told<Q: Question>(
    ui: Ui,
    view: View,
    list: List<Q>,
    count: impl Fn(&Q::Answer) -> u32 + Copy + Send + Sync + 'static,
    words: impl Fn(&Q::Answer) -> String + Copy + Send + Sync + 'static,
) -> AnyView {
    let number = View::DESK.iter().position(|it| *it == view).unwrap_or_default();
    let shown = move || {
        let empty = || ui.say().counting.empty[number].to_owned();
        match list.asked.with(Option::is_none) {
            true => empty(),
            false => list.answer.with(|answer| answer.as_ref().map(words).unwrap_or_default()),
        }
    };
    let counted = move || list.answer.with(|answer| answer.as_ref().map(count));
    view! {
        <p class="count" role="status" aria-live="polite" data-testid="result-count" data-count=counted>{shown}</p>
        {move || list.busy.get().then(|| view! { <p class="quiet counting__busy" role="status">{ui.say().counting.counting}</p> })}
        <Trouble failure=list.failure />
    }
    .into_any()
}

// ── Concordance ─────────────────────────────────────────────────────────────────────────

fn concordance(ui: Ui, place: Place) -> AnyView {
    let list: List<ConcordanceRequest> =
        List::new(expect_context(), place, expect_context(), |link| {
            (!link.query.trim().is_empty()).then(|| desk::concordance(link))
        });
    let words = move |answer: &Concordance| {
        let (said, lang) = (&ui.say().counting, ui.lang.get());
        let mut words = vec![
            said.hits.say(lang, answer.hits.into()),
            said.in_texts.say(lang, answer.documents.into()),
            fill(said.of_words, &[&ui.number(answer.words)]),
        ];
        if answer.total < answer.hits {
            words.push(said.lines.say(lang, answer.total.into()));
        }
        words.join(" · ")
    };
    let height = ROW;
    let heads = ViewFn::from(move || {
        let head = |id: &'static str| {
            let name = move || ui.say().counting.column(id);
            view! { <span class=format!("kwic__{id}") role="columnheader">{name}</span> }
        };
        // Named as the first line runs: most run as that does.
        let dir = move || list.row(0).map_or(ui.lang.get().dir(), |line| runs(&line)).code();
        view! {
            <span class="kwic kwic--heads" role="presentation">
                {head("number")}
                <span class="kwic__line" role="presentation" dir=dir>
                    {["before", "node", "after"].map(head).collect_view()}
                </span>
                {head("title")}
            </span>
        }
        .into_any()
    });
    let row = Callback::new(move |number: u32| match list.row(number) {
        Some(line) => kwic(ui, place, number, line),
        None => view! { <span class="quiet" role="cell">"…"</span> }.into_any(),
    });
    let look = Callback::new(move |(first, end)| list.look(first, end));
    let label = Signal::derive(move || ui.say().counting.views[0].to_owned());
    view! {
        {told(ui, View::Concordance, list, |answer| answer.hits, words)}
        {move || (list.total() > 0).then(|| view! {
            <div on:copy=copy_lines>
                <Grid label=label kind="kwic" total=Signal::derive(move || list.total()) height=height heads=heads.clone() row=row look=look />
            </div>
            <SaveTable
                list=list
                name=View::Concordance.code()
                columns=Arc::new(move |_: &Concordance| desk::concordance_columns(ui.lang.get_untracked()))
                cells=Arc::new(desk::concordance_cells)
                printed=true
            />
        })}
    }
    .into_any()
}

/// The direction of a line: that of its own words.
fn runs(line: &Line) -> Dir {
    let whole = format!("{}{}{}", line.before, line.node, line.after);
    direction(&whole).or(usual_direction(&line.lang)).unwrap_or(Dir::Ltr)
}

/// A line.
fn kwic(ui: Ui, place: Place, number: u32, line: Line) -> AnyView {
    let dir = runs(&line);
    // The space between the parts is that of the text.
    let apart_before = line.before.ends_with(char::is_whitespace);
    let apart_after = line.after.starts_with(char::is_whitespace);
    let (id, hit) = (line.id.clone(), line.hit);
    let link = {
        let mut link = place.now();
        link.open(Some(&id), hit);
        format!("#{}", link.fragment())
    };
    let open = move |event: MouseEvent| {
        if event.ctrl_key() || event.meta_key() || event.shift_key() {
            return;
        }
        event.prevent_default();
        place.go(Step::Push, |link| link.open(Some(&id), hit));
    };
    let about = [line.title.clone(), line.date.clone(), line.source.clone()]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" · ");
    let repeated = (line.repeated > 0).then(|| {
        let words = fill(ui.say().counting.repeated, &[&ui.number(line.repeated)]);
        view! { <span class="quiet" title=words>{format!("+{}", ui.number(line.repeated))}</span> }
    });
    view! {
        <span
            class="kwic"
            role="presentation"
            data-testid="kwic-row"
            data-doc=line.id
            data-position=line.position
        >
            <span class="kwic__number quiet" role="cell">{ui.number(number + 1)}" "{repeated}</span>
            <span class="kwic__line" role="presentation" dir=dir.code() lang=line.lang>
                <span class="kwic__before" role="cell" data-testid="kwic-before"><bdi dir=dir.code()>{line.before}</bdi></span>
                <span
                    class="kwic__node"
                    class:kwic__node--apart-before=apart_before
                    class:kwic__node--apart-after=apart_after
                    role="cell"
                ><a class="kwic__link" href=link on:click=open title=ui.say().counting.open data-testid="kwic-node"><bdi dir=dir.code()>{line.node}</bdi></a></span>
                <span class="kwic__after" role="cell" data-testid="kwic-after"><bdi dir=dir.code()>{line.after}</bdi></span>
            </span>
            <span class="kwic__title quiet" role="cell" title=about><bdi>{line.title}</bdi></span>
        </span>
    }
    .into_any()
}

/// Lines are copied as the texts have them, one after the other, in the order of their letters.
fn copy_lines(event: ClipboardEvent) {
    let Some(selection) = window().get_selection().ok().flatten() else { return };
    let Some(grid) = event_target::<Element>(&event).closest(".grid").ok().flatten() else {
        return;
    };
    let Ok(rows) = grid.query_selector_all("[data-testid=\"kwic-row\"]") else { return };
    let mut lines = Vec::new();
    for at in 0..rows.length() {
        let Some(row) = rows.item(at) else { continue };
        if !selection.contains_node_with_allow_partial_containment(&row, true).unwrap_or(false) {
            continue;
        }
        let Some(row) = row.dyn_ref::<Element>() else { continue };
        let line = row.query_selector(".kwic__line").ok().flatten();
        lines.extend(line.and_then(|line| line.text_content()));
    }
    // Within one line the browser copies just what was chosen.
    if let (true, Some(data)) = (lines.len() > 1, event.clipboard_data()) {
        let _ = data.set_data("text/plain", &lines.join("\n"));
        event.prevent_default();
    }
}

// ── Tables ──────────────────────────────────────────────────────────────────────────────

/// What a click on a figure shows.
type Shown = RwSignal<Option<Worked>>;

/// How a cell of a row came about, by its column; `None` for what is no figure.
type Receipts<R> = Arc<dyn Fn(&R, usize) -> Option<Worked> + Send + Sync>;

/// What is needed to show an answer as a table.
struct Sheet<Q: Question> {
    view: View,
    columns: ColumnsOf<Q>,
    cells: CellsOf<Q>,
    receipts: Receipts<Q::Row>,
    /// What a click on the word searches for.
    leads_to: LeadsOf<Q>,
}

/// An answer as a table, with its picture above and what can be saved below.
fn sheet<Q: Question>(
    ui: Ui,
    place: Place,
    list: List<Q>,
    sheet: Sheet<Q>,
    picture: impl Fn(&Q::Answer, f64) -> Option<Picture> + Clone + Send + Sync + 'static,
) -> AnyView {
    let Sheet { view, columns, cells, receipts, leads_to } = sheet;
    let number = View::DESK.iter().position(|it| *it == view).unwrap_or_default();
    let shown: Shown = RwSignal::new(None);
    let label = Signal::derive(move || ui.say().counting.views[number].to_owned());
    let known = StoredValue::new(columns.clone());
    let now = Memo::new(move |_| {
        ui.lang.track();
        let columns = known.get_value();
        list.answer.with(|answer| answer.as_ref().map(|answer| columns(answer)).unwrap_or_default())
    });
    let heads = ViewFn::from(move || {
        let cells = move || {
            now.get()
                .into_iter()
                .map(|column| {
                    let class = if column.kind == Kind::Text { "" } else { "grid__cell--number" };
                    view! { <span class=format!("grid__cell {class}") role="columnheader" title=column.name.clone()><bdi>{column.name.clone()}</bdi></span> }
                })
                .collect_view()
        };
        view! { {cells} }.into_any()
    });
    let drawn_cells = cells.clone();
    let row = Callback::new(move |number: u32| {
        let Some(row) = list.row(number) else {
            return view! { <span class="quiet" role="cell">"…"</span> }.into_any();
        };
        let leads = leads_to(&row);
        let kinds = now.with(|columns| columns.iter().map(|it| it.kind).collect::<Vec<_>>());
        let cells = drawn_cells(&row).into_iter().zip(kinds).enumerate();
        cells
            .map(|(at, (cell, kind))| {
                let receipt = receipts(&row, at);
                one_cell(
                    ui,
                    place,
                    cell,
                    kind,
                    receipt,
                    (at == 0).then(|| leads.clone()).flatten(),
                    shown,
                )
            })
            .collect_view()
            .into_any()
    });
    let look = Callback::new(move |(first, end)| list.look(first, end));
    let count = move || now.with(Vec::len).max(2) - 1;
    let widths = move || format!("minmax(9rem,1.6fr) repeat({},minmax(5.2rem,1fr))", count());
    let least = move || format!("{}rem", 9 + count() * 6);
    view! {
        {pictured(ui, place, list, picture)}
        {move || (list.total() > 0).then(|| view! {
            <div class="counting__sheet" style=("--columns", widths) style=("--least", least)>
                <Grid label=label kind="sheet" total=Signal::derive(move || list.total()) height=ROW heads=heads.clone() row=row look=look />
            </div>
            {move || shown.get().map(|receipt| view! {
                <div class="counting__receipt">
                    <button type="button" class="link" data-testid="receipt-close" on:click=move |_| shown.set(None)>{ui.say().close}</button>
                    <Receipt receipt=receipt />
                </div>
            })}
            <SaveTable list=list name=view.code() columns=columns.clone() cells=cells.clone() printed=false />
        })}
    }
    .into_any()
}

fn one_cell(
    ui: Ui,
    place: Place,
    cell: Cell,
    kind: Kind,
    receipt: Option<Worked>,
    leads: Option<String>,
    shown: Shown,
) -> AnyView {
    let words = match (&cell, kind) {
        (Cell::Text(words), _) => words.clone(),
        (Cell::Number(number), Kind::Whole) => ui.number(*number as u64),
        (Cell::Number(number), Kind::Decimal(digits)) => {
            real(ui.lang.get(), *number, usize::from(digits).min(DIGITS))
        }
        (Cell::Number(number), Kind::Text) => number.to_string(),
        (Cell::Empty, _) => "–".to_owned(),
    };
    let plain = (kind != Kind::Text).then(|| cell.plain());
    let inside = match (leads, receipt) {
        (Some(query), _) => {
            let go = move |_| {
                place.go(Step::Push, |link| {
                    link.query = query.clone();
                    link.view = View::Concordance;
                })
            };
            view! { <button type="button" class="link grid__word" on:click=go><bdi>{words}</bdi></button> }.into_any()
        }
        (None, Some(receipt)) => {
            let show = move |_| shown.set(Some(receipt.clone()));
            view! { <button type="button" class="link grid__figure" title=ui.say().counting.receipt data-testid="figure" on:click=show><bdi>{words}</bdi></button> }.into_any()
        }
        (None, None) => view! { <bdi>{words}</bdi> }.into_any(),
    };
    let class = if kind == Kind::Text { "grid__cell" } else { "grid__cell grid__cell--number" };
    view! { <span class=class role="cell" data-value=plain>{inside}</span> }.into_any()
}

/// The picture of an answer; a click on a word in it searches for that.
fn pictured<Q: Question>(
    ui: Ui,
    place: Place,
    list: List<Q>,
    picture: impl Fn(&Q::Answer, f64) -> Option<Picture> + Clone + Send + Sync + 'static,
) -> AnyView {
    let frame = NodeRef::<leptos::html::Div>::new();
    let width = RwSignal::new(720.0);
    let measure = move || {
        if let Some(frame) = frame.try_get_untracked().flatten() {
            let now = f64::from(frame.client_width());
            if now > 0.0 && (now - width.get_untracked()).abs() > 0.5 {
                width.set(now);
            }
        }
    };
    Effect::new(move |_| request_animation_frame(measure));
    let resized = window_event_listener(leptos::ev::resize, move |_| measure());
    on_cleanup(move || resized.remove());
    let search = move |target: Element| {
        let word = target.closest("[data-word]").ok().flatten();
        if let Some(word) = word.and_then(|word| word.get_attribute("data-word")) {
            place.go(Step::Push, |link| {
                link.query = word;
                link.view = View::Concordance;
            });
        }
    };
    let drawn = move || {
        ui.lang.track();
        list.answer.with(|answer| {
            let picture = picture(answer.as_ref()?, width.get())?;
            (!picture.svg.is_empty()).then_some(picture.svg)
        })
    };
    view! {
        <div
            class="plot"
            node_ref=frame
            data-testid="plot"
            on:click=move |event: MouseEvent| search(event_target(&event))
            on:keydown=move |event: KeyboardEvent| if event.key() == "Enter" { search(event_target(&event)) }
            inner_html=move || drawn().unwrap_or_default()
        ></div>
    }
    .into_any()
}

/// A word as a query of its own.
fn as_query(word: &str) -> Option<String> {
    (!word.is_empty())
        .then(|| if word.contains(' ') { format!("\"{word}\"") } else { word.to_owned() })
}

fn rate(often: u32, of: u64) -> Option<Worked> {
    Worked::of_rate("per-million", often.into(), of)
}

fn words(ui: Ui, place: Place) -> AnyView {
    let list: List<WordsRequest> =
        List::new(expect_context(), place, expect_context(), |link| Some(desk::words(link)));
    frequencies(ui, place, list, View::Words)
}

fn clusters(ui: Ui, place: Place) -> AnyView {
    let list: List<NgramsRequest> =
        List::new(expect_context(), place, expect_context(), |link| Some(desk::ngrams(link)));
    frequencies(ui, place, list, View::Ngrams)
}

fn frequencies<Q>(ui: Ui, place: Place, list: List<Q>, view: View) -> AnyView
where
    Q: Question<Answer = Frequencies, Row = kashf::engine::protocol::Frequency>,
{
    let words = move |answer: &Frequencies| {
        let (said, lang) = (&ui.say().counting, ui.lang.get());
        [
            said.rows.say(lang, answer.total.into()),
            fill(said.of_words, &[&ui.number(answer.tokens)]),
            said.in_texts.say(lang, answer.documents.into()),
        ]
        .join(" · ")
    };
    let tokens = Memo::new(move |_| {
        list.answer.with(|answer| answer.as_ref().map_or(0, |answer| u64::from(answer.tokens)))
    });
    let picture = move |_: &Frequencies, width: f64| {
        let rows = list.first_rows(20);
        let said: Vec<String> = rows.iter().map(|row| ui.number(row.count)).collect();
        let bars: Vec<plot::Bar<'_>> = rows
            .iter()
            .zip(&said)
            .map(|(row, said)| plot::Bar {
                label: &row.word,
                value: f64::from(row.count),
                said,
                second: None,
            })
            .collect();
        let name = ui.say().counting.column("count");
        let style = Style { lang: ui.lang.get(), width, name };
        Some(plot::bars(&plot::Bars { rows: &bars, names: [name, ""] }, &style))
    };
    let table = Sheet {
        view,
        columns: Arc::new(move |answer: &Frequencies| {
            desk::frequency_columns(ui.lang.get_untracked(), view == View::Ngrams, answer)
        }),
        cells: Arc::new(desk::frequency_cells),
        receipts: Arc::new(move |row: &kashf::engine::protocol::Frequency, at| {
            (at == 3).then(|| rate(row.count, tokens.get_untracked())).flatten()
        }),
        leads_to: Arc::new(|row: &kashf::engine::protocol::Frequency| as_query(&row.word)),
    };
    view! {
        {told(ui, view, list, |answer| answer.total, words)}
        {sheet(ui, place, list, table, picture)}
    }
    .into_any()
}

fn collocates(ui: Ui, place: Place) -> AnyView {
    let list: List<CollocatesRequest> =
        List::new(expect_context(), place, expect_context(), |link| {
            (!link.query.trim().is_empty()).then(|| desk::collocates(link))
        });
    let words = move |answer: &Collocates| {
        let (said, lang) = (&ui.say().counting, ui.lang.get());
        [
            said.rows.say(lang, answer.total.into()),
            said.hits.say(lang, answer.node.into()),
            said.in_texts.say(lang, answer.node_documents.into()),
        ]
        .join(" · ")
    };
    let picture = move |answer: &Collocates, width: f64| {
        let rows = list.first_rows(DRAWN);
        let measure = answer.measures.first()?.clone();
        let name = ui.say().measures.name(&measure);
        let said: Vec<String> = rows
            .iter()
            .map(|row| {
                let value = row.measures.first().copied().flatten();
                let value =
                    value.map_or_else(|| "–".to_owned(), |it| real(ui.lang.get(), it, DIGITS));
                format!("{name} {value} · {}", ui.number(row.together))
            })
            .collect();
        let drawn: Vec<plot::Collocate<'_>> = rows
            .iter()
            .zip(&said)
            .filter_map(|(row, said)| {
                let strength = row.measures.first().copied().flatten()?;
                Some(plot::Collocate {
                    word: &row.word,
                    strength,
                    sides: [row.before, row.after],
                    said,
                })
            })
            .collect();
        let query = place.part(|link| link.query.clone()).get_untracked();
        let dir = direction(&query).unwrap_or(ui.lang.get().dir());
        let sides = ["near-before", "near-after"].map(|id| ui.say().counting.column(id));
        let style = Style { lang: ui.lang.get(), width, name: ui.say().counting.views[1] };
        let graph = plot::Graph { word: &query, collocates: &drawn, dir, sides, measure: name };
        Some(plot::graph(&graph, &style))
    };
    let names = Memo::new(move |_| {
        list.answer.with(|answer| answer.as_ref().map_or(Vec::new(), |it| it.measures.clone()))
    });
    let table = Sheet {
        view: View::Collocates,
        columns: Arc::new(move |answer: &Collocates| {
            desk::collocate_columns(ui.lang.get_untracked(), answer)
        }),
        cells: Arc::new(desk::collocate_cells),
        receipts: Arc::new(move |row: &kashf::engine::protocol::Collocate, at| {
            let id = names.with_untracked(|names| names.get(at.checked_sub(6)?).cloned())?;
            let [o11, o12, o21, o22] = row.table;
            Worked::of_table(&id, Contingency { o11, o12, o21, o22 })
        }),
        leads_to: Arc::new(|row: &kashf::engine::protocol::Collocate| as_query(&row.word)),
    };
    view! {
        {told(ui, View::Collocates, list, |answer| answer.total, words)}
        {sheet(ui, place, list, table, picture)}
    }
    .into_any()
}

fn keywords(ui: Ui, place: Place) -> AnyView {
    let list: List<KeywordsRequest> =
        List::new(expect_context(), place, expect_context(), desk::keywords);
    let words = move |answer: &Keywords| {
        let (said, lang) = (&ui.say().counting, ui.lang.get());
        if answer.tokens[1] == 0 {
            return said.no_others.to_owned();
        }
        let control = desk::Control::One(&["bonferroni", "sidak", "none"]);
        let correction = place.part(move |link| desk::value(link, "correction", control)).get();
        let correction = ["bonferroni", "sidak", "none"]
            .into_iter()
            .find(|code| *code == correction)
            .map_or("", |code| said.value(code));
        let tests = ui.number(answer.tests);
        let chance = real(lang, answer.chance, 3);
        [
            said.rows.say(lang, answer.total.into()),
            fill(said.sides, &[&ui.number(answer.tokens[0]), &ui.number(answer.tokens[1])]),
            fill(said.tests, &[&tests, &chance, correction]),
        ]
        .join(" · ")
    };
    let names = Memo::new(move |_| {
        list.answer.with(|answer| answer.as_ref().map_or(Vec::new(), |it| it.measures.clone()))
    });
    let width_of_intervals =
        Memo::new(move |_| list.answer.with(|answer| answer.as_ref().map_or(1.96, |it| it.z)));
    let picture = move |_: &Keywords, width: f64| {
        let rows = list.first_rows(200);
        let at = |id: &str| names.with(|names| names.iter().position(|it| it == id));
        let (effect, weight) = (at("log-ratio")?, at("g2")?);
        let said: Vec<String> = rows
            .iter()
            .map(|row| format!("{} : {}", ui.number(row.counts[0]), ui.number(row.counts[1])))
            .collect();
        let points: Vec<plot::Point<'_>> = rows
            .iter()
            .zip(&said)
            .filter_map(|(row, said)| {
                let [effect, weight] =
                    [effect, weight].map(|at| row.measures.get(at).copied().flatten());
                Some(plot::Point { word: &row.word, effect: effect?, weight: weight?, said })
            })
            .collect();
        let said = ui.say();
        let axes = ["log-ratio", "g2"].map(|id| said.measures.name(id));
        let sides = ["negative", "positive"].map(|code| said.counting.value(code));
        let style = Style { lang: ui.lang.get(), width, name: said.counting.views[4] };
        let scatter = plot::Scatter { points: &points, logarithmic: true, axes, sides };
        Some(plot::scatter(&scatter, &style))
    };
    let table = Sheet {
        view: View::Keywords,
        columns: Arc::new(move |answer: &Keywords| {
            desk::keyword_columns(ui.lang.get_untracked(), answer)
        }),
        cells: Arc::new(desk::keyword_cells),
        receipts: Arc::new(move |row: &kashf::engine::protocol::Keyword, at| {
            let tokens =
                list.answer.with_untracked(|answer| answer.as_ref().map_or([0, 0], |it| it.tokens));
            let [o11, o12, o21, o22] = row.table;
            let table = Contingency { o11, o12, o21, o22 };
            match at {
                2 => rate(row.counts[0], tokens[0]),
                5 => rate(row.counts[1], tokens[1]),
                6 => Worked::of_table("g2", table),
                _ => {
                    let id =
                        names.with_untracked(|names| names.get(at.checked_sub(7)?).cloned())?;
                    let z = width_of_intervals.get_untracked();
                    Worked::of_table_with(&id, table, kashf::statistics::K, z)
                }
            }
        }),
        leads_to: Arc::new(|row: &kashf::engine::protocol::Keyword| as_query(&row.word)),
    };
    view! {
        {told(ui, View::Keywords, list, |answer| answer.total, words)}
        {sheet(ui, place, list, table, picture)}
    }
    .into_any()
}

fn dispersion(ui: Ui, place: Place) -> AnyView {
    let list: List<DispersionRequest> =
        List::new(expect_context(), place, expect_context(), |link| {
            (!link.query.trim().is_empty()).then(|| desk::dispersion(link))
        });
    let words = move |answer: &kashf::engine::protocol::Dispersion| {
        let (said, lang) = (&ui.say().counting, ui.lang.get());
        [said.hits.say(lang, answer.hits.into()), fill(said.of_words, &[&ui.number(answer.words)])]
            .join(" · ")
    };
    let picture = move |_: &kashf::engine::protocol::Dispersion, width: f64| {
        let rows = list.first_rows(30);
        let rows: Vec<_> = rows.into_iter().filter(|row| row.hits > 0).collect();
        let none = ui.say().counting.without_value;
        let counts: Vec<String> = rows.iter().map(|row| ui.number(row.hits)).collect();
        let parts: Vec<plot::Part<'_>> = rows
            .iter()
            .zip(&counts)
            .map(|(row, count)| plot::Part {
                label: if row.name.is_empty() { none } else { &row.name },
                under: "",
                length: row.words,
                hits: &row.places,
                count,
                dispersion: "",
            })
            .collect();
        let said = ui.say();
        let style = Style { lang: ui.lang.get(), width, name: said.counting.views[5] };
        let axis = said.counting.column("words");
        let barcode = plot::Barcode { parts: &parts, scaled: plot::Scaled::Alike, axis };
        Some(plot::barcode(&barcode, &style))
    };
    let shown: Shown = RwSignal::new(None);
    let figures = move || {
        let lang = ui.lang.get();
        list.answer.with(|answer| {
            answer.as_ref().filter(|answer| answer.hits > 0).map(|answer| {
                let spread = Spread::new(
                    answer.spread.iter().map(|(hits, words)| (u64::from(*hits), u64::from(*words))),
                );
                let one = |(id, value): &(String, Option<f64>)| {
                    let value = value.map_or_else(|| "–".to_owned(), |it| real(lang, it, DIGITS));
                    let receipt = Worked::of_spread(id, &spread);
                    let figure = match receipt {
                        Some(receipt) => {
                            let show = move |_| shown.set(Some(receipt.clone()));
                            view! { <button type="button" class="link" data-testid="figure" title=ui.say().counting.receipt on:click=show><bdi>{value}</bdi></button> }.into_any()
                        }
                        None => view! { <bdi>{value}</bdi> }.into_any(),
                    };
                    view! {
                        <div class="figures__one" data-figure=id.clone()>
                            <dt>{ui.say().measures.name(id).to_owned()}</dt>
                            <dd>{figure}</dd>
                        </div>
                    }
                };
                view! { <dl class="figures" aria-label=ui.say().counting.figures data-testid="figures">{answer.figures.iter().map(one).collect_view()}</dl> }
            })
        })
    };
    let table = Sheet {
        view: View::Dispersion,
        columns: Arc::new(move |_: &kashf::engine::protocol::Dispersion| {
            desk::part_columns(ui.lang.get_untracked())
        }),
        cells: Arc::new(move |row: &kashf::engine::protocol::PartRow| {
            desk::part_cells(ui.lang.get_untracked(), row)
        }),
        receipts: Arc::new(|row: &kashf::engine::protocol::PartRow, at| {
            (at == 3).then(|| rate(row.hits, row.words.into())).flatten()
        }),
        leads_to: Arc::new(|_: &kashf::engine::protocol::PartRow| None),
    };
    view! {
        {told(ui, View::Dispersion, list, |answer| answer.hits, words)}
        {figures}
        {move || shown.get().map(|receipt| view! {
            <div class="counting__receipt">
                <button type="button" class="link" data-testid="receipt-close" on:click=move |_| shown.set(None)>{ui.say().close}</button>
                <Receipt receipt=receipt />
            </div>
        })}
        {sheet(ui, place, list, table, picture)}
    }
    .into_any()
}
