//! Backups: any text gives whole parts or says why not; any damage costs no more than its lines.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sproutsheet::model::backup::{Part, read, write};
use sproutsheet::model::save::SavedSheet;

fuzz_target!(|data: (&str, Vec<(&str, &str)>, usize, u8)| {
    let (text, parts, at, byte) = data;
    if let Ok(lines) = read(text) {
        for part in &lines.parts {
            let _ = serde_json::from_str::<SavedSheet>(&part.body);
        }
    }
    // Bodies stand on one line: JSON of the browser's writer does.
    let parts: Vec<Part> = parts
        .into_iter()
        .map(|(key, body)| Part {
            key: key.replace(|c: char| c.is_control() || c == '"' || c == '\\', "-"),
            body: serde_json::Value::from(body).to_string(),
        })
        .collect();
    let file = write(7, &parts);
    let lines = read(&file).expect("what was written reads");
    assert_eq!((&lines.parts, lines.missing), (&parts, 0));
    let mut bytes = file.into_bytes();
    let at = at % bytes.len();
    bytes[at] = byte;
    if let Ok(lines) = read(&String::from_utf8_lossy(&bytes)) {
        assert!(lines.parts.iter().all(|part| parts.contains(part)));
    }
});
