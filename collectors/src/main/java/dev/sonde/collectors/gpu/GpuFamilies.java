package dev.sonde.collectors.gpu;

import dev.sonde.api.Family;
import java.util.List;

/// Every family that the GPU collector may record.
public final class GpuFamilies {
  /// `system_gpu_count 2`
  public static final Family COUNT =
      Family.gauge("system_gpu_count", "", "GPUs there are, those that are lost included.");

  /// `system_gpu_up{gpu="0",name="NVIDIA H200"} 1`
  public static final Family UP =
      Family.gauge("system_gpu_up", "", "Does the GPU answer? 0 when it is lost.");

  /// `system_gpu_info{bus="0000:01:00.0",driver="570.86",gpu="0",name="NVIDIA
  /// H200",uuid="GPU-…",vendor="nvidia"} 1`
  public static final Family INFO =
      Family.gauge("system_gpu_info", "", "Which GPU it is; always 1.");

  /// `system_gpu_utilization_percent{gpu="0",name="NVIDIA H200"} 87`
  public static final Family UTILIZATION =
      Family.gauge(
          "system_gpu_utilization_percent",
          "percent",
          "Time in which the GPU had something to do, in the driver's last sampling period.");

  /// `system_gpu_memory_utilization_percent{gpu="0",name="NVIDIA H200"} 41`
  public static final Family MEMORY_UTILIZATION =
      Family.gauge(
          "system_gpu_memory_utilization_percent",
          "percent",
          "Time in which the GPU's memory was read or written, in the driver's last sampling"
              + " period.");

  /// `system_gpu_memory_total_bytes{gpu="0",name="NVIDIA H200"} 150754820096`
  public static final Family MEMORY_TOTAL =
      Family.gauge("system_gpu_memory_total_bytes", "bytes", "Memory of the GPU.");

  /// `system_gpu_memory_used_bytes{gpu="0",name="NVIDIA H200"} 1073741824`
  public static final Family MEMORY_USED =
      Family.gauge(
          "system_gpu_memory_used_bytes",
          "bytes",
          "Memory of the GPU that is taken, by the driver too.");

  /// `system_gpu_memory_free_bytes{gpu="0",name="NVIDIA H200"} 149681078272`
  public static final Family MEMORY_FREE =
      Family.gauge("system_gpu_memory_free_bytes", "bytes", "Memory of the GPU that is free.");

  /// `system_gpu_memory_reserved_bytes{gpu="0",name="NVIDIA H200"} 536870912`
  public static final Family MEMORY_RESERVED =
      Family.gauge(
          "system_gpu_memory_reserved_bytes",
          "bytes",
          "Memory of the GPU that the driver and the firmware keep for themselves.");

  /// `system_gpu_temperature_celsius{gpu="0",name="NVIDIA H200"} 54`
  public static final Family TEMPERATURE =
      Family.gauge("system_gpu_temperature_celsius", "celsius", "Temperature of the GPU's chip.");

  /// `system_gpu_power_usage_milliwatts{gpu="0",name="NVIDIA H200"} 321000`
  public static final Family POWER_USAGE =
      Family.gauge("system_gpu_power_usage_milliwatts", "milliwatts", "Power that the GPU draws.");

  /// `system_gpu_power_limit_milliwatts{gpu="0",name="NVIDIA H200"} 700000`
  public static final Family POWER_LIMIT =
      Family.gauge(
          "system_gpu_power_limit_milliwatts",
          "milliwatts",
          "Power above which the GPU is slowed down.");

  /// `system_gpu_energy_joules_total{gpu="0",name="NVIDIA H200"} 81234.5`
  public static final Family ENERGY =
      Family.counter(
          "system_gpu_energy_joules_total",
          "joules",
          "Energy that the GPU took since the driver was loaded.");

  /// `system_gpu_fan_speed_percent{gpu="0",name="NVIDIA GeForce RTX 4090"} 30`
  public static final Family FAN =
      Family.gauge(
          "system_gpu_fan_speed_percent",
          "percent",
          "Speed that the GPU's fan is told to have, as part of the fastest.");

  /// `system_gpu_clock_sm_mhz{gpu="0",name="NVIDIA H200"} 1980`
  public static final Family CLOCK_SM =
      Family.gauge("system_gpu_clock_sm_mhz", "mhz", "Clock of the GPU's processors.");

  /// `system_gpu_clock_memory_mhz{gpu="0",name="NVIDIA H200"} 3201`
  public static final Family CLOCK_MEMORY =
      Family.gauge("system_gpu_clock_memory_mhz", "mhz", "Clock of the GPU's memory.");

  /// `system_gpu_clock_graphics_mhz{gpu="0",name="NVIDIA H200"} 1980`
  public static final Family CLOCK_GRAPHICS =
      Family.gauge("system_gpu_clock_graphics_mhz", "mhz", "Clock of the GPU's graphics.");

  /// `system_gpu_encoder_utilization_percent{gpu="0",name="NVIDIA L4"} 12`
  public static final Family ENCODER =
      Family.gauge(
          "system_gpu_encoder_utilization_percent",
          "percent",
          "Time in which the GPU's video encoder had something to do.");

  /// `system_gpu_decoder_utilization_percent{gpu="0",name="NVIDIA L4"} 7`
  public static final Family DECODER =
      Family.gauge(
          "system_gpu_decoder_utilization_percent",
          "percent",
          "Time in which the GPU's video decoder had something to do.");

  /// `system_gpu_pcie_sent_bytes_per_second{gpu="0",name="NVIDIA H200"} 1024000`
  public static final Family PCIE_SENT =
      Family.gauge(
          "system_gpu_pcie_sent_bytes_per_second",
          "bytes_per_second",
          "What the GPU sends over PCIe, measured by the driver over 20 ms; its KB counted as 1024"
              + " bytes.");

  /// `system_gpu_pcie_received_bytes_per_second{gpu="0",name="NVIDIA H200"} 2048000`
  public static final Family PCIE_RECEIVED =
      Family.gauge(
          "system_gpu_pcie_received_bytes_per_second",
          "bytes_per_second",
          "What the GPU receives over PCIe, measured by the driver over 20 ms; its KB counted as"
              + " 1024 bytes.");

  /// `system_gpu_pcie_link_generation{gpu="0",name="NVIDIA H200"} 5`
  public static final Family PCIE_GENERATION =
      Family.gauge(
          "system_gpu_pcie_link_generation",
          "",
          "Generation of PCIe the GPU's link runs at now; idle GPUs lower it.");

  /// `system_gpu_pcie_link_width{gpu="0",name="NVIDIA H200"} 16`
  public static final Family PCIE_WIDTH =
      Family.gauge("system_gpu_pcie_link_width", "", "Lanes of PCIe the GPU's link has now.");

  /// `system_gpu_performance_state{gpu="0",name="NVIDIA H200"} 0`
  public static final Family PERFORMANCE_STATE =
      Family.gauge(
          "system_gpu_performance_state",
          "",
          "NVIDIA's performance state: 0 is the fastest, 15 the slowest.");

  /// `system_gpu_throttled{gpu="0",name="NVIDIA H200",reason="power_cap"} 0`
  public static final Family THROTTLED =
      Family.gauge(
          "system_gpu_throttled", "", "Is the GPU slowed down for this reason? 1 while it is.");

  /// `system_gpu_ecc_errors_total{gpu="0",name="NVIDIA H200",type="uncorrected"} 0`
  public static final Family ECC_ERRORS =
      Family.counter(
          "system_gpu_ecc_errors_total",
          "",
          "Memory errors that ECC found since the driver was loaded, by whether it could correct"
              + " them.");

  /// `system_gpu_stalled_seconds{gpu="0",name="NVIDIA H200"} 0`
  public static final Family STALLED =
      Family.gauge(
          "system_gpu_stalled_seconds",
          "seconds",
          "How long the GPU has been busy for 99 % of the time or more while its memory was not"
              + " touched and it drew no more than half of its power limit; 30 and more look like a"
              + " hang.");

  /// `system_gpu_process_memory_bytes{gpu="0",name="NVIDIA H200",pid="4711",process="python3"}
  /// 1073741824`
  public static final Family PROCESS_MEMORY =
      Family.gauge(
          "system_gpu_process_memory_bytes",
          "bytes",
          "Memory of the GPU that one process has. Label pid is the number on the host.");

  /// `system_gpu_mig_info{gpu="0",mig="1",name="NVIDIA H200",profile="1g.18gb",uuid="MIG-…"} 1`
  public static final Family MIG_INFO =
      Family.gauge("system_gpu_mig_info", "", "Which MIG instance it is; always 1.");

  /// `system_gpu_mig_memory_total_bytes{gpu="0",mig="1",name="NVIDIA H200",profile="1g.18gb"}
  /// 17179869184`
  public static final Family MIG_MEMORY_TOTAL =
      Family.gauge("system_gpu_mig_memory_total_bytes", "bytes", "Memory of a MIG instance.");

  /// `system_gpu_mig_memory_used_bytes`
  public static final Family MIG_MEMORY_USED =
      Family.gauge(
          "system_gpu_mig_memory_used_bytes", "bytes", "Memory of a MIG instance that is taken.");

  /// `system_gpu_mig_memory_free_bytes`
  public static final Family MIG_MEMORY_FREE =
      Family.gauge(
          "system_gpu_mig_memory_free_bytes", "bytes", "Memory of a MIG instance that is free.");

  private static final List<Family> ALL =
      List.of(
          COUNT,
          UP,
          INFO,
          UTILIZATION,
          MEMORY_UTILIZATION,
          MEMORY_TOTAL,
          MEMORY_USED,
          MEMORY_FREE,
          MEMORY_RESERVED,
          TEMPERATURE,
          POWER_USAGE,
          POWER_LIMIT,
          ENERGY,
          FAN,
          CLOCK_SM,
          CLOCK_MEMORY,
          CLOCK_GRAPHICS,
          ENCODER,
          DECODER,
          PCIE_SENT,
          PCIE_RECEIVED,
          PCIE_GENERATION,
          PCIE_WIDTH,
          PERFORMANCE_STATE,
          THROTTLED,
          ECC_ERRORS,
          STALLED,
          PROCESS_MEMORY,
          MIG_INFO,
          MIG_MEMORY_TOTAL,
          MIG_MEMORY_USED,
          MIG_MEMORY_FREE);

  private GpuFamilies() {}

  /// All of them, in the order in which people look for them.
  public static List<Family> all() {
    return ALL;
  }
}
