package dev.sonde.collectors.host;

import dev.sonde.collectors.files.KeptFile;
import dev.sonde.collectors.files.Room;
import dev.sonde.collectors.files.Roots;
import dev.sonde.collectors.files.Text;
import java.io.Closeable;
import org.jspecify.annotations.Nullable;

/// A file below `/proc/net`. Seen through a host's `/proc` from a container, `net` is the
/// container's own network and `1/net` is the host's, so that one is tried first there.
final class HostNet implements Closeable {
  private final @Nullable KeptFile first;
  private final KeptFile second;

  HostNet(Roots roots, Room room, String name) {
    first =
        roots.foreign() ? KeptFile.lines(roots.proc().resolve("1/net").resolve(name), room) : null;
    second = KeptFile.lines(roots.proc().resolve("net").resolve(name), room);
  }

  @Nullable Text read() {
    Text text = first == null ? null : first.read();
    return text == null ? second.read() : text;
  }

  @Nullable Text read(String what, Report report) {
    Text text = first == null ? null : first.read();
    return text == null ? second.read(what, report) : text;
  }

  @Override
  public void close() {
    if (first != null) {
      first.close();
    }
    second.close();
  }
}
