//! What tests of several modules need.

use std::fs;

use crate::library::parse_pack;
use crate::model::text::Locale;
use crate::model::worksheet::Pack;

/// A pack of this repository, read from its files.
pub(crate) fn pack(id: &str, locale: Locale) -> Pack {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/worksheets");
    let open = |file: &str| fs::read_to_string(format!("{root}/{id}/{file}")).ok();
    parse_pack(&open("pack.json").unwrap(), open, locale).unwrap()
}
