//! The command line of `press deploy`.

use super::{Access, Encoding, HtmlKeys, Options, record};
use frontpage_base::config::{Config, ConfigError};
use jiff::Timestamp;
use std::path::PathBuf;
use std::time::Duration;

/// The interval between heartbeats: a quarter of the time after which a deploy counts as dead.
const HEARTBEAT: Duration = Duration::from_secs(30);

/// Upload a built site to object storage: only files that changed, and each file before the pages
/// that refer to it.
///
/// Credentials come from the environment: AWS_ACCESS_KEY_ID and related variables,
/// GOOGLE_SERVICE_ACCOUNT, AZURE_STORAGE_ACCOUNT_NAME (see docs/guide/deploy.md).
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The target: s3://BUCKET/PREFIX, gs://BUCKET/PREFIX, az://CONTAINER/PREFIX or file:///FOLDER
    url: String,
    /// The folder with the built site
    #[arg(long, default_value = "site")]
    site: PathBuf,
    /// Print what would be uploaded and deleted, in order, and write nothing
    #[arg(long)]
    dry_run: bool,
    /// Delete objects that an earlier deploy uploaded and that are no longer in the site; assets
    /// only after 30 days
    #[arg(long)]
    delete: bool,
    /// The keys under which pages are stored [default: extensionless, or as-files for a folder]
    #[arg(long, value_enum)]
    html_keys: Option<HtmlKeys>,
    /// The representation of text files to upload, since a store holds only one for each key
    #[arg(long, value_enum, default_value = "auto")]
    encoding: Encoding,
    /// Upload .br, .gz, _headers, _redirects and .htaccess as separate objects (always on for a
    /// folder)
    #[arg(long)]
    side_files: bool,
    /// Write the public addresses that changed to a file, one per line, for purging a CDN
    #[arg(long, value_name = "FILE")]
    purge_list: Option<PathBuf>,
    /// The content folder, whose site.toml has the newspaper's address for the purge list
    #[arg(long, default_value = "content")]
    content: PathBuf,
    /// The newspaper's address, if it is not the one in site.toml
    #[arg(long, value_name = "URL")]
    public_url: Option<String>,
    /// The address of the store, if it is an S3-compatible one
    #[arg(long, value_name = "URL")]
    endpoint: Option<String>,
    /// Allow an address without TLS
    #[arg(long)]
    allow_http: bool,
    /// The S3 region [default: AWS_REGION, or the region that the bucket reports]
    #[arg(long)]
    region: Option<String>,
    /// The number of requests at a time
    #[arg(long, default_value_t = 16, value_parser = clap::value_parser!(u16).range(1..=256))]
    parallel: u16,
    /// How long to retry a failing request, in seconds
    #[arg(long, value_name = "SECONDS", default_value_t = 120)]
    give_up_after: u64,
    /// How long to wait for a response, in seconds
    #[arg(long, value_name = "SECONDS", default_value_t = 120)]
    timeout: u64,
    /// The key of the deploy record; with a leading / it counts from the bucket's root
    #[arg(long, value_name = "KEY", default_value = record::KEY)]
    record: String,
    /// Continue although another deploy seems to be running, because it is known to be dead
    #[arg(long)]
    take_over: bool,
    /// Use no conditional writes, for a store without them; make sure that nobody else deploys
    /// there
    #[arg(long)]
    unguarded: bool,
    /// Deploy as of this time (RFC 3339), which decides the age of old assets
    #[arg(long, value_name = "RFC3339")]
    now: Option<Timestamp>,
    /// The number of uploads after which the record is saved
    #[arg(long, hide = true, default_value_t = 1000)]
    checkpoint: usize,
}

impl Args {
    /// Returns the options that the command line and the environment specify.
    ///
    /// # Errors
    /// If there is a site.toml and it is invalid.
    pub fn options(self) -> Result<Options, ConfigError> {
        let public_url = match self.public_url {
            Some(url) => url,
            None if !self.content.join("site.toml").is_file() => String::new(),
            None => Config::read(&self.content)?.0.url,
        };
        let variables = std::env::vars_os().filter_map(|(name, value)| {
            Some((name.into_string().ok()?, value.into_string().ok()?))
        });
        Ok(Options {
            site: self.site,
            url: self.url,
            access: Access {
                variables: Access::store_variables(variables),
                endpoint: self.endpoint,
                allow_http: self.allow_http,
                region: self.region.filter(|region| region != "auto"),
                retry_timeout: Duration::from_secs(self.give_up_after),
                timeout: Duration::from_secs(self.timeout.max(1)),
            },
            keys: self.html_keys,
            encoding: self.encoding,
            side_files: self.side_files,
            record: self.record,
            conditional_writes: !self.unguarded,
            take_over: self.take_over,
            delete: self.delete,
            dry_run: self.dry_run,
            parallel: self.parallel.into(),
            checkpoint: self.checkpoint.max(1),
            heartbeat: HEARTBEAT,
            public_url,
            purge_list: self.purge_list,
            now: self.now.unwrap_or_else(Timestamp::now),
        })
    }
}
