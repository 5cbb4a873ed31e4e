//! What several targets need.

use std::sync::LazyLock;

use sproutsheet::library::{GALLERY, PACKS as IDS, parse_pack};
use sproutsheet::model::text::Locale;
use sproutsheet::model::worksheet::Pack;

/// The packs of the library, and the gallery's.
pub static PACKS: LazyLock<Vec<Pack>> = LazyLock::new(|| {
    let pack = |id: &str| {
        let root = concat!(env!("CARGO_MANIFEST_DIR"), "/../worksheets");
        let open = |file: &str| std::fs::read_to_string(format!("{root}/{id}/{file}")).ok();
        let text = open("pack.json").expect("the pack is there");
        parse_pack(&text, open, Locale::En).expect("the pack is whole")
    };
    IDS.into_iter().chain([GALLERY]).map(pack).collect()
});
