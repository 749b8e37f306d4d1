//! What an element's name, role, class and id say of what is in it.
//!
//! Classes are split into words at hyphens, underscores and capital letters; a word is looked up
//! as a whole or, where the table says so, by its beginning.

use std::sync::LazyLock;

use crate::document::Zone;

/// What is known of an element before its text is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Traits {
    /// What it holds, if that is not the article.
    pub zone: Option<Zone>,
    /// More than 0 for names that articles have.
    pub weight: i32,
    /// It is said to be the text of the article.
    pub is_body: bool,
}

/// Words of classes; those with a star are beginnings.
const WORDS: &[(Zone, &str)] = &[
    (
        Zone::Navigation,
        "nav navbar navigation* menu* breadcrumb* crumbs crumb pagination pager paging paginator toolbar toolbox tools masthead \
         topbar footer* foot copyright* legal disclaimer cookie* consent* gdpr skip share* sharing* social* addtoany follow* print \
         login* signin signup register* subscri* newsletter* search* popup* modal* overlay* tooltip* rating* ratings vote* votes \
         paywall* hidden ishidden visuallyhidden noprint screenreader sronly dropdown* skyscraper toc rss shoutbox \
         extra* jumplink* catlinks editsection navbox printfooter hatnote noexcerpt buttons btn button",
    ),
    (
        Zone::Related,
        "related* sidebar* aside* recommend* popular* trending* mostread mostpopular mostviewed outbrain* taboola* \
         widget* teaser* recirc* rail rel seealso readmore readalso morefrom also moreon similar* latest* recent* carousel* ticker \
         breaking suggest* promo* upnext zergnet* yarpp* revcontent* inlinerelated supplemental \
         bottomnav next previous prev morestories topstories",
    ),
    (
        Zone::Comments,
        "comment* disqus* respond reply replies discuss* livefyre* combx community guestbook",
    ),
    (
        Zone::Advertising,
        "ad ads adv advert* advertise* adsense* adsby* adslot* adbox adunit* adcontainer sponsor* banner* dfp gpt agegate commercial \
         donate* donation* googlead* leaderboard mpu",
    ),
    (Zone::Tags, "tags taglist tagcloud tagged keywords"),
    (
        Zone::Source,
        "byline* author* meta metadata info dateline timestamp published pubdate credit* postmeta entrymeta contributor* \
         vcard bio source ",
    ),
    (Zone::Caption, "caption* imagecaption figcaption"),
];

/// Classes of which the words say less than they seem: they mark the page, not a part of it.
const GOOD: &str = "article articlebody body content entry hentry h-entry main page post text blog story storybody newsbody paragraph txt";
const BAD: &str = "banner combx comment comments com contact foot footer footnote gdpr masthead media meta outbrain promo related \
                   scroll share shoutbox sidebar skyscraper sponsor shopping tags tool widget";

/// Reads an element's name and attributes.
pub fn traits(name: &str, get: &impl Fn(&str) -> String) -> Traits {
    if matches!(
        name,
        "html" | "head" | "title" | "td" | "tr" | "tbody" | "a" | "b" | "i" | "strong" | "em"
    ) {
        return Traits::default();
    }
    let named = match name {
        "nav" | "footer" | "menu" | "search" | "button" | "label" | "dialog" | "amp-sidebar" => {
            Some(Zone::Navigation)
        }
        "aside" => Some(Zone::Related),
        "figcaption" | "caption" => Some(Zone::Caption),
        "time" => Some(Zone::Dateline),
        "form" | "fieldset" => Some(Zone::Navigation),
        _ => None,
    };
    let role = match get("role").as_str() {
        "navigation" | "search" | "menu" | "menubar" | "banner" | "contentinfo" | "dialog"
        | "alertdialog" | "tablist" | "toolbar" | "button" => Some(Zone::Navigation),
        "complementary" => Some(Zone::Related),
        _ => None,
    };
    let whole = matches!(name, "body" | "article" | "main") || get("role") == "main";
    let (class, id) = (get("class"), get("id"));
    let mut traits = Traits { is_body: get("itemprop") == "articleBody", ..Traits::default() };
    traits.weight = weight(&class) + weight(&id);
    if whole {
        return traits;
    }
    let unseen = get("aria-hidden") == "true" && name != "span" || hides(&get("style"));
    // The id of a heading is made of its words.
    let heading = name.len() == 2 && name.starts_with('h') && name != "hr";
    traits.zone = named
        .or(role)
        .or(unseen.then_some(Zone::Navigation))
        .or_else(|| zone(&id).filter(|_| !heading))
        .or_else(|| zone(&class));
    if traits.is_body {
        traits.zone = None;
    }
    traits
}

fn hides(style: &str) -> bool {
    let style: String =
        style.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_ascii_lowercase();
    style.contains("display:none") || style.contains("visibility:hidden")
}

/// The weight of a class or id, as Arc90's Readability has it.
fn weight(names: &str) -> i32 {
    let (mut good, mut bad) = (false, false);
    words(names, |word| {
        good |= TABLE.good.binary_search(&word).is_ok();
        bad |= TABLE.bad.binary_search(&word).is_ok();
    });
    25 * (i32::from(good) - i32::from(bad))
}

/// The zone that a class or id names.
fn zone(names: &str) -> Option<Zone> {
    // A class that a script looks for says what it does, not what it is.
    names.split_whitespace().filter(|name| !name.starts_with("js-")).take(24).find_map(one)
}

/// The zone that one class names. Of «main-sidebar-content» the last word says what it is, and
/// «content» that it may be the article: then the text in it decides.
fn one(name: &str) -> Option<Zone> {
    let (mut good, mut of_page) = (false, false);
    let (mut found, mut last) = (None, None);
    words(name, |word| {
        good |= HOLDS.contains(&word);
        of_page |= matches!(word, "has" | "no" | "with");
        // «field-label-hidden» hides a label, not the field.
        last = looked_up(word).filter(|_| word != "hidden");
        found = found.or(last);
    });
    let letters = name.chars().filter(|c| c.is_alphanumeric());
    let glued: String = letters.collect::<String>().to_ascii_lowercase();
    let zone = found.or_else(|| looked_up(&glued))?;
    let apart = matches!(zone, Zone::Comments | Zone::Related | Zone::Advertising);
    (!of_page && (!good || apart || last == Some(zone))).then_some(zone)
}

/// Words of classes that hold an article, or a whole page.
const HOLDS: &[&str] =
    &["article", "body", "content", "main", "column", "entry", "page", "wrapper", "container"];

fn looked_up(word: &str) -> Option<Zone> {
    let find = |rows: &[(&str, Zone)], word: &str| {
        rows.binary_search_by_key(&word, |row| row.0).ok().map(|at| rows[at].1)
    };
    let beginning = |(end, c): (usize, char)| find(&TABLE.beginnings, &word[..end + c.len_utf8()]);
    find(&TABLE.whole, word)
        .or_else(|| word.char_indices().take(LONGEST).skip(2).find_map(beginning))
}

/// Letters of the longest beginning.
const LONGEST: usize = 14;

/// The tables, sorted.
struct Table {
    whole: Vec<(&'static str, Zone)>,
    beginnings: Vec<(&'static str, Zone)>,
    good: Vec<&'static str>,
    bad: Vec<&'static str>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let (mut whole, mut beginnings) = (Vec::new(), Vec::new());
    for &(zone, rows) in WORDS {
        for row in rows.split_whitespace() {
            match row.strip_suffix('*') {
                Some(beginning) => beginnings.push((beginning, zone)),
                None => whole.push((row, zone)),
            }
        }
    }
    // Stable: of a word that is in two rows, the first counts.
    whole.sort_by_key(|row| row.0);
    whole.dedup_by_key(|row| row.0);
    beginnings.sort_by_key(|row| row.0);
    beginnings.dedup_by_key(|row| row.0);
    let sorted = |words: &'static str| {
        let mut words: Vec<&str> = words.split_whitespace().collect();
        words.sort_unstable();
        words
    };
    Table { whole, beginnings, good: sorted(GOOD), bad: sorted(BAD) }
});

/// Calls `each` with the words of class names, in lower case.
fn words(names: &str, mut each: impl FnMut(&str)) {
    let mut word = String::new();
    let mut before_is_small = false;
    for c in names.chars().take(400) {
        let begins = !c.is_alphabetic() || c.is_uppercase() && before_is_small;
        if begins && !word.is_empty() {
            each(&word);
            word.clear();
        }
        if c.is_alphabetic() {
            word.extend(c.to_lowercase());
        }
        before_is_small = c.is_lowercase();
    }
    if !word.is_empty() {
        each(&word);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(name: &str, class: &str) -> Option<Zone> {
        traits(name, &|key: &str| if key == "class" { class.to_string() } else { String::new() })
            .zone
    }

    #[test]
    fn classes_are_read_by_words() {
        for (class, zone) in [
            ("main-nav", Some(Zone::Navigation)),
            ("siteFooter", Some(Zone::Navigation)),
            ("breadcrumbs", Some(Zone::Navigation)),
            ("relatedPosts", Some(Zone::Related)),
            ("related_posts", Some(Zone::Related)),
            ("comment-list", Some(Zone::Comments)),
            ("box ad", Some(Zone::Advertising)),
            ("ad_slot", Some(Zone::Advertising)),
            ("post-tags", Some(Zone::Tags)),
            ("post-byline", Some(Zone::Source)),
            ("field-label-hidden", None),
            ("hidden", Some(Zone::Navigation)),
            ("js-share", None),
            ("has-sidebar", None),
            ("meta-content", None),
            ("shadow loading header", None),
            ("entry-content", None),
            ("", None),
        ] {
            assert_eq!(of("div", class), zone, "{class}");
        }
        assert_eq!(of("article", "related comments"), None);
        assert_eq!(of("nav", ""), Some(Zone::Navigation));
    }

    #[test]
    fn every_word_of_the_table_is_found() {
        for &(zone, rows) in WORDS {
            for row in rows.split_whitespace() {
                let word = row.trim_end_matches('*');
                assert_eq!(looked_up(word), Some(zone), "{word}");
                assert!(word.chars().all(|c| c.is_lowercase()), "{word}");
                assert!(word.len() <= LONGEST && (word.len() > 2 || !row.ends_with('*')), "{word}");
            }
        }
    }
}
