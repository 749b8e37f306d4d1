//! Queries as typed, and what they were read as: see [`describe`].

use proptest::prelude::*;

use super::*;
use crate::query::ast::{Ask, Clause, Field, Group, Leaf, Node, Value};

/// Metadata that the tests' corpus has.
fn knows(name: &str) -> bool {
    ["journal", "مجله", "section"].contains(&name)
}

fn q(query: &str) -> Query {
    read_with(query, &knows)
}

fn p(query: &str) -> String {
    describe(&q(query))
}

/// Everything the language has, as readers would type it.
#[rustfmt::skip]
const CASES: &[(&str, &str)] = &[
    // Words.
    ("", ""), ("   ", ""),
    ("Lavrov Geneva", "lavrov geneva"),
    ("لاوروف لاوروف", "لاوروف"),
    ("2021 ٢٠٢١ ۲۰۲۱", "2021"),
    ("روسیه-ناتو", "روسیه/ناتو"),
    ("e-mail don't", "e/mail don/t"),
    ("سازمان ملل و یا ناتو أو روسیه", "سازمان ملل و یا ناتو او روسیه"),
    ("cats and dogs or not near", "cats and dogs or not near"),
    ("and/or 1403/05/12 20.12.2021", "and/or 1403/05/12 20/12/2021"),
    ("中文 中*文", "中/文 中*文"),
    ("C++ a+b x=y 10% #tag @me", "c a/b x/y 10 tag me"),
    ("\u{200F}ناتو \u{202B}-روسیه\u{202C}", "ناتو -روسیه"),
    // Questions are not patterns.
    ("Who asked?", "who asked"),
    ("Who asked?? Really?! (why?) «چرا؟»", "who asked really why +'چرا'"),
    ("چه کسی پرسید؟", "چه کسی پرسید"),
    ("لاوروف چه گفت?", "لاوروف چه گفت"),
    // Phrases, in every quotation mark, closed or not.
    ("\"security guarantees\"", "+'security guarantees'"),
    ("«تضمین‌های امنیتی» ناتو", "+'تضمینهای امنیتی' ناتو"),
    ("“a b” „c d“ ”e f” »g h« »i j»", "+'a b' +'c d' +'e f' +'g h' +'i j'"),
    ("“one” two", "+'one' two"),
    ("a\"b c\"d", "a +'b c' d"),
    ("\"open phrase", "+'open phrase' UnclosedQuote"),
    ("«عبارت باز", "+'عبارت باز' UnclosedQuote"),
    ("\"who asked?\"", "+'who asked'"),
    ("\"گفت* w?ld *ing\"", "+'گفت* w?ld *ing'"),
    ("\"a * b\" \"* a *\"", "+'a * b' +'a'"),
    ("\"", "NoWords"), ("!!!", "NoWords"), ("-", "NoWords"), ("\"\" «»", "NoWords"),
    // Signs.
    ("a -b -\"c d\" −e –f", "a -b -'c d' -e -f"),
    ("+a b +\"c\"", "+a b +'c'"),
    ("- a + b", "a b"), ("--a -+b", "-a -b OnlyExclusions"),
    ("-a", "-a OnlyExclusions"),
    ("-(a b)", "-(a b) OnlyExclusions"),
    ("-(-a)", "+a"),
    // AND, OR, NOT.
    ("a AND b", "+a +b"), ("a && b", "+a +b"),
    ("لاوروف AND ژنو AND ناتو", "+لاوروف +ژنو +ناتو"),
    ("a OR b", "a b"), ("a || b", "a b"),
    ("a OR \"b c\"", "a 'b c'"),
    ("\"a b\" OR \"c d\" \"e f\"", "'a b' 'c d' +'e f'"),
    ("a NOT b", "+a -b"), ("a AND NOT b", "+a -b"), ("a AND -b", "+a -b"),
    ("a b NOT c", "a b -c"),
    ("a OR b NOT c", "a (+b -c)"),
    ("a OR NOT b", "a (-b)"),
    ("a AND b NOT c", "+a +b -c"), ("a NOT b AND c", "+a -b +c"),
    ("NOT a", "-a OnlyExclusions"), ("NOT NOT a", "+a"), ("NOT a AND b", "-a +b"),
    ("a AND b OR c AND d", "(+a +b) (+c +d)"),
    ("a AND b c", "(+a +b) c"),
    ("a AND (b OR c)", "+a +(b c)"),
    ("(a OR b) AND (c OR d) NOT e", "+(a b) +(c d) -e"),
    ("a AND \"b c\"", "+a +'b c'"),
    ("a OR b NEAR c AND d", "a (+near10(b c) +d)"),
    // Parentheses.
    ("(ناتو)،", "ناتو"), ("((a) (b))", "a b"), ("(a AND b)", "+a +b"),
    ("f(x) a(b c)d", "f x a b c d"),
    ("(\"a b\") c", "+'a b' c"),
    ("+(a b) c", "+(a b) c"),
    ("c (-a -b)", "c -a -b"),
    ("(a", "a UnclosedParenthesis"), ("a)", "a StrayParenthesis"), ("()", "NoWords"),
    ("(a AND (b OR c", "+a +(b c) UnclosedParenthesis UnclosedParenthesis"),
    // Operators with nothing to work on are words.
    ("AND", "and StrayOperator"), ("a AND", "a and StrayOperator"), ("OR a", "or a StrayOperator"),
    ("a NOT", "a not StrayOperator"), ("(AND) a", "and a StrayOperator"),
    ("a NEAR/3", "a near/3 StrayOperator"), ("a && ", "a StrayOperator"), ("W/2 b", "w/2 b StrayOperator"),
    ("a W b", "a w b"), ("-AND", "-and OnlyExclusions"), ("\u{200F}a AND\u{200F} b", "+a +b"),
    // NEAR and W.
    ("a NEAR b", "+near10(a b)"), ("a NEAR/3 b", "+near3(a b)"), ("a W/0 b", "+w0(a b)"),
    ("لاوروف NEAR/۵ ژنو", "+near5(لاوروف ژنو)"), ("a NEAR/٥ b", "+near5(a b)"),
    ("a NEAR/ b", "+near10(a b)"), ("a NEAR/99999999999 b", "+near1000(a b)"),
    ("«تضمین امنیتی» NEAR/5 نات*", "+near5('تضمین امنیتی' نات*)"),
    ("a NEAR/3 b NEAR/3 c d", "+near3(a b c) d"),
    ("(a OR \"b c\" d*) W/2 e~1", "+w2(any(a 'b c' d*) e~1)"),
    ("a NEAR/3 b AND c", "+near3(a b) +c"),
    ("a OR b NEAR c", "a near10(b c)"),
    ("-(a NEAR b) c", "-near10(a b) c"), ("c NOT a NEAR b", "+c -near10(a b)"),
    ("a NEAR/3 b W/2 c", "+near3(a b) +c NotPositional"),
    ("a NEAR (b AND c)", "+a +b +c NotPositional"),
    ("a NEAR -b", "+a -b NotPositional"), ("a NEAR lang:fa", "+a +lang=fa NotPositional"),
    ("title:a NEAR/3 b", "+title:near3(a b)"), ("title:(a NEAR/3 b)", "+title:near3(a b)"),
    ("title:a NEAR/3 body:b", "+title:a +body:b NotPositional"),
    // Patterns.
    ("guar*", "guar*"), ("*guar", "*guar"), ("gu*ar", "gu*ar"), ("w?rd", "w?rd"),
    ("?word *or* w?r?", "?word *or* w?r?"), ("a**b a*?b a?*b", "a*b a?*b"),
    ("wor? wor?? wor?*", "wor wor?*"),
    ("می‌* كت?ب*ة", "می* کت?ب*ه"), ("*", "NoWords"), ("? ** *?", "NoWords"),
    ("e-ma*l -guar*", "e/ma*l -guar*"),
    ("word~ word~1 واژه~2 word~۲ word~9 word~0", "word~1 واژه~2 word~2 word"),
    ("word~? ~5 a~b", "word~1 5 a/b"),
    ("/gr[ae]y/ /کت.ب/؟", "/gr[ae]y/ /کت.ب/"), ("(/a(b|c)/ OR d)", "/a(b|c)/ d"),
    ("/home/me/ //x /a b/", "home/me x a b"), ("/a\\/b/", "/a\\/b/"),
    ("/gr[ae]y", "gr/ae/y BadRegex"),
    ("=Word =گفت‌وگو", "=Word =گفت‌وگو"), ("=e-mail", "=e/=mail"),
    ("=\"as Printed\" =«چنین»", "+'=as =Printed' +=چنین"), ("== = =>", "NoWords"),
    // Fields.
    ("title:لاوروف ژنو", "+title:لاوروف ژنو"), ("عنوان:لاوروف", "+title:لاوروف"),
    ("title:\"a b\" title:a* title:=A", "+title:'a b' +title:a* +title:=A"),
    ("title:(a b) c", "+(title:a title:b) c"), ("title:a OR b", "title:a b"),
    ("body:a -title:a", "+body:a -title:a"), ("متن:ناتو", "+body:ناتو"),
    ("lang:fa ناتو", "+lang=fa +ناتو"), ("lang:fa a b", "+lang=fa +(a b)"),
    ("زبان:fa لغة:ar LANG:en", "+lang=fa +lang=ar +lang=en"),
    ("-lang:fa a b", "-lang=fa a b"), ("lang:fa OR lang:ar", "lang=fa lang=ar"),
    ("lang:(fa OR ar) a b", "+(lang=fa lang=ar) +(a b)"),
    ("source:\"The Times\" منبع:ایرنا مصدر:«وكالة»", "+source=The Times +source=ایرنا +source=وكالة"),
    ("source:example.com/a?", "+source=example.com/a"), ("مؤلف:كاتب author:x*", "+author=كاتب +author=x*"),
    ("date:2021-12..2022-02", "+date=2021-12..2022-02"), ("تاریخ:۲۰۲۱", "+date=2021..2021"),
    ("تاريخ:٢٠٢١-١٢-١٧،", "+date=2021-12-17..2021-12-17"), ("date:..2022 a", "+date=..2022 +a"),
    ("date:20", "BadDate"), ("a date:yesterday", "a BadDate"),
    ("journal:Nature مجله:بخارا", "+journal=Nature +مجله=بخارا"),
    ("lang:", "NoWords"), ("a title:", "a"), ("title: a", "title a"), ("title:\"", "NoWords"),
    ("ملاحظه:متن", "ملاحظه/متن UnknownField"), ("foo:\"a b\"", "foo +'a b' UnknownField"),
    ("http://x.com/a", "http/x/com/a"), ("10:15 std::fmt :) C:\\x", "10/15 std/fmt c/x StrayParenthesis"),
    ("title:lang:fa", "+title:lang/fa"),
    // CQL.
    ("[form=\"a\"]", "+[form=\"a\"]"),
    ("[form=\"ناتو|NATO\" & lang=\"FA\"] []{0,3} [stem=«تضمین»]",
     "+[form=\"ناتو|NATO\" & lang=\"fa\"] []{0,3} [stem=\"تضمین\"]"),
    ("\"a.*\" [] “b”", "+[form=\"a.*\"] [] [form=\"b\"]"),
    ("[word=\"a\"][lemma=\"b\"]+ within sentence", "+[form=\"a\"] [stem=\"b\"]{1,20} within sentence"),
    ("[norm=\"a\"]* [norm=\"b\"]? [norm=\"c\"] within <p/>",
     "+[norm=\"a\"]{0,20} [norm=\"b\"]{0,1} [norm=\"c\"] within paragraph"),
    ("[!(form=\"a\" | norm!=\"b\") & zone=\"title\"] within s",
     "+[!(form=\"a\" | norm!=\"b\") & zone=\"headline\"] within sentence"),
    ("[form=\"a\" & (norm=\"b\" & norm=\"c\") | !!stem=\"d\"]",
     "+[form=\"a\" & (norm=\"b\" & norm=\"c\") | stem=\"d\"]"),
    ("(\"a\" | [stem=\"b\"]){2,} []{,۲} \"c\"{۲} []{0}",
     "+[form=\"a\" | stem=\"b\"]{2,20} []{0,2} [form=\"c\"]{2}"),
    ("[form=\"say \\\"a\\\"\"]", "+[form=\"say \\\"a\\\"\"]"),
    ("[form=\"ناتو", "ناتو BadCql"), ("[pos=\"N\"] a", "pos +'n' a BadCql"),
    ("[sic] a", "sic a BadCql"), ("[]", "BadCql NoWords"), ("[]{3}", "3 BadCql"),
    ("\"a b\" [1]", "+'a b' 1"), ("(a [b=c])", "a b/c"), ("\"a\" /[ab]=/", "+'a' /[ab]=/"),
];

#[test]
fn queries_as_read() {
    for (query, read) in CASES {
        assert_eq!(p(query), *read, "{query:?}");
    }
}

#[test]
fn spans_and_typed_words_are_as_typed() {
    #[rustfmt::skip]
    let cases: &[(&str, &[(&str, &str)])] = &[
        (" (گفت‌وگو)، -«دو تا»", &[("گفت‌وگو", "گفت‌وگو"), ("دو تا", "-«دو تا»")]),
        ("who asked?", &[("who", "who"), ("asked", "asked")]),
        ("+begin*, =Form", &[("begin", "+begin*"), ("Form", "=Form")]),
        ("wo*d, word~1!", &[("wo*d", "wo*d"), ("word", "word~1")]),
        ("title:\"a b\" /x./", &[("a b", "title:\"a b\""), ("x.", "/x./")]),
        ("x (a OR b) NEAR/3 c.", &[("x", "x"), ("(a OR b) NEAR/3 c", "(a OR b) NEAR/3 c")]),
    ];
    for (text, expected) in cases {
        let query = q(text);
        let leaves = query.leaves();
        let found: Vec<(&str, &str)> = leaves
            .iter()
            .map(|(leaf, _)| (leaf.typed.as_str(), leaf.span.of(text).unwrap_or("outside")))
            .collect();
        assert_eq!(&found, expected, "{text}");
    }
    let query = q("a -date:2021");
    let Node::Field(field) = &query.root.clauses[1].node else { panic!("no field") };
    assert_eq!(field.typed, "date:2021");
}

#[test]
fn the_last_word_may_not_be_typed_to_the_end() {
    let last = |query: &str| q(query).leaves().iter().any(|(leaf, _)| leaf.last);
    for query in ["a b", "می‌", "a (b OR c", "\"a b", "a NEAR/3 b", "-a", "title:a", "b a*", "c a c"]
    {
        assert!(last(query), "{query}");
    }
    for query in ["a b ", "a (b OR c)", "\"a b\"", "asked?", "پرسید؟", "/a./", "lang:fa"] {
        assert!(!last(query), "{query}");
    }
}

#[test]
fn notes_point_at_what_they_are_about() {
    #[rustfmt::skip]
    let cases = [
        ("a (b", "("), ("a) b", ")"), ("سلام AND", "AND"), ("a NEAR/3 lang:fa", "NEAR/3"),
        ("x «باز", "«باز"), ("ملاحظه:متن", "ملاحظه"), ("x -date:200", "-date:200"),
        ("x /a[/ /b(c", "/b(c"), ("  -a ", "-a"),
        ("[", ""), ("[form=\"a\" x]", "x"), ("[pos=\"N\"]", "pos"), ("[form~\"a\"]", "~"),
        ("[form=\"a\"", ""), ("[form=\"a\"]{3,1}", "1"), ("[form=\"a\"]{x}", "x"),
        ("[form=\"a\"] b", "b"), ("[form=\"a\"] within x", "x"), ("[form=\"a\"] within s [", "["),
        ("[zone=\"foot\"]", "foot"), ("[form=a]", "a"), ("[]{2}", ""), ("[form=\"\"]", "\""),
    ];
    for (query, about) in cases {
        let notes = q(query).notes;
        assert_eq!(notes[0].span.of(query), Some(about), "{query}");
        assert_eq!(notes[0].about, about, "{query}");
    }
}

#[test]
fn too_much_is_left_out_and_said() {
    let query = q(&"واژه ".repeat(10_000));
    assert_eq!((query.leaves().len(), query.notes[0].kind), (1, NoteKind::TooLong));
    let many: String = (0..500).map(|i| format!("w{i} ")).collect();
    let query = q(&many);
    assert_eq!((query.leaves().len(), query.notes.len()), (MOST_LEAVES, 1));
    let deep = format!("{}a{} b", "(".repeat(1000), ")".repeat(1000));
    assert_eq!(p(&deep), format!("a b{}", " StrayParenthesis".repeat(MOST_NOTES)));
    assert_eq!(describe(&q(&")".repeat(5000))).matches("StrayParenthesis").count(), MOST_NOTES);
}

/// A query without what does not matter to its meaning: where things stand.
fn unplaced(query: &Query) -> Group {
    let mut root = query.root.clone();
    unplace(&mut root);
    root
}

fn unplace(group: &mut Group) {
    for Clause { node, .. } in &mut group.clauses {
        match node {
            Node::Group(group) => unplace(group),
            Node::Leaf(Leaf { typed, span, last, .. }) => {
                (*typed, *span, *last) = (String::new(), Span::new(0, 0), false);
            }
            Node::Field(Field { typed, span, .. }) => {
                (*typed, *span) = (String::new(), Span::new(0, 0));
            }
        }
    }
}

fn assert_prints(query: &str) {
    let read = q(query);
    let printed = read.to_string();
    assert_eq!(unplaced(&q(&printed)), unplaced(&read), "{query:?} was printed as {printed:?}");
}

#[test]
fn what_is_printed_reads_the_same() {
    for (query, _) in CASES {
        assert_prints(query);
    }
}

#[test]
fn every_half_typed_query_is_read() {
    for (query, _) in CASES {
        for (end, _) in query.char_indices() {
            let typed = &query[..end];
            let read = q(typed);
            let said = read.root.clauses.is_empty() && read.notes.is_empty();
            assert!(!said || typed.trim().is_empty(), "nothing came of {typed:?}");
            assert_prints(typed);
        }
    }
}

fn spans(query: &Query) -> Vec<Span> {
    let notes = query.notes.iter().map(|note| note.span);
    query.leaves().iter().map(|(leaf, _)| leaf.span).chain(notes).collect()
}

#[test]
fn long_queries_are_read_at_once() {
    let pieces = [
        "NOT ",
        "(",
        "/(",
        "a:b ",
        "[(",
        "[form=\"a\" & ",
        "\"",
        "a NEAR ",
        "/\\/(",
        "-",
        "a*",
        "*?",
    ];
    let started = std::time::Instant::now();
    for piece in pieces {
        q(&piece.repeat(LONGEST / piece.len()));
    }
    // A few milliseconds, and hours if anything here were exponential.
    assert!(started.elapsed().as_secs() < 5);
}

/// Pieces that mean something, so that random queries do too.
const PIECES: &[&str] = &[
    " ",
    " ",
    " ",
    "a",
    "b",
    "لاوروف",
    "می‌شود",
    "e-mail",
    "AND",
    "OR",
    "NOT",
    " AND ",
    " OR ",
    " NOT ",
    " NEAR/3 ",
    " W/2 ",
    " NEAR ",
    "(",
    "(",
    ")",
    ")",
    "\"",
    "\"",
    "«",
    "»",
    "-",
    "+",
    "=",
    "*",
    "?",
    "~",
    "~1",
    "/",
    "/a.b/",
    "title:",
    "body:",
    "lang:",
    "date:",
    "2021",
    "..",
    "journal:",
    "x:",
    "\u{200F}",
    "\u{200C}",
    "،",
    "؟",
    "é",
    "\u{64B}",
    "1,000",
    "3.5",
    "ﷺ",
    "ء",
    "[",
    "]",
    "|",
    "[form=",
    "[]",
    "{0,3}",
    "within s",
    "&",
    "!",
    "[stem=\"a\"]",
];

proptest! {
    #[test]
    fn anything_can_be_read(query in "[\\PC\u{200C}\u{200F}\"«»“”*?~:/=+()\\[\\]{}|&!\\- ]{0,80}") {
        let read = q(&query);
        for span in spans(&read) {
            prop_assert!(span.of(&query).is_some());
        }
        for (leaf, _) in read.leaves() {
            prop_assert!(leaf.span.of(&query).is_some_and(|text| text.contains(&leaf.typed)));
        }
    }

    #[test]
    fn anything_in_our_scripts_is_printed(
        query in "[abANDOR19éßяاأؤئءةيیكگـ۵٣\u{64B}\u{654}\u{200C}\u{200F}،؟٫,.\"«»“”*?~:/=+()\\[\\]|&\\- ]{0,40}"
    ) {
        assert_prints(&query);
    }

    #[test]
    fn anything_made_of_pieces_can_be_read(
        pieces in proptest::collection::vec(proptest::sample::select(PIECES), 0..24)
    ) {
        let query = pieces.concat();
        let read = q(&query);
        for span in spans(&read) {
            prop_assert!(span.of(&query).is_some());
        }
        assert_prints(&query);
    }
}

#[test]
fn trees_as_agreed() {
    let query = read("date:2021 «گفت‌وگو»");
    let [date, word] = &query.root.clauses[..] else { panic!("two clauses") };
    let Node::Field(Field { value: Value::Dates { from, to }, .. }) = &date.node else {
        panic!("a date")
    };
    assert_eq!((from.as_str(), to.as_str()), ("2021", "2021"));
    let Node::Leaf(leaf) = &word.node else { panic!("a leaf") };
    let word_as_spelt = Ask::Word { form: "گفت‌وگو".into(), key: "گفتوگو".into() };
    assert_eq!(leaf.ask, Ask::Phrase { items: vec![word_as_spelt], quoted: true });
    assert_eq!((leaf.typed.as_str(), word.want), ("گفت‌وگو", Want::Must));
}
