//! A small HTTP client for the other services of the stack.

use std::io::{self, Read, Write};
use std::net::{TcpStream, ToSocketAddrs};
use std::time::Duration;

const LARGEST_ANSWER: u64 = 1024 * 1024;

pub struct Answer {
    pub status: u16,
    pub body: String,
}

pub fn connect(endpoint: &str, timeout: Duration) -> io::Result<TcpStream> {
    let mut last = io::Error::new(io::ErrorKind::NotFound, "the name has no address");
    for address in endpoint.to_socket_addrs()? {
        match TcpStream::connect_timeout(&address, timeout) {
            Ok(stream) => return Ok(stream),
            Err(problem) => last = problem,
        }
    }
    Err(last)
}

pub fn get(endpoint: &str, path: &str, timeout: Duration) -> io::Result<Answer> {
    exchange(endpoint, timeout, &format!("GET {} HTTP/1.0\r\nHost: {}\r\n\r\n", path, endpoint))
}

pub fn post(endpoint: &str, path: &str, token: &str, body: &str, timeout: Duration) -> io::Result<Answer> {
    let request = format!(
        "POST {} HTTP/1.0\r\nHost: {}\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\
         X-Inter-Service-Token: {}\r\n\r\n{}",
        path,
        endpoint,
        body.len(),
        token,
        body
    );
    exchange(endpoint, timeout, &request)
}

fn exchange(endpoint: &str, timeout: Duration, request: &str) -> io::Result<Answer> {
    let mut stream = connect(endpoint, timeout)?;
    stream.set_read_timeout(Some(timeout))?;
    stream.set_write_timeout(Some(timeout))?;
    stream.write_all(request.as_bytes())?;
    let mut text = String::new();
    stream.take(LARGEST_ANSWER).read_to_string(&mut text)?;
    parse(&text).ok_or_else(|| io::Error::new(io::ErrorKind::InvalidData, "this is no HTTP answer"))
}

fn parse(text: &str) -> Option<Answer> {
    let (head, body) = text.split_once("\r\n\r\n")?;
    let status = head.split(' ').nth(1)?.parse().ok()?;
    Some(Answer { status, body: body.to_string() })
}
