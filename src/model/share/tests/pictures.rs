//! QR codes of links, read again by a real decoder: small, blurred, and after a chat app's JPEG.

use std::io::Cursor;

use image::codecs::jpeg::JpegEncoder;
use image::{GrayImage, ImageEncoder, ImageFormat};
use serde_json::Value;

use super::primed::prime;
use super::*;
use crate::model::share::qr::{LARGEST, Qr};

/// An address of 40 characters, with its `#`.
const ADDRESS: &str = "https://sproutsheet.example/worksheets/#";

fn sample(name: &str) -> (Shared, Pack) {
    let path = format!("{}/bench/samples/{name}.json", env!("CARGO_MANIFEST_DIR"));
    let sample: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    let locale = if sample["locale"] == "en" { Locale::En } else { Locale::ZhHans };
    let pack = pack("community", locale);
    let sheets = sample["sheets"].as_object().unwrap().iter().map(|(id, answers)| {
        let sheet = pack.sheet(&id.parse().unwrap()).unwrap();
        let cells = |row: &Value| {
            let cells = row.as_object().unwrap().iter().filter(|(_, cell)| cell.is_string());
            let cell = |text: &Value| Answer::new(text.as_str().unwrap());
            cells.filter_map(|(id, text)| Some((id.parse().unwrap(), cell(text)?))).collect()
        };
        let rows = answers.as_object().unwrap().iter().filter_map(|(id, rows)| {
            Some((id.parse().unwrap(), rows.as_array()?.iter().map(cells).collect()))
        });
        SharedSheet {
            number: pack.number_in_link(sheet),
            version: sheet.version,
            rows: rows.collect(),
            answers: cells(answers),
        }
    });
    let sheets = sheets.collect();
    (Shared { kind: Kind::Answers, locale, sheets }, pack)
}

fn digits(name: &str) -> String {
    let (shared, pack) = sample(name);
    let prime = Some(prime(shared.locale));
    let digits = encode_with_prime(&shared, &pack, Armour::Decimal, prime).unwrap();
    assert_eq!(decode_with_prime(&digits, &pack, prime), Ok(shared));
    digits
}

/// Reads a picture as it is, or as a lens shows it that comes closer.
fn read(picture: &GrayImage) -> Option<String> {
    let (width, height) = picture.dimensions();
    [1, 2, 3].into_iter().find_map(|times| {
        let filter = image::imageops::FilterType::CatmullRom;
        let closer = image::imageops::resize(picture, times * width, times * height, filter);
        let mut picture = rqrr::PreparedImage::prepare(closer);
        let grids = picture.detect_grids();
        grids.first()?.decode().ok().map(|(_, text)| text)
    })
}

fn picture(png: &[u8]) -> GrayImage {
    image::load_from_memory_with_format(png, ImageFormat::Png).unwrap().into_luma8()
}

/// As a chat app sends a picture on.
fn as_jpeg(picture: &GrayImage, quality: u8) -> GrayImage {
    let mut bytes = Vec::new();
    let encoder = JpegEncoder::new_with_quality(Cursor::new(&mut bytes), quality);
    let (width, height) = picture.dimensions();
    encoder.write_image(picture, width, height, image::ExtendedColorType::L8).unwrap();
    image::load_from_memory_with_format(&bytes, ImageFormat::Jpeg).unwrap().into_luma8()
}

#[test]
fn a_card_makes_a_code_that_is_read_small_blurred_and_sent_on() {
    for name in ["card-zh-1", "card-zh-4", "card-en-2", "nine-en-1"] {
        let digits = digits(name);
        let said = format!("{ADDRESS}{digits}");
        let qr = Qr::of(ADDRESS, &digits).unwrap();
        for pixels in [3, 4] {
            let sharp = picture(&qr.png(pixels));
            assert_eq!(sharp.width() as usize, qr.width() * pixels);
            let blurred = image::imageops::blur(&sharp, 0.8);
            let sent = as_jpeg(&sharp, 60);
            let mut all = vec![("sharp", sharp), ("sent on", sent)];
            if name.starts_with("card") {
                all.push(("blurred and sent on", as_jpeg(&blurred, 60)));
            }
            all.push(("blurred", blurred));
            for (what, picture) in all {
                assert_eq!(read(&picture).as_ref(), Some(&said), "{name} {pixels} px {what}");
            }
        }
    }
}

#[test]
fn codes_are_as_small_as_promised() {
    let mut over = Vec::new();
    let all = [("card-zh", 1..=5, 8), ("card-en", 1..=5, 9), ("nine-en", 1..=2, LARGEST)];
    for (start, samples, most) in all {
        for number in samples {
            let name = format!("{start}-{number}");
            let version = Qr::of(ADDRESS, &digits(&name)).map(|qr| qr.version());
            println!("{name}: {version:?}");
            if version.is_err() || version.is_ok_and(|version| version > most) {
                over.push(name);
            }
        }
    }
    assert_eq!(over, Vec::<String>::new());
}

#[test]
fn what_is_too_much_for_a_code_is_said() {
    assert!(matches!(Qr::of(ADDRESS, &digits("nine-zh-1")), Err(ShareError::TooLarge)));
}
