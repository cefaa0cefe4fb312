//! The little HTTP that is needed to ask a server on this machine whether it answers.

use anyhow::{Context, Result};
use std::io::{Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::time::Duration;

const PATIENCE: Duration = Duration::from_secs(2);

/// The status code and the whole text of an answer, or `None` if there is no answer.
pub(crate) fn get(port: u16, path: &str) -> Option<(u16, String)> {
    let mut stream = TcpStream::connect_timeout(&address(port), PATIENCE).ok()?;
    stream.set_read_timeout(Some(PATIENCE)).ok()?;
    write!(stream, "GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n").ok()?;
    let text = read_answer(&mut stream);
    let status = text.split(' ').nth(1)?.parse().ok()?;
    Some((status, text))
}

/// Reads until the announced length is there: some servers keep the connection open whatever they are asked.
fn read_answer(stream: &mut TcpStream) -> String {
    let mut bytes = Vec::new();
    let mut part = [0; 4096];
    loop {
        let count = stream.read(&mut part).unwrap_or(0);
        bytes.extend(part.iter().take(count));
        let text = String::from_utf8_lossy(&bytes);
        if count == 0 || is_whole(&text, bytes.len()) {
            return text.into_owned();
        }
    }
}

fn is_whole(text: &str, received: usize) -> bool {
    let Some((head, _)) = text.split_once("\r\n\r\n") else {
        return false;
    };
    let announced = head.lines().find_map(|line| {
        let (name, value) = line.split_once(':')?;
        name.eq_ignore_ascii_case("content-length").then(|| value.trim().parse::<usize>().ok())?
    });
    announced.is_some_and(|length| received >= head.len() + "\r\n\r\n".len() + length)
}

/// Whether a server may be started there.
pub(crate) fn is_free(port: u16) -> bool {
    TcpListener::bind(address(port)).is_ok()
}

/// A port that nobody uses now.
pub(crate) fn free_port() -> Result<u16> {
    let listener = TcpListener::bind(address(0)).context("no free port on 127.0.0.1")?;
    Ok(listener.local_addr()?.port())
}

fn address(port: u16) -> SocketAddr {
    (Ipv4Addr::LOCALHOST, port).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_whole_when_its_announced_length_is_there() {
        let whole = "HTTP/1.1 200 OK\r\ncontent-Length: 4\r\n\r\nbody";
        assert!(is_whole(whole, whole.len()));
        assert!(!is_whole("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nbody", whole.len()));
        assert!(!is_whole("HTTP/1.1 200 OK\r\nContent-Le", 24));
    }

    #[test]
    fn a_port_that_is_listened_on_is_not_free() {
        let listener = TcpListener::bind(address(0)).unwrap();
        assert!(!is_free(listener.local_addr().unwrap().port()));
    }
}
