package dev.sonde.wire.relay;

import dev.sonde.api.BatchId;
import dev.sonde.api.Push;
import dev.sonde.api.Slot;
import dev.sonde.wire.columns.BatchIdBytes;
import dev.sonde.wire.columns.DamagedException;
import dev.sonde.wire.columns.Ids;
import dev.sonde.wire.columns.PayloadReader;
import java.util.Arrays;

/// Reads what one [LineEncoder] wrote, message after message, into pushes of one caller. Believes
/// nothing; takes memory in proportion to the bytes that came, up to a bound. For one thread.
///
/// After a message that was not taken, whether it threw or the push was refused, both sides begin
/// anew: see [#forget].
public final class LineDecoder {
  private final RelayReader reader = new RelayReader();
  private final Ids places = new Ids();
  private Slot[] known = new Slot[64];
  private Slot[] here = new Slot[64];
  private int size;
  private Aside aside = Aside.NONE;

  /// Reads a message. Nothing has been taken when it throws; the push is not to be committed then.
  ///
  /// @param length how many bytes of it count
  /// @return which samples they are, for [Push#commit]
  /// @throws DamagedException when it is no such message, with words for its sender
  public BatchId read(byte[] message, int length, Push push) throws DamagedException {
    PayloadReader in = reader.open(message, length, LineForm.VERSION);
    if (in.readCount("way", LineForm.ANEW) == LineForm.ANEW) {
      forget();
    }
    aside = Aside.read(in);
    BatchId id = BatchIdBytes.read(in);
    reader.readFamilies(push);
    define(in, push);
    int series = place(in, push);
    reader.readRows(here, series, push);
    in.end();
    return id;
  }

  /// What was said beside the last batch.
  public Aside aside() {
    return aside;
  }

  /// The checksum at the end of the last message.
  public int sum() {
    return reader.sum();
  }

  /// What was defined counts no more: the sender defines it again.
  public void forget() {
    Arrays.fill(known, 0, size, null);
    size = 0;
    reader.forget();
  }

  private void define(PayloadReader in, Push push) throws DamagedException {
    int count = in.readCount("definitions", in.remaining());
    for (int i = 0; i < count; i++) {
      makeRoom();
      known[size] = reader.readSeries(push);
      size++;
    }
    if (reader.families() > LineForm.MOST) {
      throw new DamagedException("more than " + LineForm.MOST + " names");
    }
  }

  private void makeRoom() throws DamagedException {
    if (size == LineForm.MOST) {
      throw new DamagedException("more than " + LineForm.MOST + " series");
    }
    if (size == known.length) {
      known = Arrays.copyOf(known, size * 2);
    }
  }

  /// Which of the known ones the rows are about.
  private int place(PayloadReader in, Push push) throws DamagedException {
    int count = in.readCount("series", size);
    int from = reader.section();
    places.open(in.bytes(), from, in.position());
    if (here.length < count) {
      here = new Slot[Math.max(count, here.length * 2)];
    }
    for (int i = 0; i < count; i++) {
      int number = places.next();
      if (number >= size) {
        throw new DamagedException("series " + number + " of " + size);
      }
      known[number] = push.again(known[number]);
      here[i] = known[number];
    }
    places.end();
    return count;
  }
}
