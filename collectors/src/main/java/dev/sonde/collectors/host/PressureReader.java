package dev.sonde.collectors.host;

import dev.sonde.collectors.files.Ascii;
import dev.sonde.collectors.files.KeptFile;
import dev.sonde.collectors.files.Room;
import dev.sonde.collectors.files.Roots;
import dev.sonde.collectors.files.Text;

/// `/proc/pressure`: how long threads waited for CPU, memory, disks and interrupts.
final class PressureReader implements Reader {
  private static final String[] RESOURCES = {"cpu", "memory", "io"};
  private static final String HINT = "Linux has it from 4.20 on, some only when started with psi=1";
  private static final byte[] MEAN = Ascii.bytes("avg10=");
  private static final byte[] TOTAL = Ascii.bytes("total=");
  private static final double MICROS_PER_SECOND = 1e6;

  private record Resource(String what, KeptFile file, Rows rows) {}

  private final Report report;
  private final Resource[] resources = new Resource[RESOURCES.length];
  private final Resource interrupts;

  PressureReader(Roots roots, Room room, Report report) {
    this.report = report;
    for (int i = 0; i < RESOURCES.length; i++) {
      resources[i] = resource(RESOURCES[i], roots, room);
    }
    interrupts = resource("irq", roots, room);
  }

  @Override
  public void read(Report report) {
    for (Resource resource : resources) {
      Text text = resource.file.read(resource.what, report);
      if (text != null) {
        resource.rows.read(text, report);
      }
    }
    Text text = interrupts.file.read();
    if (text != null) {
      interrupts.rows.read(text, report);
    }
  }

  @Override
  public void close() {
    for (Resource resource : resources) {
      resource.file.close();
    }
    interrupts.file.close();
  }

  private Resource resource(String name, Roots roots, Room room) {
    String what = "pressure " + name;
    return new Resource(
        what,
        KeptFile.lines(roots.proc().resolve("pressure").resolve(name), room).hint(HINT),
        new Rows(kind -> row(what, name, kind)));
  }

  private Row row(String what, String resource, String kind) {
    if (!kind.equals("some") && !kind.equals("full")) {
      return Row.IGNORED;
    }
    Point percent =
        report.point(
            HostFamilies.PRESSURE_PERCENT, "resource", resource, "kind", kind, "window", "10s");
    Point seconds = report.point(HostFamilies.PRESSURE_SECONDS, "resource", resource, "kind", kind);
    return (text, out) -> {
      double mean = text.field(MEAN) ? text.asDecimal() : Double.NaN;
      boolean sound = out.record(percent, mean <= 100 ? mean : Double.NaN);
      long total = text.skip(2) && text.field(TOTAL) ? text.asNumber() : Text.NONE;
      if (!out.record(seconds, total, MICROS_PER_SECOND) || !sound) {
        out.absent(what, "the kernel's line for " + kind + " is not as expected");
      }
    };
  }
}
