//! Links made by hand: with a right checksum around whatever bytes.

use std::collections::BTreeMap;

use sproutsheet::model::response::Answer;
use sproutsheet::model::share::{Armour, Kind, Outline, Shared, SharedSheet};
use sproutsheet::model::text::Locale;
use sproutsheet::model::worksheet::Pack;

/// The files of the first pack.
const FILES: [(&str, &str); 14] = [
    ("pack.json", include_str!("../../worksheets/community/pack.json")),
    ("crowd.json", include_str!("../../worksheets/community/crowd.json")),
    ("fit.json", include_str!("../../worksheets/community/fit.json")),
    ("gift.json", include_str!("../../worksheets/community/gift.json")),
    ("job.json", include_str!("../../worksheets/community/job.json")),
    ("listening.json", include_str!("../../worksheets/community/listening.json")),
    ("loop.json", include_str!("../../worksheets/community/loop.json")),
    ("monday.json", include_str!("../../worksheets/community/monday.json")),
    ("problems.json", include_str!("../../worksheets/community/problems.json")),
    ("sample.json", include_str!("../../worksheets/community/sample.json")),
    ("screen.json", include_str!("../../worksheets/community/screen.json")),
    ("signal.json", include_str!("../../worksheets/community/signal.json")),
    ("step.json", include_str!("../../worksheets/community/step.json")),
    ("value.json", include_str!("../../worksheets/community/value.json")),
];

/// The first pack.
pub fn pack() -> Pack {
    let open = |file: &str| {
        let found = FILES.iter().find(|(name, _)| *name == file);
        found.map(|(_, text)| (*text).to_owned())
    };
    sproutsheet::library::parse_pack(FILES[0].1, open, Locale::ZhHans).unwrap()
}

fn made(who: &str, armour: Armour) -> String {
    let pack = pack();
    let job = pack.sheets.iter().find(|sheet| sheet.id.as_str() == "job").unwrap();
    let answers = Answer::new(who).map(|answer| ("who".parse().unwrap(), answer));
    let sheet = SharedSheet {
        number: job.number,
        version: job.version,
        answers: answers.into_iter().collect(),
        rows: BTreeMap::new(),
    };
    let shared = Shared { kind: Kind::Answers, locale: Locale::ZhHans, sheets: vec![sheet] };
    Outline::of(&pack).encode(&shared, None, armour, None).unwrap()
}

/// A link to a job card that says these words.
pub fn link(who: &str) -> String {
    made(who, Armour::Base62)
}

/// Any bytes in the decimal form, with a right length and checksum.
pub fn armoured(data: &[u8]) -> String {
    let sum = crc32fast::hash(data).to_le_bytes();
    let bytes = [data, &sum[..3]].concat();
    let mut digits = String::new();
    for block in bytes.chunks(32) {
        let mut number = block.to_vec();
        let mut places = vec![0; width(block.len())];
        for place in places.iter_mut().rev() {
            let mut rest = 0_u32;
            for byte in &mut number {
                let value = rest << 8 | u32::from(*byte);
                *byte = u8::try_from(value / 10).unwrap();
                rest = value % 10;
            }
            *place = u8::try_from(rest).unwrap();
        }
        digits.extend(places.into_iter().map(|place| char::from(b'0' + place)));
    }
    format!("1{:02}{digits}", digits.len() % 100)
}

/// How many digits hold so many bytes.
fn width(bytes: usize) -> usize {
    (0..=bytes * 3).find(|digits| digits * 1_000_000 >= bytes * 2_408_240).unwrap()
}

/// The bytes of a link in digits, with their checksum.
fn bytes_of(link: &str) -> Vec<u8> {
    let mut out = Vec::new();
    for digits in link.as_bytes()[3..].chunks(78) {
        let size = (1..=32).find(|size| width(*size) == digits.len()).unwrap();
        let mut block = vec![0_u8; size];
        for digit in digits {
            let mut carry = u32::from(digit - b'0');
            for byte in block.iter_mut().rev() {
                let value = u32::from(*byte) * 10 + carry;
                *byte = (value & 0xff) as u8;
                carry = value >> 8;
            }
        }
        out.extend(block);
    }
    out
}

/// A link whose text, inflated, is `content`: a true head, and behind it what was never meant.
pub fn bomb(content: &[u8]) -> String {
    let bytes = bytes_of(&made("qvxzjwky", Armour::Decimal));
    let at = bytes.windows(8).position(|eight| eight == b"qvxzjwky").unwrap();
    let mut forged = bytes[..at].to_vec();
    forged[0] = forged[0] & 0x1f | 1 << 5;
    forged.extend(miniz_oxide::deflate::compress_to_vec(content, 10));
    armoured(&forged)
}
