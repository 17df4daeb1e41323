package dev.sonde.collectors.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.api.Blocking;
import dev.sonde.collectors.files.Room;
import dev.sonde.collectors.files.Roots;
import dev.sonde.testkit.DirectCalls;
import dev.sonde.testkit.RecordingRecorder;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilesystemReaderTest {
  private static final String MACHINE =
      """
      ==> proc/filesystems <==
      	ext4

      ==> proc/1/mountinfo <==
      1 0 8:1 / / rw - ext4 /dev/sda1 rw
      2 1 8:2 / /dead rw - ext4 /dev/sda2 rw
      3 1 8:3 / /data rw - ext4 /dev/sda3 rw
      """;

  @TempDir Path root;
  private final DeadMount space = new DeadMount();
  private final RecordingRecorder out = new RecordingRecorder().open(0);

  @BeforeEach
  void unpack() throws IOException {
    Machine.parse(MACHINE).unpack(root);
  }

  @Test
  void read_mountThatHangs_leavesItOutAndMeasuresTheOthers() throws Exception {
    var calls = new AbandoningCalls(space);
    try (FilesystemReader reader = reader(calls)) {
      var report = new Report(out);
      run(reader, report);
      assertThat(mountpoints()).containsExactly("/", "/data");
      assertThat(out.absent()).containsOnlyKeys("disk space /dead");
      assertThat(calls.given).isEqualTo(2);

      run(reader, report);
      assertThat(mountpoints()).containsExactly("/", "/data");
      assertThat(out.absent()).containsOnlyKeys("disk space /dead");
      assertThat(calls.given).as("nothing is given up in later runs").isEqualTo(3);
      assertThat(space.calls).as("the dead mount is not asked again").isEqualTo(1);

      space.alive.countDown();
      calls.abandoned().join();
      run(reader, report);
      assertThat(mountpoints()).containsExactlyInAnyOrder("/", "/data", "/dead");
      assertThat(out.absent()).isEmpty();
    }
  }

  @Test
  void read_noThreadForIt_saysSoForEachAndGoesOn() throws Exception {
    Blocking full =
        new Blocking() {
          @Override
          public <T> T call(String what, Duration limit, Callable<T> task) throws Exception {
            throw new TimeoutException("too many calls hang");
          }
        };
    try (FilesystemReader reader = reader(full)) {
      run(reader, new Report(out));
      assertThat(out.samples()).isEmpty();
      assertThat(out.absent())
          .containsOnlyKeys("disk space /", "disk space /dead", "disk space /data");
    }
  }

  @Test
  void read_anotherFileSystemAtItsPath_isNotTakenForIt() throws Exception {
    space.alive.countDown();
    space.seen = Map.of("data", new DeviceNumber(8, 1), "dead", new DeviceNumber(8, 2));
    try (FilesystemReader reader = reader(new DirectCalls())) {
      var report = new Report(out);
      run(reader, report);
      assertThat(mountpoints()).containsExactly("/", "/dead");
      assertThat(out.absent()).containsOnlyKeys("disk space /data");
      space.seen = Map.of();
      run(reader, report);
      assertThat(mountpoints()).containsExactlyInAnyOrder("/", "/data", "/dead");
    }
  }

  @Test
  void ofStat_numbersOfTheKernel_areTakenApart() {
    assertThat(DeviceNumber.ofStat(0xfe00)).isEqualTo(DeviceNumber.parse("254:0"));
    assertThat(DeviceNumber.ofStat(0x801)).isEqualTo(DeviceNumber.parse("8:1"));
    assertThat(DeviceNumber.ofStat(0x10301)).isEqualTo(DeviceNumber.parse("259:1"));
    assertThat(DeviceNumber.parse("nonsense")).isEqualTo(DeviceNumber.UNKNOWN);
  }

  @Test
  void read_mountThatComesAndGoes_isFollowed() throws Exception {
    space.alive.countDown();
    try (FilesystemReader reader = reader(new DirectCalls())) {
      var report = new Report(out);
      run(reader, report);
      Machine.parse(
              """
              ==> proc/1/mountinfo <==
              1 0 8:1 / / rw - ext4 /dev/sda1 rw
              9 1 8:9 / /new rw - ext4 /dev/sda9 rw
              """)
          .unpack(root);
      run(reader, report);
      assertThat(mountpoints()).containsExactly("/", "/new");
    }
  }

  private FilesystemReader reader(Blocking blocking) {
    Roots roots = Roots.of(Map.of(), root);
    return new FilesystemReader(roots, new Room(), HostConfig.DEFAULT, space, blocking);
  }

  private void run(FilesystemReader reader, Report report) throws InterruptedException {
    out.open(0);
    report.begin(out);
    reader.read(report);
  }

  private Stream<String> mountpoints() {
    return out.samples().keySet().stream()
        .filter(series -> series.startsWith("system_disk_total_bytes"))
        .map(series -> series.replaceAll(".*mountpoint=\"([^\"]*)\".*", "$1"));
  }

  /// Everything answers but the mount at `/dead`, which waits until it is alive.
  private static final class DeadMount implements Space {
    private final CountDownLatch alive = new CountDownLatch(1);
    private final CountDownLatch asked = new CountDownLatch(1);
    private int calls;
    private Map<String, DeviceNumber> seen = Map.of();

    @Override
    public DeviceNumber device(File path) {
      return seen.getOrDefault(path.getName(), DeviceNumber.UNKNOWN);
    }

    @Override
    public void read(File path, long[] into) throws IOException {
      if (path.getName().equals("dead")) {
        calls++;
        asked.countDown();
        await();
      }
      into[SIZE] = 100;
      into[UNUSED] = 60;
      into[USABLE] = 50;
    }

    private void await() throws IOException {
      try {
        alive.await();
      } catch (InterruptedException e) {
        throw new IOException(e);
      }
    }
  }

  /// Runs tasks on a thread of their own and gives one up as soon as it asks the dead mount.
  private static final class AbandoningCalls implements Blocking {
    private final DeadMount space;
    private Thread thread = Thread.currentThread();
    private Thread first = thread;
    private int given;

    AbandoningCalls(DeadMount space) {
      this.space = space;
    }

    Thread abandoned() {
      return first;
    }

    @Override
    public <T> T call(String what, Duration limit, Callable<T> task) throws Exception {
      given++;
      var future = new FutureTask<>(task);
      thread = Thread.ofPlatform().start(future);
      if (given == 1) {
        first = thread;
        space.asked.await();
        throw new TimeoutException(what);
      }
      return future.get();
    }
  }
}
