package dev.sonde.wire.relay;

import dev.sonde.api.BatchId;
import dev.sonde.api.Push;
import dev.sonde.api.Slot;
import dev.sonde.wire.columns.BatchIdBytes;
import dev.sonde.wire.columns.DamagedException;
import dev.sonde.wire.columns.PayloadReader;

/// Reads what [RelayEncoder] wrote into a push. Believes nothing; takes memory in proportion to the
/// bytes that came. For one thread; used again for the next body.
public final class RelayDecoder {
  private final RelayReader reader = new RelayReader();
  private Slot[] slots = new Slot[0];

  /// The checksum at the end of the last body.
  public int sum() {
    return reader.sum();
  }

  /// Reads a body. Nothing has been taken when it throws; the push is not to be committed then.
  ///
  /// @param length how many bytes of it count
  /// @return which samples they are, for [Push#commit]
  /// @throws DamagedException when it is no such body, with words for its sender
  public BatchId read(byte[] body, int length, Push push) throws DamagedException {
    PayloadReader in = reader.open(body, length, RelayForm.VERSION);
    BatchId id = BatchIdBytes.read(in);
    reader.forget();
    reader.readFamilies(push);
    int series = in.readCount("series", in.remaining());
    if (slots.length < series) {
      slots = new Slot[series];
    }
    for (int i = 0; i < series; i++) {
      slots[i] = reader.readSeries(push);
    }
    reader.readRows(slots, series, push);
    in.end();
    return id;
  }
}
