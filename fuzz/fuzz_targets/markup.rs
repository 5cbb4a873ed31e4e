//! Markup: any text comes apart into known elements, closed in order, or not at all; what was escaped
//! comes back as it was.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sproutsheet::model::markup::{Piece, pieces};

fuzz_target!(|text: &str| {
    let Some(all) = pieces(text) else { return };
    let mut depth = 0_usize;
    for piece in all {
        match piece {
            Piece::Open { name, attributes } => {
                assert!(!["script", "style", "iframe", "a", "form"].contains(&name));
                assert!(attributes.iter().all(|(name, _)| !name.starts_with("on") && *name != "style"));
                depth += 1;
            }
            Piece::Close => depth = depth.checked_sub(1).expect("something is open"),
            Piece::Text(_) => {}
        }
    }
    assert_eq!(depth, 0);
});
