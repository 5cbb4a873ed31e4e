//! Tables: any CSV gives rows within bounds or says why not; what left as CSV comes back.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use sproutsheet::library::parse_pack;
use sproutsheet::model::export::csv::{ROWS_LIMIT, read};
use sproutsheet::model::text::Locale;
use sproutsheet::model::worksheet::Pack;
use sproutsheet::words::paper::labels;

static PACKS: LazyLock<Vec<Pack>> = LazyLock::new(|| {
    let pack = |id: &&str| {
        let root = concat!(env!("CARGO_MANIFEST_DIR"), "/../worksheets");
        let open = |file: &str| std::fs::read_to_string(format!("{root}/{id}/{file}")).ok();
        let text = open("pack.json").expect("the pack is there");
        parse_pack(&text, open, Locale::En).expect("the pack is whole")
    };
    ["community", "independent"].iter().map(pack).collect()
});

fuzz_target!(|text: &str| {
    let sheets = PACKS.iter().flat_map(|pack| &pack.sheets);
    for (_, kind) in sheets.flat_map(|sheet| sheet.rows()) {
        if let Ok(incoming) = read(text, kind, &labels(Locale::En).wording) {
            assert!(incoming.rows.len() <= ROWS_LIMIT);
        }
    }
});
