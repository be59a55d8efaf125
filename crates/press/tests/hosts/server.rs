//! Starts a server for each test, sends it requests and reads the responses.

use crate::site::put_site;
use frontpage_hosting::HostingOptions;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::os::unix::fs::PermissionsExt;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

pub struct Server<'a> {
    pub hosting: HostingOptions<'a>,
    port: u16,
    process: Child,
    folder: tempfile::TempDir,
}

impl Drop for Server<'_> {
    fn drop(&mut self) {
        // Kill the whole process group, because Apache and wrangler have child processes that would
        // outlive them.
        let group = format!("-{}", self.process.id());
        let killed = Command::new("kill").args(["-KILL", "--", &group]).status();
        assert!(
            killed.is_ok_and(|status| status.success()),
            "the server could not be killed"
        );
        drop(self.process.wait());
    }
}

/// Returns a command for the program that an environment variable names; without the variable, for
/// `name`.
pub fn program(variable: &str, name: &str) -> Command {
    Command::new(std::env::var_os(variable).unwrap_or_else(|| name.into()))
}

/// Returns the folder of a server's modules: that of an environment variable, or the usual one.
pub fn modules(variable: &str, usual: &str) -> PathBuf {
    std::env::var_os(variable).map_or_else(|| usual.into(), PathBuf::from)
}

fn free_port() -> u16 {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    listener.local_addr().unwrap().port()
}

/// Writes a site to a temporary folder, and starts the server that `command` returns. `command`
/// gets a folder for the configuration, the site's root and the port to listen on.
pub fn start<'a>(
    hosting: HostingOptions<'a>,
    command: impl FnOnce(&Path, &Path, u16) -> Command,
) -> Server<'a> {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("root");
    put_site(&root, hosting.base);
    // The workers of nginx and Apache run as another user.
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
            "the server does not listen: {}",
            server.log()
        );
        std::thread::sleep(Duration::from_millis(20));
    }
    server
}

/// Returns a configuration with the edits that a publisher would make. Each edited text must occur
/// exactly once.
pub fn with_edits(config: String, edits: &[(&str, String)]) -> String {
    edits.iter().fold(config, |config, (from, to)| {
        assert_eq!(
            config.matches(from).count(),
            1,
            "{from:?} must occur once in {config}"
        );
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
    /// Returns a header's value. Panics if the header is sent twice.
    pub fn header(&self, name: &str) -> Option<&str> {
        let name = name.to_lowercase();
        let mut found = self.headers.iter().filter(|(known, _)| *known == name);
        let value = found.next().map(|(_, value)| value.as_str());
        assert!(found.next().is_none(), "the header {name} is sent twice");
        value
    }

    /// Returns the target of a redirect; only the path if it leads to the server itself.
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
        let timeout = Some(Duration::from_secs(30));
        stream.set_read_timeout(timeout).unwrap();
        let host = format!("127.0.0.1:{}", self.port);
        // Send the request in one write, because a server can reject the first line and hang up
        // before the others arrive.
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
        let status =
            status.unwrap_or_else(|| panic!("{method} {path}: the server sent no response"));
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
        // Read the body by its length, because some servers keep the connection open in spite of
        // `Connection: close`.
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
            None if chunked => answer.body = read_chunked(&mut stream),
            None => drop(stream.read_to_end(&mut answer.body).unwrap()),
        }
        answer
    }

    /// Returns the content of a file of the site, which can be a precompressed copy.
    pub fn file(&self, name: &str) -> Vec<u8> {
        let file = self
            .folder
            .path()
            .join(format!("root{}/{name}", self.hosting.base));
        std::fs::read(file).unwrap()
    }

    /// Returns the server's output.
    pub fn log(&self) -> String {
        std::fs::read_to_string(self.folder.path().join("output.log")).unwrap_or_default()
    }
}

/// Reads a body in chunked transfer coding (RFC 9112, section 7.1).
fn read_chunked(stream: &mut impl BufRead) -> Vec<u8> {
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
