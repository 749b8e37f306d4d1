//! `kashf merge`: corpora compiled apart → the index that one build of all of them gives.

use std::path::PathBuf;
use std::thread::available_parallelism;

use kashf::document::{Document, GIVEN_DATE, Origin};
use kashf::id::DocId;
use kashf::index::{About, Batch, Builder, Index, threads};

use crate::artefact::Staged;
use crate::corpus;
use crate::output::{Results, say};
use crate::stop::{Outcome, Stop};
use crate::{size, temporary};

#[derive(clap::Args)]
pub struct Arguments {
    /// What `build` wrote, in the order in which the documents shall stand
    #[arg(required = true, num_args = 2.., value_name = "CORPUS")]
    corpora: Vec<PathBuf>,
    /// The index to write
    #[arg(short, long, value_name = "FILE")]
    out: PathBuf,
    /// Title of the corpus [default: that of the first]
    #[arg(long)]
    title: Option<String>,
    /// Threads [default: all processors]
    #[arg(short, long)]
    jobs: Option<std::num::NonZeroUsize>,
    /// Hold about so much of the texts in memory (200M, 2G) and set the rest aside beside what is
    /// written; the different words come on top, and the largest corpus to be read
    #[arg(long, value_name = "SIZE")]
    memory: Option<String>,
    /// Leave out where the commonest words stand, as in `kashf build --lean`
    #[arg(long)]
    lean: bool,
}

/// Documents that a thread reads at once.
const AT_ONCE: u32 = 256;

/// Merges.
pub fn run(arguments: Arguments) -> Outcome {
    let threads =
        arguments.jobs.or(available_parallelism().ok()).map_or(1, |jobs| jobs.get().min(256));
    let memory = arguments.memory.as_deref().map(size::memory).transpose()?;
    let mut merged: Option<Builder> = None;
    for path in &arguments.corpora {
        say(format_args!("reading {} …", path.display()));
        let engine = corpus::open(path)?;
        let index = engine.index();
        let builder = merged.get_or_insert_with(|| {
            let mut about = about(index);
            if let Some(title) = &arguments.title {
                about.title = title.clone();
            }
            let storage = temporary::storage(memory, &arguments.out);
            Builder::with_storage(about, storage).threads(threads).lean(arguments.lean)
        });
        let mut starts = (0..engine.info().documents).step_by(AT_ONCE as usize);
        let read = |start: u32| -> Outcome<Batch> {
            let end = engine.info().documents.min(start + AT_ONCE);
            let documents = (start..end).map(|number| document(index, DocId(number)));
            Ok(Batch::new(documents.collect::<Outcome<Vec<Document>>>()?)?)
        };
        threads::pipe(
            threads,
            || starts.next(),
            read,
            |batch| {
                let mut twice = None;
                let added = builder.add_all(batch?, |id, _| {
                    twice = Some(id.to_string());
                    None
                });
                match twice {
                    Some(id) => Stop::failed(format!(
                        "expected every document to have its own id, found “{id}” in {} and in a corpus before it: \
                     build them together, which gives one of them another id",
                        path.display()
                    )),
                    None => Ok(added?),
                }
            },
        )?;
    }
    let Some(builder) = merged else {
        return Stop::misused("expected two corpora or more, found none");
    };
    let documents = builder.documents();
    say(format_args!("writing the index of {documents} documents …"));
    let mut staged = Staged::default();
    staged.stream(arguments.out.clone(), |out| Ok(builder.write(out)?))?;
    let mut results = Results::open();
    for written in staged.commit()? {
        results.line(format_args!("{}\t{}", written.path, written.bytes))?;
    }
    results.finish()
}

/// What a corpus says of itself.
fn about(index: &Index) -> About {
    let said = |name| index.about(name).to_string();
    About {
        title: said("title"),
        description: said("description"),
        licence: said("licence"),
        built: said("built"),
    }
}

/// A document as it was given.
fn document(index: &Index, id: DocId) -> Outcome<Document> {
    let (record, mut details) = (index.record(id)?, index.details(id)?);
    let mut meta = index.metadata(id)?;
    // What was read or inferred is read and inferred anew, from all texts together.
    let inferred = |origin: &Origin| matches!(origin, Origin::Line(_) | Origin::Inferred(_));
    if details.origins.iter().any(|(field, origin)| field == "date" && inferred(origin)) {
        details.origins.retain(|(field, _)| field != "date");
        let given = meta.more.iter().position(|(field, _)| field == GIVEN_DATE);
        meta.date = given.map_or(String::new(), |given| meta.more.remove(given).1);
    }
    Ok(Document {
        text: index.text(id)?,
        meta,
        title_span: record.title_span,
        id: record.id,
        zones: details.zones,
        origins: details.origins,
        host: details.host,
    })
}
