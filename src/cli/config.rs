//! `kashf.toml`: what the maker of a corpus says about it, once, beside the texts.

use std::path::Path;

use serde::Deserialize;

use crate::stop::{Outcome, Stop};

/// The name of the file in an input folder.
pub const FILE_NAME: &str = "kashf.toml";

/// The settings; empty means not set. A key that is not listed is an error, because a
/// misspelt one would otherwise be passed over in silence.
#[derive(Debug, Default, Deserialize, PartialEq, Eq)]
#[serde(default, deny_unknown_fields)]
pub struct Config {
    /// Name of the files that are written.
    pub name: String,
    /// Title of the corpus.
    pub title: String,
    /// A sentence or two about it.
    pub description: String,
    /// Its licence.
    #[serde(alias = "license")]
    pub licence: String,
    /// When it was built, as it is to be shown.
    pub date: String,
    /// A file of decisions, beside these settings.
    pub decisions: String,
    /// Files that are not read: paths under the folder, `dir/`, or `*.ending`.
    pub exclude: Vec<String>,
}

impl Config {
    /// Reads a file.
    pub fn read(path: &Path) -> Outcome<Config> {
        let text = std::fs::read_to_string(path).map_err(|e| Stop::at(path, "read", e))?;
        Config::parse(&text).map_err(|e| Stop::Failed(format!("{}: {e}", path.display())))
    }

    fn parse(text: &str) -> Result<Config, String> {
        toml::from_str(text).map_err(|error| {
            let at = error.span().map_or(0, |span| span.start).min(text.len());
            let line = text.as_bytes()[..at].iter().filter(|&&b| b == b'\n').count() + 1;
            format!("line {line}: {}", error.message())
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Config;

    #[test]
    fn settings_are_read_and_strange_keys_named() {
        let config =
            Config::parse("title = \"T\"\nlicense = \"CC0\"\nexclude = [\"*.md\"]").unwrap();
        assert_eq!((&*config.title, &*config.licence, &*config.exclude[0]), ("T", "CC0", "*.md"));
        let error = Config::parse("title = \"T\"\ntitel = 1").unwrap_err();
        assert!(error.starts_with("line 2: ") && error.contains("titel"), "{error}");
        assert!(Config::parse("title = [").is_err());
    }
}
