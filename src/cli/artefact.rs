//! Bytes → files that appear whole or not at all.
//!
//! Everything is first written beside its place under another name; only when all of it
//! is there does each part take its place. A folder that exists is replaced only if it is
//! empty or holds nothing but a site that `kashf build` wrote.

use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use kashf::package;

use crate::stop::{Outcome, Stop};

/// What is written, still beside its place. What has not taken its place when this is
/// dropped is deleted.
#[derive(Default)]
pub struct Staged {
    parts: Vec<Part>,
}

struct Part {
    temporary: PathBuf,
    target: PathBuf,
    bytes: u64,
}

/// Something that was written.
#[derive(Debug, serde::Serialize)]
pub struct Written {
    /// Where it is.
    pub path: String,
    /// How large it is, with everything in it.
    pub bytes: u64,
}

impl Staged {
    /// Writes a file, beside its place.
    pub fn file(&mut self, target: PathBuf, bytes: &[u8]) -> Outcome {
        self.stream(target, |out| Ok(out.write_all(bytes)?))
    }

    /// Has a file written, beside its place, from its first byte to its last.
    pub fn stream<T>(
        &mut self,
        target: PathBuf,
        write: impl FnOnce(&mut dyn Write) -> Outcome<T>,
    ) -> Outcome<T> {
        if target.is_dir() {
            return Stop::failed(format!(
                "expected to write the file {}, found a folder there: move it, or choose another --name",
                target.display()
            ));
        }
        let temporary = beside(&target, "new");
        self.parts.push(Part { temporary: temporary.clone(), target, bytes: 0 });
        let failed = |e| Stop::at(&temporary, "written", e);
        let mut out = BufWriter::new(File::create(&temporary).map_err(failed)?);
        let outcome = write(&mut out)?;
        let file = out.into_inner().map_err(|e| failed(e.into_error()))?;
        file.sync_all().map_err(failed)?;
        let bytes = file.metadata().map_err(failed)?.len();
        self.parts.last_mut().into_iter().for_each(|part| part.bytes = bytes);
        Ok(outcome)
    }

    /// Writes a folder, beside its place.
    pub fn folder(&mut self, target: PathBuf, files: &[package::File]) -> Outcome {
        check_replaceable(&target, files)?;
        let temporary = beside(&target, "new");
        let bytes = files.iter().map(|file| file.bytes.len() as u64).sum();
        self.parts.push(Part { temporary: temporary.clone(), target, bytes });
        create(&temporary)?;
        for file in files {
            let path = temporary.join(&file.path);
            create(path.parent().unwrap_or(&temporary))?;
            write(&path, &file.bytes)?;
        }
        Ok(())
    }

    /// Puts everything in its place.
    pub fn commit(mut self) -> Outcome<Vec<Written>> {
        let mut written = Vec::new();
        // Taken out one by one: what a failure leaves behind is deleted on the way out.
        while !self.parts.is_empty() {
            let part = &self.parts[0];
            put_in_place(part)?;
            written.push(Written { path: part.target.display().to_string(), bytes: part.bytes });
            self.parts.remove(0);
        }
        Ok(written)
    }
}

impl Drop for Staged {
    fn drop(&mut self) {
        for part in &self.parts {
            let _ = fs::remove_file(&part.temporary);
            let _ = fs::remove_dir_all(&part.temporary);
        }
    }
}

/// A hidden name in the same folder, so that renaming does not cross file systems.
fn beside(target: &Path, what: &str) -> PathBuf {
    let name = target.file_name().unwrap_or_default().to_string_lossy();
    target.with_file_name(format!(".{name}.{what}-{}", std::process::id()))
}

/// Makes a folder and those above it.
pub fn create(folder: &Path) -> Outcome {
    fs::create_dir_all(folder).map_err(|e| Stop::at(folder, "made", e))
}

fn write(path: &Path, bytes: &[u8]) -> Outcome {
    let written = File::create(path).and_then(|mut file| {
        file.write_all(bytes)?;
        file.sync_all()
    });
    written.map_err(|e| Stop::at(path, "written", e))
}

fn put_in_place(part: &Part) -> Outcome {
    let failed = |e| Stop::at(&part.target, "replaced", e);
    if !part.target.is_dir() {
        return fs::rename(&part.temporary, &part.target).map_err(failed);
    }
    let old = beside(&part.target, "old");
    fs::rename(&part.target, &old).map_err(failed)?;
    if let Err(error) = fs::rename(&part.temporary, &part.target) {
        let _ = fs::rename(&old, &part.target);
        return Err(failed(error));
    }
    fs::remove_dir_all(&old).map_err(|e| Stop::at(&old, "deleted (it is the former site)", e))
}

/// Nothing is deleted that `kashf build` did not write.
fn check_replaceable(target: &Path, files: &[package::File]) -> Outcome {
    let refuse = |found: &str| {
        Stop::failed(format!(
            "expected {} to be free, empty or a site that kashf wrote, found {found}: move that, \
             or choose another --name",
            target.display()
        ))
    };
    match fs::symlink_metadata(target) {
        Err(_) => return Ok(()),
        Ok(kind) if !kind.is_dir() => return refuse("something that is no folder"),
        Ok(_) => {}
    }
    let entries = fs::read_dir(target).map_err(|e| Stop::at(target, "read", e))?;
    let mut names: Vec<String> =
        entries.flatten().map(|e| e.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    // What a site holds at times, and what those of earlier versions held.
    let ours = |name: &str| {
        name.ends_with(".kashf")
            || ["font.woff2", "kashf.wasm", "offline"].contains(&name)
            || files.iter().any(|file| file.path.split('/').next() == Some(name))
    };
    if let Some(strange) = names.iter().find(|name| !ours(name)) {
        return refuse(&format!("`{strange}` in it"));
    }
    let has_index = names.iter().any(|name| name.ends_with(".kashf"));
    if !names.is_empty() && !has_index {
        return refuse("no index in it");
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn site(paths: &[&str]) -> Vec<package::File> {
        let file = |path: &&str| package::File { path: path.to_string(), bytes: b"new".to_vec() };
        paths.iter().map(file).collect()
    }

    fn write_site(target: &Path) -> Outcome<Vec<Written>> {
        let mut staged = Staged::default();
        staged.folder(target.to_path_buf(), &site(&["index.html", "n.kashf", "parts/a.js"]))?;
        staged.commit()
    }

    #[test]
    fn a_site_is_replaced_and_nothing_else() {
        let desk = tempfile::tempdir().unwrap();
        let target = desk.path().join("site");
        assert_eq!(write_site(&target).unwrap()[0].bytes, 9);
        fs::write(target.join("old.kashf"), b"old").unwrap();
        write_site(&target).unwrap();
        assert!(!target.join("old.kashf").exists());
        assert_eq!(fs::read(target.join("parts/a.js")).unwrap(), b"new");
        fs::write(target.join("notes.txt"), b"mine").unwrap();
        assert!(write_site(&target).is_err());
        assert!(target.join("notes.txt").exists());
        assert_eq!(fs::read_dir(desk.path()).unwrap().count(), 1);
    }

    #[test]
    fn what_fails_half_way_leaves_nothing() {
        let desk = tempfile::tempdir().unwrap();
        fs::write(desk.path().join("site"), b"a file").unwrap();
        let mut staged = Staged::default();
        staged.file(desk.path().join("a.html"), b"x").unwrap();
        assert!(staged.folder(desk.path().join("site"), &site(&["index.html"])).is_err());
        drop(staged);
        assert_eq!(fs::read_dir(desk.path()).unwrap().count(), 1);
    }
}
