//! Counters in the text format that Prometheus reads.

use crate::health::Health;
use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::{Mutex, PoisonError};
use std::time::Instant;

pub struct Metrics {
    started: Instant,
    requests: Mutex<BTreeMap<(String, u16), u64>>,
}

impl Metrics {
    pub fn new() -> Metrics {
        Metrics { started: Instant::now(), requests: Mutex::new(BTreeMap::new()) }
    }

    pub fn count(&self, path: &str, status: u16) {
        // Unknown paths would let a stranger fill the counters.
        let path = if status == 404 { "other" } else { path };
        let mut requests = self.requests.lock().unwrap_or_else(PoisonError::into_inner);
        *requests.entry((path.to_string(), status)).or_insert(0) += 1;
    }

    pub fn render(&self, health: &Health) -> String {
        let mut text = String::new();
        // Writing to a String cannot fail.
        let _ = writeln!(
            text,
            "# TYPE bot_core_engine_uptime_seconds gauge\nbot_core_engine_uptime_seconds {}\n\
             # TYPE bot_core_engine_dependency_up gauge\n\
             bot_core_engine_dependency_up{{name=\"python-ai-service\"}} {}\n\
             bot_core_engine_dependency_up{{name=\"database\"}} {}\n\
             # TYPE bot_core_engine_requests_total counter",
            self.started.elapsed().as_secs(),
            u8::from(health.ai_service),
            u8::from(health.database)
        );
        let requests = self.requests.lock().unwrap_or_else(PoisonError::into_inner);
        for ((path, status), count) in requests.iter() {
            let _ = writeln!(text, "bot_core_engine_requests_total{{path=\"{}\",status=\"{}\"}} {}", path, status, count);
        }
        text
    }
}
