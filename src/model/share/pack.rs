//! Small answers in half bytes, and the plain whole numbers of a link's header.

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

    /// A whole number, seven bits a byte, low bits first.
    pub(super) fn number(&mut self, mut number: u32) {
        while number >= 0x80 {
            self.byte((number & 0x7f) as u8 | 0x80);
            number >>= 7;
        }
        self.byte((number & 0x7f) as u8);
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

    /// Flags, seven a byte.
    pub(super) fn flags(&mut self, flags: &[bool]) {
        let last = flags.iter().rposition(|flag| *flag).unwrap_or(0);
        let groups: Vec<&[bool]> = flags[..flags.len().min(last + 1)].chunks(7).collect();
        for (i, group) in groups.iter().enumerate() {
            let bits =
                group.iter().enumerate().fold(0, |bits, (at, flag)| bits | u8::from(*flag) << at);
            let more = u8::from(i + 1 < groups.len()) << 7;
            self.byte(bits | more);
        }
        if groups.is_empty() {
            self.byte(0);
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

    pub(super) fn number(&mut self) -> Result<u32, ShareError> {
        let mut number = 0_u32;
        for shift in (0..28).step_by(7) {
            let byte = self.byte()?;
            number |= u32::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                return Ok(number);
            }
        }
        Err(ShareError::Damaged)
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
        const MOST: usize = 80;
        let mut flags = Vec::new();
        for _ in 0..MOST {
            let byte = self.byte()?;
            flags.extend((0..7).map(|at| byte >> at & 1 == 1));
            if byte & 0x80 == 0 {
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
            numbers in prop::collection::vec(0_u32..1 << 28, 0..9),
            smalls in prop::collection::vec(0_u32..1 << 30, 0..9),
            flags in prop::collection::vec(any::<bool>(), 0..60),
        ) {
            let mut writer = Writer::default();
            for number in &numbers {
                writer.number(*number);
            }
            for small in &smalls {
                writer.small(*small);
            }
            writer.flags(&flags);
            let mut reader = Reader::new(&writer.bytes);
            for number in numbers {
                prop_assert_eq!(reader.number(), Ok(number));
            }
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
}
