package dev.sonde.stores.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import org.sqlite.SQLiteJDBCLoader;
import org.sqlite.util.LibraryLoaderUtil;

/// SQLite itself, laid into Sonde's own folder: the one for temporary files may forbid programs,
/// and may be swept.
final class NativeLibrary {
  private static final String PATH = "org.sqlite.lib.path";

  private NativeLibrary() {}

  /// Makes it ready to be loaded from there. Whoever runs this program may have said where it lies.
  static void prepare(Path folder) throws IOException {
    if (System.getProperty(PATH) != null) {
      return;
    }
    String name = LibraryLoaderUtil.getNativeLibName();
    Path file = folder.resolve(SQLiteJDBCLoader.getVersion() + "-" + name);
    byte[] wanted = bytes(LibraryLoaderUtil.getNativeLibResourcePath() + "/" + name);
    if (!Files.exists(file) || !Arrays.equals(Files.readAllBytes(file), wanted)) {
      Files.createDirectories(folder);
      Path fresh = Files.createTempFile(folder, name, ".new");
      Files.write(fresh, wanted);
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    }
    System.setProperty("org.sqlite.lib.name", String.valueOf(file.getFileName()));
    System.setProperty(PATH, String.valueOf(folder.toAbsolutePath()));
  }

  private static byte[] bytes(String resource) throws IOException {
    try (InputStream in = LibraryLoaderUtil.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IOException("there is no SQLite for this machine: " + resource);
      }
      return in.readAllBytes();
    }
  }
}
