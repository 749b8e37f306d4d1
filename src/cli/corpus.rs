//! Whatever `build` wrote → an open engine: an index, a page, a zip, or a site's folder.

use std::fs;
use std::path::{Path, PathBuf};

use kashf::engine::Engine;
use kashf::package;

use crate::stop::{Outcome, Stop};

/// Opens a corpus.
pub fn open(path: &Path) -> Outcome<Engine> {
    Engine::open(bytes(path)?).map_err(|error| Stop::Failed(format!("{}: {error}", path.display())))
}

/// The bytes of the index in a corpus.
fn bytes(path: &Path) -> Outcome<Vec<u8>> {
    let kind = fs::metadata(path).map_err(|e| {
        Stop::Failed(format!(
            "expected a corpus (.kashf, .html, .zip or a site's folder) at {}, found none: {e}",
            path.display()
        ))
    })?;
    let file = if kind.is_dir() { index_in(path)? } else { path.to_path_buf() };
    let bytes = fs::read(&file).map_err(|e| Stop::at(&file, "read", e))?;
    // An index needs no unpacking, and no second copy of its bytes.
    if file.extension().is_some_and(|ending| ending == "kashf") {
        return Ok(bytes);
    }
    Ok(package::unpack(&file.display().to_string(), &bytes)?)
}

/// The one index in a folder.
fn index_in(folder: &Path) -> Outcome<PathBuf> {
    let entries = fs::read_dir(folder).map_err(|e| Stop::at(folder, "read", e))?;
    let mut indexes: Vec<PathBuf> = entries
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "kashf"))
        .collect();
    indexes.sort();
    match &indexes[..] {
        [only] => Ok(only.clone()),
        [] => Stop::failed(format!(
            "expected a .kashf file in {}, found none: give a folder that `kashf build` wrote",
            folder.display()
        )),
        [first, ..] => Stop::failed(format!(
            "expected one .kashf file in {}, found {}: name one, such as {}",
            folder.display(),
            indexes.len(),
            first.display()
        )),
    }
}
