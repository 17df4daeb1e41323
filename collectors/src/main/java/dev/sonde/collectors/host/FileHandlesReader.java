package dev.sonde.collectors.host;

import dev.sonde.collectors.files.KeptFile;
import dev.sonde.collectors.files.Room;
import dev.sonde.collectors.files.Roots;
import dev.sonde.collectors.files.Text;

/// `/proc/sys/fs/file-nr`: file handles in use, unused, allowed.
final class FileHandlesReader implements Reader {
  private static final String WHAT = "file descriptors";

  private final KeptFile file;
  private final Point allocated;
  private final Point most;

  FileHandlesReader(Roots roots, Room room, Report report) {
    file = KeptFile.lines(roots.proc().resolve("sys/fs/file-nr"), room);
    allocated = report.point(HostFamilies.FILE_DESCRIPTORS_ALLOCATED);
    most = report.point(HostFamilies.FILE_DESCRIPTORS_MAX);
  }

  @Override
  public void read(Report report) {
    Text text = file.read(WHAT, report);
    if (text == null) {
      return;
    }
    boolean sound =
        text.line()
            && report.record(allocated, text.number())
            && text.word()
            && report.record(most, text.number());
    if (!sound) {
      report.absent(WHAT, "/proc/sys/fs/file-nr is not as expected");
    }
  }

  @Override
  public void close() {
    file.close();
  }
}
