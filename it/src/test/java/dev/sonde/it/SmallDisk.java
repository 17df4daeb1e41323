package dev.sonde.it;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Assumptions;

/// A disk of its own, in memory, mounted until it is closed. Only root may mount; for anyone else
/// the test is skipped.
final class SmallDisk implements AutoCloseable {
  private static final int BLOCK = 4096;

  private final Path at;

  private SmallDisk(Path at) {
    this.at = at;
  }

  static SmallDisk mount(Path at, String size) throws IOException, InterruptedException {
    Files.createDirectories(at);
    if (run("mount", "-t", "tmpfs", "-o", "size=" + size, "none", at.toString()) != 0) {
      System.err.println("skipped: only root may mount a disk");
      Assumptions.abort("only root may mount a disk");
    }
    return new SmallDisk(at);
  }

  void readOnly() throws IOException, InterruptedException {
    if (run("mount", "-o", "remount,ro", at.toString()) != 0) {
      throw new IOException(at + " can't be made read-only");
    }
  }

  /// Leaves no room, whoever takes the last of it.
  void fill() throws IOException {
    var options = new StandardOpenOption[] {StandardOpenOption.CREATE, StandardOpenOption.APPEND};
    try (var filler = FileChannel.open(filler(), options)) {
      while (at.toFile().getUsableSpace() > 0) {
        filler.write(ByteBuffer.allocate(BLOCK));
      }
    } catch (IOException full) {
      if (!String.valueOf(full.getMessage()).contains("No space left")) {
        throw full;
      }
    }
  }

  /// Gives the room back.
  void free() throws IOException {
    Files.delete(filler());
  }

  private Path filler() {
    return at.resolve("filler");
  }

  private static int run(String... command) throws IOException, InterruptedException {
    return new ProcessBuilder(command).start().waitFor();
  }

  @Override
  public void close() throws IOException {
    try {
      if (run("umount", "-l", at.toString()) != 0) {
        throw new IOException(at + " can't be unmounted");
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException(at + " may still be mounted", interrupted);
    }
  }
}
