//! How an answer of the desk was made, as text: to be read, to be handed on, and to be made again.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::desk::{compares, controls, name_of_others, to_set, value};
use super::facets::{limit_label, limits};
use super::language::Lang;
use super::messages::messages;
use super::permalink::{Against, Permalink};
use crate::engine::protocol::Info;

/// What was set, and of what it was made: names and values, in an order for reading.
pub type Record = Vec<(String, String)>;

/// The record of what an address shows: the corpus, then every setting, those of the start too.
/// The address makes it again.
pub fn record(lang: Lang, info: &Info, link: &Permalink) -> Record {
    let said = messages(lang);
    let mut all = vec![
        ("corpus".to_owned(), info.title.clone()),
        (FINGERPRINT.to_owned(), info.fingerprint.clone()),
        ("program".to_owned(), info.generator.clone()),
        ("analysis".to_owned(), info.chain.clone()),
        ("view".to_owned(), link.view.code().to_owned()),
        ("query".to_owned(), link.query.clone()),
    ];
    let limits = limits(&link.filter);
    let texts: Vec<String> =
        limits.iter().map(|limit| limit_label(said, lang, &link.filter, limit)).collect();
    if !texts.is_empty() {
        all.push(("texts".to_owned(), texts.join("; ")));
    }
    if compares(link.view) && link.against != Against::Nothing {
        all.push(("against".to_owned(), name_of_others(lang, link)));
    }
    let zones = if link.matching.everything { "all" } else { "articles" };
    all.push(("zones".to_owned(), zones.to_owned()));
    all.extend(
        controls(link.view)
            .iter()
            .map(|(key, control)| ((*key).to_owned(), value(link, key, *control))),
    );
    let address = Permalink { doc: None, ..link.clone() };
    all.push((ADDRESS.to_owned(), format!("#{}", address.fragment())));
    all
}

const ADDRESS: &str = "address";
const FINGERPRINT: &str = "fingerprint";
/// What tells a record without a table from other files.
const METHOD: &str = "method";

/// A record as a file: JSON, with the same `method` that a saved table has.
pub fn write(record: &Record) -> String {
    let method: Map<String, Value> =
        record.iter().map(|(name, value)| (name.clone(), json!(value))).collect();
    let mut text = serde_json::to_string_pretty(&json!({ METHOD: method })).unwrap_or_default();
    text.push('\n');
    text
}

/// What a record says, by names; other parts of the file it came in are passed over.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Deserialize)]
#[serde(default)]
pub struct Saved {
    method: BTreeMap<String, String>,
}

impl Saved {
    /// Where it leads: the address of then, with every setting of then, whatever they are at the
    /// start by now. `None` when it has no address of a view of the desk.
    ///
    /// ```
    /// use kashf::engine::protocol::Info;
    /// use kashf::view::record::{Saved, record, write};
    /// use kashf::view::{language::Lang, permalink::Permalink};
    /// let link = Permalink::parse("#q=nato&view=collocates&before=2");
    /// let text = write(&record(Lang::En, &Info::default(), &link));
    /// let saved: Saved = serde_json::from_str(&text).unwrap();
    /// assert_eq!(saved.place(), Some(link));
    /// assert_eq!(Saved::default().place(), None);
    /// ```
    pub fn place(&self) -> Option<Permalink> {
        let mut link = Permalink::parse(self.method.get(ADDRESS)?);
        let controls = controls(link.view);
        if controls.is_empty() {
            return None;
        }
        for (key, control) in controls {
            if let Some(set) = self.method.get(*key) {
                link.set(key, &to_set(*control, set));
                // What can no longer be set so is as near to it as can be.
                let now = value(&link, key, *control);
                link.set(key, &to_set(*control, &now));
            }
        }
        Some(link)
    }

    /// What is not now as it was then, of what decides about an answer: its name, what it was and
    /// what it is.
    pub fn changed(&self, now: &Record) -> Vec<(String, String, String)> {
        let decides = |name: &str| {
            [FINGERPRINT, "program", "analysis", "query", "zones"].contains(&name)
                || super::permalink::SETTINGS.contains(&name)
        };
        let was = |name: &String| self.method.get(name).filter(|_| decides(name));
        now.iter()
            .filter_map(|(name, is)| Some((name.clone(), was(name)?.clone(), is.clone())))
            .filter(|(_, was, is)| was != is)
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::permalink::View;

    fn saved(record: &Record) -> Saved {
        serde_json::from_str(&write(record)).unwrap()
    }

    #[test]
    fn every_view_is_made_again() {
        let info = Info { fingerprint: "a1".into(), ..Info::default() };
        for view in View::DESK {
            let mut link = Permalink::parse("#q=%22a b%22&source=x;y&in=fa&from=2021");
            link.view = view;
            for (key, control) in controls(view) {
                let other = match control {
                    super::super::desk::Control::Number(least, most, _) => {
                        (least + most).div_euclid(2).to_string()
                    }
                    super::super::desk::Control::One(codes)
                    | super::super::desk::Control::Measure(codes) => codes[1].to_owned(),
                    super::super::desk::Control::Known(_) => "desk = «x»".to_owned(),
                    super::super::desk::Control::Switch => "on".to_owned(),
                    super::super::desk::Control::Text => "«و» \n;".to_owned(),
                    super::super::desk::Control::Keys => "A1,B5".to_owned(),
                };
                link.set(key, &to_set(*control, &other));
            }
            let made = record(Lang::Fa, &info, &link);
            let saved = saved(&made);
            let again = saved.place().unwrap();
            assert_eq!(again, link);
            // In another language of the interface it is the same.
            assert_eq!(saved.changed(&record(Lang::En, &info, &again)), []);
            let other = Info { fingerprint: "b2".into(), ..info.clone() };
            let changed = saved.changed(&record(Lang::En, &other, &again));
            assert_eq!(changed, [(FINGERPRINT.into(), "a1".into(), "b2".into())]);
        }
    }

    #[test]
    fn what_was_the_start_then_is_set_now() {
        let mut saved =
            saved(&record(Lang::En, &Info::default(), &Permalink::parse("#q=a&view=concordance")));
        saved.method.insert("context".into(), "7".into());
        saved.method.insert("sample".into(), "a lot".into());
        let link = saved.place().unwrap();
        assert_eq!((link.setting("context"), link.setting("sample")), ("7", ""));
    }
}
