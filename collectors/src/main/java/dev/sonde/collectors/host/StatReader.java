package dev.sonde.collectors.host;

import dev.sonde.collectors.files.KeptFile;
import dev.sonde.collectors.files.Room;
import dev.sonde.collectors.files.Roots;
import dev.sonde.collectors.files.Text;

/// `/proc/stat`: CPUs, and what the kernel counts since its start.
final class StatReader implements Reader {
  private final KeptFile file;
  private final Report report;
  private final boolean cpu;
  private final boolean kernel;
  private final Rows rows = new Rows(this::row);
  private final CpuRow all;
  private final CpuSeconds seconds;
  private final Point count;
  private int cores;

  StatReader(Roots roots, Room room, Report report, HostConfig config) {
    this.file = KeptFile.lines(roots.proc().resolve("stat"), room);
    this.report = report;
    this.cpu = config.cpu();
    this.kernel = config.kernel();
    this.all = new CpuRow("cpu", report.point(HostFamilies.CPU_USAGE_TOTAL));
    this.seconds = new CpuSeconds(report);
    this.count = report.point(HostFamilies.CPU_COUNT);
  }

  @Override
  public void read(Report report) {
    Text text = file.read(cpu ? "cpu" : "kernel", report);
    if (text == null) {
      return;
    }
    cores = 0;
    rows.read(text, report);
    if (cpu) {
      summary(report);
    }
  }

  @Override
  public void close() {
    file.close();
  }

  private void summary(Report report) {
    if (all.sound(report.run())) {
      seconds.record(all, report);
    } else {
      report.absent("cpu", "/proc/stat has no sound line for all CPUs");
    }
    if (cores > 0) {
      report.record(count, cores);
    }
  }

  private Row row(String name) {
    return switch (name) {
      case "cpu" -> cpu ? all : Row.IGNORED;
      case "ctxt" ->
          one(new OneNumber("context switches", report.point(HostFamilies.CONTEXT_SWITCHES)));
      case "intr" -> one(new OneNumber("interrupts", report.point(HostFamilies.INTERRUPTS)));
      case "processes" -> one(new OneNumber("forks", report.point(HostFamilies.FORKS)));
      case "procs_running" ->
          one(new OneNumber("processes running", report.point(HostFamilies.PROCESSES_RUNNING)));
      case "procs_blocked" ->
          one(new OneNumber("processes blocked", report.point(HostFamilies.PROCESSES_BLOCKED)));
      case "btime" -> one(new OneNumber("boot time", report.point(HostFamilies.BOOT_TIME)));
      default -> cpu && name.matches("cpu\\d{1,6}") ? core(name) : Row.IGNORED;
    };
  }

  private Row one(Row row) {
    return kernel ? row : Row.IGNORED;
  }

  private Row core(String name) {
    Point usage = report.point(HostFamilies.CPU_USAGE, "core", name.substring("cpu".length()));
    var row = new CpuRow(name, usage);
    return (text, out) -> {
      cores += row.seen(out.run()) ? 0 : 1;
      row.read(text, out);
    };
  }
}
