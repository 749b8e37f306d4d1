//! Bytes → text: which encoding a file is in, and what was lost if it was damaged.
//!
//! UTF-8 is believed whenever the bytes allow it, whatever a page declares; UTF-16 with its mark or a clear
//! pattern; a page's own `charset` next; and only then a legacy encoding is guessed, by
//! reading the bytes in each candidate and asking which result looks most like writing
//! (see [`plausibility`]). Whatever was not UTF-8 is reported. White space, line ends and
//! odd characters stay as they are; a byte order mark goes.

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{
    BIG5, EUC_JP, EUC_KR, Encoding, GBK, IBM866, ISO_8859_5, ISO_8859_6, ISO_8859_7, KOI8_U,
    SHIFT_JIS, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_874, WINDOWS_1250, WINDOWS_1251, WINDOWS_1252,
    WINDOWS_1253, WINDOWS_1254, WINDOWS_1255, WINDOWS_1256, WINDOWS_1257,
};

use super::{Doubt, Skipped};

/// A file's text, and what is doubtful about it.
pub struct Decoded<'a> {
    pub text: Cow<'a, str>,
    pub doubts: Vec<Doubt>,
}

/// Decodes a file that no signature showed to be binary.
///
/// # Errors
///
/// When the bytes are no text in any encoding known here.
pub fn decode(bytes: &[u8]) -> Result<Decoded<'_>, Skipped> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        let rest = &bytes[mark..];
        return if encoding == UTF_8 {
            utf8(rest).unwrap_or_else(|| Ok(with(encoding, rest, "", &[])))
        } else {
            check_characters(with(encoding, rest, "it begins with a byte order mark", &[]))
        };
    }
    if let Some(encoding) = utf16_by_pattern(bytes) {
        return Ok(with(encoding, bytes, "by the pattern of its zero bytes", &[]));
    }
    if is_binary(bytes) {
        return Err(Skipped::because(
            "a binary file: control characters throughout, no known kind",
        ));
    }
    if let Some(mut decoded) = utf8(bytes) {
        if let Ok(decoded) = &mut decoded {
            decoded.doubts.extend(contradicted(bytes));
        }
        return decoded;
    }
    if let Some(encoding) = declared(bytes) {
        return Ok(with(encoding, bytes, "as the page itself declares", &[]));
    }
    let (encoding, sure) = guess(bytes);
    let how: &[&str] = if sure { &[] } else { &["the guess is uncertain"] };
    Ok(with(encoding, bytes, "guessed from its bytes", how))
}

/// UTF-8, damaged in places at most; `None` when the bytes are something else.
fn utf8(bytes: &[u8]) -> Option<Result<Decoded<'_>, Skipped>> {
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Some(Ok(Decoded { text: Cow::Borrowed(text), doubts: Vec::new() }));
    }
    let (mut sound, mut broken) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        sound += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    // In a legacy encoding, two letters that happen to form a sound sequence are rare.
    (sound > 10 * broken).then(|| Ok(with(UTF_8, bytes, "", &[])))
}

/// What is to be said of a page in UTF-8 that declares another encoding. Such pages come from
/// servers whose templates are older than their texts: in a legacy encoding, text beyond ASCII
/// hardly ever is UTF-8 by chance.
fn contradicted(bytes: &[u8]) -> Option<Doubt> {
    let encoding = declared(bytes).filter(|_| !bytes.is_ascii())?;
    Some(Doubt::whole(format!(
        "it declares {}, but its bytes are UTF-8; read as UTF-8",
        encoding.name()
    )))
}

/// Reads `bytes` as `encoding` and says so, with whatever could not be read.
fn with<'a>(
    encoding: &'static Encoding,
    bytes: &'a [u8],
    how: &str,
    besides: &[&str],
) -> Decoded<'a> {
    let (text, damaged) = encoding.decode_without_bom_handling(bytes);
    let mut doubts = Vec::new();
    if encoding != UTF_8 {
        let mut reason = format!("read as {}, {how}", encoding.name());
        for more in besides {
            reason.push_str("; ");
            reason.push_str(more);
        }
        doubts.push(Doubt::whole(reason));
    }
    if damaged {
        let lost = text.chars().filter(|&c| c == char::REPLACEMENT_CHARACTER).count();
        doubts.push(Doubt::whole(format!(
            "not all of it is sound {}: {lost} × U+FFFD stands for what could not be decoded",
            encoding.name()
        )));
    }
    Decoded { text, doubts }
}

/// Control characters that texts do hold: tab, line ends, form feed, escape, and the
/// end-of-file mark of old systems.
fn is_text_control(byte: u8) -> bool {
    matches!(byte, b'\t' | b'\n' | b'\r' | 0x0B | 0x0C | 0x1A | 0x1B)
}

/// More than one byte in 200 is a control character that no text holds. (Compressed or
/// compiled data has one in ten.)
fn is_binary(bytes: &[u8]) -> bool {
    too_odd(odd(bytes), bytes.len() as u64)
}

/// How many control characters there are that no text has.
pub fn odd(bytes: &[u8]) -> u64 {
    bytes.iter().filter(|&&b| b < 0x20 && !is_text_control(b)).count() as u64
}

/// True when so many are too many for so many bytes of text.
pub fn too_odd(odd: u64, bytes: u64) -> bool {
    odd * 200 > bytes
}

fn check_characters(decoded: Decoded<'_>) -> Result<Decoded<'_>, Skipped> {
    let odd = |c: &char| (*c as u32) < 0x20 && !is_text_control(*c as u8);
    let count = decoded.text.chars().filter(odd).count();
    if count * 100 > decoded.text.chars().count() {
        return Err(Skipped::because(
            "a binary file: control characters throughout, no known kind",
        ));
    }
    Ok(decoded)
}

/// UTF-16 without a mark shows in its spaces and line ends: a zero byte beside each, on
/// the same side nearly always.
fn utf16_by_pattern(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = &bytes[..bytes.len().min(64 * 1024)];
    if sample.len() < 4 || bytes.len() % 2 == 1 || !sample.contains(&0) {
        return None;
    }
    let (mut little, mut big) = (0, 0);
    for pair in sample.chunks_exact(2) {
        let common = |b: u8| matches!(b, b'\t' | b'\n' | b'\r' | b' '..=b'~');
        little += usize::from(pair[1] == 0 && common(pair[0]));
        big += usize::from(pair[0] == 0 && common(pair[1]));
    }
    let (encoding, more, fewer) =
        if little > big { (UTF_16LE, little, big) } else { (UTF_16BE, big, little) };
    let units = sample.len() / 2;
    if more * 20 < units || fewer * 8 > more {
        return None;
    }
    let (text, damaged) = encoding.decode_without_bom_handling(sample);
    let plain = |c: &char| !c.is_control() || (*c as u32) < 0x20 && is_text_control(*c as u8);
    let odd = text.chars().filter(|c| !plain(c)).count();
    // A sample cut in the middle of a surrogate pair is damaged without being wrong.
    (odd * 200 <= units && (!damaged || sample.len() < bytes.len())).then_some(encoding)
}

/// The encoding that a page or an XML file names in its first kilobyte.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(1024)];
    if head.trim_ascii_start().first() != Some(&b'<') {
        return None;
    }
    let head = String::from_utf8_lossy(head).to_ascii_lowercase();
    let value = ["charset=", "encoding="]
        .iter()
        .find_map(|key| head.find(key).map(|at| &head[at + key.len()..]))?;
    let value = value.trim_start_matches(['"', '\'', ' ']);
    let end = value.find(|c: char| !(c.is_ascii_alphanumeric() || "-_:".contains(c)))?;
    Encoding::for_label(&value.as_bytes()[..end])
        // What is not sound UTF-8 or UTF-16 says so in vain.
        .filter(|&e| e != UTF_8 && e != UTF_16LE && e != UTF_16BE)
}

/// Single-byte encodings, and how much less often than the first two one meets files in
/// them today, as a logarithm: it decides where there are few characters to judge by.
/// Ties go to the earlier one: French is spelt alike in 1252, 1254 and 1256.
const CANDIDATES: &[(&Encoding, f64)] = &[
    (WINDOWS_1252, 0.0),
    (WINDOWS_1256, 0.0),
    (WINDOWS_1251, -1.0),
    (WINDOWS_1254, -1.0),
    (WINDOWS_1250, -2.0),
    (WINDOWS_1253, -2.0),
    (WINDOWS_1255, -2.0),
    (WINDOWS_1257, -3.0),
    (WINDOWS_874, -3.0),
    (ISO_8859_6, -3.0),
    (KOI8_U, -3.0),
    (ISO_8859_5, -6.0),
    (IBM866, -6.0),
    (ISO_8859_7, -6.0),
];

/// The legacy encoding in which the bytes read best, and whether they read well.
fn guess(bytes: &[u8]) -> (&'static Encoding, bool) {
    /// Real text scores between -4 and -3 a character in its own encoding.
    const READS_WELL: f64 = -4.6;
    let sample = &bytes[..bytes.len().min(64 * 1024)];
    let mut best = (WINDOWS_1252, f64::NEG_INFINITY);
    for &(encoding, rarity) in CANDIDATES {
        let (text, _) = encoding.decode_without_bom_handling(sample);
        let score = plausibility::score(&text, rarity);
        if score > best.1 + 1e-9 {
            best = (encoding, score);
        }
    }
    if best.1 < READS_WELL
        && let Some(encoding) = east_asian(bytes)
    {
        return (encoding, true);
    }
    (best.0, best.1 >= READS_WELL)
}

/// The multi-byte encodings have a grammar of their own, which the detector checks.
fn east_asian(bytes: &[u8]) -> Option<&'static Encoding> {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let encoding = detector.guess(None, Utf8Detection::Deny);
    let many = [SHIFT_JIS, EUC_JP, EUC_KR, BIG5, GBK].contains(&encoding);
    (many && !encoding.decode_without_bom_handling(bytes).1).then_some(encoding)
}

/// How much a text looks like writing: the mean, over its characters beyond ASCII, of
/// roughly the logarithm of how often one meets such a character in such a place.
mod plausibility {
    /// Scripts that legacy encodings mix up.
    #[derive(Clone, Copy, PartialEq, Eq)]
    enum Script {
        Latin,
        Arabic,
        Cyrillic,
        Greek,
        Hebrew,
        Thai,
    }

    /// Letters of one script by how often they occur, as read from newspapers: one in
    /// twenty or more, one in fifty, one in two hundred; the rest is rarer.
    struct Letters {
        script: Script,
        bands: [&'static str; 3],
    }

    const BANDS: [f64; 4] = [-2.8, -3.7, -4.8, -6.9];

    const TABLE: &[Letters] = &[
        Letters {
            script: Script::Arabic,
            // Persian in 1256 has Arabic yeh, and its own kaf, gaf, peh, cheh, zheh.
            bands: ["اليمنورتهدب", "سعفكقةشأحجخصطزىکگ", "إضثذغئءپچظؤآ\u{200c}"],
        },
        Letters {
            script: Script::Cyrillic,
            bands: ["оеаинтсрвлк", "мдпуяыьгзбчйхжші", "юцщэфєъґёїјљњћђўџ"],
        },
        Letters {
            script: Script::Greek, bands: ["αοιετνσρκυς", "ημπλίόάέδγήχω", "θφβξζψώύϊϋΐΰ"]
        },
        Letters {
            script: Script::Hebrew, bands: ["יוהלארתמבש", "נםדקחפכעטצזסן", "גךץף"]
        },
        Letters {
            script: Script::Thai, bands: ["านรอกเง่้มยลวัี", "ทสตดบปค์ิืะแหจข", "พไุูชำโใถผณๆศซ็ภ"]
        },
        Letters {
            script: Script::Latin,
            bands: [
                "éèàçêâîôûüöäßñíóáúãõåøæëïœùşğı",
                "łąęśżźćńčšžřěýůőűăţāēīūģķļņįųėòìÿ",
                "ðþďťňľĺŕđƒ",
            ],
        },
    ];

    const MIXED_SCRIPTS: f64 = -6.0;
    const NEVER: f64 = -14.0;

    /// The mean; `rarity` is added to the sum, and so weighs less the longer the text is.
    pub fn score(text: &str, rarity: f64) -> f64 {
        let (mut sum, mut count) = (rarity, 0usize);
        let mut word: Vec<char> = Vec::new();
        let mut before = ' ';
        let mut rest = text.chars().peekable();
        while let Some(c) = rest.next() {
            if belongs_to_word(c) {
                word.push(c);
            } else {
                sum += score_word(&word);
                count += word.iter().filter(|c| !c.is_ascii()).count();
                word.clear();
                if !c.is_ascii() {
                    let inside =
                        before.is_alphabetic() && rest.peek().is_some_and(|c| c.is_alphabetic());
                    sum += score_sign(c, inside);
                    count += 1;
                }
            }
            before = c;
        }
        sum += score_word(&word);
        count += word.iter().filter(|c| !c.is_ascii()).count();
        if count == 0 { 0.0 } else { sum / count as f64 }
    }

    fn belongs_to_word(c: char) -> bool {
        c.is_alphabetic()
            || matches!(c, '\u{e34}'..='\u{e4e}')
            || matches!(c, '\u{640}' | '\u{64B}'..='\u{652}' | '\u{200c}' | '\u{200d}')
    }

    fn script_of(c: char) -> Option<Script> {
        Some(match c {
            'a'..='z' | 'A'..='Z' | 'ª' | 'º' | 'À'..='ɏ' => Script::Latin,
            '\u{600}'..='\u{6ff}' | '\u{200c}' | '\u{200d}' => Script::Arabic,
            '\u{400}'..='\u{4ff}' => Script::Cyrillic,
            '\u{370}'..='\u{3ff}' => Script::Greek,
            '\u{590}'..='\u{5ff}' => Script::Hebrew,
            '\u{e00}'..='\u{e7f}' => Script::Thai,
            _ => return None,
        })
    }

    fn score_word(word: &[char]) -> f64 {
        let foreign = word.iter().filter(|c| !c.is_ascii()).count();
        if foreign == 0 {
            return 0.0;
        }
        // «ÇáÓáÇã» is Arabic in the wrong encoding: no Latin word is nearly all accents.
        let crowded = foreign * 2 > word.len() && word.len() > 2;
        let mut sum = 0.0;
        let mut before: Option<char> = None;
        for &c in word {
            if let Some(b) = before
                && script_of(b) != script_of(c)
            {
                sum += MIXED_SCRIPTS;
            }
            if !c.is_ascii() {
                sum += score_letter(c, before, crowded);
            }
            before = Some(c);
        }
        sum
    }

    fn score_letter(c: char, before: Option<char>, crowded: bool) -> f64 {
        let script = match script_of(c) {
            Some(script) => script,
            None => return BANDS[3],
        };
        if script == Script::Latin && crowded {
            return MIXED_SCRIPTS;
        }
        // Of the Turkish capital, Rust makes two characters, the first in ASCII.
        let lower = if c == 'İ' { 'ı' } else { c.to_lowercase().next().unwrap_or(c) };
        let table = TABLE.iter().find(|t| t.script == script).map_or(&["", "", ""], |t| &t.bands);
        let band = table.iter().position(|letters| letters.contains(lower)).unwrap_or(3);
        let case = match before {
            _ if lower == c => 0.0,
            Some(b) if b.is_lowercase() => -4.0,
            _ => -0.8,
        };
        BANDS[band] + case
    }

    /// A sign that is no letter; `inside` when letters stand on both sides.
    fn score_sign(c: char, inside: bool) -> f64 {
        match c {
            '\u{80}'..='\u{9f}' | '\u{fffd}' | '\u{e000}'..='\u{f8ff}' => NEVER,
            '’' => BANDS[1],
            '،' | '؛' | '؟' if !inside => BANDS[1],
            '\u{a0}' | '«' | '»' | '“' | '”' | '„' | '‘' | '‚' | '–' | '—' | '…' | '¿' | '¡'
                if !inside =>
            {
                BANDS[1]
            }
            '•' | '·' | '°' | '©' | '®' | '€' | '£' | '§' | '№' | '™' if !inside => {
                BANDS[2]
            }
            _ if inside => BANDS[3],
            _ => -5.5,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn encoded(text: &str, encoding: &'static Encoding) -> Vec<u8> {
        let (bytes, _, lost) = encoding.encode(text);
        assert!(!lost, "{text:?} cannot be written in {}", encoding.name());
        bytes.into_owned()
    }

    /// A text, how it was written to disk, and whether that is a legacy encoding.
    const SAMPLES: &[(&str, &Encoding)] = &[
        ("السلام عليكم", WINDOWS_1256),
        ("مقدمة", WINDOWS_1256),
        ("قال الوزير إن المفاوضات، التي بدأت أمس، ستستمر.", WINDOWS_1256),
        ("وقال «لافروف»: لا اتفاق بعد (NATO) في 2021؟", WINDOWS_1256),
        ("سلام دنيا", WINDOWS_1256),
        ("وزير امور خارجه روسيه گفت که اين پيشنهاد را پذيرفت", WINDOWS_1256),
        ("کتاب\u{200c}هاي چاپ تهران", WINDOWS_1256),
        ("گفت\u{200c}وگو", WINDOWS_1256),
        ("Café", WINDOWS_1252),
        ("Le ministre a déclaré que l’accord était « prêt » à être signé.", WINDOWS_1252),
        ("Die Gespräche über Sicherheitsgarantien müssen fortgeführt werden.", WINDOWS_1252),
        ("A negociação não começou; a situação é difícil.", WINDOWS_1252),
        ("Hyvää päivää, mitä kuuluu? Yötä!", WINDOWS_1252),
        ("¿Cuándo empezó la reunión del señor Muñoz?", WINDOWS_1252),
        ("It’s a “quoted” word – nothing else…", WINDOWS_1252),
        ("På mötet sa hon nej, och det är bra så.", WINDOWS_1252),
        ("Ærlig talt, jeg går på måfå.", WINDOWS_1252),
        ("Bakan, görüşmelerin başladığını söyledi.", WINDOWS_1254),
        ("Minister powiedział, że rozmowy będą trwały dłużej, niż sądził.", WINDOWS_1250),
        ("Министр заявил, что переговоры продолжатся.", WINDOWS_1251),
        ("Привет", WINDOWS_1251),
        ("Министр заявил, что переговоры продолжатся.", KOI8_U),
        ("Ο υπουργός δήλωσε ότι οι συνομιλίες θα συνεχιστούν.", WINDOWS_1253),
        ("השר אמר כי השיחות יימשכו", WINDOWS_1255),
        ("قال الوزير إن المفاوضات ستستمر غدا في جنيف", ISO_8859_6),
        ("大臣は交渉を続けると述べた。会談は来週行われる。", SHIFT_JIS),
        ("部长说谈判将继续进行，会谈将于下周举行。", GBK),
    ];

    #[test]
    fn legacy_encodings_are_told_apart() {
        for &(text, encoding) in SAMPLES {
            let bytes = encoded(text, encoding);
            let decoded = decode(&bytes).unwrap_or_else(|e| panic!("{text}: {}", e.reason));
            assert_eq!(decoded.text, text, "{}: {:?}", encoding.name(), decoded.doubts);
            assert!(decoded.doubts[0].reason.starts_with("read as "), "{text}");
        }
    }

    #[test]
    fn every_word_of_a_line_is_recognised_alone() {
        let mut wrong = Vec::new();
        for &(text, encoding) in SAMPLES {
            if encoding != WINDOWS_1256 && encoding != WINDOWS_1252 {
                continue;
            }
            for word in text.split_whitespace().filter(|w| !w.is_ascii() && w.chars().count() > 3) {
                if decode(&encoded(word, encoding)).unwrap().text != word {
                    wrong.push(word);
                }
            }
        }
        assert!(wrong.len() <= 3, "{wrong:?}");
    }

    #[test]
    fn utf16_is_read_with_and_without_its_mark() {
        for text in ["سلام دنیا، این متن است.", "Plain words here.", "слово за слово"]
        {
            let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
            let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
            for bytes in [&little, &big] {
                assert_eq!(decode(bytes).unwrap().text, text);
            }
            let marked = [&[0xFF, 0xFE][..], &little].concat();
            assert_eq!(decode(&marked).unwrap().text, text);
            assert!(decode(&marked).unwrap().doubts[0].reason.contains("UTF-16LE"));
        }
    }

    #[test]
    fn utf8_loses_its_mark_and_nothing_else() {
        let decoded = decode("\u{feff}a\r\nسلام\u{200c}\u{a0}".as_bytes()).unwrap();
        assert_eq!(decoded.text, "a\r\nسلام\u{200c}\u{a0}");
        assert!(decoded.doubts.is_empty());
    }

    #[test]
    fn damaged_utf8_stays_utf8() {
        let mut bytes = "سلام دنیا، این متن است".as_bytes().to_vec();
        bytes.pop();
        let decoded = decode(&bytes).unwrap();
        assert!(decoded.text.starts_with("سلام دنیا، این متن"));
        assert!(decoded.doubts[0].reason.contains("1 × U+FFFD"));
    }

    #[test]
    fn a_page_may_declare_its_encoding() {
        let bytes = encoded("<html><meta charset=\"windows-1256\"><p>é</p>", WINDOWS_1256);
        assert!(decode(&bytes).unwrap().doubts[0].reason.contains("declares"));
    }

    #[test]
    fn bytes_in_utf8_outweigh_what_a_page_declares() {
        let page = |text: &str| {
            format!("<html><meta charset=windows-1256><p>{text} and words in ASCII</p>")
        };
        let decoded = |text: &str| {
            let page = page(text);
            let decoded = decode(page.as_bytes()).unwrap();
            assert_eq!(decoded.text, page);
            decoded.doubts.into_iter().map(|doubt| doubt.reason).collect::<Vec<_>>()
        };
        for text in ["é", "س", "سلام\u{200c}ها"] {
            assert_eq!(
                decoded(text),
                ["it declares windows-1256, but its bytes are UTF-8; read as UTF-8"],
                "{text}"
            );
        }
        assert!(decoded("plain").is_empty());
        let legacy = encoded(&page("سلام"), WINDOWS_1256);
        assert_eq!(decode(&legacy).unwrap().text, page("سلام"));
    }

    #[test]
    fn noise_is_binary() {
        let noise: Vec<u8> =
            (0..4000u32).map(|i| (i.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
        assert!(decode(&noise).is_err());
        assert!(decode(b"\0\x01\x02").is_err());
    }

    proptest! {
        #[test]
        fn any_bytes_decode_or_are_refused(bytes: Vec<u8>) {
            let _ = decode(&bytes);
        }

        #[test]
        fn any_text_survives(text in "\\PC{0,200}") {
            prop_assume!(!text.starts_with('\u{feff}'));
            let decoded = decode(text.as_bytes()).unwrap();
            prop_assert_eq!(decoded.text, text.as_str());
        }
    }
}
