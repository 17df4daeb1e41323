package dev.sonde.app.query;

/// Values made as many as there are columns.
final class Columns {
  private Columns() {}

  /// Several values in one column become what the fold would make of them; one value may fill
  /// several.
  static double[] of(double[] values, int width, String fold) {
    double[] columns = new double[width];
    for (int i = 0; i < width; i++) {
      int from = (int) ((long) i * values.length / width);
      int to = Math.max(from + 1, (int) ((i + 1L) * values.length / width));
      columns[i] = one(values, from, Math.min(to, values.length), fold);
    }
    return columns;
  }

  private static double one(double[] values, int from, int to, String fold) {
    double kept = Double.NaN;
    int count = 0;
    for (int i = from; i < to; i++) {
      if (!Double.isNaN(values[i])) {
        kept = count == 0 ? values[i] : joined(kept, values[i], fold);
        count++;
      }
    }
    return isMean(fold) && count > 0 ? kept / count : kept;
  }

  private static double joined(double kept, double value, String fold) {
    return switch (fold) {
      case "min" -> Math.min(kept, value);
      case "max" -> Math.max(kept, value);
      case "last" -> value;
      default -> kept + value;
    };
  }

  private static boolean isMean(String fold) {
    return !fold.equals("min") && !fold.equals("max") && !fold.equals("last");
  }
}
