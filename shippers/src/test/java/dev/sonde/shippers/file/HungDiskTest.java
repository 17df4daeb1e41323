package dev.sonde.shippers.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.api.Blocking;
import dev.sonde.api.Encoded;
import dev.sonde.api.Outcome;
import dev.sonde.journal.LocalDisk;
import dev.sonde.testkit.Shipments;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A disk that hangs, and whatever was left behind on it goes on later, without an interrupt.
@Timeout(600)
class HungDiskTest {
  private final List<Thread> leftBehind = new ArrayList<>();
  private CountDownLatch release = new CountDownLatch(1);
  private CountDownLatch hung = new CountDownLatch(0);
  private int hangAt = Integer.MAX_VALUE;
  private int operations;

  @Test
  void whatIsLeftBehind_neverWritesTwice(@TempDir Path folder) throws Exception {
    var config = new FileConfig(folder.resolve("a").toString(), FileConfig.Format.PROMETHEUS, 0, 1);
    for (hangAt = 1; hangAt < 8; hangAt++) {
      Files.deleteIfExists(folder.resolve("a"));
      Files.deleteIfExists(folder.resolve("a.position"));
      operations = 0;
      hung = new CountDownLatch(1);
      release = new CountDownLatch(1);
      var disk = new FailingDisk(LocalDisk.open(folder), this::operation);
      Blocking leaving = this::call;
      var shipper = new FileShipper(config, _ -> disk, Path.of(config.path()), leaving);
      Encoded encoded = shipper.encode(Shipments.plain(0, 10));
      Outcome first = shipper.send(encoded);
      assertThat(first).isInstanceOf(Outcome.Retry.class);
      assertThat(first.toString()).contains("did not answer");
      release.countDown();
      for (Thread each : leftBehind) {
        each.join();
      }
      hangAt += 100;
      assertThat(shipper.send(encoded)).isEqualTo(Outcome.ACCEPTED);
      hangAt -= 100;
      shipper.close();
      assertThat(Files.readAllLines(folder.resolve("a"))).hasSize(10).doesNotHaveDuplicates();
    }
  }

  private void operation() {
    if (++operations == hangAt) {
      hung.countDown();
      awaitRelease();
    }
  }

  private void awaitRelease() {
    try {
      release.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Gives a task up as soon as the disk hangs.
  private <T> T call(String what, Duration limit, Callable<T> task) throws Exception {
    if (hangAt > 100) {
      return task.call();
    }
    var future = new FutureTask<>(task);
    leftBehind.add(Thread.ofPlatform().start(future));
    hung.await();
    throw new TimeoutException(what);
  }
}
