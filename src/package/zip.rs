//! The archive: a site's folder as one zip file.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::File;
use crate::error::Error;

/// Zips `files` under `folder`. Every file is dated 1 January 1980, the first day a zip file
/// knows: a time of day would make every build another file.
///
/// # Errors
///
/// When a file is larger than a zip file holds.
pub fn archive(folder: &str, files: &[File]) -> Result<Vec<u8>, Error> {
    let too_much = |path: &str, error: &dyn std::fmt::Display| {
        Error::unsupported(format!("{path} cannot be put into a zip file: {error}"))
    };
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for file in files {
        let path = format!("{folder}/{}", file.path);
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .compression_level(Some(6))
            .last_modified_time(DateTime::default())
            .unix_permissions(0o644)
            .large_file(file.bytes.len() > u32::MAX as usize / 2);
        writer.start_file(path.as_str(), options).map_err(|error| too_much(&path, &error))?;
        writer.write_all(&file.bytes).map_err(|error| too_much(&path, &error))?;
    }
    let zipped = writer.finish().map_err(|error| too_much(folder, &error))?;
    Ok(zipped.into_inner())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read;

    #[test]
    fn every_file_comes_out_again_and_the_bytes_are_the_same_every_time() {
        let file = |path: &str, bytes: &[u8]| File { path: path.into(), bytes: bytes.into() };
        let files = [file("a.txt", b"one"), file("parts/ب.js", &[7; 100_000])];
        let zipped = archive("news", &files).unwrap();
        assert_eq!(zipped, archive("news", &files).unwrap());
        let mut read = zip::ZipArchive::new(Cursor::new(zipped)).unwrap();
        for file in &files {
            let mut found = read.by_name(&format!("news/{}", file.path)).unwrap();
            assert_eq!(found.last_modified(), Some(DateTime::default()));
            let mut bytes = Vec::new();
            found.read_to_end(&mut bytes).unwrap();
            assert_eq!(bytes, file.bytes);
        }
    }
}
