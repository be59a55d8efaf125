//! A small built site, deploys of it, and a look into the bucket.

use super::server::{ACCESS_KEY, BUCKET, SECRET_KEY, Server};
use frontpage_deploy::{Access, DeployError, Encoding, Options, Outcome, run};
use jiff::{Timestamp, ToSpan};
use object_store::aws::{AmazonS3, AmazonS3Builder};
use object_store::{Attribute, GetOptions, ObjectStore, ObjectStoreExt, path::Path};
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::Duration;

/// In a folder of its own, since press's own folder lies beside a site.
pub struct Paper(tempfile::TempDir);

pub const STYLE: &str = "assets/main-0123.css";

/// What a first deploy sends, by stage.
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
        // The data of a tag that is called `feed`, which is no feed.
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

    /// What press keeps beside it.
    pub fn state(&self) -> PathBuf {
        self.0.path().join(".site.press")
    }

    /// A file and, where it is text, its packed copies: these need not be truly packed here.
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

    /// Takes a file and its packed copies away.
    pub fn remove(&self, path: &str) {
        for end in ["", ".br", ".gz"] {
            drop(std::fs::remove_file(
                self.site().join(format!("{path}{end}")),
            ));
        }
    }

    /// A deploy of this folder to the server, as the command line has it by default.
    pub fn options(&self, server: &Server) -> Options {
        let variables = [
            ("AWS_ACCESS_KEY_ID", ACCESS_KEY),
            ("AWS_SECRET_ACCESS_KEY", SECRET_KEY),
            ("AWS_UNKNOWN", "another program's"),
            // the command line has another, which counts
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
                give_up_after: Duration::from_secs(20),
                timeout: Duration::from_secs(20),
            },
            keys: None,
            encoding: Encoding::Auto,
            side_files: false,
            record: ".press/deployed.json".into(),
            guarded: true,
            take_over: false,
            delete: false,
            dry_run: false,
            parallel: 4,
            checkpoint: 1000,
            beat: Duration::from_secs(30),
            public_url: "https://example.org/paper".into(),
            purge_list: None,
            now: Timestamp::now(),
        }
    }

    pub fn deploy(&self, server: &Server) -> Outcome {
        deploy(&self.options(server)).unwrap()
    }
}

/// The same as a process of its own, which somebody can interrupt or kill.
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

/// Two minutes after the last sign of life.
pub fn later(options: &Options) -> Timestamp {
    options.now + 3.minutes()
}

/// What a HEAD and a GET say: Content-Type, Cache-Control, Content-Encoding, body.
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

/// An object as another client finds it.
pub fn object(server: &Server, key: &str) -> Option<Object> {
    drop(rustls::crypto::ring::default_provider().install_default());
    wait(async {
        let (store, path) = (store(server), Path::parse(key).unwrap());
        let head = GetOptions::new().with_head(true);
        let head = store.get_opts(&path, head).await.ok()?;
        let said = |what| head.attributes.get(&what).map_or("", |value| value);
        Some(Object {
            content_type: said(Attribute::ContentType).into(),
            cache_control: said(Attribute::CacheControl).into(),
            encoding: said(Attribute::ContentEncoding).into(),
            body: {
                let body = store.get(&path).await.unwrap().bytes().await.unwrap();
                String::from_utf8(body.into()).unwrap()
            },
        })
    })
}

/// Somebody else's upload.
pub fn put(server: &Server, key: &str, body: &str) {
    drop(rustls::crypto::ring::default_provider().install_default());
    wait(async {
        let path = Path::parse(key).unwrap();
        let sent = store(server).put(&path, body.to_owned().into()).await;
        sent.unwrap();
    });
}
