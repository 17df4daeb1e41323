package dev.sonde.journal;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;

/// A process of its own that takes a folder, says so, and ends when its input does.
final class LockHolder {
  private LockHolder() {}

  public static void main(String[] arguments) throws IOException {
    try (var _ = FolderLock.take(LocalDisk.open(Path.of(arguments[0])))) {
      System.out.println("taken");
      System.in.transferTo(OutputStream.nullOutputStream());
    }
  }
}
