//! Texts ⇄ bits, by a [`Model`].
//!
//! A text is a run of *symbols*, words and gaps, and an end. [`Coder`] writes them: a phrase
//! of the model as one code, a common word or gap as another, and any other spelled out.
//! [`Decoder`] reads them with the model alone, from wherever [`Coder::encode`] began. A
//! single space between two words is no symbol; who cuts and joins texts knows of it.

use super::bits::{BitReader, BitWriter};
use super::huffman::Words;
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
        let base = |symbol: &Symbol<'_>| model.find(symbol.text, symbol.word).unwrap_or(u32::MAX);
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
