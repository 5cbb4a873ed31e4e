//! How long our links are on answers that the compressor has never seen.
//!
//! The samples in `bench/samples` are kept out of the prime texts. `bench/links.mjs` gets our
//! figures, adds what lz-string and pako make of the same answers, and writes `bench/LINKS.md`.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write as _;
use std::process::{Command, Stdio};

use qrcodegen::{QrCode, QrCodeEcc, QrSegment};
use serde_json::{Value, json};
use sproutsheet::model::response::Answer;
use sproutsheet::model::share::{Armour, Kind, Prime, Shared, SharedSheet, encode_with_prime};
use sproutsheet::model::text::Locale;
use sproutsheet::model::worksheet::Pack;

use crate::Failure;
use crate::run::root;
use crate::site::read_pack;

/// An address of 40 bytes, `#` included, as the targets for QR codes have it.
const ADDRESS: &str = "https://example.org/library/worksheets/#";

/// Measures every sample and writes the report.
pub(super) fn measure() -> Result<(), Failure> {
    let folder = super::packages()?;
    let mut files: Vec<_> = fs::read_dir(root().join("bench/samples"))?.flatten().collect();
    files.sort_by_key(fs::DirEntry::file_name);
    let mut figures = Vec::new();
    for file in files {
        let name = file.path().file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let sample = serde_json::from_slice(&fs::read(file.path())?)?;
        figures.push(figures_of(&name, &sample).map_err(|error| format!("{name}: {error}"))?);
    }
    let mut report = Command::new("node");
    report.arg("links.mjs").current_dir(folder).stdin(Stdio::piped());
    let mut report = report.spawn().map_err(|error| format!("node: {error}"))?;
    if let Some(mut input) = report.stdin.take() {
        input.write_all(Value::Array(figures).to_string().as_bytes())?;
    }
    if report.wait()?.success() { Ok(()) } else { Err("bench/links.mjs failed".into()) }
}

/// Our figures for a sample: characters with the prime text and without, and the QR code.
fn figures_of(name: &str, sample: &Value) -> Result<Value, Failure> {
    let locale = if sample["locale"] == "en" { Locale::En } else { Locale::ZhHans };
    let pack = read_pack("community", locale)?;
    let sheets = sample["sheets"].as_object().ok_or("no sheets")?;
    let sheets: Result<_, Failure> =
        sheets.iter().map(|(id, answers)| sheet(&pack, id, answers)).collect();
    let shared = Shared { kind: Kind::Answers, locale, sheets: sheets? };
    let text = fs::read_to_string(root().join(format!("worksheets/prime/{locale}.txt")))?;
    let prime = Prime::new(locale, &text).map_err(|error| error.to_string())?;
    let encode = |armour, prime| {
        encode_with_prime(&shared, &pack, armour, prime).map_err(|error| error.to_string())
    };
    let digits = encode(Armour::Decimal, Some(&prime))?;
    let segments = [QrSegment::make_bytes(ADDRESS.as_bytes()), QrSegment::make_numeric(&digits)];
    let code = QrCode::encode_segments(&segments, QrCodeEcc::Medium).ok();
    Ok(json!({
        "name": name,
        "sample": sample,
        "ours": encode(Armour::Base62, Some(&prime))?.len(),
        "plain": encode(Armour::Base62, None)?.len(),
        "digits": digits.len(),
        "qr": code.map(|code| code.version().value()),
    }))
}

/// A sample's sheet as a link takes it.
fn sheet(pack: &Pack, id: &str, answers: &Value) -> Result<SharedSheet, Failure> {
    let sheet = pack.sheet(&parsed(id)?).ok_or_else(|| format!("no sheet is called {id}"))?;
    let mut shared = SharedSheet {
        number: pack.number_in_link(sheet),
        version: sheet.version,
        answers: BTreeMap::new(),
        rows: BTreeMap::new(),
    };
    for (id, value) in answers.as_object().ok_or("a sheet is an object")? {
        let field = parsed(id)?;
        if let Value::Array(rows) = value {
            shared.rows.insert(field, rows.iter().map(cells).collect::<Result<_, _>>()?);
        } else if let Some(answer) = Answer::new(value.as_str().unwrap_or_default()) {
            shared.answers.insert(field, answer);
        }
    }
    Ok(shared)
}

/// The cells of a row, by their columns.
fn cells<K: std::str::FromStr + Ord>(row: &Value) -> Result<BTreeMap<K, Answer>, Failure>
where
    K::Err: std::fmt::Display,
{
    let mut cells = BTreeMap::new();
    for (id, value) in row.as_object().ok_or("a row is an object")? {
        if let Some(answer) = Answer::new(value.as_str().unwrap_or_default()) {
            cells.insert(parsed(id)?, answer);
        }
    }
    Ok(cells)
}

fn parsed<T: std::str::FromStr>(id: &str) -> Result<T, Failure>
where
    T::Err: std::fmt::Display,
{
    id.parse().map_err(|error| format!("{id}: {error}").into())
}
