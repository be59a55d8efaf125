//! A local S3 server behind a layer that records the requests and fails on demand.

use hyper::body::Incoming;
use hyper::service::service_fn;
use hyper::{Method, Request, Response, StatusCode};
use hyper_util::rt::TokioIo;
use s3s::auth::SimpleAuth;
use s3s::dto::{
    AbortMultipartUploadInput, AbortMultipartUploadOutput, CompleteMultipartUploadInput,
    CompleteMultipartUploadOutput, CreateMultipartUploadInput, CreateMultipartUploadOutput,
    DeleteObjectInput, DeleteObjectOutput, DeleteObjectsInput, DeleteObjectsOutput, GetObjectInput,
    GetObjectOutput, HeadObjectInput, HeadObjectOutput, PutObjectInput, PutObjectOutput,
    UploadPartInput, UploadPartOutput,
};
use s3s::service::{S3Service, S3ServiceBuilder};
use s3s::{Body, HttpError, S3, S3Request, S3Response, S3Result, s3_error};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, mpsc};
use std::thread::JoinHandle;
use tokio::sync::{oneshot, watch};

pub const BUCKET: &str = "paper";
pub const ACCESS_KEY: &str = "KEY";
pub const SECRET_KEY: &str = "SECRET";

/// An S3 store that maps each key to the name of a single flat file. s3s-fs alone keeps objects as
/// files in folders, so it cannot hold both `world` and `world/2`; a real bucket can.
struct Flat {
    root: PathBuf,
    files: s3s_fs::FileSystem,
}

impl Flat {
    /// Returns an error for a missing bucket. s3s-fs would create it, which no real store does.
    fn check(&self, bucket: &str) -> S3Result<()> {
        if self.root.join(bucket).is_dir() {
            Ok(())
        } else {
            Err(s3_error!(NoSuchBucket))
        }
    }
}

fn flat(key: &mut String) {
    *key = key.replace('%', "%25").replace('/', "%2F");
}

#[async_trait::async_trait]
impl S3 for Flat {
    async fn put_object(
        &self,
        mut request: S3Request<PutObjectInput>,
    ) -> S3Result<S3Response<PutObjectOutput>> {
        self.check(&request.input.bucket)?;
        flat(&mut request.input.key);
        self.files.put_object(request).await
    }

    async fn get_object(
        &self,
        mut request: S3Request<GetObjectInput>,
    ) -> S3Result<S3Response<GetObjectOutput>> {
        self.check(&request.input.bucket)?;
        flat(&mut request.input.key);
        self.files.get_object(request).await
    }

    async fn head_object(
        &self,
        mut request: S3Request<HeadObjectInput>,
    ) -> S3Result<S3Response<HeadObjectOutput>> {
        self.check(&request.input.bucket)?;
        flat(&mut request.input.key);
        self.files.head_object(request).await
    }

    async fn delete_object(
        &self,
        mut request: S3Request<DeleteObjectInput>,
    ) -> S3Result<S3Response<DeleteObjectOutput>> {
        self.check(&request.input.bucket)?;
        flat(&mut request.input.key);
        self.files.delete_object(request).await
    }

    async fn delete_objects(
        &self,
        mut request: S3Request<DeleteObjectsInput>,
    ) -> S3Result<S3Response<DeleteObjectsOutput>> {
        self.check(&request.input.bucket)?;
        for object in &mut request.input.delete.objects {
            flat(&mut object.key);
        }
        self.files.delete_objects(request).await
    }

    async fn create_multipart_upload(
        &self,
        mut request: S3Request<CreateMultipartUploadInput>,
    ) -> S3Result<S3Response<CreateMultipartUploadOutput>> {
        self.check(&request.input.bucket)?;
        flat(&mut request.input.key);
        self.files.create_multipart_upload(request).await
    }

    async fn upload_part(
        &self,
        mut request: S3Request<UploadPartInput>,
    ) -> S3Result<S3Response<UploadPartOutput>> {
        self.check(&request.input.bucket)?;
        flat(&mut request.input.key);
        self.files.upload_part(request).await
    }

    async fn complete_multipart_upload(
        &self,
        mut request: S3Request<CompleteMultipartUploadInput>,
    ) -> S3Result<S3Response<CompleteMultipartUploadOutput>> {
        self.check(&request.input.bucket)?;
        flat(&mut request.input.key);
        self.files.complete_multipart_upload(request).await
    }

    async fn abort_multipart_upload(
        &self,
        mut request: S3Request<AbortMultipartUploadInput>,
    ) -> S3Result<S3Response<AbortMultipartUploadOutput>> {
        self.check(&request.input.bucket)?;
        flat(&mut request.input.key);
        self.files.abort_multipart_upload(request).await
    }
}

/// How the server fails.
#[derive(Clone, Default)]
pub enum FailureMode {
    /// It does not fail.
    #[default]
    None,
    /// Every third request gets a 503 response.
    EveryThird,
    /// After this number of requests, every request gets a 503 response.
    FailAfter(usize),
    /// The first write of a key with this ending succeeds, but its response is a 503.
    LostResponse(&'static str),
    /// A write of a key with this ending never gets a response; the channel receives a message.
    Hang(&'static str, mpsc::Sender<()>),
    /// A delete gets its response when the gate opens. The channel receives an event for each
    /// delete and for each write of the record.
    Gate(mpsc::Sender<GateEvent>, watch::Receiver<bool>),
}

/// An event that [`FailureMode::Gate`] sends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GateEvent {
    Delete,
    Record,
}

/// A request that the server has received.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordedRequest {
    pub method: Method,
    pub key: String,
    pub status: u16,
}

#[derive(Default)]
struct Shared {
    log: Mutex<Vec<RecordedRequest>>,
    fault: Mutex<(FailureMode, usize)>,
}

pub struct Server {
    pub address: String,
    shared: Arc<Shared>,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
    _folder: tempfile::TempDir,
}

impl Server {
    pub fn start() -> Self {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join(BUCKET)).unwrap();
        let store = Flat {
            root: folder.path().into(),
            files: s3s_fs::FileSystem::new(folder.path()).unwrap(),
        };
        let mut builder = S3ServiceBuilder::new(store);
        builder.set_auth(SimpleAuth::from_single(ACCESS_KEY, SECRET_KEY));
        let service = builder.build();

        let socket = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        socket.set_nonblocking(true).unwrap();
        let address = format!("http://{}", socket.local_addr().unwrap());
        let shared = Arc::<Shared>::default();
        let (stop, stopped) = oneshot::channel();
        let thread = std::thread::spawn({
            let shared = Arc::clone(&shared);
            move || serve(socket, service, &shared, stopped)
        });
        Self {
            address,
            shared,
            stop: Some(stop),
            thread: Some(thread),
            _folder: folder,
        }
    }

    /// Sets how the server fails from now on, and restarts the count of requests.
    pub fn set_failure(&self, fault: FailureMode) {
        *self.shared.fault.lock().unwrap() = (fault, 0);
    }

    /// Returns the requests since the last call, in the order in which they arrived.
    pub fn take_requests(&self) -> Vec<RecordedRequest> {
        std::mem::take(&mut self.shared.log.lock().unwrap())
    }

    /// Returns the keys that were written since the last call, in order, without those of records.
    pub fn uploaded_keys(&self) -> Vec<String> {
        let log = self.take_requests().into_iter();
        log.filter(|seen| seen.method == Method::PUT && seen.status == 200)
            .map(|seen| seen.key)
            .filter(|key| !key.contains(".press/"))
            .collect()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.stop.take());
        if let Some(thread) = self.thread.take() {
            drop(thread.join());
        }
    }
}

fn serve(
    socket: std::net::TcpListener,
    service: S3Service,
    shared: &Arc<Shared>,
    mut stopped: oneshot::Receiver<()>,
) {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    runtime.block_on(async {
        let socket = tokio::net::TcpListener::from_std(socket).unwrap();
        loop {
            let accepted = tokio::select! {
                accepted = socket.accept() => accepted,
                _ = &mut stopped => break,
            };
            let (stream, _) = accepted.unwrap();
            let (service, shared) = (service.clone(), Arc::clone(shared));
            let answer = service_fn(move |request| {
                let (service, shared) = (service.clone(), Arc::clone(&shared));
                async move { answer(&service, &shared, request).await }
            });
            let connection = hyper::server::conn::http1::Builder::new()
                .serve_connection(TokioIo::new(stream), answer);
            // A client that hangs up is not an error of the server.
            tokio::spawn(async { drop(connection.await) });
        }
    });
}

enum Action {
    Answer,
    Refuse,
    AnswerAndLose,
    Hang,
    Gate(watch::Receiver<bool>),
}

async fn answer(
    service: &S3Service,
    shared: &Shared,
    request: Request<Incoming>,
) -> Result<Response<Body>, HttpError> {
    let method = request.method().clone();
    let path = request.uri().path().to_owned();
    let key = path
        .strip_prefix("/paper/")
        .unwrap_or(&path)
        .replace("%2F", "/");
    // Several objects at a time are deleted by a POST request.
    let deletes = method == Method::DELETE
        || request
            .uri()
            .query()
            .is_some_and(|q| q.starts_with("delete"));
    let now = decide(shared, &method, &key, deletes);
    let unavailable = || {
        let mut response = Response::new(Body::from(String::from("<Error>busy</Error>")));
        *response.status_mut() = StatusCode::SERVICE_UNAVAILABLE;
        response
    };
    let place = {
        let mut log = shared.log.lock().unwrap();
        log.push(RecordedRequest {
            method,
            key,
            status: 503,
        });
        log.len() - 1
    };
    match now {
        Action::Refuse => Ok(unavailable()),
        Action::Hang => std::future::pending().await,
        Action::AnswerAndLose => {
            service.call(request.map(Body::from)).await?;
            Ok(unavailable())
        }
        Action::Answer | Action::Gate(_) => {
            if let Action::Gate(mut gate) = now {
                gate.wait_for(|open| *open).await.ok();
            }
            let response = service.call(request.map(Body::from)).await?;
            let status = response.status().as_u16();
            if let Some(seen) = shared.log.lock().unwrap().get_mut(place) {
                seen.status = status;
            }
            Ok(response)
        }
    }
}

fn decide(shared: &Shared, method: &Method, key: &str, deletes: bool) -> Action {
    let (fault, count) = &mut *shared.fault.lock().unwrap();
    *count += 1;
    let put = *method == Method::PUT;
    match fault {
        FailureMode::EveryThird if count.is_multiple_of(3) => Action::Refuse,
        FailureMode::FailAfter(most) if *count > *most => Action::Refuse,
        FailureMode::LostResponse(end) if put && key.ends_with(*end) => {
            *fault = FailureMode::None;
            Action::AnswerAndLose
        }
        FailureMode::Hang(end, sender) if put && key.ends_with(*end) => {
            sender.send(()).ok();
            Action::Hang
        }
        FailureMode::Gate(sender, gate) if deletes => {
            sender.send(GateEvent::Delete).ok();
            Action::Gate(gate.clone())
        }
        FailureMode::Gate(sender, _) if put && key.contains(".press/") => {
            sender.send(GateEvent::Record).ok();
            Action::Answer
        }
        _ => Action::Answer,
    }
}
