package dev.sonde.shippers.file;

import dev.sonde.api.Disk;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.CRC32C;

/// A position on disk: two places, written in turn, so that one of them is always whole. Its room
/// is taken when it is made, so a full disk does not stop it.
final class PositionFile implements Closeable {
  private static final int PLACE = 4096;
  private static final long MAGIC = 0x534f4e4445_504f53L;
  private static final int VERSION = 1;
  private static final int HEAD = Long.BYTES + 2 * Integer.BYTES;

  private record Found(long turn, Position position) {}

  private final Disk.File file;
  private final ByteBuffer place = ByteBuffer.allocate(PLACE);
  private long turn;

  private PositionFile(Disk.File file) {
    this.file = file;
  }

  static PositionFile open(Disk disk, String name) throws IOException {
    return new PositionFile(DataFile.openOrCreate(disk, name));
  }

  /// What was written last; empty when nothing readable is there.
  Optional<Position> read() throws IOException {
    Optional<Found> newest = Optional.empty();
    for (int i = 0; i < 2; i++) {
      Optional<Found> found = read(i);
      if (found.isPresent() && (newest.isEmpty() || found.get().turn > newest.get().turn)) {
        newest = found;
      }
    }
    newest.ifPresent(found -> turn = found.turn);
    return newest.map(Found::position);
  }

  /// Has something been written to it, readable or not?
  boolean used() throws IOException {
    return file.size() > 0;
  }

  /// Returns when it is durable.
  void write(Position position) throws IOException {
    if (file.size() < 2 * PLACE) {
      file.write(ByteBuffer.allocate(2 * PLACE), 0);
      file.sync();
    }
    turn++;
    fill(position);
    file.write(place, (turn % 2) * PLACE);
    file.sync();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }

  private void fill(Position position) {
    place.clear();
    place.putLong(MAGIC).putInt(VERSION).putInt(0).putLong(turn);
    place.putLong(position.offset()).putLong(position.number());
    place.putInt(position.moving() ? 1 : 0).putInt(position.marks().size());
    for (Position.Mark each : position.marks()) {
      place.putLong(each.instance().getMostSignificantBits());
      place.putLong(each.instance().getLeastSignificantBits());
      place.putLong(each.epoch()).putLong(each.to());
    }
    while (place.hasRemaining()) {
      place.put((byte) 0);
    }
    place.putInt(HEAD - Integer.BYTES, checksum());
    place.flip();
  }

  private int checksum() {
    var crc = new CRC32C();
    crc.update(place.array(), HEAD, PLACE - HEAD);
    return (int) crc.getValue();
  }

  private Optional<Found> read(int which) throws IOException {
    place.clear();
    if (file.read(place, (long) which * PLACE) < PLACE) {
      return Optional.empty();
    }
    place.flip();
    boolean ours = place.getLong() == MAGIC && place.getInt() == VERSION;
    return ours && place.getInt() == checksum() ? found() : Optional.empty();
  }

  private Optional<Found> found() {
    long when = place.getLong();
    long offset = place.getLong();
    long number = place.getLong();
    boolean moving = place.getInt() == 1;
    int count = place.getInt();
    if (offset < 0 || number < 0 || count < 0 || count > Position.MARKS) {
      return Optional.empty();
    }
    List<Position.Mark> marks = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      var instance = new UUID(place.getLong(), place.getLong());
      marks.add(new Position.Mark(instance, place.getLong(), place.getLong()));
    }
    return Optional.of(new Found(when, new Position(offset, number, moving, marks)));
  }
}
