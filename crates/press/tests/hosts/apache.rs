//! Tests in Apache httpd, set up as on typical shared hosting: directory listings, MultiViews and
//! compression are on, and the site can only be configured by its `.htaccess`.

use crate::former;
use crate::server::{Server, modules, program, start};
use crate::site::{for_each_site, styles};
use frontpage_hosting::{HTACCESS, HostingOptions, htaccess};

/// The folder of Apache's modules on Debian.
const MODULES: &str = "/usr/lib/apache2/modules";

/// The modules that the host loads. A module that is compiled in has no file.
const LOADED: [&str; 10] = [
    "mpm_event",
    "authz_core",
    "dir",
    "autoindex",
    "negotiation",
    "mime",
    "headers",
    "rewrite",
    "filter",
    "deflate",
];

/// Runs Apache. `written` is the text of the site's `.htaccess`; with `None` there is none.
fn run_apache<'a>(hosting: HostingOptions<'a>, written: Option<&str>) -> Server<'a> {
    start(hosting, |folder, root, port| {
        if let Some(text) = written {
            let site = root.join(hosting.base.trim_start_matches('/'));
            std::fs::write(site.join(HTACCESS), text).unwrap();
        }
        let dir = folder.display();
        let root = root.display();
        let from = modules("APACHE_MODULES", MODULES);
        let files = LOADED.map(|name| (name, from.join(format!("mod_{name}.so"))));
        let files = files.into_iter().filter(|(_, file)| file.is_file());
        let load: String = files
            .map(|(name, file)| format!("LoadModule {name}_module {}\n", file.display()))
            .collect();
        let types = folder.join("mime.types");
        std::fs::write(&types, "application/rdf+xml xml\ntext/plain txt\n").unwrap();
        let text = format!(
            "ServerRoot {dir}\nPidFile {dir}/pid\nErrorLog {dir}/error.log\n\
             Listen 127.0.0.1:{port}\nServerName localhost\n{load}\
             User #65534\nGroup #65534\nTypesConfig {types}\nAddDefaultCharset ISO-8859-1\n\
             AddLanguage br .br\nAddType application/x-gzip .gz\n\
             AddOutputFilterByType DEFLATE text/html text/css application/json\n\
             DocumentRoot {root}\n\
             <Directory />\nRequire all denied\nAllowOverride None\n</Directory>\n\
             <Directory {root}>\nRequire all granted\n\
             Options Indexes FollowSymLinks MultiViews\n\
             AllowOverride FileInfo Indexes Options=Indexes,MultiViews\n</Directory>\n\
             <FilesMatch \"^\\.ht\">\nRequire all denied\n</FilesMatch>\n",
            types = types.display()
        );
        let config = folder.join("httpd.conf");
        std::fs::write(&config, text).unwrap();
        let mut command = program("APACHE", "apache2");
        command.arg("-f").arg(config).arg("-DFOREGROUND");
        command
    })
}

#[test]
#[ignore = "needs apache"]
fn apache_follows_the_hosting_policy() {
    for_each_site(|hosting| run_apache(hosting, Some(&htaccess(&hosting, &[], &[]))).check());
}

/// Shows why `.htaccess` is needed: Apache does not serve the pages of a plain folder.
#[test]
#[ignore = "needs apache"]
fn apache_does_not_find_pages_without_htaccess() {
    let [style, _] = &styles();
    let server = run_apache(
        HostingOptions {
            base: "",
            style,
            picture_hosts: &[],
            media_hosts: &[],
            redirects: 0,
        },
        None,
    );
    let section = server.get("/world", "");
    assert_eq!((section.status, section.location()), (301, Some("/world/")));
    let listed = server.get("/world/", "");
    assert!(String::from_utf8_lossy(&listed.body).contains("Index of"));
    let page = server.get("/search", "Accept: */*\r\n");
    assert_ne!(
        page.header("content-type"),
        Some("text/html; charset=utf-8")
    );
}

/// `.htaccess` can be read by Apache only.
#[test]
#[ignore = "needs apache"]
fn apache_does_not_serve_its_own_configuration() {
    let [style, _] = &styles();
    let hosting = HostingOptions {
        base: "",
        style,
        picture_hosts: &[],
        media_hosts: &[],
        redirects: 0,
    };
    let server = run_apache(hosting, Some(&htaccess(&hosting, &[], &[])));
    let answer = server.get("/.htaccess", "");
    // The server's own rule denies the file before ours can answer with 404.
    assert_eq!(answer.status, 403);
    assert_eq!(answer.body, crate::site::page("404.html").as_bytes());
}

#[test]
#[ignore = "needs apache"]
fn apache_leads_from_former_addresses_to_stories() {
    for_each_site(|hosting| {
        let redirects = former::redirects(hosting.base);
        let text = htaccess(
            &former::with_redirects(hosting),
            &redirects,
            &former::lists(hosting.base),
        );
        former::check(&run_apache(hosting, Some(&text)));
    });
}
