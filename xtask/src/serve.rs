//! Serving `dist/` on this machine.

use std::net::TcpListener;
use std::path::Path;
use std::thread;
use std::time::{Duration, SystemTime};

use axum::Router;
use axum::extract::Request;
use axum::http::header::CACHE_CONTROL;
use axum::http::{HeaderName, HeaderValue};
use axum::middleware::{self, Next};
use axum::response::Response;
use axum::serve::{self as served, ListenerExt as _};
use tower_http::services::ServeDir;

use crate::Failure;
use crate::build::{Mode, build, build_if_changed, newest};
use crate::headers;
use crate::run::root;

const PORT: u16 = 8080;

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
pub(crate) fn start(folder: &Path, port: u16) -> Result<String, Failure> {
    start_with(folder, port, Router::new())
}

/// The same, with other answers than files beside them.
pub(crate) fn start_with(folder: &Path, port: u16, others: Router) -> Result<String, Failure> {
    let listener = TcpListener::bind(("127.0.0.1", port)).map_err(|error| {
        format!("port {port} cannot be used ({error}). Try another: cargo xtask serve --port 8081")
    })?;
    listener.set_nonblocking(true)?;
    let address = format!("http://{}/", listener.local_addr()?);
    let files = ServeDir::new(folder).precompressed_br().precompressed_gzip();
    let router = others.fallback_service(files).layer(middleware::from_fn(with_headers));
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_io().build()?;
    thread::spawn(move || {
        runtime.block_on(async {
            let listener = tokio::net::TcpListener::from_std(listener)?;
            // Refused only on a connection that is closing, which is no matter.
            let listener = listener.tap_io(|stream| drop(stream.set_nodelay(true)));
            served::serve(listener, router).await
        })
    });
    Ok(address)
}

/// Adds to an answer what a host should send along with the file that was asked for.
async fn with_headers(request: Request, next: Next) -> Response {
    let path = request.uri().path().to_owned();
    let mut response = next.run(request).await;
    let name = path.rsplit('/').next().unwrap_or_default();
    let of_worker = (name == "worker.js").then_some(headers::WORKER);
    let headers = response.headers_mut();
    headers.insert(CACHE_CONTROL, HeaderValue::from_static(headers::cache(name)));
    for (name, value) in headers::ALL.into_iter().chain(of_worker) {
        // Names and values are ours, and constant.
        if let Ok(name) = HeaderName::try_from(name) {
            headers.insert(name, HeaderValue::from_static(value));
        }
    }
    response
}

#[cfg(test)]
mod tests {
    use std::io::{Read as _, Write as _};
    use std::net::TcpStream;

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
