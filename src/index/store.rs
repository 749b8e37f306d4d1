//! The texts: symbols back into words and gaps, and those into documents.
//!
//! Layouts: [`format`](super::format#6-forms) and the two sections after it.

use std::ops::Range;
use std::sync::Mutex;

use super::bytes::Reader;
use super::lexicon::Lexicon;
use crate::error::Error;
use crate::id::KeyId;

/// What a symbol of the stream is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// A word printed like its key.
    Plain(KeyId),
    /// A word printed otherwise: its key, and where its spelling stands in the section.
    Printed(KeyId, u32, u32),
    /// A gap: where it stands in the section.
    Gap(u32, u32),
}

/// Reads the section of forms.
///
/// # Errors
///
/// When it is not as [`format`](super::format#6-forms) says.
pub fn read_forms(bytes: &[u8], keys: usize) -> Result<Vec<Form>, Error> {
    let mut reader = Reader::new(bytes);
    let count = reader.count()?;
    let mut forms = Vec::with_capacity(count);
    for _ in 0..count {
        forms.push(read_form(&mut reader, keys)?);
    }
    Ok(forms)
}

fn read_form(reader: &mut Reader<'_>, keys: usize) -> Result<Form, Error> {
    let value = reader.varint()?;
    let (kind, value) = (value & 3, value >> 2);
    let key = || {
        let key = u32::try_from(value).ok().filter(|&key| (key as usize) < keys);
        key.map(KeyId).ok_or_else(damaged)
    };
    match kind {
        0 => Ok(Form::Plain(key()?)),
        1 => {
            let (key, text) = (key()?, reader.str()?);
            let end = reader.at() as u32;
            Ok(Form::Printed(key, end - text.len() as u32, end))
        }
        2 => {
            let start = reader.at() as u32;
            let length = usize::try_from(value).map_err(|_| damaged())?;
            std::str::from_utf8(reader.take(length)?).map_err(|_| damaged())?;
            Ok(Form::Gap(start, reader.at() as u32))
        }
        _ => Err(damaged()),
    }
}

/// A word or gap of a text that is being rebuilt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Item<'a> {
    /// A word, as printed.
    Word(&'a str),
    /// What stands between words.
    Gap(&'a str),
}

impl<'a> Item<'a> {
    /// As printed.
    pub fn text(self) -> &'a str {
        match self {
            Item::Word(text) | Item::Gap(text) => text,
        }
    }
}

/// The parts of an index that texts are made of.
#[derive(Clone, Copy)]
pub struct Store<'a> {
    /// Section 6, parsed.
    pub forms: &'a [Form],
    /// Section 6, raw.
    pub form_bytes: &'a [u8],
    /// Section 7.
    pub stream: &'a [u8],
    /// For keys back into words.
    pub lexicon: &'a Lexicon,
    /// Words last made from keys.
    pub spelt: &'a Mutex<Spelt>,
}

impl<'a> Store<'a> {
    /// Reads the symbols in a stretch of the stream.
    pub fn symbols(&self, range: Range<usize>) -> Symbols<'a> {
        let end = range.end.min(self.stream.len());
        Symbols { reader: Reader::starting(&self.stream[..end], range.start), forms: self.forms }
    }

    /// Hands every word and gap in a stretch of the stream to `visit`, in order, until it
    /// says false. The single spaces that the stream leaves out are handed over too.
    ///
    /// # Errors
    ///
    /// When the stream holds what it must not.
    pub fn read(
        &self,
        range: Range<usize>,
        mut visit: impl FnMut(Item<'_>) -> bool,
    ) -> Result<(), Error> {
        let mut spellings = Spellings::new(*self);
        let mut after_word = false;
        for form in self.symbols(range) {
            let form = form?;
            let word = !matches!(form, Form::Gap(..));
            if word && after_word && !visit(Item::Gap(" ")) {
                return Ok(());
            }
            after_word = word;
            let text = spellings.of(form)?;
            if !visit(if word { Item::Word(text) } else { Item::Gap(text) }) {
                return Ok(());
            }
        }
        Ok(())
    }

    fn stored(&self, start: u32, end: u32) -> Result<&'a str, Error> {
        let bytes = self.form_bytes.get(start as usize..end as usize).ok_or_else(damaged)?;
        std::str::from_utf8(bytes).map_err(|_| damaged())
    }
}

/// The symbols in a stretch of the stream, as forms.
#[derive(Clone)]
pub struct Symbols<'a> {
    reader: Reader<'a>,
    forms: &'a [Form],
}

impl Iterator for Symbols<'_> {
    type Item = Result<Form, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.reader.left() == 0 {
            return None;
        }
        let symbol = self.reader.varint();
        let form = |symbol: u64| {
            let form = usize::try_from(symbol).ok().and_then(|symbol| self.forms.get(symbol));
            form.copied().ok_or_else(damaged)
        };
        Some(symbol.and_then(form))
    }
}

/// How words are printed; keeps those that it made from keys.
pub struct Spellings<'a> {
    store: Store<'a>,
    made: Spelt,
}

/// Words made from keys, each where its number says: the lexicon is slow to tell them, and
/// the same ones come again and again. A new one takes the place of another.
#[derive(Debug, Default)]
pub struct Spelt(Vec<(Option<KeyId>, String)>);

/// How many are kept.
const KEPT: usize = 4096;

impl<'a> Spellings<'a> {
    /// Goes on with those that were made last.
    pub fn new(store: Store<'a>) -> Spellings<'a> {
        let made = store.spelt.lock().map(|mut spelt| std::mem::take(&mut *spelt));
        let mut made = made.unwrap_or_default();
        made.0.resize(KEPT, (None, String::new()));
        Spellings { store, made }
    }

    /// A form as printed.
    ///
    /// # Errors
    ///
    /// When there is no such key.
    pub fn of(&mut self, form: Form) -> Result<&str, Error> {
        match form {
            Form::Printed(_, start, end) | Form::Gap(start, end) => self.store.stored(start, end),
            Form::Plain(id) => {
                let kept = &mut self.made.0[id.0 as usize % KEPT];
                if kept.0 != Some(id) {
                    *kept = (Some(id), self.store.lexicon.key(id).ok_or_else(damaged)?);
                }
                Ok(&kept.1)
            }
        }
    }
}

impl Drop for Spellings<'_> {
    fn drop(&mut self) {
        if let Ok(mut spelt) = self.store.spelt.lock() {
            *spelt = std::mem::take(&mut self.made);
        }
    }
}

fn damaged() -> Error {
    Error::corrupt(
        "expected a known word in a text, found another number: the index is damaged; build it again",
    )
}
