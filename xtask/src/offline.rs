//! What makes the site work without a network and lets it be installed: the worker with the list
//! of this build's files, the manifest, the icons.

use std::fs;
use std::path::Path;

use sha2::{Digest as _, Sha256};
use sproutsheet::model::text::Locale;
use sproutsheet::words::Word;
use tiny_skia::{Color, FillRule, LineCap, Paint, PathBuilder, Pixmap, Stroke, Transform};

use crate::Failure;
use crate::run::root;
use crate::site::hex;

/// The mark, in a square of 32: leaves are filled, stem and earth are drawn. As in the page's icon.
const LEAVES: [(&str, [u8; 3]); 2] = [
    ("M15 16C14 9 9 6 3 6c0 7 4 11 12 10Z", [0x23, 0x74, 0x4a]),
    ("M17 14c0-6 5-9 11-9 0 6-4 10-11 9Z", [0x6f, 0xae, 0x7f]),
];
const LINES: [([f32; 4], [u8; 3], LineCap); 2] = [
    ([16.0, 27.0, 16.0, 14.0], [0x23, 0x74, 0x4a], LineCap::Butt),
    ([7.0, 28.0, 25.0, 28.0], [0xb4, 0x69, 0x0e], LineCap::Round),
];
const PAPER: [u8; 3] = [0xfb, 0xfa, 0xf4];

/// The icons: name, size, and how much of the square the mark fills. Android cuts maskable icons
/// to its own shape: their mark keeps to the middle.
const ICONS: [(&str, u16, f32); 4] = [
    ("icon-192.png", 192, 0.78),
    ("icon-512.png", 512, 0.78),
    ("icon-mask-512.png", 512, 0.56),
    ("icon-180.png", 180, 0.72),
];

/// Whether a file is never asked for by who has saved something: it is for other people's pages, or for
/// the first visit.
fn is_for_others(name: &str) -> bool {
    ["mount", "program-", "page-"].iter().any(|start| name.starts_with(start))
}

/// Adds the icons and the manifest, and last the worker, which lists all that is there.
pub(crate) fn add(folder: &Path) -> Result<(), Failure> {
    for (name, size, fills) in ICONS {
        fs::write(folder.join(name), icon(size, fills)?)?;
    }
    fs::write(folder.join("manifest.webmanifest"), manifest())?;
    let mut files = Vec::new();
    let mut build = Sha256::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if path.is_file() && name != "worker.js" {
            files.push((name, fs::read(&path)?));
        }
    }
    files.sort();
    for (name, bytes) in &files {
        build.update(name.as_bytes());
        build.update(bytes);
    }
    let names: Vec<_> = files
        .iter()
        .filter(|(name, _)| name != "index.html" && !is_for_others(name))
        .map(|(name, _)| format!("./{name}"))
        .collect();
    let source = fs::read_to_string(root().join("src/worker.js"))?;
    let build = hex(&build.finalize());
    let worker = source
        .replace("__BUILD__", &build[..12])
        .replace("__FILES__", &serde_json::to_string(&names)?);
    fs::write(folder.join("worker.js"), worker)?;
    Ok(())
}

fn manifest() -> String {
    let icon = |name: &str, size: u16, purpose: &str| {
        serde_json::json!({
            "src": format!("./{name}"), "sizes": format!("{size}x{size}"),
            "type": "image/png", "purpose": purpose,
        })
    };
    let manifest = serde_json::json!({
        "id": "./",
        "name": format!("{} · {}", Word::Name.text(Locale::ZhHans), Word::Name.text(Locale::En)),
        "short_name": Word::Name.text(Locale::ZhHans),
        "description": Word::Tagline.text(Locale::ZhHans),
        "lang": Locale::ZhHans.tag(),
        "start_url": "./",
        "scope": "./",
        "display": "standalone",
        "background_color": "#fbfaf4",
        "theme_color": "#fbfaf4",
        "icons": [
            icon("icon-192.png", 192, "any"),
            icon("icon-512.png", 512, "any"),
            icon("icon-mask-512.png", 512, "maskable"),
        ],
    });
    format!("{manifest:#}\n")
}

/// Draws the mark on paper.
fn icon(size: u16, fills: f32) -> Result<Vec<u8>, Failure> {
    let mut map = Pixmap::new(size.into(), size.into()).ok_or("an icon of no size")?;
    let [r, g, b] = PAPER;
    map.fill(Color::from_rgba8(r, g, b, 255));
    let scale = f32::from(size) * fills / 32.0;
    // The mark's own middle is a little below that of its square.
    let edge = f32::from(size) * (1.0 - fills) / 2.0;
    let place = Transform::from_scale(scale, scale).post_translate(edge, edge - scale);
    let paint = |[r, g, b]: [u8; 3]| {
        let mut paint = Paint { anti_alias: true, ..Paint::default() };
        paint.set_color_rgba8(r, g, b, 255);
        paint
    };
    for (shape, colour) in LEAVES {
        let path = outline(shape)?;
        map.fill_path(&path, &paint(colour), FillRule::Winding, place, None);
    }
    for ([from_x, from_y, to_x, to_y], colour, line_cap) in LINES {
        let mut path = PathBuilder::new();
        path.move_to(from_x, from_y);
        path.line_to(to_x, to_y);
        let path = path.finish().ok_or("a line of no length")?;
        let stroke = Stroke { width: 2.5, line_cap, ..Stroke::default() };
        map.stroke_path(&path, &paint(colour), &stroke, place, None);
    }
    Ok(map.encode_png()?)
}

/// A leaf's outline: only the commands that the mark uses.
fn outline(shape: &str) -> Result<tiny_skia::Path, Failure> {
    let mut path = PathBuilder::new();
    let (mut x, mut y) = (0.0, 0.0);
    let mut rest = shape;
    while let Some(command) = rest.chars().next() {
        let end = rest[1..].find(char::is_alphabetic).map_or(rest.len(), |at| at + 1);
        let numbers = numbers(&rest[1..end]);
        match (command, &numbers[..]) {
            ('M', [to_x, to_y]) => {
                (x, y) = (*to_x, *to_y);
                path.move_to(x, y);
            }
            ('C' | 'c', all) => {
                for one in all.chunks_exact(6) {
                    let (from_x, from_y) = if command == 'c' { (x, y) } else { (0.0, 0.0) };
                    let at = |i: usize| (from_x + one[i], from_y + one[i + 1]);
                    let ((ax, ay), (bx, by), to) = (at(0), at(2), at(4));
                    (x, y) = to;
                    path.cubic_to(ax, ay, bx, by, x, y);
                }
            }
            ('Z', []) => path.close(),
            _ => return Err(format!("the mark uses {command}, which is not drawn here").into()),
        }
        rest = &rest[end..];
    }
    path.finish().ok_or_else(|| "a leaf of no size".into())
}

/// Numbers as SVG writes them: `11-9 0 6-4 10`.
fn numbers(text: &str) -> Vec<f32> {
    let spaced = text.replace('-', " -");
    spaced.split_whitespace().filter_map(|number| number.parse().ok()).collect()
}
