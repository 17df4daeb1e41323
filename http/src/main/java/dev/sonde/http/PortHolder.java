package dev.sonde.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Finds out which process listens on an address, from `/proc`, as far as it may be read. Reads a
/// few hundred files at most on a usual machine: for the message when a bind failed, not for more.
public final class PortHolder {
  private static final String LISTENING = "0A";

  private final Path proc;

  /// @param proc where the proc file system is, usually `/proc`
  public PortHolder(Path proc) {
    this.proc = proc;
  }

  /// Who listens there, as `node_exporter (pid 1234)`; empty when that can't be found out.
  public Optional<String> find(Address address) {
    try {
      Optional<String> inode =
          switch (address) {
            case Address.Tcp(String _, int port) -> inodeOf(port);
            case Address.Unix(Path path) -> inodeOf(path);
          };
      return inode.isPresent() ? process("socket:[" + inode.get() + "]") : Optional.empty();
    } catch (IOException | UncheckedIOException _) {
      return Optional.empty();
    }
  }

  private Optional<String> inodeOf(int port) throws IOException {
    for (String table : List.of("net/tcp", "net/tcp6")) {
      Path file = proc.resolve(table);
      if (Files.isReadable(file)) {
        for (String line : Files.readAllLines(file)) {
          String[] columns = line.strip().split("\\s+", 0);
          if (columns.length > 9 && listensOn(columns, port)) {
            return Optional.of(columns[9]);
          }
        }
      }
    }
    return Optional.empty();
  }

  private static boolean listensOn(String[] columns, int port) {
    String local = columns[1];
    int colon = local.indexOf(':');
    return colon >= 0
        && columns[3].equals(LISTENING)
        && local.substring(colon + 1).equalsIgnoreCase(fourDigits(port));
  }

  private static String fourDigits(int port) {
    return Integer.toHexString(0x10000 | port).substring(1);
  }

  private Optional<String> inodeOf(Path socket) throws IOException {
    for (String line : Files.readAllLines(proc.resolve("net/unix"))) {
      String[] columns = line.strip().split("\\s+", 8);
      if (columns.length == 8 && columns[7].equals(socket.toString())) {
        return Optional.of(columns[6]);
      }
    }
    return Optional.empty();
  }

  private Optional<String> process(String link) throws IOException {
    try (DirectoryStream<Path> processes = Files.newDirectoryStream(proc, "[0-9]*")) {
      for (Path process : processes) {
        if (holds(process, link)) {
          return Optional.of(name(process) + " (pid " + process.getFileName() + ")");
        }
      }
    }
    return Optional.empty();
  }

  /// Processes come and go, and most of other users' can't be read: those don't hold it.
  private static boolean holds(Path process, String link) {
    try (DirectoryStream<Path> handles = Files.newDirectoryStream(process.resolve("fd"))) {
      for (Path handle : handles) {
        if (pointsTo(handle, link)) {
          return true;
        }
      }
      return false;
    } catch (IOException | UncheckedIOException _) {
      return false;
    }
  }

  private static boolean pointsTo(Path handle, String link) {
    try {
      return Files.readSymbolicLink(handle).toString().equals(link);
    } catch (IOException _) {
      return false;
    }
  }

  private static String name(Path process) throws IOException {
    String name = Files.readString(process.resolve("comm"), ISO_8859_1).strip();
    return Bytes.all(name, c -> c == ' ' || Bytes.isVisible(c)) ? name : "a process";
  }
}
