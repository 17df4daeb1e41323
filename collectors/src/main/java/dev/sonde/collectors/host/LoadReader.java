package dev.sonde.collectors.host;

import dev.sonde.collectors.files.KeptFile;
import dev.sonde.collectors.files.Room;
import dev.sonde.collectors.files.Roots;
import dev.sonde.collectors.files.Text;

/// `/proc/loadavg` and `/proc/uptime`.
final class LoadReader implements Reader {
  private static final double MOST_LOAD = 1e9;

  private final KeptFile loadFile;
  private final KeptFile uptimeFile;
  private final boolean load;
  private final boolean kernel;
  private final Point[] loads;
  private final Point threads;
  private final Point uptime;

  LoadReader(Roots roots, Room room, Report report, HostConfig config) {
    loadFile = KeptFile.lines(roots.proc().resolve("loadavg"), room);
    uptimeFile = KeptFile.lines(roots.proc().resolve("uptime"), room);
    load = config.load();
    kernel = config.kernel();
    loads =
        new Point[] {
          report.point(HostFamilies.LOAD_1),
          report.point(HostFamilies.LOAD_5),
          report.point(HostFamilies.LOAD_15)
        };
    threads = report.point(HostFamilies.THREADS);
    uptime = report.point(HostFamilies.UPTIME);
  }

  @Override
  public void read(Report report) {
    Text text = loadFile.read("load", report);
    if (text != null) {
      loads(text, report);
    }
    if (load) {
      uptime(report);
    }
  }

  @Override
  public void close() {
    loadFile.close();
    uptimeFile.close();
  }

  private void loads(Text text, Report report) {
    boolean sound = text.line();
    for (Point point : loads) {
      double mean = sound ? text.decimal() : Double.NaN;
      sound = load ? report.record(point, mean <= MOST_LOAD ? mean : Double.NaN) : mean >= 0;
    }
    if (kernel && sound) {
      sound = text.before('/') && report.record(threads, text.number());
    }
    if (!sound) {
      report.absent("load", "/proc/loadavg is not as expected");
    }
  }

  private void uptime(Report report) {
    Text text = uptimeFile.read("uptime", report);
    if (text != null && !report.record(uptime, text.line() ? text.decimal() : Double.NaN)) {
      report.absent("uptime", "/proc/uptime is not as expected");
    }
  }
}
