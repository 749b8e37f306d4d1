//! The first bytes of a file → what kind of thing that is no text it is.
//!
//! Only signatures that no text begins with are listed; where two letters of ASCII are
//! the whole signature (`BM`, `MZ`), more is asked for. Zip archives, which many formats are, are
//! not among them: see [`archive`](super::archive).

/// A signature and what it says to a reader of the report.
struct Magic {
    at: usize,
    bytes: &'static [u8],
    kind: &'static str,
}

const fn magic(at: usize, bytes: &'static [u8], kind: &'static str) -> Magic {
    Magic { at, bytes, kind }
}

const PDF: &str = "a PDF file; its text is not read yet: export it as text or HTML";
const OFFICE: &str = "an office document in the old binary format; save it as text or HTML";

const TABLE: &[Magic] = &[
    magic(0, b"\x89KASHF\r\n", "an index that Kashf wrote, not a text"),
    magic(0, b"%PDF-", PDF),
    magic(0, b"%!PS", "a PostScript file"),
    magic(0, b"{\\rtf", "an RTF document; save it as text or HTML"),
    magic(0, b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", OFFICE),
    magic(0, b"\x89PNG\r\n\x1A\n", "an image (PNG)"),
    magic(0, b"\xFF\xD8\xFF", "an image (JPEG)"),
    magic(0, b"GIF87a", "an image (GIF)"),
    magic(0, b"GIF89a", "an image (GIF)"),
    magic(0, b"II*\0", "an image (TIFF)"),
    magic(0, b"MM\0*", "an image (TIFF)"),
    magic(0, b"\0\0\x01\0", "an icon"),
    magic(8, b"WEBP", "an image (WebP)"),
    magic(8, b"WAVE", "a sound file (WAV)"),
    magic(8, b"AVI ", "a film (AVI)"),
    magic(4, b"ftyp", "a film, sound or image file (MP4 family)"),
    magic(0, b"\x1A\x45\xDF\xA3", "a film (Matroska)"),
    magic(0, b"OggS\0", "a sound file (Ogg)"),
    magic(0, b"fLaC\0", "a sound file (FLAC)"),
    magic(0, b"ID3\x02", "a sound file (MP3)"),
    magic(0, b"ID3\x03", "a sound file (MP3)"),
    magic(0, b"ID3\x04", "a sound file (MP3)"),
    magic(0, b"\xFF\xFB", "a sound file (MP3)"),
    magic(0, b"\x7FELF", "an executable (ELF)"),
    magic(0, b"\xCA\xFE\xBA\xBE", "an executable (Java class or Mach-O)"),
    magic(0, b"\xCF\xFA\xED\xFE", "an executable (Mach-O)"),
    magic(0, b"\0asm", "a WebAssembly module"),
    magic(0, b"\x1F\x8B", "a gzip archive; unpack it first"),
    magic(0, b"\x28\xB5\x2F\xFD", "a zstd archive; unpack it first"),
    magic(0, b"\xFD7zXZ\0", "an xz archive; unpack it first"),
    magic(4, b"1AY&SY", "a bzip2 archive; unpack it first"),
    magic(0, b"7z\xBC\xAF\x27\x1C", "a 7z archive; unpack it first"),
    magic(0, b"Rar!\x1A\x07", "a RAR archive; unpack it first"),
    magic(257, b"ustar", "a tar archive; unpack it first"),
    magic(0, b"SQLite format 3\0", "an SQLite database"),
    magic(60, b"BOOKMOBI", "an e-book (MOBI)"),
    magic(0, b"AT&TFORM", "a DjVu scan"),
    magic(0, b"wOFF", "a font"),
    magic(0, b"wOF2", "a font"),
    magic(0, b"OTTO\0", "a font"),
    magic(0, b"\0\x01\0\0\0", "a font"),
    magic(0, b"\xFF\xFE\0\0", "text in UTF-32; save it as UTF-8"),
    magic(0, b"\0\0\xFE\xFF", "text in UTF-32; save it as UTF-8"),
];

/// What kind of binary file this is; `None` when it may be text, or is a zip archive.
pub fn kind(bytes: &[u8]) -> Option<&'static str> {
    if bytes.starts_with(b"MZ") && bytes[..bytes.len().min(64)].contains(&0) {
        return Some("an executable (Windows)");
    }
    if bytes.starts_with(b"BM") && bytes.get(6..10) == Some(&[0; 4]) {
        return Some("an image (BMP)");
    }
    TABLE.iter().find(|m| bytes.get(m.at..m.at + m.bytes.len()) == Some(m.bytes)).map(|m| m.kind)
}

#[cfg(test)]
mod tests {
    use super::kind;

    #[test]
    fn signatures_are_told_from_texts_that_begin_alike() {
        for (bytes, expected) in [
            (&b"%PDF-1.4"[..], Some("PDF")),
            (b"BM\x10\0\0\0\0\0\0\0", Some("BMP")),
            (b"BMW builds cars.", None),
            (b"MZ is a pair of letters", None),
            (b"GIF is a format", None),
            (b"", None),
        ] {
            match expected {
                Some(word) => assert!(kind(bytes).unwrap().contains(word), "{word}"),
                None => assert_eq!(kind(bytes), None),
            }
        }
    }
}
