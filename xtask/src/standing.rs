//! Pages as they stand before the program is there: what the program itself makes of each sheet,
//! path and paper when nothing is written yet, read off a browser at build.
//!
//! A first visit to such a page fetches the page, its style and one small file, and can be read and
//! written into at once; the program comes at the first touch. Where the building machine has no
//! Chromium there are none of these, and pages wait for the program.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::mpsc;
use std::time::Duration;

use axum::Router;
use axum::body::Bytes;
use axum::extract::DefaultBodyLimit;
use axum::routing::post;
use serde::Deserialize;
use sha2::{Digest as _, Sha256};
use sproutsheet::library::GALLERY;
use sproutsheet::model::export::Book;
use sproutsheet::model::export::paper::{self, Size};
use sproutsheet::model::text::Locale;
use sproutsheet::model::worksheet::Pack;
use sproutsheet::words::paper::labels;

use crate::Failure;
use crate::chromium;
use crate::prerender;
use crate::serve;
use crate::site::{between, hex, small_style};

/// The page that reads all others, and the one it reads: both only while that lasts.
const READER: &str = "standing-reader.html";
const READ: &str = "standing-read.html";

/// Where the reader sends what it read.
const TOLD: &str = "/standing-told";

/// How long reading all pages may take.
const LONGEST: Duration = Duration::from_secs(180);

/// Stops the page's clock at the day that the frame is named after, and takes chance out of it, so that
/// the same source gives the same pages.
const CLOCK: &str = "<script>{ const Real = Date, day = Number(window.name); \
    window.Date = class extends Real { constructor(...parts) { super(...(parts.length ? parts : [day])); } static now() { return day; } }; \
    let chance = 0; crypto.getRandomValues = (room) => { for (const at of room.keys()) room[at] = chance += 7; return room; }; \
    Math.random = () => 0.5; }</script>";

/// One page.
#[derive(Deserialize)]
struct Page {
    path: String,
    locale: String,
    title: String,
    html: String,
}

/// What the reader sends.
#[derive(Deserialize)]
struct Told {
    pages: Vec<Page>,
    /// Why there are none.
    failed: Option<String>,
}

/// The pages of a site that stand before its program.
#[derive(Default)]
pub(crate) struct Standing {
    /// Their paths, with blanks between.
    pub(crate) paths: String,
    /// The part of their files' names that changes with them.
    pub(crate) sum: String,
}

/// Reads the pages of a whole site and writes them beside it. Without Chromium there are none.
pub(crate) fn add(folder: &Path, packs: &[(Pack, String)]) -> Result<Standing, Failure> {
    let Some(browser) = chromium::browser() else {
        eprintln!("── no Chromium here: all pages but the first will wait for the program");
        return Ok(Standing::default());
    };
    let paths = paths(packs);
    let mut pages = read(folder, &browser, &paths)?;
    // What one finds only on this machine has no place in the site.
    pages.retain(|page| !page.html.contains("127.0.0.1"));
    let in_all = |path: &&String| {
        Locale::ALL.iter().all(|locale| {
            pages.iter().any(|page| page.path == **path && page.locale == locale.tag())
        })
    };
    let kept: Vec<String> = paths.iter().filter(in_all).cloned().collect();
    if kept.len() < paths.len() {
        let lost: Vec<_> = paths.iter().filter(|path| !kept.contains(path)).collect();
        return Err(format!("a browser showed no whole page of {lost:?}").into());
    }
    let files: Vec<(String, String)> = pages
        .iter()
        .map(|page| file(page, &paper_style(packs, page).unwrap_or_default()))
        .collect();
    let mut all = Sha256::new();
    for (name, text) in &files {
        all.update(name);
        all.update(text);
    }
    let sum = hex(&all.finalize())[..12].to_owned();
    for (name, text) in files {
        fs::write(folder.join(format!("page-{sum}.{name}")), text)?;
    }
    Ok(Standing { paths: kept.join(" "), sum })
}

/// All sheets, their paper and paths but the sheet that stands in the page itself, and the gallery.
fn paths(packs: &[(Pack, String)]) -> Vec<String> {
    let mut paths = Vec::new();
    for (pack, _) in packs.iter().filter(|(pack, _)| pack.locale == Locale::En) {
        if pack.id.as_str() == GALLERY {
            paths.push(GALLERY.to_owned());
            continue;
        }
        paths.push(format!("p/{}", pack.id));
        paths.extend(pack.sheets.iter().map(|sheet| format!("w/{}/{}", pack.id, sheet.id)));
        paths.extend(pack.sheets.iter().map(|sheet| format!("{PAPER}{}/{}", pack.id, sheet.id)));
    }
    paths.retain(|path| *path != prerender::first_path());
    paths
}

/// What the path of a sheet's paper begins with.
const PAPER: &str = "print/";

/// The style that the paper of a sheet brings.
fn paper_style(packs: &[(Pack, String)], page: &Page) -> Option<String> {
    let (id, sheet) = page.path.strip_prefix(PAPER)?.split_once('/')?;
    let is_its = |pack: &&Pack| pack.id.as_str() == id && pack.locale.tag() == page.locale;
    let pack = packs.iter().map(|(pack, _)| pack).find(is_its)?;
    let book = Book::of(pack, BTreeMap::new(), Some(sheet.parse().ok()?), "");
    let style = paper::print(&book, labels(pack.locale), false, Size::A4).style;
    // No style element: the policy is against one even in a document that is only read.
    Some(format!("<template>{}</template>", prerender::html(&small_style(style))))
}

/// A page as a file: only what stands in it, its title, and its own style.
fn file(page: &Page, style: &str) -> (String, String) {
    let name = format!("{}.{}.html", page.locale, page.path.replace('/', "."));
    let title = prerender::html(&page.title);
    let text = format!(
        "<!doctype html><html lang=\"{}\"><meta charset=\"utf-8\"><title>{title}</title>{style}<body>{}</body></html>",
        page.locale,
        // The page's policy lets no markup bring styles; the start script sets these.
        page.html.replace(" style=\"", " data-style=\"")
    );
    (name, text)
}

/// Serves the folder to a browser that reads the pages.
fn read(folder: &Path, browser: &Path, paths: &[String]) -> Result<Vec<Page>, Failure> {
    let asked = serde_json::json!({
        "paths": paths,
        "locales": Locale::ALL.map(Locale::tag),
        "page": READ,
        "to": TOLD,
    });
    let page = fs::read_to_string(folder.join("index.html"))?;
    let policy = between(&page, "<meta http-equiv=\"Content-Security-Policy\"", ">")
        .ok_or("the page has no policy")?;
    fs::write(folder.join(READ), page.replace(&policy, CLOCK))?;
    let reader = format!(
        "<!doctype html><meta charset=\"utf-8\"><body><script type=\"application/json\" id=\"asked\">{asked}</script>\
         <script type=\"module\">{}</script>",
        include_str!("standing.js")
    );
    fs::write(folder.join(READER), reader)?;
    let (tell, told) = mpsc::channel();
    let hear = post(move |body: Bytes| async move { drop(tell.send(body)) });
    let router = Router::new().route(TOLD, hear).layer(DefaultBodyLimit::disable());
    let address = serve::start_with(folder, 0, router)?;
    let profile = std::env::temp_dir().join(format!("sproutsheet-{}", std::process::id()));
    let mut chromium = Command::new(browser)
        .args(["--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run", "--mute-audio"])
        .args(["--disable-background-networking", "--disable-component-update", "--disable-sync"])
        .arg(format!("--user-data-dir={}", profile.display()))
        .arg(format!("{address}{READER}"))
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()?;
    let told = told.recv_timeout(LONGEST);
    let _ = chromium.kill();
    let _ = chromium.wait();
    // The browser may still be closing files of its own there.
    let _ = fs::remove_dir_all(profile);
    for name in [READ, READER] {
        fs::remove_file(folder.join(name))?;
    }
    let told = told.map_err(
        |_| "Chromium did not read the pages in three minutes. CHROMIUM names another one",
    )?;
    let Told { pages, failed } = serde_json::from_slice(&told)?;
    match failed {
        Some(why) => Err(format!("reading the pages failed: {why}").into()),
        None => Ok(pages),
    }
}
