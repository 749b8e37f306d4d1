//! Texts that were made to do harm: comparing them ends, soon, and loses nothing.

use std::time::{Duration, Instant};

use super::*;

/// All that is asked of two texts.
fn everything(left: &str, right: &str) {
    let signatures = [left, right, left].map(|text| signature(text, &[]));
    let read = &mut |document: crate::id::DocId| {
        Some(shingles([left, right, left][document.0 as usize], &[]))
    };
    let pairs = verified(pairs(&signatures), read);
    groups(&signatures, &pairs);
    let pieces = diff(left, right);
    let joined = |side: fn(&Piece) -> crate::id::Span, text: &str| {
        let mut at = 0;
        for span in pieces.iter().map(side) {
            assert!(span.start == at && span.of(text).is_some());
            at = span.end;
        }
        assert_eq!(at as usize, text.len());
    };
    joined(|piece| piece.left, left);
    joined(|piece| piece.right, right);
    rows(left, right, &pieces);
    passages((left, &[]), (right, &[]), 8);
}

/// Tests are compiled without much optimisation and run on whatever machine: what is quadratic
/// in texts this long takes hours.
const SOON: Duration = Duration::from_secs(240);

#[test]
fn texts_of_ten_megabytes_that_repeat_themselves() {
    const LENGTH: usize = 10_000_000;
    let long = |piece: &str, length: usize| piece.repeat(length / piece.len());
    let started = Instant::now();
    for (left, right) in [
        (long("word ", LENGTH), long("word ", LENGTH)),
        (long("word ", LENGTH), long("word ", LENGTH / 2)),
        (long("word ", LENGTH), long("other ", LENGTH)),
        (long("می ", LENGTH), long("های ", LENGTH)),
        (long("a b ", LENGTH), long("b a b ", LENGTH)),
        (long("\n", LENGTH), long("a\n", LENGTH)),
        ("x".repeat(LENGTH), "\u{64B}".repeat(LENGTH / 2)),
        (long("中", LENGTH), String::new()),
    ] {
        everything(&left, &right);
    }
    assert!(started.elapsed() < SOON, "{:?}", started.elapsed());
}

/// Words drawn from a small vocabulary: the same in both, in another order.
fn drawn(words: usize, vocabulary: u64, mut seed: u64) -> String {
    let mut draw = || {
        seed = seed.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        (seed >> 33) % vocabulary
    };
    (0..words).map(|_| format!("w{} ", draw())).collect()
}

#[test]
fn long_texts_with_nothing_in_common_but_their_words() {
    let started = Instant::now();
    for vocabulary in [2, 30, 5000] {
        everything(&drawn(300_000, vocabulary, 1), &drawn(300_000, vocabulary, 2));
    }
    assert!(started.elapsed() < SOON, "{:?}", started.elapsed());
}

#[test]
fn signatures_that_no_text_has() {
    let odd = Signature { whole: 1, shingles: 0, window: 0, prints: vec![9, 3, 3, u32::MAX, 0] };
    let huge = Signature { whole: 2, shingles: u32::MAX, window: 255, prints: vec![3, 9, 9, 0] };
    let signatures = [odd.clone(), huge.clone(), odd, huge, Signature::default()];
    let pairs = pairs(&signatures);
    groups(&signatures, &pairs);
    verified(pairs, &mut |_| None);
}
