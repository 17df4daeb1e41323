package dev.sonde.collectors.gpu;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// The functions of one loaded library, looked up once.
final class NvmlFunctions {
  private final NvmlLibrary library;
  private final Map<NvmlQuestion, NvmlLibrary.Function> answers = new EnumMap<>(NvmlQuestion.class);
  final NvmlLibrary.Function init;
  final NvmlLibrary.Function shutdown;
  final NvmlLibrary.Function count;
  final NvmlLibrary.Function handle;
  final NvmlLibrary.Function name;
  final NvmlLibrary.Function uuid;
  final NvmlLibrary.Function driver;
  final NvmlLibrary.Function bus;
  final NvmlLibrary.Function compute;
  final NvmlLibrary.Function graphics;
  final NvmlLibrary.Function migMode;
  final NvmlLibrary.Function migCount;
  final NvmlLibrary.Function migHandle;
  final NvmlLibrary.Function memory;

  NvmlFunctions(NvmlLibrary library) {
    this.library = library;
    for (NvmlQuestion each : NvmlQuestion.values()) {
      answers.put(each, library.function(each.functions));
    }
    init = library.function("nvmlInit_v2");
    shutdown = library.function("nvmlShutdown");
    count = library.function("nvmlDeviceGetCount_v2");
    handle = library.function("nvmlDeviceGetHandleByIndex_v2");
    name = library.function("nvmlDeviceGetName");
    uuid = library.function("nvmlDeviceGetUUID");
    driver = library.function("nvmlSystemGetDriverVersion");
    bus = library.function("nvmlDeviceGetPciInfo_v3");
    compute = library.function(processes("Compute"));
    graphics = library.function(processes("Graphics"));
    migMode = library.function("nvmlDeviceGetMigMode");
    migCount = library.function("nvmlDeviceGetMaxMigDeviceCount");
    migHandle = library.function("nvmlDeviceGetMigDeviceHandleByIndex");
    memory = of(NvmlQuestion.MEMORY);
  }

  NvmlLibrary library() {
    return library;
  }

  NvmlLibrary.Function of(NvmlQuestion question) {
    return Objects.requireNonNull(answers.get(question));
  }

  private static List<String> processes(String kind) {
    String name = "nvmlDeviceGet" + kind + "RunningProcesses";
    return List.of(name + "_v3", name + "_v2", name);
  }
}
