//! Tests in nginx, with and without its Brotli module.

use crate::former;
use crate::server::{Server, modules, program, start, with_edits};
use crate::site::{for_each_site, styles};
use frontpage_hosting::redirects::{list_entries_of_nginx, nginx_map};
use frontpage_hosting::{HostingOptions, NGINX_MAP, nginx_config};
use std::net::{Ipv6Addr, TcpListener};

/// The folder of nginx's modules on Debian.
const MODULES: &str = "/usr/lib/nginx/modules";

/// Starts nginx with the site's configuration. `main` comes before it at the top level, and `http`
/// in the `http` block.
fn run_nginx<'a>(hosting: HostingOptions<'a>, main: &str, http: &str) -> Server<'a> {
    start(hosting, |folder, root, port| {
        let has_ipv6 = TcpListener::bind((Ipv6Addr::LOCALHOST, 0)).is_ok();
        let ipv6 = if has_ipv6 {
            format!("listen [::1]:{port};")
        } else {
            String::new()
        };
        // The paths and ports of the test replace those that a publisher would edit.
        let site = with_edits(
            nginx_config(&hosting, "localhost", "/srv/www/site"),
            &[
                ("listen 80;", format!("listen 127.0.0.1:{port};")),
                ("listen [::]:80;", ipv6),
                ("root /srv/www/site;", format!("root {};", root.display())),
            ],
        );
        let dir = folder.display();
        let temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"];
        let temporary = temporary.map(|name| format!("{name}_temp_path {dir}/{name};\n"));
        let text = format!(
            "{main}\ndaemon off; master_process off; pid {dir}/pid;\n\
             error_log {dir}/error.log;\nevents {{ }}\n\
             http {{ access_log off; {http}\n{}{site}}}\n",
            temporary.concat()
        );
        let base = hosting.base;
        let map =
            nginx_map(&former::redirects(base)) + &list_entries_of_nginx(&former::lists(base));
        std::fs::write(folder.join(NGINX_MAP), map).unwrap();
        let config = folder.join("nginx.conf");
        std::fs::write(&config, text).unwrap();
        let mut command = program("NGINX", "nginx");
        command.args(["-e", "stderr", "-c"]).arg(config);
        command
    })
}

#[test]
#[ignore = "needs nginx"]
fn nginx_follows_the_hosting_policy() {
    let brotli = modules("NGINX_MODULES", MODULES).join("ngx_http_brotli_static_module.so");
    let main = format!("load_module {};", brotli.display());
    // The guide puts this line into a file of its own.
    let http = "brotli_static on;";
    for_each_site(|hosting| run_nginx(hosting, &main, http).check());
}

#[test]
#[ignore = "needs nginx"]
fn nginx_without_its_brotli_module_sends_gzip() {
    for_each_site(|hosting| {
        let server = run_nginx(hosting, "", "");
        let path = format!("{}/world", hosting.base);
        let answer = server.get(&path, "Accept-Encoding: br, gzip\r\n");
        assert_eq!(answer.status, 200);
        assert_eq!(answer.header("content-encoding"), Some("gzip"));
        assert_eq!(answer.body, server.file("world.html.gz"));
    });
}

#[test]
#[ignore = "needs nginx"]
fn nginx_leads_from_former_addresses_to_stories() {
    for_each_site(|hosting| {
        let server = run_nginx(former::with_redirects(hosting), "", "");
        former::check(&server);
    });
}

#[test]
fn nginx_gets_the_host_name_and_the_port_separately() {
    for (host, listen, name) in [
        ("post.example", "listen 80;", "server_name post.example;"),
        (
            "post.example:8080",
            "listen 8080;",
            "server_name post.example;",
        ),
        ("[::1]:8080", "listen 8080;", "server_name [::1];"),
        ("[::1]", "listen 80;", "server_name [::1];"),
    ] {
        let [style, _] = &styles();
        let text = nginx_config(
            &HostingOptions {
                base: "",
                style,
                picture_hosts: &[],
                media_hosts: &[],
                redirects: 0,
            },
            host,
            "/srv/site",
        );
        let ipv6 = listen.replace("listen ", "listen [::]:");
        for line in [listen, name, &ipv6] {
            assert!(text.contains(line), "{line}: {text}");
        }
    }
}
