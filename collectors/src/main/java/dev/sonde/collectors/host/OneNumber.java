package dev.sonde.collectors.host;

import dev.sonde.collectors.files.Text;

/// A line with one number, recorded as it is.
final class OneNumber implements Row {
  private final String what;
  private final Point point;

  OneNumber(String what, Point point) {
    this.what = what;
    this.point = point;
  }

  @Override
  public void read(Text text, Report report) {
    if (!report.record(point, text.number())) {
      report.absent(what, "the kernel's number for it makes no sense");
    }
  }
}
