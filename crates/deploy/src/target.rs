//! The target of a deploy: opens a store by its address and the environment.

use super::DeployError;
use super::error::Cause;
use object_store::aws::{AmazonS3Builder, AmazonS3ConfigKey, resolve_bucket_region};
use object_store::azure::MicrosoftAzureBuilder;
use object_store::gcp::GoogleCloudStorageBuilder;
use object_store::local::LocalFileSystem;
use object_store::path::Path;
use object_store::{BackoffConfig, ClientOptions, ObjectStore, RetryConfig};
use std::fmt;
use std::sync::Arc;
use std::time::Duration;
use url::Url;

/// The kind of a store.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StoreKind {
    /// Amazon S3 and compatible stores.
    S3,
    /// Google Cloud Storage.
    Google,
    /// Azure Blob Storage.
    Azure,
    /// A folder on this machine, for trials or as a web server's folder.
    Folder,
}

/// How to reach a store. The debug output shows only the names of the variables, since their values
/// are secrets.
#[derive(Clone)]
pub struct Access {
    /// Environment variables: credentials, and other settings that `object_store` reads.
    pub variables: Vec<(String, String)>,
    /// The address of the store; `None` uses the provider's own.
    pub endpoint: Option<String>,
    /// Whether an address without TLS is allowed.
    pub allow_http: bool,
    /// The S3 region; `None` asks the store.
    pub region: Option<String>,
    /// How long a request is retried after errors of the server or the network.
    pub retry_timeout: Duration,
    /// How long to wait for a response.
    pub timeout: Duration,
}

/// A place in a store.
#[derive(Debug)]
pub struct Target {
    /// The kind of store.
    pub kind: StoreKind,
    /// The store.
    pub store: Arc<dyn ObjectStore>,
    /// The key of the site's root in the store.
    prefix: String,
    /// The address as the user wrote it, for messages.
    pub name: String,
}

impl Target {
    /// Opens the store at an address. Sends no requests yet, except to look up the region of an S3
    /// bucket if none is set.
    ///
    /// # Errors
    /// If the address or an environment variable is invalid.
    pub async fn open(address: &str, access: &Access) -> Result<Self, DeployError> {
        let bad = |reason: String| DeployError::Url {
            url: address.to_owned(),
            reason,
        };
        let url = Url::parse(address).map_err(|error| bad(error.to_string()))?;
        let host = || {
            let host = url.host_str().filter(|host| !host.is_empty());
            host.ok_or_else(|| bad("names no bucket".into()))
        };
        if url.query().is_some() || url.fragment().is_some() || url.password().is_some() {
            return Err(bad("contains more than a bucket and a prefix".into()));
        }
        let prefix = Path::from_url_path(url.path()).map_err(|error| bad(error.to_string()))?;
        let failed = |error: object_store::Error| DeployError::Remote {
            target: address.to_owned(),
            doing: "preparing the connection".into(),
            cause: Cause::of(&error),
        };
        let (kind, store): (_, Arc<dyn ObjectStore>) = match url.scheme() {
            "s3" => {
                let bucket = host()?;
                let builder = s3(bucket, access).await.map_err(failed)?;
                (StoreKind::S3, Arc::new(builder.build().map_err(failed)?))
            }
            "gs" => {
                let builder = google(host()?, access);
                (
                    StoreKind::Google,
                    Arc::new(builder.build().map_err(failed)?),
                )
            }
            "az" => {
                let builder = azure(host()?, access);
                (StoreKind::Azure, Arc::new(builder.build().map_err(failed)?))
            }
            "file" => {
                let folder = url.to_file_path();
                let folder = folder.map_err(|()| bad("is not a folder on this machine".into()))?;
                std::fs::create_dir_all(&folder).map_err(|error| bad(error.to_string()))?;
                let store = LocalFileSystem::new_with_prefix(folder).map_err(failed)?;
                (StoreKind::Folder, Arc::new(store))
            }
            scheme => return Err(bad(format!("press does not support {scheme}:"))),
        };
        let prefix = match kind {
            StoreKind::Folder => String::new(),
            _ => prefix.to_string(),
        };
        Ok(Self {
            kind,
            store,
            prefix,
            name: address.trim_end_matches('/').to_owned(),
        })
    }

    /// Returns the path of an object in the store, given its key below the site's root.
    ///
    /// # Errors
    /// If no store accepts such a name.
    pub fn path(&self, key: &str) -> Result<Path, DeployError> {
        let whole = match self.prefix.as_str() {
            "" => key.to_owned(),
            prefix => format!("{prefix}/{key}"),
        };
        Path::parse(whole).map_err(|error| DeployError::Unreadable {
            file: key.to_owned(),
            reason: format!("cannot be the name of an object: {error}"),
        })
    }

    /// Converts an error of the store. `doing` says what was requested.
    pub fn error(&self, doing: impl Into<String>, error: &object_store::Error) -> DeployError {
        DeployError::Remote {
            target: self.name.clone(),
            doing: doing.into(),
            cause: Cause::of(error),
        }
    }
}

/// The prefixes of the environment variables that store builders read.
const VARIABLES: [&str; 3] = ["AWS_", "GOOGLE_", "AZURE_"];

impl fmt::Debug for Access {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            variables,
            endpoint,
            allow_http,
            region,
            retry_timeout: give_up_after,
            timeout,
        } = self;
        let names: Vec<&str> = variables.iter().map(|(name, _)| name.as_str()).collect();
        f.debug_struct("Access")
            .field("variables", &names)
            .field("endpoint", endpoint)
            .field("allow_http", allow_http)
            .field("region", region)
            .field("give_up_after", give_up_after)
            .field("timeout", timeout)
            .finish()
    }
}

impl Access {
    /// Keeps only the environment variables that a store builder reads.
    pub fn store_variables(
        environment: impl IntoIterator<Item = (String, String)>,
    ) -> Vec<(String, String)> {
        let all = environment.into_iter();
        all.filter(|(name, _)| VARIABLES.iter().any(|prefix| name.starts_with(prefix)))
            .collect()
    }

    fn client(&self) -> ClientOptions {
        ClientOptions::new()
            .with_allow_http(self.allow_http)
            .with_timeout(self.timeout)
            .with_connect_timeout(self.timeout.min(Duration::from_secs(10)))
    }

    fn retry(&self) -> RetryConfig {
        RetryConfig {
            backoff: BackoffConfig {
                max_backoff: (self.retry_timeout / 8).max(Duration::from_millis(200)),
                ..BackoffConfig::default()
            },
            // Retries are limited by time, not by number.
            max_retries: 100,
            retry_timeout: self.retry_timeout,
        }
    }

    /// Returns the variables with a prefix, as settings of a store builder. Variables that the
    /// builder does not know belong to other programs.
    fn settings<Key: std::str::FromStr>(&self, prefix: &str) -> Vec<(Key, &str)> {
        let ours = self.variables.iter();
        ours.filter(|(name, _)| name.starts_with(prefix))
            .filter_map(|(name, value)| Some((name.to_lowercase().parse().ok()?, value.as_str())))
            .collect()
    }

    fn has(&self, names: &[&str]) -> bool {
        let mut all = self.variables.iter();
        all.any(|(name, value)| names.contains(&name.as_str()) && !value.is_empty())
    }
}

async fn s3(bucket: &str, access: &Access) -> object_store::Result<AmazonS3Builder> {
    let mut builder = AmazonS3Builder::new();
    for (key, value) in access.settings("AWS_") {
        builder = builder.with_config(key, value);
    }
    builder = builder
        .with_bucket_name(bucket)
        .with_retry(access.retry())
        .with_client_options(access.client());
    if let Some(endpoint) = &access.endpoint {
        // The option takes precedence over the environment.
        builder = builder.with_config(AmazonS3ConfigKey::S3Endpoint, endpoint);
    }
    let endpoint = ["AWS_ENDPOINT", "AWS_ENDPOINT_URL", "AWS_ENDPOINT_URL_S3"];
    let elsewhere = access.endpoint.is_some() || access.has(&endpoint);
    Ok(match &access.region {
        Some(region) => builder.with_region(region),
        None if access.has(&["AWS_REGION", "AWS_DEFAULT_REGION"]) => builder,
        // Stores other than Amazon's accept this region, or report which one they need.
        None if elsewhere => builder.with_region("us-east-1"),
        None => builder.with_region(resolve_bucket_region(bucket, &access.client()).await?),
    })
}

fn google(bucket: &str, access: &Access) -> GoogleCloudStorageBuilder {
    let mut builder = GoogleCloudStorageBuilder::new();
    for (key, value) in access.settings("GOOGLE_") {
        builder = builder.with_config(key, value);
    }
    if let Some(endpoint) = &access.endpoint {
        builder = builder.with_base_url(endpoint);
    }
    builder
        .with_bucket_name(bucket)
        .with_retry(access.retry())
        .with_client_options(access.client())
}

fn azure(container: &str, access: &Access) -> MicrosoftAzureBuilder {
    let mut builder = MicrosoftAzureBuilder::new();
    for (key, value) in access.settings("AZURE_") {
        builder = builder.with_config(key, value);
    }
    if let Some(endpoint) = &access.endpoint {
        builder = builder.with_endpoint(endpoint.clone());
    }
    builder
        .with_container_name(container)
        .with_retry(access.retry())
        .with_client_options(access.client())
}

#[cfg(test)]
mod tests {
    use super::Access;
    use std::time::Duration;

    #[test]
    fn secrets_are_neither_shown_nor_gathered() {
        let variables = [
            ("AWS_SECRET_ACCESS_KEY", "secret 1"),
            ("GOOGLE_SERVICE_ACCOUNT_KEY", "secret 2"),
            ("AZURE_STORAGE_ACCOUNT_KEY", "secret 3"),
            ("PASSWORD", "secret 4"),
            ("MY_AWS_TOKEN", "secret 5"),
        ];
        let variables = variables.map(|(name, value)| (name.to_owned(), value.to_owned()));
        let access = Access {
            variables: Access::store_variables(variables),
            endpoint: None,
            allow_http: false,
            region: None,
            retry_timeout: Duration::ZERO,
            timeout: Duration::ZERO,
        };
        assert_eq!(access.variables.len(), 3);
        let shown = format!("{access:?}");
        assert!(shown.contains("AWS_SECRET_ACCESS_KEY"), "{shown}");
        assert!(!shown.contains("secret "), "{shown}");
    }
}
