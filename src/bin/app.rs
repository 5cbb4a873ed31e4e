//! The program of the page: shows worksheets, keeps answers.
//!
//! Nothing runs by itself. The page's start script calls `start`. Here also stands where the
//! program is cut into parts (`src/ui/part.rs`, `xtask/src/split.rs`).

fn main() {}

#[cfg(target_arch = "wasm32")]
#[allow(unreachable_pub)] // wasm-bindgen exports what is `pub` here
mod exports {
    use leptos::wasm_split::wasm_split;
    use sproutsheet::browser::site::{LoadError, Site};
    use sproutsheet::ui::part::{Fetches, Fields, Pages, Share};
    use wasm_bindgen::prelude::wasm_bindgen;

    /// Takes over the page: its routes, its saves, its prerendered card.
    #[wasm_bindgen]
    pub fn start(site: Site) {
        let fetches = Fetches {
            fields: || Box::pin(fields()),
            pages: || Box::pin(pages()),
            share: || Box::pin(share()),
        };
        sproutsheet::app::start(site, fetches);
    }

    /// Leaves the element that it was mounted in.
    #[wasm_bindgen]
    pub fn stop() {
        sproutsheet::app::stop();
    }

    #[wasm_split(fields, fallible, wasm_split_path = leptos::wasm_split)]
    fn fields() -> Result<Fields, LoadError> {
        Ok(Fields::table())
    }

    #[wasm_split(pages, fallible, wasm_split_path = leptos::wasm_split)]
    fn pages() -> Result<Pages, LoadError> {
        Ok(Pages::table())
    }

    #[wasm_split(share, fallible, wasm_split_path = leptos::wasm_split)]
    fn share() -> Result<Share, LoadError> {
        Ok(Share::table())
    }
}
