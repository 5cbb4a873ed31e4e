//! Serving `dist/` on this machine.

use std::fmt::Write as _;
use std::fs;
use std::io::{self, BufRead, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, SystemTime};

use crate::Failure;
use crate::build::{Mode, build, build_if_changed, newest};
use crate::headers;
use crate::run::root;

const PORT: u16 = 8080;
/// The longest head of a request, in bytes.
const LONGEST: u64 = 64 * 1024;

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
    let address = start(&root().join("dist"), port)?;
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

/// Serves a folder from other threads, as long as the program runs. Gives its address. Port 0 takes
/// any that is free.
///
/// Each connection has a thread of its own. Browsers keep connections open on which they ask for
/// nothing; in a pool they would be in the way of those that do ask.
pub(crate) fn start(folder: &Path, port: u16) -> Result<String, Failure> {
    let listener = TcpListener::bind(("127.0.0.1", port)).map_err(|error| {
        format!("port {port} cannot be used ({error}). Try another: cargo xtask serve --port 8081")
    })?;
    let address = format!("http://{}/", listener.local_addr()?);
    let folder = folder.to_owned();
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let folder = folder.clone();
            // A browser that went away is no matter.
            thread::spawn(move || talk(stream, &folder));
        }
    });
    Ok(address)
}

/// Answers all that is asked on a connection.
fn talk(stream: TcpStream, folder: &Path) -> io::Result<()> {
    stream.set_nodelay(true)?;
    let mut answers = stream.try_clone()?;
    let mut asked = BufReader::new(stream);
    while let Some(request) = Request::read(&mut asked)? {
        answers.write_all(&answer(&request, folder))?;
        if request.is_last {
            break;
        }
    }
    Ok(())
}

/// What a browser asks for.
#[derive(Default)]
struct Request {
    url: String,
    method: String,
    accepts_brotli: bool,
    /// Nothing else is asked on this connection.
    is_last: bool,
}

impl Request {
    /// Reads the next one; nothing where the connection ends, or this is no request.
    fn read(from: &mut impl BufRead) -> io::Result<Option<Self>> {
        let mut head = String::new();
        let mut from = from.take(LONGEST);
        while !head.ends_with("\r\n\r\n") {
            if from.read_line(&mut head)? == 0 {
                return Ok(None);
            }
        }
        let mut lines = head.lines();
        let mut words = lines.next().unwrap_or_default().split(' ').map(str::to_owned);
        let (Some(method), Some(url)) = (words.next(), words.next()) else { return Ok(None) };
        let mut request = Self { url, method, ..Self::default() };
        for (name, value) in lines.filter_map(|line| line.split_once(':')) {
            match name.to_ascii_lowercase().as_str() {
                "accept-encoding" => request.accepts_brotli = value.contains("br"),
                "connection" => request.is_last |= value.trim().eq_ignore_ascii_case("close"),
                // What is sent along is not read, so nothing after it could be.
                "content-length" | "transfer-encoding" => request.is_last = true,
                _ => {}
            }
        }
        Ok(Some(request))
    }
}

fn answer(request: &Request, folder: &Path) -> Vec<u8> {
    let found = file_of(folder, &request.url).and_then(|path| {
        let packed = PathBuf::from(format!("{}.br", path.display()));
        let is_packed = request.accepts_brotli && packed.is_file();
        Some((fs::read(if is_packed { &packed } else { &path }).ok()?, path, is_packed))
    });
    let Some((body, path, is_packed)) = found else {
        let body = "not found";
        let length = body.len();
        return format!("HTTP/1.1 404 Not Found\r\nContent-Length: {length}\r\n\r\n{body}").into();
    };
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let length = body.len().to_string();
    let headers = [
        ("Content-Length", length.as_str()),
        ("Content-Type", mime(&path)),
        ("Cache-Control", headers::cache(&name)),
        ("Content-Encoding", if is_packed { "br" } else { "identity" }),
    ];
    let of_worker = path.ends_with("worker.js").then_some(headers::WORKER);
    let mut said = "HTTP/1.1 200 OK\r\n".to_owned();
    for (name, value) in headers.iter().chain(&headers::ALL).chain(&of_worker) {
        let _ = write!(said, "{name}: {value}\r\n");
    }
    said.push_str("\r\n");
    let mut said = said.into_bytes();
    if request.method != "HEAD" {
        said.extend(body);
    }
    said
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn connections_that_stay_open_are_not_in_the_way_of_others() {
        let started = start(&root().join("examples"), 0).unwrap();
        let address = started.trim_start_matches("http://").trim_end_matches('/').to_owned();
        for _ in 0..20 {
            // As a page with ten frames does: many at once, and none is closed.
            let mut all: Vec<_> = (0..60).map(|_| TcpStream::connect(&address).unwrap()).collect();
            for stream in &mut all {
                stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
                write!(stream, "GET /policy.css HTTP/1.1\r\nHost: x\r\n\r\n").unwrap();
            }
            for stream in &mut all {
                let mut start = [0; 12];
                stream.read_exact(&mut start).unwrap();
                assert_eq!(&start, b"HTTP/1.1 200");
            }
        }
    }
}
