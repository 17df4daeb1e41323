package dev.sonde.stores.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Has SQLite write a copy on a thread of its own, and looks how the copy grows.
record Copying(Link link, Path to, Watcher watcher) {
  private static final int LOOK_MILLIS = 100;

  void run() throws IOException, SQLException, InterruptedException {
    long pages = link.number(0, "PRAGMA page_count") - link.number(0, "PRAGMA freelist_count");
    long total = pages * link.number(Database.PAGE_BYTES, "PRAGMA page_size");
    requireRoom(total);
    link.rollback();
    var task = new FutureTask<>(() -> link.copy(to));
    Thread.ofPlatform().daemon().name("store-copy").start(task);
    await(task, total);
  }

  private void requireRoom(long total) throws IOException {
    Path folder = to.toAbsolutePath().getParent();
    long free = folder == null ? Long.MAX_VALUE : Files.getFileStore(folder).getUsableSpace();
    if (free < total) {
      throw new IOException(
          "the copy takes about " + total + " bytes and there are " + free + " free in " + folder);
    }
  }

  private void await(FutureTask<Boolean> task, long total)
      throws IOException, SQLException, InterruptedException {
    boolean done = false;
    try {
      while (!isDone(task)) {
        watcher.seen(
            Watcher.Phase.COPY, Math.min(total, Files.exists(to) ? Files.size(to) : 0), total);
      }
      done = true;
    } finally {
      if (!done) {
        link.interrupt();
      }
    }
  }

  private static boolean isDone(FutureTask<Boolean> task)
      throws IOException, SQLException, InterruptedException {
    try {
      return task.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
    } catch (TimeoutException _) {
      return false;
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof SQLException trouble) {
        throw trouble;
      }
      throw new IOException("the copy failed", failed.getCause());
    }
  }
}
