package dev.sonde.http.tls;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;

/// Reads a file whole, with a limit.
final class PemFile {
  private static final int MOST = 4 << 20;
  private static final Set<PosixFilePermission> OPEN =
      Set.of(PosixFilePermission.GROUP_READ, PosixFilePermission.OTHERS_READ);

  private PemFile() {}

  static byte[] read(Path path) throws Unusable {
    try {
      if (Files.isDirectory(path)) {
        throw new Unusable("is a folder");
      }
      if (Files.exists(path) && !Files.isRegularFile(path)) {
        throw new Unusable("is not a regular file");
      }
      return whole(path);
    } catch (Unusable e) {
      throw e;
    } catch (NoSuchFileException e) {
      throw new Unusable("there is no such file", e);
    } catch (AccessDeniedException e) {
      throw new Unusable("may not be read by the user that Sonde runs as", e);
    } catch (IOException e) {
      throw new Unusable("can't be read: " + e.getMessage(), e);
    }
  }

  /// May others than its owner read it? False where the file system knows no such thing.
  static boolean isOpen(Path path) {
    try {
      var view = Files.getFileAttributeView(path, PosixFileAttributeView.class);
      return view != null && view.readAttributes().permissions().stream().anyMatch(OPEN::contains);
    } catch (IOException _) {
      return false;
    }
  }

  private static byte[] whole(Path path) throws IOException {
    try (InputStream in = Files.newInputStream(path)) {
      byte[] content = in.readNBytes(MOST + 1);
      if (content.length > MOST) {
        throw new Unusable("is larger than " + (MOST >> 20) + " MiB");
      }
      return content;
    }
  }
}
