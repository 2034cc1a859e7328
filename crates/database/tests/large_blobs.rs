//! Large blobs stand in files, and the same bytes may come from many at once.

use database::WorkspaceId;
use database::blobs::{self, Blobs, INLINE};
use database::testing::on_both_engines;

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
