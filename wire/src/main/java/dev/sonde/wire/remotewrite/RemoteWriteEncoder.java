package dev.sonde.wire.remotewrite;

import dev.sonde.api.Batch;
import dev.sonde.api.Encoded;
import dev.sonde.api.Shipment;
import dev.sonde.wire.compress.Compressor;
import java.util.Map;

/// Turns shipments into compressed requests of Prometheus remote write.
///
/// One time series for each series of a batch, in the order in which they first appear, with all
/// its samples by time. Labels are sorted by their bytes, the metric's name among them. Values keep
/// their bits: stale markers, other NaNs and infinities arrive as they are. Samples of a series
/// without a name are left unsaid as `no_name`; a label `__name__` gives way to the name.
///
/// A sample that has a native histogram is sent as that. A time series has numbers or histograms:
/// where the samples of a series turn from one to the other, the next one begins, with the same
/// labels. Its exemplars are those of its samples, by their own time.
///
/// Pure: the same shipment gives the same bytes, whatever was encoded before. Not safe for two
/// threads. Makes no object for a sample and keeps no series between calls.
public final class RemoteWriteEncoder implements AutoCloseable {
  private final Groups groups = new Groups();
  private final Message message;
  private final Compressor compressor;

  /// @param exemplars are they written?
  /// @param compressor becomes the encoder's own
  public RemoteWriteEncoder(Protocol protocol, boolean exemplars, Compressor compressor) {
    this.message =
        switch (protocol) {
          case ONE -> new MessageOne(exemplars);
          case TWO -> new MessageTwo(exemplars);
        };
    this.compressor = compressor;
  }

  /// The compressed request. Its bytes are valid until the next call.
  public Encoded encode(Shipment shipment) {
    Batch batch = shipment.batch();
    groups.read(batch);
    var plain = message.write(batch, groups, shipment.families());
    int unnamed = batch.size() - groups.rows();
    return new Encoded(
        shipment.id(),
        compressor.compress(plain.view()),
        groups.rows(),
        unnamed == 0 ? Map.of() : Map.of("no_name", (long) unnamed));
  }

  /// Frees what the compressor holds.
  @Override
  public void close() {
    compressor.close();
  }
}
