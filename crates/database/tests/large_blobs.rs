//! Large blobs stand in files, and the same bytes may come from many at once; mails are packed; what nobody names goes.

#![expect(clippy::unwrap_used, reason = "what cannot be had fails the test")]

use database::blobs::{self, Blobs, INLINE, Soundness, Trouble};
use database::testing::{TestDatabase, on_both_engines};
use database::{DbError, WorkspaceId};
use diesel::RunQueryDsl;

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

async fn kept(test: &TestDatabase, blobs: &Blobs, bytes: Vec<u8>, packed: bool) -> String {
    let blob = if packed { blobs.prepare_packed(bytes).await } else { blobs.prepare(bytes).await }.unwrap();
    let hash = blob.hash().to_owned();
    test.database.write(move |tx| blobs::keep(tx, SHOP, &blob)).await.unwrap();
    hash
}

async fn sql(test: &TestDatabase, statement: String) {
    let run = move |tx: &mut database::Tx<'_>| {
        diesel::sql_query(statement).execute(tx.db)?;
        Ok::<_, DbError>(())
    };
    test.database.write(run).await.unwrap();
}

fn mail(size: usize) -> Vec<u8> {
    let line = b"Received: from mx.posta.example by mx.magaza.example; Mon, 02 Mar 2026 11:59:00 +0300\r\n";
    line.iter().copied().cycle().take(size).collect()
}

fn files(test: &TestDatabase) -> usize {
    let Ok(folders) = std::fs::read_dir(test.folder.path().join("blobs")) else { return 0 };
    folders.map(|folder| std::fs::read_dir(folder.unwrap().path()).unwrap().count()).sum()
}

#[tokio::test(flavor = "multi_thread")]
async fn packed_bytes_come_back_as_they_were_and_so_do_those_that_were_kept_before_packing() {
    on_both_engines(|test| async move {
        let blobs = Blobs::new(test.folder.path().join("blobs"));
        for size in [100, 10_000, INLINE * 4] {
            let packed = kept(&test, &blobs, mail(size), true).await;
            let read = blobs.read(&test.database, SHOP, &packed).await.unwrap().unwrap();
            assert!(read == mail(size), "{size}");
            assert_eq!(blobs.look_at(&test.database, SHOP, &packed).await.unwrap(), Soundness::Sound);
        }
        assert_eq!(files(&test), 0, "packed, even the largest is small enough for the database");
        let mut old = mail(INLINE * 2);
        old[0] = b'X';
        let before = kept(&test, &blobs, old.clone(), false).await;
        assert_eq!(kept(&test, &blobs, old.clone(), true).await, before, "the same bytes, the same name");
        assert!(blobs.read(&test.database, SHOP, &before).await.unwrap().unwrap() == old);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_blob_that_is_gone_or_was_changed_is_found_out() {
    on_both_engines(|test| async move {
        let blobs = Blobs::new(test.folder.path().join("blobs"));
        let missing = blobs.look_at(&test.database, SHOP, &"0".repeat(64)).await.unwrap();
        assert_eq!(missing, Soundness::Missing);
        let hash = kept(&test, &blobs, mail(10_000), true).await;
        sql(&test, format!("UPDATE blob SET packing = NULL WHERE hash = '{hash}'")).await;
        assert_eq!(blobs.look_at(&test.database, SHOP, &hash).await.unwrap(), Soundness::Damaged);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_goes_once_nobody_names_it_and_nobody_has_touched_it_for_a_day() {
    on_both_engines(|test| async move {
        let blobs = Blobs::new(test.folder.path().join("blobs"));
        let bytes: Vec<u8> = (0..INLINE * 2).map(|at| u8::try_from(at % 251).unwrap()).collect();
        let hash = kept(&test, &blobs, bytes.clone(), false).await;
        let gone = vec![hash.clone()];
        blobs.sweep(&test.database, gone.clone()).await.unwrap();
        assert_eq!(files(&test), 1, "somebody names it");
        let forgotten = hash.clone();
        test.database.write(move |tx| blobs::forget(tx, SHOP, &forgotten)).await.unwrap();
        blobs.sweep(&test.database, gone.clone()).await.unwrap();
        assert_eq!(files(&test), 1, "somebody may be about to name it");
        let file = test.folder.path().join("blobs").join(&hash[..2]).join(&hash);
        let long_ago = std::time::SystemTime::UNIX_EPOCH;
        std::fs::File::options().append(true).open(&file).unwrap().set_modified(long_ago).unwrap();
        // Taken in hand again, it is wanted again.
        blobs.prepare(bytes).await.unwrap();
        blobs.sweep(&test.database, gone.clone()).await.unwrap();
        assert_eq!(files(&test), 1);
        std::fs::File::options().append(true).open(&file).unwrap().set_modified(long_ago).unwrap();
        blobs.sweep(&test.database, gone).await.unwrap();
        assert_eq!(files(&test), 0);
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
