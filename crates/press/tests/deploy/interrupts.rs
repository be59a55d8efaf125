//! Tests of Ctrl-C, and of how a deploy renews its claim while a long delete runs.

use super::server::{FailureMode, GateEvent, Server};
use super::site::{Paper, command, deploy, object};
use std::sync::mpsc;
use std::time::Duration;
use tokio::sync::watch;

const PATIENCE: Duration = Duration::from_secs(60);

/// A paper that is deployed and has since lost two files, so that `--delete` has two objects to
/// delete.
fn shrunk(server: &Server) -> Paper {
    let paper = Paper::new();
    paper.deploy(server);
    paper.remove("world.html");
    paper.remove("world.json");
    paper
}

#[test]
fn a_long_delete_keeps_renewing_its_claim() {
    let server = Server::start();
    let paper = shrunk(&server);
    let (sender, events) = mpsc::channel();
    let (gate, gate_state) = watch::channel(false);
    server.set_failure(FailureMode::Gate(sender, gate_state));
    let mut options = paper.options(&server);
    (options.delete, options.heartbeat) = (true, Duration::from_millis(20));
    std::thread::scope(|scope| {
        let deploy = scope.spawn(|| deploy(&options));
        let next = || events.recv_timeout(PATIENCE);
        // The claim, and the first delete, which is not answered yet.
        assert_eq!(
            [next(), next()],
            [Ok(GateEvent::Record), Ok(GateEvent::Delete)]
        );
        // From here on, only the heartbeat writes the record.
        assert_eq!(next(), Ok(GateEvent::Record));
        assert_eq!(next(), Ok(GateEvent::Record));
        gate.send_replace(true);
        let deleted = deploy.join().unwrap().unwrap().deleted;
        assert_eq!(deleted, ["world", "world.json"]);
    });
}

#[cfg(unix)]
mod ctrl_c {
    use super::*;
    use std::io::{BufRead, BufReader};
    use std::process::{Child, Command, Stdio};

    fn press_ctrl_c(press: &Child) {
        let kill = Command::new("kill")
            .args(["-INT", &press.id().to_string()])
            .status();
        assert!(kill.unwrap().success());
    }

    /// Reads the output until the line which says that the deploy is stopping.
    fn wait_until_it_stops(lines: &mut impl Iterator<Item = std::io::Result<String>>) {
        let stopping = |line: &std::io::Result<String>| {
            let line = line.as_ref().unwrap();
            line.contains("stopping as soon as")
        };
        assert!(
            lines.any(|line| stopping(&line)),
            "press never said that it is stopping"
        );
    }

    #[test]
    fn stops_deleting_cleanly() {
        let server = Server::start();
        let paper = shrunk(&server);
        let (sender, events) = mpsc::channel();
        let (gate, gate_state) = watch::channel(false);
        server.set_failure(FailureMode::Gate(sender, gate_state));
        let mut press = command(&paper, &server)
            .arg("--delete")
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(press.stderr.take().unwrap()).lines();
        while events.recv_timeout(PATIENCE).unwrap() != GateEvent::Delete {}
        press_ctrl_c(&press);
        wait_until_it_stops(&mut lines);
        gate.send_replace(true);
        let rest: Vec<String> = lines.map(Result::unwrap).collect();
        assert_eq!(press.wait().unwrap().code(), Some(1));
        let output = rest.join("\n");
        assert!(
            output.contains("stopped in deleting: interrupted"),
            "{output}"
        );
        // The delete in progress was completed, and no other one was started.
        assert_eq!(object(&server, "world"), None);
        assert!(object(&server, "world.json").is_some());

        // The claim was released, so the next deploy can start at once.
        server.set_failure(FailureMode::None);
        let mut options = paper.options(&server);
        options.delete = true;
        assert_eq!(deploy(&options).unwrap().deleted, ["world.json"]);
    }

    #[test]
    fn pressed_twice_exits_at_once() {
        let (server, paper) = (Server::start(), Paper::new());
        let (sender, hung) = mpsc::channel();
        server.set_failure(FailureMode::Hang("index.html", sender));
        let mut press = command(&paper, &server)
            .args(["--timeout", "60", "--give-up-after", "1"])
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(press.stderr.take().unwrap()).lines();
        hung.recv_timeout(PATIENCE).unwrap();
        press_ctrl_c(&press);
        wait_until_it_stops(&mut lines);
        press_ctrl_c(&press);
        // If the second Ctrl-C is ignored, the time limit ends the process with a different exit
        // code.
        assert_eq!(press.wait().unwrap().code(), Some(130));
    }
}
