package dev.sonde.server;

import dev.sonde.engine.Snapshot;
import dev.sonde.http.Response;
import dev.sonde.wire.ByteSink;
import dev.sonde.wire.Exposition;
import dev.sonde.wire.Format;

/// Writes the live view in one text format. One page at a time: what is the same on every page is
/// kept.
final class Exposer {
  private final Exposition exposition;
  private final String contentType;
  private final ByteSink out = new ByteSink();

  Exposer(Exposition exposition, Format format) {
    this.exposition = exposition;
    this.contentType = format.contentType();
  }

  synchronized Response page(Snapshot snapshot) {
    out.clear();
    exposition.write(new SnapshotPage(snapshot), out);
    return Response.of(200, contentType, out.toByteArray());
  }
}
