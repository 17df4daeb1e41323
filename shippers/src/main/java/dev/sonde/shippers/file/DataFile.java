package dev.sonde.shippers.file;

import dev.sonde.api.BatchId;
import dev.sonde.api.Disk;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The file with the lines, and its position beside it.
///
/// # Implementation notes
///
/// Lines are synced before the position that counts them is; opening cuts off what no position
/// counts. So a batch is in the file exactly when its mark is in the position. A full file gets a
/// number that nothing has: first the position says so, then the file is renamed and a new one
/// begins, then the position says that it is done. Every step can be done again.
final class DataFile implements Closeable {
  private static final Logger LOG = LoggerFactory.getLogger("sonde.shippers.file");

  private final Disk disk;
  private final String name;
  private final FileConfig config;
  private final Closeable lock;
  private final PositionFile positions;
  private Position position = Position.start(0);
  private Disk.File file;

  private DataFile(
      Disk disk,
      String name,
      FileConfig config,
      Closeable lock,
      PositionFile positions,
      Disk.File file) {
    this.disk = disk;
    this.name = name;
    this.config = config;
    this.lock = lock;
    this.positions = positions;
    this.file = file;
  }

  /// @throws Disk.TakenException when another has it open
  static DataFile open(Disk disk, String name, FileConfig config) throws IOException {
    Closeable lock = disk.lock(name + ".lock", "another shipper of type file");
    try {
      return open(disk, name, config, lock);
    } catch (IOException | RuntimeException e) {
      try (lock) {
        throw e;
      }
    }
  }

  private static DataFile open(Disk disk, String name, FileConfig config, Closeable lock)
      throws IOException {
    PositionFile positions = PositionFile.open(disk, name + ".position");
    try {
      Optional<Position> known = positions.read();
      if (known.isPresent() && known.get().moving()) {
        putAway(disk, name, known.get());
      }
      var opened = new DataFile(disk, name, config, lock, positions, openOrCreate(disk, name));
      opened.settleOrClose(known);
      return opened;
    } catch (IOException | RuntimeException e) {
      try (positions) {
        throw e;
      }
    }
  }

  /// The name is durable when it returns.
  static Disk.File openOrCreate(Disk disk, String name) throws IOException {
    Disk.File file = disk.has(name) ? disk.open(name) : disk.create(name);
    try {
      disk.sync();
      return file;
    } catch (IOException | RuntimeException e) {
      try (file) {
        throw e;
      }
    }
  }

  Position position() {
    return position;
  }

  /// Returns when the lines and the mark are durable.
  void append(ByteBuffer lines, BatchId id) throws IOException {
    if (isFull(lines.remaining())) {
      Position moving = position.moving(freeNumber());
      positions.write(moving);
      position = moving;
      file.close();
      putAway(disk, name, moving);
      file = openOrCreate(disk, name);
      begin(moving);
    }
    long at = position.offset() == 0 ? header() : position.offset();
    file.write(lines.duplicate(), at);
    file.sync();
    Position next = position.with(at + lines.remaining(), id);
    positions.write(next);
    position = next;
  }

  @Override
  public void close() throws IOException {
    try (lock;
        positions) {
      file.close();
    }
  }

  private long header() throws IOException {
    byte[] header = Lines.header(config.format()).getBytes(StandardCharsets.UTF_8);
    file.write(ByteBuffer.wrap(header), 0);
    return header.length;
  }

  private boolean isFull(int more) {
    return config.maxSize() > 0
        && position.offset() > 0
        && position.offset() + more > config.maxSize();
  }

  private long freeNumber() throws IOException {
    long number = position.number() + 1;
    while (disk.has(name + "." + number)) {
      number++;
    }
    return number;
  }

  private static void putAway(Disk disk, String name, Position moving) throws IOException {
    String old = name + "." + moving.number();
    if (!disk.has(old)) {
      disk.rename(name, old);
    }
  }

  private void begin(Position moving) throws IOException {
    position = moving.moved();
    positions.write(position);
    deleteOld();
  }

  private void deleteOld() throws IOException {
    for (String each : disk.list()) {
      if (numberOf(each) > 0 && numberOf(each) <= position.number() - config.keep()) {
        disk.delete(each);
      }
    }
  }

  private long numberOf(String other) {
    String number = other.startsWith(name + ".") ? other.substring(name.length() + 1) : "";
    boolean digits = !number.isEmpty() && number.chars().allMatch(c -> c >= '0' && c <= '9');
    return digits && number.length() < 19 ? Long.parseLong(number) : 0;
  }

  private void settleOrClose(Optional<Position> known) throws IOException {
    try {
      if (known.isPresent()) {
        settle(known.get());
      } else {
        start();
      }
    } catch (IOException | RuntimeException e) {
      try (var _ = file) {
        throw e;
      }
    }
  }

  private void start() throws IOException {
    if (positions.used()) {
      LOG.warn("{}.position can't be read; the last batch may come twice", name);
    }
    position = Position.start(file.size());
    positions.write(position);
  }

  /// Makes file and position agree.
  private void settle(Position known) throws IOException {
    if (known.moving()) {
      begin(known);
      return;
    }
    position = known;
    long size = file.size();
    if (size > position.offset()) {
      file.truncate(position.offset());
      file.sync();
    } else if (size < position.offset()) {
      LOG.warn("{} has lost {} bytes that were written", name, position.offset() - size);
      position = position.at(size);
      positions.write(position);
    }
  }
}
