//! The second program: makes and opens links. Fetched when one is made or opened, and small, since
//! somebody waits for it: what draws links is another program.
//!
//! Values cross as postcard bytes, as compiled packs are: the first program has its reader.

fn main() {}

#[cfg(target_arch = "wasm32")]
#[allow(unreachable_pub)] // wasm-bindgen exports what is `pub` here
mod exports {
    use std::cell::RefCell;

    use lol_alloc::{FreeListAllocator, LockedAllocator};
    use serde::Serialize;
    use sproutsheet::model::share::own::OwnShared;
    use sproutsheet::model::share::{self, Armour, Outline, Prime, ShareError, Shared, Thread};
    use sproutsheet::model::text::Locale;
    use wasm_bindgen::prelude::wasm_bindgen;

    #[global_allocator]
    static MEMORY: LockedAllocator<FreeListAllocator> =
        LockedAllocator::new(FreeListAllocator::new());

    fn bytes<T: Serialize>(value: &T) -> Vec<u8> {
        // Writing to memory does not fail; were it to, no bytes read as an error there.
        postcard::to_allocvec(value).unwrap_or_default()
    }

    fn outline(bytes: &[u8]) -> Result<Outline, ShareError> {
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

    /// Takes the prime text of a language, packed. Says whether it is the one that links are made with.
    #[wasm_bindgen]
    pub fn prime(english: bool, packed: &[u8]) -> bool {
        let locale = if english { Locale::En } else { Locale::ZhHans };
        match Prime::unpack(locale, packed) {
            Ok(prime) => {
                PRIMES.with_borrow_mut(|primes| primes.push(prime));
                true
            }
            Err(_) => false,
        }
    }

    /// `Result<(String, u32), ShareError>`, a payload and its checksum, of `Outline` and
    /// `(Shared, Option<Thread>)`.
    #[wasm_bindgen]
    pub fn encode(outline_bytes: &[u8], shared: &[u8], digits: bool) -> Vec<u8> {
        let armour = armour(digits);
        let made = outline(outline_bytes).and_then(|outline| {
            let (shared, thread): (Shared, Option<Thread>) =
                postcard::from_bytes(shared).map_err(|_| ShareError::Damaged)?;
            let payload = with_prime(shared.locale, |prime| {
                outline.encode(&shared, thread.as_ref(), armour, prime)
            })?;
            with_checksum(payload)
        });
        bytes(&made)
    }

    fn armour(digits: bool) -> Armour {
        if digits { Armour::Decimal } else { Armour::Base62 }
    }

    fn with_checksum(payload: String) -> Result<(String, u32), ShareError> {
        let checksum = share::checksum_of(&payload)?;
        Ok((payload, checksum))
    }

    /// `Result<(String, u32), ShareError>`, a payload and its checksum, of `OwnShared`.
    #[wasm_bindgen]
    pub fn encode_own(own: &[u8], digits: bool) -> Vec<u8> {
        let own = postcard::from_bytes::<OwnShared>(own).map_err(|_| ShareError::Damaged);
        let made = own.and_then(|own| {
            with_prime(own.locale, |prime| own.encode(armour(digits), prime))
                .and_then(with_checksum)
        });
        bytes(&made)
    }

    /// `Result<OwnShared, ShareError>`.
    #[wasm_bindgen]
    pub fn decode_own(payload: &str, english: bool) -> Vec<u8> {
        let locale = if english { Locale::En } else { Locale::ZhHans };
        bytes(&with_prime(locale, |prime| OwnShared::decode(payload, prime)))
    }

    /// `Result<Needs, ShareError>`.
    #[wasm_bindgen]
    pub fn needs(payload: &str) -> Vec<u8> {
        bytes(&share::needs(payload))
    }

    /// `Result<(Shared, Option<Thread>), ShareError>` of `Outline`.
    #[wasm_bindgen]
    pub fn decode(payload: &str, english: bool, outline_bytes: &[u8]) -> Vec<u8> {
        let locale = if english { Locale::En } else { Locale::ZhHans };
        let opened = outline(outline_bytes)
            .and_then(|outline| with_prime(locale, |prime| outline.decode(payload, prime)));
        bytes(&opened)
    }

    /// `Result<u32, ShareError>`: the checksum of a payload.
    #[wasm_bindgen]
    pub fn checksum(payload: &str) -> Vec<u8> {
        bytes(&share::checksum_of(payload))
    }
}
