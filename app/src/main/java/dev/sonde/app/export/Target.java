package dev.sonde.app.export;

import dev.sonde.wire.ByteSink;
import java.io.IOException;
import java.io.OutputStream;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;

/// Where an export goes: counts, and hands bytes on in pieces. For one thread.
public final class Target {
  private static final int PIECE = 1 << 16;
  private static final int MANY = 10_000;

  private final OutputStream out;
  private final BooleanSupplier wanted;
  private final LongConsumer progress;
  private final ByteSink bytes = new ByteSink();
  private long samples;
  private boolean more = true;

  /// @param wanted does somebody still read?
  /// @param progress is told the samples done
  public Target(OutputStream out, BooleanSupplier wanted, LongConsumer progress) {
    this.out = out;
    this.wanted = wanted;
    this.progress = progress;
  }

  /// How many samples were written.
  public long samples() {
    return samples;
  }

  ByteSink bytes() {
    return bytes;
  }

  boolean more() {
    return more;
  }

  /// One sample stands in the bytes.
  ///
  /// @return whether more are wanted
  boolean sample() {
    samples++;
    if (samples % MANY == 0) {
      progress.accept(samples);
    }
    return more;
  }

  /// Hands on what has come together, when it is a piece.
  boolean piece() throws IOException {
    return bytes.size() < PIECE || flush();
  }

  boolean flush() throws IOException {
    bytes.writeTo(out);
    bytes.clear();
    more = wanted.getAsBoolean();
    return more;
  }
}
