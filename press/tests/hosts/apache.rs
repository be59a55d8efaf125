//! Apache httpd, set up as shared hosting often is: listings, MultiViews and compression are on,
//! and all that the site can say is its `.htaccess`.

use crate::server::{Server, modules, program, run};
use crate::site::{papers, styles};
use press::host::{HTACCESS, Hosting, htaccess};

/// Where Debian has Apache's modules.
const MODULES: &str = "/usr/lib/apache2/modules";

/// The modules that the host has loaded; those that are compiled in have no file.
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

/// `written` is what the site says, where it says anything.
fn run_apache<'a>(hosting: Hosting<'a>, written: Option<&str>) -> Server<'a> {
    run(hosting, |folder, root, port| {
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
    papers(|hosting| run_apache(hosting, Some(&htaccess(&hosting))).check());
}

/// Why the file is needed: a folder of files is not enough.
#[test]
#[ignore = "needs apache"]
fn apache_does_not_find_pages_without_htaccess() {
    let [style, _] = &styles();
    let server = run_apache(Hosting { base: "", style }, None);
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

/// Nobody but Apache reads it.
#[test]
#[ignore = "needs apache"]
fn apache_does_not_serve_its_own_configuration() {
    let [style, _] = &styles();
    let hosting = Hosting { base: "", style };
    let server = run_apache(hosting, Some(&htaccess(&hosting)));
    let answer = server.get("/.htaccess", "");
    // The server's own rule is older than ours.
    assert_eq!(answer.status, 403);
    assert_eq!(answer.body, crate::site::page("404.html").as_bytes());
}
