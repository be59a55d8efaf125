//! A server of its own for each test, and what it answers.

use crate::site::put_site;
use frontpage_hosting::Hosting;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::os::unix::fs::PermissionsExt;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

pub struct Server<'a> {
    pub hosting: Hosting<'a>,
    port: u16,
    process: Child,
    folder: tempfile::TempDir,
}

impl Drop for Server<'_> {
    fn drop(&mut self) {
        // The whole group: Apache and wrangler have children that would outlive them.
        let group = format!("-{}", self.process.id());
        let ended = Command::new("kill").args(["-KILL", "--", &group]).status();
        assert!(ended.is_ok_and(|status| status.success()), "it runs on");
        drop(self.process.wait());
    }
}

/// A program by the variable of the environment that names it, or else by its name.
pub fn program(variable: &str, name: &str) -> Command {
    Command::new(std::env::var_os(variable).unwrap_or_else(|| name.into()))
}

/// The folder of a server's modules.
pub fn modules(variable: &str, usual: &str) -> PathBuf {
    std::env::var_os(variable).map_or_else(|| usual.into(), PathBuf::from)
}

fn free_port() -> u16 {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    listener.local_addr().unwrap().port()
}

/// Puts a site into a folder, and starts the server that `command` gives. It is told a folder for
/// its configuration, the site's root, and the port to listen on.
pub fn run<'a>(
    hosting: Hosting<'a>,
    command: impl FnOnce(&Path, &Path, u16) -> Command,
) -> Server<'a> {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("root");
    put_site(&root, hosting.base);
    // The workers of nginx and Apache are another user.
    for path in [folder.path(), &root] {
        std::fs::set_permissions(path, PermissionsExt::from_mode(0o755)).unwrap();
    }
    let port = free_port();
    let mut command = command(folder.path(), &root, port);
    let log = std::fs::File::create(folder.path().join("output.log")).unwrap();
    let process = command
        .process_group(0)
        .stdin(Stdio::null())
        .stdout(log.try_clone().unwrap())
        .stderr(log)
        .spawn()
        .unwrap_or_else(|error| panic!("{:?}: {error}", command.get_program()));
    let server = Server {
        hosting,
        port,
        process,
        folder,
    };
    let start = Instant::now();
    while TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_err() {
        assert!(
            start.elapsed() < Duration::from_secs(60),
            "it does not listen: {}",
            server.log()
        );
        std::thread::sleep(Duration::from_millis(20));
    }
    server
}

/// The configuration with what a publisher edits in it, once each.
pub fn edited(config: String, edits: &[(&str, String)]) -> String {
    edits.iter().fold(config, |config, (from, to)| {
        assert_eq!(config.matches(from).count(), 1, "{from} in {config}");
        config.replace(from, to)
    })
}

#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

impl Answer {
    /// A header's value. Two of one name are a fault.
    pub fn header(&self, name: &str) -> Option<&str> {
        let name = name.to_lowercase();
        let mut found = self.headers.iter().filter(|(known, _)| *known == name);
        let value = found.next().map(|(_, value)| value.as_str());
        assert!(found.next().is_none(), "{name} comes twice");
        value
    }

    /// Where a redirect leads to: a path, also where the server says its own name before it.
    pub fn location(&self) -> Option<&str> {
        let to = self.header("location")?;
        let Some((_, rest)) = to.split_once("://127.0.0.1:") else {
            return Some(to);
        };
        rest.find('/').map(|start| &rest[start..])
    }
}

impl Server<'_> {
    pub fn get(&self, path: &str, headers: &str) -> Answer {
        self.ask("GET", path, headers)
    }

    pub fn ask(&self, method: &str, path: &str, headers: &str) -> Answer {
        let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, self.port)).unwrap();
        let patience = Some(Duration::from_secs(30));
        stream.set_read_timeout(patience).unwrap();
        let host = format!("127.0.0.1:{}", self.port);
        // At once: a server may refuse the first line, and hang up before the others come.
        let request = format!(
            "{method} {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n{headers}\r\n"
        );
        stream.write_all(request.as_bytes()).unwrap();
        let mut stream = BufReader::new(stream);
        let mut line = || {
            let mut line = String::new();
            stream.read_line(&mut line).unwrap();
            line.trim_end().to_owned()
        };
        let status = line();
        let status = status.split(' ').nth(1).and_then(|code| code.parse().ok());
        let status = status.unwrap_or_else(|| panic!("{method} {path}: no answer"));
        let headers = std::iter::from_fn(|| {
            let line = line();
            let (name, value) = line.split_once(": ")?;
            Some((name.to_lowercase(), value.to_owned()))
        })
        .collect();
        let mut answer = Answer {
            status,
            headers,
            body: Vec::new(),
        };
        // Not every server closes the connection when it is asked to.
        let length = answer
            .header("content-length")
            .map(|text| text.parse().unwrap());
        let chunked = answer.header("transfer-encoding") == Some("chunked");
        let bodiless = method == "HEAD" || status == 304;
        match length {
            _ if bodiless => {}
            Some(length) => {
                answer.body = vec![0; length];
                stream.read_exact(&mut answer.body).unwrap();
            }
            None if chunked => answer.body = whole(&mut stream),
            None => drop(stream.read_to_end(&mut answer.body).unwrap()),
        }
        answer
    }

    /// A file of the site, packed or not.
    pub fn file(&self, name: &str) -> Vec<u8> {
        let file = self
            .folder
            .path()
            .join(format!("root{}/{name}", self.hosting.base));
        std::fs::read(file).unwrap()
    }

    /// What the server has said.
    pub fn log(&self) -> String {
        std::fs::read_to_string(self.folder.path().join("output.log")).unwrap_or_default()
    }
}

/// A body that comes in chunks (RFC 9112, section 7.1).
fn whole(stream: &mut impl BufRead) -> Vec<u8> {
    let mut body = Vec::new();
    loop {
        let mut line = String::new();
        stream.read_line(&mut line).unwrap();
        let size = usize::from_str_radix(line.trim(), 16).unwrap();
        let mut chunk = vec![0; size + 2];
        stream.read_exact(&mut chunk).unwrap();
        if size == 0 {
            return body;
        }
        body.extend(&chunk[..size]);
    }
}
