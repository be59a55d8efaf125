//! Sources that are fetched.

use crate::error::ImportError;
use crate::open::{Formats, open};
use frontpage_fetch::{Answer, Client, Fetched, Request, Validators};
use frontpage_source::{Converter, RawEntry, Source};
use frontpage_wordpress::{Credentials, RestApi};
use jiff::Timestamp;
use std::io;
use std::sync::Arc;
use std::time::Duration;
use tempfile::NamedTempFile;
use url::Url;

/// The largest file that is fetched as a source, in bytes.
const MAX_FILE: u64 = 1 << 30;
/// What can be read.
const ACCEPT: &str = "application/atom+xml, application/rss+xml, application/feed+json, \
                      application/json;q=0.9, text/xml;q=0.9, application/xml;q=0.9, text/html;q=0.5";
/// How much of a page is searched for the address of an API, in bytes.
const HEAD: usize = 256 << 10;

/// What is known of a site before it is read.
#[derive(Clone, Copy)]
pub struct Site<'a> {
    /// What is needed to read a file.
    pub formats: &'a Formats,
    /// A user of the site.
    pub credentials: Option<&'a Credentials>,
    /// Posts that did not change since are left out, where the site can do that.
    pub since: Option<Timestamp>,
}

/// Opens the source at an address: a WordPress API, the API of a WordPress site, or a file of any format
/// that is known.
///
/// # Errors
/// If the address cannot be fetched, or if no source knows what is there.
pub fn open_url(
    url: &Url,
    client: &Arc<Client>,
    site: Site<'_>,
) -> Result<Box<dyn Source>, ImportError> {
    let api = |address: &Url| {
        let (client, zone) = (client.clone(), &site.formats.zone);
        RestApi::new(client, address, site.credentials, zone, site.since)
    };
    if RestApi::is_address(url) {
        return Ok(Box::new(api(url)));
    }
    let Some(fetched) = fetch(url, client, &Validators::default())? else {
        // The request had no validators, so a host must not answer that nothing has changed.
        return Err(ImportError::UnknownFormat {
            path: url.as_str().into(),
        });
    };
    let is_page = fetched.content_type.trim_start().starts_with("text/html");
    let is_home = matches!(url.path(), "" | "/") || url.path().ends_with('/');
    if is_page && is_home {
        let start = &fetched.bytes[..fetched.bytes.len().min(HEAD)];
        let start = String::from_utf8_lossy(start);
        let links = fetched.header("link").flat_map(|value| value.split(','));
        if let Some(address) = RestApi::discover(&fetched.url, links, &start) {
            return Ok(Box::new(api(&address)));
        }
    }
    Ok(Box::new(Remote::new(
        url.clone(),
        client.clone(),
        site.formats.clone(),
        *fetched,
    )?))
}

fn fetch(
    url: &Url,
    client: &Client,
    validators: &Validators,
) -> Result<Option<Box<Fetched>>, ImportError> {
    let request = Request {
        url,
        accept: ACCEPT,
        max_bytes: MAX_FILE,
        validators,
        authorization: None,
    };
    match client.fetch(&request) {
        Ok(Answer::Fetched(fetched)) => Ok(Some(fetched)),
        Ok(Answer::NotModified) => Ok(None),
        Err(source) => Err(ImportError::Fetch {
            url: url.to_string(),
            source,
        }),
    }
}

/// A file of another host.
struct Remote {
    url: Url,
    client: Arc<Client>,
    formats: Formats,
    validators: Validators,
    source: Box<dyn Source>,
    /// The temporary file, which must exist as long as the source may read it.
    _file: NamedTempFile,
}

impl Remote {
    fn new(
        url: Url,
        client: Arc<Client>,
        formats: Formats,
        fetched: Fetched,
    ) -> Result<Self, ImportError> {
        let (file, source) = opened(&url, &fetched, &formats)?;
        Ok(Self {
            url,
            client,
            formats,
            validators: fetched.validators,
            source,
            _file: file,
        })
    }
}

/// Writes what was fetched to a file, and opens it.
fn opened(
    url: &Url,
    fetched: &Fetched,
    formats: &Formats,
) -> Result<(NamedTempFile, Box<dyn Source>), ImportError> {
    let spool = || {
        let mut file = NamedTempFile::new()?;
        io::Write::write_all(file.as_file_mut(), &fetched.bytes)?;
        Ok(file)
    };
    let named = |error: ImportError| match error {
        // Name the address, because nobody knows the temporary file.
        ImportError::UnknownFormat { .. } => ImportError::UnknownFormat {
            path: url.as_str().into(),
        },
        ImportError::Read { source, .. } => ImportError::Read {
            path: url.as_str().into(),
            source,
        },
        other => other,
    };
    let file = spool().map_err(|source| ImportError::Read {
        path: url.as_str().into(),
        source,
    })?;
    let source = open(file.path(), Some(&fetched.url), formats).map_err(named)?;
    Ok((file, source))
}

impl Source for Remote {
    fn name(&self) -> &str {
        self.source.name()
    }

    fn total(&self) -> Option<u64> {
        self.source.total()
    }

    fn next(&mut self, most: usize) -> io::Result<Vec<RawEntry>> {
        self.source.next(most)
    }

    fn converter(&self) -> &dyn Converter {
        self.source.converter()
    }

    fn again(&mut self) -> io::Result<bool> {
        let fetched = fetch(&self.url, &self.client, &self.validators).map_err(io::Error::other)?;
        let Some(fetched) = fetched else {
            return Ok(false);
        };
        let (file, source) =
            opened(&self.url, &fetched, &self.formats).map_err(io::Error::other)?;
        self.source = source;
        self._file = file;
        self.validators = fetched.validators;
        Ok(true)
    }

    fn pause(&self) -> Option<Duration> {
        self.source.pause()
    }
}
