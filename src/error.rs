//! The one error of the library: opaque, readable, with predicates.
//!
//! Its message is one line: what was expected, what was found, what to do.
//! Bad input that is normal (a half-typed query, a broken file among good ones)
//! is data, not an error.

use std::fmt;

/// Why something could not be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error {
    kind: Kind,
    message: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Corrupt,
    Version,
    Unsupported,
    Missing,
}

impl Error {
    /// Bytes that are not what they claim to be.
    pub fn corrupt(message: impl Into<String>) -> Error {
        Error { kind: Kind::Corrupt, message: message.into() }
    }

    /// Bytes of another version of the format.
    pub fn version(message: impl Into<String>) -> Error {
        Error { kind: Kind::Version, message: message.into() }
    }

    /// Something this build cannot do.
    pub fn unsupported(message: impl Into<String>) -> Error {
        Error { kind: Kind::Unsupported, message: message.into() }
    }

    /// Something asked for that is not there.
    pub fn missing(message: impl Into<String>) -> Error {
        Error { kind: Kind::Missing, message: message.into() }
    }

    /// The bytes are damaged or are no index at all.
    pub fn is_corrupt(&self) -> bool {
        self.kind == Kind::Corrupt
    }

    /// The bytes are sound but of a version this build does not read.
    pub fn is_version(&self) -> bool {
        self.kind == Kind::Version
    }

    /// This build cannot do what was asked.
    pub fn is_unsupported(&self) -> bool {
        self.kind == Kind::Unsupported
    }

    /// What was asked for is not there.
    pub fn is_missing(&self) -> bool {
        self.kind == Kind::Missing
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Error {}
