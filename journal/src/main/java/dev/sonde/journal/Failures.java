package dev.sonde.journal;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;

/// Says what was tried, and where. Types that callers tell apart stay.
final class Failures {
  private Failures() {}

  static IOException of(String tried, Path path, IOException cause) {
    return switch (cause) {
      case NoSuchFileException _ ->
          because(
              new NoSuchFileException(path.toString(), null, tried + ": no such file or folder"),
              cause);
      case FileAlreadyExistsException _ ->
          because(
              new FileAlreadyExistsException(
                  path.toString(), null, tried + ": there is one already"),
              cause);
      case AccessDeniedException _ ->
          because(
              new AccessDeniedException(path.toString(), null, tried + ": permission denied"),
              cause);
      case NotDirectoryException _ -> cause;
      case ClosedChannelException _ -> cause;
      default -> new IOException(tried + " " + path + ": " + reason(cause), cause);
    };
  }

  private static <E extends IOException> E because(E failure, IOException cause) {
    failure.initCause(cause);
    return failure;
  }

  private static String reason(IOException cause) {
    var reason = cause instanceof FileSystemException named ? named.getReason() : null;
    return reason != null ? reason : String.valueOf(cause.getMessage());
  }
}
