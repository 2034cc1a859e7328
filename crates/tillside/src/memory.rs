//! What the allocator may keep.

/// Arenas that threads share. glibc makes up to eight for each core, and what one thread freed is of no use to another then:
/// a program of many short tasks on many threads holds several times what it uses (311 MB in place of 45 MB after an index of
/// words was filled).
#[cfg(all(target_os = "linux", target_env = "gnu"))]
const ARENAS: libc::c_int = 2;
/// Bytes that are free at the end of an arena and not given back.
#[cfg(all(target_os = "linux", target_env = "gnu"))]
const KEPT: libc::c_int = 1 << 20;

/// Bounds what is kept of freed memory; to be called before there is a second thread. See `mallopt(3)`; other allocators than
/// glibc's are left as they are.
pub fn bound() {
    #[cfg(all(target_os = "linux", target_env = "gnu"))]
    for (option, value) in [(libc::M_ARENA_MAX, ARENAS), (libc::M_TRIM_THRESHOLD, KEPT)] {
        // SAFETY: two numbers, taken by value, while no other thread allocates. What it does not know it refuses, and all
        // stays as it was.
        unsafe { libc::mallopt(option, value) };
    }
}
