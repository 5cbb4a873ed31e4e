//! Links: any text, and any bytes behind a right checksum, either open or say why not. Of those that
//! open one in eight is shared again and opened once more: that takes ten times as long.
#![no_main]

use std::fs;
use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use sproutsheet::library::parse_pack;
use sproutsheet::model::share::{Armour, Outline, Prime, needs};
use sproutsheet::model::text::Locale;

static OUTLINE: LazyLock<Outline> = LazyLock::new(|| {
    let open = |file: &str| fs::read_to_string(format!("../worksheets/community/{file}")).ok();
    let text = open("pack.json").expect("run this from the folder fuzz");
    Outline::of(&parse_pack(&text, open, Locale::ZhHans).expect("the pack is whole"))
});

static PRIMES: LazyLock<[Prime; 2]> = LazyLock::new(|| {
    [Locale::ZhHans, Locale::En].map(|locale| {
        let text = fs::read_to_string(format!("../worksheets/prime/{locale}.txt"));
        Prime::new(locale, &text.expect("the prime text is there")).expect("it is as released")
    })
});

/// Bytes in the decimal form of a link, with a right checksum.
fn payload(data: &[u8]) -> String {
    let sum = crc32fast::hash(data).to_le_bytes();
    let bytes = [data, &sum[..3]].concat();
    let mut digits = String::new();
    for block in bytes.chunks(32) {
        // 32 bytes take 78 digits; a shorter block as many as hold it.
        let width = (8.0 * block.len() as f64 / std::f64::consts::LOG2_10).ceil() as usize;
        let mut number = block.to_vec();
        let mut places = vec![0; width];
        for place in places.iter_mut().rev() {
            let mut rest = 0_u32;
            for byte in &mut number {
                let value = rest << 8 | u32::from(*byte);
                *byte = (value / 10) as u8;
                rest = value % 10;
            }
            *place = rest as u8;
        }
        digits.extend(places.into_iter().map(|place| char::from(b'0' + place)));
    }
    format!("1{:02}{digits}", digits.len() % 100)
}

fn open(payload: &str, is_shared_again: bool) {
    let _ = needs(payload);
    for prime in PRIMES.iter() {
        let opened = OUTLINE.decode(payload, Some(prime));
        if is_shared_again && let Ok((shared, thread)) = opened {
            // Whatever opens can be shared again, and says the same.
            let again = OUTLINE.encode(&shared, thread.as_ref(), Armour::Base62, Some(prime));
            let again = again.expect("what opened was not too much");
            assert_eq!(OUTLINE.decode(&again, Some(prime)), Ok((shared, thread)));
        }
    }
}

fuzz_target!(|data: &[u8]| {
    let is_shared_again = crc32fast::hash(data) % 8 == 0;
    if let Ok(text) = std::str::from_utf8(data) {
        open(text, is_shared_again);
    }
    open(&payload(data), is_shared_again);
});
