package dev.sonde.collectors.container;

import dev.sonde.api.Time;
import dev.sonde.collectors.files.KeptFile;
import dev.sonde.collectors.files.Room;
import java.nio.file.Path;
import java.util.List;

/// What is read of a cgroup of version 2.
final class CgroupTwo {
  private static final double MICROS_PER_SECOND = 1e6;

  private CgroupTwo() {}

  static List<Reading> of(Path folder, Room files, DeviceNames names, Time time) {
    return List.of(
        new CpuFile(cpu(files.at(folder.resolve("cpu.stat"))), time),
        LimitFile.pair(files.at(folder.resolve("cpu.max")), Vital.CPU_LIMIT),
        new NumberFile(files.at(folder.resolve("memory.current")), Vital.MEMORY_USAGE, 1),
        LimitFile.one(files.at(folder.resolve("memory.max")), Vital.MEMORY_LIMIT),
        memory(files.at(folder.resolve("memory.stat"))),
        new NumberFile(files.at(folder.resolve("memory.swap.current")), Vital.MEMORY_SWAP, 1),
        new KeyedFile(
            files.at(folder.resolve("memory.events")),
            KeyedFile.Key.of("max", Vital.MEMORY_LIMIT_HITS),
            KeyedFile.Key.of("oom_kill", Vital.OOM_KILLS)),
        new IoFile(files.at(folder.resolve("io.stat")), names),
        new NumberFile(files.at(folder.resolve("pids.current")), Vital.PIDS, 1),
        LimitFile.one(files.at(folder.resolve("pids.max")), Vital.PIDS_LIMIT));
  }

  /// Pressure, which a cgroup of version 2 has also where version 1 counts all else.
  static List<Reading> pressure(Path folder, Room files) {
    return List.of(
        new PressureFile(
            files.at(folder.resolve("cpu.pressure")),
            Vital.CPU_STALLED_SOME,
            Vital.CPU_STALLED_FULL),
        new PressureFile(
            files.at(folder.resolve("memory.pressure")),
            Vital.MEMORY_STALLED_SOME,
            Vital.MEMORY_STALLED_FULL),
        new PressureFile(
            files.at(folder.resolve("io.pressure")), Vital.IO_STALLED_SOME, Vital.IO_STALLED_FULL));
  }

  private static Reading cpu(KeptFile file) {
    return new KeyedFile(
        file,
        KeyedFile.Key.of("usage_usec", Vital.CPU_SECONDS, MICROS_PER_SECOND),
        KeyedFile.Key.of("user_usec", Vital.CPU_USER, MICROS_PER_SECOND),
        KeyedFile.Key.of("system_usec", Vital.CPU_SYSTEM, MICROS_PER_SECOND),
        KeyedFile.Key.of("nr_periods", Vital.CPU_PERIODS),
        KeyedFile.Key.of("nr_throttled", Vital.CPU_THROTTLED_PERIODS),
        KeyedFile.Key.of("throttled_usec", Vital.CPU_THROTTLED_SECONDS, MICROS_PER_SECOND));
  }

  private static Reading memory(KeptFile file) {
    return new KeyedFile(
        file,
        KeyedFile.Key.of("anon", Vital.MEMORY_RSS),
        KeyedFile.Key.of("file", Vital.MEMORY_CACHE),
        KeyedFile.Key.of("inactive_file", Vital.MEMORY_INACTIVE_FILE),
        KeyedFile.Key.of("pgmajfault", Vital.MEMORY_MAJOR_FAULTS));
  }
}
