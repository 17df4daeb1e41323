package dev.sonde.collectors.container;

import dev.sonde.collectors.files.Ascii;
import dev.sonde.collectors.files.KeptFile;
import dev.sonde.collectors.files.Room;
import dev.sonde.collectors.files.Text;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the processes of a container read and wrote, by `/proc/<pid>/io`. What a process did that
/// has ended is counted as it was last seen, so the sum never falls; what it did after that, and
/// those that came and went between two runs, are missing in it.
final class ProcessIo implements Reading {
  private static final int MOST = 64;
  private static final byte[] READ = Ascii.bytes("read_bytes:");
  private static final byte[] WRITTEN = Ascii.bytes("write_bytes:");

  private final KeptFile members;
  private final Path proc;
  private final Room files;
  private final List<Worker> workers = new ArrayList<>();
  private final double[] pids = new double[MOST + 1];
  private double goneRead;
  private double goneWritten;

  private static final class Worker {
    private final double pid;
    private final KeptFile io;
    private double read;
    private double written;
    private boolean known;
    private boolean present;

    private Worker(double pid, KeptFile io) {
      this.pid = pid;
      this.io = io;
    }

    private void take(@Nullable Text text) {
      while (text != null && text.line()) {
        if (text.word() && text.is(READ)) {
          read = Math.max(read, number(text));
          known = true;
        } else if (text.is(WRITTEN)) {
          written = Math.max(written, number(text));
        }
      }
    }

    private static double number(Text text) {
      double value = text.amount();
      return Double.isNaN(value) ? 0 : value;
    }
  }

  /// @param members `cgroup.procs`
  ProcessIo(KeptFile members, Path proc, Room files) {
    this.members = members;
    this.proc = proc;
    this.files = files;
  }

  @Override
  public void read(Vitals into) {
    int count = pids();
    if (count == 0 || count > MOST) {
      return;
    }
    match(count);
    double read = goneRead;
    double written = goneWritten;
    boolean known = read + written > 0;
    for (int i = 0; i < workers.size(); i++) {
      Worker each = workers.get(i);
      each.take(each.io.read());
      known |= each.known;
      read += each.read;
      written += each.written;
    }
    if (known) {
      into.set(Vital.DISK_READ_BYTES, read);
      into.set(Vital.DISK_WRITE_BYTES, written);
    }
  }

  @Override
  public void close() {
    members.close();
    workers.forEach(each -> each.io.close());
    workers.clear();
  }

  private int pids() {
    Text text = members.read();
    int count = 0;
    while (text != null && count <= MOST && text.line()) {
      double pid = text.amount();
      if (pid > 0) {
        pids[count++] = pid;
      }
    }
    Arrays.sort(pids, 0, Math.min(count, MOST));
    return count;
  }

  private void match(int count) {
    for (int i = workers.size() - 1; i >= 0; i--) {
      Worker each = workers.get(i);
      each.present = Arrays.binarySearch(pids, 0, count, each.pid) >= 0;
      if (!each.present) {
        goneRead += each.read;
        goneWritten += each.written;
        each.io.close();
        workers.remove(i);
      }
    }
    for (int i = 0; i < count; i++) {
      if (!isKnown(pids[i])) {
        Path file = proc.resolve(Long.toString((long) pids[i])).resolve("io");
        workers.add(new Worker(pids[i], files.at(file)));
      }
    }
  }

  private boolean isKnown(double pid) {
    for (int i = 0; i < workers.size(); i++) {
      if (workers.get(i).pid == pid) {
        return true;
      }
    }
    return false;
  }
}
