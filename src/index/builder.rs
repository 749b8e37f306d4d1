//! Documents → index bytes; same input, same bytes.
use crate::document::Document;
use crate::error::Error;

/// What the builder of a corpus says about it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct About {
    /// The corpus's title.
    pub title: String,
    /// A sentence or two about it; may be empty.
    pub description: String,
    /// Its licence; may be empty.
    pub licence: String,
    /// When it was built, as it is to be shown; may be empty.
    pub built: String,
}

/// Takes documents one by one, and gives the bytes of their index.
pub struct Builder {
    about: About,
}

impl Builder {
    /// An empty corpus.
    pub fn new(about: About) -> Builder {
        Builder { about }
    }

    /// Adds a document.
    ///
    /// # Errors
    ///
    /// When its id was used before, or a limit of the format is passed.
    pub fn add(&mut self, document: Document) -> Result<(), Error> {
        let _ = (&self.about, document);
        Ok(())
    }

    /// The bytes of the index.
    ///
    /// # Errors
    ///
    /// When a limit of the format is passed.
    pub fn finish(self) -> Result<Vec<u8>, Error> {
        Ok(Vec::new())
    }
}
