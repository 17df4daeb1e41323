package dev.sonde.collectors.host;

import dev.sonde.collectors.files.KeptFile;
import dev.sonde.collectors.files.Room;
import dev.sonde.collectors.files.Roots;
import dev.sonde.collectors.files.Text;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the cgroup of Sonde's own process allows, so that people see why the numbers of a container
/// and of its host differ. Where it stands is looked up again when the kernel says that it moved.
final class CgroupReader implements Reader {
  private static final String WHAT = "own cgroup";
  private static final double NANOS_PER_SECOND = 1e9;
  private static final double MICROS_PER_SECOND = 1e6;

  private final Path own;
  private final Room room;
  private final KeptFile membership;
  private final KeptFile mountinfo;
  private final Point cpuLimit;
  private final Point cpuUsage;
  private final Point memoryLimit;
  private final Point memoryUsage;
  private final Point pidsLimit;
  private byte @Nullable [] seen;
  private List<CgroupLimit> limits = List.of();

  CgroupReader(Roots roots, Room room, Report report) {
    this.own = roots.own();
    this.room = room;
    membership = KeptFile.lines(own.resolve("proc/self/cgroup"), room);
    mountinfo = KeptFile.lines(own.resolve("proc/self/mountinfo"), room);
    cpuLimit = report.point(HostFamilies.OWN_CPU_LIMIT);
    cpuUsage = report.point(HostFamilies.OWN_CPU_USAGE);
    memoryLimit = report.point(HostFamilies.OWN_MEMORY_LIMIT);
    memoryUsage = report.point(HostFamilies.OWN_MEMORY_USAGE);
    pidsLimit = report.point(HostFamilies.OWN_PIDS_LIMIT);
  }

  @Override
  public void read(Report report) {
    Text text = membership.read(WHAT, report);
    if (text == null) {
      return;
    }
    if (seen == null || !text.sameContent(seen)) {
      seen = text.content();
      limits.forEach(CgroupLimit::close);
      limits = limits(seen, report);
    }
    for (CgroupLimit limit : limits) {
      limit.read(report);
    }
  }

  @Override
  public void close() {
    membership.close();
    mountinfo.close();
    limits.forEach(CgroupLimit::close);
  }

  private List<CgroupLimit> limits(byte[] places, Report report) {
    Text mounts = mountinfo.read(WHAT, report);
    if (mounts == null) {
      seen = null;
      return List.of();
    }
    List<Mountinfo.Line> lines = Mountinfo.parse(mounts);
    mountinfo.close();
    var content = new Text();
    content.over(places, places.length);
    var tree = new CgroupTree(own, content, lines);
    return List.of(
        new CgroupLimit(WHAT + " cpu", cpuLimit, cpuUsage, cpu(tree)),
        new CgroupLimit(WHAT + " memory", memoryLimit, memoryUsage, memory(tree)),
        new CgroupLimit(WHAT + " pids", pidsLimit, null, pids(tree)));
  }

  private List<CgroupLevel> memory(CgroupTree tree) {
    boolean old = tree.separate("memory");
    String limit = old ? "memory.limit_in_bytes" : "memory.max";
    String usage = old ? "memory.usage_in_bytes" : "memory.current";
    return having(tree.folders("memory"), limit).stream()
        .map(folder -> new CgroupLevel(number(folder, limit), null, number(folder, usage)))
        .toList();
  }

  private List<CgroupLevel> pids(CgroupTree tree) {
    return having(tree.folders("pids"), "pids.max").stream()
        .map(folder -> new CgroupLevel(number(folder, "pids.max"), null, null))
        .toList();
  }

  private List<CgroupLevel> cpu(CgroupTree tree) {
    if (tree.separate("cpu")) {
      return cpuWithAccounts(tree);
    }
    return having(tree.folders("cpu"), "cpu.max").stream()
        .map(folder ->
            new CgroupLevel(
                value(folder, "cpu.max", CgroupValue.Form.QUOTA, 1),
                null,
                value(folder, "cpu.stat", CgroupValue.Form.STAT, MICROS_PER_SECOND)))
        .toList();
  }

  /// In version 1 another tree counts the time. The folders of both are compared from ours upwards.
  private List<CgroupLevel> cpuWithAccounts(CgroupTree tree) {
    List<Path> quotas = tree.folders("cpu");
    List<Path> accounts = tree.folders("cpuacct");
    var levels = new ArrayList<CgroupLevel>();
    for (int i = 0; i < quotas.size(); i++) {
      Path quota = quotas.get(i);
      if (Files.exists(quota.resolve("cpu.cfs_quota_us"))) {
        boolean counted = accounts.size() == quotas.size();
        levels.add(
            new CgroupLevel(
                number(quota, "cpu.cfs_quota_us"),
                number(quota, "cpu.cfs_period_us"),
                counted
                    ? value(
                        accounts.get(i), "cpuacct.usage", CgroupValue.Form.NUMBER, NANOS_PER_SECOND)
                    : null));
      }
    }
    return List.copyOf(levels);
  }

  private CgroupValue number(Path folder, String name) {
    return value(folder, name, CgroupValue.Form.NUMBER, 1);
  }

  private CgroupValue value(Path folder, String name, CgroupValue.Form form, double divisor) {
    return new CgroupValue(KeptFile.value(folder.resolve(name), room), form, divisor);
  }

  private static List<Path> having(List<Path> folders, String file) {
    return folders.stream().filter(folder -> Files.exists(folder.resolve(file))).toList();
  }
}
