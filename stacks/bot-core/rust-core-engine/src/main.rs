//! The core engine of Bot Core: watches markets, asks the AI service for advice, tells how everything is.
//! Standard library only.

mod api;
mod client;
mod config;
mod health;
mod http;
mod json;
mod market;
mod metrics;
mod signals;

use std::process::ExitCode;
use std::sync::Arc;

fn main() -> ExitCode {
    let config = match config::Config::load(std::env::args().skip(1)) {
        Ok(config) => config,
        Err(problem) => {
            eprintln!("error: {}", problem);
            return ExitCode::from(2);
        }
    };
    let port = config.port;
    let api = Arc::new(api::Api::new(config));
    let server = match http::Server::start(port, move |request| api.answer(request)) {
        Ok(server) => server,
        Err(problem) => {
            eprintln!("error: cannot listen on port {}: {}", port, problem);
            return ExitCode::FAILURE;
        }
    };
    println!("listening on port {}", port);
    signals::wait_for_stop();
    println!("stopping");
    server.drain();
    ExitCode::SUCCESS
}
