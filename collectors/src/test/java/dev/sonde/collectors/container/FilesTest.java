package dev.sonde.collectors.container;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.collectors.files.Descriptors;
import dev.sonde.collectors.files.KeptFile;
import dev.sonde.collectors.files.Room;
import dev.sonde.collectors.files.Text;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilesTest {
  @TempDir Path root;
  private final Descriptors open = new Descriptors(2);
  private final Room files = new Room(open);
  private final Vitals vitals = new Vitals();

  @Test
  void read_moreFilesThanMayStayOpen_readsThemAllTheSame() throws IOException {
    for (int i = 0; i < 4; i++) {
      KeptFile file = files.at(write("n" + i, "5\n"));
      assertThat(number(file)).isEqualTo(5);
      assertThat(number(file)).isEqualTo(5);
    }
    assertThat(open.take()).isFalse();
  }

  @Test
  void close_givesItsPlaceToOthers() throws IOException {
    KeptFile file = files.at(write("n", "5\n"));
    assertThat(number(file)).isEqualTo(5);
    file.close();
    assertThat(open.take()).isTrue();
    assertThat(open.take()).isTrue();
    assertThat(open.take()).isFalse();
  }

  @Test
  void read_hugeFile_isRefused() throws IOException {
    KeptFile file = files.at(write("huge", "1".repeat((8 << 20) + 1)));
    assertThat(file.read()).isNull();
  }

  @Test
  void of_limitsOfThisProcess_takesHalf() throws IOException {
    Descriptors few =
        Descriptors.of(write("limits", "Limit  Soft Limit\nMax open files   4   8   files\n"));
    assertThat(few.take()).isTrue();
    assertThat(few.take()).isTrue();
    assertThat(few.take()).isFalse();
    assertThat(Descriptors.of(root.resolve("nothing")).take()).isTrue();
    assertThat(Descriptors.of(write("l", "Max open files  unlimited x files\n")).take()).isTrue();
  }

  @Test
  void limit_changes_isSeenSixteenRunsLater() throws IOException {
    Path path = write("max", "100\n");
    var limit = LimitFile.one(files.at(path), Vital.PIDS_LIMIT);
    checkLimit(limit, 100);
    write("max", "200\n");
    for (int i = 0; i < 15; i++) {
      checkLimit(limit, 100);
    }
    checkLimit(limit, 200);
  }

  @Test
  void limit_none_isAbsent() throws IOException {
    for (String each : new String[] {"max\n", "-1\n", "9223372036854771712\n", "", "x\n"}) {
      checkLimit(LimitFile.one(files.at(write("max", each)), Vital.MEMORY_LIMIT), Double.NaN);
    }
    checkLimit(LimitFile.pair(files.at(write("cpu", "max 100000\n")), Vital.CPU_LIMIT), Double.NaN);
    checkLimit(LimitFile.pair(files.at(write("cpu", "50000 0\n")), Vital.CPU_LIMIT), Double.NaN);
    checkLimit(LimitFile.pair(files.at(write("cpu", "50000 100000\n")), Vital.CPU_LIMIT), 0.5);
  }

  @Test
  void processes_thatEnd_stayInTheSum() throws IOException {
    var processes = new ProcessIo(files.at(write("cgroup.procs", "7\n8\n")), root, files);
    io(7, 100, 1000);
    io(8, 5, 50);
    checkIo(processes, 105, 1050);
    io(8, 6, 60);
    checkIo(processes, 106, 1060);
    write("cgroup.procs", "7\n9\n");
    io(9, 1, 2);
    checkIo(processes, 107, 1062);
    processes.close();
  }

  @Test
  void processes_thatMayNotBeRead_areAbsent() throws IOException {
    var processes = new ProcessIo(files.at(write("cgroup.procs", "7\n")), root, files);
    checkIo(processes, Double.NaN, Double.NaN);
  }

  @Test
  void blkio_thatCountsNothing_asksTheProcesses() throws IOException {
    io(7, 100, 1000);
    var file =
        new BlkioFile(
            files.at(write("bytes", "Total 0\n")),
            files.at(write("ops", "Total 0\n")),
            new DeviceNames(root),
            new ProcessIo(files.at(write("cgroup.procs", "7\n")), root, files));
    vitals.clear();
    file.read(vitals);
    assertThat(vitals.of(Vital.DISK_WRITE_BYTES)).isEqualTo(1000);
    assertThat(vitals.of(Vital.DISK_WRITE_OPS)).isNaN();
    file.close();
  }

  private void io(int pid, long read, long written) throws IOException {
    write(
        pid + "/io",
        "rchar: 1\nwchar: 1\nread_bytes: %d\nwrite_bytes: %d\ncancelled_write_bytes: 9\n"
            .formatted(read, written));
  }

  private void checkIo(ProcessIo of, double read, double written) {
    vitals.clear();
    of.read(vitals);
    assertThat(vitals.of(Vital.DISK_READ_BYTES)).isEqualTo(Double.valueOf(read));
    assertThat(vitals.of(Vital.DISK_WRITE_BYTES)).isEqualTo(Double.valueOf(written));
  }

  private void checkLimit(LimitFile limit, double expected) {
    vitals.clear();
    limit.read(vitals);
    double got = Double.NaN;
    for (Vital each : new Vital[] {Vital.PIDS_LIMIT, Vital.MEMORY_LIMIT, Vital.CPU_LIMIT}) {
      got = Double.isNaN(vitals.of(each)) ? got : vitals.of(each);
    }
    assertThat(got).isEqualTo(Double.valueOf(expected));
  }

  private static double number(KeptFile file) {
    Text text = file.read();
    return text != null && text.line() ? text.amount() : Double.NaN;
  }

  private Path write(String name, String content) throws IOException {
    Path path = root.resolve(name);
    Files.createDirectories(path.getParent());
    return Files.writeString(path, content);
  }
}
