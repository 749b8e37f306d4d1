//! What a column, a line of front matter or a property is called → what it says of a document.
//!
//! Names are compared folded, without blanks and signs, so that «نام فایل», `File Name` and
//! `file_name` are found whatever yeh or case they are written with. A name that is not in the
//! table is no mistake: what it names is kept under it.

use std::collections::HashMap;
use std::sync::OnceLock;

use crate::document::{Document, Metadata, Origin};
use crate::text::fold;

/// What is known by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// The document's own name.
    Id,
    /// The file that is spoken of.
    Path,
    Text,
    Title,
    Lang,
    Date,
    Source,
    Url,
    Author,
}

/// The names of each, the usual one first, in English, Arabic and Persian.
const NAMES: &[(Field, &[&str])] = &[
    (Field::Id, &["id", "identifier", "doc id", "document id", "معرف", "المعرف", "شناسه"]),
    (
        Field::Path,
        &[
            "path",
            "file",
            "filename",
            "file path",
            "الملف",
            "ملف",
            "اسم الملف",
            "المسار",
            "مسار",
            "مسار الملف",
            "فایل",
            "پرونده",
            "نام فایل",
            "نام پرونده",
            "مسیر",
            "مسیر فایل",
        ],
    ),
    (
        Field::Text,
        &[
            "text",
            "body",
            "content",
            "full text",
            "article",
            "النص",
            "نص",
            "المتن",
            "متن",
            "المحتوى",
            "محتوى",
            "متن کامل",
            "محتوا",
            "متن خبر",
            "متن مقاله",
        ],
    ),
    (
        Field::Title,
        &["title", "headline", "heading", "العنوان", "عنوان", "عنوان المقال", "تیتر", "سرتیتر"],
    ),
    (Field::Lang, &["lang", "language", "اللغة", "لغة", "زبان"]),
    (
        Field::Date,
        &[
            "date",
            "published",
            "publication date",
            "pub date",
            "date published",
            "التاريخ",
            "تاريخ",
            "تاريخ النشر",
            "تاریخ",
            "تاریخ انتشار",
            "تاریخ نشر",
        ],
    ),
    (
        Field::Source,
        &[
            "source",
            "outlet",
            "newspaper",
            "journal",
            "publisher",
            "المصدر",
            "مصدر",
            "الصحيفة",
            "صحيفة",
            "الجريدة",
            "الناشر",
            "منبع",
            "روزنامه",
            "رسانه",
            "نشریه",
            "ناشر",
        ],
    ),
    (
        Field::Url,
        &["url", "link", "uri", "address", "الرابط", "رابط", "نشانی", "پیوند", "لینک", "آدرس"],
    ),
    (
        Field::Author,
        &[
            "author",
            "authors",
            "byline",
            "creator",
            "writer",
            "المؤلف",
            "مؤلف",
            "الكاتب",
            "كاتب",
            "نویسنده",
            "مولف",
            "نگارنده",
        ],
    ),
];

impl Field {
    /// What is called so; `None` for a name that means nothing in particular.
    pub fn named(name: &str) -> Option<Field> {
        static KEYS: OnceLock<HashMap<String, Field>> = OnceLock::new();
        let keys = KEYS.get_or_init(|| {
            let names =
                NAMES.iter().flat_map(|&(field, names)| names.iter().map(move |n| (n, field)));
            names.map(|(name, field)| (key(name), field)).collect()
        });
        // No name in the table is longer.
        if name.len() > 64 { None } else { keys.get(&key(name)).copied() }
    }

    /// Where such a value is kept, and what that place is called in
    /// [`origins`](Document::origins).
    fn place(self, meta: &mut Metadata) -> Option<(&'static str, &mut String)> {
        Some(match self {
            Field::Title => ("title", &mut meta.title),
            Field::Lang => ("lang", &mut meta.lang),
            Field::Date => ("date", &mut meta.date),
            Field::Source => ("source", &mut meta.source),
            Field::Url => ("url", &mut meta.url),
            Field::Author => ("author", &mut meta.author),
            Field::Id | Field::Path | Field::Text => return None,
        })
    }
}

/// A name as it is compared.
fn key(name: &str) -> String {
    fold(name).chars().filter(|c| c.is_alphanumeric()).collect()
}

/// Says something of a document unless it has been said: what has a place of its own goes
/// there, the rest (and a second value for the same place) under its name. Empty values say
/// nothing.
pub fn tell(document: &mut Document, field: Option<Field>, name: &str, value: &str, from: Origin) {
    let value = value.trim();
    if value.is_empty() {
        return;
    }
    let name = match field.and_then(|field| field.place(&mut document.meta)) {
        Some((own, place)) if place.is_empty() => {
            *place = value.to_string();
            own
        }
        _ => {
            document.meta.more.push((name.to_string(), value.to_string()));
            name
        }
    };
    document.origins.push((name.to_string(), from));
}

/// Says something of a document in place of what was said before.
pub fn correct(
    document: &mut Document,
    field: Option<Field>,
    name: &str,
    value: &str,
    from: Origin,
) {
    let value = value.trim();
    if value.is_empty() {
        return;
    }
    let own = field.and_then(|field| {
        let (own, place) = field.place(&mut document.meta)?;
        place.clear();
        Some(own)
    });
    if own.is_none() {
        document.meta.more.retain(|(known, _)| known != name);
    }
    document.origins.retain(|(known, _)| known != own.unwrap_or(name));
    tell(document, field, name, value, from);
}

/// The origin that is a place in the file.
pub fn in_file(place: impl Into<String>) -> Origin {
    Origin::File(place.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found_however_they_are_written() {
        for (name, field) in [
            ("TITLE", Some(Field::Title)),
            (" File_Name ", Some(Field::Path)),
            ("نام\u{200c}فایل", Some(Field::Path)),
            ("نام فايل", Some(Field::Path)),
            ("المؤلّف", Some(Field::Author)),
            ("تاريخ", Some(Field::Date)),
            ("تاریخ", Some(Field::Date)),
            ("محتوي", Some(Field::Text)),
            ("desk", None),
            ("", None),
            ("…", None),
        ] {
            assert_eq!(Field::named(name), field, "{name}");
        }
    }

    #[test]
    fn no_name_means_two_things() {
        let mut seen = std::collections::HashMap::new();
        for (field, names) in NAMES {
            for name in *names {
                assert!(!key(name).is_empty(), "{name}");
                assert_eq!(*seen.entry(key(name)).or_insert(field), field, "{name}");
                assert_eq!(Field::named(name), Some(*field), "{name}");
            }
        }
    }

    #[test]
    fn what_is_said_twice_is_kept_and_what_is_corrected_is_replaced() {
        let mut document = Document::default();
        let from = || in_file("x");
        tell(&mut document, Some(Field::Author), "author", " A ", from());
        tell(&mut document, Some(Field::Author), "writer", "B", from());
        tell(&mut document, None, "desk", "", from());
        assert_eq!(document.meta.author, "A");
        assert_eq!(document.meta.more, [("writer".to_string(), "B".to_string())]);
        let table = Origin::Table("t".into());
        correct(&mut document, Some(Field::Author), "المؤلف", "C", table.clone());
        correct(&mut document, None, "writer", "D", table.clone());
        correct(&mut document, Some(Field::Author), "author", "  ", from());
        assert_eq!(document.meta.author, "C");
        assert_eq!(document.meta.more, [("writer".to_string(), "D".to_string())]);
        let of = |name: &str| (name.to_string(), table.clone());
        assert_eq!(document.origins, [of("author"), of("writer")]);
    }
}
