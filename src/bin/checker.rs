//! The fifth program: reads and checks an author's own worksheet. Apart from the others, since who
//! fills our sheets never needs it.
//!
//! Values cross as postcard bytes, as compiled packs are: the first program has its reader.

fn main() {}

#[cfg(target_arch = "wasm32")]
#[allow(unreachable_pub)] // wasm-bindgen exports what is `pub` here
mod exports {
    use sproutsheet::library;
    use sproutsheet::model::mistake::Mistake;
    use sproutsheet::model::snippet;
    use sproutsheet::model::text::Locale;
    use wasm_bindgen::prelude::wasm_bindgen;

    fn locale(english: bool) -> Locale {
        if english { Locale::En } else { Locale::ZhHans }
    }

    /// `Result<Vec<u8>, Vec<Mistake>>`: the worksheet as a pack in its compiled form, or all that is
    /// wrong with it.
    #[wasm_bindgen]
    pub fn check(text: &str, english: bool) -> Vec<u8> {
        let locale = locale(english);
        let checked = match library::parse_own("", text, locale) {
            Ok(pack) => postcard::to_allocvec(&pack).map_err(|_| Vec::new()),
            Err(mut problems) => {
                // As one reads the file.
                problems.sort_by_key(|problem| (problem.line, problem.column));
                Err(problems.iter().map(|problem| problem.told(locale)).collect())
            }
        };
        let checked: Result<Vec<u8>, Vec<Mistake>> = checked;
        // Writing to memory does not fail; were it to, no bytes read as an error there.
        postcard::to_allocvec(&checked).unwrap_or_default()
    }

    /// How high a frame of a sheet is that no script sizes, as a style says it, by the tag of a language
    /// and a greatest width; nothing and 0 for any. Authors alone ask.
    #[wasm_bindgen]
    pub fn frame_height(at: &str, tag: &str, widest: u16) -> Option<String> {
        let locale = Locale::ALL.into_iter().find(|locale| locale.tag() == tag);
        snippet::frame_height(at, locale, Some(widest).filter(|widest| *widest > 0))
    }

    /// A worksheet that has no mistake, said as short as it can be, in one language.
    #[wasm_bindgen]
    pub fn compact(text: &str, english: bool) -> Option<String> {
        library::compact(text, locale(english))
    }
}
