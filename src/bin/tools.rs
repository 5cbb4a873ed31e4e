//! The second program: what is seldom needed, fetched when it is. Makes and opens links, writes and reads
//! backups.
//!
//! Values cross as postcard bytes, as compiled packs are: the first program has its reader.

fn main() {}

#[cfg(target_arch = "wasm32")]
#[allow(unreachable_pub)] // wasm-bindgen exports what is `pub` here
mod exports {
    use std::cell::RefCell;

    use serde::Serialize;
    use sproutsheet::model::share::{self, Armour, Prime, ShareError, Shared};
    use sproutsheet::model::text::Locale;
    use sproutsheet::model::worksheet::Pack;
    use wasm_bindgen::prelude::wasm_bindgen;

    fn bytes<T: Serialize>(value: &T) -> Vec<u8> {
        // Writing to memory does not fail; were it to, no bytes read as an error there.
        postcard::to_allocvec(value).unwrap_or_default()
    }

    fn pack(bytes: &[u8]) -> Result<Pack, ShareError> {
        postcard::from_bytes(bytes).map_err(|_| ShareError::Damaged)
    }

    thread_local! {
        /// The prime texts that were handed over.
        static PRIMES: RefCell<Vec<Prime>> = const { RefCell::new(Vec::new()) };
    }

    /// Does something with the prime of a language, where it was handed over.
    fn with_prime<T>(locale: Locale, act: impl FnOnce(Option<&Prime>) -> T) -> T {
        PRIMES.with_borrow(|primes| act(primes.iter().find(|prime| prime.locale() == locale)))
    }

    /// Takes the prime text of a language. Says whether it is the one that links are made with.
    #[wasm_bindgen]
    pub fn prime(english: bool, text: &str) -> bool {
        let locale = if english { Locale::En } else { Locale::ZhHans };
        match Prime::new(locale, text) {
            Ok(prime) => {
                PRIMES.with_borrow_mut(|primes| primes.push(prime));
                true
            }
            Err(_) => false,
        }
    }

    /// `Result<String, ShareError>` of `Pack` and `Shared`.
    #[wasm_bindgen]
    pub fn encode(pack_bytes: &[u8], shared: &[u8], digits: bool) -> Vec<u8> {
        let armour = if digits { Armour::Decimal } else { Armour::Base62 };
        let made = pack(pack_bytes).and_then(|pack| {
            let shared: Shared = postcard::from_bytes(shared).map_err(|_| ShareError::Damaged)?;
            with_prime(shared.locale, |prime| {
                share::encode_with_prime(&shared, &pack, armour, prime)
            })
        });
        bytes(&made)
    }

    /// The backup file. `opened`: `Vec<(String, SavedSheet)>`.
    #[wasm_bindgen]
    pub fn backup(opened: &[u8]) -> String {
        let opened = postcard::from_bytes(opened).unwrap_or_default();
        sproutsheet::browser::backup::write(opened)
    }

    /// `Result<Backup, BackupError>`.
    #[wasm_bindgen]
    pub fn read_backup(text: &str) -> Vec<u8> {
        bytes(&sproutsheet::browser::backup::read(text))
    }

    /// `Result<Needs, ShareError>`.
    #[wasm_bindgen]
    pub fn needs(payload: &str) -> Vec<u8> {
        bytes(&share::needs(payload))
    }

    /// `Result<Shared, ShareError>`.
    #[wasm_bindgen]
    pub fn decode(payload: &str, pack_bytes: &[u8]) -> Vec<u8> {
        let opened = pack(pack_bytes).and_then(|pack| {
            with_prime(pack.locale, |prime| share::decode_with_prime(payload, &pack, prime))
        });
        bytes(&opened)
    }
}
