//! A link as a QR code: the page's address as it is, the payload as digits, which take a third
//! less room than letters. Never larger than what phones read off a screen.

use std::fmt::Write as _;

use miniz_oxide::deflate::compress_to_vec_zlib;
use qrcodegen::{QrCode, QrCodeEcc, QrSegment, Version};

use super::ShareError;
use crate::model::sum::crc32;

/// The largest version made. From 25 on, decoders began to fail even at four pixels a module.
pub const LARGEST: u8 = 20;
/// The light border, in modules.
pub const QUIET: usize = 4;

/// A QR code.
pub struct Qr(QrCode);

impl Qr {
    /// The code of `address` (all up to the `#`, and it) with a payload in decimal digits.
    ///
    /// # Errors
    /// [`ShareError::TooLarge`] where it would be larger than [`LARGEST`];
    /// [`ShareError::NoLink`] where the payload is not of digits.
    pub fn of(address: &str, digits: &str) -> Result<Self, ShareError> {
        if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(ShareError::NoLink);
        }
        // Longer than any code holds: the encoder would go through it all to say so.
        if digits.len() > 7_089 {
            return Err(ShareError::TooLarge);
        }
        Self::made(&[QrSegment::make_bytes(address.as_bytes()), QrSegment::make_numeric(digits)])
    }

    /// The code of an address alone.
    ///
    /// # Errors
    /// [`ShareError::TooLarge`] where it would be larger than [`LARGEST`].
    pub fn of_page(address: &str) -> Result<Self, ShareError> {
        // As above.
        if address.len() > 2_953 {
            return Err(ShareError::TooLarge);
        }
        Self::made(&[QrSegment::make_bytes(address.as_bytes())])
    }

    fn made(parts: &[QrSegment]) -> Result<Self, ShareError> {
        let (least, most) = (Version::new(1), Version::new(LARGEST));
        QrCode::encode_segments_advanced(parts, QrCodeEcc::Medium, least, most, None, false)
            .map(Self)
            .map_err(|_| ShareError::TooLarge)
    }

    /// Its version: how large it is, from 1 to [`LARGEST`].
    pub fn version(&self) -> u8 {
        self.0.version().value()
    }

    /// How many modules it is wide, with its border.
    pub fn width(&self) -> usize {
        usize::try_from(self.0.size()).unwrap_or(0) + 2 * QUIET
    }

    /// Whether a module is dark; those of the border are not.
    pub fn is_dark(&self, x: usize, y: usize) -> bool {
        let place = |at: usize| i32::try_from(at).ok()?.checked_sub(i32::try_from(QUIET).ok()?);
        match (place(x), place(y)) {
            (Some(x), Some(y)) => self.0.get_module(x, y),
            _ => false,
        }
    }

    /// The dark modules as the path of a drawing that is [`Qr::width`] units wide, a line of them at
    /// a time: paper wants sharp edges at any size.
    pub fn path(&self) -> String {
        let mut path = String::new();
        for y in 0..self.width() {
            let mut x = 0;
            while x < self.width() {
                let long = (x..self.width()).take_while(|x| self.is_dark(*x, y)).count();
                if long > 0 {
                    let _ = write!(path, "M{x} {y}h{long}v1h-{long}z");
                }
                x += long + 1;
            }
        }
        path
    }

    /// The code as a PNG of so many pixels a module, black on white.
    ///
    /// A picture of one bit a pixel is four chunks: a library for all of PNG would weigh more than
    /// all else that links need.
    pub fn png(&self, pixels: usize) -> Vec<u8> {
        let side = self.width() * pixels;
        let mut rows = Vec::with_capacity(side * (side / 8 + 2));
        for y in 0..side {
            rows.push(0); // no filter
            let mut byte = 0_u8;
            for x in 0..side.next_multiple_of(8) {
                let is_light = x < side && !self.is_dark(x / pixels, y / pixels);
                byte = byte << 1 | u8::from(is_light);
                if x % 8 == 7 {
                    rows.push(byte);
                    byte = 0;
                }
            }
        }
        let side = u32::try_from(side).unwrap_or(0).to_be_bytes();
        let mut head = [side, side].concat();
        head.extend([1, 0, 0, 0, 0]); // one bit a pixel, grey, no interlacing
        let mut png = b"\x89PNG\r\n\x1a\n".to_vec();
        chunk(&mut png, *b"IHDR", &head);
        chunk(&mut png, *b"IDAT", &compress_to_vec_zlib(&rows, 9));
        chunk(&mut png, *b"IEND", &[]);
        png
    }
}

fn chunk(png: &mut Vec<u8>, name: [u8; 4], data: &[u8]) {
    png.extend(u32::try_from(data.len()).unwrap_or(0).to_be_bytes());
    let from = png.len();
    png.extend(name);
    png.extend(data);
    let sum = crc32(&[&png[from..]]);
    png.extend(sum.to_be_bytes());
}

#[cfg(test)]
mod tests {
    use super::*;

    const ADDRESS: &str = "https://sprout.example/worksheets/job/#"; // 39 characters

    #[test]
    fn what_is_no_payload_of_digits_or_too_long_has_no_code() {
        for digits in ["", "12a", "１２"] {
            assert!(matches!(Qr::of(ADDRESS, digits), Err(ShareError::NoLink)), "{digits}");
        }
        for length in [1_700, 7_000, 1_000_000] {
            assert!(matches!(Qr::of(ADDRESS, &"1".repeat(length)), Err(ShareError::TooLarge)));
        }
    }

    #[test]
    fn an_address_alone_has_a_code_up_to_the_largest() {
        let version = |length: usize| Qr::of_page(&"a".repeat(length)).map(|qr| qr.version());
        assert_eq!(version(666), Ok(LARGEST));
        for length in [667, 3_000] {
            assert_eq!(version(length), Err(ShareError::TooLarge), "{length}");
        }
    }

    #[test]
    fn its_path_draws_its_dark_modules_and_no_others() {
        let qr = Qr::of(ADDRESS, "123456").unwrap();
        let mut drawn = std::collections::BTreeSet::new();
        for line in qr.path().split('M').skip(1) {
            let (x, rest) = line.split_once(' ').unwrap();
            let (y, rest) = rest.split_once('h').unwrap();
            let long: usize = rest.split_once('v').unwrap().0.parse().unwrap();
            let (x, y): (usize, usize) = (x.parse().unwrap(), y.parse().unwrap());
            assert!(long > 0, "M{line}");
            drawn.extend((x..x + long).map(|x| (x, y)));
        }
        let all = (0..qr.width()).flat_map(|x| (0..qr.width()).map(move |y| (x, y)));
        let dark = all.filter(|(x, y)| qr.is_dark(*x, *y)).collect();
        assert_eq!(drawn, dark);
    }

    #[test]
    fn it_has_a_light_border() {
        let qr = Qr::of(ADDRESS, "123456").unwrap();
        assert_eq!(qr.width(), 17 + 4 * usize::from(qr.version()) + 2 * QUIET);
        let last = qr.width() - 1;
        for at in 0..=last {
            for edge in [0, QUIET - 1, last - QUIET + 1, last] {
                assert!(!qr.is_dark(at, edge) && !qr.is_dark(edge, at));
            }
        }
        assert!(qr.is_dark(QUIET, QUIET) && qr.is_dark(last - QUIET, QUIET));
    }
}
