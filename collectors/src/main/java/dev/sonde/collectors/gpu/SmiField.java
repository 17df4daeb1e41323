package dev.sonde.collectors.gpu;

/// One column of what `nvidia-smi` prints.
///
/// @param name as `--query-gpu` calls it
/// @param reading what it says of a GPU
record SmiField(String name, Reading reading) {
  private static final int MOST_DIGITS = 15;
  private static final int HEX = 16;

  /// Takes one cell.
  @FunctionalInterface
  interface Reading {
    void take(String cell, SmiRow row);
  }

  static SmiField number(String name, Figure figure, double factor) {
    return new SmiField(name, (cell, row) -> row.put(figure, scaled(number(cell), factor)));
  }

  /// `P0` to `P15`.
  static SmiField state(String name) {
    return new SmiField(
        name,
        (cell, row) ->
            row.put(
                Figure.PERFORMANCE_STATE,
                cell.startsWith("P") ? number(cell.substring(1)) : Double.NaN));
  }

  /// A mask such as `0x0000000000000004`.
  static SmiField throttle(String name) {
    return new SmiField(name, (cell, row) -> row.throttle(mask(cell)));
  }

  /// A number such as `12` or `75.23`, NaN for everything else, as `[N/A]`.
  static double number(String cell) {
    int digits = 0;
    int points = 0;
    for (int i = 0; i < cell.length(); i++) {
      char each = cell.charAt(i);
      if (each >= '0' && each <= '9') {
        digits++;
      } else if (each == '.' && i > 0 && i < cell.length() - 1) {
        points++;
      } else {
        return Double.NaN;
      }
    }
    boolean sound = digits > 0 && digits <= MOST_DIGITS && points <= 1;
    return sound ? Double.parseDouble(cell) : Double.NaN;
  }

  /// Bytes and milliwatts are whole.
  private static double scaled(double value, double factor) {
    return factor == 1 ? value : Math.rint(value * factor);
  }

  /// The mask, -1 when it is none.
  private static long mask(String cell) {
    try {
      return cell.startsWith("0x") ? Long.parseLong(cell.substring(2), HEX) : -1;
    } catch (NumberFormatException e) {
      return -1;
    }
  }
}
