//! Fragments: any text is a page or none; what is printed parses to the same page.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sproutsheet::model::route::Route;

fuzz_target!(|text: &str| {
    let route = Route::parse(text);
    let printed = route.to_string();
    // A fragment that is none of ours stands as it stood.
    if !matches!(route, Route::Unknown(_)) {
        assert_eq!(Route::parse(&printed), route, "{printed}");
    }
});
