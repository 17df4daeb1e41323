package dev.sonde.collectors.gpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sonde.api.Blocking;
import dev.sonde.testkit.DirectCalls;
import dev.sonde.testkit.ManualTime;
import dev.sonde.testkit.RecordingRecorder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(300)
class WatchTest {
  private static final Duration LIMIT = Duration.ofSeconds(1);

  private final ManualTime time = new ManualTime("2026-01-01T00:00:00Z");
  private final RecordingRecorder out = new RecordingRecorder();

  @Test
  void read_refusedBeforeItBegan_isTriedAgain() throws Exception {
    var source = new Held();
    var calls = new RefusingOne();
    var watch = new Watch(source, calls, LIMIT, time);
    assertThat(watch.read()).isEqualTo("too many hang");
    source.released.countDown();
    assertThat(watch.read()).isEmpty();
    assertThat(source.refreshed).hasValue(1);
  }

  @Test
  void read_thatHangs_isLeftAloneUntilItReturns() throws Exception {
    var source = new Held();
    var calls = new GivingUp(source.entered);
    var watch = new Watch(source, calls, LIMIT, time);
    assertThat(watch.read()).isEqualTo("no answer");
    assertThat(source.gaveUp).hasValue(1);
    time.pass(Duration.ofSeconds(7));
    assertThat(watch.read()).contains("has not answered for 7 s");
    source.released.countDown();
    calls.thread.join();
    var direct = new Watch(source, new DirectCalls(), LIMIT, time);
    assertThat(direct.read()).isEmpty();
    assertThat(source.refreshed).hasValue(2);
  }

  @Test
  void close_duringACallThatHangs_isDoneByTheCall() throws Exception {
    var source = new Held();
    var calls = new GivingUp(source.entered);
    var watch = new Watch(source, calls, LIMIT, time);
    watch.read();
    watch.close();
    assertThat(source.closed).hasValue(0);
    source.released.countDown();
    calls.thread.join();
    watch.close();
    assertThat(source.closed).hasValue(1);
  }

  @Test
  void collect_oneSourceHangs_othersAreRead(@TempDir Path root) throws Exception {
    Machines.unpack(Machines.CASES.resolve("jetson-orin/machine.txt"), root);
    var held = new Held();
    var calls = new GivingUp(held.entered);
    var places = Machines.places(root);
    try (var collector =
        new GpuCollector(() -> List.of(held, new JetsonSource(places)), calls, LIMIT, time)) {
      collector.collect(out.open(0));
      assertThat(out.absent()).containsEntry("held GPUs", "no answer");
      assertThat(out.value("system_gpu_count")).isEqualTo(1);
      held.released.countDown();
    }
  }

  /// The driver itself hangs, in native code.
  @Test
  void collect_nativeCallHangs_endsInTimeAndHealsWhenItReturns(@TempDir Path root)
      throws Exception {
    try (Stub stub = Stub.built()) {
      Machines.nvidia(stub, root);
      Path hang = root.resolve("hang");
      Path inside = root.resolve("inside");
      stub.with("NVML_STUB_HANG", hang).with("NVML_STUB_INSIDE", inside);
      var calls = new Threads();
      try (var collector =
          new GpuCollector(
              () -> Sources.of(GpuConfig.DEFAULT, Machines.places(root), time),
              calls,
              LIMIT,
              time)) {
        collector.collect(out.open(0));
        int whole = out.recorded().size();
        Files.createFile(hang);
        calls.inside = inside;
        assertThatThrownBy(() -> collector.collect(out.open(1)))
            .isInstanceOf(IOException.class)
            .hasMessageContaining("no answer");
        assertThat(out.recorded())
            .extracting(each -> each.family().name())
            .containsOnly("system_gpu_up", "system_gpu_count");
        Thread hung = calls.last;
        assertThatThrownBy(() -> collector.collect(out.open(2))).isInstanceOf(IOException.class);
        assertThat(calls.last).isSameAs(hung);
        Files.delete(hang);
        hung.join();
        calls.inside = null;
        collector.collect(out.open(3));
        assertThat(out.recorded()).hasSize(whole);
      }
    }
  }

  /// Refuses the first task, runs the others itself.
  private static final class RefusingOne implements Blocking {
    private boolean refused;

    @Override
    public <T> T call(String what, Duration limit, Callable<T> task) throws Exception {
      if (refused) {
        return task.call();
      }
      refused = true;
      throw new TimeoutException("too many hang");
    }
  }

  /// Waits until the first task is inside, then gives it up; runs the others itself.
  private static final class GivingUp implements Blocking {
    private final CountDownLatch inside;
    private Thread thread = Thread.currentThread();
    private boolean given;

    private GivingUp(CountDownLatch inside) {
      this.inside = inside;
    }

    @Override
    public <T> T call(String what, Duration limit, Callable<T> task) throws Exception {
      if (given) {
        return task.call();
      }
      given = true;
      thread = Thread.ofPlatform().daemon().start(new FutureTask<>(task));
      inside.await();
      throw new TimeoutException("no answer");
    }
  }

  /// A thread for each call, given up as soon as the library shows that it hangs.
  private static final class Threads implements Blocking {
    private Thread last = Thread.currentThread();
    private @Nullable Path inside;

    @Override
    public <T> T call(String what, Duration limit, Callable<T> task) throws Exception {
      var future = new FutureTask<>(task);
      last = Thread.ofPlatform().daemon().start(future);
      Path shown = inside;
      if (shown == null) {
        return future.get();
      }
      while (!Files.exists(shown)) {
        Thread.onSpinWait();
      }
      throw new TimeoutException("no answer");
    }
  }

  private static final class Held implements Source {
    private final CountDownLatch entered = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);
    private final AtomicInteger refreshed = new AtomicInteger();
    private final AtomicInteger gaveUp = new AtomicInteger();
    private final AtomicInteger closed = new AtomicInteger();

    @Override
    public String name() {
      return "held";
    }

    @Override
    public boolean isPresent() {
      return true;
    }

    @Override
    public void refresh() throws IOException {
      refreshed.incrementAndGet();
      entered.countDown();
      try {
        released.await();
      } catch (InterruptedException e) {
        throw new IOException(e);
      }
    }

    @Override
    public List<Gpu> gpus() {
      return List.of();
    }

    @Override
    public void giveUp() {
      gaveUp.incrementAndGet();
    }

    @Override
    public void close() {
      closed.incrementAndGet();
    }
  }
}
