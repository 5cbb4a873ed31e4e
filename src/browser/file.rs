//! Files: handed to the person, made here and asked of nobody; and taken from them.

use js_sys::{Array, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Blob, BlobPropertyBag, DataTransfer, File, FilePropertyBag, HtmlAnchorElement,
    HtmlInputElement, TextDecoder, Url,
};

use super::page::{after, document, window};

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
    click(name, &url)?;
    after(BEGIN, move || {
        // Refused only for what is no such address.
        let _ = Url::revoke_object_url(&url);
    });
    Some(())
}

/// Offers what stands at an address as a file to download. Says whether the browser took it.
pub fn download_from(name: &str, url: &str) -> bool {
    click(name, url).is_some()
}

fn click(name: &str, url: &str) -> Option<()> {
    let link: HtmlAnchorElement = document()?.create_element("a").ok()?.dyn_into().ok()?;
    link.set_href(url);
    link.set_download(name);
    link.click();
    Some(())
}

/// The text of the file that was picked in a control, as far as `limit` bytes and one, and lets go of
/// the file, so that the same one can be picked again. Spreadsheets in China write GB 18030 where
/// they do not write UTF-8.
pub async fn picked_table(input: &HtmlInputElement, limit: usize) -> Option<String> {
    let file = input.files()?.get(0)?;
    // What is too large is not read to its end; one byte more than the limit says that it is.
    let end = i32::try_from(limit + 1).ok()?;
    let start = file.slice_with_i32_and_i32(0, end).ok()?;
    let buffer = JsFuture::from(start.array_buffer()).await.ok()?;
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

fn sharing(name: &str, text: &str) -> Option<web_sys::ShareData> {
    let about = FilePropertyBag::new();
    // The share sheets of most browsers take plain text, and refuse JSON.
    about.set_type("text/plain");
    let parts = Array::of1(&text.into());
    let file = File::new_with_str_sequence_and_options(&parts, name, &about).ok()?;
    let data = web_sys::ShareData::new();
    Reflect::set(&data, &"files".into(), &Array::of1(&file)).ok()?;
    Some(data)
}

/// Whether the device's share sheet takes files.
pub fn can_share() -> bool {
    let ask = || {
        let navigator = window()?.navigator();
        let ask: js_sys::Function =
            Reflect::get(&navigator, &"canShare".into()).ok()?.dyn_into().ok()?;
        ask.call1(&navigator, &sharing("a.txt", "a")?.into()).ok()
    };
    ask() == Some(JsValue::TRUE)
}

/// Opens the device's share sheet with a text as a file. Says whether it was sent.
pub async fn share(name: &str, text: &str) -> bool {
    let (Some(window), Some(data)) = (window(), sharing(name, text)) else { return false };
    JsFuture::from(window.navigator().share_with_data(&data)).await.is_ok()
}

/// The file that was picked. The control is emptied, so that the same file can be picked again.
pub fn picked(input: &HtmlInputElement) -> Option<File> {
    let file = input.files()?.get(0);
    input.set_value("");
    file
}

/// The file that was dropped.
pub fn dropped(data: Option<&DataTransfer>) -> Option<File> {
    data?.files()?.get(0)
}

/// What a file says, as far as `limit` bytes and one.
pub async fn text(file: &File, limit: usize) -> Option<String> {
    let start = file.slice_with_i32_and_i32(0, i32::try_from(limit + 1).ok()?).ok()?;
    JsFuture::from(start.text()).await.ok()?.as_string()
}
