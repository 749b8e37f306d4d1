//! Inputs on the disk → files in a fixed order → documents cut into words, by several threads
//! at once and handed on in that order, so that the number of threads changes nothing.

use std::fs::File;
use std::io::{Read as _, Seek as _, SeekFrom};
use std::ops::Range;
use std::path::{Path, PathBuf};

use kashf::document::Document;
use kashf::index::{Batch, threads};
use kashf::ingest::lines::{self, Cutter, Lines, Notes, Piece, Probe};
use kashf::ingest::table::{self, Table, Tables};
use kashf::ingest::{self, Doubt, Format, Skipped};
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
    /// What tables beside the files say of them.
    pub tables: Tables,
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
    found.set_tables_apart();
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

    /// Reads the tables about other files, which are then no texts themselves.
    fn set_tables_apart(&mut self) {
        let sources = std::mem::take(&mut self.sources);
        for source in sources {
            if !table::is_named_so(&source.name) {
                self.sources.push(source);
                continue;
            }
            let read = read_file(&source.path);
            let read = read.and_then(|bytes| {
                Table::read(&source.name, &bytes).map_err(|skipped| skipped.reason)
            });
            match read {
                Ok(Some(table)) => self.tables.push(table),
                Ok(None) => self.sources.push(source),
                Err(reason) => self.skipped.push((source.name, reason)),
            }
        }
    }

    /// What is to be said of the tables, by their names, once all files have been read.
    pub fn about_tables(&self) -> Vec<(String, Doubt)> {
        self.tables.report(self.sources.iter().map(|source| source.name.as_str()))
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

/// Documents on their way, in their order.
pub enum Run {
    /// Some, cut into words.
    Cut(Batch),
    /// One that is wanted as it is.
    Apart(Box<Document>),
}

/// Which documents are wanted as they are, by the ids that their files give them.
pub type Apart<'a> = &'a (dyn Fn(&str) -> bool + Sync);

/// Cuts documents into words, but those that are wanted as they are.
fn cut(documents: Vec<Document>, apart: Apart) -> Outcome<Vec<Run>> {
    let (mut runs, mut run) = (Vec::new(), Vec::new());
    for document in documents {
        if apart(&document.id) {
            runs.push(Run::Cut(Batch::new(std::mem::take(&mut run))?));
            runs.push(Run::Apart(Box::new(document)));
        } else {
            run.push(document);
        }
    }
    runs.push(Run::Cut(Batch::new(run)?));
    Ok(runs)
}

/// A file that was read as a whole.
pub struct Whole {
    /// Its documents.
    pub runs: Vec<Run>,
    /// How many those are.
    pub documents: usize,
    /// What it was read as.
    pub format: Format,
    /// What is to be said of it.
    pub doubts: Vec<Doubt>,
}

/// What was read: a file, or some lines of a large one.
pub enum Part {
    /// All of a file.
    File(Result<Whole, Skipped>),
    /// The beginning of a file that is read by lines or rows.
    Start(Notes),
    /// Some lines. Their documents are in the runs; what is to be said of them is still there.
    Lines(Vec<Run>, Lines),
    /// The end of a file that was read by lines.
    End,
}

/// Reads all files with `jobs` threads, cuts the documents into words, and hands them to `take`
/// in the order of the list.
///
/// Documents that are wanted `apart` are handed on uncut. Of large files of JSON Lines and large
/// tables about `at_once` bytes are read at a time, as far as that gives the same; no more than a
/// few files or parts are held at once.
pub fn read_all(
    found: &Found,
    apart: Apart,
    jobs: usize,
    at_once: usize,
    mut take: impl FnMut(&Source, Part) -> Outcome,
) -> Outcome {
    let Found { sources, tables, .. } = found;
    let mut queue = Queue { sources, next: 0, at_once, lines: None };
    let work = |work: Outcome<Work>| match work? {
        Work::Files(files) => {
            let read = |file| Ok((file, Part::File(read(&sources[file], tables, apart)?)));
            files.map(read).collect::<Outcome<Vec<_>>>()
        }
        Work::Start { source, notes } => Ok(vec![(source, Part::Start(notes))]),
        Work::Lines { source, piece, bytes, last } => {
            let name = &sources[source].name;
            let mut lines = lines::read(name, &piece, &bytes);
            drop(piece);
            drop(bytes);
            lines.documents.iter_mut().for_each(|document| {
                tables.apply(name, document);
            });
            let runs = cut(std::mem::take(&mut lines.documents), apart)?;
            let end = last.then_some((source, Part::End));
            Ok([(source, Part::Lines(runs, lines))].into_iter().chain(end).collect())
        }
    };
    threads::pipe(
        jobs,
        || queue.next().transpose(),
        work,
        |parts| parts?.into_iter().try_for_each(|(source, part)| take(&sources[source], part)),
    )
}

/// What a thread does at once.
enum Work {
    /// Some files, whole.
    Files(Range<usize>),
    /// Nothing yet: a file begins that is read by lines or rows.
    Start { source: usize, notes: Notes },
    /// Lines or rows of a file.
    Lines { source: usize, piece: Piece, bytes: Vec<u8>, last: bool },
}

/// Files of which so many can be done at once.
const FILES: usize = 64;

/// Parts out files in their order.
struct Queue<'a> {
    sources: &'a [Source],
    next: usize,
    at_once: usize,
    /// A file that is being read by lines.
    lines: Option<LineReader>,
}

struct LineReader {
    source: usize,
    file: File,
    cutter: Cutter,
    /// What was read, and how much of that has been parted out.
    bytes: Vec<u8>,
    taken: usize,
    /// There is no more to be read.
    ended: bool,
}

impl Queue<'_> {
    fn next(&mut self) -> Outcome<Option<Work>> {
        if self.lines.is_some() {
            return self.next_lines();
        }
        let start = self.next;
        let mut bytes = 0;
        while bytes < self.at_once as u64 && self.next - start < FILES {
            let Some(source) = self.sources.get(self.next) else { break };
            let length = std::fs::metadata(&source.path).map_or(0, |kind| kind.len());
            if length > self.at_once as u64 {
                if start < self.next {
                    break;
                }
                if let Some((file, cutter)) = by_lines(source) {
                    let (source, notes) = (self.next, cutter.notes());
                    let (bytes, taken, ended) = (Vec::new(), 0, false);
                    self.lines = Some(LineReader { source, file, cutter, bytes, taken, ended });
                    self.next += 1;
                    return Ok(Some(Work::Start { source, notes }));
                }
            }
            bytes += length;
            self.next += 1;
        }
        Ok(Some(Work::Files(start..self.next)).filter(|_| start < self.next))
    }

    /// The next lines of the file that is being read so, which there is.
    fn next_lines(&mut self) -> Outcome<Option<Work>> {
        let Some(lines) = &mut self.lines else { return Ok(None) };
        let LineReader { source, file, cutter, bytes, taken, ended } = lines;
        let source = *source;
        let (piece, end) = loop {
            let here = &bytes[*taken..];
            let cut = cutter.cut(here, self.at_once, *ended);
            if let Some((piece, end)) = cut {
                break (piece, *taken + end);
            }
            bytes.drain(..*taken);
            *taken = 0;
            // A row that goes on and on is looked at again and again, and so in growing steps.
            let more = self.at_once.max(bytes.len()) as u64;
            let more = file.take(more).read_to_end(bytes);
            *ended = more.map_err(|e| Stop::at(&self.sources[source].path, "read", e))? == 0;
        };
        let some = bytes[*taken..end].to_vec();
        *taken = end;
        let last = *ended && end == bytes.len();
        if last {
            self.lines = None;
        }
        Ok(Some(Work::Lines { source, piece, bytes: some, last }))
    }
}

/// Texts beyond this are refused: places in a text are numbers of 32 bits.
const LARGEST: u64 = u32::MAX as u64;

fn read(source: &Source, tables: &Tables, apart: Apart) -> Outcome<Result<Whole, Skipped>> {
    let bytes = match read_file(&source.path) {
        Ok(bytes) => bytes,
        Err(reason) => return Ok(Err(Skipped { reason })),
    };
    let read = ingest::read(&source.name, &bytes);
    drop(bytes);
    let mut read = match read {
        Ok(read) => read,
        Err(skipped) => return Ok(Err(skipped)),
    };
    read.documents.iter_mut().for_each(|document| {
        tables.apply(&source.name, document);
    });
    let (documents, format, doubts) = (read.documents.len(), read.format, read.doubts);
    Ok(Ok(Whole { runs: cut(read.documents, apart)?, documents, format, doubts }))
}

/// Opens a file at its first line or row, if it may be read by those. What cannot be read at all is
/// found out again, and said, by who reads it whole.
fn by_lines(source: &Source) -> Option<(File, Cutter)> {
    let mut file = File::open(&source.path).ok()?;
    let mut bytes = Vec::new();
    file.by_ref().take(Probe::HEAD as u64).read_to_end(&mut bytes).ok()?;
    let mut probe = Probe::new(&source.name, &bytes)?;
    while !bytes.is_empty() {
        probe.take(&bytes);
        bytes.clear();
        file.by_ref().take(Probe::HEAD as u64).read_to_end(&mut bytes).ok()?;
    }
    let cutter = probe.finish()?;
    file.seek(SeekFrom::Start(cutter.start() as u64)).ok()?;
    Some((file, cutter))
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
