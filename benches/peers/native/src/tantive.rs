//! tantivy as in its examples: `TEXT | STORED`, that is its default tokenizer, positions, and
//! the text in its document store, which packs with LZ4 or, on demand, with Zstandard.

use std::hint::black_box;
use std::path::Path;

use tantivy::collector::{Count, TopDocs};
use tantivy::query::{BooleanQuery, Query, QueryParser, RegexQuery};
use tantivy::schema::{Field, STORED, STRING, Schema, TEXT, Value};
use tantivy::snippet::SnippetGenerator;
use tantivy::store::{Compressor, ZstdCompressor};
use tantivy::{Index, IndexSettings, IndexWriter, Searcher, TantivyDocument, doc};

use crate::{Ask, Document, Outcome, RESULTS};

/// Memory that each thread may fill before it writes a segment.
const MEMORY: usize = 128 << 20;

/// What packs the stored texts.
#[derive(Clone, Copy)]
pub enum Store {
    /// tantivy's default.
    Lz4,
    Zstd,
}

impl Store {
    pub fn named(tool: &str) -> Outcome<Store> {
        match tool {
            "tantivy" => Ok(Store::Lz4),
            "tantivy-zstd" => Ok(Store::Zstd),
            _ => Err(format!("expected tantivy, tantivy-zstd or sqlite, found {tool}").into()),
        }
    }
}

/// Returns when all is committed and the merges that tantivy began of itself have ended.
pub fn build(
    documents: impl Iterator<Item = Outcome<Document>>,
    folder: &Path,
    store: Store,
    threads: usize,
) -> Outcome {
    std::fs::create_dir_all(folder)?;
    let mut schema = Schema::builder();
    let id = schema.add_text_field("id", STRING | STORED);
    let title = schema.add_text_field("title", TEXT | STORED);
    let text = schema.add_text_field("text", TEXT | STORED);
    let settings = IndexSettings {
        docstore_compression: match store {
            Store::Lz4 => Compressor::Lz4,
            Store::Zstd => Compressor::Zstd(ZstdCompressor::default()),
        },
        ..IndexSettings::default()
    };
    let index = Index::builder().schema(schema.build()).settings(settings).create_in_dir(folder)?;
    let mut writer: IndexWriter = index.writer_with_num_threads(threads, threads * MEMORY)?;
    for document in documents {
        let document = document?;
        writer.add_document(
            doc!(id => document.id, title => document.title, text => document.text),
        )?;
    }
    writer.commit()?;
    Ok(writer.wait_merging_threads()?)
}

/// One segment, and no file that it does not need.
pub fn finish(folder: &Path) -> Outcome {
    let index = Index::open_in_dir(folder)?;
    let mut writer: IndexWriter = index.writer_with_num_threads(1, MEMORY)?;
    let segments = index.searchable_segment_ids()?;
    if segments.len() > 1 {
        writer.merge(&segments).wait()?;
    }
    writer.garbage_collect_files().wait()?;
    Ok(writer.wait_merging_threads()?)
}

/// An index that can be asked.
pub struct Opened {
    searcher: Searcher,
    parser: QueryParser,
    id: Field,
    title: Field,
    text: Field,
}

pub fn open(folder: &Path) -> Outcome<Opened> {
    let index = Index::open_in_dir(folder)?;
    let [id, title, text] = ["id", "title", "text"].map(|name| index.schema().get_field(name));
    let (id, title, text) = (id?, title?, text?);
    let parser = QueryParser::for_index(&index, vec![title, text]);
    Ok(Opened { searcher: index.reader()?.searcher(), parser, id, title, text })
}

pub fn answer(opened: &Opened, ask: Ask, words: &[String]) -> Outcome<usize> {
    let Opened { searcher, parser, id, title, text } = opened;
    let query: Box<dyn Query> = match ask {
        Ask::Any => parser.parse_query(&words.join(" "))?,
        Ask::Phrase => parser.parse_query(&format!("\"{}\"", words.join(" ")))?,
        Ask::Prefix => {
            let begins = format!("{}.*", words.join(" "));
            let one = |field: &Field| RegexQuery::from_pattern(&begins, *field);
            let both: [Box<dyn Query>; 2] = [Box::new(one(title)?), Box::new(one(text)?)];
            Box::new(BooleanQuery::union(both.into()))
        }
    };
    let best = TopDocs::with_limit(RESULTS).order_by_score();
    let (found, best) = searcher.search(&query, &(Count, best))?;
    let passages = SnippetGenerator::create(searcher, &*query, *text)?;
    for (_, address) in best {
        let document: TantivyDocument = searcher.doc(address)?;
        let shown = [id, title].map(|field| document.get_first(*field).and_then(|it| it.as_str()));
        black_box((shown, passages.snippet_from_doc(&document).to_html()));
    }
    Ok(found)
}
