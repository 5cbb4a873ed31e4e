//! The program of the page: shows worksheets, keeps answers.
//!
//! Nothing runs by itself. The page's start script calls `start`.

fn main() {}

#[cfg(target_arch = "wasm32")]
#[allow(unreachable_pub)] // wasm-bindgen exports what is `pub` here
mod exports {
    use sproutsheet::browser::site::Site;
    use wasm_bindgen::prelude::wasm_bindgen;

    /// Takes over the page: its routes, its saves, its prerendered card.
    #[wasm_bindgen]
    pub fn start(site: Site) {
        sproutsheet::app::start(site);
    }
}
