//! Large blobs stand in files, and the same bytes may come from many at once.

#![expect(clippy::unwrap_used, reason = "what cannot be had fails the test")]

use database::blobs::{self, Blobs, INLINE, Trouble};
use database::testing::on_both_engines;
use database::{DbError, WorkspaceId};

const SHOP: WorkspaceId = WorkspaceId(7);

#[tokio::test(flavor = "multi_thread", worker_threads = 8)]
async fn the_same_large_bytes_at_one_moment_are_kept_whole_for_everybody() {
    on_both_engines(|test| async move {
        let kept = Blobs::new(test.folder.path().join("blobs"));
        let bytes: Vec<u8> = (0..INLINE * 8).map(|at| u8::try_from(at % 251).unwrap()).collect();
        let mut all = tokio::task::JoinSet::new();
        for _ in 0..8 {
            let (kept, database, bytes) = (kept.clone(), test.database.clone(), bytes.clone());
            all.spawn(async move {
                let blob = kept.prepare(bytes).await.unwrap();
                let hash = blob.hash().to_owned();
                database.write(move |tx| blobs::keep(tx, SHOP, &blob)).await.unwrap();
                kept.read(&database, SHOP, &hash).await.unwrap().unwrap()
            });
        }
        for read in all.join_all().await {
            assert!(read == bytes, "{} of {} bytes", read.len(), bytes.len());
        }
        let folders = std::fs::read_dir(test.folder.path().join("blobs")).unwrap();
        let files = folders.flat_map(|folder| std::fs::read_dir(folder.unwrap().path()).unwrap());
        assert_eq!(files.count(), 1, "no part is left behind");
    })
    .await;
}

/// Whatever is written to a file of these names finds no room, as on a full disk.
#[cfg(target_os = "linux")]
fn without_room(folder: &std::path::Path, name: &str) {
    std::fs::create_dir_all(folder).unwrap();
    for writing in 0..50 {
        let file = folder.join(format!("{name}.{}.{writing}.part", std::process::id()));
        std::os::unix::fs::symlink("/dev/full", file).unwrap();
    }
}

#[cfg(target_os = "linux")]
#[tokio::test(flavor = "multi_thread")]
async fn a_folder_without_room_is_known_until_there_is_room_again() {
    let test = database::testing::sqlite(std::sync::Arc::new(database::SystemClock));
    let folder = test.folder.path().join("full");
    let kept = Blobs::new(folder.clone());
    let bytes = vec![7; INLINE + 1];
    let hash = kept.prepare(bytes.clone()).await.unwrap().hash().to_owned();
    assert_eq!(kept.trouble(), None);
    std::fs::remove_dir_all(&folder).unwrap();

    without_room(&folder.join(&hash[..2]), &hash);
    without_room(&folder, "room");
    assert!(matches!(kept.prepare(bytes.clone()).await, Err(DbError::Full)));
    assert_eq!(kept.trouble(), Some(Trouble::Full));
    assert_eq!(kept.clone().try_writing().await, Some(Trouble::Full), "there is still none");
    assert!(kept.prepare(vec![7; INLINE]).await.is_ok(), "a small one stands in the database");
    assert_eq!(kept.trouble(), Some(Trouble::Full));

    std::fs::remove_dir_all(&folder).unwrap();
    assert_eq!(kept.try_writing().await, None);
    assert_eq!(kept.trouble(), None);
    kept.prepare(bytes).await.unwrap();
}
