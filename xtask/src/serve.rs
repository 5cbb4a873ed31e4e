//! Serving `dist/` on this machine.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread;
use std::time::{Duration, SystemTime};

use tiny_http::{Header, Request, Response, Server};

use crate::Failure;
use crate::build::{Mode, build, build_if_changed, newest};
use crate::embed;
use crate::headers;
use crate::run::root;

const PORT: u16 = 8080;
const THREADS: usize = 8;

/// Builds and serves; with `--dev` builds again on every change.
pub(crate) fn serve(words: &[&str]) -> Result<(), Failure> {
    let mut port = PORT;
    let mut dev = false;
    let mut words = words.iter();
    while let Some(word) = words.next() {
        match *word {
            "--dev" => dev = true,
            "--port" => {
                let number = words.next().and_then(|number| number.parse().ok());
                port = number.ok_or("--port wants a number, like --port 8081")?;
            }
            other => return Err(format!("serve knows --dev and --port N, not {other}").into()),
        }
    }
    build_if_changed(if dev { Mode::Development } else { Mode::Release })?;
    let (address, _server) = start(&root().join("dist"), port)?;
    eprintln!("\nSproutsheet is at {address}   (stop with Ctrl+C)");
    let mut built = SystemTime::now();
    loop {
        thread::sleep(Duration::from_millis(500));
        if dev && newest().is_some_and(|changed| changed > built) {
            built = SystemTime::now();
            if let Err(failure) = build(Mode::Development) {
                eprintln!("{failure}\nwaiting for the next change");
            }
        }
    }
}

/// Serves a folder from other threads. Gives its address. Port 0 takes any that is free.
pub(crate) fn start(folder: &Path, port: u16) -> Result<(String, Arc<Server>), Failure> {
    let server = Server::http(("127.0.0.1", port)).map_err(|error| {
        format!("port {port} cannot be used ({error}). Try another: cargo xtask serve --port 8081")
    })?;
    let server = Arc::new(server);
    let address = format!("http://{}/", server.server_addr());
    for _ in 0..THREADS {
        let (server, folder) = (Arc::clone(&server), folder.to_owned());
        thread::spawn(move || {
            while let Ok(request) = server.recv() {
                // A browser that went away is no matter.
                let _ = answer(request, &folder);
            }
        });
    }
    Ok((address, server))
}

fn answer(request: Request, folder: &Path) -> std::io::Result<()> {
    let Some(path) = file_of(folder, request.url()) else {
        return request.respond(Response::from_string("not found").with_status_code(404));
    };
    let accepts_brotli = request.headers().iter().any(|header| {
        header.field.equiv("Accept-Encoding") && header.value.as_str().contains("br")
    });
    let packed = PathBuf::from(format!("{}.br", path.display()));
    let is_packed = accepts_brotli && packed.is_file();
    let file = File::open(if is_packed { &packed } else { &path })?;
    // Names without a hash change their content: the page, and what makes it installable.
    let is_page = ["html", "webmanifest", "png"]
        .iter()
        .any(|ending| path.extension().is_some_and(|its| its == *ending))
        || path
            .file_name()
            .is_some_and(|name| name == "worker.js" || embed::NAMES.iter().any(|its| name == *its));
    let headers = [
        ("Content-Type", mime(&path)),
        ("Cache-Control", if is_page { "no-cache" } else { "public, max-age=31536000, immutable" }),
        ("Content-Encoding", if is_packed { "br" } else { "identity" }),
    ];
    let of_worker = path.ends_with("worker.js").then_some(headers::WORKER);
    let headers = headers
        .iter()
        .chain(&headers::ALL)
        .chain(&of_worker)
        .filter_map(|(name, value)| Header::from_bytes(*name, *value).ok());
    request.respond(headers.fold(Response::from_file(file), Response::with_header))
}

/// The file that a URL names, inside the folder; nothing where there is none.
fn file_of(folder: &Path, url: &str) -> Option<PathBuf> {
    let path = url.split(['?', '#']).next()?;
    let mut file = folder.to_owned();
    for part in path.split('/').filter(|part| !part.is_empty()) {
        if part.starts_with('.') || part.contains('\\') || part.contains('%') {
            return None;
        }
        file.push(part);
    }
    if file.is_dir() {
        file.push("index.html");
    }
    file.is_file().then_some(file)
}

fn mime(path: &Path) -> &'static str {
    match path.extension().and_then(|ending| ending.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("json") => "application/json",
        Some("wasm") => "application/wasm",
        Some("txt") => "text/plain; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("webmanifest") => "application/manifest+json",
        _ => "application/octet-stream",
    }
}
