package dev.sonde.collectors.gpu;

import java.nio.ByteBuffer;
import java.util.List;

/// One question about a GPU, and what its answer says.
@SuppressWarnings("ImmutableEnumChecker") // lists that never change, and functions without state
enum NvmlQuestion {
  UTILIZATION(
      ask("nvmlDeviceGetUtilizationRates"),
      (in, gpu) -> {
        gpu.put(Figure.UTILIZATION, unsigned(in, 0));
        gpu.put(Figure.MEMORY_UTILIZATION, unsigned(in, 4));
      },
      Figure.UTILIZATION,
      Figure.MEMORY_UTILIZATION),
  MEMORY(
      ask("nvmlDeviceGetMemoryInfo"),
      (in, gpu) -> {
        gpu.put(Figure.MEMORY_TOTAL, unsignedLong(in, 0));
        gpu.put(Figure.MEMORY_FREE, unsignedLong(in, 8));
        gpu.put(Figure.MEMORY_USED, unsignedLong(in, 16));
      },
      Figure.MEMORY_TOTAL,
      Figure.MEMORY_FREE,
      Figure.MEMORY_USED),
  MEMORY_RESERVED(
      ask("nvmlDeviceGetMemoryInfo_v2").version(2 << 24 | 40),
      (in, gpu) -> gpu.put(Figure.MEMORY_RESERVED, unsignedLong(in, 16)),
      Figure.MEMORY_RESERVED),
  TEMPERATURE(ask("nvmlDeviceGetTemperature").with(0), Figure.TEMPERATURE, 1),
  POWER_USAGE(ask("nvmlDeviceGetPowerUsage"), Figure.POWER_USAGE, 1),
  POWER_LIMIT(ask("nvmlDeviceGetEnforcedPowerLimit"), Figure.POWER_LIMIT, 1),
  ENERGY(
      ask("nvmlDeviceGetTotalEnergyConsumption"),
      (in, gpu) -> gpu.put(Figure.ENERGY, unsignedLong(in, 0) / 1000),
      Figure.ENERGY),
  FAN(ask("nvmlDeviceGetFanSpeed"), Figure.FAN, 1),
  CLOCK_GRAPHICS(ask("nvmlDeviceGetClockInfo").with(0), Figure.CLOCK_GRAPHICS, 1),
  CLOCK_SM(ask("nvmlDeviceGetClockInfo").with(1), Figure.CLOCK_SM, 1),
  CLOCK_MEMORY(ask("nvmlDeviceGetClockInfo").with(2), Figure.CLOCK_MEMORY, 1),
  ENCODER(ask("nvmlDeviceGetEncoderUtilization").twice(), Figure.ENCODER, 1),
  DECODER(ask("nvmlDeviceGetDecoderUtilization").twice(), Figure.DECODER, 1),
  PCIE_SENT(ask("nvmlDeviceGetPcieThroughput").with(0), Figure.PCIE_SENT, 1024),
  PCIE_RECEIVED(ask("nvmlDeviceGetPcieThroughput").with(1), Figure.PCIE_RECEIVED, 1024),
  PCIE_GENERATION(ask("nvmlDeviceGetCurrPcieLinkGeneration"), Figure.PCIE_GENERATION, 1),
  PCIE_WIDTH(ask("nvmlDeviceGetCurrPcieLinkWidth"), Figure.PCIE_WIDTH, 1),
  PERFORMANCE_STATE(ask("nvmlDeviceGetPerformanceState"), Figure.PERFORMANCE_STATE, 1),
  THROTTLED(
      ask("nvmlDeviceGetCurrentClocksEventReasons", "nvmlDeviceGetCurrentClocksThrottleReasons"),
      (in, gpu) -> {
        if (in.getLong(0) != -1) {
          Figure.throttle(in.getLong(0), gpu.values);
        }
      },
      Figure.THROTTLED_POWER_CAP),
  ECC_CORRECTED(
      ask("nvmlDeviceGetTotalEccErrors").with(0).with(0),
      (in, gpu) -> gpu.put(Figure.ECC_CORRECTED, unsignedLong(in, 0)),
      Figure.ECC_CORRECTED),
  ECC_UNCORRECTED(
      ask("nvmlDeviceGetTotalEccErrors").with(1).with(0),
      (in, gpu) -> gpu.put(Figure.ECC_UNCORRECTED, unsignedLong(in, 0)),
      Figure.ECC_UNCORRECTED);

  private static final double MOST_UNSIGNED = 0x1p64;

  /// Reads an answer.
  @FunctionalInterface
  private interface Taking {
    void take(ByteBuffer in, Gpu to);
  }

  /// How it is asked.
  ///
  /// @param functions by which function; the first one that the library has
  /// @param arguments what stands between the GPU and the place for the answer
  /// @param places how many places for answers there are, eight bytes each
  /// @param version what stands at the place before, 0 for nothing
  private record Asking(List<String> functions, List<Integer> arguments, int places, int version) {
    Asking with(int argument) {
      return arguments.isEmpty()
          ? new Asking(functions, List.of(argument), places, version)
          : new Asking(functions, List.of(arguments.getFirst(), argument), places, version);
    }

    Asking twice() {
      return new Asking(functions, arguments, 2, version);
    }

    Asking version(int of) {
      return new Asking(functions, arguments, places, of);
    }
  }

  final List<String> functions;
  final List<Figure> figures;
  private final int arguments;
  private final int first;
  private final int second;
  private final int places;
  private final int version;
  private final Taking taking;

  NvmlQuestion(Asking asking, Taking taking, Figure... figures) {
    this.functions = asking.functions;
    this.arguments = asking.arguments.size();
    this.first = arguments > 0 ? asking.arguments.getFirst() : 0;
    this.second = arguments > 1 ? asking.arguments.getLast() : 0;
    this.places = asking.places;
    this.version = asking.version;
    this.taking = taking;
    this.figures = List.of(figures);
  }

  NvmlQuestion(Asking asking, Figure figure, double factor) {
    this(asking, (in, gpu) -> gpu.put(figure, unsigned(in, 0) * factor), figure);
  }

  /// Asks, and takes the answer when there is one. Gives NVML's code.
  int ask(NvmlLibrary.Function function, NvmlLibrary library, long device, Gpu gpu) {
    long room = library.address();
    library.wipe();
    if (version != 0) {
      library.in().putInt(0, version);
    }
    int code =
        switch (arguments) {
          case 0 -> function.call(device, room, places > 1 ? room + 8 : 0, 0);
          case 1 -> function.call(device, first, room, 0);
          default -> function.call(device, first, second, room);
        };
    if (code == NvmlCode.SUCCESS) {
      taking.take(library.in(), gpu);
    }
    return code;
  }

  private static Asking ask(String... functions) {
    return new Asking(List.of(functions), List.of(), 1, 0);
  }

  private static double unsigned(ByteBuffer in, int at) {
    return Integer.toUnsignedLong(in.getInt(at));
  }

  static double unsignedLong(ByteBuffer in, int at) {
    long bits = in.getLong(at);
    return bits < 0 ? MOST_UNSIGNED : bits;
  }
}
