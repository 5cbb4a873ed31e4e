//! The fourth program: draws. A link as a QR code, for the page and for paper, and a card as a
//! picture. Apart from `tools`, so that who only opens or copies a link does not wait for it.
//!
//! Values cross as postcard bytes, as compiled packs are: the first program has its reader.

fn main() {}

#[cfg(target_arch = "wasm32")]
#[allow(unreachable_pub)] // wasm-bindgen exports what is `pub` here
mod exports {
    use serde::Serialize;
    use sproutsheet::browser::picture;
    use sproutsheet::model::picture::Picture;
    use sproutsheet::model::share::ShareError;
    use sproutsheet::model::share::qr::Qr;
    use wasm_bindgen::prelude::wasm_bindgen;

    fn bytes<T: Serialize>(value: &T) -> Vec<u8> {
        // Writing to memory does not fail; were it to, no bytes read as an error there.
        postcard::to_allocvec(value).unwrap_or_default()
    }

    /// `Result<String, ShareError>`: the address of an image of a link's QR code.
    #[wasm_bindgen]
    pub fn qr(address: &str, digits: &str, pixels: usize) -> Vec<u8> {
        let made = Qr::of(address, digits)
            .and_then(|qr| picture::address_of_png(&qr.png(pixels)).ok_or(ShareError::Damaged));
        bytes(&made)
    }

    /// `Result<String, ShareError>`: the address of an image of a page's QR code.
    #[wasm_bindgen]
    pub fn qr_of_page(address: &str, pixels: usize) -> Vec<u8> {
        let made = Qr::of_page(address)
            .and_then(|qr| picture::address_of_png(&qr.png(pixels)).ok_or(ShareError::Damaged));
        bytes(&made)
    }

    /// `Result<(u32, String), ShareError>`: a link's QR code as lines, for paper: how wide it is in
    /// modules, and its path.
    #[wasm_bindgen]
    pub fn qr_path(address: &str, digits: &str) -> Vec<u8> {
        bytes(&Qr::of(address, digits).map(|qr| (qr.width(), qr.path())))
    }

    /// `Result<String, ShareError>`: the address of an image of a `Picture`, with the QR code of a
    /// link where there is one and it is not too large.
    #[wasm_bindgen]
    pub fn picture(picture_bytes: &[u8], address: &str, digits: &str) -> Vec<u8> {
        let qr = Qr::of(address, digits).ok();
        let drawn = postcard::from_bytes::<Picture>(picture_bytes).ok();
        let drawn = drawn.and_then(|picture| picture::draw(&picture, qr.as_ref()));
        bytes(&drawn.ok_or(ShareError::Damaged))
    }
}
