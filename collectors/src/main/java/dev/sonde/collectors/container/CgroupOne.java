package dev.sonde.collectors.container;

import dev.sonde.api.Time;
import dev.sonde.collectors.files.KeptFile;
import dev.sonde.collectors.files.Room;
import java.nio.file.Path;
import java.util.List;

/// What is read of the cgroups of version 1, one for each controller.
final class CgroupOne {
  private static final double NANOS_PER_SECOND = 1e9;
  private static final double TICKS_PER_SECOND = 100;

  private CgroupOne() {}

  static List<Reading> of(
      CgroupPlace.One place, Path proc, Room files, DeviceNames names, Time time) {
    Path cpu = place.folder("cpu");
    Path account = place.folder("cpuacct");
    Path memory = place.folder("memory");
    Path pids = place.folder("pids");
    return List.of(
        new CpuFile(
            new NumberFile(
                files.at(account.resolve("cpuacct.usage")), Vital.CPU_SECONDS, NANOS_PER_SECOND),
            time),
        new KeyedFile(
            files.at(account.resolve("cpuacct.stat")),
            KeyedFile.Key.of("user", Vital.CPU_USER, TICKS_PER_SECOND),
            KeyedFile.Key.of("system", Vital.CPU_SYSTEM, TICKS_PER_SECOND)),
        throttling(files.at(cpu.resolve("cpu.stat"))),
        LimitFile.pair(
            files.at(cpu.resolve("cpu.cfs_quota_us")),
            files.at(cpu.resolve("cpu.cfs_period_us")),
            Vital.CPU_LIMIT),
        new NumberFile(files.at(memory.resolve("memory.usage_in_bytes")), Vital.MEMORY_USAGE, 1),
        LimitFile.one(files.at(memory.resolve("memory.limit_in_bytes")), Vital.MEMORY_LIMIT),
        memory(files.at(memory.resolve("memory.stat"))),
        new NumberFile(files.at(memory.resolve("memory.failcnt")), Vital.MEMORY_LIMIT_HITS, 1),
        new KeyedFile(
            files.at(memory.resolve("memory.oom_control")),
            KeyedFile.Key.of("oom_kill", Vital.OOM_KILLS)),
        disk(place.folder("blkio"), proc, files, names),
        new NumberFile(files.at(pids.resolve("pids.current")), Vital.PIDS, 1),
        LimitFile.one(files.at(pids.resolve("pids.max")), Vital.PIDS_LIMIT));
  }

  private static Reading throttling(KeptFile file) {
    return new KeyedFile(
        file,
        KeyedFile.Key.of("nr_periods", Vital.CPU_PERIODS),
        KeyedFile.Key.of("nr_throttled", Vital.CPU_THROTTLED_PERIODS),
        KeyedFile.Key.of("throttled_time", Vital.CPU_THROTTLED_SECONDS, NANOS_PER_SECOND));
  }

  private static Reading memory(KeptFile file) {
    return new KeyedFile(
        file,
        KeyedFile.Key.of("total_rss", Vital.MEMORY_RSS),
        KeyedFile.Key.of("total_cache", Vital.MEMORY_CACHE),
        KeyedFile.Key.of("total_inactive_file", Vital.MEMORY_INACTIVE_FILE),
        KeyedFile.Key.of("total_swap", Vital.MEMORY_SWAP),
        KeyedFile.Key.of("total_pgmajfault", Vital.MEMORY_MAJOR_FAULTS));
  }

  private static Reading disk(Path blkio, Path proc, Room files, DeviceNames names) {
    return new BlkioFile(
        files.at(blkio.resolve("blkio.throttle.io_service_bytes_recursive")),
        files.at(blkio.resolve("blkio.throttle.io_serviced_recursive")),
        names,
        new ProcessIo(files.at(blkio.resolve("cgroup.procs")), proc, files));
  }
}
