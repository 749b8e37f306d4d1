//! Texts ⇄ bits, by a [`Model`].
//!
//! A text is a run of *symbols*, words and gaps, and an end. [`Coder`] writes them: a phrase
//! of the model as one code, a common word or gap as another, and any other spelled out.
//! [`Decoder`] reads them with the model alone, from wherever [`Coder::encode`] began. A
//! single space between two words is no symbol; who cuts and joins texts knows of it.

use super::bits::{BitReader, BitWriter};
use super::huffman::Words;
use super::interner::Lookup;
use super::model::{Meaning, Model, Symbol, Trie};
use crate::error::Error;

/// What stands next in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Piece<'a> {
    /// A word.
    Word(&'a str),
    /// What stands between words, unless it is a single space.
    Gap(&'a str),
    /// The end of the text; another may follow.
    End,
}

/// Writes symbols as bits.
pub struct Coder<'a> {
    model: &'a Model,
    symbols: &'a [Symbol<'a>],
    /// For each symbol its base symbol, or `u32::MAX`.
    base: Vec<u32>,
    phrases: Trie,
    main: Words,
}

impl<'a> Coder<'a> {
    /// For texts of these symbols. Their counts do not matter here.
    pub fn new(model: &'a Model, symbols: &'a [Symbol<'a>]) -> Coder<'a> {
        let all: Vec<&str> = (0..model.base_symbols()).map(|number| model.base(number)).collect();
        let (words, gaps) = all.split_at(model.base_words() as usize);
        let (words, gaps) = (Lookup::new(words), Lookup::new(gaps));
        let base = |symbol: &Symbol<'_>| {
            let found = match symbol.word {
                true => words.find(symbol.text),
                false => gaps.find(symbol.text).map(|gap| gap + model.base_words()),
            };
            found.unwrap_or(u32::MAX)
        };
        Coder {
            model,
            symbols,
            base: symbols.iter().map(base).collect(),
            phrases: model.trie(),
            main: model.main_words(),
        }
    }

    /// Writes symbols, by their numbers. A reader may begin where they begin, as no phrase
    /// reaches over the edges of a slice.
    pub fn encode(&self, out: &mut BitWriter, symbols: &[u32]) {
        let mut rest = symbols;
        while let Some(&first) = rest.first() {
            let (code, length) = self.phrases.longest(&self.base, rest);
            match code {
                u32::MAX => self.spell(out, self.symbols[first as usize]),
                _ => self.main.put(out, code),
            }
            rest = &rest[length..];
        }
    }

    fn spell(&self, out: &mut BitWriter, symbol: Symbol<'_>) {
        self.main.put(out, self.model.spelled() + u32::from(!symbol.word));
        self.model.spell_symbol(out, symbol.text, symbol.word);
    }

    /// Ends a text.
    pub fn end(&self, out: &mut BitWriter) {
        self.main.put(out, self.model.spelled() + 2);
    }
}

/// Reads what [`Coder`] wrote, from bytes that may be anything.
#[derive(Clone, Debug)]
pub struct Decoder<'a> {
    model: &'a Model,
    bits: BitReader<'a>,
    /// What is left of a phrase.
    rest: &'a [u16],
    /// A word or a gap that was spelled out.
    spelled: String,
}

impl<'a> Decoder<'a> {
    /// Begins at bit `bit`, where [`Coder::encode`] began or [`Coder::end`] did.
    pub fn new(model: &'a Model, bytes: &'a [u8], bit: usize) -> Decoder<'a> {
        let bits = BitReader::starting(bytes, bit);
        Decoder { model, bits, rest: &[], spelled: String::new() }
    }

    /// The bit behind all that was read. Inside a phrase it is the one behind it.
    pub fn at(&self) -> usize {
        self.bits.at()
    }

    /// The next word or gap, or the end of a text.
    ///
    /// # Errors
    ///
    /// [`Error::is_corrupt`] when the bytes are at their end, or what is spelled out is no
    /// text.
    #[allow(clippy::should_implement_trait)] // An iterator cannot lend.
    #[inline]
    pub fn next(&mut self) -> Result<Piece<'_>, Error> {
        if let Some((&first, rest)) = self.rest.split_first() {
            self.rest = rest;
            return Ok(self.base(first.into()));
        }
        match self.take()? {
            Meaning::Base(number) => Ok(self.base(number)),
            Meaning::Phrase(_, parts) => {
                self.rest = &parts[1..];
                Ok(self.base(parts[0].into()))
            }
            Meaning::Word => self.unspell(true).map(Piece::Word),
            Meaning::Gap => self.unspell(false).map(Piece::Gap),
            Meaning::End => Ok(Piece::End),
        }
    }

    /// Passes `count` words and all that stands before them, ends of texts too.
    ///
    /// # Errors
    ///
    /// As [`next`](Self::next).
    pub fn skip_words(&mut self, count: usize) -> Result<(), Error> {
        let mut left = count;
        while left > 0 {
            if let Some((&first, rest)) = self.rest.split_first() {
                self.rest = rest;
                left -= usize::from(u32::from(first) < self.model.base_words());
                continue;
            }
            match self.take()? {
                Meaning::Base(number) => left -= usize::from(number < self.model.base_words()),
                Meaning::Phrase(number, parts) => {
                    let words = self.model.phrase_words(number) as usize;
                    // The last word wanted may stand in the middle of it.
                    match words < left {
                        true => left -= words,
                        false => self.rest = parts,
                    }
                }
                Meaning::Word => {
                    self.model.unspell_symbol(&mut self.bits, true, None)?;
                    left -= 1;
                }
                Meaning::Gap => self.model.unspell_symbol(&mut self.bits, false, None)?,
                Meaning::End => {}
            }
        }
        Ok(())
    }

    #[inline]
    fn take(&mut self) -> Result<Meaning<'a>, Error> {
        let meaning = self.model.take(&mut self.bits);
        if self.bits.overrun() {
            return Err(ended());
        }
        Ok(meaning)
    }

    #[inline]
    fn base(&self, number: u32) -> Piece<'a> {
        let text = self.model.base(number);
        match number < self.model.base_words() {
            true => Piece::Word(text),
            false => Piece::Gap(text),
        }
    }

    fn unspell(&mut self, word: bool) -> Result<&str, Error> {
        self.spelled.clear();
        self.model.unspell_symbol(&mut self.bits, word, Some(&mut self.spelled))?;
        Ok(&self.spelled)
    }
}

#[cold]
fn ended() -> Error {
    Error::corrupt(
        "expected the rest of a text, found the end of the bytes: the index is damaged; build it again",
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Words and gaps that a model can be made of, and others.
    const SYMBOLS: &[(&str, bool)] = &[
        ("در", true),
        ("خانه", true),
        ("کتاب", true),
        ("می‌خواند", true),
        ("قال", true),
        ("حدثنا", true),
        ("مُحَمَّدٌ", true),
        ("🙂", true),
        ("Lexikon", true),
        ("中", true),
        ("", false),
        ("، ", false),
        (".\n\n", false),
        (" — «", false),
        ("  ", false),
        ("در", false),
    ];

    fn symbols(counts: &[u32]) -> Vec<Symbol<'static>> {
        let with = SYMBOLS.iter().zip(counts);
        with.map(|(&(text, word), &count)| Symbol { text, word, count }).collect()
    }

    /// Texts in slices, written one behind another: the bytes, and where each slice begins.
    fn written(coder: &Coder<'_>, texts: &[Vec<Vec<u32>>]) -> (Vec<u8>, Vec<usize>) {
        let (mut out, mut starts) = (BitWriter::new(), Vec::new());
        for text in texts {
            for slice in text {
                starts.push(out.len());
                coder.encode(&mut out, slice);
            }
            coder.end(&mut out);
        }
        (out.finish(), starts)
    }

    fn piece(symbol: u32) -> Piece<'static> {
        match SYMBOLS[symbol as usize] {
            (text, true) => Piece::Word(text),
            (text, false) => Piece::Gap(text),
        }
    }

    fn text() -> impl Strategy<Value = Vec<Vec<u32>>> {
        let run = prop_oneof![
            prop::collection::vec(0..SYMBOLS.len() as u32, 0..6),
            Just(vec![0, 1, 11, 2, 3]),
            Just(vec![4, 5, 6]),
        ];
        prop::collection::vec(run, 0..12)
    }

    proptest! {
        #[test]
        fn texts_come_back(
            texts in prop::collection::vec(text(), 1..8),
            seen in any::<bool>(),
            trained in 0..4usize,
            skip in any::<prop::sample::Index>(),
        ) {
            // Some models know these texts, and some know others or none.
            let joined: Vec<Vec<u32>> = texts.iter().map(|text| text.concat()).collect();
            let streams: Vec<Vec<u32>> = if seen { vec![joined.clone(); trained].concat() } else { vec![vec![0, 1, 2]; trained] };
            let mut counts = vec![0; SYMBOLS.len()];
            streams.iter().flatten().for_each(|&symbol| counts[symbol as usize] += 1);
            let symbols = symbols(&counts);
            let model = Model::of(&symbols, &streams);
            let model = Model::read(&model.write()).unwrap();
            let (bytes, starts) = written(&Coder::new(&model, &symbols), &texts);

            let mut decoder = Decoder::new(&model, &bytes, 0);
            for text in &joined {
                for &symbol in text {
                    prop_assert_eq!(decoder.next().unwrap(), piece(symbol));
                }
                prop_assert_eq!(decoder.next().unwrap(), Piece::End);
            }
            prop_assert!(decoder.at().div_ceil(8) == bytes.len());
            prop_assert!(decoder.skip_words(1000).unwrap_err().is_corrupt());

            // Any slice is a place to begin at, and any word one to skip to.
            let slices = texts.iter().flatten();
            for (slice, &start) in slices.zip(&starts) {
                let mut decoder = Decoder::new(&model, &bytes, start);
                prop_assert_eq!(decoder.at(), start);
                for &symbol in slice {
                    prop_assert_eq!(decoder.next().unwrap(), piece(symbol));
                }
            }
            let mut pieces: Vec<Piece<'_>> = Vec::new();
            for text in &joined {
                pieces.extend(text.iter().map(|&symbol| piece(symbol)));
                pieces.push(Piece::End);
            }
            let words = pieces.iter().filter(|piece| matches!(piece, Piece::Word(_))).count();
            let skipped = skip.index(words + 1);
            let mut decoder = Decoder::new(&model, &bytes, 0);
            decoder.skip_words(skipped).unwrap();
            let mut left = skipped;
            let behind = pieces.iter().skip_while(|piece| {
                let passed = left > 0;
                left -= usize::from(passed && matches!(piece, Piece::Word(_)));
                passed
            });
            for &piece in behind {
                prop_assert_eq!(decoder.next().unwrap(), piece);
            }
        }

        #[test]
        fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..200), bit in 0..2000usize) {
            let symbols = symbols(&[9; 16]);
            let texts = vec![vec![0, 1, 11, 2, 3, 12, 4, 5, 6]; 9];
            let model = Model::of(&symbols, &texts);
            let mut decoder = Decoder::new(&model, &bytes, bit);
            while decoder.next().is_ok() {}
            let _ = Decoder::new(&model, &bytes, bit).skip_words(usize::MAX);
        }
    }

    #[test]
    fn common_texts_become_short() {
        let texts = vec![vec![0, 1, 11, 2, 3, 12, 4, 5, 6, 0, 2, 12]; 500];
        let mut counts = [0; 16];
        texts.iter().flatten().for_each(|&symbol: &u32| counts[symbol as usize] += 1);
        let symbols = symbols(&counts);
        let model = Model::of(&symbols, &texts);
        let coder = Coder::new(&model, &symbols);
        let mut out = BitWriter::new();
        coder.encode(&mut out, &texts[0]);
        assert!(out.len() <= 12, "{} bits", out.len());
    }
}
