package dev.sonde.collectors.discovery.file;

import dev.sonde.api.Blocking;
import dev.sonde.api.Glob;
import dev.sonde.collectors.discovery.group.TargetGroups;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;

/// Looks at files and reads them, where a dead file system can hang.
final class TargetFiles {
  private static final int MOST = 10_000;
  private static final Duration LIMIT = Duration.ofSeconds(10);

  private final Blocking blocking;
  private final Path directory;

  TargetFiles(Blocking blocking, Path directory) {
    this.blocking = blocking;
    this.directory = directory;
  }

  /// What there is; nothing when there is no such file or folder.
  List<Sighting> look(FilePattern pattern) throws IOException, InterruptedException {
    return call(
        "look at " + pattern.text(),
        () -> pattern.many() ? matching(pattern) : one(pattern.file(directory)));
  }

  /// @throws IOException when it can't be read, or is too long
  byte[] read(Path path) throws IOException, InterruptedException {
    return call("read " + path, () -> bytes(path));
  }

  /// What went wrong with a file, without its path.
  static String why(IOException e) {
    return switch (e) {
      case NoSuchFileException _ -> "there is no such file";
      case AccessDeniedException _ -> "permission denied";
      case FileSystemException system when system.getReason() != null -> system.getReason();
      default -> String.valueOf(e.getMessage());
    };
  }

  private static List<Sighting> one(Path path) throws IOException {
    try {
      return List.of(seen(path));
    } catch (NoSuchFileException _) {
      return List.of();
    }
  }

  private List<Sighting> matching(FilePattern pattern) throws IOException {
    var sightings = new ArrayList<Sighting>();
    Glob names = pattern.names();
    try (DirectoryStream<Path> folder =
        Files.newDirectoryStream(
            pattern.folder(directory), each -> names.matches(String.valueOf(each.getFileName())))) {
      for (Path each : folder) {
        if (sightings.size() == MOST) {
          throw new IOException("more than " + MOST + " files match");
        }
        sightings.addAll(one(each));
      }
    } catch (NoSuchFileException | NotDirectoryException _) {
      return List.of();
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    sightings.sort((left, right) -> left.path().compareTo(right.path()));
    return sightings;
  }

  private static Sighting seen(Path path) throws IOException {
    return Sighting.of(path, Files.readAttributes(path, BasicFileAttributes.class));
  }

  private static byte[] bytes(Path path) throws IOException {
    try (var in = Files.newInputStream(path)) {
      byte[] bytes = in.readNBytes(TargetGroups.LONGEST);
      if (in.read() >= 0) {
        throw new IOException("longer than " + (TargetGroups.LONGEST >> 20) + " MiB");
      }
      return bytes;
    }
  }

  private <T> T call(String what, Callable<T> task) throws IOException, InterruptedException {
    try {
      return blocking.call(what, LIMIT, task);
    } catch (TimeoutException _) {
      throw new IOException("no answer within " + LIMIT.toSeconds() + " s");
    } catch (IOException | InterruptedException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
