package dev.sonde.stores;

import dev.sonde.api.BatchId;
import java.io.IOException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// How far a store must be with the start of Sonde that it was asked about or given last: when it
/// is not, it lost something meanwhile (its file was set aside, another server took over), and the
/// courier has to ask before more is stored. Belongs to the courier's thread.
public final class LeastProgress {
  private @Nullable UUID instance;
  private long epoch;
  private long upTo;

  /// It said that it is as far as this.
  public void said(UUID of, long at, long number) {
    instance = of;
    epoch = at;
    upTo = number;
  }

  /// It stored a batch.
  public void stored(BatchId id) {
    if (id.to() > of(id)) {
      said(id.instance(), id.epoch(), id.to());
    }
  }

  /// @param has how far it is with the start that the batch is of
  /// @throws IOException when that is less than it was
  public void check(BatchId id, long has) throws IOException {
    if (has < of(id)) {
      throw new IOException(
          "samples up to " + of(id) + " were stored, and now there are those up to " + has);
    }
  }

  private long of(BatchId id) {
    return id.instance().equals(instance) && id.epoch() == epoch ? upTo : 0;
  }
}
