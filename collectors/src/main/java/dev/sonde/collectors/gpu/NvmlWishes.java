package dev.sonde.collectors.gpu;

/// What of NVIDIA's GPUs is measured beside what costs nothing.
record NvmlWishes(boolean processes, boolean pcieThroughput) {
  static NvmlWishes of(GpuConfig config) {
    return new NvmlWishes(config.processes(), config.pcieThroughput());
  }

  boolean want(NvmlQuestion question) {
    return switch (question) {
      case PCIE_SENT, PCIE_RECEIVED -> pcieThroughput;
      case UTILIZATION,
          MEMORY,
          MEMORY_RESERVED,
          TEMPERATURE,
          POWER_USAGE,
          POWER_LIMIT,
          ENERGY,
          FAN,
          CLOCK_GRAPHICS,
          CLOCK_SM,
          CLOCK_MEMORY,
          ENCODER,
          DECODER,
          PCIE_GENERATION,
          PCIE_WIDTH,
          PERFORMANCE_STATE,
          THROTTLED,
          ECC_CORRECTED,
          ECC_UNCORRECTED ->
          true;
    };
  }
}
