package dev.sonde.client;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/// Finds the processor's temperature as document 002 does: `k10temp` where it is called `Tctl`,
/// then the first of `coretemp`, `cros_ec` where it is called `cpu`, the first of `acpitz`.
final class Thermometer {
  private record Rule(String chip, String label) {}

  private static final List<Rule> RULES =
      List.of(
          new Rule("k10temp", "Tctl"),
          new Rule("coretemp", ""),
          new Rule("cros_ec", "cpu"),
          new Rule("acpitz", ""));

  private final KernelFiles files;

  Thermometer(KernelFiles files) {
    this.files = files;
  }

  OptionalDouble read() {
    List<Path> chips = files.list("sys/class/hwmon", "hwmon*");
    for (Rule rule : RULES) {
      for (Path chip : chips) {
        OptionalDouble found = matches(chip, rule) ? first(chip, rule) : OptionalDouble.empty();
        if (found.isPresent()) {
          return found;
        }
      }
    }
    return OptionalDouble.empty();
  }

  private boolean matches(Path chip, Rule rule) {
    return files.line(chip.resolve("name")).equals(rule.chip());
  }

  private OptionalDouble first(Path chip, Rule rule) {
    for (Path input : files.list(chip, "temp*_input")) {
      OptionalLong millidegrees = KernelFiles.number(files.line(input));
      if (millidegrees.isPresent() && isCalled(input, rule.label())) {
        return OptionalDouble.of(millidegrees.getAsLong() / 1_000.0);
      }
    }
    return OptionalDouble.empty();
  }

  private boolean isCalled(Path input, String label) {
    String name = Objects.toString(input.getFileName());
    Path said = input.resolveSibling(name.replace("_input", "_label"));
    return label.isEmpty() || files.line(said).equals(label);
  }
}
