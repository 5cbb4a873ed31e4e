//! CRC-32 (IEEE 802.3): the checksum of links, saves, backups, prime texts and PNG chunks.
//!
//! By half bytes, with a table of 64 bytes. Faster ways carry 16 kB of table, which does not
//! compress, into each program that checks a sum; what is summed here is small.

/// The remainders of the half bytes.
const TABLE: [u32; 16] = table();

const fn table() -> [u32; 16] {
    let mut table = [0; 16];
    let mut at: u32 = 0;
    while at < 16 {
        let mut rest = at;
        let mut bit = 0;
        while bit < 4 {
            rest = if rest & 1 == 1 { rest >> 1 ^ 0xedb8_8320 } else { rest >> 1 };
            bit += 1;
        }
        table[at as usize] = rest;
        at += 1;
    }
    table
}

/// The CRC-32 of parts, one after the other.
pub fn crc32(parts: &[&[u8]]) -> u32 {
    let step = |rest: u32, half: u8| rest >> 4 ^ TABLE[((rest ^ u32::from(half)) & 15) as usize];
    let bytes = parts.iter().copied().flatten();
    !bytes.fold(!0, |rest, byte| step(step(rest, *byte), byte >> 4))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn it_is_the_sum_that_all_know() {
        assert_eq!(crc32(&[b"123456789"]), 0xcbf4_3926);
        assert_eq!(crc32(&[]), 0);
    }

    proptest! {
        #[test]
        fn parts_are_summed_as_one(bytes in prop::collection::vec(any::<u8>(), 0..400), at in 0_usize..400) {
            let (one, other) = bytes.split_at(at.min(bytes.len()));
            prop_assert_eq!(crc32(&[one, other]), crc32fast::hash(&bytes));
        }
    }
}
