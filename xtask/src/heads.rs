//! What pages begin with, put into the page itself: their title and what leads into them.
//!
//! Every page but the first needs the program. The heads of all are three kilobytes, so one reads
//! already while the program is on the way.

use serde_json::{Map, Value, json};
use sproutsheet::library::GALLERY;
use sproutsheet::model::text::Locale;
use sproutsheet::model::worksheet::Pack;
use sproutsheet::words::Word;
use sproutsheet::words::author::AuthorWord;

/// The heads of all pages by language and by the path in their address: title, lead, and for a
/// worksheet the pack that it belongs to, with its step and its id.
pub(crate) fn heads(packs: &[&Pack]) -> String {
    let both = Locale::ALL.map(|locale| (locale.tag().to_owned(), of_language(packs, locale)));
    // Nothing in it ends the element that it stands in.
    Value::Object(both.into_iter().collect()).to_string().replace('<', "\\u003c")
}

fn of_language(packs: &[&Pack], locale: Locale) -> Value {
    let mut all = Map::new();
    let mut head = |path: &str, parts: Value| all.insert(path.to_owned(), parts);
    let (own, embed) = (
        [AuthorWord::OwnTitle, AuthorWord::OwnLead],
        [AuthorWord::EmbedTitle, AuthorWord::EmbedLead],
    );
    head("data", json!([Word::DataTitle, Word::DataLead].map(|word| word.text(locale))));
    head("own", json!(own.map(|word| word.text(locale))));
    head("embed", json!(embed.map(|word| word.text(locale))));
    for pack in packs.iter().filter(|pack| pack.locale == locale) {
        if pack.id.as_str() == GALLERY {
            head("gallery", json!([pack.title, pack.summary]));
            continue;
        }
        head(&format!("p/{}", pack.id), json!([pack.title, pack.summary]));
        for sheet in &pack.sheets {
            let step = pack.step(&sheet.id).map_or(String::new(), |step| {
                format!(" · {}", Word::Step.with(locale, &step.to_string()))
            });
            let parts = json!([sheet.title, sheet.lead, pack.title, step, pack.id.as_str()]);
            head(&format!("w/{}/{}", pack.id, sheet.id), parts);
        }
    }
    Value::Object(all)
}

#[cfg(test)]
mod tests {
    use sproutsheet::library::PACKS;

    use super::*;
    use crate::site::read_pack;

    #[test]
    fn every_page_with_a_title_has_a_head() {
        let read = |id| Locale::ALL.map(|locale| read_pack(id, locale).unwrap());
        let packs: Vec<Pack> = PACKS.into_iter().chain([GALLERY]).flat_map(read).collect();
        let heads: Value = serde_json::from_str(&heads(&packs.iter().collect::<Vec<_>>())).unwrap();
        for locale in Locale::ALL {
            let heads = &heads[locale.tag()];
            let sheets = packs.iter().filter(|pack| pack.id.as_str() != GALLERY);
            let sheets = sheets.flat_map(|pack| {
                pack.sheets.iter().map(|sheet| format!("w/{}/{}", pack.id, sheet.id))
            });
            let pages = ["data", "own", "embed", "gallery", "p/community", "p/independent"];
            for path in pages.map(str::to_owned).into_iter().chain(sheets) {
                for part in [0, 1] {
                    assert!(!heads[&path][part].as_str().unwrap().is_empty(), "{path}");
                }
            }
            assert_eq!(heads["w/community/crowd"][4], "community");
        }
    }
}
