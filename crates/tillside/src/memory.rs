//! Which allocator the program has, and what it may keep.

/// glibc's own has an arena for each of many threads, of which each keeps what the others can't use (311 MB in place of 45 MB
/// after an index of words was filled), or few, at which threads wait for each other: with two, a third of the time of an
/// inbox page was waiting. This one has a small store for each thread before the arenas. C libraries (SQLite, libpq) use it too.
#[cfg(all(target_os = "linux", target_env = "gnu"))]
#[global_allocator]
static ALLOCATOR: tikv_jemallocator::Jemalloc = tikv_jemallocator::Jemalloc;

/// Few arenas, and what is free for a second goes back to the system (`jemalloc(3)`, "TUNING"). The allocator reads it when
/// the program starts, before `main`.
#[cfg(all(target_os = "linux", target_env = "gnu"))]
#[unsafe(export_name = "malloc_conf")]
static KEPT: &[u8; 47] = b"narenas:4,dirty_decay_ms:1000,muzzy_decay_ms:0\0";
