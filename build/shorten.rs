//! Makes what browsers read as text shorter: the script that wasm-bindgen wrote, and the styles.
//!
//! Many hosts send a page's files as they lie on the disk, so names and blanks cost what they
//! weigh. This is no minifier: it parses neither language. It leaves out what stands on lines of
//! its own, and gives shorter names to what nothing else can mean: the functions that the program
//! and its script have in common, and the script's own helpers. The same text gives the same text.

use std::collections::{HashMap, HashSet};

use walrus::Module;

/// Functions and variables of wasm-bindgen's scripts that are called by no other name.
const HELPERS: &[&str] = &["WASM_VECTOR_LEN", "handleError", "isLikeNone", "makeMutClosure"];

/// The script of a program, and that program with the names that the script calls it by.
///
/// # Errors
///
/// When a short name is taken.
pub fn script(script: &str, program: &mut Module) -> Result<String, String> {
    let script = without_unused(&lean(script), program);
    let names = names(&script, program);
    let taken: HashSet<&str> = words(&script).collect();
    if let Some(name) = names.values().find(|name| taken.contains(name.as_str())) {
        return Err(format!("wasm-bindgen's script has a name {name} already"));
    }
    for import in program.imports.iter_mut() {
        if let Some(name) = names.get(import.name.as_str()) {
            import.name.clone_from(name);
        }
    }
    for export in program.exports.iter_mut() {
        if let Some(name) = names.get(export.name.as_str()) {
            export.name.clone_from(name);
        }
    }
    let short = words(&script).map(|word| names.get(word).map_or(word, String::as_str));
    Ok(without_detours(&short.collect::<String>()))
}

/// Text without indentation and without lines that are only comment. (Neither the style sheets
/// nor the scripts have strings of several lines that begin like one.)
pub fn lean(text: &str) -> String {
    let mut lean = String::with_capacity(text.len());
    let mut comment = false;
    for line in text.lines().map(str::trim) {
        let begins = comment || line.starts_with("/*");
        comment = begins && !line.contains("*/");
        let ends = begins && line.ends_with("*/");
        if !(line.is_empty() || line.starts_with("//") || comment || ends) {
            lean.push_str(line.split_once("*/").filter(|_| begins).map_or(line, |(_, rest)| rest));
            lean.push('\n');
        }
    }
    lean
}

/// A style sheet, without the line ends and the blanks that stand between its signs.
pub fn style(style: &str) -> String {
    let mut dense = String::with_capacity(style.len());
    for line in lean(style).lines() {
        let named = |name: &str| name.bytes().all(|it| it.is_ascii_lowercase() || it == b'-');
        match line.split_once(": ") {
            Some((name, value)) if named(name) && value != ";" => {
                dense.extend([name, ":", value]);
            }
            _ => match line.strip_suffix(" {") {
                Some(head) => dense.extend([head, "{"]),
                None => dense.push_str(line),
            },
        }
        if !line.ends_with(['{', '}', ';', ',']) {
            dense.push('\n');
        }
    }
    dense.push('\n');
    dense
}

/// The words of a text and what stands between them, in order.
fn words(text: &str) -> impl Iterator<Item = &str> {
    let is_word = |it: char| it.is_ascii_alphanumeric() || it == '_' || it == '$';
    let mut rest = text;
    std::iter::from_fn(move || {
        let first = rest.chars().next()?;
        let end = rest.find(|it| is_word(it) != is_word(first)).unwrap_or(rest.len());
        let (word, after) = rest.split_at(end);
        rest = after;
        Some(word)
    })
}

/// Short names for what is long: functions that the program imports or exports with a hash, and
/// the script's helpers.
fn names(script: &str, program: &Module) -> HashMap<String, String> {
    let imports = program.imports.iter().map(|import| import.name.as_str());
    let exports = program.exports.iter().map(|export| export.name.as_str());
    let shared = imports.chain(exports).filter(|name| has_hash(name));
    let own = script.lines().filter_map(|line| {
        let line = line.strip_prefix("function ").or_else(|| line.strip_prefix("let "))?;
        let word = words(line).next()?;
        let is_helper = ["Wasm0", "Memory0", "Table0"].iter().any(|end| word.ends_with(end));
        (is_helper || HELPERS.contains(&word)).then_some(word)
    });
    let mut names = HashMap::new();
    for name in shared.chain(own) {
        let short = format!("_{:x}", names.len());
        names.entry(name.to_owned()).or_insert(short);
    }
    names
}

/// Whether a name is one that wasm-bindgen made unlike every other.
fn has_hash(name: &str) -> bool {
    let is_hash = |part: &str| {
        let digits = part.strip_prefix('h').unwrap_or(part);
        digits.len() == 16 && digits.bytes().all(|it| it.is_ascii_hexdigit())
    };
    name.len() > 20 && name.split('_').any(is_hash)
}

/// Classes around functions that the program does not export.
fn without_unused(script: &str, program: &Module) -> String {
    let mut script = script.to_owned();
    for name in ["IntoUnderlyingByteSource", "IntoUnderlyingSink", "IntoUnderlyingSource"] {
        let prefix = format!("{}_", name.to_lowercase());
        if program.exports.iter().any(|export| export.name.starts_with(&prefix)) {
            continue;
        }
        cut(&mut script, &format!("class {name} {{\n"), &format!("exports.{name} = {name};\n"));
        cut(&mut script, &format!("const {name}Finalization = "), ";\n");
    }
    script
}

/// Takes out what begins and ends so; nothing when it is not there.
fn cut(text: &mut String, begin: &str, end: &str) {
    let Some(from) = text.find(begin) else { return };
    let Some(length) = text[from..].find(end) else { return };
    text.replace_range(from..from + length + end.len(), "");
}

/// A value that is named only to be given back is given back.
fn without_detours(script: &str) -> String {
    let mut short = String::with_capacity(script.len());
    let mut lines = script.lines().peekable();
    while let Some(line) = lines.next() {
        let value = line.strip_prefix("const ret = ").filter(|value| value.ends_with(';'));
        match value.filter(|_| lines.peek() == Some(&"return ret;")) {
            Some(value) => {
                short.extend(["return ", value]);
                lines.next();
            }
            None => short.push_str(line),
        }
        short.push('\n');
    }
    short
}
