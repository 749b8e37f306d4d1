//! What holds for every picture: it is XML, has no foreign numbers, is mirrored in an interface
//! from the right, keeps its labels apart, and has the colours that the style sheets say.

use proptest::prelude::*;
use quick_xml::Reader;
use quick_xml::events::Event;

use super::*;

/// An element with its attributes and the words in it.
#[derive(Clone, Debug, Default)]
struct Element {
    name: String,
    attributes: Vec<(String, String)>,
    words: String,
}

impl Element {
    fn get(&self, name: &str) -> &str {
        let found = self.attributes.iter().find(|(known, _)| known == name);
        found.map_or("", |(_, value)| value)
    }

    fn number(&self, name: &str) -> f64 {
        self.get(name).parse().unwrap()
    }

    /// From the left, with what the estimate says of words.
    fn area(&self) -> Area {
        let size = match self.get("class") {
            class if class.contains("pl__middle") => SIZE + 2.0,
            class if class.contains("pl__label") => SIZE,
            _ => SMALL,
        };
        let (wide, x, foot) = (width_of(&self.words, size), self.number("x"), self.number("y"));
        let from = match (self.get("text-anchor"), self.get("direction")) {
            ("middle", _) => x - wide / 2.0,
            ("start", "ltr") | ("end", "rtl") => x,
            _ => x - wide,
        };
        Area { from, to: from + wide, top: foot - size * 0.8, foot: foot + size * 0.2 }
    }
}

/// The attributes that hold what somebody wrote: any letters, "inf" among them.
const WRITTEN: [&str; 2] = ["data-word", "aria-label"];

/// The elements of a picture, in order; panics unless it is well formed and all places and sizes
/// are numbers.
fn elements(svg: &str) -> Vec<Element> {
    let mut reader = Reader::from_str(svg);
    let (mut all, mut open): (Vec<Element>, Vec<usize>) = (Vec::new(), Vec::new());
    loop {
        let event = reader.read_event().unwrap();
        match &event {
            Event::Start(tag) | Event::Empty(tag) => {
                let one = |attribute: quick_xml::events::attributes::Attribute<'_>| {
                    let name = attribute.key.as_ref().to_string();
                    (name, attribute.value.to_string())
                };
                all.push(Element {
                    name: tag.name().as_ref().to_string(),
                    attributes: tag.attributes().map(|found| one(found.unwrap())).collect(),
                    words: String::new(),
                });
                if matches!(event, Event::Start(_)) {
                    open.push(all.len() - 1);
                }
            }
            Event::End(_) => drop(open.pop().unwrap()),
            Event::Text(text) => {
                if let Some(&at) = open.last() {
                    all[at].words += text;
                }
            }
            // A sign by its name: as wide as any.
            Event::GeneralRef(_) => {
                if let Some(&at) = open.last() {
                    all[at].words.push('&');
                }
            }
            Event::Eof => break,
            _ => {}
        }
    }
    assert!(open.is_empty());
    let places = all.iter().flat_map(|one| &one.attributes);
    for (name, value) in places.filter(|(name, _)| !WRITTEN.contains(&name.as_str())) {
        assert!(!value.contains("NaN") && !value.contains("inf"), "{name}=\"{value}\" in {svg}");
    }
    all
}

fn texts(svg: &str) -> Vec<Element> {
    elements(svg).into_iter().filter(|one| one.name == "text").collect()
}

/// The words that overlap, of all texts of a picture that a class names.
fn overlapping(svg: &str, class: &str) -> Vec<(String, String)> {
    let texts = texts(svg);
    let named: Vec<&Element> =
        texts.iter().filter(|one| one.get("class").contains(class)).collect();
    let mut found = Vec::new();
    for (at, one) in named.iter().enumerate() {
        for other in &named[at + 1..] {
            if one.area().gap(&other.area()) < -0.3 {
                found.push((one.words.clone(), other.words.clone()));
            }
        }
    }
    found
}

fn style(lang: Lang, width: f64) -> Style<'static> {
    Style { lang, width, name: "a \"<name>" }
}

const WORDS: [&str; 6] = ["آزادی", "the", "می‌خواهند", "<b>&\"", "والقضية الفلسطينية", "0"];

const STRANGE: [f64; 8] =
    [0.0, -0.0, f64::NAN, f64::INFINITY, f64::NEG_INFINITY, 1e300, f64::MIN_POSITIVE, -1.0];

fn bar(label: &str, value: f64) -> Bar<'_> {
    Bar { label, value, said: "1", second: None }
}

fn collocate(word: &str, strength: f64, sides: [u32; 2]) -> Collocate<'_> {
    Collocate { word, strength, sides, said: word }
}

fn point(word: &str, effect: f64, weight: f64) -> Point<'_> {
    Point { word, effect, weight, said: word }
}

/// All pictures of the same things.
fn pictures(values: &[f64], lang: Lang, width: f64) -> Vec<Picture> {
    let style = style(lang, width);
    let named = || WORDS.into_iter().cycle().zip(values.iter().copied());
    let bar_rows: Vec<Bar<'_>> = named().map(|(word, value)| bar(word, value)).collect();
    let pairs: Vec<Bar<'_>> =
        bar_rows.iter().map(|row| Bar { second: Some((row.value / 2.0, "2")), ..*row }).collect();
    let hits = [0, 1, 1, 5, 99, 100];
    let part = |(word, value): (&'static str, f64)| Part {
        label: word,
        under: "3",
        length: value as u32,
        hits: &hits,
        count: "6",
        dispersion: "",
    };
    let parts: Vec<Part<'_>> = named().map(part).collect();
    let coded = |scaled| barcode(&Barcode { parts: &parts, scaled, axis: "w" }, &style);
    let sides = |value: f64| [value as u32, 7];
    let collocates: Vec<Collocate<'_>> =
        named().map(|(word, value)| collocate(word, value, sides(value))).collect();
    let points: Vec<Point<'_>> = named().map(|(word, value)| point(word, value, -value)).collect();
    let words = ["u", "o"];
    let drawn = Scatter { points: &points, logarithmic: true, axes: words, sides: words };
    let bins: Vec<Bin<'_>> = values.iter().map(|_| Bin { label: "1", said: "2" }).collect();
    let series = [
        Series { name: "a", values },
        Series { name: "b", values: &values[..1.min(values.len())] },
    ];
    let dir = lang.dir();
    vec![
        bars(&Bars { rows: &bar_rows, names: words }, &style),
        bars(&Bars { rows: &pairs, names: words }, &style),
        coded(Scaled::ByLength),
        coded(Scaled::Alike),
        graph(
            &Graph { word: "w", collocates: &collocates, dir, sides: words, measure: "m" },
            &style,
        ),
        scatter(&drawn, &style),
        scatter(&Scatter { logarithmic: false, ..drawn }, &style),
        lines(&Lines { bins: &bins, series: &series, axis: "x" }, &style),
    ]
}

#[test]
fn strange_numbers_are_no_places() {
    let mut many = STRANGE.to_vec();
    many.extend((0..50).map(|at| f64::from(at) * 0.3));
    for values in [&STRANGE[..], &[], &[0.0], &[f64::NAN], &[5.0], &[2.0, 2.0], &many] {
        for width in [720.0, 300.0, 0.0, f64::NAN, f64::INFINITY] {
            for lang in Lang::ALL {
                for picture in pictures(values, lang, width) {
                    assert!(picture.height.is_finite());
                    let all = elements(&picture.svg);
                    assert_eq!(all.is_empty(), picture.height == 0.0);
                    if let Some(svg) = all.first() {
                        assert!(["img", "group"].contains(&svg.get("role")));
                        assert_eq!(svg.get("aria-label"), "a &quot;&lt;name&gt;");
                    }
                }
            }
        }
    }
}

#[test]
fn what_is_too_much_is_counted() {
    let values: Vec<f64> = (0..10_000).map(f64::from).collect();
    let left: Vec<usize> =
        pictures(&values, Lang::En, 720.0).iter().map(|picture| picture.left_out).collect();
    let few = |most: usize| 10_000 - most;
    let [bars, parts] = [few(MOST_BARS), few(MOST_PARTS)];
    assert_eq!(left[..4], [bars, bars, parts, parts]);
    assert!(left[4] >= few(MOST_COLLOCATES));
    assert_eq!(left[5..], [few(MOST_POINTS), few(MOST_POINTS), 0]);
    for picture in pictures(&values, Lang::Fa, 720.0) {
        assert!(picture.svg.len() < 120_000, "{}", picture.svg.len());
    }
    let series = [Series { name: "a", values: &[1.0] }; 8];
    let bins = [Bin { label: "1", said: "" }];
    let drawn = lines(&Lines { bins: &bins, series: &series, axis: "" }, &style(Lang::En, 600.0));
    assert_eq!(drawn.left_out, 2);
}

#[test]
fn a_hundred_thousand_hits_are_a_small_picture() {
    let hits: Vec<u32> = (0..100_000).map(|at: u32| at.wrapping_mul(7919) % 1_000_000).collect();
    let part =
        |hits| Part { label: "a", under: "", length: 1_000_000, hits, count: "", dispersion: "" };
    let draw = |parts: &[Part<'_>]| {
        let drawn = Barcode { parts, scaled: Scaled::ByLength, axis: "" };
        barcode(&drawn, &style(Lang::En, 720.0)).svg
    };
    let (dense, few) = (draw(&[part(&hits)]), draw(&[part(&[0, 999_999, 1_000_000])]));
    assert!(dense.len() < 6_000, "{}", dense.len());
    // Both ends have their line, and what is beyond the end has none.
    let path = elements(&few).into_iter().find(|one| one.get("class") == "pl__hit").unwrap();
    assert_eq!(path.get("d").matches('h').count(), 2);
}

#[test]
fn from_the_right_everything_is_mirrored() {
    let values = [5.0, -2.5, 3.0, 0.5, 1250.0, 7.0, 2.0];
    let width = 720.0;
    let (from_left, from_right) =
        (pictures(&values, Lang::En, width), pictures(&values, Lang::Fa, width));
    for (left, right) in from_left.iter().zip(&from_right) {
        let (left, right) = (elements(&left.svg), elements(&right.svg));
        assert_eq!(left.len(), right.len());
        for (one, other) in left.iter().zip(&right) {
            assert_eq!((&one.name, one.get("class")), (&other.name, other.get("class")));
            let near = |a: f64, b: f64| assert!((a - b).abs() < 0.25, "{one:?} {other:?}");
            match one.name.as_str() {
                "rect" if !one.get("x").is_empty() => {
                    let end = one.number("x") + one.number("width");
                    near(width - end, other.number("x"));
                }
                "circle" => near(width - one.number("cx"), other.number("cx")),
                "text" => {
                    near(width - one.number("x"), other.number("x"));
                    assert_eq!(one.get("text-anchor"), other.get("text-anchor"));
                    assert_eq!((one.get("direction"), other.get("direction")), ("ltr", "rtl"));
                }
                _ => {}
            }
        }
    }
}

#[test]
fn bars_grow_from_their_labels() {
    let rows = [bar("a", 10.0), bar("b", 5.0), bar("c", 0.0), bar("d", f64::NAN)];
    let drawn = bars(&Bars { rows: &rows, names: ["", ""] }, &style(Lang::Ar, 600.0));
    let all = elements(&drawn.svg);
    let drawn: Vec<&Element> = all.iter().filter(|one| one.get("class") == "pl__bar").collect();
    assert_eq!(drawn.len(), 2);
    let ends = drawn.iter().map(|one| one.number("x") + one.number("width"));
    assert!(ends.clone().all(|end| (end - ends.clone().next().unwrap()).abs() < 0.2));
    let [one, other] = [drawn[0], drawn[1]].map(|one| one.number("width"));
    assert!((one - 2.0 * other).abs() < 0.3);
    let labels = texts(&bars(&Bars { rows: &rows, names: ["", ""] }, &style(Lang::Ar, 600.0)).svg);
    let label = labels.iter().find(|one| one.get("class") == "pl__label").unwrap();
    assert!(label.area().from > ends.clone().next().unwrap());
}

#[test]
fn before_is_where_lines_begin() {
    let collocates = [collocate("b", 9.0, [5, 0]), collocate("a", 8.0, [0, 5])];
    for (dir, is_left) in [(Dir::Ltr, true), (Dir::Rtl, false)] {
        let drawn =
            Graph { word: "w", collocates: &collocates, dir, sides: ["<", ">"], measure: "" };
        let all = elements(&graph(&drawn, &style(Lang::En, 720.0)).svg);
        let at = |class: &str| {
            let found = all.iter().filter(|one| one.get("class") == class);
            found.map(|one| one.number("cx")).collect::<Vec<_>>()
        };
        let (before, after) = (at("pl__disc pl__one"), at("pl__disc pl__two"));
        assert_eq!((before.len(), after.len()), (2, 2));
        // The key's, then the node's.
        assert!(before.iter().all(|x| (*x < 360.0) == is_left));
        assert!(after.iter().all(|x| (*x > 360.0) == is_left));
        // The stronger is nearer.
        assert!((before[1] - 360.0).abs() < (after[1] - 360.0).abs());
        let links: Vec<&Element> = all.iter().filter(|one| one.get("role") == "link").collect();
        assert_eq!(links.iter().map(|one| one.get("data-word")).collect::<Vec<_>>(), ["b", "a"]);
        assert!(links.iter().all(|one| one.get("tabindex") == "0"));
    }
}

#[test]
fn both_sides_have_their_shape() {
    let points = [point("a", 2.0, 10.0), point("b", -3.0, 100.0), point("c", 0.0, 0.0)];
    let drawn = Scatter { points: &points, logarithmic: true, axes: ["", ""], sides: ["", ""] };
    let all = elements(&scatter(&drawn, &style(Lang::En, 720.0)).svg);
    let count = |name: &str, class: &str| {
        all.iter().filter(|one| one.name == name && one.get("class").contains(class)).count()
    };
    // One of each is the key's.
    assert_eq!((count("circle", "pl__mark pl__one"), count("path", "pl__mark pl__two")), (3, 2));
    assert_eq!((count("g", "pl__node"), count("path", "pl__zero")), (3, 1));
}

#[test]
fn lines_are_broken_where_nothing_is_known() {
    let values = [1.0, 2.0, f64::NAN, 3.0, f64::NAN, 4.0, 5.0];
    let bins = [Bin { label: "1", said: "1: 2" }; 7];
    let series = [Series { name: "a", values: &values }];
    let drawn = lines(&Lines { bins: &bins, series: &series, axis: "" }, &style(Lang::En, 720.0));
    let all = elements(&drawn.svg);
    let path = all.iter().find(|one| one.get("class") == CLASS).unwrap();
    assert_eq!(path.get("d").matches('M').count(), 2);
    assert_eq!(all.iter().filter(|one| one.name == "circle").count(), 1);
    assert_eq!(all.iter().filter(|one| one.get("class") == "pl__column").count(), 7);
}

const CLASS: &str = "pl__line pl__line--1";

#[test]
fn dense_lines_keep_their_peaks() {
    let mut values = vec![1.0; 20_000];
    values[12_345] = 100.0;
    let bins = vec![Bin { label: "1", said: "" }; values.len()];
    let series = [Series { name: "a", values: &values }];
    let drawn = lines(&Lines { bins: &bins, series: &series, axis: "" }, &style(Lang::En, 720.0));
    let all = elements(&drawn.svg);
    let path = all.iter().find(|one| one.get("class") == CLASS).unwrap();
    assert!(path.get("d").contains(" 26L"), "the peak is at the top");
    assert!(drawn.svg.len() < 30_000, "{}", drawn.svg.len());
}

/// Widths in hundredths of the letters' size, as a browser measured them: the widest of three
/// sans-serif faces with Latin and Arabic letters.
#[test]
fn widths_are_near_those_of_real_faces() {
    for (words, measured) in [
        ("كتاب", 207.0),
        ("المكتبة", 285.0),
        ("والله", 193.0),
        ("الرسول", 322.0),
        ("قضية فلسطين", 603.0),
        ("يستعملون", 411.0),
        ("الديمقراطية", 493.0),
        ("می‌خواهند", 414.0),
        ("دانشگاه", 327.0),
        ("برنامه‌ریزی", 458.0),
        ("پژوهشکده", 433.0),
        ("international", 605.0),
        ("will", 156.0),
        ("government", 578.0),
        ("WIMAX", 340.0),
        ("war and peace", 686.0),
        ("Kommunikationsfähigkeit", 1212.0),
        ("1,234", 256.0),
        ("۱٬۲۳۴", 247.0),
    ] {
        let estimate = width_of(words, 100.0);
        let part = estimate / measured;
        assert!((0.98..1.4).contains(&part), "{words}: {estimate} for {measured}");
    }
}

#[test]
fn long_words_are_cut() {
    assert_eq!(shortened("short", SIZE, 200.0), "short");
    let long = "کلمه ".repeat(10_000);
    let cut = shortened(&long, SIZE, 100.0);
    assert!(cut.ends_with('…') && width_of(&cut, SIZE) <= 100.0, "{cut}");
    assert!(width_of(&cut, SIZE) > 70.0);
    assert_eq!(shortened("a\u{202E}b\u{2069}", SIZE, 100.0), "ab");
    assert_eq!(shortened("abc", SIZE, 0.0), "…");
}

#[test]
fn ticks_are_round() {
    for (low, high, most, expected, places) in [
        (0.0, 10.0, 5, vec![0.0, 2.0, 4.0, 6.0, 8.0, 10.0], 0),
        (-0.3, 0.7, 5, vec![-0.2, 0.0, 0.2, 0.4, 0.6], 1),
        (0.0, 1234.0, 3, vec![0.0, 500.0, 1000.0], 0),
        (3.0, 3.0, 5, vec![3.0], 0),
        (0.0, 0.01, 2, vec![0.0, 0.005, 0.01], 3),
    ] {
        let ticks = Ticks::between(low, high, most);
        assert_eq!(ticks.at, expected);
        assert_eq!(ticks.places, places, "{expected:?}");
    }
}

fn names() -> impl Strategy<Value = Vec<String>> {
    let letters = "[a-zA-Zآ-ی\u{200C} <&]{0,24}";
    prop::collection::vec(letters, 0..60)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn collocates_do_not_overlap(
        names in names(),
        seed in prop::collection::vec((0.0..14.0_f64, 0..300u32, 0..300u32), 60),
        width in 240.0..1000.0_f64,
        rtl: bool,
    ) {
        let collocates: Vec<Collocate<'_>> = names
            .iter()
            .zip(&seed)
            .map(|(name, &(strength, before, after))| collocate(name, strength, [before, after]))
            .collect();
        let dir = if rtl { Dir::Rtl } else { Dir::Ltr };
        let drawn = Graph {
            word: "زندگی",
            collocates: &collocates,
            dir,
            sides: ["before", "after"],
            measure: "logDice",
        };
        let picture = graph(&drawn, &style(Lang::Fa, width));
        prop_assert_eq!(overlapping(&picture.svg, "pl__"), Vec::new());
        let links = elements(&picture.svg).iter().filter(|one| one.get("role") == "link").count();
        prop_assert_eq!(links + picture.left_out, collocates.len());
        for text in texts(&picture.svg) {
            prop_assert!(text.area().from > -1.0 && text.area().to < width + 1.0, "{:?}", text);
        }
    }

    #[test]
    fn keywords_do_not_overlap(
        names in names(),
        seed in prop::collection::vec((-9.0..9.0_f64, 0.0..5000.0_f64), 60),
        width in 240.0..1000.0_f64,
        logarithmic: bool,
    ) {
        let points: Vec<Point<'_>> = names
            .iter()
            .zip(&seed)
            .map(|(name, &(effect, weight))| point(name, effect, weight))
            .collect();
        let (axes, sides) = (["log ratio", "G²"], ["more in the reference", "more in these"]);
        let drawn = Scatter { points: &points, logarithmic, axes, sides };
        let picture = scatter(&drawn, &style(Lang::Ar, width));
        prop_assert_eq!(overlapping(&picture.svg, "pl__label"), Vec::new());
        // Neither do the words of the scales.
        prop_assert_eq!(overlapping(&picture.svg, "pl__small"), Vec::new());
    }
}

const TOKENS: &str = include_str!("../../../style/tokens.css");
const PRINT: &str = include_str!("../../../style/print.css");
const RULES: &str = include_str!("../../../style/plots.css");

/// The colour of a name in a part of a style sheet.
fn colour(css: &str, name: &str) -> Option<String> {
    let (_, rest) = css.split_once(&format!("--{name}: "))?;
    let value = rest.split_once(';')?.0;
    Some(value.rsplit(", ").next()?.trim_end_matches(')').to_string())
}

/// How bright a colour is, from 0 to 1 (WCAG 2).
fn luminance(hex: &str) -> f64 {
    let part = |at: usize| {
        let digits = match hex.len() {
            4 => hex[at + 1..at + 2].repeat(2),
            _ => hex[2 * at + 1..2 * at + 3].to_string(),
        };
        let value = f64::from(u8::from_str_radix(&digits, 16).unwrap()) / 255.0;
        if value <= 0.04045 { value / 12.92 } else { power((value + 0.055) / 1.055, 2.4) }
    };
    0.2126 * part(0) + 0.7152 * part(1) + 0.0722 * part(2)
}

#[test]
fn series_are_seen_on_every_paper() {
    let dark: Vec<&str> = TOKENS.split("color-scheme: dark;").skip(1).collect();
    assert_eq!(dark.len(), 2);
    let print = PRINT.split_once("color-scheme: light;").unwrap().1;
    for (css, papers) in [(TOKENS, 3), (dark[0], 3), (dark[1], 3), (print, 2)] {
        for at in 1..=6 {
            let series = luminance(&colour(css, &format!("series-{at}")).unwrap());
            for paper in ["paper", "paper-raised", "paper-sunk"].iter().take(papers) {
                let paper = luminance(&colour(css, paper).unwrap());
                let (high, low) = (series.max(paper) + 0.05, series.min(paper) + 0.05);
                assert!(high / low >= 3.0, "series {at}: {}", high / low);
            }
        }
    }
}

#[test]
fn the_saved_rules_are_those_of_the_page() {
    let (_, rules) = RULES.split_once("\n.pl__label").unwrap();
    let (rules, _) = rules.split_once("/* What only the page does. */").unwrap();
    let mut rules = format!(".pl__label{rules}");
    let fonts = "var(--font-ui-latin), var(--font-ui-arabic)";
    rules = rules.replace(fonts, "sans-serif");
    while let Some((before, rest)) = rules.split_once("var(--") {
        let (name, after) = rest.split_once(')').unwrap();
        rules = format!("{before}{}{after}", colour(TOKENS, name).unwrap());
    }
    let lines: Vec<&str> = rules.lines().map(str::trim).collect();
    let dense = lines.concat().replace(": ", ":").replace(" {", "{").replace(";}", "}");
    assert_eq!(dense.replace(['"'], ""), SAVED);
    for (class, size) in [("label", SIZE), ("small", SMALL), ("middle", SIZE + 2.0)] {
        let sized = format!("font-size:{size}px");
        assert!(SAVED.split('}').any(|rule| rule.contains(class) && rule.contains(&sized)));
    }
}
