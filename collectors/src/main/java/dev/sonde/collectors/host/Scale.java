package dev.sonde.collectors.host;

/// How raw numbers of sensors become values, and which of them can't be.
enum Scale {
  /// Thousandths of a degree. 127 and 128 above and below zero are what chips show for a sensor
  /// that is not connected, others show 255.
  MILLI_CELSIUS {
    @Override
    double value(double raw) {
      double celsius = raw / 1000;
      boolean sound = celsius > -100 && celsius <= 150 && (celsius < 127 || celsius > 128);
      return sound ? celsius : Double.NaN;
    }
  },
  /// Turns in a minute; 65535 means that there is no fan.
  RPM {
    @Override
    double value(double raw) {
      return raw >= 0 && raw < 65_000 ? raw : Double.NaN;
    }
  },
  PERCENT {
    @Override
    double value(double raw) {
      return raw >= 0 && raw <= 100 ? raw : Double.NaN;
    }
  },
  /// Millionths of a watt. Some batteries show what they give as a negative number.
  MICRO_WATT {
    @Override
    double value(double raw) {
      double watts = Math.abs(raw) / 1e6;
      return watts < 10_000 ? watts : Double.NaN;
    }
  };

  /// The value, NaN when the number can't be true.
  abstract double value(double raw);
}
