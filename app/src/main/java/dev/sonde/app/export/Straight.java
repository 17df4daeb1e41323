package dev.sonde.app.export;

import dev.sonde.api.Kind;
import dev.sonde.api.Labels;
import dev.sonde.api.Stale;
import dev.sonde.api.store.Points;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// One series after the other, each instant a line. Where a series ends, nothing is said.
final class Straight implements Points {
  private final Map<String, Group> groups;
  private final Dialect dialect;
  private final Target to;
  private String name = "";
  private byte[] line = {};

  Straight(Map<String, Group> groups, Dialect dialect, Target to) {
    this.groups = groups;
    this.dialect = dialect;
    this.to = to;
  }

  @Override
  public boolean series(String of, Labels labels) {
    if (!of.equals(name)) {
      name = of;
      dialect.head(
          Objects.requireNonNullElseGet(
              groups.get(of), () -> new Group(of, Kind.UNKNOWN, "", "", List.of(of))),
          to.bytes());
    }
    line = Text.series(of, labels, (_, value) -> value);
    return piece();
  }

  @Override
  public boolean point(long timeMillis, double value) {
    if (Stale.is(value)) {
      return to.more();
    }
    to.bytes().put(line);
    to.bytes().number(value);
    to.bytes().put(' ');
    dialect.time(timeMillis, to.bytes());
    to.bytes().put('\n');
    to.sample();
    return piece();
  }

  private boolean piece() {
    try {
      return to.piece();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
