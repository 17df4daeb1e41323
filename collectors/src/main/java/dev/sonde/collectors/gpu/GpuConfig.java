package dev.sonde.collectors.gpu;

import dev.sonde.api.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// What of the GPUs is measured, and how they are asked.
///
/// @param nvidia how NVIDIA's are asked
/// @param amd are AMD's measured?
/// @param jetson is a Jetson's GPU measured?
/// @param processes is the memory of each process measured?
/// @param pcieThroughput is what goes over PCIe measured?
/// @param answerTimeout how long a driver may take to answer
/// @param nvml NVIDIA's library, when it is not where it usually is
/// @param smi the program `nvidia-smi`, when it is not where it usually is
public record GpuConfig(
    Nvidia nvidia,
    boolean amd,
    boolean jetson,
    boolean processes,
    boolean pcieThroughput,
    Duration answerTimeout,
    Optional<Path> nvml,
    Optional<Path> smi) {

  /// How NVIDIA's GPUs are asked.
  public enum Nvidia {
    /// By the library; where there is only the program, by that.
    AUTO,
    /// By the library alone.
    NVML,
    /// By the program alone.
    NVIDIA_SMI,
    /// Not at all.
    OFF
  }

  /// All of it, as an empty configuration means it.
  public static final GpuConfig DEFAULT =
      new GpuConfig(
          Nvidia.AUTO,
          true,
          true,
          true,
          true,
          Duration.ofSeconds(3),
          Optional.empty(),
          Optional.empty());

  static GpuConfig read(Settings settings) {
    return new GpuConfig(
        settings.choice(
            "nvidia",
            DEFAULT.nvidia,
            "How NVIDIA's GPUs are asked: by the driver's library, by the program nvidia-smi, by the"
                + " library and where there is none by the program (auto), or not at all."),
        settings.flag("amd", DEFAULT.amd, "AMD's GPUs, by the files of the driver amdgpu."),
        settings.flag("jetson", DEFAULT.jetson, "The GPU of a Jetson, by its files."),
        settings.flag(
            "processes", DEFAULT.processes, "Memory that each process has on NVIDIA's GPUs."),
        settings.flag(
            "pcie_throughput",
            DEFAULT.pcieThroughput,
            "What NVIDIA's GPUs send and receive over PCIe; the driver takes 40 ms for each GPU."),
        settings.duration(
            "answer_timeout",
            DEFAULT.answerTimeout,
            Duration.ofMillis(10),
            Duration.ofMinutes(1),
            "How long a driver may take to answer; nvidia-smi is ended after it."),
        settings.parsed(
            "nvml",
            "",
            GpuConfig::path,
            "NVIDIA's library libnvidia-ml.so.1, when it is not where it usually is; else empty."),
        settings.parsed(
            "nvidia_smi",
            "",
            GpuConfig::path,
            "The program nvidia-smi, when it is not where it usually is; else empty."));
  }

  private static Optional<Path> path(String text) {
    if (text.isEmpty()) {
      return Optional.empty();
    }
    if (!Path.of(text).isAbsolute()) {
      throw new IllegalArgumentException("is not a whole path; write one that begins with /");
    }
    return Optional.of(Path.of(text));
  }
}
