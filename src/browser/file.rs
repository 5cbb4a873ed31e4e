//! Files: to download, made here and asked of nobody; and to read, picked by the person.

use js_sys::{Array, Uint8Array};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, HtmlInputElement, TextDecoder, Url};

use super::page::{after, document};

/// How long a download may take to begin, in milliseconds.
const BEGIN: i32 = 30_000;

/// Offers a text as a file to download. Says whether the browser took it.
pub fn download(name: &str, media: &str, text: &str) -> bool {
    offer(name, media, text).is_some()
}

fn offer(name: &str, media: &str, text: &str) -> Option<()> {
    let options = BlobPropertyBag::new();
    options.set_type(media);
    let blob = Blob::new_with_str_sequence_and_options(&Array::of1(&text.into()), &options).ok()?;
    let url = Url::create_object_url_with_blob(&blob).ok()?;
    let link: HtmlAnchorElement = document()?.create_element("a").ok()?.dyn_into().ok()?;
    link.set_href(&url);
    link.set_download(name);
    link.click();
    after(BEGIN, move || {
        // Refused only for what is no such address.
        let _ = Url::revoke_object_url(&url);
    });
    Some(())
}

/// The text of the file that was picked in a control, and lets go of the file, so that the same
/// one can be picked again. Spreadsheets in China write GB 18030 where they do not write UTF-8.
pub async fn picked(input: &HtmlInputElement) -> Option<String> {
    let file = input.files()?.get(0)?;
    let buffer = JsFuture::from(file.array_buffer()).await.ok()?;
    input.set_value("");
    let bytes = Uint8Array::new(&buffer).to_vec();
    let encoding = match bytes.as_slice() {
        [0xff, 0xfe, ..] => "utf-16le",
        [0xfe, 0xff, ..] => "utf-16be",
        _ => match String::from_utf8(bytes.clone()) {
            Ok(text) => return Some(text),
            Err(_) => "gb18030",
        },
    };
    let decoder = TextDecoder::new_with_label(encoding).ok()?;
    decoder.decode_with_u8_array(&bytes).ok()
}
