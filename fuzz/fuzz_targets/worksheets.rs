//! Worksheet files: any text becomes a worksheet, or a list of mistakes that is not as long as itself.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sproutsheet::library::{PROBLEM_LIMIT, parse_pack, parse_worksheet};
use sproutsheet::model::text::Locale;

fuzz_target!(|text: &str| {
    for languages in [&[Locale::En][..], &Locale::ALL] {
        match parse_worksheet("own.json", text, languages, Locale::En) {
            Ok(sheet) => {
                // What is valid passes through the form that the page reads.
                let bytes = postcard::to_allocvec(&sheet).expect("a worksheet has a compiled form");
                assert_eq!(postcard::from_bytes(&bytes), Ok(sheet));
            }
            Err(problems) => {
                assert!(!problems.is_empty() && problems.len() <= PROBLEM_LIMIT + 1);
                for problem in &problems {
                    assert!(problem.to_string().len() < 4_000);
                }
            }
        }
    }
    // As a pack whose every sheet is this file too.
    let _ = parse_pack(text, |_| Some(text.to_owned()), Locale::ZhHans);
});
