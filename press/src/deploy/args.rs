//! The command line of `press deploy`.

use super::{Access, Encoding, HtmlKeys, Options, record};
use crate::config::{Config, ConfigError};
use jiff::Timestamp;
use std::path::PathBuf;
use std::time::Duration;

/// Four times as often as it must be, not to be taken for dead.
const BEAT: Duration = Duration::from_secs(30);

/// Upload a built site to object storage: only what changed, what pages name before the pages.
///
/// Credentials come from the environment: AWS_ACCESS_KEY_ID and its like, GOOGLE_SERVICE_ACCOUNT,
/// AZURE_STORAGE_ACCOUNT_NAME (see docs/guide/deploy.md).
#[derive(Debug, clap::Args)]
pub struct Args {
    /// s3://BUCKET/PREFIX, gs://BUCKET/PREFIX, az://CONTAINER/PREFIX or file:///FOLDER
    url: String,
    /// The built site
    #[arg(long, default_value = "site")]
    site: PathBuf,
    /// Print what would go up, in order, and write nothing
    #[arg(long)]
    dry_run: bool,
    /// Delete what an earlier deploy put there and is no longer in the site; assets 30 days later
    #[arg(long)]
    delete: bool,
    /// Where pages lie [default: extensionless, in a folder as-files]
    #[arg(long, value_enum)]
    html_keys: Option<HtmlKeys>,
    /// Which representation of a text goes up: a store holds one for each key
    #[arg(long, value_enum, default_value = "auto")]
    encoding: Encoding,
    /// Upload .br, .gz, _headers, _redirects and .htaccess as files of their own (a folder gets
    /// them anyway)
    #[arg(long)]
    side_files: bool,
    /// Write the public addresses that changed into a file, one a line, to purge a CDN
    #[arg(long, value_name = "FILE")]
    purge_list: Option<PathBuf>,
    /// The content folder: its site.toml names the newspaper's address for the purge list
    #[arg(long, default_value = "content")]
    content: PathBuf,
    /// The newspaper's address, instead of the one in site.toml
    #[arg(long, value_name = "URL")]
    public_url: Option<String>,
    /// An S3-compatible store's own address
    #[arg(long, value_name = "URL")]
    endpoint: Option<String>,
    /// Allow an address without TLS
    #[arg(long)]
    allow_http: bool,
    /// S3's region [default: AWS_REGION, or what the bucket says]
    #[arg(long)]
    region: Option<String>,
    /// How many requests at a time
    #[arg(long, default_value_t = 16, value_parser = clap::value_parser!(u16).range(1..=256))]
    parallel: u16,
    /// For how many seconds a failing request is tried again
    #[arg(long, value_name = "SECONDS", default_value_t = 120)]
    give_up_after: u64,
    /// For how many seconds an answer is waited for
    #[arg(long, value_name = "SECONDS", default_value_t = 120)]
    timeout: u64,
    /// Where the record of what is deployed lies; with a leading / from the bucket's root
    #[arg(long, value_name = "KEY", default_value = record::KEY)]
    record: String,
    /// Go ahead although another deploy seems to be at work: it is known to be dead
    #[arg(long)]
    take_over: bool,
    /// Do without conditional writes, for a store that has none: nobody else may deploy there
    #[arg(long)]
    unguarded: bool,
    /// Deploy as if it were this moment (RFC 3339): decides the age of old assets
    #[arg(long, value_name = "RFC3339")]
    now: Option<Timestamp>,
    /// After how many uploads the record is written
    #[arg(long, hide = true, default_value_t = 1000)]
    checkpoint: usize,
}

impl Args {
    /// What the command line and the environment ask for.
    ///
    /// # Errors
    /// When there is a site.toml and it is wrong.
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
                variables: Access::ours(variables),
                endpoint: self.endpoint,
                allow_http: self.allow_http,
                region: self.region.filter(|region| region != "auto"),
                give_up_after: Duration::from_secs(self.give_up_after),
                timeout: Duration::from_secs(self.timeout.max(1)),
            },
            keys: self.html_keys,
            encoding: self.encoding,
            side_files: self.side_files,
            record: self.record,
            guarded: !self.unguarded,
            take_over: self.take_over,
            delete: self.delete,
            dry_run: self.dry_run,
            parallel: self.parallel.into(),
            checkpoint: self.checkpoint.max(1),
            beat: BEAT,
            public_url,
            purge_list: self.purge_list,
            now: self.now.unwrap_or_else(Timestamp::now),
        })
    }
}
