//! The pages of the engine.

use crate::client;
use crate::config::Config;
use crate::health::Health;
use crate::http::{Request, Response};
use crate::json;
use crate::market;
use crate::metrics::Metrics;

pub struct Api {
    config: Config,
    metrics: Metrics,
}

impl Api {
    pub fn new(config: Config) -> Api {
        Api { config, metrics: Metrics::new() }
    }

    pub fn answer(&self, request: &Request) -> Response {
        let response = match (request.method.as_str(), request.path.as_str()) {
            ("GET", "/api/health") => Response::json(200, Health::look(&self.config).to_json(&self.config)),
            ("GET", "/metrics") => Response {
                status: 200,
                content_type: "text/plain; version=0.0.4",
                body: self.metrics.render(&Health::look(&self.config)),
            },
            ("GET", "/api/signals") if !self.authorized(request) => {
                Response::json(401, json::error("X-Inter-Service-Token or X-Api-Key is needed"))
            }
            ("GET", "/api/signals") => self.signals(),
            (_, "/api/health") | (_, "/metrics") | (_, "/api/signals") => {
                Response::json(405, json::error("only GET is answered here"))
            }
            _ => Response::json(404, json::error("no such page")),
        };
        self.metrics.count(&request.path, response.status);
        response
    }

    /// What the AI service advises for every market.
    fn signals(&self) -> Response {
        let mut signals = Vec::new();
        for symbol in &self.config.symbols {
            let question = format!("{{\"symbol\":{},\"prices\":{:?}}}", json::string(symbol), market::prices(symbol));
            let answer = client::post(
                &self.config.ai_service,
                "/api/predict",
                &self.config.inter_service_token,
                &question,
                self.config.timeout,
            );
            match answer {
                Ok(answer) if answer.status == 200 => signals.push(answer.body),
                Ok(answer) => {
                    let text = format!("python-ai-service answered {}", answer.status);
                    return Response::json(502, json::error(&text));
                }
                Err(problem) => {
                    let text = format!("python-ai-service cannot be reached: {}", problem);
                    return Response::json(502, json::error(&text));
                }
            }
        }
        Response::json(200, format!("[{}]", signals.join(",")))
    }

    fn authorized(&self, request: &Request) -> bool {
        let shows = |name, secret: &str| request.header(name).map_or(false, |value| same(value, secret));
        shows("X-Inter-Service-Token", &self.config.inter_service_token) || shows("X-Api-Key", &self.config.api_key)
    }
}

/// Compares all of both: how long a refusal takes must not tell how much of a guess was right.
fn same(left: &str, right: &str) -> bool {
    left.len() == right.len() && left.bytes().zip(right.bytes()).fold(0, |sum, (a, b)| sum | (a ^ b)) == 0
}
