//! `kashf serve`: a folder of built pages → a web server for this machine alone.
//!
//! It listens on the loopback interface only, and answers only requests that name it by a
//! loopback name: a page from elsewhere cannot reach it under a name of its own. It gives
//! files that lie below the folder, no hidden ones, and nothing that a symbolic link
//! leads out to.

use std::fs::{self, File};
use std::io::{self, Cursor, Read as _, Seek as _, SeekFrom};
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use tiny_http::{Header, Method, Request, Response, ResponseBox, Server};

use crate::output::{Results, say};
use crate::stop::{Outcome, Stop};

#[derive(clap::Args)]
pub struct Arguments {
    /// The folder to show
    #[arg(default_value = "dist")]
    dir: PathBuf,
    /// The port; 0 for any that is free
    #[arg(long, default_value_t = 8000)]
    port: u16,
}

/// Requests answered at once: a browser opens six connections.
const THREADS: usize = 8;

/// Serves until it is stopped.
pub fn run(arguments: Arguments) -> Outcome {
    let dir = &arguments.dir;
    let root = dir.canonicalize().ok().filter(|root| root.is_dir()).ok_or_else(|| {
        Stop::Failed(format!(
            "expected a folder of built pages at {}, found none: run `kashf build` first, or name another",
            dir.display()
        ))
    })?;
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, arguments.port)).map_err(|error| {
        Stop::Failed(format!(
            "port {} could not be opened: {error}; choose another with --port, or 0 for any",
            arguments.port
        ))
    })?;
    let address = listener.local_addr()?;
    let server = Server::from_listener(listener, None)
        .map_err(|error| Stop::Failed(format!("the server could not be started: {error}")))?;
    announce(dir, address)?;
    std::thread::scope(|scope| {
        for _ in 0..THREADS {
            scope.spawn(|| {
                for request in server.incoming_requests() {
                    let response = answer(&root, &request);
                    // Whoever asked may have gone.
                    let _ = request.respond(response);
                }
            });
        }
    });
    Ok(())
}

fn announce(dir: &Path, address: SocketAddr) -> Outcome {
    let mut results = Results::open();
    results.line(format_args!("http://{address}/"))?;
    results.finish()?;
    say(format_args!("serving {} on this machine only; Ctrl+C ends it", dir.display()));
    Ok(())
}

fn answer(root: &Path, request: &Request) -> ResponseBox {
    if !matches!(request.method(), Method::Get | Method::Head) {
        return message(405, "Only GET and HEAD are answered here.");
    }
    let host = request.headers().iter().find(|header| header.field.equiv("Host"));
    if !host.is_some_and(|header| is_loopback(header.value.as_str())) {
        return message(403, "This server answers to localhost and 127.0.0.1 only.");
    }
    let Some(parts) = parts(request.url()) else {
        return message(404, "No such file.");
    };
    let path = parts.iter().fold(root.to_path_buf(), |path, part| path.join(part));
    // The real place, after every symbolic link, must still be below the folder.
    match path.canonicalize() {
        Ok(path) if path.starts_with(root) => file_or_folder(root, &path, &parts, request),
        _ => message(404, "No such file."),
    }
}

fn file_or_folder(root: &Path, path: &Path, parts: &[String], request: &Request) -> ResponseBox {
    if !path.is_dir() {
        return file(path, request);
    }
    if !request.url().split(['?', '#']).next().is_some_and(|path| path.ends_with('/')) {
        let parts: Vec<String> = parts.iter().map(|part| percent_encoded(part)).collect();
        let place = format!("/{}/", parts.join("/"));
        return message(301, "It is a folder.").with_header(header("Location", &place));
    }
    match path.join("index.html").canonicalize() {
        Ok(index) if index.starts_with(root) => file(&index, request),
        _ if path == root => page(&listing(root)),
        _ => message(404, "No such file."),
    }
}

/// `localhost`, `127.0.0.1` or `[::1]`, with or without a port.
fn is_loopback(host: &str) -> bool {
    let name = match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|b| b.is_ascii_digit()) => name,
        _ => host,
    };
    matches!(name, "localhost" | "127.0.0.1" | "[::1]")
}

/// The parts of a requested path; `None` when one of them is not the plain name of a file
/// that is meant to be seen.
fn parts(url: &str) -> Option<Vec<String>> {
    let path = url.split(['?', '#']).next()?.strip_prefix('/')?;
    let parts = path.split('/').filter(|part| !part.is_empty()).map(percent_decoded);
    let plain = |part: &String| {
        !part.starts_with('.') && !part.contains(|c: char| c.is_control() || "/\\:".contains(c))
    };
    parts.map(|part| part.filter(plain)).collect()
}

fn percent_decoded(part: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(part.len());
    let mut rest = part.bytes();
    while let Some(byte) = rest.next() {
        let digit = |byte: Option<u8>| char::from(byte?).to_digit(16);
        let plain =
            if byte == b'%' { digit(rest.next())? * 16 + digit(rest.next())? } else { byte.into() };
        bytes.push(plain as u8);
    }
    String::from_utf8(bytes).ok()
}

fn percent_encoded(part: &str) -> String {
    let mut encoded = String::new();
    for byte in part.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte) {
            encoded.push(byte.into());
        } else {
            encoded += &format!("%{byte:02X}");
        }
    }
    encoded
}

/// What browsers need to be told; text without a `charset` would be guessed at.
const TYPES: &[(&str, &str)] = &[
    ("html", "text/html; charset=utf-8"),
    ("js", "text/javascript; charset=utf-8"),
    ("mjs", "text/javascript; charset=utf-8"),
    ("css", "text/css; charset=utf-8"),
    ("json", "application/json"),
    ("ts", "text/plain; charset=utf-8"),
    ("txt", "text/plain; charset=utf-8"),
    ("md", "text/plain; charset=utf-8"),
    ("svg", "image/svg+xml"),
    ("png", "image/png"),
    ("ico", "image/x-icon"),
    ("woff2", "font/woff2"),
    ("wasm", "application/wasm"),
    ("zip", "application/zip"),
];

/// A file, the part of it that was asked for, or word that the browser's copy is good.
fn file(path: &Path, request: &Request) -> ResponseBox {
    let ending = path.extension().and_then(|e| e.to_str()).unwrap_or("").to_ascii_lowercase();
    let kind = TYPES.iter().find(|(e, _)| *e == ending).map_or("application/octet-stream", |t| t.1);
    match content(path, request) {
        Ok(response) => finished(response, kind),
        Err(_) => message(404, "No such file."),
    }
}

fn content(path: &Path, request: &Request) -> io::Result<ResponseBox> {
    let mut file = File::open(path)?;
    let known = file.metadata()?;
    let written = known.modified()?.duration_since(UNIX_EPOCH).unwrap_or_default();
    let tag = format!("\"{:x}-{:x}\"", written.as_nanos(), known.len());
    let asked = |name: &'static str| {
        let header = request.headers().iter().find(|header| header.field.equiv(name));
        header.map(|header| header.value.as_str())
    };
    let same = |name| asked(name).is_none_or(|known| known == tag);
    if asked("If-None-Match").is_some() && same("If-None-Match") {
        return Ok(Response::empty(304).with_header(header("ETag", &tag)).boxed());
    }
    let part =
        asked("Range").filter(|_| same("If-Range")).and_then(|asked| part(asked, known.len()));
    let (status, range) = match part {
        Some(Some(range)) => (206, range),
        Some(None) => (416, 0..0),
        None => (200, 0..known.len()),
    };
    file.seek(SeekFrom::Start(range.start))?;
    let length = (range.end - range.start) as usize;
    let body = file.take(length as u64);
    let mut response = Response::new(status.into(), Vec::new(), body, Some(length), None)
        .with_chunked_threshold(usize::MAX)
        .with_header(header("Accept-Ranges", "bytes"))
        .with_header(header("ETag", &tag));
    if status != 200 {
        let which = match status {
            206 => format!("{}-{}", range.start, range.end - 1),
            _ => "*".to_string(),
        };
        response.add_header(header("Content-Range", &format!("bytes {which}/{}", known.len())));
    }
    Ok(response.boxed())
}

/// The bytes that a `Range` asks for of so many; `Some(None)` when there are none of them, and
/// `None` for what is not one range of bytes: then the whole file is the answer.
fn part(asked: &str, length: u64) -> Option<Option<Range<u64>>> {
    let (first, last) = asked.strip_prefix("bytes=")?.split_once('-')?;
    let number = |digits: &str| digits.parse::<u64>().ok();
    let range = match (number(first), number(last)) {
        (Some(first), Some(last)) if first <= last => first..last.saturating_add(1).min(length),
        (Some(first), None) if last.is_empty() => first..length,
        (None, Some(last)) if first.is_empty() => length.saturating_sub(last)..length,
        _ => return None,
    };
    Some((range.start < range.end).then_some(range))
}

fn page(html: &str) -> ResponseBox {
    finished(Response::from_data(html.as_bytes()).boxed(), "text/html; charset=utf-8")
}

fn message(status: u16, text: &str) -> ResponseBox {
    let body = Cursor::new(format!("{text}\n").into_bytes());
    let response = Response::new(status.into(), Vec::new(), body, Some(text.len() + 1), None);
    finished(response.boxed(), "text/plain; charset=utf-8")
}

fn finished(response: ResponseBox, kind: &str) -> ResponseBox {
    response
        .with_header(header("Content-Type", kind))
        .with_header(header("X-Content-Type-Options", "nosniff"))
        // A page that was just built again is to be seen at once: copies are asked about.
        .with_header(header("Cache-Control", "no-cache"))
}

/// Only called with plain ASCII, which is always a header.
fn header(name: &str, value: &str) -> Header {
    Header::from_bytes(name, value)
        .unwrap_or_else(|()| unreachable!("{name} and its value are printable ASCII"))
}

/// Links to what was built into the folder.
fn listing(root: &Path) -> String {
    let mut names: Vec<String> = fs::read_dir(root)
        .into_iter()
        .flatten()
        .flatten()
        .filter_map(|entry| {
            let name = entry.file_name().into_string().ok().filter(|n| !n.starts_with('.'))?;
            let built = [".html", ".zip", ".kashf"].iter().any(|ending| name.ends_with(ending));
            let site = entry.path().join("index.html").is_file();
            if site { Some(name + "/") } else { built.then_some(name) }
        })
        .collect();
    names.sort();
    let mut items = String::new();
    for name in &names {
        let slash = if name.ends_with('/') { "/" } else { "" };
        let href = percent_encoded(name.trim_end_matches('/'));
        let text = name.replace('&', "&amp;").replace('<', "&lt;");
        items += &format!("<li><a href=\"{href}{slash}\">{text}</a></li>");
    }
    let body = if items.is_empty() {
        "<p>Nothing was built here yet.".into()
    } else {
        format!("<ul>{items}</ul>")
    };
    format!(
        "<!doctype html><html lang=en><meta charset=utf-8><title>Kashf</title><h1>Built here</h1>{body}"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_are_read() {
        for (asked, expected) in [
            ("bytes=0-0", Some(Some(0..1))),
            ("bytes=5-99", Some(Some(5..10))),
            ("bytes=5-", Some(Some(5..10))),
            ("bytes=-3", Some(Some(7..10))),
            ("bytes=-99", Some(Some(0..10))),
            ("bytes=10-12", Some(None)),
            ("bytes=-0", Some(None)),
            ("bytes=3-2", None),
            ("bytes=-", None),
            ("bytes=0-1,3-4", None),
            ("bytes=a-b", None),
            ("lines=0-1", None),
        ] {
            assert_eq!(part(asked, 10), expected, "{asked}");
        }
    }

    #[test]
    fn only_plain_paths_are_served() {
        for (url, expected) in [
            ("/", Some(vec![])),
            ("/a/b.html?x#y", Some(vec!["a", "b.html"])),
            ("/%D8%A7", Some(vec!["ا"])),
            ("//evil.example/", Some(vec!["evil.example"])),
            ("/../x", None),
            ("/a/%2e%2e/x", None),
            ("/a%2fb", None),
            ("/a%5cb", None),
            ("/.git/config", None),
            ("/%00", None),
            ("/%ff", None),
            ("/%4", None),
            ("/C:", None),
            ("x", None),
        ] {
            let found = parts(url);
            let expected = expected.map(|p| p.iter().map(|s| s.to_string()).collect::<Vec<_>>());
            assert_eq!(found, expected, "{url}");
        }
    }

    #[test]
    fn only_loopback_names_are_answered() {
        for (host, yes) in [
            ("localhost", true),
            ("localhost:8000", true),
            ("127.0.0.1:1", true),
            ("[::1]:80", true),
            ("evil.example", false),
            ("localhost.evil.example:80", false),
            ("", false),
        ] {
            assert_eq!(is_loopback(host), yes, "{host}");
        }
    }
}
