//! A text → which parts of it are the article, and which are what its page had around it.
//!
//! Nothing is altered and nothing dropped: [`settle`] puts spans with their [`Zone`] beside the
//! text, moves the title to where it really stands, takes from the lines what they say of the
//! whole (sources, keywords, the section), and copies out a second article that stands below the
//! first. This is part of `ingest` because every format's text passes here once, and what is known
//! of a document is settled before it is handed on.
//!
//! The evidence is a line's words (a table of cues, in `cues`), its length, whether it ends like a
//! sentence, where it stands, and what stands around it. A line of prose is never taken away by
//! its own words alone. Texts without prose (verse, lists, word lists) keep all of their lines.
//!
//! Other documents are no evidence, not even that many of one source share a line: a document
//! would have other zones in one corpus than in another, before and after corpora are merged.

mod cues;
mod guest;
mod harvest;
mod line;

use crate::document::{Document, Zone};
use crate::id::Span;

pub use cues::{Cue, cue, is_date, key};

use line::Line;

/// What the lines of a text are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Layout {
    /// The parts that are not body: ascending, apart from each other, on whole characters.
    pub zones: Vec<(Span, Zone)>,
    /// A second article below the first, from its title to its end. Its zone is `Related`.
    pub guest: Option<Span>,
}

/// Zones a document's text by its lines, unless its format has zoned it already, and takes what
/// the lines say of it. What is known already is kept. Returns the articles that stand below it,
/// as documents of their own: the text stays whole, and their stretch of it is `Guest`, so
/// that what counts articles only counts each of them once.
///
/// ```
/// use kashf::document::{Document, Zone};
/// let text = "عنوان خبر کوتاه\n\nمتن خبر در این جا به پایان می‌رسد.\nمنبع: روزنامه شهر\n".to_string();
/// let mut document = Document { text, ..Document::default() };
/// kashf::ingest::zones::settle(&mut document);
/// assert_eq!(document.zones.iter().map(|z| z.1).collect::<Vec<_>>(), [Zone::Headline, Zone::Source]);
/// assert_eq!(document.meta.source, "روزنامه شهر");
/// ```
pub fn settle(document: &mut Document) -> Vec<Document> {
    let mut found: Vec<Document> = Vec::new();
    let mut below = settle_one(document);
    while let Some(mut guest) = below.take().filter(|_| found.len() < MOST_GUESTS) {
        guest.id = format!("{}#{}", document.id, found.len() + 2);
        guest.host = Some(found.last().unwrap_or(document).id.clone());
        below = settle_one(&mut guest);
        found.push(guest);
    }
    found
}

/// Articles below one article that become documents.
const MOST_GUESTS: usize = 8;

/// The same for one document; the article below it has no id yet.
fn settle_one(document: &mut Document) -> Option<Document> {
    let mut guest = None;
    if document.zones.is_empty() {
        let told = document.title_span.is_none() && !document.meta.title.is_empty();
        let layout = layout(&document.text, told.then_some(&*document.meta.title));
        document.zones = layout.zones;
        settle_title(document, told);
        if let Some(span) = layout.guest {
            guest = guest::copied(document, span);
        }
        if let (Some(span), Some(_)) = (layout.guest, &guest) {
            document.zones = with_guest(&document.zones, span);
        }
    }
    harvest::harvest(document);
    guest
}

/// Zones with that stretch of them a guest.
fn with_guest(zones: &[(Span, Zone)], guest: Span) -> Vec<(Span, Zone)> {
    let mut all = vec![(guest, Zone::Guest)];
    for &(span, zone) in zones {
        all.push((Span::new(span.start, span.end.min(guest.start)), zone));
        all.push((Span::new(span.start.max(guest.end), span.end), zone));
    }
    all.retain(|(span, _)| span.start < span.end);
    all.sort_by_key(|(span, _)| span.start);
    all
}

/// The title is the headline that was found, unless somebody said another.
fn settle_title(document: &mut Document, told: bool) {
    let headline = document.zones.iter().find(|(_, zone)| *zone == Zone::Headline);
    let Some(&(span, _)) = headline else { return };
    let Some(text) = span.of(&document.text) else { return };
    if !told {
        document.meta.title = text.to_string();
    }
    if document.meta.title == text {
        document.title_span = Some(span);
    }
}

/// The zones of a text. `title` is the one that is known from elsewhere, if any.
///
/// Costs one pass; a line of prose is hardly looked at.
pub fn layout(text: &str, title: Option<&str>) -> Layout {
    let lines: Vec<Line> = line::lines(text);
    let mut reader = Reader {
        zones: vec![Zone::Body; lines.len()],
        prose: lines.iter().filter(|line| line.prose).count(),
        first: lines.iter().position(|line| line.prose).unwrap_or(lines.len()),
        last: lines.iter().rposition(|line| line.prose).map_or(0, |at| at + 1),
        text,
        lines: &lines,
        doors: Vec::new(),
    };
    let headline = reader.head(title);
    reader.body();
    let guest = reader.guest_lines();
    reader.repeats(headline);
    let mut zones = reader.spans();
    let printed = headline.map(|at| reader.line(at)).or(title);
    reader.glued(printed, headline, &mut zones);
    let span = |line: usize| lines[line].span;
    let guest = guest.map(|(from, to)| Span::new(span(from).start, span(to - 1).end));
    Layout { zones, guest }
}

/// A line of prose that goes before its end must be this long.
const GOES_ON: usize = 2;
/// So many short lines at the end are no part of a text in prose.
const RUN: usize = 3;
/// Words of the longest advertiser's name.
const NAME: usize = 3;
/// Lines below a source or keywords in which the article may go on.
const NEAR: usize = 64;
/// Letters of a line that is no headline.
const LONG_LINE: usize = 120;
/// Characters of the longest title.
const LONGEST_TITLE: usize = 200;
/// Lines before the first prose that are looked at for a title.
const HEAD: usize = 40;

/// The lines of a text while their zones are found.
struct Reader<'a> {
    text: &'a str,
    lines: &'a [Line],
    zones: Vec<Zone>,
    /// How many lines are prose.
    prose: usize,
    /// The first of them.
    first: usize,
    /// One past the last.
    last: usize,
    /// The lines behind which other articles begin, and whether this one had ended.
    doors: Vec<(usize, bool)>,
}

impl<'a> Reader<'a> {
    fn line(&self, at: usize) -> &'a str {
        self.lines[at].span.of(self.text).unwrap_or_default()
    }

    /// What stands above the first prose: menus, the title, its section and date. Returns the
    /// headline's line.
    fn head(&mut self, title: Option<&str>) -> Option<usize> {
        let end = self.first.min(HEAD).min(self.lines.len());
        let cue = |at: usize| self.lines[at].cue;
        let menu = |at: usize| matches!(cue(at), Some(Cue::Furniture | Cue::FaintFurniture));
        let sure = (0..end).any(|at| cue(at) == Some(Cue::Furniture));
        let many = (0..end).filter(|&at| menu(at)).count() >= RUN;
        for at in 0..end {
            self.zones[at] = match cue(at) {
                Some(Cue::Furniture) => Zone::Navigation,
                Some(Cue::FaintFurniture) if sure || many => Zone::Navigation,
                Some(Cue::Date) => Zone::Dateline,
                Some(Cue::Tags) => Zone::Tags,
                Some(Cue::Source) => Zone::Source,
                Some(Cue::Section) => Zone::Section,
                Some(Cue::Advertising) if self.prose > 0 => Zone::Advertising,
                _ if self.lines[at].date => Zone::Dateline,
                _ => Zone::Body,
            };
        }
        let headline = self.headline(end, title)?;
        self.zones[headline] = Zone::Headline;
        for at in headline + 1..end {
            if self.zones[at] == Zone::Body && self.lines[at].section {
                self.zones[at] = Zone::Section;
            }
        }
        let last_menu = (0..headline).rev().find(|&at| self.zones[at] == Zone::Navigation);
        for at in 0..headline {
            if self.zones[at] != Zone::Body {
                continue;
            }
            let line = &self.lines[at];
            if last_menu.is_some_and(|menu| at < menu) {
                self.zones[at] = Zone::Navigation;
            } else if line.words <= 4 && !line.stops && self.prose > 0 {
                self.zones[at] = Zone::Section;
            }
        }
        Some(headline)
    }

    /// The first line is as long as prose or ends like it, but no longer than a title, and prose
    /// follows.
    fn begins_long(&self) -> bool {
        let title = |at: usize| self.line(at).chars().nth(LONGEST_TITLE).is_none();
        self.first == 0 && self.prose > 1 && title(0)
    }

    /// Which line is the title: the one that is known, one that is said twice, the first after
    /// the menus, or the first of all.
    fn headline(&self, end: usize, title: Option<&str>) -> Option<usize> {
        let end = end + usize::from(self.begins_long());
        let fits = |at: &usize| self.zones[*at] == Zone::Body && self.lines[*at].letters > 0;
        if let Some(title) = title {
            let wanted = cues::key(title);
            return (0..end).filter(fits).find(|&at| cues::key(self.line(at)) == wanted);
        }
        let twice = |at: &usize| {
            let line = &self.lines[*at];
            let later = &self.lines[at + 1..(self.first + 6).min(self.lines.len())];
            line.words >= 4 && later.iter().any(|other| other.hash == line.hash && !other.prose)
        };
        if let Some(at) = (0..end).filter(fits).find(twice) {
            return Some(at);
        }
        let after_menu = (0..end).rev().find(|&at| self.zones[at] == Zone::Navigation);
        let candidates = after_menu.map_or(0, |at| at + 1)..end;
        let long = candidates.clone().filter(fits).find(|&at| self.lines[at].words >= 4);
        match after_menu {
            Some(_) => long.or_else(|| candidates.clone().find(fits)),
            None => {
                // A section's name may stand above it; a whole paragraph is no title.
                let first = candidates.clone().find(fits);
                first.filter(|&at| !self.lines[at].section).or(long).or(first)
            }
        }
    }

    /// What stands below the first prose.
    fn body(&mut self) {
        let mut state = State::default();
        let start = self.first.min(self.lines.len());
        for at in start..self.lines.len() {
            if self.zones[at] != Zone::Headline {
                self.zones[at] = self.zone(at, &mut state);
            }
        }
        self.tail();
    }

    /// The zone of one line, by what came before it.
    fn zone(&mut self, at: usize, state: &mut State) -> Zone {
        let line = self.lines[at];
        let below = at >= self.last;
        if let Some(zone) = line.cue.and_then(|cue| self.by_cue(at, cue, below, state)) {
            return zone;
        }
        match state.inside {
            Some(Zone::Body) | None => {}
            // An article that goes on after «read also» goes on.
            Some(Zone::Related) if line.prose && !state.ended && self.goes_on(at) => {
                state.inside = None;
            }
            Some(Zone::Tags) if line.prose || line.words > NAME * 2 => state.inside = None,
            Some(Zone::Advertising) if line.words > NAME => {
                state.inside = (below || state.ended).then_some(Zone::Related);
                if let Some(zone) = state.inside {
                    return zone;
                }
            }
            Some(zone) => return zone,
        }
        if line.residue(below || state.ended) {
            return Zone::Navigation;
        }
        if line.date && state.bodies <= GOES_ON {
            return Zone::Dateline;
        }
        let alone = |near: usize| self.lines.get(near).is_none_or(|line| !line.section);
        if line.section
            && state.bodies <= GOES_ON
            && !below
            && alone(at.wrapping_sub(1))
            && alone(at + 1)
        {
            return Zone::Section;
        }
        if state.ended && !line.prose && below {
            return Zone::Related;
        }
        if line.prose {
            // Several articles one below the other each have their end.
            state.ended = false;
            state.bodies += 1;
        }
        Zone::Body
    }

    /// More than one line of prose comes, or a long one, before a cue opens another block.
    fn goes_on(&self, at: usize) -> bool {
        let block = |line: &&Line| {
            !matches!(line.cue, Some(Cue::Comments | Cue::Related | Cue::Advertising | Cue::End))
        };
        let mut prose = self.lines[at..].iter().take_while(block).filter(|line| line.prose);
        prose.next().is_some_and(|line| line.letters >= LONG_LINE) || prose.next().is_some()
    }

    /// What a cue makes of its line, and of the lines below it.
    fn by_cue(&mut self, at: usize, cue: Cue, below: bool, state: &mut State) -> Option<Zone> {
        let closes = self.nothing_follows(at);
        match cue {
            Cue::End => {
                state.ended = true;
                state.inside = None;
                Some(Zone::Navigation)
            }
            Cue::Source => {
                state.ended |= closes;
                state.inside = None;
                Some(Zone::Source)
            }
            Cue::Tags => {
                state.ended |= closes;
                let bare = cues::after_label(self.line(at)).is_none_or(|(_, rest)| rest.is_empty());
                state.inside = bare.then_some(Zone::Tags);
                Some(Zone::Tags)
            }
            Cue::Date if self.lines[at].has_figure => Some(Zone::Dateline),
            Cue::Comments => {
                state.inside = Some(Zone::Comments);
                state.ended |= closes;
                Some(Zone::Comments)
            }
            Cue::Related => {
                let alone =
                    cues::after_label(self.line(at)).is_none_or(|(_, rest)| rest.is_empty());
                state.inside = (alone || below || state.ended).then_some(Zone::Related);
                if alone {
                    self.doors.push((at, state.ended));
                }
                Some(Zone::Related)
            }
            Cue::Advertising => {
                state.inside = Some(Zone::Advertising);
                Some(Zone::Advertising)
            }
            Cue::Furniture => {
                if state.inside.is_some_and(|zone| zone != Zone::Related) {
                    state.inside = None;
                }
                Some(Zone::Navigation)
            }
            Cue::FaintFurniture if below || state.ended => Some(Zone::Navigation),
            Cue::Caption if !self.lines[at].prose => Some(Zone::Caption),
            Cue::Date | Cue::Section | Cue::Caption | Cue::FaintFurniture => None,
        }
    }

    /// Whether no prose comes between a line and the next cue that opens a block.
    fn nothing_follows(&self, at: usize) -> bool {
        let opens = |line: &&Line| {
            line.prose
                || matches!(
                    line.cue,
                    Some(Cue::Comments | Cue::Related | Cue::Advertising | Cue::End)
                )
        };
        self.lines[at + 1..]
            .iter()
            .take(NEAR)
            .find(opens)
            .is_none_or(|line| !line.prose || line.cue.is_some())
    }

    /// A run of short lines at the end of a text in prose, without any cue.
    fn tail(&mut self) {
        let unsaid = |line: &Line| !line.prose && !line.stops && !line.item && line.cue.is_none();
        let from = self.lines.iter().rposition(|line| !unsaid(line)).map_or(0, |at| at + 1);
        let run = self.lines.len() - from;
        // What a colon announces, and what follows few paragraphs, may well belong to them.
        let announced = from > 0 && self.line(from - 1).ends_with([':', '：']);
        // So may results and prices.
        let lines = &self.lines[from..];
        let figures = lines.iter().filter(|line| line.has_figure).count() * 3 > run;
        let announces =
            lines.iter().any(|line| line.span.of(self.text).is_some_and(|l| l.ends_with(':')));
        if run >= RUN
            && self.prose >= RUN
            && run <= self.prose * 4
            && !announced
            && !announces
            && !figures
        {
            for at in from..self.lines.len() {
                if self.zones[at] == Zone::Body {
                    self.zones[at] = Zone::Related;
                }
            }
        }
    }

    /// The headline's line again, above the first prose or among it.
    fn repeats(&mut self, headline: Option<usize>) {
        let told = |at: &usize| self.lines[*at].words > 1 && self.lines[*at].hash != 0;
        let Some(headline) = headline.filter(told) else { return };
        for at in headline + 1..self.lines.len() {
            let same = self.lines[at].hash == self.lines[headline].hash;
            if same && matches!(self.zones[at], Zone::Body | Zone::Section) {
                self.zones[at] = Zone::Repeated;
            }
        }
    }

    /// The title's words once more at the head of the lead.
    fn glued(&self, title: Option<&str>, headline: Option<usize>, zones: &mut Vec<(Span, Zone)>) {
        let Some(title) = title.filter(|title| title.split_whitespace().count() >= 4) else {
            return;
        };
        let from = headline.map_or(0, |at| at + 1);
        let Some(lead) = (from..self.lines.len()).find(|&at| self.lines[at].prose) else { return };
        if self.zones[lead] != Zone::Body {
            return;
        }
        if let Some(length) = line::shared_beginning(title, self.line(lead)) {
            let start = self.lines[lead].span.start;
            let zone = if headline.is_some() { Zone::Repeated } else { Zone::Headline };
            zones.push((Span::new(start, start + length as u32), zone));
            zones.sort_by_key(|(span, _)| span.start);
        }
    }

    /// The zones as spans: neighbouring lines of one zone make one, but for headlines.
    fn spans(&self) -> Vec<(Span, Zone)> {
        let mut spans: Vec<(Span, Zone)> = Vec::new();
        let mut before = None;
        for (at, &zone) in self.zones.iter().enumerate() {
            let span = self.lines[at].span;
            if zone != Zone::Body {
                let joins = matches!(
                    zone,
                    Zone::Related | Zone::Comments | Zone::Navigation | Zone::Advertising
                );
                match spans.last_mut() {
                    Some((last, _)) if joins && before == Some(zone) => last.end = span.end,
                    _ => spans.push((span, zone)),
                }
            }
            before = Some(zone);
        }
        spans
    }
}

/// Where in a page the reader is.
#[derive(Default)]
struct State {
    /// The block that a cue has opened.
    inside: Option<Zone>,
    /// A line said that the article is over.
    ended: bool,
    /// Lines of prose so far.
    bodies: usize,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Origin;
    use proptest::prelude::*;

    const FA: &str = "رود در بهار بالا آمد و آب به خیابان‌های شهر رسید و مردم به کمک هم رفتند.";
    const AR: &str =
        "ارتفع منسوب النهر في الربيع حتى بلغ الماء شوارع المدينة فأعان الناس بعضهم بعضا.";
    const EN: &str = "The river rose in spring until the water stood in the streets of the town.";

    /// The zones that the lines of a text begin in, of those that have anything on them.
    fn lines(text: &str) -> Vec<Zone> {
        let zones = layout(text, None).zones;
        let mut at = 0;
        let mut found = Vec::new();
        for line in text.split_inclusive('\n') {
            let here = (at + line.len() - line.trim_start().len()) as u32;
            if !line.trim().is_empty() {
                let zone = zones.iter().find(|(span, _)| span.start <= here && here < span.end);
                found.push(zone.map_or(Zone::Body, |(_, zone)| *zone));
            }
            at += line.len();
        }
        found
    }

    use Zone::*;

    #[test]
    fn the_head_of_a_text() {
        for (text, expected) in [
            (format!("آب رود بالا آمد\n\n{FA}\n"), vec![Headline, Body]),
            (
                format!("آب رود شهر بالا آمد\n\nآب رود شهر بالا آمد\n{FA}\n"),
                vec![Headline, Repeated, Body],
            ),
            (
                format!("آب رود شهر بالا آمد\n{FA}\nآب رود شهر بالا آمد\n{FA}"),
                vec![Headline, Body, Repeated, Body],
            ),
            (
                format!("تماس با ما درباره ما\nآب رود شهر بالا آمد\n{FA}\n"),
                vec![Navigation, Headline, Body],
            ),
            (
                format!("Home\nPolitics\nSports\nThe river rose again\n{EN}\n"),
                vec![Navigation, Navigation, Navigation, Headline, Body],
            ),
            (
                format!("ارتفاع منسوب النهر\nالثلاثاء ٥ مارس ٢٠١٩\nالمدينة - محليات\n{AR}"),
                vec![Headline, Dateline, Section, Body],
            ),
            (
                format!("ارتفاع منسوب النهر\nتاريخ النشر: ٥ مارس ٢٠١٩\n{AR}"),
                vec![Headline, Dateline, Body],
            ),
        ] {
            assert_eq!(lines(&text), expected, "{text}");
        }
    }

    #[test]
    fn a_title_glued_to_the_lead() {
        let text =
            format!("ارتفاع منسوب النهر في المدينة\n\nإرتفاع منسوب النهر في المدينة {AR}\n{AR}");
        let zones = layout(&text, None).zones;
        assert_eq!(zones[1].1, Repeated);
        assert_eq!(zones[1].0.of(&text), Some("إرتفاع منسوب النهر في المدينة"));
        let told = format!("ارتفاع منسوب النهر في المدينة {AR}");
        assert_eq!(layout(&told, Some("ارتفاع منسوب النهر في المدينة")).zones[0].1, Headline);
        assert_eq!(
            layout(
                &format!("ارتفاع منسوب النهر في المدينة\nارتفاع منسوب النهر في المدينتين {AR}"),
                None
            )
            .zones
            .len(),
            1
        );
    }

    #[test]
    fn the_foot_of_a_text() {
        for (foot, expected) in [
            ("منبع: روزنامه شهر", vec![Source]),
            ("المصدر: صحيفة المدينة\nكلمات دلالية: الماء، المطر", vec![Source, Tags]),
            ("برچسب‌ها:\nآب\nباران", vec![Tags, Tags, Tags]),
            ("انتهای پیام/\nباغ\nخانه‌های نو", vec![Navigation, Related, Related]),
            ("نظر شما\nنام\nکد امنیتی", vec![Comments, Comments, Comments]),
            (
                "ارسال نظر\nمن آنجا بودم و آب همه جا را گرفته بود و کسی نیامد.",
                vec![Comments, Comments],
            ),
            ("آخرین اخبار\nباغ تازه باز شد\nپل را تعمیر می‌کنند!", vec![Related, Related, Related]),
            (
                "الأكثر قراءة\nافتتاح حديقة جديدة في المدينة\nمتى يصلحون الجسر؟",
                vec![Related, Related, Related],
            ),
            (
                "تبلیغات\nسپید\nباغ نو\nlorem",
                vec![Advertising, Advertising, Advertising, Advertising],
            ),
            ("0% ...", vec![Navigation]),
            ("Most read\nA bridge is mended\nA garden opens", vec![Related, Related, Related]),
            (
                "A bridge is mended\nA garden opens\nA mill is for sale",
                vec![Related, Related, Related],
            ),
            ("A garden\nA mill", vec![Body, Body]),
            (
                "The towns on the river:\nUpper Mill\nLower Mill\nBridgeham",
                vec![Body, Body, Body, Body],
            ),
            (
                "Results\nMill 3 Bridge 1\nGarden 2 Hill 2\nLake 0 Wood 4",
                vec![Body, Body, Body, Body],
            ),
        ] {
            let text = format!("عنوان این خبر\n{FA}\n{AR}\n{EN}\n{foot}\n");
            assert_eq!(lines(&text)[4..], expected, "{foot}");
        }
    }

    #[test]
    fn an_article_that_goes_on_goes_on() {
        for between in [
            "بیشتر بخوانید:\nپل شهر تعمیر می‌شود",
            "Advertisement",
            "منبع: روزنامه شهر",
            "انتهای پیام/",
        ] {
            let text = format!("عنوان این خبر\n{FA}\n{between}\n{FA}\n{EN}\n");
            let found = lines(&text);
            assert_eq!(found[found.len() - 2..], [Body, Body], "{between}");
            assert!(!found[2].is_article(), "{between}");
        }
        // Lines that cues begin, but that are sentences.
        let text = format!("عنوان این خبر\n{FA}\nآخرین خبر این بود که آب دیگر بالا نمی‌آید.\n{FA}");
        assert_eq!(lines(&text), [Headline, Body, Body, Body]);
    }

    #[test]
    fn texts_without_prose_keep_their_lines() {
        let verse = "خانه\nدر باغ\nآب می‌رود\nو باد\nمی‌آید\nچاپ";
        assert_eq!(lines(verse)[1..], [Body; 5]);
    }

    #[test]
    fn a_second_article_becomes_a_document() {
        let second = "الجسر القديم في المدينة يعود إلى العمل بعد الترميم";
        let own = "عاد الجسر القديم في المدينة إلى العمل بعد أن انتهى الترميم الذي دام عاما كاملا.";
        let text = format!(
            "ارتفاع منسوب النهر\n{AR}\n{AR}\nالمصدر: صحيفة المدينة\nإقرأ أيضاً:\n{second}\n{own}\n{own}\nالأكثر قراءة\nافتتاح حديقة\n"
        );
        let mut document =
            Document { id: "a.txt".into(), text: text.clone(), ..Document::default() };
        let guests = settle(&mut document);
        assert_eq!(document.text, text);
        assert_eq!(
            lines(&text),
            [Headline, Body, Body, Source, Related, Related, Related, Related, Related, Related]
        );
        assert_eq!(guests.len(), 1);
        assert_eq!((&*guests[0].id, guests[0].host.as_deref()), ("a.txt#2", Some("a.txt")));
        assert_eq!(guests[0].text, format!("{second}\n{own}\n{own}"));
        assert_eq!(guests[0].meta.title, second);
        // One headline to another article is no article.
        let link = format!("ارتفاع منسوب النهر\n{AR}\nإقرأ أيضاً:\n{second}\n{AR}\n{AR}");
        assert_eq!(layout(&link, None).guest, None);
    }

    #[test]
    fn lines_tell_what_is_known() {
        let text = format!(
            "عنوان این خبر شهر\nشهر - ورزشی\nتاریخ انتشار: 2021-12-20\nبه گزارش گروه ورزش خبرگزاری شهر، {FA}\n\
             این را خبرگزاری «باغ» نیز گفت و به نقل از روزنامه پل، چنین نوشت که آب بالا آمد.\nمنبع: ماه\nبرچسب‌ها: آب، باران\n"
        );
        let mut document = Document { id: "a".into(), text, ..Document::default() };
        settle(&mut document);
        let meta = &document.meta;
        assert_eq!(
            (&*meta.source, &*meta.date, &*meta.title),
            ("خبرگزاری شهر", "2021-12-20", "عنوان این خبر شهر")
        );
        let more = |key: &str| meta.more.iter().find(|(k, _)| k == key).map(|(_, v)| v.as_str());
        assert_eq!(more("attribution"), Some("ماه, شهر, باغ, روزنامه پل"));
        assert_eq!((more("keywords"), more("section")), (Some("آب, باران"), Some("شهر - ورزشی")));
        for (field, origin) in &document.origins {
            let Origin::Line(span) = origin else { panic!("{field}") };
            assert!(!span.of(&document.text).unwrap().is_empty());
        }
    }

    #[test]
    fn what_is_known_is_kept() {
        let text = format!("عنوان این خبر شهر\n{FA}\nمنبع: ماه\n");
        let mut document = Document { text, ..Document::default() };
        document.meta.title = "دیگر".into();
        document.meta.source = "روزنامه".into();
        settle(&mut document);
        assert_eq!((&*document.meta.title, &*document.meta.source), ("دیگر", "روزنامه"));
    }

    #[test]
    fn many_lines_of_one_kind_cost_no_more_than_their_number() {
        for line in [
            "Source: x\n",
            "Read also:\n",
            "Tags:\n",
            "Read also:\nA mill is sold\nA mill is sold by the lake.\n",
            "x - yyy\n",
            "\u{200f}\n",
        ] {
            let text = line.repeat(60_000);
            assert!(layout(&text, None).zones.len() <= 200_000);
        }
    }

    proptest! {
        #[test]
        fn zones_are_sorted_apart_and_on_whole_characters(parts in prop::collection::vec(prop_oneof![
            "\\PC{0,30}",
            prop::sample::select(vec![
                "\n", "\n\n", FA, AR, EN, "منبع: شهر", "إقرأ أيضاً:", "تبلیغات", "نظر شما", "عنوان این خبر شهر", "انتهای پیام/", "0%",
                "\u{feff}", "\u{200c}", "Tags:", "Home", " - ", ":", "\r\n", "1397/12/14", "به گزارش ", "وكالة ال", "«",
            ]).prop_map(String::from),
        ], 0..40)) {
            let text = parts.concat();
            let mut document = Document { id: "x".into(), text: text.clone(), ..Document::default() };
            let guests = settle(&mut document);
            prop_assert_eq!(&document.text, &text);
            let mut end = 0;
            for (span, zone) in &document.zones {
                prop_assert!(end <= span.start && span.start < span.end && *zone != Body, "{:?}", document.zones);
                prop_assert!(span.of(&text).is_some());
                end = span.end;
            }
            for (_, origin) in &document.origins {
                prop_assert!(!matches!(origin, Origin::Line(span) if span.of(&text).is_none()));
            }
            prop_assert!(document.title_span.is_none_or(|s| s.of(&text) == Some(&*document.meta.title)));
            prop_assert!(guests.iter().all(|guest| text.contains(&guest.text)));
        }
    }
}
