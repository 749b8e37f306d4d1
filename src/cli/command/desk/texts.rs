//! Options and short expressions → some of the texts.

use std::path::Path;

use kashf::engine::Engine;
use kashf::engine::protocol::Subcorpus;
use kashf::view::subcorpora::{File, Refused, VERSION};

use crate::stop::{Outcome, Stop};

/// The names of an expression that are no metadata.
const NAMES: &str = "q, doc, subcorpus, from, to, spoken-from, spoken-to";

/// Options that choose texts; all that are given must hold.
#[derive(clap::Args)]
pub struct Chosen {
    /// Only texts of which this is known: lang=fa, source=…, any metadata; more than one parted by
    /// `;`, where one name with several values takes any of them
    #[arg(long = "where", value_name = "NAME=VALUE")]
    known: Vec<String>,
    /// Only texts that answer this query
    #[arg(long = "in", value_name = "QUERY")]
    inside: Option<String>,
    /// Only texts published on this day, month or year (ISO 8601) or later
    #[arg(long, value_name = "DATE")]
    from: Option<String>,
    /// Only texts published on this day, month or year or earlier
    #[arg(long, value_name = "DATE")]
    to: Option<String>,
    /// Only these texts, by their ids
    #[arg(long = "doc", value_name = "ID")]
    documents: Vec<String>,
    /// Only texts of a subcorpus that was saved on the page, by its name
    #[arg(long = "subcorpus", value_name = "FILE#NAME")]
    named: Vec<String>,
}

impl Chosen {
    /// The texts that they choose.
    pub fn texts(&self, engine: &Engine) -> Outcome<Subcorpus> {
        let mut texts = Subcorpus::default();
        for known in &self.known {
            put_all(engine, known, &mut texts)?;
        }
        let single = [("q", &self.inside), ("from", &self.from), ("to", &self.to)];
        for (name, value) in single {
            value.iter().try_for_each(|value| put(engine, name, value, &mut texts))?;
        }
        texts.documents.extend(self.documents.iter().cloned());
        self.named.iter().try_for_each(|named| put(engine, "subcorpus", named, &mut texts))?;
        Ok(texts)
    }
}

/// The texts of an expression such as `lang=fa; from=2021-12; q=ناتو`.
pub fn described(engine: &Engine, expression: &str) -> Outcome<Subcorpus> {
    let mut texts = Subcorpus { name: expression.trim().to_owned(), ..Subcorpus::default() };
    put_all(engine, expression, &mut texts)?;
    Ok(texts)
}

fn put_all(engine: &Engine, expression: &str, texts: &mut Subcorpus) -> Outcome {
    for part in expression.split(';').map(str::trim).filter(|part| !part.is_empty()) {
        let Some((name, value)) = part.split_once('=') else {
            return Stop::misused(format!(
                "expected texts as name=value, parted by “;”, such as “lang=fa; from=2021”, found “{part}”"
            ));
        };
        put(engine, name.trim(), value.trim(), texts)?;
    }
    Ok(())
}

fn put(engine: &Engine, name: &str, value: &str, texts: &mut Subcorpus) -> Outcome {
    let filter = &mut texts.filter;
    let once = match name {
        "q" => &mut texts.query,
        "from" => &mut filter.from,
        "to" => &mut filter.to,
        "spoken-from" => &mut filter.spoken_from,
        "spoken-to" => &mut filter.spoken_to,
        several => {
            let value = value.to_owned();
            match several {
                "doc" => texts.documents.push(value),
                "subcorpus" => filter.within.push(saved(&value)?),
                "lang" => filter.lang.push(value),
                "source" => filter.source.push(value),
                other => {
                    let name = known(engine, other)?;
                    filter.more.entry(name).or_default().push(value);
                }
            }
            return Ok(());
        }
    };
    if !once.is_empty() {
        return Stop::misused(format!("expected “{name}” once, found “{once}” and “{value}”"));
    }
    value.clone_into(once);
    Ok(())
}

/// A subcorpus that was saved on the page: of `FILE#NAME`.
fn saved(wanted: &str) -> Outcome<Subcorpus> {
    let Some((path, name)) = wanted.split_once('#') else {
        return Stop::misused(format!(
            "expected a file and the name of a subcorpus in it, such as “subcorpora.json#War”, found “{wanted}”"
        ));
    };
    let path = Path::new(path);
    let bytes = std::fs::read(path).map_err(|error| Stop::at(path, "read", error))?;
    let read = serde_json::from_slice::<File>(&bytes).map_err(|_| Refused::Other);
    let shown = path.display();
    let all = match read.and_then(File::check) {
        Ok(all) => all,
        Err(Refused::Newer) => {
            return Stop::failed(format!(
                "expected subcorpora of version {VERSION} or older in {shown}, found a later one: use a newer kashf"
            ));
        }
        Err(Refused::Other | Refused::TooMuch) => {
            return Stop::failed(format!(
                "expected subcorpora saved on the page, found something else in {shown}"
            ));
        }
    };
    let names: Vec<&str> = all.iter().map(|it| it.name.as_str()).collect();
    match all.iter().find(|it| it.name == name) {
        Some(found) => Ok(found.clone()),
        None => Stop::misused(format!("expected one of {}, found “{name}”", names.join(", "))),
    }
}

/// The name of metadata that the corpus has, whatever its case.
fn known(engine: &Engine, name: &str) -> Outcome<String> {
    let fields = engine.index().fields();
    let mut names = fields.iter().map(|field| field.name.as_str()).chain(["year"]);
    match names.clone().find(|it| it.eq_ignore_ascii_case(name)) {
        Some(name) => Ok(name.to_owned()),
        None => {
            let first = names.next().unwrap_or_default();
            let all = names.fold(first.to_owned(), |all, name| all + ", " + name);
            Stop::misused(format!("expected one of {NAMES}, {all}, found “{name}”"))
        }
    }
}
