package dev.sonde.collectors.host;

import java.io.File;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;

/// Asks the kernel. [File] makes no garbage; when it fails, [java.nio.file.FileStore] says why.
final class StatfsSpace implements Space {
  @Override
  public void read(File path, long[] into) throws IOException {
    into[SIZE] = path.getTotalSpace();
    if (into[SIZE] == 0) {
      throw new IOException(reason(path));
    }
    into[UNUSED] = path.getFreeSpace();
    into[USABLE] = path.getUsableSpace();
  }

  @Override
  public DeviceNumber device(File path) throws IOException {
    try {
      return Files.getAttribute(path.toPath(), "unix:dev") instanceof Long number
          ? DeviceNumber.ofStat(number)
          : DeviceNumber.UNKNOWN;
    } catch (IllegalArgumentException | UnsupportedOperationException e) {
      return DeviceNumber.UNKNOWN;
    } catch (FileSystemException e) {
      throw new IOException(reason(path), e);
    }
  }

  private static String reason(File path) {
    try {
      Files.getFileStore(path.toPath()).getTotalSpace();
      return "it has no size of its own";
    } catch (FileSystemException e) {
      String reason = e.getReason();
      return reason == null ? e.getClass().getSimpleName() : reason;
    } catch (IOException | IllegalArgumentException e) {
      return String.valueOf(e.getMessage());
    }
  }
}
