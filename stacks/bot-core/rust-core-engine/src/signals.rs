//! Waiting for SIGTERM or SIGINT. The first process of a container gets no default handling of them: without a
//! handler `docker stop` would wait ten seconds and kill.

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

static STOP: AtomicBool = AtomicBool::new(false);

const SIGINT: i32 = 2;
const SIGTERM: i32 = 15;

extern "C" {
    // Of the C library, which the standard library is linked to anyway.
    fn signal(number: i32, handler: extern "C" fn(i32)) -> usize;
}

extern "C" fn stop(_number: i32) {
    STOP.store(true, Ordering::SeqCst);
}

pub fn wait_for_stop() {
    // SAFETY: the handler only stores to an atomic, which is allowed in a signal handler.
    unsafe {
        signal(SIGTERM, stop);
        signal(SIGINT, stop);
    }
    while !STOP.load(Ordering::SeqCst) {
        std::thread::sleep(Duration::from_millis(100));
    }
}
