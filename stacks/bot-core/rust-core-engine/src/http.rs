//! A small HTTP/1.1 server: one thread and one request a connection, with limits on both size and time.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::Arc;
use std::time::{Duration, Instant};

const TIMEOUT: Duration = Duration::from_secs(10);
const LARGEST_HEAD: u64 = 16 * 1024;
const MOST_CONNECTIONS: usize = 64;

pub struct Request {
    pub method: String,
    pub path: String,
    headers: Vec<(String, String)>,
}

impl Request {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }
}

pub struct Response {
    pub status: u16,
    pub content_type: &'static str,
    pub body: String,
}

impl Response {
    pub fn json(status: u16, body: String) -> Response {
        Response { status, content_type: "application/json", body }
    }
}

pub struct Server {
    busy: Arc<AtomicUsize>,
}

impl Server {
    pub fn start<H>(port: u16, handler: H) -> io::Result<Server>
    where
        H: Fn(&Request) -> Response + Send + Sync + 'static,
    {
        let listener = TcpListener::bind(("0.0.0.0", port))?;
        let busy = Arc::new(AtomicUsize::new(0));
        let server = Server { busy: Arc::clone(&busy) };
        let handler = Arc::new(handler);
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                // Refused at once is better than waiting for memory that is not there.
                if busy.load(Ordering::SeqCst) >= MOST_CONNECTIONS {
                    continue;
                }
                let (handler, connection) = (Arc::clone(&handler), Busy::new(&busy));
                std::thread::spawn(move || {
                    let _connection = connection;
                    // A caller that went away is no news.
                    let _ = serve(stream, &*handler);
                });
            }
        });
        Ok(server)
    }

    /// Waits until the requests at hand are answered, five seconds at most.
    pub fn drain(&self) {
        let deadline = Instant::now() + Duration::from_secs(5);
        while self.busy.load(Ordering::SeqCst) > 0 && Instant::now() < deadline {
            std::thread::sleep(Duration::from_millis(20));
        }
    }
}

/// Counts a connection for as long as it lives.
struct Busy(Arc<AtomicUsize>);

impl Busy {
    fn new(count: &Arc<AtomicUsize>) -> Busy {
        count.fetch_add(1, Ordering::SeqCst);
        Busy(Arc::clone(count))
    }
}

impl Drop for Busy {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::SeqCst);
    }
}

fn serve(mut stream: TcpStream, handler: &dyn Fn(&Request) -> Response) -> io::Result<()> {
    stream.set_read_timeout(Some(TIMEOUT))?;
    stream.set_write_timeout(Some(TIMEOUT))?;
    let response = match read(&stream)? {
        Some(request) => handler(&request),
        None => Response::json(400, String::from(r#"{"error":"this is no HTTP request"}"#)),
    };
    let head = format!(
        "HTTP/1.1 {} {}\r\nContent-Type: {}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
        response.status,
        reason(response.status),
        response.content_type,
        response.body.len()
    );
    stream.write_all(head.as_bytes())?;
    stream.write_all(response.body.as_bytes())
}

fn read(stream: &TcpStream) -> io::Result<Option<Request>> {
    let mut lines = BufReader::new(stream.take(LARGEST_HEAD)).lines();
    let first = match lines.next() {
        Some(line) => line?,
        None => return Ok(None),
    };
    let mut words = first.split(' ');
    let (method, target) = match (words.next(), words.next()) {
        (Some(method), Some(target)) if target.starts_with('/') => (method.to_string(), target),
        _ => return Ok(None),
    };
    let path = target.split('?').next().unwrap_or(target).to_string();
    let mut headers = Vec::new();
    for line in lines {
        let line = line?;
        if line.is_empty() {
            return Ok(Some(Request { method, path, headers }));
        }
        if let Some((name, value)) = line.split_once(':') {
            headers.push((name.to_string(), value.trim().to_string()));
        }
    }
    Ok(None)
}

fn reason(status: u16) -> &'static str {
    match status {
        200 => "OK",
        400 => "Bad Request",
        401 => "Unauthorized",
        404 => "Not Found",
        405 => "Method Not Allowed",
        502 => "Bad Gateway",
        _ => "Unknown",
    }
}
