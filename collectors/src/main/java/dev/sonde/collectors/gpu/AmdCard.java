package dev.sonde.collectors.gpu;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// One of AMD's GPUs, by the files of its device.
///
/// One that sleeps is left asleep: reading its sensors would wake it.
final class AmdCard implements AutoCloseable {
  private static final double MILLI = 1e3;
  private static final double MEGA = 1e6;
  private static final double PWM_IN_A_PERCENT = 2.55;
  private static final Pattern SENSORS = Pattern.compile("hwmon\\d{1,6}");
  private static final Pattern SENSOR = Pattern.compile("(?:temp|freq)\\d{1,3}_label");
  private static final List<String> CHIPS = List.of("edge", "junction");
  private static final List<String> SPEEDS = List.of("2.5", "5.0", "8.0", "16.0", "32.0", "64.0");

  final Gpu gpu;
  private final Path device;
  private final SysReading numbers;
  private final SysFile power;
  private final SysFile speed;

  AmdCard(Path device, ByteBuffer room) {
    this.device = device;
    this.gpu = new Gpu(identity(device));
    this.power = new SysFile(device.resolve("power/runtime_status"), room);
    this.speed = new SysFile(device.resolve("current_link_speed"), room);
    this.numbers = numbers(device, new SysReading(room));
  }

  Path device() {
    return device;
  }

  /// Reads it. Says whether it answered.
  boolean read() {
    gpu.forget();
    gpu.up = power.text().equals("suspended") || numbers.read(gpu);
    double total = gpu.value(Figure.MEMORY_TOTAL);
    gpu.put(Figure.MEMORY_FREE, total - gpu.value(Figure.MEMORY_USED));
    if (gpu.up && !Double.isNaN(total)) {
      generation();
    }
    return gpu.up;
  }

  @Override
  public void close() {
    numbers.close();
    power.close();
    speed.close();
  }

  /// `16.0 GT/s PCIe` is the fourth generation.
  private void generation() {
    String word = speed.text();
    int end = word.indexOf(' ');
    int place = SPEEDS.indexOf(end < 0 ? word : word.substring(0, end));
    gpu.put(Figure.PCIE_GENERATION, place < 0 ? Double.NaN : place + 1);
  }

  private static SysReading numbers(Path device, SysReading reading) {
    reading
        .add(device.resolve("gpu_busy_percent"), Figure.UTILIZATION, 1)
        .add(device.resolve("mem_busy_percent"), Figure.MEMORY_UTILIZATION, 1)
        .add(device.resolve("mem_info_vram_total"), Figure.MEMORY_TOTAL, 1)
        .add(device.resolve("mem_info_vram_used"), Figure.MEMORY_USED, 1)
        .add(device.resolve("current_link_width"), Figure.PCIE_WIDTH, 1);
    for (Path chip : SysTree.named(device.resolve("hwmon"), SENSORS)) {
      sensors(chip, reading);
    }
    return reading;
  }

  private static void sensors(Path chip, SysReading reading) {
    for (String wanted : CHIPS) {
      reading.add(input(chip, wanted), Figure.TEMPERATURE, MILLI);
    }
    Path shader = input(chip, "sclk");
    reading
        .add(chip.resolve("power1_average"), Figure.POWER_USAGE, MILLI)
        .add(chip.resolve("power1_input"), Figure.POWER_USAGE, MILLI)
        .add(chip.resolve("power1_cap"), Figure.POWER_LIMIT, MILLI)
        .add(chip.resolve("pwm1"), Figure.FAN, PWM_IN_A_PERCENT)
        .add(shader, Figure.CLOCK_GRAPHICS, MEGA)
        .add(shader, Figure.CLOCK_SM, MEGA)
        .add(input(chip, "mclk"), Figure.CLOCK_MEMORY, MEGA);
  }

  /// The file whose label this is; one that is not there when none has it.
  private static Path input(Path chip, String label) {
    for (Path each : SysTree.named(chip, SENSOR)) {
      if (SysTree.text(each).equals(label)) {
        String file = String.valueOf(each.getFileName());
        return chip.resolve(file.substring(0, file.length() - "_label".length()) + "_input");
      }
    }
    return chip.resolve(label);
  }

  private static Identity identity(Path device) {
    String name = SysTree.text(device.resolve("product_name"));
    String chip = SysTree.text(device.resolve("device")).toLowerCase(Locale.ROOT);
    String unique = SysTree.text(device.resolve("unique_id"));
    String version = SysTree.text(device.resolve("driver/module/version"));
    return new Identity(
        Identity.AMD, name.isEmpty() ? "AMD GPU " + chip : name, unique, version, bus(device));
  }

  private static String bus(Path device) {
    String target = SysTree.target(device);
    return Files.isSymbolicLink(device) ? target : "";
  }
}
