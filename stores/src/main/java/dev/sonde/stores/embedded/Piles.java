package dev.sonde.stores.embedded;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/// A window's samples on their way to being packed, in a file that is gone afterwards: those of
/// neighbouring series on one pile. For one thread at a time.
///
/// # Implementation notes
///
/// A pile is a chain of blocks: how many samples a block has, which block comes next, and the
/// samples. The block that comes next is chosen before it is written, so nothing is kept in memory
/// but one block of each pile.
final class Piles implements Source.Taker, AutoCloseable {
  static final String FILE = "packing.tmp";

  private static final int BLOCK = 4096;
  private static final int SAMPLE = 16;
  private static final int FULL = BLOCK / SAMPLE - 1;

  private final FileChannel file;
  private final int[] pileOf;
  private final int width;
  private final long start;
  private final int[] first;
  private final int[] current;
  private final int[] filled;
  private ByteBuffer blocks;
  private int used;

  /// @param cells how many samples each cell has: series in a row, so many of them
  /// @param most how many samples a pile should have
  /// @param start of the window
  Piles(Path path, int[] cells, int width, int most, long start) throws IOException {
    this.width = width;
    this.start = start;
    this.pileOf = piles(cells, most);
    int piles = pileOf[cells.length - 1] + 1;
    this.first = new int[piles];
    this.current = new int[piles];
    this.filled = new int[piles];
    for (int i = 0; i < piles; i++) {
      first[i] = used;
      current[i] = used++;
    }
    this.blocks = ByteBuffer.allocate(piles * BLOCK);
    this.file =
        FileChannel.open(
            path,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            StandardOpenOption.DELETE_ON_CLOSE);
  }

  private static int[] piles(int[] cells, int most) {
    int[] piles = new int[cells.length];
    int pile = 0;
    long size = 0;
    for (int i = 0; i < cells.length; i++) {
      if (size > 0 && size + cells[i] > most) {
        pile++;
        size = 0;
      }
      size += cells[i];
      piles[i] = pile;
    }
    return piles;
  }

  int count() {
    return first.length;
  }

  @Override
  public void sample(int series, long time, double value) throws IOException {
    int pile = pileOf[Math.min(pileOf.length - 1, series / width)];
    if (filled[pile] == FULL) {
      write(pile, used++);
    }
    int at = pile * BLOCK + ++filled[pile] * SAMPLE;
    blocks.putInt(at, series);
    blocks.putInt(at + Integer.BYTES, (int) (time - start));
    blocks.putLong(at + Long.BYTES, Double.doubleToRawLongBits(value));
  }

  /// No more samples come.
  void end() throws IOException {
    for (int i = 0; i < count(); i++) {
      write(i, -1);
    }
    blocks = ByteBuffer.allocate(BLOCK);
    Arrays.fill(filled, 0);
  }

  private void write(int pile, int next) throws IOException {
    blocks.putInt(pile * BLOCK, filled[pile]);
    blocks.putInt(pile * BLOCK + Integer.BYTES, next);
    ByteBuffer block = blocks.slice(pile * BLOCK, BLOCK);
    long at = (long) current[pile] * BLOCK;
    while (block.hasRemaining()) {
      at += file.write(block, at);
    }
    current[pile] = next;
    filled[pile] = 0;
  }

  /// The samples of one pile, once there are no more to come.
  Source pile(int pile) {
    return (_, wanted, taker) -> {
      int block = first[pile];
      while (block >= 0) {
        if (Thread.interrupted()) {
          throw new InterruptedException();
        }
        read(block);
        for (int i = 1; i <= blocks.getInt(0); i++) {
          if (wanted.test(blocks.getInt(i * SAMPLE))) {
            give(i, taker);
          }
        }
        block = blocks.getInt(Integer.BYTES);
      }
    };
  }

  private void give(int index, Source.Taker taker) throws IOException {
    int at = index * SAMPLE;
    taker.sample(
        blocks.getInt(at),
        start + blocks.getInt(at + Integer.BYTES),
        Double.longBitsToDouble(blocks.getLong(at + Long.BYTES)));
  }

  private void read(int block) throws IOException {
    blocks.clear();
    long at = (long) block * BLOCK;
    while (blocks.hasRemaining()) {
      int read = file.read(blocks, at + blocks.position());
      if (read < 0) {
        throw new IOException(FILE + " ends too soon");
      }
    }
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
