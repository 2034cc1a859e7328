//! The fields of the index.

use tantivy::schema::{
    FAST, Field, IndexRecordOption, STORED, STRING, Schema, TextFieldIndexing, TextOptions,
};
use tantivy::tokenizer::TextAnalyzer;
use tantivy::{Index, IndexSettings, TantivyDocument};

use crate::document::Document;
use crate::words::{Codes, Words, phone_endings, whole};

/// The names that the index knows its tokenizers by.
const WORDS: &str = "words";
const CODES: &str = "codes";

#[derive(Debug, Clone)]
pub(crate) struct Shape {
    pub(crate) schema: Schema,
    /// One term by which the older state of a document is taken out.
    pub(crate) key: Field,
    pub(crate) codes: Field,
    pub(crate) names: Field,
    pub(crate) titles: Field,
    pub(crate) texts: Field,
    /// Not searched, only given back.
    pub(crate) kept: Field,
    workspace: Field,
    kind: Field,
    id: Field,
    at: Field,
    aside: Field,
}

/// Every query is bound by workspace and kind.
pub(crate) const WORKSPACE: &str = "workspace";
pub(crate) const KIND: &str = "kind";
pub(crate) const ID: &str = "id";
pub(crate) const AT: &str = "at";
pub(crate) const ASIDE: &str = "aside";

impl Shape {
    pub(crate) fn new() -> Self {
        let mut schema = Schema::builder();
        let indexed = |tokenizer: &str| {
            let indexing = TextFieldIndexing::default()
                .set_tokenizer(tokenizer)
                .set_index_option(IndexRecordOption::WithFreqs);
            TextOptions::default().set_indexing_options(indexing)
        };
        let key = schema.add_text_field("key", STRING);
        let codes = schema.add_text_field("codes", indexed(CODES));
        let names = schema.add_text_field("names", indexed(WORDS));
        let titles = schema.add_text_field("titles", indexed(WORDS));
        let texts = schema.add_text_field("texts", indexed(WORDS));
        let kept = schema.add_text_field("kept", STORED);
        let workspace = schema.add_i64_field(WORKSPACE, FAST);
        let kind = schema.add_u64_field(KIND, FAST);
        let id = schema.add_i64_field(ID, FAST);
        let at = schema.add_i64_field(AT, FAST);
        let aside = schema.add_u64_field(ASIDE, FAST);
        let schema = schema.build();
        Self { schema, key, codes, names, titles, texts, kept, workspace, kind, id, at, aside }
    }

    pub(crate) fn settings() -> IndexSettings {
        IndexSettings { docstore_compress_dedicated_thread: false, ..IndexSettings::default() }
    }

    pub(crate) fn register(index: &Index) {
        index.tokenizers().register(WORDS, TextAnalyzer::from(Words));
        index.tokenizers().register(CODES, TextAnalyzer::from(Codes));
    }

    pub(crate) fn document(&self, document: &Document) -> TantivyDocument {
        let mut made = TantivyDocument::default();
        made.add_text(self.key, document.subject.key());
        made.add_i64(self.workspace, document.subject.workspace.0);
        made.add_u64(self.kind, u64::from(document.subject.kind.0));
        made.add_i64(self.id, document.subject.id);
        made.add_i64(self.at, document.at.micros());
        made.add_u64(self.aside, u64::from(document.aside));
        let texts = [
            (self.codes, &document.codes),
            (self.names, &document.names),
            (self.titles, &document.titles),
            (self.texts, &document.texts),
        ];
        for (field, texts) in texts {
            texts.iter().filter(|text| !text.is_empty()).for_each(|text| made.add_text(field, text));
        }
        for phone in document.phones.iter().flat_map(|phone| phone_endings(phone)) {
            made.add_text(self.codes, whole(&phone));
        }
        if !document.kept.is_empty() {
            made.add_text(self.kept, &document.kept);
        }
        made
    }
}
