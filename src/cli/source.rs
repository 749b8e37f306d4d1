//! Inputs on the disk → files in a fixed order → documents, read by several threads at
//! once and handed on in that order, so that the number of threads changes nothing.

use std::fs::File;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::sync::mpsc::sync_channel;

use kashf::ingest::{self, Ingested, Skipped};
use walkdir::{DirEntry, WalkDir};

use crate::config;
use crate::stop::{Outcome, Stop};

/// A file to be read.
#[derive(Debug, PartialEq, Eq)]
pub struct Source {
    /// Where it is.
    pub path: PathBuf,
    /// What it is called in the corpus: its path under the input folder, `/` between the
    /// parts.
    pub name: String,
}

/// What was found on the disk.
#[derive(Debug, Default)]
pub struct Found {
    /// The files, in the order of their names' bytes within each input.
    pub sources: Vec<Source>,
    /// What is there but cannot be read, and why.
    pub skipped: Vec<(String, String)>,
    /// Hidden files and folders, which are passed over.
    pub hidden: usize,
    /// Files that the settings exclude.
    pub excluded: usize,
}

/// Which files are not to be read.
#[derive(Debug, Default)]
pub struct Except<'a> {
    /// Patterns of the settings: a path, `dir/`, `*.ending`.
    pub patterns: &'a [String],
    /// What the build itself writes, so that a second build reads what the first one did.
    pub written: Vec<PathBuf>,
}

impl Except<'_> {
    fn matches(&self, name: &str) -> bool {
        self.patterns.iter().any(|pattern| {
            let pattern = pattern.trim_start_matches("./");
            match pattern.strip_prefix('*') {
                Some(ending) => !ending.is_empty() && name.ends_with(ending),
                None => {
                    let path = pattern.trim_end_matches('/');
                    let rest = name.strip_prefix(path);
                    !path.is_empty() && rest.is_some_and(|r| r.is_empty() || r.starts_with('/'))
                }
            }
        })
    }

    fn is_written(&self, path: &Path) -> bool {
        !self.written.is_empty()
            && path
                .canonicalize()
                .is_ok_and(|path| self.written.iter().any(|w| path.starts_with(w)))
    }
}

/// Looks through the inputs. The names of files of several inputs begin with the input's
/// own name.
pub fn find(inputs: &[PathBuf], except: &Except) -> Outcome<Found> {
    let mut found = Found::default();
    for input in inputs {
        let kind = std::fs::metadata(input).map_err(|e| {
            Stop::Failed(format!(
                "expected a file or folder at {}, found none: {e}",
                input.display()
            ))
        })?;
        if kind.is_dir() {
            let prefix =
                if inputs.len() > 1 { format!("{}/", own_name(input)) } else { String::new() };
            found.walk(input, &prefix, except);
        } else {
            found.sources.push(Source { path: input.clone(), name: own_name(input) });
        }
    }
    Ok(found)
}

/// The last part of a path, even of `.`.
pub fn own_name(path: &Path) -> String {
    let last = |path: &Path| path.file_name().map(|name| name.to_string_lossy().into_owned());
    last(path)
        .or_else(|| path.canonicalize().ok().and_then(|path| last(&path)))
        .unwrap_or_else(|| "texts".to_string())
}

impl Found {
    fn walk(&mut self, root: &Path, prefix: &str, except: &Except) {
        let before = self.sources.len();
        let mut entries = WalkDir::new(root).follow_links(true).into_iter();
        while let Some(entry) = entries.next() {
            match entry {
                Ok(entry) => {
                    if !self.take(root, &entry, prefix, except) && entry.file_type().is_dir() {
                        entries.skip_current_dir();
                    }
                }
                Err(error) => self.refuse(root, prefix, &error),
            }
        }
        self.sources[before..].sort_by(|a, b| a.name.as_bytes().cmp(b.name.as_bytes()));
        self.skipped.sort();
    }

    /// False when there is nothing for us in this entry, or below it.
    fn take(&mut self, root: &Path, entry: &DirEntry, prefix: &str, except: &Except) -> bool {
        if entry.depth() == 0 {
            return true;
        }
        let name = name_below(root, entry.path());
        if entry.file_name().to_string_lossy().starts_with('.') {
            self.hidden += 1;
            return false;
        }
        if except.is_written(entry.path()) || name == config::FILE_NAME {
            return false;
        }
        if except.matches(&name) {
            self.excluded += 1;
            return false;
        }
        let name = format!("{prefix}{name}");
        if entry.file_type().is_file() {
            self.sources.push(Source { path: entry.path().to_path_buf(), name });
        } else if !entry.file_type().is_dir() {
            // Opening a pipe would wait for someone to write into it.
            self.skipped.push((name, "no ordinary file but a device, pipe or socket".into()));
        }
        true
    }

    fn refuse(&mut self, root: &Path, prefix: &str, error: &walkdir::Error) {
        let name = error.path().map_or_else(String::new, |path| name_below(root, path));
        let reason = if error.loop_ancestor().is_some() {
            "a symbolic link back to a folder that it is in".to_string()
        } else {
            error
                .io_error()
                .map_or_else(|| error.to_string(), |e| format!("could not be read: {e}"))
        };
        self.skipped.push((format!("{prefix}{name}"), reason));
    }
}

fn name_below(root: &Path, path: &Path) -> String {
    let below = path.strip_prefix(root).unwrap_or(path);
    let parts: Vec<_> = below.components().map(|part| part.as_os_str().to_string_lossy()).collect();
    parts.join("/")
}

/// A file's documents, or why there are none, and how many bytes it had.
pub type Read = (Result<Ingested, Skipped>, u64);

/// Reads all files with `jobs` threads and hands each to `take` in the order of the list.
///
/// Each thread has every `jobs`-th file and waits when it is two ahead, so no more than a
/// few files are held at once.
pub fn read_all(
    sources: &[Source],
    jobs: usize,
    mut take: impl FnMut(&Source, Read) -> Outcome,
) -> Outcome {
    let jobs = jobs.clamp(1, sources.len().max(1));
    std::thread::scope(|scope| {
        let mut lanes = Vec::new();
        for lane in 0..jobs {
            let (sender, receiver) = sync_channel(1);
            lanes.push(receiver);
            scope.spawn(move || {
                for source in sources.iter().skip(lane).step_by(jobs) {
                    // Nobody takes it any more: the build has failed.
                    if sender.send(read(source)).is_err() {
                        return;
                    }
                }
            });
        }
        for (at, source) in sources.iter().enumerate() {
            let read = lanes[at % jobs].recv().map_err(|_| {
                Stop::Failed(format!(
                    "reading {} failed in a way that should not happen: please report it",
                    source.path.display()
                ))
            })?;
            take(source, read)?;
        }
        Ok(())
    })
}

/// Texts beyond this are refused: places in a text are numbers of 32 bits.
const LARGEST: u64 = u32::MAX as u64;

fn read(source: &Source) -> Read {
    let bytes = match read_file(&source.path) {
        Ok(bytes) => bytes,
        Err(reason) => return (Err(Skipped { reason }), 0),
    };
    (ingest::read(&source.name, &bytes), bytes.len() as u64)
}

fn read_file(path: &Path) -> Result<Vec<u8>, String> {
    let file = File::open(path).map_err(|e| format!("could not be read: {e}"))?;
    let mut bytes = Vec::new();
    file.take(LARGEST + 1)
        .read_to_end(&mut bytes)
        .map_err(|e| format!("could not be read: {e}"))?;
    if bytes.len() as u64 > LARGEST {
        return Err("larger than 4 GB; split it".to_string());
    }
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::Except;

    #[test]
    fn patterns() {
        let patterns = ["README.md", "drafts/", "*.bak", "./a/b.txt"].map(String::from);
        let except = Except { patterns: &patterns, written: Vec::new() };
        for (name, out) in [
            ("README.md", true),
            ("x/README.md", false),
            ("README.md.txt", false),
            ("drafts", true),
            ("drafts/one.txt", true),
            ("draftsman.txt", false),
            ("a/b.bak", true),
            ("a/b.txt", true),
        ] {
            assert_eq!(except.matches(name), out, "{name}");
        }
    }
}
