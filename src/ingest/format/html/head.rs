//! What a page says of itself: `<html lang>`, `<link>`, `<meta>`, `<time>` and linked data.
//!
//! For each field the best place wins, and the first of equals; the place is kept beside it.

use html5gum::StartTag;

use crate::document::{Metadata, Origin, is_iso};

use super::linked::Linked;
use super::value;

/// The fields as far as they are known.
#[derive(Default)]
pub struct Head {
    fields: Vec<Field>,
    pub og_title: String,
    /// The headline of the linked data.
    pub headline: String,
    /// The article's text in the linked data.
    pub body: String,
}

/// A value, and where it comes from.
struct Field {
    name: &'static str,
    value: String,
    /// Smaller is better.
    rank: usize,
    origin: String,
}

/// A field, and the names of `<meta>` that give it, the best first. Linked data stand at the
/// star, if there is one, else behind all.
const NAMES: &[(&str, &[&str])] = &[
    (
        "author",
        &[
            "*",
            "author",
            "article:author",
            "parsely-author",
            "sailthru.author",
            "dc.creator",
            "dcterms.creator",
            "byl",
        ],
    ),
    (
        "date",
        &[
            "article:published_time",
            "*",
            "datepublished",
            "og:published_time",
            "parsely-pub-date",
            "sailthru.date",
            "dcterms.created",
            "dc.date.issued",
            "dcterms.date",
            "dc.date",
            "pubdate",
            "publish_date",
            "publishdate",
            "publish-date",
            "publication_date",
            "date",
        ],
    ),
    (
        "modified",
        &[
            "article:modified_time",
            "*",
            "datemodified",
            "og:updated_time",
            "dcterms.modified",
            "last-modified",
        ],
    ),
    (
        "source",
        &[
            "og:site_name",
            "*",
            "dc.publisher",
            "dcterms.publisher",
            "publisher",
            "application-name",
        ],
    ),
    (
        "keywords",
        &["keywords", "news_keywords", "*", "article:tag", "parsely-tags", "sailthru.tags"],
    ),
    ("section", &["article:section", "*", "articlesection", "parsely-section"]),
    ("description", &["description", "og:description", "dc.description"]),
    ("lang", &["html", "content-language", "language", "*", "og:locale"]),
    ("url", &["canonical", "og:url"]),
];

/// How good a `<time>` is as a date: worse than all names.
const TIME: usize = 100;

impl Head {
    /// Reads an element of the head, or a `<time>` anywhere.
    pub fn take(&mut self, element: &str, tag: &StartTag<()>) {
        let get =
            |key: &str| tag.attributes.get(key.as_bytes()).map_or(String::new(), |v| value(v));
        match element {
            "html" => {
                let lang = Some(get("lang")).filter(|l| !l.is_empty()).unwrap_or(get("xml:lang"));
                self.named("html", lang, "html lang");
            }
            "link" if get("rel").eq_ignore_ascii_case("canonical") => {
                self.named("canonical", get("href"), "link canonical");
            }
            "time" if is_iso(&get("datetime")) => {
                let published = get("itemprop") == "datePublished"
                    || tag.attributes.contains_key(&b"pubdate"[..]);
                let rank = if published { TIME } else { TIME + 1 };
                self.put("date", get("datetime"), rank, "time datetime".to_string());
            }
            "meta" => {
                let key = ["name", "property", "itemprop", "http-equiv"].map(get);
                let key = key.into_iter().find(|k| !k.is_empty()).unwrap_or_default();
                let (key, content) = (key.to_ascii_lowercase(), get("content"));
                if key == "og:title" && self.og_title.is_empty() {
                    self.og_title = content;
                } else if key != "html" && key != "canonical" {
                    self.named(&key, content, &format!("meta {key}"));
                }
            }
            _ => {}
        }
    }

    /// Takes what linked data say of the article.
    pub fn linked(&mut self, linked: Linked) {
        for (field, value) in linked.fields {
            match field {
                "headline" if self.headline.is_empty() => {
                    self.headline = value;
                    continue;
                }
                "articleBody" if value.len() > self.body.len() => {
                    self.body = value;
                    continue;
                }
                _ => {}
            }
            let name = match field {
                "datePublished" => "date",
                "dateModified" => "modified",
                "publisher" => "source",
                "inLanguage" => "lang",
                "articleSection" => "section",
                other => other,
            };
            if let Some((name, names)) = NAMES.iter().find(|(known, _)| *known == name) {
                let rank = names.iter().position(|n| *n == "*").unwrap_or(names.len());
                self.put(name, value, rank, format!("JSON-LD {field}"));
            }
        }
    }

    /// A value under one of the names in the table.
    fn named(&mut self, key: &str, content: String, origin: &str) {
        let place = |names: &[&str]| names.iter().position(|n| *n == key);
        let row = NAMES.iter().find_map(|(name, names)| Some((*name, place(names)?)));
        match row {
            // Facebook's `article:author` is the address of a profile.
            Some(("author", _)) if content.starts_with("http") => {}
            Some((_, rank)) if key == "article:tag" => self.tag(&content, rank, origin),
            Some((name, rank)) => self.put(name, content, rank, origin.to_string()),
            None => {}
        }
    }

    /// `article:tag` is given once for each.
    fn tag(&mut self, content: &str, rank: usize, origin: &str) {
        match self.fields.iter_mut().find(|field| field.name == "keywords") {
            Some(field) if field.rank == rank && field.value.len() < LONGEST => {
                field.value.push_str(", ");
                field.value.push_str(content);
            }
            _ => self.put("keywords", content.to_string(), rank, origin.to_string()),
        }
    }

    fn put(&mut self, name: &'static str, value: String, rank: usize, origin: String) {
        if value.is_empty() {
            return;
        }
        match self.fields.iter_mut().find(|field| field.name == name) {
            Some(field) if rank < field.rank => *field = Field { name, value, rank, origin },
            Some(_) => {}
            None => self.fields.push(Field { name, value, rank, origin }),
        }
    }

    /// The fields in their places, and where each comes from.
    pub fn settle(self) -> (Metadata, Vec<(String, Origin)>) {
        let (mut meta, mut origins) = (Metadata::default(), Vec::new());
        for Field { name, value, origin, .. } in self.fields {
            origins.push((name.to_string(), Origin::File(origin)));
            match name {
                "author" => meta.author = value,
                "date" => meta.date = value,
                "source" => meta.source = value,
                "url" => meta.url = value,
                "lang" => meta.lang = value.replace('_', "-"),
                _ => meta.more.push((name.to_string(), value)),
            }
        }
        (meta, origins)
    }
}

/// Bytes of the longest list of tags.
const LONGEST: usize = 4096;
