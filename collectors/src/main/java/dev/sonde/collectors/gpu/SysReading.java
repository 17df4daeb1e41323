package dev.sonde.collectors.gpu;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Files below `/sys` that hold one number of a GPU each.
final class SysReading implements AutoCloseable {
  private record One(SysFile file, Figure figure, double divisor) {}

  private final List<One> all = new ArrayList<>();
  private final ByteBuffer room;

  SysReading(ByteBuffer room) {
    this.room = room;
  }

  /// Adds a file if it is there and none was added for the figure before.
  SysReading add(Path path, Figure figure, double divisor) {
    if (Files.isReadable(path) && all.stream().noneMatch(each -> each.figure == figure)) {
      all.add(new One(new SysFile(path, room), figure, divisor));
    }
    return this;
  }

  /// Reads them. Says whether any could be read.
  boolean read(Gpu into) {
    boolean any = false;
    for (int i = 0; i < all.size(); i++) {
      One each = all.get(i);
      double value = each.file.number() / each.divisor;
      into.put(each.figure, value);
      any |= !Double.isNaN(value);
    }
    return any;
  }

  @Override
  public void close() {
    all.forEach(each -> each.file.close());
  }
}
