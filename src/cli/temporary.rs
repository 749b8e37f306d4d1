//! Files for what memory is not to hold: without a name, and gone with the process.

use std::fs::{File, OpenOptions};
use std::io;
use std::path::Path;
use std::sync::atomic::{AtomicU32, Ordering};

use kashf::index::Storage;

/// Numbers the files of this process.
static NEXT: AtomicU32 = AtomicU32::new(0);

/// Opens an empty file in a folder. It is deleted when it is closed, even if the program is
/// killed.
pub fn file(folder: &Path) -> io::Result<File> {
    let number = NEXT.fetch_add(1, Ordering::Relaxed);
    let path = folder.join(format!(".kashf-{}-{number}.tmp", std::process::id()));
    let mut options = OpenOptions::new();
    options.read(true).write(true).create_new(true);
    #[cfg(windows)]
    {
        use std::os::windows::fs::OpenOptionsExt as _;
        const FILE_FLAG_DELETE_ON_CLOSE: u32 = 0x0400_0000;
        options.custom_flags(FILE_FLAG_DELETE_ON_CLOSE);
    }
    let file = options.open(&path)?;
    // Elsewhere an open file needs no name.
    #[cfg(not(windows))]
    std::fs::remove_file(&path)?;
    Ok(file)
}

/// The folder in which to set things aside for what is to be written into `out`: that, or the
/// nearest one above it that is there already. (Not the system's own for temporary files,
/// which may be memory again.)
pub fn folder(out: &Path) -> &Path {
    let named = out.ancestors().filter(|path| !path.as_os_str().is_empty());
    named.into_iter().find(|path| path.is_dir()).unwrap_or(Path::new("."))
}

/// Where a builder that writes into `out` puts what memory is not to hold: nowhere, when there
/// is no bound in bytes.
pub fn storage(bound: Option<usize>, out: &Path) -> Storage {
    let Some(bound) = bound else { return Storage::memory() };
    let folder = folder(out).to_path_buf();
    Storage::bounded(bound, move || Ok(Box::new(file(&folder)?)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::{Read as _, Seek as _, Write as _};

    #[test]
    fn a_file_without_a_name_holds_what_is_written() {
        let desk = tempfile::tempdir().unwrap();
        let folder = folder(&desk.path().join("not/yet")).to_path_buf();
        assert_eq!(folder, desk.path());
        let (mut one, mut other) = (file(&folder).unwrap(), file(&folder).unwrap());
        one.write_all(b"one").unwrap();
        other.write_all(b"other").unwrap();
        one.rewind().unwrap();
        let mut read = String::new();
        one.read_to_string(&mut read).unwrap();
        assert_eq!(read, "one");
        drop((one, other));
        assert_eq!(std::fs::read_dir(&folder).unwrap().count(), 0);
        assert_eq!(super::folder(Path::new("nowhere/at/all")), Path::new("."));
    }
}
