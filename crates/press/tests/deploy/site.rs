//! Fixtures: a small built site, deploys of it, and a client that reads the bucket.

use super::server::{ACCESS_KEY, BUCKET, SECRET_KEY, Server};
use frontpage_deploy::{Access, DeployError, Encoding, Options, Outcome, run};
use jiff::{Timestamp, ToSpan};
use object_store::aws::{AmazonS3, AmazonS3Builder};
use object_store::{Attribute, GetOptions, ObjectStore, ObjectStoreExt, path::Path};
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::Duration;

/// A built site in a temporary folder, which also holds press's state folder beside the site.
pub struct Paper(tempfile::TempDir);

pub const STYLE: &str = "assets/main-0123.css";

/// The keys that a first deploy uploads, by stage.
pub const STAGES: [&[&str]; 4] = [
    &[
        "assets/app-0123.js",
        "assets/app-0123.wasm",
        "assets/main-0123.css",
        "icon.svg",
        "manifest.webmanifest",
        "media/fire-640.webp",
    ],
    &[
        "index.json",
        "popular.json",
        "rail/feed.json",
        "rail/world.json",
        // The data of a tag called `feed`, which is not a feed.
        "tag/feed.json",
        "world.json",
        "world/2.json",
    ],
    &[
        "404.html",
        "index.html",
        "offline.html",
        "tag/feed",
        "world",
        "world/2",
    ],
    &[
        "feed.json",
        "feed.xml",
        "robots.txt",
        "sitemap.xml",
        "sw.js",
        "tag/feed/feed.json",
    ],
];

impl Paper {
    pub fn new() -> Self {
        let paper = Self(tempfile::tempdir().unwrap());
        for key in STAGES.into_iter().flatten() {
            match *key {
                "tag/feed" | "world" | "world/2" => paper.write(&format!("{key}.html")),
                _ => paper.write(key),
            }
        }
        paper
    }

    /// The site's folder.
    pub fn site(&self) -> PathBuf {
        self.0.path().join("site")
    }

    /// The folder beside the site in which press keeps its state.
    pub fn state(&self) -> PathBuf {
        self.0.path().join(".site.press")
    }

    /// Writes a file and, for text, its precompressed copies, whose content does not have to be
    /// compressed for these tests.
    fn write(&self, path: &str) {
        self.change(path, &format!("the content of {path}"));
        if !path.ends_with(".webp") {
            self.change(&format!("{path}.br"), &format!("brotli {path}"));
            self.change(&format!("{path}.gz"), &format!("gzip {path}"));
        }
    }

    pub fn change(&self, path: &str, content: &str) {
        let file = self.site().join(path);
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(file, content).unwrap();
    }

    /// Removes a file and its precompressed copies.
    pub fn remove(&self, path: &str) {
        for end in ["", ".br", ".gz"] {
            drop(std::fs::remove_file(
                self.site().join(format!("{path}{end}")),
            ));
        }
    }

    /// The options of a deploy of this folder to the server, with the defaults of the command line.
    pub fn options(&self, server: &Server) -> Options {
        let variables = [
            ("AWS_ACCESS_KEY_ID", ACCESS_KEY),
            ("AWS_SECRET_ACCESS_KEY", SECRET_KEY),
            ("AWS_UNKNOWN", "another program's"),
            // The endpoint of the command line takes precedence over this one.
            ("AWS_ENDPOINT_URL_S3", "http://127.0.0.1:1"),
        ];
        Options {
            site: self.site(),
            url: format!("s3://{BUCKET}"),
            access: Access {
                variables: variables.map(|(k, v)| (k.into(), v.into())).into(),
                endpoint: Some(server.address.clone()),
                allow_http: true,
                region: None,
                retry_timeout: Duration::from_secs(20),
                timeout: Duration::from_secs(20),
            },
            keys: None,
            encoding: Encoding::Auto,
            side_files: false,
            record: ".press/deployed.json".into(),
            conditional_writes: true,
            take_over: false,
            delete: false,
            dry_run: false,
            parallel: 4,
            checkpoint: 1000,
            heartbeat: Duration::from_secs(30),
            public_url: "https://example.org/paper".into(),
            purge_list: None,
            now: Timestamp::now(),
        }
    }

    pub fn deploy(&self, server: &Server) -> Outcome {
        deploy(&self.options(server)).unwrap()
    }
}

/// Returns a `press deploy` command, for tests that interrupt or kill the process.
pub fn command(paper: &Paper, server: &Server) -> Command {
    let mut press = Command::new(env!("CARGO_BIN_EXE_press"));
    press
        .args(["deploy", "s3://paper", "--allow-http"])
        .args(["--content", "nowhere", "--endpoint", &server.address])
        .arg("--site")
        .arg(paper.site())
        .env("AWS_ACCESS_KEY_ID", ACCESS_KEY)
        .env("AWS_SECRET_ACCESS_KEY", SECRET_KEY)
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    press
}

pub fn deploy(options: &Options) -> Result<Outcome, DeployError> {
    run(options, &|_| ())
}

pub fn all_keys() -> Vec<&'static str> {
    STAGES.concat()
}

/// A time by which the claim of a dead deploy has expired: two minutes after its last heartbeat.
pub fn after_claim_expired(options: &Options) -> Timestamp {
    options.now + 3.minutes()
}

/// An object as HEAD and GET return it.
#[derive(Debug, PartialEq, Eq)]
pub struct Object {
    pub content_type: String,
    pub cache_control: String,
    pub encoding: String,
    pub body: String,
}

fn store(server: &Server) -> AmazonS3 {
    AmazonS3Builder::new()
        .with_bucket_name(BUCKET)
        .with_endpoint(&server.address)
        .with_allow_http(true)
        .with_access_key_id(ACCESS_KEY)
        .with_secret_access_key(SECRET_KEY)
        .build()
        .unwrap()
}

fn wait<T>(future: impl Future<Output = T>) -> T {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    runtime.block_on(future)
}

/// Reads an object with a client that is independent of press; `None` if it does not exist.
pub fn object(server: &Server, key: &str) -> Option<Object> {
    drop(rustls::crypto::ring::default_provider().install_default());
    wait(async {
        let (store, path) = (store(server), Path::parse(key).unwrap());
        let head = GetOptions::new().with_head(true);
        let head = store.get_opts(&path, head).await.ok()?;
        let attribute = |name| head.attributes.get(&name).map_or("", |value| value);
        Some(Object {
            content_type: attribute(Attribute::ContentType).into(),
            cache_control: attribute(Attribute::CacheControl).into(),
            encoding: attribute(Attribute::ContentEncoding).into(),
            body: {
                let body = store.get(&path).await.unwrap().bytes().await.unwrap();
                String::from_utf8(body.into()).unwrap()
            },
        })
    })
}

/// Uploads an object that press knows nothing about.
pub fn put(server: &Server, key: &str, body: &str) {
    drop(rustls::crypto::ring::default_provider().install_default());
    wait(async {
        let path = Path::parse(key).unwrap();
        let sent = store(server).put(&path, body.to_owned().into()).await;
        sent.unwrap();
    });
}
