package dev.sonde.bench.targets;

/// How an application writes its pages: numbers and framing differ from library to library.
enum Habit {
  /// `42`, `1.234567e+06`; bodies in chunks.
  GO {
    @Override
    void write(double value, Text into) {
      if (value == Math.rint(value) && Math.abs(value) < 1_000_000) {
        into.add((long) value);
      } else {
        scientific(Double.toString(value), into);
      }
    }
  },
  /// `42.0`, `1.234567E6`; bodies with a length.
  JAVA {
    @Override
    void write(double value, Text into) {
      into.add(Double.toString(value));
    }
  };

  private static final int PLAIN_EXPONENTS = 6;

  abstract void write(double value, Text into);

  static Habit of(int target) {
    return target % 2 == 0 ? JAVA : GO;
  }

  /// From Java's `1234567.5` or `1.2345675E9` to `1.2345675e+06`, `1.2345675e+09`.
  private static void scientific(String java, Text into) {
    int mark = java.indexOf('E');
    int exponent = mark < 0 ? 0 : Integer.parseInt(java, mark + 1, java.length(), 10);
    int point = java.indexOf('.');
    int first = point;
    var digits = new StringBuilder();
    for (int i = 0; i < (mark < 0 ? java.length() : mark); i++) {
      char each = java.charAt(i);
      if (each >= '0' && each <= '9' && (each != '0' || !digits.isEmpty())) {
        first = digits.isEmpty() ? i : first;
        digits.append(each);
      }
    }
    exponent += first < point ? point - first - 1 : point - first;
    while (digits.length() > 1 && digits.charAt(digits.length() - 1) == '0') {
      digits.setLength(digits.length() - 1);
    }
    if (java.charAt(0) == '-') {
      into.add('-');
    }
    if (exponent < PLAIN_EXPONENTS && exponent >= -4) {
      plain(digits, exponent, into);
    } else {
      raised(digits, exponent, into);
    }
  }

  private static void plain(StringBuilder digits, int exponent, Text into) {
    if (exponent < 0) {
      digits.insert(0, "0".repeat(-exponent));
      into.add(digits.insert(1, '.').toString());
      return;
    }
    while (digits.length() < exponent + 1) {
      digits.append('0');
    }
    if (digits.length() > exponent + 1) {
      digits.insert(exponent + 1, '.');
    }
    into.add(digits.toString());
  }

  private static void raised(StringBuilder digits, int exponent, Text into) {
    if (digits.length() > 1) {
      digits.insert(1, '.');
    }
    into.add(digits.append('e').append(exponent < 0 ? '-' : '+').toString());
    into.add(Math.abs(exponent) < 10 ? "0" : "").add(Math.abs(exponent));
  }
}
