package dev.sonde.collectors.gpu;

import java.util.Arrays;

/// What one line of `nvidia-smi` says.
final class SmiRow {
  private static final String LOST = "GPU is lost";

  String uuid = "";
  String driver = "";
  String bus = "";
  String name = "";
  boolean lost;
  private final double[] values = new double[Figure.count()];

  SmiRow() {
    Arrays.fill(values, Double.NaN);
  }

  void put(Figure figure, double value) {
    values[figure.place()] = value;
  }

  double value(Figure figure) {
    return values[figure.place()];
  }

  void throttle(long mask) {
    if (mask != -1) {
      Figure.throttle(mask, values);
    }
  }

  /// Looks whether a cell says that the GPU is gone.
  void notice(String cell) {
    lost |= cell.contains(LOST);
  }

  Identity identity() {
    return new Identity(Identity.NVIDIA, known(name), known(uuid), known(driver), known(bus));
  }

  void fill(Gpu gpu) {
    gpu.forget();
    gpu.up = !lost;
    if (!lost) {
      System.arraycopy(values, 0, gpu.values, 0, values.length);
    }
  }

  /// The text, empty where the program shows that there is none.
  private static String known(String cell) {
    return cell.startsWith("[") || cell.equals("N/A") ? "" : cell;
  }
}
