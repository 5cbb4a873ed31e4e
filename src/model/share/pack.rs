//! Whole numbers and flags in half bytes: a link's header and its small answers.

use super::ShareError;

/// Writes bytes and half bytes.
#[derive(Default)]
pub(super) struct Writer {
    pub(super) bytes: Vec<u8>,
    /// Whether the last byte has its low half free.
    half: bool,
}

impl Writer {
    pub(super) fn byte(&mut self, byte: u8) {
        self.half = false;
        self.bytes.push(byte);
    }

    /// A small whole number, three bits a half byte, low bits first.
    pub(super) fn small(&mut self, mut number: u32) {
        while number >= 8 {
            self.nibble((number & 7) as u8 | 8);
            number >>= 3;
        }
        self.nibble((number & 7) as u8);
    }

    fn nibble(&mut self, nibble: u8) {
        match self.bytes.last_mut().filter(|_| self.half) {
            Some(byte) => *byte |= nibble,
            None => self.bytes.push(nibble << 4),
        }
        self.half = !self.half;
    }

    /// Flags. Most often the first so many are set and no others: that is one number. Where it
    /// is not so, 0, then the flags, three a half byte.
    pub(super) fn flags(&mut self, flags: &[bool]) {
        let end = flags.iter().rposition(|flag| *flag).map_or(0, |last| last + 1);
        let flags = &flags[..end];
        let run = u32::try_from(end).unwrap_or(0);
        if run > 0 && flags.iter().all(|flag| *flag) {
            return self.small(run);
        }
        self.small(0);
        let groups: Vec<&[bool]> = flags.chunks(3).collect();
        for (i, group) in groups.iter().enumerate() {
            let bits =
                group.iter().enumerate().fold(0, |bits, (at, flag)| bits | u8::from(*flag) << at);
            let more = u8::from(i + 1 < groups.len()) << 3;
            self.nibble(bits | more);
        }
        if groups.is_empty() {
            self.nibble(0);
        }
    }
}

/// Reads what [`Writer`] wrote.
pub(super) struct Reader<'b> {
    rest: &'b [u8],
    /// The low half of the last byte, not read yet.
    half: Option<u8>,
}

impl<'b> Reader<'b> {
    pub(super) fn new(bytes: &'b [u8]) -> Self {
        Self { rest: bytes, half: None }
    }

    pub(super) fn byte(&mut self) -> Result<u8, ShareError> {
        let (&byte, rest) = self.rest.split_first().ok_or(ShareError::Damaged)?;
        self.rest = rest;
        self.half = None;
        Ok(byte)
    }

    pub(super) fn small(&mut self) -> Result<u32, ShareError> {
        let mut number = 0_u32;
        for shift in (0..30).step_by(3) {
            let nibble = self.nibble()?;
            number |= u32::from(nibble & 7) << shift;
            if nibble & 8 == 0 {
                return Ok(number);
            }
        }
        Err(ShareError::Damaged)
    }

    fn nibble(&mut self) -> Result<u8, ShareError> {
        if let Some(low) = self.half.take() {
            return Ok(low);
        }
        let byte = self.byte()?;
        self.half = Some(byte & 0x0f);
        Ok(byte >> 4)
    }

    pub(super) fn flags(&mut self) -> Result<Vec<bool>, ShareError> {
        const MOST: usize = 600;
        let run = usize::try_from(self.small()?).unwrap_or(usize::MAX);
        if run > 0 {
            return if run <= MOST { Ok(vec![true; run]) } else { Err(ShareError::Damaged) };
        }
        let mut flags = Vec::new();
        while flags.len() < MOST {
            let nibble = self.nibble()?;
            flags.extend((0..3).map(|at| nibble >> at & 1 == 1));
            if nibble & 8 == 0 {
                return Ok(flags);
            }
        }
        Err(ShareError::Damaged)
    }

    /// All that is left, from the next whole byte.
    pub(super) fn rest(self) -> &'b [u8] {
        self.rest
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_is_written_is_read(
            smalls in prop::collection::vec(0_u32..1 << 30, 0..9),
            flags in prop_oneof![
                prop::collection::vec(any::<bool>(), 0..60),
                prop::collection::vec(Just(true), 0..60),
            ],
        ) {
            let mut writer = Writer::default();
            for small in &smalls {
                writer.small(*small);
            }
            writer.flags(&flags);
            let mut reader = Reader::new(&writer.bytes);
            for small in smalls {
                prop_assert_eq!(reader.small(), Ok(small));
            }
            let read = reader.flags().unwrap();
            for at in 0..flags.len().max(read.len()) {
                prop_assert_eq!(flags.get(at).unwrap_or(&false), read.get(at).unwrap_or(&false));
            }
            prop_assert!(reader.rest().is_empty());
        }
    }

    #[test]
    fn flags_are_one_number_where_the_first_so_many_are_set() {
        let written = |flags: &[bool]| {
            let mut writer = Writer::default();
            writer.flags(flags);
            writer.small(5);
            writer.bytes
        };
        assert_eq!(written(&[true, true, true]), [0x35]);
        assert_eq!(written(&[true, false]), [0x15]);
        assert_eq!(written(&[]), [0x00, 0x50]);
        assert_eq!(written(&[false, true]), [0x02, 0x50]);
        assert_eq!(written(&[true, false, false, true]), [0x09, 0x15]);
    }

    #[test]
    fn more_than_600_flags_are_refused() {
        let read = |flags: &[bool]| {
            let mut writer = Writer::default();
            writer.flags(flags);
            Reader::new(&writer.bytes).flags().map(|flags| flags.len())
        };
        assert_eq!(read(&[true; 600]), Ok(600));
        assert_eq!(read(&[true; 601]), Err(ShareError::Damaged));
        let last = |before: usize| [vec![false; before], vec![true]].concat();
        assert_eq!(read(&last(599)), Ok(600));
        assert_eq!(read(&last(600)), Err(ShareError::Damaged));
    }
}
