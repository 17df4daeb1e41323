package dev.sonde.collectors.host;

import dev.sonde.collectors.files.KeptFile;
import dev.sonde.collectors.files.Text;

/// One file with one measured value.
final class Sensor {
  private final String what;
  private final KeptFile file;
  private final Point point;
  private final Scale scale;
  private double value = Double.NaN;

  Sensor(String what, KeptFile file, Point point, Scale scale) {
    this.what = what;
    this.file = file;
    this.point = point;
    this.scale = scale;
  }

  /// Records what it shows. False when it could not be read for the first time, so that it may be
  /// gone.
  boolean read(Report report) {
    value = Double.NaN;
    Text text = file.read(what, report);
    if (text == null) {
      return !file.justFailed();
    }
    value = scale.value(text.line() && text.word() ? text.asSigned() : Double.NaN);
    if (!report.record(point, value)) {
      report.absent(what, "what it shows can't be true: is it connected?");
    }
    return true;
  }

  /// What it showed in the last reading, NaN when that made no sense.
  double value() {
    return value;
  }

  Point point() {
    return point;
  }

  void close() {
    file.close();
  }
}
