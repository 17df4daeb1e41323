package dev.sonde.collectors.gpu;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// What `nvidia-smi` is asked, and how its answer is read.
///
/// The name comes last: it is the only column that may have a comma in it, and nothing is quoted.
record SmiQuery(List<SmiField> fields) {
  private static final double MEBI = 1 << 20;
  private static final int MOST_GPUS = 64;

  /// Everything that all drivers of the last ten years know.
  static final SmiQuery FULL =
      new SmiQuery(
          List.of(
              new SmiField("uuid", (cell, row) -> row.uuid = cell),
              new SmiField("driver_version", (cell, row) -> row.driver = cell),
              new SmiField("pci.bus_id", (cell, row) -> row.bus = cell),
              SmiField.number("utilization.gpu", Figure.UTILIZATION, 1),
              SmiField.number("utilization.memory", Figure.MEMORY_UTILIZATION, 1),
              SmiField.number("memory.total", Figure.MEMORY_TOTAL, MEBI),
              SmiField.number("memory.used", Figure.MEMORY_USED, MEBI),
              SmiField.number("memory.free", Figure.MEMORY_FREE, MEBI),
              SmiField.number("temperature.gpu", Figure.TEMPERATURE, 1),
              SmiField.number("power.draw", Figure.POWER_USAGE, 1000),
              SmiField.number("enforced.power.limit", Figure.POWER_LIMIT, 1000),
              SmiField.number("fan.speed", Figure.FAN, 1),
              SmiField.number("clocks.gr", Figure.CLOCK_GRAPHICS, 1),
              SmiField.number("clocks.sm", Figure.CLOCK_SM, 1),
              SmiField.number("clocks.mem", Figure.CLOCK_MEMORY, 1),
              SmiField.number("pcie.link.gen.current", Figure.PCIE_GENERATION, 1),
              SmiField.number("pcie.link.width.current", Figure.PCIE_WIDTH, 1),
              SmiField.state("pstate"),
              SmiField.number("ecc.errors.corrected.volatile.total", Figure.ECC_CORRECTED, 1),
              SmiField.number("ecc.errors.uncorrected.volatile.total", Figure.ECC_UNCORRECTED, 1),
              SmiField.throttle("clocks_throttle_reasons.active"),
              new SmiField("name", (cell, row) -> row.name = cell)));

  /// What the live metrics service asked: for a program that does not know a column of the other.
  static final SmiQuery PLAIN =
      new SmiQuery(
          List.of(
              SmiField.number("temperature.gpu", Figure.TEMPERATURE, 1),
              SmiField.number("utilization.gpu", Figure.UTILIZATION, 1),
              SmiField.number("memory.used", Figure.MEMORY_USED, MEBI),
              SmiField.number("memory.total", Figure.MEMORY_TOTAL, MEBI),
              SmiField.number("power.draw", Figure.POWER_USAGE, 1000),
              new SmiField("name", (cell, row) -> row.name = cell)));

  SmiQuery {
    fields = List.copyOf(fields);
  }

  List<String> arguments() {
    return List.of(
        "--query-gpu=" + fields.stream().map(SmiField::name).collect(Collectors.joining(",")),
        "--format=csv,noheader,nounits");
  }

  /// Reads what was printed. A line that was cut off, or that is none of a GPU, says nothing.
  List<SmiRow> rows(String printed) {
    var rows = new ArrayList<SmiRow>();
    int from = 0;
    for (int end = printed.indexOf('\n'); end >= 0; end = printed.indexOf('\n', from)) {
      String[] cells = printed.substring(from, end).split(",", fields.size());
      if (cells.length == fields.size() && rows.size() < MOST_GPUS) {
        rows.add(row(cells));
      }
      from = end + 1;
    }
    return rows;
  }

  private SmiRow row(String[] cells) {
    var row = new SmiRow();
    for (int i = 0; i < cells.length; i++) {
      String cell = cells[i].strip();
      row.notice(cell);
      fields.get(i).reading().take(cell, row);
    }
    return row;
  }
}
