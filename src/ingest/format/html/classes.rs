//! What an element's name, role, class and id say of what is in it.
//!
//! Classes are split into words at hyphens, underscores and capital letters; a word is looked up
//! as a whole or, where the table says so, by its beginning.

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
         paywall* hidden ishidden visuallyhidden noprint screenreader sronly dropdown* skyscraper yom-remote toc rss shoutbox gdpr* \
         extra* jumplink* catlinks editsection mw-editsection navbox printfooter siteSub hatnote noexcerpt buttons btn button",
    ),
    (
        Zone::Related,
        "related* sidebar* aside* recommend* popular* trending* mostread mostpopular mostviewed outbrain* taboola* \
         widget* teaser* recirc* rail rel seealso readmore readalso morefrom also moreon similar* latest* recent* carousel* ticker \
         breaking suggest* promo* upnext zergnet* cross-links yarpp* jp-relatedposts revcontent* inlinerelated supplemental \
         bottomnav next previous prev morestories topstories",
    ),
    (Zone::Comments, "comment* disqus* respond reply replies discuss* livefyre* combx community guestbook"),
    (
        Zone::Advertising,
        "ad ads adv advert* advertise* adsense* adsby* adslot* adbox adunit* adcontainer sponsor* banner* dfp gpt ad-break agegate commercial \
         donate* donation* googlead* leaderboard mpu",
    ),
    (Zone::Tags, "tags taglist tagcloud tagged keywords tagline-list"),
    (
        Zone::Source,
        "byline* author* meta metadata info dateline timestamp published pubdate credit* postmeta entrymeta contributor* \
         vcard bio source copyright-line",
    ),
    (Zone::Caption, "caption* wp-caption imagecaption figcaption"),
];

/// Classes of which the words say less than they seem: they mark the page, not a part of it.
const GOOD: &str = "article articlebody body content entry hentry h-entry main page post text blog story storybody newsbody paragraph txt";
const BAD: &str = "banner combx comment comments com contact foot footer footnote gdpr masthead media meta outbrain promo related \
                   scroll share shoutbox sidebar skyscraper sponsor shopping tags tool widget";

/// Reads an element's name and attributes.
pub fn traits(name: &str, get: &impl Fn(&str) -> String) -> Traits {
    if matches!(name, "html" | "head" | "title" | "td" | "tr" | "tbody" | "a" | "b" | "i" | "strong" | "em") {
        return Traits::default();
    }
    let named = match name {
        "nav" | "footer" | "menu" | "search" | "button" | "label" | "dialog" | "amp-sidebar" => Some(Zone::Navigation),
        "aside" => Some(Zone::Related),
        "figcaption" | "caption" => Some(Zone::Caption),
        "time" => Some(Zone::Dateline),
        "form" | "fieldset" => Some(Zone::Navigation),
        _ => None,
    };
    let role = match get("role").as_str() {
        "navigation" | "search" | "menu" | "menubar" | "banner" | "contentinfo" | "dialog" | "alertdialog" | "tablist" | "toolbar" | "button" => {
            Some(Zone::Navigation)
        }
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
    let unseen = get("aria-hidden") == "true" && name != "span"
        || hides(&get("style"));
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
    let style: String = style.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_ascii_lowercase();
    style.contains("display:none") || style.contains("visibility:hidden")
}

/// The weight of a class or id, as Arc90's Readability has it.
fn weight(names: &str) -> i32 {
    let mut weight = 0;
    let mut good = false;
    let mut bad = false;
    words(names, |word| {
        good |= GOOD.split(' ').any(|w| w == word);
        bad |= BAD.split_whitespace().any(|w| w == word);
    });
    weight += if good { 25 } else { 0 };
    weight - if bad { 25 } else { 0 }
}

/// The zone that a class or id names.
fn zone(names: &str) -> Option<Zone> {
    let mut found = None;
    // A class that a script looks for says what it does, not what it is.
    for name in names.split_whitespace().filter(|name| !name.starts_with("js-")).take(24) {
        let mut good = false;
        let mut here = None;
        words(name, |word| {
            good |= matches!(word, "article" | "body" | "content" | "main" | "column" | "entry" | "page" | "wrapper" | "container" | "has" | "no" | "with");
            // «field-label-hidden» hides a label, not the field.
            here = here.or_else(|| looked_up(word).filter(|_| word != "hidden"));
        });
        let whole: String = name.chars().filter(|c| c.is_alphanumeric()).collect::<String>().to_ascii_lowercase();
        let here = here.or_else(|| looked_up(&whole));
        if let (Some(zone), None) = (here, found) {
            // «main-sidebar-content» may be either; the text in it decides.
            if !good || matches!(zone, Zone::Comments | Zone::Related | Zone::Advertising) {
                found = Some(zone);
            }
        }
    }
    found
}

fn looked_up(word: &str) -> Option<Zone> {
    let fits = |row: &str| match row.strip_suffix('*') {
        Some(beginning) => word.starts_with(beginning),
        None => word == row,
    };
    WORDS.iter().find(|(_, rows)| rows.split_whitespace().any(fits)).map(|&(zone, _)| zone)
}

/// Calls `each` with the words of class names, in lower case.
fn words(names: &str, mut each: impl FnMut(&str)) {
    let mut word = String::new();
    let mut before_is_small = false;
    for c in names.chars().take(400) {
        if !c.is_alphabetic() || c.is_uppercase() && before_is_small {
            if !word.is_empty() {
                each(&word);
                word.clear();
            }
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
