//! The client: one request from the first attempt to the decoded answer.

use crate::address::is_public;
use crate::error::FetchError;
use crate::pauses::{Pauses, retry_after};
use crate::request::{Answer, Fetched, Request};
use flate2::read::GzDecoder;
use jiff::Timestamp;
use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use reqwest::header;
use std::error::Error;
use std::io::Read;
use std::net::{IpAddr, SocketAddr, ToSocketAddrs};
use std::sync::Arc;
use std::time::Duration;
use tokio::runtime::Runtime;
use tokio::sync::Semaphore;
use url::{Host, Url};

/// What the client calls itself.
const USER_AGENT: &str = concat!(
    "Frontpage/",
    env!("CARGO_PKG_VERSION"),
    " (newspaper import)"
);
/// How many requests run at once.
const PARALLEL: usize = 4;
/// How many redirects are followed.
const MAX_REDIRECTS: usize = 5;
/// How much of an error's answer is kept, in bytes.
const MAX_ERROR: u64 = 16 << 10;

/// How long a client waits, and how often it tries.
#[derive(Clone, Copy, Debug)]
struct Patience {
    /// How many attempts a request has.
    attempts: u32,
    /// The pause after the first attempt; it doubles after each.
    pause: Duration,
    /// The longest pause that a host may ask for.
    longest_pause: Duration,
    /// The longest time without a byte.
    idle: Duration,
    /// The longest time of an attempt.
    total: Duration,
}

const PATIENCE: Patience = Patience {
    attempts: 4,
    pause: Duration::from_secs(1),
    longest_pause: Duration::from_secs(300),
    idle: Duration::from_secs(30),
    total: Duration::from_secs(600),
};

/// Fetches addresses. It can be used by several threads at once, which then share its limits.
pub struct Client {
    runtime: Runtime,
    http: reqwest::Client,
    /// The host of the source that the publisher named, if it is in a private network.
    private_source: Option<String>,
    pauses: Pauses,
    running: Semaphore,
    patience: Patience,
}

impl Client {
    /// Makes a client for a source. If the source is in a private network, requests may be sent to its host,
    /// but to no other private host. Without a source, no requests are sent to private hosts.
    ///
    /// # Errors
    /// [`FetchError::Transport`] if the system has no sockets or no certificates.
    pub fn new(source: Option<&Url>) -> Result<Self, FetchError> {
        Self::with(source, PATIENCE)
    }

    fn with(source: Option<&Url>, patience: Patience) -> Result<Self, FetchError> {
        // This fails if another part of the program has installed a provider already, which does no harm.
        drop(rustls::crypto::ring::default_provider().install_default());
        let private_source = source
            .and_then(Url::host_str)
            .filter(|host| !is_public_host(host))
            .map(str::to_owned);
        let resolver = PublicOnly {
            private_source: private_source.clone(),
        };
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_io()
            .enable_time()
            .build()
            .map_err(transport)?;
        let http = reqwest::Client::builder()
            .user_agent(USER_AGENT)
            // A proxy would resolve names itself, and could reach private addresses.
            .no_proxy()
            // Each hop is checked here.
            .redirect(reqwest::redirect::Policy::none())
            .dns_resolver(Arc::new(resolver))
            .connect_timeout(patience.idle)
            .read_timeout(patience.idle)
            .timeout(patience.total)
            .build()
            .map_err(transport)?;
        Ok(Self {
            runtime,
            http,
            private_source,
            pauses: Pauses::default(),
            running: Semaphore::new(PARALLEL),
            patience,
        })
    }

    /// Fetches an address. Waits and tries again if the host is overloaded.
    ///
    /// # Errors
    /// [`FetchError`].
    pub fn fetch(&self, request: &Request<'_>) -> Result<Answer, FetchError> {
        self.runtime.block_on(self.attempts(request))
    }

    async fn attempts(&self, request: &Request<'_>) -> Result<Answer, FetchError> {
        let host = request.url.host_str().unwrap_or_default();
        let mut pause = self.patience.pause;
        let mut attempt = 1;
        loop {
            tokio::time::sleep(self.pauses.remaining(host)).await;
            let result = {
                let _running = self.running.acquire().await;
                self.follow(request).await
            };
            match result {
                Err(Failure { error, .. })
                    if !error.is_temporary() || attempt == self.patience.attempts =>
                {
                    return Err(error);
                }
                Err(Failure { wait, .. }) => {
                    if let Some(wait) = wait.filter(|wait| *wait > self.patience.longest_pause) {
                        return Err(FetchError::Wait(wait));
                    }
                    self.pauses.pause(host, wait.unwrap_or(pause));
                    attempt += 1;
                    pause *= 2;
                }
                Ok(answer) => return Ok(answer),
            }
        }
    }

    /// Sends a request and follows its redirects.
    async fn follow(&self, request: &Request<'_>) -> Result<Answer, Failure> {
        let mut url = request.url.clone();
        for _ in 0..=MAX_REDIRECTS {
            let response = self.send(request, &url).await?;
            let status = response.status();
            if status == reqwest::StatusCode::NOT_MODIFIED {
                return Ok(Answer::NotModified);
            }
            if !status.is_redirection() {
                return self.read(request, url, response).await;
            }
            let target = response.headers().get(header::LOCATION);
            let target = target.and_then(|value| url.join(value.to_str().ok()?).ok());
            url = target.ok_or(FetchError::Redirects(MAX_REDIRECTS))?;
        }
        Err(FetchError::Redirects(MAX_REDIRECTS).into())
    }

    async fn send(&self, request: &Request<'_>, url: &Url) -> Result<reqwest::Response, Failure> {
        if !matches!(url.scheme(), "https" | "http") {
            return Err(FetchError::Scheme.into());
        }
        self.check_address(url)?;
        let mut builder = self
            .http
            .get(url.clone())
            .header(header::ACCEPT, request.accept)
            .header(header::ACCEPT_ENCODING, "gzip");
        if let Some(etag) = &request.validators.etag {
            builder = builder.header(header::IF_NONE_MATCH, etag);
        }
        if let Some(time) = &request.validators.last_modified {
            builder = builder.header(header::IF_MODIFIED_SINCE, time);
        }
        if let Some(authorization) = request.authorization
            && url.origin() == request.url.origin()
        {
            let is_private = url.host_str() == self.private_source.as_deref();
            if url.scheme() != "https" && !is_private {
                return Err(FetchError::Unencrypted.into());
            }
            builder = builder.header(header::AUTHORIZATION, authorization);
        }
        builder.send().await.map_err(|error| failure(&error).into())
    }

    /// Refuses a URL with a private IP address. Host names are checked when they are resolved, but an IP
    /// address in a URL is never resolved.
    fn check_address(&self, url: &Url) -> Result<(), FetchError> {
        let address: Option<IpAddr> = match url.host() {
            Some(Host::Ipv4(address)) => Some(address.into()),
            Some(Host::Ipv6(address)) => Some(address.into()),
            Some(Host::Domain(_)) | None => None,
        };
        let host = url.host_str().unwrap_or_default();
        let is_source = self.private_source.as_deref() == Some(host);
        match address {
            Some(address) if !is_public(address) && !is_source => Err(FetchError::Private {
                host: host.to_owned(),
            }),
            _ => Ok(()),
        }
    }

    async fn read(
        &self,
        request: &Request<'_>,
        url: Url,
        response: reqwest::Response,
    ) -> Result<Answer, Failure> {
        let status = response.status();
        let headers: Vec<(String, String)> = response
            .headers()
            .iter()
            .map(|(name, value)| {
                let value = String::from_utf8_lossy(value.as_bytes());
                (name.as_str().to_owned(), value.into_owned())
            })
            .collect();
        let header = |name: &str| {
            let mut headers = headers.iter();
            let found = headers.find(|(known, _)| known == name);
            found.map(|(_, value)| value.as_str())
        };
        if !status.is_success() {
            let wait = header("retry-after").and_then(|value| retry_after(value, Timestamp::now()));
            let body = body(response, MAX_ERROR).await.unwrap_or_default();
            let status = status.as_u16();
            return Err(Failure {
                error: FetchError::Status { status, body },
                wait,
            });
        }
        let limit = request.max_bytes;
        if response.content_length().is_some_and(|size| size > limit) {
            return Err(FetchError::TooLarge { limit }.into());
        }
        let is_gzip = match header("content-encoding").map(str::trim) {
            None | Some("" | "identity") => false,
            Some("gzip" | "x-gzip") => true,
            Some(_) => return Err(FetchError::Encoding.into()),
        };
        let bytes = body(response, limit).await?;
        let bytes = match is_gzip {
            true => unpacked(&bytes, limit)?,
            false => bytes,
        };
        Ok(Answer::Fetched(Box::new(Fetched::new(url, headers, bytes))))
    }
}

/// A failed attempt.
struct Failure {
    error: FetchError,
    /// How long the host asks to wait.
    wait: Option<Duration>,
}

impl From<FetchError> for Failure {
    fn from(error: FetchError) -> Self {
        Self { error, wait: None }
    }
}

/// Reads the content of an answer, up to a limit in bytes.
async fn body(mut response: reqwest::Response, limit: u64) -> Result<Vec<u8>, FetchError> {
    let mut bytes = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(|error| failure(&error))? {
        if (bytes.len() + chunk.len()) as u64 > limit {
            return Err(FetchError::TooLarge { limit });
        }
        bytes.extend_from_slice(&chunk);
    }
    Ok(bytes)
}

/// Unpacks gzip, up to a limit in bytes.
fn unpacked(bytes: &[u8], limit: u64) -> Result<Vec<u8>, FetchError> {
    let mut unpacked = Vec::new();
    let mut reader = GzDecoder::new(bytes).take(limit + 1);
    match reader.read_to_end(&mut unpacked) {
        Err(_) => Err(FetchError::Encoding),
        Ok(_) if unpacked.len() as u64 > limit => Err(FetchError::TooLarge { limit }),
        Ok(_) => Ok(unpacked),
    }
}

fn failure(error: &reqwest::Error) -> FetchError {
    let mut message = None;
    let mut cause: Option<&dyn Error> = Some(error);
    while let Some(error) = cause {
        if let Some(refused) = error.downcast_ref::<Refused>() {
            return match refused.is_private {
                true => FetchError::Private {
                    host: refused.host.clone(),
                },
                false => FetchError::UnknownHost {
                    host: refused.host.clone(),
                },
            };
        }
        // The innermost cause says most.
        message = Some(error.to_string());
        cause = error.source();
    }
    match error.is_timeout() {
        true => FetchError::Timeout,
        false => FetchError::Transport(message.unwrap_or_default()),
    }
}

fn transport(error: impl Error) -> FetchError {
    FetchError::Transport(error.to_string())
}

/// Returns whether every address of a host is public. A host that cannot be resolved counts as public, so
/// that it does not become a trusted private source.
fn is_public_host(host: &str) -> bool {
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    if let Ok(address) = bare.parse() {
        return is_public(address);
    }
    let addresses = (host, 0).to_socket_addrs();
    addresses.map_or(true, |mut addresses| {
        addresses.all(|address| is_public(address.ip()))
    })
}

/// Resolves hosts to public addresses only.
struct PublicOnly {
    private_source: Option<String>,
}

/// A host that has no address, or none that may be used.
#[derive(Debug, thiserror::Error)]
#[error("{host} has no address that may be used")]
struct Refused {
    host: String,
    is_private: bool,
}

impl Resolve for PublicOnly {
    fn resolve(&self, name: Name) -> Resolving {
        let host = name.as_str().to_owned();
        let is_source = self.private_source.as_deref() == Some(host.as_str());
        Box::pin(async move {
            let found = tokio::net::lookup_host((host.as_str(), 0)).await;
            let found: Vec<SocketAddr> = found.map(Iterator::collect).unwrap_or_default();
            let is_known = !found.is_empty();
            let allowed: Vec<SocketAddr> = found
                .into_iter()
                .filter(|address| is_source || is_public(address.ip()))
                .collect();
            if allowed.is_empty() {
                let refused = Refused {
                    host,
                    is_private: is_known,
                };
                return Err(refused.into());
            }
            let addresses: Addrs = Box::new(allowed.into_iter());
            Ok(addresses)
        })
    }
}

#[cfg(test)]
mod tests;
