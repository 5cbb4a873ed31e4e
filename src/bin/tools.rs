//! The second program: what is seldom needed, fetched when it is. Makes and opens links.
//!
//! Values cross as postcard bytes, as compiled packs are: the first program has its reader.

fn main() {}

#[cfg(target_arch = "wasm32")]
#[allow(unreachable_pub)] // wasm-bindgen exports what is `pub` here
mod exports {
    use serde::Serialize;
    use sproutsheet::model::share::{self, Armour, ShareError, Shared};
    use sproutsheet::model::worksheet::Pack;
    use wasm_bindgen::prelude::wasm_bindgen;

    fn bytes<T: Serialize>(value: &T) -> Vec<u8> {
        // Writing to memory does not fail; were it to, no bytes read as an error there.
        postcard::to_allocvec(value).unwrap_or_default()
    }

    fn pack(bytes: &[u8]) -> Result<Pack, ShareError> {
        postcard::from_bytes(bytes).map_err(|_| ShareError::Damaged)
    }

    /// `Result<String, ShareError>` of `Pack` and `Shared`.
    #[wasm_bindgen]
    pub fn encode(pack_bytes: &[u8], shared: &[u8], digits: bool) -> Vec<u8> {
        let armour = if digits { Armour::Decimal } else { Armour::Base62 };
        let made = pack(pack_bytes).and_then(|pack| {
            let shared: Shared = postcard::from_bytes(shared).map_err(|_| ShareError::Damaged)?;
            share::encode(&shared, &pack, armour)
        });
        bytes(&made)
    }

    /// `Result<Needs, ShareError>`.
    #[wasm_bindgen]
    pub fn needs(payload: &str) -> Vec<u8> {
        bytes(&share::needs(payload))
    }

    /// `Result<Shared, ShareError>`.
    #[wasm_bindgen]
    pub fn decode(payload: &str, pack_bytes: &[u8]) -> Vec<u8> {
        bytes(&pack(pack_bytes).and_then(|pack| share::decode(payload, &pack)))
    }
}
