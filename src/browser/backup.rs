//! The backup, between storage and `model::backup`. The second program runs this.

use std::collections::BTreeMap;

use js_sys::{JSON, Reflect};
use wasm_bindgen::JsValue;

use super::storage::Storage;
use super::{json, time};
use crate::model::backup::{self, Backup, BackupError, Lines, Part};
use crate::model::notebook;
use crate::model::save::{SavedSheet, look};

/// Writes all that is kept, merged with what is open in the page: sheets, and authors' worksheets.
pub fn write(opened: Vec<(String, SavedSheet)>, own: Vec<(String, String)>) -> String {
    let mut sheets: BTreeMap<String, SavedSheet> = BTreeMap::new();
    // What is as text in the file, too.
    let mut texts: BTreeMap<String, String> = BTreeMap::new();
    let storage = Storage::probe().ok();
    let read = |key: &str| storage.as_ref()?.read(key).ok()?;
    for key in storage.iter().flat_map(Storage::keys) {
        let Some(name) = key.strip_prefix("sproutsheet/") else { continue };
        if name.starts_with("aside/") || name.starts_with("own/") {
            texts.extend(read(&key).map(|text| (name.to_owned(), text)));
            continue;
        }
        let is_save = notebook::of_key(&key).is_some() || name.starts_with("notebooks/");
        let Some((sheet, _)) = name.rsplit_once('/').filter(|_| is_save) else { continue };
        let text = read(&key).unwrap_or_default();
        let whole = look(Some(&text), None).newest;
        match whole.and_then(|(_, envelope)| json::from_json::<SavedSheet>(envelope.body)) {
            Some(saved) => merge(&mut sheets, sheet, saved),
            None => {
                texts.insert(format!("aside/{name}"), text);
            }
        }
    }
    for (key, saved) in opened {
        merge(&mut sheets, &key, saved);
    }
    texts.extend(own);
    let sheets = sheets
        .into_iter()
        .filter_map(|(key, saved)| Some(Part { key, body: json::to_json(&saved)? }));
    let texts =
        texts.into_iter().filter_map(|(key, text)| Some(Part { key, body: json::to_json(&text)? }));
    backup::write(time::now(), &sheets.chain(texts).collect::<Vec<_>>())
}

fn merge(sheets: &mut BTreeMap<String, SavedSheet>, key: &str, saved: SavedSheet) {
    match sheets.get_mut(key) {
        Some(there) => {
            there.saved = there.saved.max(saved.saved);
            there.version = there.version.max(saved.version);
            there.response.merge(saved.response);
        }
        None => {
            sheets.insert(key.to_owned(), saved);
        }
    }
}

/// Reads a backup file.
pub fn read(text: &str) -> Result<Backup, BackupError> {
    let lines = match backup::read(text) {
        Ok(lines) if lines.lost.is_empty() => lines,
        // A program may have laid the same JSON out in another way.
        other => match relaid(text).map(|text| backup::read(&text)) {
            Some(Ok(lines)) => lines,
            _ => other?,
        },
    };
    let Lines { made, parts, lost, missing } = lines;
    let mut read = Backup { made, lost, missing, ..Backup::default() };
    for Part { key, body } in parts {
        let is_own = key.starts_with("own/");
        if is_own || key.starts_with("aside/") {
            match json::from_json::<String>(&body) {
                Some(text) if is_own => read.own.push((key, text)),
                Some(text) => read.aside.push((key, text)),
                None => read.lost.push(key),
            }
        } else {
            match json::from_json::<SavedSheet>(&body) {
                Some(saved) => read.sheets.push((key, saved)),
                None => read.lost.push(key),
            }
        }
    }
    Ok(read)
}

/// The same JSON, one part a line.
fn relaid(text: &str) -> Option<String> {
    let all = JSON::parse(text).ok()?;
    let get = |value: &JsValue, key: &str| Reflect::get(value, &key.into()).ok();
    let json = |value: &JsValue| JSON::stringify(value).ok()?.as_string();
    let parts = js_sys::Array::from(&get(&all, "parts")?);
    let mut lines = Vec::new();
    for part in parts.iter() {
        lines.push(format!(
            "{{\"key\":{},\"check\":{},\"body\":{}}}",
            json(&get(&part, "key")?)?,
            json(&get(&part, "check")?)?,
            json(&get(&part, "body")?)?,
        ));
    }
    Some(format!(
        "{{\"format\":{},\"version\":{},\"made\":{},\"count\":{},\"parts\":[\n{}\n]}}\n",
        json(&get(&all, "format")?)?,
        json(&get(&all, "version")?)?,
        json(&get(&all, "made")?)?,
        json(&get(&all, "count")?)?,
        lines.join(",\n"),
    ))
}
